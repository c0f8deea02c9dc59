"""Where an event stands in its article, and the clause and phrases around it that details are read from.

In: the reading and an event's trigger. Out: a `Spot`, the tokens of the trigger's clause, phrases with what opens them,
and details resting on stretches of tokens. Knows no slot.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from svod.extract.numbers import Quantity
from svod.packs import Pack
from svod.read import Name, Reading, Token
from svod.records import Article, Detail
from svod.spans import make_evidence

CLAUSE = frozenset(("root", "ccomp", "advcl", "acl", "csubj", "parataxis"))
LONGEST = 18  # tokens of a phrase or clause: what goes on longer tells something else
STEM = 5  # letters by which two words are one: «удар», «ударов»
STOP = frozenset(".;:!?…—–()")
OPENING = frozenset('«"“')
CLOSING = frozenset("»\"”'")
LOOSE = ("PUNCT", "CCONJ", "SCONJ", "ADP")  # no phrase ends in these


@dataclass(frozen=True)
class Page:
    """An article laid out for the details of all its events, so that what these share is looked for once."""

    article: Article
    reading: Reading
    pack: Pack

    @cached_property
    def quantities(self) -> dict[int, Sequence[Quantity]]:
        """Those that start at each token of a sentence, by its number, as far as they have been read."""
        return {}

    @cached_property
    def places(self) -> Mapping[int, Sequence[Name]]:
        """The names of places of each sentence, by its number."""
        found: dict[int, list[Name]] = {}
        for name in self.reading.names:
            if name.kind == "LOC":
                found.setdefault(self.reading.tokens[name.first].sentence, []).append(name)
        return found

    @cached_property
    def adverbials(self) -> Mapping[int, Sequence[Token]]:
        """The heads of the adverbial clauses of each sentence, by its number."""
        found: dict[int, list[Token]] = {}
        for token in self.reading.tokens:
            if token.rel.startswith("advcl"):
                found.setdefault(token.sentence, []).append(token)
        return found

    @cached_property
    def ages(self) -> Sequence[Token]:
        """The adjectives that may tell an age: «50-летний»."""
        ending, words = f"-{self.pack.tables['details']['age']['ending']}", self.reading.by_lemma
        found = sorted(i for lemma in words if lemma.endswith(ending) for i in words[lemma])
        return [self.reading.tokens[i] for i in found]

    def beginning(self, stems: tuple[str, ...]) -> Sequence[int]:
        """The tokens whose lemma begins with one of some stems, in text order."""
        if stems not in self.begun:
            words = self.reading.by_lemma
            self.begun[stems] = sorted(i for lemma in words if lemma.startswith(stems) for i in words[lemma])
        return self.begun[stems]

    @cached_property
    def begun(self) -> dict[tuple[str, ...], Sequence[int]]:
        """What `beginning` has looked up."""
        return {}


@dataclass(frozen=True, slots=True)
class Spot:
    """An event's place in its article: its trigger, what kind of event it is (None: unknown), and the names of the
    persons to whom it was done.
    """

    page: Page
    article: Article
    reading: Reading
    pack: Pack
    trigger: int
    word: Token  # the trigger
    scope: Sequence[int]  # the tokens of the trigger's clause, in text order
    inside: frozenset[int]  # the same
    chain: Sequence[int]  # the trigger and the words above it in its clause: what hangs on them is told of the event
    kind: str | None = None
    persons: tuple[str, ...] = ()

    @property
    def table(self) -> Mapping[str, Any]:
        """The pack's details.toml."""
        table: Mapping[str, Any] = self.pack.tables["details"]
        return table

    def near(self, sentences: int) -> range:
        """The tokens of the event's own sentence and, where the sentence is about it, of the next ones."""
        every, own = self.reading.sentences, self.word.sentence
        last = min(own + sentences, len(every) - 1) if is_central(self) else own
        return range(every[own].first, every[last].last)

    def here(self, *lists: frozenset[str]) -> list[Token]:
        """The tokens of the clause with a lemma of one of some lists, in text order."""
        window = range(self.scope[0], self.scope[-1] + 1)
        return [t for t in self.having(window, *lists) if t.i in self.inside]

    def having(self, window: range, *lists: frozenset[str]) -> list[Token]:
        """The tokens of a stretch with a lemma of one of some lists, in text order."""
        found = self.reading.having(unite(*lists))
        return [self.reading.tokens[i] for i in within(found, window)]


def within(tokens: Sequence[int], window: range) -> Sequence[int]:
    """Those of some tokens in text order that stand in a stretch."""
    first = bisect_left(tokens, window.start)
    return tokens[first : bisect_left(tokens, window.stop, first)]


def make_spot(page: Page, trigger: int, kind: str | None = None, persons: tuple[str, ...] = ()) -> Spot:
    """Lay out an event's place."""
    reading = page.reading
    scope, chain = find_scope(reading, trigger), find_chain(reading, trigger)
    word, inside = reading.tokens[trigger], frozenset(scope)
    return Spot(page, page.article, reading, page.pack, trigger, word, scope, inside, chain, kind, persons)


@lru_cache(maxsize=128)
def unite(*lists: frozenset[str]) -> frozenset[str]:
    """All lists as one."""
    return frozenset().union(*lists)


@lru_cache(maxsize=128)
def load_list(pack: Pack, table: str, key: str) -> frozenset[str]:
    """One list of the pack's details.toml, empty where it has none."""
    return frozenset(pack.tables["details"].get(table, {}).get(key, ()))


@lru_cache(maxsize=64)
def load_stems(pack: Pack, table: str, key: str) -> tuple[str, ...]:
    """One list of beginnings of words of the pack's details.toml."""
    return tuple(pack.tables["details"].get(table, {}).get(key, ()))


@lru_cache(maxsize=16)
def load_phrases(pack: Pack, table: str, key: str) -> tuple[tuple[str, ...], ...]:
    """One list of words and phrases of the pack's details.toml, each as its words."""
    return tuple(tuple(words.split()) for words in pack.tables["details"].get(table, {}).get(key, ()))


@lru_cache(maxsize=16)
def load_starts(pack: Pack, table: str, key: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The same words and phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in load_phrases(pack, table, key):
        found.setdefault(words[0], []).append(words)
    return {word: tuple(phrases) for word, phrases in found.items()}


def find_scope(reading: Reading, trigger: int) -> list[int]:
    """The tokens of the trigger's clause, clauses hanging on it left out where they do not hold the trigger."""
    inside, stack = {trigger}, [find_top(reading, trigger)]
    while stack:
        i = stack.pop()
        inside.add(i)
        for k in reading.children[i]:
            if k == trigger or not opens_clause(reading, k) or near_participle(reading, k):
                stack.append(k)
    return sorted(inside)


def find_chain(reading: Reading, i: int) -> list[int]:
    """Token i and the words above it, up to the head of its clause."""
    found = [i]
    while not opens_clause(reading, i) and reading.tokens[i].head >= 0:
        i = reading.tokens[i].head
        found.append(i)
    return found


def find_top(reading: Reading, i: int) -> int:
    """The head of the clause that token i stands in."""
    return find_chain(reading, i)[-1]


def opens_clause(reading: Reading, i: int) -> bool:
    """True when a token is the head of a clause of its own."""
    token = reading.tokens[i]
    base = token.rel.partition(":")[0]
    return base in CLAUSE or (base == "conj" and token.upos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin")


def near_participle(reading: Reading, i: int) -> bool:
    """True for an attributive participle without a comma: «задержанных накануне журналистов»."""
    token = reading.tokens[i]
    return token.rel == "acl" and token.feat("VerbForm") == "Part" and i < token.head


def make_detail(slot: str, spot: Spot, span: tuple[int, int], value: tuple[int, int] | str | None = None) -> Detail:
    """A detail without a number that rests on tokens [first, last); `value` is its own words or part of its tokens."""
    tokens = spot.reading.tokens
    words = value if isinstance(value, str) else plain(spot.reading, *(value or span))
    evidence = make_evidence("detail", spot.article, tokens[span[0]].start, tokens[span[1] - 1].end)
    return Detail(slot, words, None, None, evidence)


def plain(reading: Reading, first: int, last: int) -> str:
    """The words of tokens [first, last) with single spaces."""
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    return " ".join(reading.text[start:end].split())


def matches(reading: Reading, i: int, words: Sequence[str]) -> int | None:
    """The token after the words that stand at token i, None where they do not; commas and quotation marks between them
    are passed over: «в «ближайшее время»».
    """
    lowers, first = reading.lowers, words[0]
    for word in words:
        if word != first and i < len(lowers) and (lowers[i] == "," or lowers[i] in OPENING):
            i += 1
        if i >= len(lowers) or lowers[i] != word:
            return None
        i += 1
    return i


def phrase(reading: Reading, first: int, inner: int, head: int) -> tuple[int, int]:
    """Tokens [first, last) of an opening and what it governs, up to a full stop or a dash, LONGEST at most."""
    _, last = reading.subtree(head)
    return trim(reading, first, inner, max(inner + 1, min(last, inner + LONGEST)))


def trim(reading: Reading, first: int, inner: int, last: int) -> tuple[int, int]:
    """Tokens [first, last) cut at the first full stop or dash after `inner`, and without loose words at the end."""
    while first < inner and reading.tokens[first].upos == "PUNCT" and reading.tokens[first].text not in OPENING:
        first += 1
    quoted = False
    for i in range(inner, last):
        text = reading.tokens[i].text
        quoted = not quoted if text in OPENING & CLOSING else (quoted or text in OPENING) and text not in CLOSING
        if text in STOP and not quoted:  # the dash of «Северный поток — 2» ends no phrase
            last = max(i, inner + 1)
            break
    while last > inner + 1 and is_loose(reading, last - 1):
        last -= 1
    return first, last


def is_loose(reading: Reading, i: int) -> bool:
    """True for a token no phrase ends in: a comma, «и», «в»; a closing quotation mark may."""
    token = reading.tokens[i]
    return token.upos in LOOSE and token.text not in CLOSING


def predicate(reading: Reading, verb: int) -> tuple[int, int]:
    """Tokens [first, last) of a verb with what follows in its clause: «[подписали пять соглашений] …»."""
    first = verb
    while first and reading.tokens[first - 1].head == verb and reading.tokens[first - 1].upos in ("PART", "AUX"):
        first -= 1
    return phrase(reading, first, verb, verb)


def same_stem(a: Token, b: Token) -> bool:
    """True for two forms or two close kin of a word: «атака», «атаковал»."""
    return a.lemma[:STEM] == b.lemma[:STEM]


def means_event(spot: Spot, noun: Token) -> bool:
    """True for a noun or pronoun that stands for the event: its own word again, «это», «решение», «инцидент»."""
    if noun.i == spot.trigger or noun.lemma in load_list(spot.pack, "again", "words"):
        return True
    return noun.upos == "NOUN" and noun.sentence != spot.word.sentence and same_stem(noun, spot.word)


def is_central(spot: Spot) -> bool:
    """True for an event that its sentence is about: a verb, its subject or object, not an attribute in passing."""
    word = spot.word
    if word.upos == "VERB":
        return word.feat("VerbForm") != "Part" or word.feat("Variant") == "Short"
    return word.rel.split(":")[0] in ("nsubj", "obj", "root")


def is_party(spot: Spot, noun: Token) -> bool:
    """True for somebody, a body or a weapon: «боевиками», «кабинетом», «ракетой»; not «временными рамками»."""
    body = noun.lemma in load_list(spot.pack, "agent", "nouns")
    return body or noun.feat("Animacy") == "Anim" or noun.upos == "PROPN"
