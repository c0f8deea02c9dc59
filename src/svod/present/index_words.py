"""Points of the index in words of the reader's language: scores, periods, intervals.

In: numbers and periods. Out: words.
"""

from __future__ import annotations

from svod.present.report_words import counted, format_number, month_name, parse_day, phrase
from svod.relate.index import Point
from svod.relate.periods import Period


def write_score(score: float, digits: int = 1) -> str:
    """«+2,5», «−3,9», «0»; in English with a point."""
    rounded = round(score, digits)
    return format_number(rounded, digits) if rounded else "0"


def tell_point(name: str, point: Point) -> str:
    """What a dot says: «дела: −6,8 (6 событий)»."""
    return phrase("dot", name, write_score(point.value or 0), counted(point.n, "event"))


def tell_interval(point: Point) -> str | None:
    """«от −5,2 до −2,0»; None where there is no interval."""
    if point.low is None or point.high is None:
        return None
    return phrase("interval", write_score(point.low), write_score(point.high))


def short_label(period: Period, grain: str) -> str:
    """«июл» for a month, «30 июн» for a week or day."""
    _, month, day = parse_day(period.start) or (0, 1, 1)
    return month_name(month, "short") if grain == "month" else f"{day}\u00a0{month_name(month, 'short')}"
