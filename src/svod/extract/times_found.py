"""What makers work with: a match with its parts already placed, and what it is counted from.

In: a match and a `Clock`. Out: `Made`, an interval or the reason for none. Also the one decision that many makers
share: in which year a date lies that names none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from svod.extract.calendar import Interval
from svod.extract.times_match import Match

FINE = ("day", "hour")
FAR, FAR_SEASON, NEAR, RECENT = 300, 180, 60, 31  # days
NO_SUCH_DAY = "no such day"
DURATIONS = {
    "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "quarter": "P{}M",
    "half": "P{}M", "year": "P{}Y", "decade": "P{}Y", "century": "P{}Y",
}  # fmt: skip
FACTORS = {"quarter": 3, "half": 6, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Clock:
    """What an expression is counted from."""

    published: date | None
    passage: Interval | None = None  # the last day that the text has spoken of
    period: Interval | None = None  # the last day, month or year that the text has spoken of
    sentence: Interval | None = None  # the last day or month that the sentence has named with its year
    direction: str = ""  # past | future | "": where the words point, as far as the sentence says
    firm: bool = True  # the direction is that of the verb the expression hangs on, not of one farther up
    dated: Mapping[tuple[int, int], Interval] = field(default_factory=dict)  # (month, day) that the text gives in full


@dataclass(frozen=True, slots=True)
class Made:
    """An interval and what it was counted from."""

    interval: Interval | None
    anchor: str = "published"
    kind: str = "date"
    approximate: bool = False
    code: str | None = None  # ISO 8601 of a duration (P3Y) or a repeated time (R/P1Y)
    why: str = ""  # why there is no interval, where the words name what does not exist


@dataclass(frozen=True, slots=True)
class Found:
    """A match, what it is counted from, and the matches inside it, placed."""

    match: Match
    clock: Clock
    inner: Mapping[str, Made]

    def has(self, name: str) -> bool:
        """Whether the match has kept a part under this name."""
        return name in self.match.values

    def number(self, name: str, default: float = 0) -> int:
        """A whole number that the match has kept, or that its rule sets."""
        value = self.match.values.get(name, self.match.rule.settings.get(name, default))
        return int(value) if isinstance(value, int | float | str) else int(default)

    def word(self, name: str, default: str = "") -> str:
        """A word's value that the match has kept, or that its rule sets."""
        value = self.match.values.get(name, self.match.rule.settings.get(name, default))
        return default if isinstance(value, Match) else str(value)

    def count(self) -> float:
        """How many units; one where none is said, and halves may be (полтора года)."""
        value = self.match.values.get("count", 1)
        return float(value) if isinstance(value, int | float | str) else 1.0

    def inside(self, name: str) -> Made:
        """A match inside the match, placed."""
        return self.inner.get(name, Made(None, "none"))

    def year(self) -> tuple[int | None, str]:
        """The year that the expression names itself, and its anchor; (None, "published") where it names none."""
        for name in ("yyyy", "year", "yy"):
            if self.has(name):
                return full_year(self.number(name), self.clock), "absolute"
        made = self.inside("Year")
        if made.interval:
            return made.interval.start.year, made.anchor
        return None, "published"


def full_year(value: int, clock: Clock) -> int:
    """19 is 2019 and 87 is 1987: two digits reach ten years past the article's own year."""
    if value >= 100:
        return value
    limit = clock.published.year + 10 if clock.published else 2030
    return 2000 + value if 2000 + value <= limit else 1900 + value


def in_year(found: Found, build: Callable[[int], Interval | None]) -> Made:
    """A date in the year it names, else in the one its sentence has named before it, else in the year that fits."""
    year, anchor = found.year()
    if year is not None:
        return Made(build(year), anchor)
    clock = found.clock
    if clock.sentence and clock.direction != "future":
        follows = build(clock.sentence.start.year)
        if follows and follows.start >= clock.sentence.start:
            return Made(follows, "narrative")
    return Made(any_year(build, clock), "published")


def any_year(build: Callable[[int], Interval | None], clock: Clock) -> Interval | None:
    """A date without its year, in the year that fits; 29 February looks farther than a year around."""
    if clock.published is None:
        return None
    for reach in (1, 8):
        years = range(clock.published.year - reach, clock.published.year + reach + 1)
        if options := [o for o in map(build, years) if o]:
            return nearest(options, clock)
    return None


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
    """A day or month ten months off, by its verb, when the same lies within two on the other side: a verb misread.

    A season counts as far from half a year on: «осенью» in July is hardly that of last year.
    """
    far = FAR_SEASON if chosen.grain == "season" else FAR
    return chosen.grain in (*FINE, "month", "season") and distance(chosen, day) > far and distance(near, day) <= NEAR


def distance(when: Interval, day: date) -> int:
    """Days from a day to an interval, 0 inside it."""
    return max((when.start - day).days, (day - when.end).days, 0)


def format_duration(m: Found) -> str | None:
    """The ISO 8601 duration of a match that has kept how many of which unit: "P3Y", "PT2H", "P18M"."""
    amount, unit = m.count(), m.word("unit", "year" if m.has("count") else "")
    if unit not in DURATIONS:
        return None
    if amount % 1:
        unit, amount = {"year": ("month", 12 * amount), "hour": ("minute", 60 * amount)}.get(unit, (unit, amount))
    return None if amount % 1 else DURATIONS[unit].format(int(amount) * FACTORS.get(unit, 1))
