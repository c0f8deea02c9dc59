"""Two claims that are numbers or days in, a level out: the verdict and the rule that gave it.

Numbers are ranges: «более 50» holds 52, and an open end reaches as far as need be. Whether two claims speak of one
thing at all is asked in `compare_firm.py`.
"""

from __future__ import annotations

from svod.relate.compare_firm import same_day, told_at_once
from svod.relate.compare_words import compare_words
from svod.relate.frames import EXACT
from svod.relate.levels import SEIZED
from svod.relate.tellings import Claim, Level

LARGE, ROUNDING = 1000, 1.05  # numbers that people round, and how far
SCOPE = 2  # one number this many times the other: they count two things, or a part and the whole
TOLLS = frozenset(("killed", "wounded"))  # they grow from hour to hour, and are of a house, a town, a day
WHOEVER = frozenset(("recipients", "people"))
NEAR = 1  # days: late evening and the next morning, two zones, the deed and its announcement
BIRTHDAY = 1  # years that may lie between two ages of one person


def compare_ranges(a: Claim, b: Claim, about: str) -> Level:
    """Numbers, durations and days as ranges: «более 50» holds 52; an open end reaches as far as need be."""
    if (a.low, a.high) == (b.low, b.high):
        return "agree", f"{about}.same"
    low = max((x for x in (a.low, b.low) if x is not None), default=None)
    high = min((x for x in (a.high, b.high) if x is not None), default=None)
    if low is not None and high is not None and low > high:
        return "contradict", f"{about}.apart"
    return "differ", f"{about}.within"


def compare_days(a: Claim, b: Claim, kind: str) -> Level:
    """Days and stretches of days; only days contradict one another, months and years are too vague for it."""
    level = compare_ranges(a, b, "time")
    if level[0] != "contradict":
        return level
    if max((c.high or 0) - (c.low or 0) for c in (a, b)) > EXACT:
        return "differ", "time.vague"
    first, second = sorted((a, b), key=lambda c: c.low or 0)
    return ("differ", "time.near") if (second.low or 0) - (first.high or 0) <= NEAR else level


def compare_ages(a: Claim, b: Claim) -> Level:
    """Ages of one person: a year apart they may lie on two sides of a birthday, but hardly in reports of two days."""
    level = compare_ranges(a, b, "age")
    first, second = sorted((a, b), key=lambda c: c.low or 0)
    near = (second.low or 0) - (first.high or 0) <= BIRTHDAY and not told_at_once(a, b)
    return ("differ", "age.near") if level[0] == "contradict" and near else level


def compare_numbers(a: Claim, b: Claim, kind: str) -> Level:
    """Counts and durations: ranges where there are numbers, else the words."""
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return compare_words(a, b, kind)
    level = compare_ranges(a, b, "count")
    if level[0] == "contradict" and is_toll(a, kind) and is_toll(b, kind):
        return "differ", "count.toll"
    if level[0] == "contradict" and rounded(a, b):
        return "differ", "count.rounded"
    return ("differ", "count.scope") if level[0] == "contradict" and not whole(a, b) and other_scope(a, b) else level


def is_toll(claim: Claim, kind: str) -> bool:
    """True for how many were killed or hurt."""
    if claim.about[1] in TOLLS:
        return True
    return kind == claim.type == "ASSAULT" and claim.about[1] in WHOEVER and claim.mode not in SEIZED


def whole(a: Claim, b: Claim) -> bool:
    """True for how long a thing of one day took: there is no other thing to count, as there is of those arrested."""
    return same_day(a, b) and a.about == b.about and a.about[0] == "duration"


def other_scope(a: Claim, b: Claim) -> bool:
    """True when two numbers are so far apart that they must count two things: «50 граждан» and «двоих граждан»."""
    ends = sorted(x for x in (a.low, a.high, b.low, b.high) if x is not None)
    return ends[-1] > ends[0] * SCOPE


def rounded(a: Claim, b: Claim) -> bool:
    """True when two large numbers lie so close that one may be the other rounded: «$2,6 млрд» and «$2,56 млрд»."""
    ends = sorted(x for x in (a.low, a.high, b.low, b.high) if x is not None)
    return ends[0] >= LARGE and ends[-1] <= ends[0] * ROUNDING
