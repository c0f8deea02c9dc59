"""What a matched rule means: a match and what it is counted from in, an interval out.

`MAKERS` is the list of makers that rules of a pack may name. A maker gives no interval where the words name no day that
exists or can be known; the expression is then kept unplaced. Makers know no words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from svod.extract.times_days import (
    make_ago,
    make_ago_hours,
    make_day_of_month,
    make_earlier,
    make_eve,
    make_from_inner,
    make_in,
    make_next_day,
    make_offset,
    make_relative,
    make_same_day,
    make_stretch_ahead,
    make_stretch_back,
    make_tens,
    make_the_day,
    make_the_days,
    make_the_weekend,
    make_this_day_of_year,
    make_unit_same,
    make_weekday,
    make_weekday_of_week,
    make_within,
)
from svod.extract.times_found import Clock, Found, Made
from svod.extract.times_hours import (
    make_clock,
    make_daypart_which,
    make_duration,
    make_fixed,
    make_hour,
    make_inner,
    make_none,
    make_set,
    make_the_span,
)
from svod.extract.times_match import Match
from svod.extract.times_years import (
    make_first_months,
    make_half_month,
    make_last_years,
    make_month_which,
    make_the_century,
    make_the_decade,
    make_the_half,
    make_the_month,
    make_the_months,
    make_the_part,
    make_the_quarter,
    make_the_season,
    make_the_year,
    make_the_years,
)


def make(match: Match, clock: Clock) -> Made:
    """Place a match, those inside it first."""
    inner = {name: make(value, clock) for name, value in match.values.items() if isinstance(value, Match)}
    return MAKERS[match.rule.make](Found(match, clock, inner))


MAKERS: Mapping[str, Callable[[Found], Made]] = {
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
    "from_inner": make_from_inner,
    "within": make_within,
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
