"""Makers of months and longer: years, decades, centuries, quarters, seasons, and their parts.

In: a match (`times_found`). Out: `Made`. The Russian words in the docstrings are examples.
"""

from __future__ import annotations

from svod.extract.calendar import (
    Interval,
    make_century,
    make_decade,
    make_half,
    make_month,
    make_months,
    make_part,
    make_quarter,
    make_season,
    make_unit,
    make_year,
    make_years,
    shift_day,
)
from svod.extract.times_found import Clock, Found, Made, any_year, distance, full_year, in_year


def make_the_year(m: Found) -> Made:
    """2010 год"""
    return Made(make_year(m.number("yyyy")), "absolute")


def make_the_years(m: Found) -> Made:
    """2022–2023 годы, 2022/23"""
    first, last = m.number("yyyy"), m.number("last", m.number("yyyy"))
    if last < 100:
        last += first // 100 * 100
    return Made(make_years(first, last, "year"), "absolute")


def make_the_decade(m: Found) -> Made:
    """1990-е, 90-е, девяностые"""
    first = m.number("yyyy", m.number("decade_word", m.number("yy")))
    return Made(make_decade(full_year(first, m.clock)) if first % 10 == 0 else None, "absolute")


def make_the_century(m: Found) -> Made:
    """XX век"""
    return Made(make_century(m.number("n")), "absolute")


def make_last_years(m: Found) -> Made:
    """прошлогодний"""
    return Made(
        make_year(m.clock.published.year + m.number("last_years", m.number("n"))) if m.clock.published else None
    )


def make_the_month(m: Found) -> Made:
    """в феврале, в октябре 2014 года"""
    return in_year(m, lambda y: make_month(y, m.number("month")))


def make_the_months(m: Found) -> Made:
    """с апреля по май, в мае–июне 2024 года"""
    first, last = m.number("month"), m.number("last")
    year, anchor = m.year()
    if year is not None:
        return Made(make_months(year, first, last - first + 1, "month") if first <= last else None, anchor)
    return Made(any_year(lambda y: make_months(y, first, (last - first) % 12 + 1, "month"), m.clock))


def make_month_which(m: Found) -> Made:
    """в прошлом феврале: the last one that is over"""
    if m.clock.published is None:
        return Made(None)
    which, month, day = m.number("which"), m.number("month"), m.clock.published
    if which == 0:
        return Made(any_year(lambda y: make_month(y, month), m.clock))
    passed = month < day.month
    year = day.year + which + (1 if which < 0 and passed else -1 if which > 0 and month > day.month else 0)
    return Made(make_month(year, month))


def make_the_quarter(m: Found) -> Made:
    """первый квартал 2024 года"""
    return in_year(m, lambda y: make_quarter(y, m.number("n")))


def make_the_half(m: Found) -> Made:
    """второе полугодие; первая половина года is that of this year"""
    if m.has("unit") and m.clock.published:
        return Made(make_half(m.clock.published.year, m.number("n")))
    return in_year(m, lambda y: make_half(y, m.number("n")))


def make_half_month(m: Found) -> Made:
    """первая половина мая: 1–15"""
    made = m.inside("Month")
    month = made.interval or (make_unit(m.clock.published, "month") if m.clock.published else None)
    if month is None:
        return Made(None)
    middle = month.start.replace(day=15)
    if m.number("n", m.number("ordinal")) == 1:
        return Made(Interval(month.start, middle, "other"), made.anchor)
    return Made(Interval(middle.replace(day=16), month.end, "other"), made.anchor)


def make_the_season(m: Found) -> Made:
    """летом 2020 года, прошлой осенью, весной"""
    season, day = m.word("season"), m.clock.published
    if not m.has("which"):
        return in_year(m, lambda y: make_season(y, season))
    if day is None:
        return Made(None)
    found = [s for y in range(day.year - 3, day.year + 4) for s in (make_season(y, season),) if s]
    which = m.number("which")
    if which < 0:
        over = [s for s in found if s.end < day]
        return Made(over[which])
    if which > 0:
        return Made([s for s in found if s.start > day][which - 1])
    return Made(min(found, key=lambda s: (distance(s, day), s.start.year != day.year)))


def make_the_part(m: Found) -> Made:
    """в начале июля, в конце года, середина XX века"""
    part = m.word("part")
    if m.has("unit"):
        return Made(part_of_this(m.clock, m.word("unit"), part))
    made = m.inside("inner")
    return Made(make_part(made.interval, part) if made.interval else None, made.anchor)


def part_of_this(clock: Clock, unit: str, part: str) -> Interval | None:
    """The part of this week or year; of the last one where it is told as past and has not come yet."""
    today = clock.published
    if today is None:
        return None
    before = shift_day(today, unit, -1)
    wholes = [make_unit(day, unit) for day in (today, before) if day]
    parts = [make_part(w, part) for w in wholes if w]
    past = [p for p in parts if p.start <= today]
    return past[0] if clock.direction == "past" and past else parts[0] if parts else None


def make_first_months(m: Found) -> Made:
    """за первые четыре месяца этого года"""
    year, anchor = m.year()
    return Made(make_months(year, 1, max(1, m.number("count")), "other") if year else None, anchor)
