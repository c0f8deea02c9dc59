"""Interval arithmetic on the calendar and EDTF (ISO 8601-2) strings: no words, no language, no clock.

Dates in, `Interval`s out. Weeks run Monday to Sunday. Whatever does not exist (31 April, a year beyond 1–9999) is None,
never an exception.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"hour": 0, "minute": 0, "day": 1, "week": 7, "weekend": 7}
SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PARTS_OF = {3: (1, 1), 6: (2, 2), 12: (3, 6), 120: (36, 48), 1200: (240, 240)}  # months of an edge and of the middle
SEASON_CODE = {3: 21, 6: 22, 9: 23, 12: 24}  # ISO 8601-2: spring, summer, autumn, winter
EDGE = re.compile(r"(?P<year>\d{3}[\dX])(-(?P<part>\d\d)(-(?P<day>\d\d)(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inclusive; `code` is the EDTF of a thing that has one of its own (a season)."""

    start: date
    end: date
    grain: str
    code: str | None = None


def make_day(year: int, month: int, day: int) -> Interval | None:
    """One day, None when the calendar has no such day."""
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return Interval(when, when, "day")


def make_months(year: int, month: int, count: int, grain: str) -> Interval | None:
    """`count` whole months from the first of year-month; `month` may run past 12 or below 1."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if year < 1 or last_year > 9999:
        return None
    return Interval(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]), grain)


def make_month(year: int, month: int) -> Interval | None:
    """One month."""
    return make_months(year, month, 1, "month") if 1 <= month <= 12 else None


def make_year(year: int) -> Interval | None:
    """One calendar year."""
    return make_months(year, 1, 12, "year")


def make_years(first: int, last: int, grain: str) -> Interval | None:
    """Whole years from `first` to `last`; None when they stand in the wrong order."""
    return make_months(first, 1, 12 * (last - first + 1), grain) if first <= last else None


def make_decade(first: int) -> Interval | None:
    """Ten years from `first`: 1990 is 1990–1999."""
    made = make_years(first, first + 9, "decade")
    return replace(made, code=f"{first // 10:03d}X") if made and first % 10 == 0 else made


def make_century(number: int) -> Interval | None:
    """The 20th century is 1901–2000."""
    return make_years(100 * number - 99, 100 * number, "other")


def make_quarter(year: int, number: int) -> Interval | None:
    """One quarter of a year, 1 to 4."""
    made = make_months(year, 3 * number - 2, 3, "quarter") if 1 <= number <= 4 else None
    return made and replace(made, code=f"{year:04d}-{32 + number}")


def make_half(year: int, number: int) -> Interval | None:
    """The first or second half of a year."""
    made = make_months(year, 6 * number - 5, 6, "other") if 1 <= number <= 2 else None
    return made and replace(made, code=f"{year:04d}-{39 + number}")


def make_season(year: int, season: str) -> Interval | None:
    """One season; the winter of a year is the one that ends in it (December to February)."""
    first = SEASON_START[season]
    made = make_months(year - 1 if season == "winter" else year, first, 3, "season")
    return made and replace(made, code=f"{year:04d}-{SEASON_CODE[first]}")


def make_week(day: date) -> Interval:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def make_weekend(day: date) -> Interval:
    """Saturday and Sunday of the week that a day lies in."""
    week = make_week(day)
    return Interval(week.start + timedelta(days=5), week.end, "other")


def make_span(first: Interval, last: Interval) -> Interval | None:
    """From the beginning of one interval to the end of another; None when they stand in the wrong order."""
    if last.end < first.start:
        return None
    grain = first.grain if first.grain == last.grain else "other"
    return Interval(first.start, last.end, grain)


def make_part(whole: Interval, part: str) -> Interval:
    """The beginning, middle or end of a month (ten days), a year (3, 6, 3 months), a century (fifths)."""
    if whole.grain == "month":
        first = {"begin": 1, "middle": 11, "end": 21}[part]
        last = whole.end if part == "end" else whole.start.replace(day=first + 9)
        return Interval(whole.start.replace(day=first), last, "other")
    if whole.grain == "week":
        first, last_day = {"begin": (0, 1), "middle": (2, 3), "end": (4, 6)}[part]
        return Interval(whole.start + timedelta(days=first), whole.start + timedelta(days=last_day), "other")
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    edge, middle = PARTS_OF.get(months, (max(1, months // 4), max(1, months - months // 4 * 2)))
    begin, count = {"begin": (0, edge), "middle": ((months - middle) // 2, middle), "end": (months - edge, edge)}[part]
    return make_months(whole.start.year, whole.start.month + begin, count, "other") or whole


def add_months(day: date, months: int) -> date | None:
    """The same day of the month `months` later (or earlier), the last one where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date | None:
    """A day `days` later (or earlier), None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_day(day: date, unit: str, count: float) -> date | None:
    """A day moved by `count` units; halves where the unit has them (1.5 years are 18 months); 48 hours are 2 days."""
    if unit in MONTHS_IN:
        return add_months(day, round(MONTHS_IN[unit] * count))
    if unit == "hour":
        return add_days(day, int(count / 24))
    return add_days(day, round(DAYS_IN[unit] * count))


def make_unit(day: date, unit: str) -> Interval | None:
    """The calendar unit that a day lies in: its week, its year, …"""
    if unit in ("hour", "minute"):
        return Interval(day, day, "hour")
    if unit == "day":
        return Interval(day, day, "day")
    if unit == "week":
        return make_week(day)
    if unit == "weekend":
        return make_weekend(day)
    if unit == "month":
        return make_month(day.year, day.month)
    if unit == "quarter":
        return make_quarter(day.year, (day.month + 2) // 3)
    if unit == "half":
        return make_half(day.year, 1 if day.month <= 6 else 2)
    if unit == "decade":
        return make_decade(day.year // 10 * 10)
    if unit == "century":
        return make_century((day.year + 99) // 100)
    return make_year(day.year)


def format_edtf(when: Interval, approximate: bool = False) -> str:
    """The EDTF string: "2025-10-09", "2025-10", "2025", "2025-21" (a spring), "199X", "a/b"; "~" where approximate.

    EDTF has no approximate clock times.
    """
    mark = "~" if approximate else ""
    if when.code:
        return when.code if "T" in when.code else when.code + mark
    first, last = edges(when)
    return first + mark if first == last else f"{first}{mark}/{last}{mark}"


def format_days(start: str | None, end: str | None) -> str:
    """The EDTF string of two ISO days as records keep them: "2024-06-21", "2024-05", "2023"; "" for unknown."""
    if start is None:
        return ""
    first = date.fromisoformat(start)
    return format_edtf(Interval(first, date.fromisoformat(end) if end else first, "other"))


def edges(when: Interval) -> tuple[str, str]:
    """Both ends at the coarsest precision that says the same: whole years, whole months, else days."""
    first, last = when.start, when.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}", f"{last.year:04d}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    return first.isoformat(), last.isoformat()


def parse_edtf(text: str) -> tuple[date, date] | None:
    """First and last day of an EDTF string as `format_edtf` writes it, clock times included; None for any other."""
    first, slash, last = text.partition("/")
    ends = [parse_edge(x.removesuffix("~")) for x in ((first, last) if slash else (first,))]
    begin, finish = ends[0], ends[-1]
    return (begin.start, finish.end) if begin and finish and begin.start <= finish.end else None


def parse_edge(text: str) -> Interval | None:
    """One end: a day, a month, a part of a year by its code, a year, a decade, or a clock time of a day."""
    found = EDGE.fullmatch(text)
    if not found:
        return None
    year, part, day = int(found["year"].replace("X", "0")), int(found["part"] or 0), int(found["day"] or 0)
    if "X" in found["year"]:
        return None if part else make_decade(year)
    if day:
        return make_day(year, part, day)
    season = next((name for name, month in SEASON_START.items() if SEASON_CODE[month] == part), None)
    if season:
        return make_season(year, season)
    if 33 <= part <= 36:
        return make_quarter(year, part - 32)
    if 40 <= part <= 41:
        return make_half(year, part - 39)
    return make_month(year, part) if part else make_year(year)
