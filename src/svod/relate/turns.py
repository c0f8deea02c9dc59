"""Words in a text that say what became of a commitment, looked for right before its name or before the deed itself.

«Отказалась от обещания вывести войска», «не выполнила обязательство», «отменил визит». The words are `followups.toml`
of the language packs. Who took it back is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import languages
from svod.relate.actor_tables import read_toml
from svod.relate.words import WORD, fold

REACH = 3  # words between the word that turns it and what it turns: «отказалась от своего прежнего обещания»
LOOK = 120  # characters before it that are read
CLAUSE = '.!?…;:()«»"\n'  # what ends a clause for good


@dataclass(frozen=True, slots=True)
class Turns:
    """What the packs know of such words."""

    rows: tuple[tuple[str, bool, frozenset[str], frozenset[str]], ...]  # status, before deeds too, after, words
    doubt: frozenset[str]
    names: tuple[str, ...]
    firm: tuple[str, ...]
    weak: tuple[str, ...]


@lru_cache(maxsize=1)
def load_turns() -> Turns:
    """The words of all language packs, in the order of the files."""
    tables = [read_toml("lang", lang, "followups.toml") for lang in languages()]
    rows = [row for t in tables for row in t.get("turn", [])]
    return Turns(
        tuple((r["status"], bool(r.get("deed")), words(r, "after"), words(r, "words")) for r in rows),
        frozenset(w for t in tables for w in words(t.get("doubt", {}), "words")),
        *(
            tuple(sorted({w for t in tables for w in words(t.get(name, {}), field)}))
            for name, field in (("names", "starts"), ("strength", "firm"), ("strength", "weak"))
        ),
    )


def words(row: Mapping[str, str], field: str) -> frozenset[str]:
    """The folded words of one field."""
    return frozenset(fold(row.get(field, "")).split())


def find_turn(text: str, start: int, end: int, *, deed: bool) -> str | None:
    """What the words before text[start:end] make of what is told or named there; None where they say nothing."""
    table = load_turns()
    if not deed and not fold(text[start:end]).startswith(table.names):
        return None
    before = text[max(0, start - LOOK) : start]
    cut = max(before.rfind(mark) for mark in CLAUSE) + 1
    told = [fold(w) for w in WORD.findall(before[cut:])]
    for n in range(len(told) - 1, max(-1, len(told) - 2 - REACH), -1):
        for status, deeds, after, forms in table.rows:
            previous = set(told[max(0, n - 2) : n])
            if told[n] not in forms or (deed and not deeds) or (after and not previous & after):
                continue
            return None if (previous - after) & table.doubt else status
    return None


def strength(cue: str, content: str) -> int:
    """How firmly somebody binds himself: 1, or -1 where he only means to try or to think about it, else 0."""
    table = load_turns()
    first = [fold(w) for w in WORD.findall(cue) + WORD.findall(content)[:3]]
    if any(w.startswith(table.weak) for w in first):
        return -1
    return int(any(w.startswith(table.firm) for w in first))
