"""Quotes of the very same words and speaker in, judgements that join each to the first of them out.

A wire's quote stands in a hundred outlets letter for letter. Joined to the first one by one, they cost as much as there
are of them, and only the first is compared with anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from svod.records import Judgement
from svod.relate.memo import Memo
from svod.relate.quotation_align import Measure
from svod.relate.quotation_looks import Look
from svod.relate.quotation_pairs import Saying, find_levels, judge, number_levels, parse_levels, share_characters
from svod.relate.quotation_sayings import Told

Joined = tuple[str, str, list[int]]  # a copy, its first, the levels they meet


def join_copies(looks: Iterable[Look], decided: Collection[str], told: Told, memo: Memo) -> dict[str, Judgement]:
    """By each copy's id the judgement that joins it to its first; quotes that people decided about are left alone."""
    groups: dict[str, list[Look]] = defaultdict(list)
    for look in looks:
        if look.quote not in decided:
            groups[look.copy].append(look)
    found = {}
    for group in groups.values():
        if len(group) > 1:
            ids = sorted(look.quote for look in group)
            joined = memo.recall(told.mark("copies", ids), partial(join_group, ids, group[0].letters, told))
            found.update({copy: judge(copy, first, parse_levels(levels)) for copy, first, levels in joined})
    return found


def join_group(ids: Iterable[str], letters: int, told: Told) -> list[Joined]:
    """The copies of one wording by day: one too far from the first to be the same begins anew."""
    return list(follow(sorted((told.sayings[i] for i in ids), key=order), Measure(letters, 1.0)))


def follow(group: list[Saying], measure: Measure) -> Iterator[Joined]:
    """The copies of some tellings in their order."""
    first = group[0]
    for copy in group[1:]:
        a, b = sorted((first, copy), key=lambda s: s.quote.id)
        levels = list(find_levels(a, b, measure))
        if judge(a.quote.id, b.quote.id, levels).score > 0 and not share_characters(a.quote, b.quote):
            yield copy.quote.id, first.quote.id, number_levels(levels)
        else:
            first = copy


def order(saying: Saying) -> tuple[int, str]:
    """By day of publication, the undated last."""
    return saying.day or 10**7, saying.quote.id
