"""The time suites of other projects as cases: a phrase, its day, and the days it should mean.

In: ../shared/suites/time (duckling, chrono; Russian). Out: `Case`s and whether an answer agrees with one. The phrases
are others' property and stay there; times_excluded.toml lists by number those that news does not read that way.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from svod.extract.calendar import make_unit

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "shared" / "suites" / "time"
SUITES = ("duckling_ru.json", "chrono_ru.json")
UNITS = ("week", "month", "quarter", "season", "year")  # one calendar unit, as the words name it
GRAINS = {"Month": "month", "Quarter": "quarter", "Week": "week", "Year": "year"}
TUPLE = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; `bound` is "end" or "start" where the suite gives only that side of an open stretch."""

    start: date
    end: date
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase; `want` is None where nothing may be found."""

    suite: str
    number: int
    text: str
    day: date | None
    want: Days | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program says of a phrase: days, and the unit that they are, where it says one."""

    start: date
    end: date
    grain: str = "day"


def load_suite(suite: str) -> list[Case]:
    """The cases of one file."""
    rows = json.loads((FOLDER / suite).read_text("utf-8"))
    read = read_duckling if suite.startswith("duckling") else read_chrono
    return [read(suite, n, row) for n, row in enumerate(rows)]


def load_excluded() -> Mapping[tuple[str, int], str]:
    """By suite and number, why a case is left out."""
    table = tomllib.loads((HERE / "times_excluded.toml").read_text("utf-8"))
    return {(row["suite"], n): row["reason"] for row in table["excluded"] for n in row["cases"]}


def agrees(answer: Answer | None, want: Days | None) -> bool:
    """The same days; or one week, month or year, as the words name it, that holds the day the suite reckons out."""
    if want is None or answer is None:
        return want is None and answer is None
    if want.bound:
        return answer.end == want.end if want.bound == "end" else answer.start == want.start
    if (answer.start, answer.end) == (want.start, want.end):
        return True
    return answer.grain in UNITS and answer.start <= want.start and want.end <= answer.end


# ------------------------------------------------------------------------------------------------ duckling


def read_duckling(suite: str, number: int, row: Mapping[str, Any]) -> Case:
    """A row whose value is a Haskell expression: (datetime (2013, 2, 12, 0, 0, 0) Day)."""
    day = date.fromisoformat(row["ref"][:10]) if "ref" in row else None
    value = row["expected_haskell"]
    return Case(suite, number, row["text"], day, parse_haskell(value) if value else None)


def parse_haskell(value: str) -> Days:
    """The days of a duckling value; the ends of its intervals are the first moment after."""
    moments = [tuple(int(x) for x in m.groups()) for m in TUPLE.finditer(value)]
    first = moment(moments[0])
    if "OpenInterval Before" in value:
        last = (first - timedelta(seconds=1)).date()
        return Days(last, last, "end")
    if "OpenInterval After" in value:
        return Days(first.date(), first.date(), "start")
    if len(moments) == 2:
        return Days(first.date(), (moment(moments[1]) - timedelta(seconds=1)).date())
    unit = next((unit for grain, unit in GRAINS.items() if f") {grain}" in value), "day")
    whole = make_unit(first.date(), unit)
    return Days(whole.start, whole.end) if whole else Days(first.date(), first.date())


def moment(parts: tuple[int, ...]) -> datetime:
    """A moment; 0 as month or day is the first."""
    year, month, day, hour, minute, second = parts
    return datetime(year, month or 1, day or 1, hour, minute, second)  # noqa: DTZ001  the suite's local time


# ------------------------------------------------------------------------------------------------ chrono


def read_chrono(suite: str, number: int, row: Mapping[str, Any]) -> Case:
    """A row whose values are arguments of JavaScript's Date: "2012, 8 - 1, 10, 12"."""
    day = parse_js(row["ref_js"]) if row["ref_js"] else None
    return Case(suite, number, row["text"], day, find_days(row))


def find_days(row: Mapping[str, Any]) -> Days | None:
    """The days a row wants: as dates, or as fields of a date."""
    if dates := [d for d in (parse_js(x) for x in row["expect_date_js"]) if d]:
        return Days(dates[0], dates[-1])
    fields = {name: value for side, name, value in row["expect_fields"] if side == "start"}
    if {"year", "month", "day"} <= set(fields):
        day = date(fields["year"], fields["month"], fields["day"])
        return Days(day, day)
    return None


def parse_js(arguments: str) -> date | None:
    """The day of JavaScript's Date arguments; months count from 0 there and may be written "8 - 1"."""
    if not re.fullmatch(r"[\d ,-]+", arguments):
        return None
    parts = list(subtractions(arguments))
    return date(parts[0], parts[1] + 1, parts[2])


def subtractions(arguments: str) -> Iterator[int]:
    """The numbers of an argument list, differences worked out."""
    for piece in arguments.split(","):
        first, *rest = (int(x) for x in piece.split("-"))
        yield first - sum(rest)
