"""Makers of hours, stretches from one time to another, feasts, durations and repeated times.

In: a match (`times_found`). Out: `Made`. The Russian words in the docstrings are examples.
"""

from __future__ import annotations

from dataclasses import replace

from svod.extract.calendar import Interval, make_day, make_span, make_unit, shift_day
from svod.extract.times_days import day_from
from svod.extract.times_found import Found, Made, any_year, format_duration


def make_hour(m: Found) -> Made:
    """утром 10 октября, 12 февраля в 16:50: hours of that day"""
    made = m.inside("inner")
    if made.interval is None:
        return made
    day = at_time(replace(made.interval, grain="hour"), m)
    time = m.inside("clock").interval
    if time and time.code and day.start == day.end:
        day = replace(day, code=day.start.isoformat() + time.code[len("2025-10-09") :])
    return replace(made, interval=day)


def at_time(day: Interval, time: Found) -> Interval:
    """A day with a time of day in its EDTF string: "2025-07-10T15:23:00+03:00"."""
    if not time.has("hh") or day.start != day.end:
        return day
    hour, minute = time.number("hh"), time.number("mm")
    hour += 12 if time.word("half") == "pm" and hour < 12 else 0
    if hour > 23 or minute > 59:
        return day
    offset = time.number("zone", 99)
    zone = "" if offset == 99 else "Z" if offset == 0 else f"{offset:+03d}:00"
    return replace(day, code=f"{day.start.isoformat()}T{hour:02d}:{minute:02d}:00{zone}")


def make_clock(m: Found) -> Made:
    """15:23, by itself: of the day that the passage is about, else of the article's own"""
    if "inner" in m.inner:
        return m.inside("inner")
    if m.clock.passage:
        return Made(at_time(replace(m.clock.passage, grain="hour", code=None), m), "narrative")
    today = make_unit(m.clock.published, "hour") if m.clock.published else None
    return Made(today and at_time(today, m))


def make_daypart_which(m: Found) -> Made:
    """этим утром, минувшей ночью"""
    which = m.number("n")
    days = 0 if which == -1 and m.word("daypart") == "night" else which
    made = day_from(m.clock.published, days)
    return replace(made, interval=made.interval and replace(made.interval, grain="hour"))


def make_inner(m: Found) -> Made:
    """во вторник, 5 марта: the date decides"""
    return m.inside("inner")


def make_the_span(m: Found) -> Made:
    """с марта 2018 года до конца 2019 года; a year named at one end only is that of both"""
    first, last = m.inside("inner"), m.inside("last")
    if first.interval is None or last.interval is None:
        return Made(None, "none")
    start = first.interval.start
    if first.anchor == "published" and last.anchor == "absolute":
        start = shift_day(start, "year", last.interval.end.year - start.year) or start
    if first.anchor == "published" and start > last.interval.end:
        start = shift_day(start, "year", -1) or start
    return Made(make_span(replace(first.interval, start=start, end=start), last.interval), last.anchor)


def make_fixed(m: Found) -> Made:
    """День Победы: 9 May"""
    month, _, day = m.word("date").partition("-")
    return Made(any_year(lambda y: make_day(y, int(month), int(day)), m.clock))


def make_duration(m: Found) -> Made:
    """три года: no date"""
    return Made(None, "none", "duration", code=format_duration(m))


def make_none(m: Found) -> Made:
    """Looks like a time and is none; such matches are dropped after they have driven out what they cover."""
    return Made(None, "none", "none")


def make_set(m: Found) -> Made:
    """каждый год: no date"""
    every = format_duration(m)
    return Made(None, "none", "set", code=every and f"R/{every}")
