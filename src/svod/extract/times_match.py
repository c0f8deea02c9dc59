"""Patterns over words: text in, matched rules with named parts out. Knows no calendar and no language.

How patterns are written is said in `times_pattern`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from svod.extract.letters import plain
from svod.extract.times_pattern import Part

ATOM = re.compile(r"\n|\d+|[^\W\d_]+|[^\s\w]|_")
DASHES = "-–—―‑−"
MOST = 12  # times that a part with * may stand, so that a long list costs no more than its length
DEEPEST = 6  # expressions inside expressions: «утром в пятницу, 14 июня 2024 года»
LONGEST_NUMBER = 6  # digits; longer runs are no part of a date

Value = int | float | str


class Word(NamedTuple):
    """What is known of a run of digits, a run of letters, a mark or a line's end, wherever it stands."""

    text: str  # lower case with ё as е
    kinds: Mapping[str, Value]
    keys: tuple[str, ...]  # the text, the kinds, and the kinds with their values: "unit=year"
    opens: Mapping[str, tuple[Rule, ...]]  # the rules that it can begin, by a key of the next word; "" for any or none


@dataclass(frozen=True, slots=True)
class Atoms:
    """A text cut into words, each at its start and as it is written; the three lists are of one length."""

    starts: Sequence[int]
    written: Sequence[str]
    words: Sequence[Word]

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, at: int) -> bool:
        """True where no white space stands before an atom."""
        return at > 0 and self.starts[at] == self.end(at - 1)

    def end(self, at: int) -> int:
        """Where an atom ends."""
        return self.starts[at] + len(self.written[at])


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named pattern, what to make of it (`make`), and its fixed settings."""

    name: str
    label: str
    pattern: Part
    make: str
    settings: Mapping[str, Value]
    order: int
    needs: tuple[frozenset[str], ...] = ()  # of each of these, a key of a word in the line where the rule begins


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


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Words with their tables' values, phrases, and rules in their order."""

    words: Mapping[str, Mapping[str, Value]]
    phrases: Mapping[str, Part]
    rules: tuple[Rule, ...]
    labels: Mapping[str, tuple[Rule, ...]]
    starts: Mapping[str, Mapping[str, tuple[Rule, ...]]] = field(default_factory=dict)  # by their first two words
    lookalikes: Mapping[str, str] = field(default_factory=dict)  # words of another script, typed for ours


# ------------------------------------------------------------------------------------------------ reading text


def split_atoms(text: str, grammar: Grammar) -> Atoms:
    """Cut a text into atoms and look each up."""
    written = ATOM.findall(text)
    starts = [found.start() for found in ATOM.finditer(text)]
    return Atoms(starts, written, [look_up(word, grammar) for word in written])


@lru_cache(maxsize=16_384)
def look_up(written: str, grammar: Grammar) -> Word:
    """A word as it is written, with the kinds it is of and the rules that it can begin."""
    text, kinds = find_kinds(written, grammar)
    keys = (text, *kinds, *(f"{kind}={value}" for kind, value in kinds.items()))
    opens: dict[str, set[Rule]] = {}
    for rows in (grammar.starts[key] for key in keys if key in grammar.starts):
        for second, rules in rows.items():
            opens.setdefault("" if second == "any" else second, set()).update(rules)
    return Word(text, kinds, keys, {second: in_order(rules) for second, rules in opens.items()})


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules as the pack has them, one after another."""
    return tuple(sorted(rules, key=lambda r: r.order))


def find_kinds(word: str, grammar: Grammar) -> tuple[str, Mapping[str, Value]]:
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
    """One text being matched; remembers what labels and phrases gave at each place, so that no work is done twice."""

    def __init__(self, grammar: Grammar, atoms: Atoms) -> None:
        self.grammar = grammar
        self.atoms = atoms
        self.seen: dict[tuple[str, int], tuple[Match, ...]] = {}
        self.phrases: dict[tuple[str, int], Sequence[tuple[int, Value]]] = {}
        self.possible: dict[int, Sequence[Rule]] = {}
        self.breaks = [at for at, word in enumerate(atoms.written) if word == "\n"]
        self.lines: dict[int, frozenset[str]] = {}
        self.depth = 0

    def find(self) -> Iterator[Match]:
        """Every match of every rule at every place, shorter readings of the same rule included."""
        for at, word in enumerate(self.atoms.words):
            if word.opens:
                for rule in self.candidates(at):
                    if not rule.settings.get("only"):
                        yield from self.match_rule(rule, at)

    def candidates(self, at: int) -> Sequence[Rule]:
        """The rules that can begin at a place, as far as its first two words and the words of its line tell."""
        if at not in self.possible:
            opens = self.atoms.words[at].opens
            rules, then = opens.get("", ()), self.atoms.words[at + 1].keys if at + 1 < len(self.atoms) else ()
            if not opens.keys().isdisjoint(then):
                rules = in_order({*rules}.union(*(opens[key] for key in then if key in opens)))
            self.possible[at] = self.fitting(rules, bisect_left(self.breaks, at)) if rules else ()
        return self.possible[at]

    def fitting(self, rules: Sequence[Rule], line: int) -> Sequence[Rule]:
        """The rules that find all their words in a line: where there is no «назад», there is no «три года назад»."""
        there = self.line(line)
        return [r for r in rules if not any(there.isdisjoint(need) for need in r.needs)]

    def line(self, line: int) -> frozenset[str]:
        """The keys of all words of a line."""
        if line not in self.lines:
            first = self.breaks[line - 1] if line else 0
            words = self.atoms.words[first : self.breaks[line] if line < len(self.breaks) else None]
            self.lines[line] = frozenset(key for word in words for key in word.keys)
        return self.lines[line]

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
        """The readings of all rules with a label at one place; none beyond a depth that no expression has.

        Inside another rule an expression has no context before it.
        """
        key = (label, at)
        if key not in self.seen:
            if self.depth == DEEPEST:
                return ()
            self.seen[
                key
            ] = ()  # a rule that begins with its own label finds nothing there, instead of running for ever
            self.depth += 1
            rules = [r for r in self.candidates(at) if r.label == label]
            self.seen[key] = tuple(m for r in rules for m in self.match_rule(r, at) if m.first == at)
            self.depth -= 1
        return self.seen[key]

    def match_phrase(self, phrase: str, at: int) -> Sequence[tuple[int, Value]]:
        """Where a phrase that begins at a place may end, with its value."""
        key = (phrase, at)
        if key not in self.phrases:
            states = self.run(self.grammar.phrases[phrase], State(at))
            self.phrases[key] = [(state.at, sum_values(state.kept)) for state in states]
        return self.phrases[key]

    def run(self, part: Part, state: State) -> Sequence[State]:
        """The states that a part can lead to, longest first."""
        if part.op in ("word", "kind"):
            beyond = state.at >= len(self.atoms) or (state.glue and not self.atoms.glued(state.at))
            return () if beyond else self.run_word(part, state)
        if part.op == "seq":
            return self.run_all(part.parts, state)
        if part.op == "alt":
            return [after for option in part.parts for after in self.run(option, state)]
        if part.op in ("opt", "many"):
            return self.run_some(part.parts[0], state, 1 if part.op == "opt" else MOST)
        if part.op == "glue":
            return (State(state.at, state.kept, state.first, state.last, True),)
        if part.op == "open":
            return (State(state.at, state.kept, state.at, state.last),)
        return (State(state.at, state.kept, state.first, state.at),)

    def run_all(self, parts: tuple[Part, ...], state: State) -> Sequence[State]:
        """The parts one after another."""
        states: Sequence[State] = (state,)
        for part in parts:
            states = [after for before in states for after in self.run(part, before)]
            if not states:
                break
        return states

    def run_some(self, part: Part, state: State, most: int) -> Sequence[State]:
        """A part up to `most` times, or not at all."""
        found: list[State] = []
        for after in self.run(part, state):
            found += self.run_some(part, after, most - 1) if most > 1 and after.at > state.at else (after,)
        return [*found, state]

    def run_word(self, part: Part, state: State) -> Sequence[State]:
        """One word, one word of a kind, a phrase, or the rules of a label."""
        at, kept, first, last, _ = state
        word = self.atoms.words[at]
        if part.op == "word":
            return (State(at + 1, kept, first, last),) if word.text == part.text else ()
        if part.text in word.kinds:
            value = word.kinds[part.text]
            fits = not part.value or part.value == str(value)
            return (State(at + 1, keep(state, part.name, value), first, last),) if fits else ()
        if part.text in self.grammar.phrases:
            ends = self.match_phrase(part.text, at)
            return [State(end, keep(state, part.name, value), first, last) for end, value in ends]
        if part.text == "any":
            return (State(at + 1, kept, first, last),) if word.text.isalpha() else ()
        if part.text in self.grammar.labels:
            return [State(m.last, keep(state, part.name, m), first, last) for m in self.match_label(part.text, at)]
        return ()


def keep(state: State, name: str, value: Value | Match) -> tuple[tuple[str, Value | Match], ...]:
    """What has been kept, with one more value where it has a name; "_" is no name."""
    return state.kept if name in ("", "_") else (*state.kept, (name, value))


def sum_values(kept: tuple[tuple[str, Value | Match], ...]) -> Value:
    """A phrase's value: its numbers added («двадцать» «пятое»), or its one word's value."""
    numbers = [v for _, v in kept if isinstance(v, int | float)]
    words = [v for _, v in kept if isinstance(v, str)]
    return words[0] if words else sum(numbers)
