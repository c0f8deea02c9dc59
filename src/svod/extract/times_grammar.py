"""A pack's `times` table compiled: word lists expanded, patterns parsed, rules indexed by their first two words.

Done once per pack. Raises PackError, naming the entry, where the table is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from svod.errors import PackError
from svod.extract.letters import plain
from svod.extract.times_guard import GUARDS
from svod.extract.times_make import MAKERS
from svod.extract.times_match import Grammar, Rule, Value
from svod.extract.times_pattern import Part, parse_pattern
from svod.packs import Pack

NUMBERS = ("n", "d", "mo", "yyyy", "yy", "hh", "mm")
FIXED = ("dash", "line", "any", *NUMBERS)
Openings = frozenset[tuple[str, ...]]
EMPTY: Openings = frozenset({()})
HINT = "times.toml says at its top how rules are written"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a pack says about time."""

    grammar: Grammar
    lists: Mapping[str, frozenset[str]]
    needs: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def compile_lexicon(pack: Pack) -> Lexicon:
    """Compile the `times` table of a pack."""
    table: Mapping[str, Any] = pack.tables.get("times", {})
    words = expand_words(table.get("words", {}), table.get("endings", {}))
    phrases = {name: pattern(text, f"phrase {name}") for name, text in table.get("phrases", {}).items()}
    rules = tuple(make_rule(row, i) for i, row in enumerate(table.get("rule", [])))
    kinds = {k for values in words.values() for k in values} | set(FIXED)
    labels = {label: tuple(r for r in rules if r.label == label) for label in sorted({r.label for r in rules} - {""})}
    for rule in rules:
        check_names(rule.pattern, kinds | set(labels) | set(phrases), f"rule {rule.name}")
    for name, part in phrases.items():
        check_names(part, kinds | set(phrases), f"phrase {name}")
    crossing, plain_kinds = find_crossing(rules), kinds - {"any", *labels, *phrases}
    rules = tuple(
        r if r.order in crossing else replace(r, needs=needs_of(r.pattern, plain_kinds, phrases)) for r in rules
    )
    labels = {label: tuple(r for r in rules if r.label == label) for label in labels}
    grammar = Grammar(words, phrases, rules, labels, index_rules(rules, phrases), table.get("lookalikes", {}))
    lists = {k: frozenset(plain(w) for w in v) for k, v in table.get("lists", {}).items()}
    needs = {plain(k): frozenset(v) for k, v in table.get("needs", {}).items()}
    return Lexicon(grammar, lists, needs)


def expand_words(tables: Mapping[str, Any], endings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Value]]:
    """Each word form with its value in every table that has it: "январ+soft" is январь, января, …"""
    found: dict[str, dict[str, Value]] = {}
    for kind, rows in tables.items():
        for value, entries in rows.items():
            for entry in entries:
                stem, plus, name = entry.partition("+")
                if plus and name not in endings:
                    raise PackError(f"times.toml: words.{kind}: no endings {name!r}", HINT)
                for ending in endings[name] if plus else [""]:
                    found.setdefault(plain(stem + ending), {}).setdefault(kind, parse_value(value))
    return found


def parse_value(text: str) -> Value:
    """A table's value: a number where it looks like one."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number == int(number) else number


def pattern(text: str, where: str) -> Part:
    """Parse a pattern; PackError when its brackets do not pair."""
    try:
        return parse_pattern(text)
    except ValueError as err:
        raise PackError(f"times.toml: {where}: {err}", HINT) from err


def make_rule(row: Mapping[str, Any], order: int) -> Rule:
    """Read one [[rule]]."""
    where = f"rule {row.get('name', order)}"
    if not isinstance(row.get("name"), str) or not isinstance(row.get("words"), str):
        raise PackError(f"times.toml: {where}: needs name and words", HINT)
    if row.get("make") not in MAKERS:
        raise PackError(f"times.toml: {where}: no maker {row.get('make')!r}", HINT)
    guards = row.get("guard", [])
    if unknown := [g for g in guards if g not in GUARDS]:
        raise PackError(f"times.toml: {where}: no guard {unknown[0]!r}", HINT)
    settings = {k: v for k, v in row.items() if k not in ("name", "words", "make", "label", "guard")}
    settings["guard"] = " ".join(guards)
    return Rule(row["name"], row.get("label", ""), pattern(row["words"], where), row["make"], settings, order)


def check_names(part: Part, known: set[str], where: str) -> None:
    """Refuse a {part} that is no table, number, phrase or label."""
    if part.op == "kind" and part.text not in known:
        raise PackError(f"times.toml: {where}: nothing is called {{{part.text}}}", HINT)
    for inner in part.parts:
        check_names(inner, known, where)


def find_crossing(rules: Sequence[Rule]) -> frozenset[int]:
    """The numbers of the rules that may run over a line's end, by themselves or by a rule that they name."""
    named = {r.order: frozenset(names_of(r.pattern)) for r in rules}
    crossing: frozenset[int] = frozenset()
    while True:
        over = {"line"} | {r.label for r in rules if r.order in crossing and r.label}
        grown = frozenset(order for order, names in named.items() if names & over)
        if grown == crossing:
            return crossing
        crossing = grown


def names_of(part: Part) -> Iterator[str]:
    """What a pattern names in {}."""
    if part.op == "kind":
        yield part.text
    for inner in part.parts:
        yield from names_of(inner)


def needs_of(part: Part, kinds: Set[str], phrases: Mapping[str, Part]) -> tuple[frozenset[str], ...]:
    """What must be there for a part to match anything: of each set one key of a word."""
    if part.op == "word":
        return (frozenset({part.text}),)
    if part.op == "kind":
        if part.text in phrases:
            return needs_of(phrases[part.text], kinds, phrases)
        return (frozenset({key_of(part)}),) if part.text in kinds else ()
    inner = [needs_of(p, kinds, phrases) for p in part.parts]
    if part.op == "seq":
        return tuple(dict.fromkeys(need for needs in inner for need in needs))
    if part.op == "alt" and all(inner):
        return (frozenset().union(*(min(needs, key=len) for needs in inner)),)
    return ()


def key_of(part: Part) -> str:
    """The key that a word of a kind has: the kind, or the kind with its value."""
    return f"{part.text}={part.value}" if part.value else part.text


def index_rules(rules: Sequence[Rule], phrases: Mapping[str, Part]) -> dict[str, dict[str, tuple[Rule, ...]]]:
    """The rules by the first and the second word or kind they can begin with; "" where one word can be all."""
    openings = find_openings(rules, phrases)
    found: dict[str, dict[str, list[Rule]]] = {}
    for rule in rules:
        for pair in sorted(openings[rule.name, rule.order]):
            first, second = (*pair, "")[:2]
            found.setdefault(first, {}).setdefault(second, []).append(rule)
    return {k: {s: tuple(r) for s, r in v.items()} for k, v in found.items()}


def find_openings(rules: Sequence[Rule], phrases: Mapping[str, Part]) -> dict[tuple[str, int], Openings]:
    """The openings of every rule; rules stand inside one another, so they are computed until nothing is added."""
    labels: dict[str, Openings] = {}
    while True:
        found = {(r.name, r.order): open_part(r.pattern, labels, phrases) for r in rules}
        grown: dict[str, Openings] = {}
        for rule in rules:
            grown[rule.label] = grown.get(rule.label, frozenset()) | found[rule.name, rule.order]
        if grown == labels:
            return found
        labels = grown


def open_part(part: Part, labels: Mapping[str, Openings], phrases: Mapping[str, Part]) -> Openings:
    """The first two words or kinds of all that a part can match; shorter where less can be all."""
    if part.op in ("glue", "open", "close"):
        return EMPTY
    if part.op == "word":
        return frozenset({(part.text,)})
    if part.op == "kind":
        if part.text in phrases:
            return open_part(phrases[part.text], labels, phrases)
        kinds: Openings = frozenset({(key_of(part),)})
        return kinds | labels.get(part.text, frozenset())
    inner = [open_part(p, labels, phrases) for p in part.parts]
    if part.op == "alt":
        return frozenset().union(*inner)
    if part.op in ("opt", "many"):
        return EMPTY | inner[0] | (join(inner[0], inner[0]) if part.op == "many" else frozenset())
    found = EMPTY
    for one in inner:
        found = join(found, one)
    return found


def join(left: Openings, right: Openings) -> Openings:
    """One opening after another, cut to two words."""
    return frozenset((*a, *b)[:2] for a in left for b in (right if len(a) < 2 else EMPTY))
