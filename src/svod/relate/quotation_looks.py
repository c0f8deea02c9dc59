"""Quotes in, what they are looked up by out, and from it the pairs of quotes that are worth comparing.

Two quotes are worth comparing when they share two neighbouring long words, and of all their words, inflection apart, so
much that some order of them could make the two one. Cost grows with the number of pairs that share two neighbouring
words. A pair of words that hundreds of quotes share pairs only those next to each other, so that no formula («по словам
главы») makes the work quadratic. Nothing is judged here.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING, Any

from svod.records import Findings, Quote
from svod.relate.blocks import WIDTH, lay_out, pair_up
from svod.relate.memo import make_mark
from svod.relate.quotation_words import said
from svod.relate.words import STEM, find_words, fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from svod.relate.blocks import Numbers

LEAST_LETTERS, LEAST_SHARE = 16, 0.5  # of stems in common; below that no two quotes are worth comparing
LONG = 4  # letters of a word that helps to find candidates
LONGEST = 1000  # words; longer quotes are misread, and comparing them would cost by the square
CROWD = 40  # quotes that share a pair of words, beyond which only neighbours are compared
AT_ONCE = 50_000  # pairs weighed in one go, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Look:
    """What one quote is looked up by."""

    quote: str
    chain: str | None  # Mention.chain of its speaker
    copy: str  # the same for quotes of the very same words, speaker and kind
    letters: int  # of its words
    stems: bytes  # one number for the beginning of each word, in order, unsigned 32-bit, the lowest byte first
    sizes: bytes  # how many letters each beginning has


def find_looks(findings: Findings) -> Iterator[Look]:
    """The looks of one article's quotes."""
    wanted = {q.speaker_mention for q in findings.quotes}
    chains = {m.id: m.chain for m in findings.mentions if m.id in wanted}
    for quote in findings.quotes:
        yield make_look(quote, chains.get(quote.speaker_mention or ""))


def make_look(quote: Quote, chain: str | None) -> Look:
    """The look of one quote."""
    words = find_words(said(quote))
    stems = [w[:STEM] for w in words]
    copy = make_mark(words, fold(quote.speaker or ""), quote.speaker_type, quote.kind)
    numbers = pack(f"<{len(stems)}I", *map(number, stems))
    return Look(quote.id, chain, copy, sum(map(len, words)), numbers, bytes(map(len, stems)))


@lru_cache(maxsize=100_000)
def number(stem: str) -> int:
    """The number that stands for the beginning of a word."""
    return zlib.crc32(stem.encode())


def format_look(look: Look) -> list[Any]:
    """A look as JSON holds it."""
    return [look.quote, look.chain, look.copy, look.letters, b64encode(look.stems + look.sizes).decode()]


def parse_look(given: Sequence[Any]) -> Look:
    """The look that JSON holds."""
    quote, chain, copy, letters, both = given
    numbers = b64decode(both)
    at = len(numbers) * WIDTH // (WIDTH + 1)
    return Look(quote, chain, copy, letters, numbers[:at], numbers[at:])


def find_candidates(looks: Iterable[Look]) -> list[tuple[str, str]]:
    """Pairs of quotes with enough words in common, two of them neighbours; the smaller id first, sorted."""
    import numpy as np

    ordered = sorted(looks, key=lambda look: look.quote)
    stems, owners = lay_out([look.stems for look in ordered])
    sizes = np.frombuffer(b"".join(look.sizes for look in ordered), np.uint8).astype(np.int64)
    lengths = np.bincount(owners, minlength=len(ordered))
    helps = (sizes >= LONG) & (lengths[owners] <= LONGEST)
    a, b = pair_up(*find_neighbours(stems[helps], owners[helps]), CROWD)
    bags = Bags(stems, sizes, owners)
    enough = np.concatenate(
        [np.zeros(0, bool), *(bags.share(a[n : n + AT_ONCE], b[n : n + AT_ONCE]) for n in range(0, len(a), AT_ONCE))]
    )
    return [(ordered[x].quote, ordered[y].quote) for x, y in zip(a[enough].tolist(), b[enough].tolist(), strict=True)]


def find_neighbours(stems: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """A number for each two words that stand side by side in a quote, and the quotes they are of."""
    beside = owners[1:] == owners[:-1]
    return (stems[:-1] << 32 | stems[1:])[beside], owners[1:][beside]


class Bags:
    """The words of all quotes without their order, by quote, then by word: a place for each word of each quote."""

    def __init__(self, stems: Numbers, sizes: Numbers, owners: Numbers) -> None:
        import numpy as np

        self.words, first, self.counts = np.unique(owners << 32 | stems, return_index=True, return_counts=True)
        self.sizes = sizes[first]
        self.letters = np.bincount(owners, sizes)
        self.starts = np.searchsorted(self.words, np.arange(len(self.letters) + 1) << 32)

    def share(self, a: Numbers, b: Numbers) -> NDArray[np.bool_]:
        """For each pair of quotes whether they have so much in common that some order of it could make them one."""
        import numpy as np

        number = np.diff(self.starts)
        few, many = np.where(
            number[a] <= number[b], (a, b), (b, a)
        )  # the words of the one that has fewer are looked up
        pair = np.repeat(np.arange(len(a)), number[few])
        place = np.arange(len(pair)) + np.repeat(self.starts[few] - np.cumsum(number[few]) + number[few], number[few])
        wanted = many[pair] << 32 | self.words[place] & 0xFFFFFFFF
        found = np.minimum(np.searchsorted(self.words, wanted), len(self.words) - 1)
        letters = np.minimum(self.counts[place], self.counts[found]) * self.sizes[place]
        common = np.bincount(pair, letters * (self.words[found] == wanted), len(a))
        return (common >= LEAST_LETTERS) & (common >= np.minimum(self.letters[a], self.letters[b]) * LEAST_SHARE)
