"""What reading an article yields: sentences, tokens with Universal Dependencies, names. Plain data, no engine.

Token indices are global to the article. `Token.head` is the index of the governing token, or -1 for a sentence's root.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from svod.records.frozen import quick

ROOT = -1


@quick
@dataclass(frozen=True, slots=True)
class Token:
    """One token; `feats` are its UD features: {"Case": "Nom", "Number": "Sing"}, one object for all of one tag."""

    i: int
    start: int
    end: int
    text: str
    lemma: str  # lower case, ё as the dictionary has it
    upos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    sentence: int

    def feat(self, name: str) -> str | None:
        """The value of a UD feature, None where the token has none."""
        return self.feats.get(name)


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) and tokens [first, last) of one sentence."""

    i: int
    start: int
    end: int
    first: int
    last: int


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """A name as the model tags it: kind PER, LOC or ORG; tokens [first, last)."""

    start: int
    end: int
    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class Reading:
    """The tokens of one article with their tree. `children[i]` are the indices of i's dependants, in text order."""

    article: str
    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]

    def of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def kids(self, i: int, *rels: str) -> list[Token]:
        """The dependants of token i, those with one of `rels` (or its subtypes) where any are given."""
        found = []  # asked several times a token: a loop costs a third less than a comprehension
        for k in self.children[i]:
            token = self.tokens[k]
            rel = token.rel
            if not rels or rel in rels or (":" in rel and rel.partition(":")[0] in rels):
                found.append(token)
        return found

    def subtree(self, i: int) -> tuple[int, int]:
        """Tokens [first, last) spanned by i and all it governs."""
        first, last = i, i + 1
        stack = [i]
        while stack:
            for k in self.children[stack.pop()]:
                first, last = min(first, k), max(last, k + 1)
                stack.append(k)
        return first, last

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above token i, nearest first."""
        seen = {i}
        while (i := self.tokens[i].head) != ROOT and i not in seen:
            seen.add(i)
            yield self.tokens[i]

    def within(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap characters [start, end)."""
        return range(bisect_right(self.ends, start), bisect_right(self.starts, end - 1))

    def having(self, lemmas: frozenset[str]) -> Sequence[int]:
        """The tokens with one of some lemmas, in text order; a list of the pack is looked up once."""
        if lemmas not in self.had:
            self.had[lemmas] = sorted(i for lemma in lemmas & self.by_lemma.keys() for i in self.by_lemma[lemma])
        return self.had[lemmas]

    @cached_property
    def had(self) -> dict[frozenset[str], Sequence[int]]:
        """What `having` has looked up."""
        return {}

    @cached_property
    def by_lemma(self) -> Mapping[str, Sequence[int]]:
        """The tokens of each lemma, in text order."""
        found: dict[str, list[int]] = {}
        for token in self.tokens:
            found.setdefault(token.lemma, []).append(token.i)
        return found

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """Each token as written, in lower case."""
        return tuple(t.text.lower() for t in self.tokens)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token starts, for looking places up."""
        return tuple(t.start for t in self.tokens)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each token ends, for looking places up."""
        return tuple(t.end for t in self.tokens)
