"""Articles in, what their texts are compared by out: runs of words, pairs of long words, the opening, what is quoted.

    runs      four words side by side: broken by every word that an editor changes
    pairs     two long words side by side or with one between, by their beginnings, in their order: most outlive a
              synonym here and there
    opening   the runs of the first words: news stands there, background does not
    told      the runs outside quotation marks: two reports of one statement share its words and are no copies

Candidates are pairs of articles worth comparing. Nothing depends on what else is in the collection. Judges nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from svod.records import Article
from svod.relate.actor_outlets import find_voice
from svod.relate.words import STEM, WORD, fold

SHINGLE = 4  # words
OPENING = 30  # words
LONG = 5  # letters of a word that makes pairs
PERMUTATIONS, BANDS, SEED = 128, 64, 42
SAMPLE = 4  # one pair in so many is looked up to find candidates
ALIKE = 0.4  # share of the sampled pairs of the one who has fewer that makes a candidate
DAYS = 3  # between an article and its edited copy: later articles repeat their outlet's own background
MARKS = re.compile(r"[«»“”„\"]|\n")
OPENERS, CLOSERS = "«„", "»”"

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """What one article is compared by."""

    article: str
    voice: str | None
    day: int | None
    words: int
    runs: Shingles
    told: Shingles
    opening: Shingles
    pairs: Shingles


def make_text(article: Article) -> Text:
    """What an article is compared by."""
    tokens = list(WORD.finditer(fold(article.text)))
    words = [t[0] for t in tokens]
    quoted = (
        find_quoted(article.text, [t.start() for t in tokens]) if len(fold(article.text)) == len(article.text) else []
    )
    runs = [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    inside = [i for i in range(len(runs)) if quoted and any(quoted[i : i + SHINGLE])]
    told = frozenset(runs) if not inside else frozenset(r for i, r in enumerate(runs) if i not in set(inside))
    long = [w[:STEM] for w in words if len(w) >= LONG]
    pairs = frozenset(p for step in (1, 2) for p in zip(long, long[step:], strict=False))
    voice = find_voice(article.outlet) if article.outlet else None
    opening = frozenset(runs[: OPENING - SHINGLE + 1])
    return Text(article.id, voice, published_day(article), len(words), frozenset(runs), told, opening, pairs)


def find_quoted(text: str, starts: Sequence[int]) -> list[bool]:
    """For each word whether it stands in quotation marks; marks do not reach over the end of a line."""
    depth, found, marks = 0, [], list(MARKS.finditer(text))
    at = 0
    for start in starts:
        while at < len(marks) and marks[at].start() < start:
            depth = step(depth, marks[at][0])
            at += 1
        found.append(depth > 0)
    return found


def step(depth: int, mark: str) -> int:
    """How deep in quotation marks a text is after one more mark."""
    if mark == "\n":
        return 0
    if mark in OPENERS or (mark == "“" and not depth):
        return depth + 1
    if mark == '"':
        return 0 if depth else 1
    return max(0, depth - 1)


def share(a: Shingles, b: Shingles) -> float:
    """How much of the smaller set the larger one holds."""
    return len(a & b) / max(1, min(len(a), len(b)))


def published_day(article: Article) -> int | None:
    """The day of publication as a number, None when unknown."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def candidates(texts: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Pairs of article ids worth comparing, the smaller first, sorted."""
    return sorted({*whole_copies(texts), *edited_copies(texts.values())})


def whole_copies(texts: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    """Pairs of any days that share a band of their MinHash."""
    from rensa import RMinHash, RMinHashLSH

    ids = [i for i in sorted(texts) if texts[i].runs]
    index = RMinHashLSH(threshold=0.3, num_perm=PERMUTATIONS, num_bands=BANDS)
    hashes = []
    for number, article in enumerate(ids):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(" ".join(s) for s in texts[article].runs))
        index.insert(number, sketch)
        hashes.append(sketch)
    for number, sketch in enumerate(hashes):
        for other in sorted(index.query(sketch)):
            if number < other:
                yield ids[number], ids[other]


def edited_copies(texts: Iterable[Text]) -> Iterator[tuple[str, str]]:
    """Pairs of neighbouring days that share many pairs of words, also where one is a small part of the other."""
    sizes: dict[str, int] = {}
    days: dict[int | None, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for text in sorted(texts, key=lambda t: t.article):
        sample = [p for p in text.pairs if zlib.crc32(" ".join(p).encode()) % SAMPLE == 0]
        sizes[text.article] = len(sample)
        for pair in sample:
            days[text.day][pair].append(text.article)
    shared: Counter[tuple[str, str]] = Counter()
    for day, other in near_days(days):
        count_shared(days[day], days[other], day == other, shared)
    for (a, b), number in shared.items():
        if number >= max(3, ALIKE * min(sizes[a], sizes[b])):
            yield (a, b) if a < b else (b, a)


def near_days(days: Iterable[int | None]) -> Iterator[tuple[int | None, int | None]]:
    """Each two days between which copies are looked for, once; undated articles may be of any day."""
    known = sorted(d for d in days if d is not None)
    present = set(known)
    for day in known:
        yield from ((day, day + n) for n in range(DAYS + 1) if day + n in present)
    if None in set(days):
        yield None, None
        yield from ((None, day) for day in known)


def count_shared(
    ours: Mapping[tuple[str, ...], list[str]],
    theirs: Mapping[tuple[str, ...], list[str]],
    one: bool,
    shared: Counter[tuple[str, str]],
) -> None:
    """Count the word pairs that articles of one day share with those of another, or of the same."""
    for pair in ours.keys() & theirs.keys():
        mine, others = ours[pair], theirs[pair]
        if one:
            shared.update((a, b) for i, a in enumerate(mine) for b in mine[i + 1 :])
        else:
            shared.update((a, b) for a in mine for b in others)
