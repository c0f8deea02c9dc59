"""Makers of days, and of weeks and other units counted from the article's day or the passage's.

In: a match (`times_found`). Out: `Made`. The Russian words in the docstrings are examples.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from svod.extract.calendar import (
    Interval,
    add_days,
    make_day,
    make_month,
    make_months,
    make_span,
    make_unit,
    make_week,
    make_weekend,
    shift_day,
)
from svod.extract.times_found import (
    NO_SUCH_DAY,
    RECENT,
    Found,
    Made,
    distance,
    format_duration,
    in_year,
    nearest,
)


def make_the_day(m: Found) -> Made:
    """9 октября, 10.12.19, 2024-05-16"""
    made = in_year(m, lambda y: make_day(y, m.number("month"), m.number("day")))
    if made.interval is None and not any(make_day(y, m.number("month"), m.number("day")) for y in possible_years(m)):
        return Made(None, "none", why=NO_SUCH_DAY)
    day, full = m.clock.published, m.clock.dated.get((m.number("month"), m.number("day")))
    if full is None or made.anchor != "published" or m.clock.direction == "future":
        return made
    if made.interval and day and distance(made.interval, day) <= RECENT:
        return made
    return Made(full, "narrative")  # «24 февраля» in a text that has «24 февраля 2022 года»


def make_the_days(m: Found) -> Made:
    """3–5 мая, с 3 по 5 мая 2024 года"""

    def build(year: int) -> Interval | None:
        first = make_day(year, m.number("month"), m.number("day"))
        last = make_day(year, m.number("month"), m.number("last"))
        return make_span(first, last) if first and last else None

    made = in_year(m, build)
    return made if made.interval or any(map(build, possible_years(m))) else Made(None, "none", why=NO_SUCH_DAY)


def possible_years(m: Found) -> tuple[int, ...]:
    """The year that a date names, else a leap year and another: what is no day in any of them does not exist."""
    year, _ = m.year()
    return (year,) if year is not None else (2023, 2024)


def make_weekday(m: Found) -> Made:
    """во вторник: the nearest one in the verb's direction, the article's own day counting"""
    day, wanted = m.clock.published, m.number("weekday")
    if day is None:
        return Made(None)
    back = (day.weekday() - wanted) % 7
    ahead = (wanted - day.weekday()) % 7
    which = m.number("which", 9)
    if which == 9:
        days = ahead if m.clock.direction == "future" else -back
    elif which == 0:
        days = wanted - day.weekday()
    else:
        days = -(back or 7) + 7 * (which + 1) if which < 0 else (ahead or 7)
    return day_from(day, days)


def make_weekday_of_week(m: Found) -> Made:
    """во вторник на прошлой неделе"""
    if m.clock.published is None:
        return Made(None)
    monday = make_week(m.clock.published).start
    return day_from(monday, 7 * m.number("which") + m.number("weekday"))


def day_from(day: date | None, days: int, anchor: str = "published") -> Made:
    """The day `days` after a day."""
    moved = add_days(day, days) if day else None
    return Made(make_unit(moved, "day") if moved else None, anchor)


def make_offset(m: Found) -> Made:
    """сегодня, вчера, послезавтра, вчерашний"""
    return day_from(m.clock.published, m.number("n", m.number("todays")))


def make_eve(m: Found) -> Made:
    """накануне: the day before the article's own"""
    return day_from(m.clock.published, -1)


def make_same_day(m: Found) -> Made:
    """в тот же день: the day that the passage is about"""
    if m.clock.passage is None:
        return Made(None, "narrative")
    grain = "day" if m.has("unit") else "hour"
    return Made(replace(m.clock.passage, grain=grain), "narrative")


def make_next_day(m: Found) -> Made:
    """на следующий день after the one that the passage is about"""
    if m.clock.passage is None:
        return Made(None, "narrative")
    return day_from(m.clock.passage.end, 1, "narrative")


def make_this_day_of_year(m: Found) -> Made:
    """в 1776 году в этот день: the article's day and month in that year"""
    year, _ = m.year()
    day = m.clock.published
    return Made(make_day(year, day.month, day.day) if year and day else None)


def make_day_of_month(m: Found) -> Made:
    """15 числа: of the month that the article appears in, or that stands by"""
    if m.has("month"):
        return make_the_day(m)
    day = m.clock.published
    if day is None:
        return Made(None)
    months = [make_months(day.year, day.month + k, 1, "month") for k in (-1, 0, 1)]
    days = [make_day(x.start.year, x.start.month, m.number("day")) for x in months if x]
    if m.has("which"):
        return Made(days[1 + max(-1, min(1, m.number("which")))])
    return Made(nearest([d for d in days if d], m.clock))


def make_tens(m: Found) -> Made:
    """в 20-х числах марта: 20–29"""

    def build(year: int) -> Interval | None:
        month, first = make_month(year, m.number("month")), m.number("day")
        if month is None or first not in (10, 20):
            return None
        last = min(first + 9, month.end.day)
        return Interval(month.start.replace(day=first), month.start.replace(day=last), "other")

    return in_year(m, build)


def make_relative(m: Found) -> Made:
    """на прошлой неделе, в этом году, в следующем месяце"""
    day = m.clock.published
    if day is None:
        return Made(None)
    unit = m.word("unit")
    moved = shift_day(day, unit, m.number("which"))
    if unit == "weekend" and moved and m.number("which") > 0 and m.word("which") == "1" and day.weekday() < 5:
        moved = day  # on a Thursday the coming weekend is this week's
    return Made(make_unit(moved, unit) if moved else None)


def make_the_weekend(m: Found) -> Made:
    """в выходные: the last ones, or those that the verb points to"""
    day = m.clock.published
    if day is None:
        return Made(None)
    weeks = [make_weekend(moved) for days in (-7, 0) for moved in (add_days(day, days),) if moved]
    if m.clock.direction == "future":
        return Made(weeks[-1])
    return Made([w for w in weeks if w.start <= day][-1])


def make_unit_same(m: Found) -> Made:
    """в том же году: the one that the passage is about"""
    unit = m.word("unit")
    return Made(make_unit(m.clock.period.start, unit) if m.clock.period else None, "narrative")


def make_stretch_back(m: Found) -> Made:
    """за последние полгода: from that day half a year ago to the article's own"""
    first = shift_day(m.clock.published, m.word("unit", "year"), -m.count()) if m.clock.published else None
    grain = "year" if m.word("unit") == "year" and m.count() == 1 else "other"
    return Made(Interval(first, m.clock.published, grain) if first and m.clock.published else None)


def make_stretch_ahead(m: Found) -> Made:
    """в ближайшие два дня, from today; в следующие три дня, from tomorrow"""
    day = m.clock.published
    last = shift_day(day, m.word("unit", "year"), m.count()) if day else None
    first = add_days(day, m.number("which")) if day else None
    return Made(Interval(min(first, last), last, "other") if first and last else None)


def make_within(m: Found) -> Made:
    """в течение двух суток: ahead a deadline counted from the article's own day, behind a duration"""
    if m.clock.direction == "future" and m.clock.firm and m.clock.published:
        return make_stretch_ahead(m)
    return Made(None, "none", "duration", code=format_duration(m))


def make_ago(m: Found) -> Made:
    """год назад is that calendar year, три дня назад that day"""
    return from_day(m.clock.published, m.word("unit", "year"), -m.count(), "published")


def from_day(day: date | None, unit: str, amount: float, anchor: str) -> Made:
    """The unit `amount` units away from a day; half years have the grain of months."""
    moved = shift_day(day, unit, amount) if day else None
    if amount % 1 and unit == "year":
        unit = "month"
    return Made(make_unit(moved, unit) if moved else None, anchor)


def make_ago_hours(m: Found) -> Made:
    """несколько часов назад: the article's own day"""
    return Made(make_unit(m.clock.published, "hour") if m.clock.published else None, approximate=True)


def make_in(m: Found) -> Made:
    """через неделю: from the article's day when it lies ahead, else from the passage's"""
    if m.clock.direction == "past" or m.word("from") == "passage":
        return from_passage(m, 1)
    return from_day(m.clock.published, m.word("unit", "year"), m.count(), "published")


def make_earlier(m: Found) -> Made:
    """днем ранее, двумя годами позже: from the day that the passage is about; only what is earlier, else from today"""
    sign = m.number("n", 1)
    if around(m) is None and sign < 0:
        return from_day(m.clock.published, m.word("unit", "year"), -m.count(), "published")
    return from_passage(m, sign)


def make_from_inner(m: Found) -> Made:
    """за два дня до выборов 5 мая: counted from the date that stands by"""
    when = m.inside("inner").interval
    return from_day(when.start if when else None, m.word("unit", "year"), m.number("n") * m.count(), "narrative")


def around(m: Found) -> Interval | None:
    """What years and months, or days and weeks, are counted from in the passage."""
    return m.clock.period if m.word("unit", "year") in ("year", "month") else m.clock.passage


def from_passage(m: Found, sign: int) -> Made:
    """Counted from what the passage is about; «спустя восемь лет» after nothing known is a duration, no date.

    What is told as past and would come to lie after the article has been counted from the wrong day: a duration too.
    """
    start, today = around(m), m.clock.published
    made = from_day(start.start if start else None, m.word("unit", "year"), sign * m.count(), "narrative")
    late = made.interval and today and made.interval.start > today and m.clock.direction == "past"
    return made if made.interval and not late else Made(None, "none", "duration")
