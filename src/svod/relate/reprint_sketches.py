"""Texts in, a few hundred bytes of each out, and from these the pairs of articles that are worth comparing.

    bands   of the runs of words: two texts that have half of their runs in common share many, two that have one in a
            hundred hardly any (MinHash: Broder 1997; bands: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
            ch. 3). One shared band makes a pair worth comparing, whatever the days.
    pairs   of long words, every fourth: many of them shared within DAYS make one too, also where one text is a small
            part of the other.

Which texts are compared depends on the two alone, so that an article added changes nothing about the others. Both are
questions to an index (`blocks`): which articles have the same number. Judges nothing.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations
from struct import pack

from svod.relate.blocks import WIDTH, count_near, group_equal
from svod.relate.reprint_texts import DAYS, Text

PERMUTATIONS, BANDS, SEED = 128, 64, 42
SAMPLE = 4  # one pair in so many is looked up to find candidates
ALIKE = 0.4  # share of the sampled pairs of the one who has fewer that makes a candidate
FEWEST = 3  # sampled pairs that two must share

Pair = tuple[str, str]  # article ids, the smaller first


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is looked up by: unsigned 32-bit numbers, the lowest byte first."""

    bands: bytes  # one a band, in order; none where a text has no runs
    pairs: bytes  # one a sampled pair of words, ascending


def make_sketch(text: Text) -> Sketch:
    """The sketch of one article."""
    words = {word for pair in text.pairs for word in pair}
    begun = {word: zlib.crc32(f"{word} ".encode()) for word in words}
    ended = {word: word.encode() for word in words}
    pairs = {zlib.crc32(ended[b], begun[a]) for a, b in text.pairs}
    sampled = sorted(p for p in pairs if p % SAMPLE == 0)
    return Sketch(make_bands(text), pack(f"<{len(sampled)}I", *sampled))


def make_bands(text: Text) -> bytes:
    """A number for each band of the MinHash of a text's runs; the order of the runs does not matter to it."""
    from rensa import RMinHash

    if not text.runs:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([" ".join(run) for run in text.runs])
    least, size = pack(f"<{PERMUTATIONS}I", *sketch.digest()), WIDTH * PERMUTATIONS // BANDS
    return pack(f"<{BANDS}I", *(zlib.crc32(least[at : at + size]) for at in range(0, len(least), size)))


def sketch_version() -> str:
    """What sketches must be of to be compared: another release of the library may draw other numbers."""
    return f"rensa {version('rensa')}"


def format_sketch(sketch: Sketch) -> list[str]:
    """A sketch as JSON holds it."""
    return [b64encode(sketch.bands).decode(), b64encode(sketch.pairs).decode()]


def parse_sketch(given: Sequence[str]) -> Sketch:
    """The sketch that JSON holds."""
    return Sketch(b64decode(given[0]), b64decode(given[1]))


def candidates(sketches: Mapping[str, Sketch], days: Mapping[str, int | None]) -> list[Pair]:
    """Pairs of articles worth comparing, sorted; `days` are those of publication."""
    return sorted(whole_copies(sketches) | edited_copies(sketches, days))


def whole_copies(sketches: Mapping[str, Sketch]) -> set[Pair]:
    """Pairs of any days that share a band."""
    ids = sorted(i for i in sketches if sketches[i].bands)
    groups = set(group_equal([sketches[i].bands for i in ids], by_place=True))
    return {(ids[a], ids[b]) for group in groups for a, b in combinations(group, 2)}


def edited_copies(sketches: Mapping[str, Sketch], days: Mapping[str, int | None]) -> set[Pair]:
    """Pairs of neighbouring days that share many pairs of words; undated articles may be of any day."""
    ids = sorted(sketches)
    size = [len(sketches[i].pairs) // WIDTH for i in ids]
    shared = count_near([sketches[i].pairs for i in ids], [days[i] for i in ids], DAYS)
    return {(ids[a], ids[b]) for a, b, number in shared if number >= max(FEWEST, ALIKE * min(size[a], size[b]))}
