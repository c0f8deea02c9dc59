"""Two event mentions' facts in, named levels out of how their days compare: said, lent by the passage, published."""

from __future__ import annotations

from svod.relate.facts import SYMMETRIC, Facts
from svod.relate.frames import EXACT
from svod.relate.sides import compare_sides

Level = str
MONTH = 31  # days
NEARBY, AROUND = 3, 7  # days by which lent days may be off, and lent weeks and months


def level_day(a: Facts, b: Facts) -> Level:
    """When it happened, as said."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return "day unsaid" if a.start is None and b.start is None else "day half said"
    if (a.start, a.end) == (b.start, b.end):
        return "day same" if a.start == a.end else "period same"
    if a.start <= b.end and b.start <= a.end:
        return "day within"
    gap = max(a.start - b.end, b.start - a.end)
    if gap == 1:
        return "day apart" if meets_elsewhere(a, b) else "day next"
    widest = max(a.end - a.start, b.end - b.start)
    return "day apart" if widest <= EXACT or max(widest, MONTH) < gap else "period apart"


def level_told(a: Facts, b: Facts) -> Level:
    """When it happened, where at least one of the two has its day from its passage or from the day of the news."""
    one, other = days_of(a), days_of(b)
    if one is None or other is None or not (a.told or b.told):
        return "told unsaid"
    gap = max(one[0] - other[1], other[0] - one[1])
    if gap <= 0:
        return "told same" if one == other else "told within"
    if gap == 1:
        return "news next" if a.news and b.news else "told next"
    vague = max(one[1] - one[0], other[1] - other[0]) > EXACT
    if gap <= (AROUND if vague else NEARBY):
        return "told near"
    return "news apart" if a.news and b.news else "told apart"


def days_of(a: Facts) -> tuple[int, int] | None:
    """The days a mention has, said or lent."""
    return a.told or ((a.start, a.end) if a.start is not None and a.end is not None else None)


def meets_elsewhere(a: Facts, b: Facts) -> bool:
    """True for meetings of the same sides in two states: neighbouring days are two days there."""
    parted = a.state is not None and b.state is not None and a.state != b.state
    return parted and a.type in SYMMETRIC and compare_sides(a.actors, b.actors) in ("same", "within")


def level_published(a: Facts, b: Facts) -> Level:
    """How far apart the articles came out."""
    if a.article == b.article:
        return "one article"
    if a.published is None or b.published is None:
        return "published unknown"
    gap = abs(a.published - b.published)
    return "published within a day" if gap <= 1 else "published within a week" if gap <= 7 else "published far apart"
