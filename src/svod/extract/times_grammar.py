"""A pack's `times` table compiled: word lists expanded, patterns parsed, rules indexed by the words they begin with.

Done once per pack. Raises PackError, naming the entry, where the table is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from svod.errors import PackError
from svod.extract.times_guard import GUARDS
from svod.extract.times_make import MAKERS
from svod.extract.times_match import Grammar, Part, Rule, Value, fold, parse_pattern
from svod.packs import Pack

NUMBERS = ("n", "d", "mo", "yyyy", "yy", "hh", "mm")
FIXED = ("dash", "line", "any", *NUMBERS)
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
    bare = Grammar(words, phrases, rules, labels)
    starts: dict[str, list[Rule]] = {}
    for rule in rules:
        if not rule.settings.get("only"):
            for key in sorted(first_words(rule.pattern, bare, frozenset())):
                starts.setdefault(key, []).append(rule)
    grammar = Grammar(
        words, phrases, rules, labels, {k: tuple(v) for k, v in starts.items()}, table.get("lookalikes", {})
    )
    lists = {k: frozenset(fold(w) for w in v) for k, v in table.get("lists", {}).items()}
    needs = {fold(k): frozenset(v) for k, v in table.get("needs", {}).items()}
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
                    found.setdefault(fold(stem + ending), {}).setdefault(kind, parse_value(value))
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


def first_words(part: Part, grammar: Grammar, seen: frozenset[str]) -> set[str]:
    """The words and kinds that a pattern can begin with."""
    if part.op == "word":
        return {part.text}
    if part.op == "kind":
        if part.text in grammar.phrases:
            return first_words(grammar.phrases[part.text], grammar, seen)
        rules = grammar.labels.get(part.text, ())
        if not rules or part.text in seen:
            return set() if rules else {part.text}
        return {w for r in rules for w in first_words(r.pattern, grammar, seen | {part.text})}
    if part.op == "seq":
        found: set[str] = set()
        for inner in part.parts:
            found |= first_words(inner, grammar, seen)
            if not can_be_empty(inner):
                break
        return found
    return {w for inner in part.parts for w in first_words(inner, grammar, seen)}


def can_be_empty(part: Part) -> bool:
    """Whether a part can match no word at all."""
    if part.op in ("opt", "many", "glue", "open", "close"):
        return True
    if part.op == "seq":
        return all(can_be_empty(p) for p in part.parts)
    return part.op == "alt" and any(can_be_empty(p) for p in part.parts)
