"""«Завтра» in words said on another day: counted from the day on which they were said.

In: an article with its times and quotes. Out: the times, those inside a direct quote moved. Only «сегодня», «вчера»,
«завтрашний» and their like move: dates and weekdays mean the same day whenever they are said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from svod.extract.calendar import add_days
from svod.extract.times import parse_day
from svod.records import Article, Quote, TimeRef

COUNTED = ("today", "todays")  # the rules whose words count from the day of speaking


def place_quoted(article: Article, times: Sequence[TimeRef], quotes: Sequence[Quote]) -> tuple[TimeRef, ...]:
    """The times of an article, those inside quotes counted from when the quote was said."""
    today = parse_day(article.published)
    if today is None:
        return tuple(times)
    said = {t.id: t for t in times}
    return tuple(move(t, today, spoken_on(t, quotes, said)) for t in times)


def spoken_on(time: TimeRef, quotes: Sequence[Quote], said: dict[str, TimeRef]) -> date | None:
    """The day on which the direct quote that holds a time was said; None where that is not known to the day."""
    if time.kind != "date" or time.start is None or time.origin.rule not in COUNTED:
        return None
    at = time.evidence[0].span.start
    for quote in quotes:
        spans = [e.span for e in quote.evidence if e.role == "content"]
        when = said.get(quote.said or "")
        if quote.kind == "direct" and when and any(s.start <= at < s.end for s in spans):
            return parse_day(when.start) if when.start == when.end else None
    return None


def move(time: TimeRef, today: date, spoken: date | None) -> TimeRef:
    """A time counted from another day than the article's; only from one before it."""
    own = parse_day(time.start)
    if spoken is None or own is None or spoken >= today:
        return time
    moved = add_days(own, (spoken - today).days)
    if moved is None:
        return time
    day = moved.isoformat()
    return replace(time, start=day, end=day, edtf=f"{day}~" if time.approximate else day, anchor="narrative")
