"""The mentions of one event in, words of different colour for one thing out: «сбит» and «упал», «режим» and «власти».

The groups of such words are `loaded.toml` of the language packs. They are looked for only where the event itself is
named or those who take part in it, and are shown as a pair. Nothing says which of them is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import languages
from svod.records import EventMention, Evidence
from svod.relate.actor_tables import read_toml
from svod.relate.tellings import Claim, Level
from svod.relate.words import find_words, fold

PARTY = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that name one thing: by the beginning of a word, the frame that it puts the thing in."""

    name: str
    role: str  # trigger | party
    frames: Mapping[str, str]


@lru_cache(maxsize=1)
def load_groups() -> tuple[Group, ...]:
    """The groups of all language packs, in the order of the files."""
    return tuple(
        Group(
            f"{lang}:{row['name']}",
            row["role"],
            {fold(word): frame for frame, words in row["frames"].items() for word in words.split()},
        )
        for lang in languages()
        for row in read_toml("lang", lang, "loaded.toml").get("group", [])
    )


@lru_cache(maxsize=100_000)
def find_frames(text: str) -> tuple[tuple[str, str, str], ...]:
    """Role, group and frame of every loaded word in a text."""
    return tuple(
        (group.role, group.name, frame)
        for word in find_words(text)
        for group in load_groups()
        for start, frame in group.frames.items()
        if word.startswith(start)
    )


def find_loaded(mentions: Sequence[EventMention]) -> list[tuple[str, list[Claim]]]:
    """By group and place in the event, what the articles call the thing; only where two frames are used for it."""
    found: dict[str, dict[tuple[str, str], Claim]] = defaultdict(dict)
    for mention in mentions:
        for evidence in mention.evidence:
            for role, group, frame in find_frames(evidence.text) if fits(evidence) else ():
                if role == ("party" if evidence.role in PARTY else evidence.role):
                    claims = found[f"{group}:{evidence.role}"]
                    claims.setdefault((mention.article, frame), make_claim(mention, evidence, frame))
    return [
        (group, list(claims.values()))
        for group, claims in sorted(found.items())
        if len({frame for _, frame in claims}) > 1
    ]


def fits(evidence: Evidence) -> bool:
    """True for the words that name the event or who takes part in it."""
    return evidence.role in ("trigger", *PARTY)


def make_claim(mention: EventMention, evidence: Evidence, frame: str) -> Claim:
    """The word that an article uses, compared by its frame."""
    return Claim(
        mention.article, fold(evidence.text), frozenset((frame,)), evidence, mention.according_to, fold(evidence.text),
        frozenset(), type=mention.type, factuality=mention.factuality,
    )  # fmt: skip


def compare_loaded(a: Claim, b: Claim, kind: str) -> Level:
    """Two frames for one thing differ; they never contradict."""
    return ("agree", "words.same") if a.form == b.form else ("differ", "words.loaded")
