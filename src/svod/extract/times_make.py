"""What a matched rule means: a match and the days it is counted from in, an interval out. Knows no words.

`MAKERS` is the list of makers that rules of a pack may name. A maker returns None where the words name no day that
exists or can be known; the expression is then kept unplaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from svod.extract.calendar import (
    Interval,
    add_days,
    make_century,
    make_day,
    make_decade,
    make_half,
    make_month,
    make_months,
    make_part,
    make_quarter,
    make_season,
    make_span,
    make_unit,
    make_week,
    make_weekend,
    make_year,
    make_years,
    shift_day,
)
from svod.extract.times_match import Match

FINE = ("day", "hour")
DURATIONS = {
    "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "quarter": "P{}M",
    "half": "P{}M", "year": "P{}Y", "decade": "P{}Y", "century": "P{}Y",
}  # fmt: skip
FACTORS = {"quarter": 3, "half": 6, "decade": 10, "century": 100}
FAR, NEAR = 300, 60  # days
SEASON_OF = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring", 6: "summer", 7: "summer"}


@dataclass(frozen=True, slots=True)
class Clock:
    """What an expression is counted from."""

    published: date | None
    passage: Interval | None  # the last day that the text has spoken of
    period: Interval | None  # the last day, month or year that the text has spoken of
    sentence: Interval | None  # the last day or month that the sentence has named with its year
    direction: str  # past | future | "": where the words point, as far as the sentence says
    firm: bool = True  # the direction is that of the verb the expression hangs on, not of one farther up


@dataclass(frozen=True, slots=True)
class Made:
    """An interval and what it was counted from."""

    interval: Interval | None
    anchor: str = "published"
    kind: str = "date"
    approximate: bool = False
    code: str | None = None  # ISO 8601 of a duration (P3Y) or a repeated time (R/P1Y)


def make(match: Match, clock: Clock) -> Made:
    """Place a match."""
    return MAKERS[match.rule.make](match, clock)


def number(match: Match, name: str, default: float = 0) -> int:
    """A whole number that a match has kept, or that its rule sets."""
    value = match.values.get(name, match.rule.settings.get(name, default))
    return int(value) if isinstance(value, int | float | str) else int(default)


def word(match: Match, name: str, default: str = "") -> str:
    """A word's value that a match has kept, or that its rule sets."""
    value = match.values.get(name, match.rule.settings.get(name, default))
    return default if isinstance(value, Match) else str(value)


def inside(match: Match, name: str, clock: Clock) -> Made:
    """A match inside a match, placed."""
    inner = match.values.get(name)
    return make(inner, clock) if isinstance(inner, Match) else Made(None, "none")


def full_year(value: int, clock: Clock) -> int:
    """19 is 2019 and 87 is 1987: two digits reach ten years past the article's own year."""
    if value >= 100:
        return value
    limit = clock.published.year + 10 if clock.published else 2030
    return 2000 + value if 2000 + value <= limit else 1900 + value


def own_year(match: Match, clock: Clock) -> tuple[int | None, str]:
    """The year an expression names itself, and its anchor; (None, "published") where it names none."""
    for name in ("yyyy", "year", "yy"):
        if name in match.values:
            return full_year(number(match, name), clock), "absolute"
    made = inside(match, "Year", clock)
    if made.interval:
        return made.interval.start.year, made.anchor
    return None, "published"


def nearest(options: list[Interval], clock: Clock) -> Interval | None:
    """Of one date in several years, the one the direction points to; the article's own day counts both ways."""
    day = clock.published
    if day is None or not options:
        return None
    near = min(options, key=lambda o: (distance(o, day), o.start > day))
    behind = [o for o in options if o.start <= day]
    ahead = [o for o in options if o.end >= day]
    if clock.direction == "past" and clock.firm and behind:
        return near if is_far(behind[-1], near, day) else behind[-1]
    if clock.direction == "future" and clock.firm and ahead:
        return near if is_far(ahead[0], near, day) else ahead[0]
    return near


def is_far(chosen: Interval, near: Interval, day: date) -> bool:
    """A day ten months off, by its verb, when the same day lies within two months on the other side: a verb misread."""
    return chosen.grain == "day" and distance(chosen, day) > FAR and distance(near, day) <= NEAR


def distance(when: Interval, day: date) -> int:
    """Days from a day to an interval, 0 inside it."""
    return max((when.start - day).days, (day - when.end).days, 0)


def any_year(build: Callable[[int], Interval | None], clock: Clock) -> Interval | None:
    """A date without its year, in the year that fits."""
    if clock.published is None:
        return None
    years = range(clock.published.year - 8, clock.published.year + 9)
    found = [o for y in years if abs(y - clock.published.year) <= 1 for o in (build(y),) if o]
    return nearest(found or [o for y in years for o in (build(y),) if o], clock)


def in_year(match: Match, clock: Clock, build: Callable[[int], Interval | None]) -> Made:
    """A date in the year it names, else in the year that fits."""
    year, anchor = own_year(match, clock)
    if year is None and clock.sentence and clock.direction != "future":
        follows = build(clock.sentence.start.year)
        if follows and follows.start >= clock.sentence.start:
            return Made(follows, "narrative")
    if year is None:
        return Made(any_year(build, clock), "published")
    return Made(build(year), anchor)


# ------------------------------------------------------------------------------------------------ years and longer


def make_the_year(m: Match, clock: Clock) -> Made:
    """2010 год"""
    return Made(make_year(number(m, "yyyy")), "absolute")


def make_the_years(m: Match, clock: Clock) -> Made:
    """2022–2023 годы, 2022/23"""
    first, last = number(m, "yyyy"), number(m, "last", number(m, "yyyy"))
    if last < 100:
        last += first // 100 * 100
    return Made(make_years(first, last, "year"), "absolute")


def make_the_decade(m: Match, clock: Clock) -> Made:
    """1990-е, 90-е, девяностые"""
    first = number(m, "yyyy", number(m, "decade_word", number(m, "yy")))
    return Made(make_decade(full_year(first, clock)) if first % 10 == 0 else None, "absolute")


def make_the_century(m: Match, clock: Clock) -> Made:
    """XX век"""
    return Made(make_century(number(m, "n")), "absolute")


def make_last_years(m: Match, clock: Clock) -> Made:
    """прошлогодний"""
    return Made(make_year(clock.published.year + number(m, "last_years", number(m, "n"))) if clock.published else None)


# ------------------------------------------------------------------------------------------------ months and seasons


def make_the_month(m: Match, clock: Clock) -> Made:
    """в феврале, в октябре 2014 года"""
    return in_year(m, clock, lambda y: make_month(y, number(m, "month")))


def make_the_months(m: Match, clock: Clock) -> Made:
    """с апреля по май, в мае–июне 2024 года"""
    first, last = number(m, "month"), number(m, "last")
    year, anchor = own_year(m, clock)
    if year is not None:
        return Made(make_months(year, first, last - first + 1, "month") if first <= last else None, anchor)
    return Made(any_year(lambda y: make_months(y, first, (last - first) % 12 + 1, "month"), clock))


def make_month_which(m: Match, clock: Clock) -> Made:
    """в прошлом феврале: the last one that is over"""
    if clock.published is None:
        return Made(None)
    which, month, day = number(m, "which"), number(m, "month"), clock.published
    if which == 0:
        return Made(any_year(lambda y: make_month(y, month), clock))
    passed = month < day.month
    year = day.year + which + (1 if which < 0 and passed else -1 if which > 0 and month > day.month else 0)
    return Made(make_month(year, month))


def make_the_quarter(m: Match, clock: Clock) -> Made:
    """первый квартал 2024 года"""
    return in_year(m, clock, lambda y: make_quarter(y, number(m, "n")))


def make_the_half(m: Match, clock: Clock) -> Made:
    """второе полугодие; первая половина года is that of this year"""
    if "unit" in m.values and clock.published:
        return Made(make_half(clock.published.year, number(m, "n")))
    return in_year(m, clock, lambda y: make_half(y, number(m, "n")))


def make_half_month(m: Match, clock: Clock) -> Made:
    """первая половина мая: 1–15"""
    made = inside(m, "Month", clock)
    month = made.interval or (make_unit(clock.published, "month") if clock.published else None)
    if month is None:
        return Made(None)
    middle = month.start.replace(day=15)
    if number(m, "n", number(m, "ordinal")) == 1:
        return Made(Interval(month.start, middle, "other"), made.anchor)
    return Made(Interval(middle.replace(day=16), month.end, "other"), made.anchor)


def make_the_season(m: Match, clock: Clock) -> Made:
    """летом 2020 года, прошлой осенью, весной"""
    season, day = word(m, "season"), clock.published
    if "which" not in m.values:
        return in_year(m, clock, lambda y: make_season(y, season))
    if day is None:
        return Made(None)
    found = [s for y in range(day.year - 3, day.year + 4) for s in (make_season(y, season),) if s]
    which = number(m, "which")
    if which < 0:
        over = [s for s in found if s.end < day]
        return Made(over[which])
    if which > 0:
        return Made([s for s in found if s.start > day][which - 1])
    return Made(min(found, key=lambda s: (distance(s, day), s.start.year != day.year)))


# ------------------------------------------------------------------------------------------------ days


def make_the_day(m: Match, clock: Clock) -> Made:
    """9 октября, 10.12.19, 2024-05-16"""
    return in_year(m, clock, lambda y: make_day(y, number(m, "month"), number(m, "day")))


def make_the_days(m: Match, clock: Clock) -> Made:
    """3–5 мая, с 3 по 5 мая 2024 года"""

    def build(year: int) -> Interval | None:
        first = make_day(year, number(m, "month"), number(m, "day"))
        last = make_day(year, number(m, "month"), number(m, "last"))
        return make_span(first, last) if first and last else None

    return in_year(m, clock, build)


def make_weekday(m: Match, clock: Clock) -> Made:
    """во вторник: the nearest one in the verb's direction, the article's own day counting"""
    day, wanted = clock.published, number(m, "weekday")
    if day is None:
        return Made(None)
    back = (day.weekday() - wanted) % 7
    ahead = (wanted - day.weekday()) % 7
    which = number(m, "which", 9)
    if which == 9:
        days = ahead if clock.direction == "future" else -back
    elif which == 0:
        days = wanted - day.weekday()
    else:
        days = -(back or 7) + 7 * (which + 1) if which < 0 else (ahead or 7)
    return day_from(day, days)


def make_weekday_of_week(m: Match, clock: Clock) -> Made:
    """во вторник на прошлой неделе"""
    if clock.published is None:
        return Made(None)
    monday = make_week(clock.published).start
    return day_from(monday, 7 * number(m, "which") + number(m, "weekday"))


def day_from(day: date | None, days: int, anchor: str = "published") -> Made:
    """The day `days` after a day."""
    moved = add_days(day, days) if day else None
    return Made(make_unit(moved, "day") if moved else None, anchor)


def make_offset(m: Match, clock: Clock) -> Made:
    """сегодня, вчера, послезавтра, вчерашний"""
    return day_from(clock.published, number(m, "n", number(m, "todays")))


def make_eve(m: Match, clock: Clock) -> Made:
    """накануне: the day before the article's own"""
    return day_from(clock.published, -1)


def make_same_day(m: Match, clock: Clock) -> Made:
    """в тот же день: the day that the passage is about"""
    if clock.passage is None:
        return Made(None, "narrative")
    grain = "day" if "unit" in m.values else "hour"
    return Made(replace(clock.passage, grain=grain), "narrative")


def make_next_day(m: Match, clock: Clock) -> Made:
    """на следующий день after the one that the passage is about"""
    if clock.passage is None:
        return Made(None, "narrative")
    return day_from(clock.passage.end, 1, "narrative")


def make_this_day_of_year(m: Match, clock: Clock) -> Made:
    """в 1776 году в этот день: the article's day and month in that year"""
    year, _ = own_year(m, clock)
    day = clock.published
    return Made(make_day(year, day.month, day.day) if year and day else None)


def make_day_of_month(m: Match, clock: Clock) -> Made:
    """15 числа: of the month that the article appears in, or that stands by"""
    if "month" in m.values:
        return make_the_day(m, clock)
    day = clock.published
    if day is None:
        return Made(None)
    months = [make_months(day.year, day.month + k, 1, "month") for k in (-1, 0, 1)]
    days = [make_day(x.start.year, x.start.month, number(m, "day")) for x in months if x]
    if "which" in m.values:
        return Made(days[1 + max(-1, min(1, number(m, "which")))])
    return Made(nearest([d for d in days if d], clock))


def make_tens(m: Match, clock: Clock) -> Made:
    """в 20-х числах марта: 20–29"""

    def build(year: int) -> Interval | None:
        month, first = make_month(year, number(m, "month")), number(m, "day")
        if month is None or first not in (10, 20):
            return None
        last = min(first + 9, month.end.day)
        return Interval(month.start.replace(day=first), month.start.replace(day=last), "other")

    return in_year(m, clock, build)


# ------------------------------------------------------------------------------ units around the article


def make_relative(m: Match, clock: Clock) -> Made:
    """на прошлой неделе, в этом году, в следующем месяце"""
    day = clock.published
    if day is None:
        return Made(None)
    unit = word(m, "unit")
    moved = shift_day(day, unit, number(m, "which"))
    if unit == "weekend" and moved and number(m, "which") > 0 and word(m, "which") == "1" and day.weekday() < 5:
        moved = day  # on a Thursday the coming weekend is this week's
    return Made(make_unit(moved, unit) if moved else None)


def make_the_weekend(m: Match, clock: Clock) -> Made:
    """в выходные: the last ones, or those that the verb points to"""
    day = clock.published
    if day is None:
        return Made(None)
    weeks = [make_weekend(moved) for days in (-7, 0) for moved in (add_days(day, days),) if moved]
    if clock.direction == "future":
        return Made(weeks[-1])
    return Made([w for w in weeks if w.start <= day][-1])


def make_unit_same(m: Match, clock: Clock) -> Made:
    """в том же году: the one that the passage is about"""
    unit = word(m, "unit")
    return Made(make_unit(clock.period.start, unit) if clock.period else None, "narrative")


def make_the_part(m: Match, clock: Clock) -> Made:
    """в начале июля, в конце года, середина XX века"""
    part = word(m, "part")
    if "unit" in m.values:
        whole = make_unit(clock.published, word(m, "unit")) if clock.published else None
        return Made(make_part(whole, part) if whole else None)
    made = inside(m, "inner", clock)
    return Made(make_part(made.interval, part) if made.interval else None, made.anchor)


def make_first_months(m: Match, clock: Clock) -> Made:
    """за первые четыре месяца этого года"""
    year, anchor = own_year(m, clock)
    return Made(make_months(year, 1, max(1, number(m, "count")), "other") if year else None, anchor)


def make_stretch_back(m: Match, clock: Clock) -> Made:
    """за последние полгода: from that day half a year ago to the article's own"""
    first = shift_day(clock.published, word(m, "unit", "year"), -count(m)) if clock.published else None
    grain = "year" if word(m, "unit") == "year" and count(m) == 1 else "other"
    return Made(Interval(first, clock.published, grain) if first and clock.published else None)


def make_stretch_ahead(m: Match, clock: Clock) -> Made:
    """в ближайшие два дня"""
    last = shift_day(clock.published, word(m, "unit", "year"), count(m)) if clock.published else None
    return Made(Interval(clock.published, last, "other") if last and clock.published else None)


def count(m: Match) -> float:
    """How many units; one where none is said, and halves may be (полтора года)."""
    value = m.values.get("count", 1)
    return float(value) if isinstance(value, int | float | str) else 1.0


def make_ago(m: Match, clock: Clock) -> Made:
    """год назад is that calendar year, три дня назад that day"""
    return from_day(clock.published, word(m, "unit", "year"), -count(m), "published")


def from_day(day: date | None, unit: str, amount: float, anchor: str) -> Made:
    """The unit `amount` units away from a day; half years have the grain of months."""
    moved = shift_day(day, unit, amount) if day else None
    if amount % 1 and unit == "year":
        unit = "month"
    return Made(make_unit(moved, unit) if moved else None, anchor)


def make_ago_hours(m: Match, clock: Clock) -> Made:
    """несколько часов назад: the article's own day"""
    return Made(make_unit(clock.published, "hour") if clock.published else None, approximate=True)


def make_in(m: Match, clock: Clock) -> Made:
    """через неделю: from the article's day when it lies ahead, else from the passage's"""
    unit = word(m, "unit", "year")
    if clock.direction == "past":
        return narrative(from_day(clock.passage.end if clock.passage else None, unit, count(m), "narrative"))
    return from_day(clock.published, unit, count(m), "published")


def make_earlier(m: Match, clock: Clock) -> Made:
    """днем ранее, двумя годами позже: from the day that the passage is about"""
    unit = word(m, "unit", "year")
    around = clock.period if unit in ("year", "month") else clock.passage
    day = around.start if around else clock.published
    return narrative(from_day(day, unit, number(m, "n", 1) * count(m), "narrative" if around else "published"))


def narrative(made: Made) -> Made:
    """«спустя восемь лет» after nothing known is a duration, no date."""
    return made if made.interval else Made(None, "none", "duration")


# ------------------------------------------------------------------------------------------------ hours


def make_hour(m: Match, clock: Clock) -> Made:
    """утром 10 октября: hours of that day"""
    made = inside(m, "inner", clock)
    time = m.values.get("clock", m)
    if made.interval is None or not isinstance(time, Match):
        return made
    return replace(made, interval=at_time(replace(made.interval, grain="hour"), time))


def at_time(day: Interval, time: Match) -> Interval:
    """A day with a time of day in its EDTF string: "2025-07-10T15:23:00+03:00"."""
    if "hh" not in time.values or day.start != day.end:
        return day
    hour, minute = number(time, "hh"), number(time, "mm")
    hour += 12 if word(time, "half") == "pm" and hour < 12 else 0
    if hour > 23 or minute > 59:
        return day
    offset = number(time, "zone", 99)
    zone = "" if offset == 99 else "Z" if offset == 0 else f"{offset:+03d}:00"
    return replace(day, code=f"{day.start.isoformat()}T{hour:02d}:{minute:02d}:00{zone}")


def make_clock(m: Match, clock: Clock) -> Made:
    """15:23, by itself: of the day that the passage is about, else of the article's own"""
    inner = m.values.get("inner", m)
    time = inner if isinstance(inner, Match) else m
    if clock.passage:
        return Made(at_time(replace(clock.passage, grain="hour", code=None), time), "narrative")
    today = make_unit(clock.published, "hour") if clock.published else None
    return Made(today and at_time(today, time))


def make_daypart_which(m: Match, clock: Clock) -> Made:
    """этим утром, минувшей ночью"""
    which = number(m, "n")
    days = 0 if which == -1 and word(m, "daypart") == "night" else which
    made = day_from(clock.published, days)
    return replace(made, interval=made.interval and replace(made.interval, grain="hour"))


# ------------------------------------------------------------------------------------------------ the rest


def make_inner(m: Match, clock: Clock) -> Made:
    """во вторник, 5 марта: the date decides"""
    return inside(m, "inner", clock)


def make_the_span(m: Match, clock: Clock) -> Made:
    """с марта 2018 года до конца 2019 года; a year named at one end only is that of both"""
    first, last = inside(m, "inner", clock), inside(m, "last", clock)
    if first.interval is None or last.interval is None:
        return Made(None, "none")
    start = first.interval.start
    if first.anchor == "published" and last.anchor == "absolute":
        start = shift_day(start, "year", last.interval.end.year - start.year) or start
    if first.anchor == "published" and start > last.interval.end:
        start = shift_day(start, "year", -1) or start
    return Made(make_span(replace(first.interval, start=start, end=start), last.interval), last.anchor)


def make_fixed(m: Match, clock: Clock) -> Made:
    """День Победы: 9 May"""
    month, _, day = word(m, "date").partition("-")
    return Made(any_year(lambda y: make_day(y, int(month), int(day)), clock))


def make_duration(m: Match, clock: Clock) -> Made:
    """три года: no date"""
    return Made(None, "none", "duration", code=format_duration(m))


def format_duration(m: Match) -> str | None:
    """The ISO 8601 duration of a match that has kept how many of which unit: "P3Y", "PT2H", "P18M"."""
    amount, unit = count(m), word(m, "unit", "year" if "count" in m.values else "")
    if unit not in DURATIONS:
        return None
    if amount % 1:
        unit, amount = {"year": ("month", 12 * amount), "hour": ("minute", 60 * amount)}.get(unit, (unit, amount))
    return None if amount % 1 else DURATIONS[unit].format(int(amount) * FACTORS.get(unit, 1))


def make_none(m: Match, clock: Clock) -> Made:
    """Looks like a time and is none; such matches are dropped after they have driven out what they cover."""
    return Made(None, "none", "none")


def make_set(m: Match, clock: Clock) -> Made:
    """каждый год: no date"""
    every = format_duration(m)
    return Made(None, "none", "set", code=every and f"R/{every}")


MAKERS: Mapping[str, Callable[[Match, Clock], Made]] = {
    "year": make_the_year,
    "years": make_the_years,
    "decade": make_the_decade,
    "century": make_the_century,
    "last_years": make_last_years,
    "month": make_the_month,
    "months": make_the_months,
    "month_which": make_month_which,
    "quarter": make_the_quarter,
    "half": make_the_half,
    "half_month": make_half_month,
    "season": make_the_season,
    "day": make_the_day,
    "days": make_the_days,
    "weekday": make_weekday,
    "weekday_of_week": make_weekday_of_week,
    "offset": make_offset,
    "eve": make_eve,
    "same_day": make_same_day,
    "next_day": make_next_day,
    "this_day_of_year": make_this_day_of_year,
    "day_of_month": make_day_of_month,
    "tens": make_tens,
    "unit": make_relative,
    "unit_same": make_unit_same,
    "weekend": make_the_weekend,
    "part": make_the_part,
    "first_months": make_first_months,
    "stretch_back": make_stretch_back,
    "stretch_ahead": make_stretch_ahead,
    "ago": make_ago,
    "ago_hours": make_ago_hours,
    "in": make_in,
    "earlier": make_earlier,
    "hour": make_hour,
    "clock": make_clock,
    "daypart": make_clock,
    "daypart_which": make_daypart_which,
    "inner": make_inner,
    "span": make_the_span,
    "fixed": make_fixed,
    "duration": make_duration,
    "set": make_set,
    "none": make_none,
}
