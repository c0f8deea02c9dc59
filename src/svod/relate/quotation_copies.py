"""Quotes of the very same words and speaker in, judgements that join each to the first of them out.

A wire's quote stands in a hundred outlets letter for letter. Joined to the first one by one, they cost as much as there
are of them, and only the first is compared with anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from svod.records import Judgement, Quote
from svod.relate.quotation_align import Measure
from svod.relate.quotation_pairs import Saying, judge_pair
from svod.relate.quotation_words import contents, said
from svod.relate.words import find_words, fold
from svod.spans import overlap


def join_copies(sayings: Iterable[Saying], decided: Collection[str]) -> Iterator[tuple[str, Judgement]]:
    """Each copy's id with the judgement that joins it to its first; quotes that people decided about are left alone."""
    groups: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for saying in sayings:
        quote = saying.quote
        if quote.id not in decided:
            words = " ".join(find_words(said(quote)))
            groups[words, fold(quote.speaker or ""), quote.speaker_type, quote.kind].append(saying)
    for (words, *_), group in groups.items():
        if len(group) > 1:
            yield from join_group(sorted(group, key=order), len(words.replace(" ", "")))


def join_group(group: list[Saying], letters: int) -> Iterator[tuple[str, Judgement]]:
    """The copies of one wording by day: one too far from the first to be the same begins anew."""
    first = group[0]
    for copy in group[1:]:
        a, b = sorted((first, copy), key=lambda s: s.quote.id)
        judged = judge_pair(a, b, Measure(letters, 1.0))
        if judged.score > 0 and not share_characters(a.quote, b.quote):
            yield copy.quote.id, judged
        else:
            first = copy


def order(saying: Saying) -> tuple[int, str]:
    """By day of publication, the undated last."""
    return saying.day or 10**7, saying.quote.id


def share_characters(a: Quote, b: Quote) -> bool:
    """True for a quote within another one of the same article: that is no second telling."""
    return any(overlap(x.span, y.span) for x in contents(a) for y in contents(b))
