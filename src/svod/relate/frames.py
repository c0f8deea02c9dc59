"""The days that two mentions themselves give in, whether they exclude one another out.

It serves to keep mentions apart that were never compared: clusters grow from pair to pair, and no pair sees the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

EXACT = 2  # days more than one that still say the day
SLIP = 1  # days by which tellings of one day are off: «в ночь на вторник», time zones
LOOSE = 3  # the same for months and years


@dataclass(frozen=True, slots=True)
class Frame:
    """The days that a mention gives, as numbers."""

    start: int
    end: int


def clash(a: Frame, b: Frame) -> bool:
    """True when two frames cannot be one happening's: days apart, months apart."""
    gap = max(a.start - b.end, b.start - a.end)
    exact = max(a.end - a.start, b.end - b.start) <= EXACT
    return gap > (SLIP if exact else LOOSE)
