"""Days that exclude one another."""

from __future__ import annotations

import pytest

from svod.relate.frames import Frame, clash


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ((100, 100), (101, 101), False),  # «в ночь на вторник»
        ((100, 100), (102, 102), True),
        ((100, 130), (110, 110), False),  # a month holds the day
        ((100, 130), (133, 163), False),
        ((100, 130), (161, 190), True),
        ((0, 364), (3285, 3285), True),  # years apart
    ],
)
def test_clash(a: tuple[int, int], b: tuple[int, int], apart: bool) -> None:
    assert clash(Frame(*a), Frame(*b)) == clash(Frame(*b), Frame(*a)) == apart
