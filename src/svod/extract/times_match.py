"""Patterns over words: text in, matched rules with named parts out. Knows no calendar and no language.

How patterns are written is said in `times_pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from svod.extract.letters import plain
from svod.extract.times_pattern import Part

ATOM = re.compile(r"\n|\d+|[^\W\d_]+|[^\s\w]|_")
DASHES = "-–—―‑−"
MOST = 12  # times that a part with * may stand, so that a long list costs no more than its length
DEEPEST = 6  # expressions inside expressions: «утром в пятницу, 14 июня 2024 года»
LONGEST_NUMBER = 6  # digits; longer runs are no part of a date

Value = int | float | str


class Atom(NamedTuple):
    """A run of digits, a run of letters, a mark or a line's end; `text` is lower case with ё as е."""

    start: int
    end: int
    text: str
    kinds: Mapping[str, Value]
    glued: bool  # no white space before it


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named pattern, what to make of it (`make`), and its fixed settings."""

    name: str
    label: str
    pattern: Part
    make: str
    settings: Mapping[str, Value]
    order: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found at atoms [first, last), with the value of each named part: a number, a word's value, or a match."""

    rule: Rule
    first: int
    last: int
    values: Mapping[str, Value | Match]


class State(NamedTuple):
    """How far a pattern has come: the next atom, where the expression began and ended, what has been kept."""

    at: int
    kept: tuple[tuple[str, Value | Match], ...] = ()
    first: int = -1
    last: int = -1
    glue: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words with their tables' values, phrases, and rules in their order."""

    words: Mapping[str, Mapping[str, Value]]
    phrases: Mapping[str, Part]
    rules: tuple[Rule, ...]
    labels: Mapping[str, tuple[Rule, ...]]
    starts: Mapping[str, Mapping[str, tuple[Rule, ...]]] = field(default_factory=dict)  # by their first two words
    lookalikes: Mapping[str, str] = field(default_factory=dict)  # words of another script, typed for ours


# ------------------------------------------------------------------------------------------------ reading text


def split_atoms(text: str, grammar: Grammar) -> list[Atom]:
    """Cut a text into atoms and look each up."""
    atoms, before = [], -1
    known: dict[str, tuple[str, Mapping[str, Value]]] = {}  # what has been looked up: a text says its words again
    for found in ATOM.finditer(text):
        written, (start, end) = found[0], found.span()
        if written not in known:
            known[written] = look_up(written, grammar)
        word, kinds = known[written]
        atoms.append(Atom(start, end, word, kinds, start == before))
        before = end
    return atoms


def look_up(word: str, grammar: Grammar) -> tuple[str, Mapping[str, Value]]:
    """What stands for a run of digits or letters or a mark, and the kinds it is of."""
    if word.isdecimal():
        return word, number_kinds(word)
    if word in DASHES:
        return word, {"dash": 0}
    if word == "\n":
        return word, {"line": 0}
    word = plain(word)
    word = grammar.lookalikes.get(word, word)
    return word, grammar.words.get(word, {})


def number_kinds(digits: str) -> Mapping[str, Value]:
    """What a run of digits may be: n any, d a day, mo a month, yyyy and yy years, hh and mm of a clock."""
    size = len(digits)
    if size > LONGEST_NUMBER:
        return {}
    value = int(digits)
    fits = {
        "n": True,
        "d": size <= 2 and 1 <= value <= 31,
        "mo": size <= 2 and 1 <= value <= 12,
        "yyyy": size == 4 and 1000 <= value <= 2199,
        "yy": size == 2,
        "hh": size <= 2 and value <= 24,
        "mm": size == 2 and value <= 59,
    }
    return {kind: value for kind, fit in fits.items() if fit}


# ------------------------------------------------------------------------------------------------ matching


class Matcher:
    """One text being matched; remembers what each label gave at each place, so that no work is done twice."""

    def __init__(self, grammar: Grammar, atoms: Sequence[Atom]) -> None:
        self.grammar = grammar
        self.atoms = atoms
        self.seen: dict[tuple[str, int], tuple[Match, ...]] = {}
        self.possible: dict[int, frozenset[Rule]] = {}
        self.depth = 0

    def find(self) -> Iterator[Match]:
        """Every match of every rule at every place, shorter readings of the same rule included."""
        starts = self.grammar.starts
        for at, atom in enumerate(self.atoms):
            if not atom.kinds and atom.text not in starts:
                continue
            for rule in sorted(self.candidates(at), key=lambda r: r.order):
                if not rule.settings.get("only"):
                    yield from self.match_rule(rule, at)

    def candidates(self, at: int) -> frozenset[Rule]:
        """The rules that can begin at a place, as far as its first two words tell."""
        if at not in self.possible:
            here = [self.grammar.starts[k] for k in self.keys(at) if k in self.grammar.starts]
            then = ("", "any", *self.keys(at + 1)) if here else ()
            self.possible[at] = frozenset().union(*(rows[k] for rows in here for k in then if k in rows))
        return self.possible[at]

    def keys(self, at: int) -> tuple[str, ...]:
        """A word and its kinds, nothing beyond the end."""
        return (self.atoms[at].text, *self.atoms[at].kinds) if at < len(self.atoms) else ()

    def match_rule(self, rule: Rule, at: int) -> Iterator[Match]:
        """The readings of one rule at one place, each end once."""
        ends: set[tuple[int, int]] = set()
        for state in self.run(rule.pattern, State(at)):
            first = at if state.first < 0 else state.first
            last = state.at if state.last < 0 else state.last
            if first < last and (first, last) not in ends:
                ends.add((first, last))
                yield Match(rule, first, last, dict(state.kept))

    def match_label(self, label: str, at: int) -> tuple[Match, ...]:
        """The readings of all rules with a label at one place; none beyond a depth that no expression has."""
        key = (label, at)
        if key not in self.seen:
            if self.depth == DEEPEST:
                return ()
            self.seen[
                key
            ] = ()  # a rule that begins with its own label finds nothing there, instead of running for ever
            self.depth += 1
            self.seen[key] = tuple(self.match_labelled(label, at))
            self.depth -= 1
        return self.seen[key]

    def match_labelled(self, label: str, at: int) -> Iterator[Match]:
        """The readings of all rules with a label; inside another rule an expression has no context before it."""
        possible = self.candidates(at)
        for rule in self.grammar.labels[label]:
            if rule in possible:
                yield from (m for m in self.match_rule(rule, at) if m.first == at)

    def run(self, part: Part, state: State) -> Iterator[State]:
        """The states that a part can lead to, longest first."""
        if part.op == "seq":
            yield from self.run_all(part.parts, 0, state)
        elif part.op == "alt":
            for option in part.parts:
                yield from self.run(option, state)
        elif part.op in ("opt", "many"):
            yield from self.run_some(part.parts[0], state, 1 if part.op == "opt" else MOST)
        elif part.op == "glue":
            yield State(state.at, state.kept, state.first, state.last, True)
        elif part.op == "open":
            yield State(state.at, state.kept, state.at, state.last)
        elif part.op == "close":
            yield State(state.at, state.kept, state.first, state.at)
        elif state.at < len(self.atoms) and (self.atoms[state.at].glued or not state.glue):
            yield from self.run_word(part, state)

    def run_some(self, part: Part, state: State, most: int) -> Iterator[State]:
        """A part up to `most` times, or not at all."""
        for after in self.run(part, state):
            if most > 1 and after.at > state.at:
                yield from self.run_some(part, after, most - 1)
            else:
                yield after
        yield state

    def run_all(self, parts: tuple[Part, ...], i: int, state: State) -> Iterator[State]:
        """The parts from i on, one after another."""
        if i == len(parts):
            yield state
            return
        for after in self.run(parts[i], state):
            yield from self.run_all(parts, i + 1, after)

    def run_word(self, part: Part, state: State) -> Iterator[State]:
        """One word, one word of a kind, a phrase, or the rules of a label."""
        atom = self.atoms[state.at]
        if part.op == "word":
            if atom.text == part.text:
                yield State(state.at + 1, state.kept, state.first, state.last)
        elif part.text in self.grammar.phrases:
            start = State(state.at)
            for inner in self.run(self.grammar.phrases[part.text], start):
                value = sum_values(inner.kept)
                yield State(inner.at, keep(state, part.name, value), state.first, state.last)
        elif part.text == "any":
            if atom.text.isalpha():
                yield State(state.at + 1, state.kept, state.first, state.last)
        elif part.text in atom.kinds:
            value = atom.kinds[part.text]
            if not part.value or part.value == str(value):
                yield State(state.at + 1, keep(state, part.name, value), state.first, state.last)
        elif part.text in self.grammar.labels:
            for match in self.match_label(part.text, state.at):
                yield State(match.last, keep(state, part.name, match), state.first, state.last)


def keep(state: State, name: str, value: Value | Match) -> tuple[tuple[str, Value | Match], ...]:
    """What has been kept, with one more value where it has a name; "_" is no name."""
    return state.kept if name in ("", "_") else (*state.kept, (name, value))


def sum_values(kept: tuple[tuple[str, Value | Match], ...]) -> Value:
    """A phrase's value: its numbers added («двадцать» «пятое»), or its one word's value."""
    numbers = [v for _, v in kept if isinstance(v, int | float)]
    words = [v for _, v in kept if isinstance(v, str)]
    return words[0] if words else sum(numbers)
