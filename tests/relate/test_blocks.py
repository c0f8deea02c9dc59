"""Who has numbers in common, and how many, beside a count of every two."""

from __future__ import annotations

from itertools import combinations
from struct import pack

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from svod.relate.blocks import count_near, group_equal, pair_up

numbers = st.lists(st.lists(st.integers(0, 5), max_size=5), max_size=6)
dated = st.lists(st.tuples(st.sets(st.integers(0, 9), max_size=5), st.none() | st.integers(1, 12)), max_size=7)


def as_bytes(given: list[int]) -> bytes:
    return pack(f"<{len(given)}I", *given)


@given(numbers)
def test_the_owners_of_each_number(given: list[list[int]]) -> None:
    found = sorted(group_equal([as_bytes(g) for g in given]))
    owners = [tuple(n for n, g in enumerate(given) for x in g if x == number) for number in range(6)]
    assert found == sorted(o for o in owners if len(o) > 1)


@given(numbers)
def test_the_owners_of_each_number_at_its_place(given: list[list[int]]) -> None:
    found = sorted(group_equal([as_bytes(g) for g in given], by_place=True))
    places = [(place, number) for place in range(5) for number in range(6)]
    owners = [tuple(n for n, g in enumerate(given) if g[place : place + 1] == [number]) for place, number in places]
    assert found == sorted(o for o in owners if len(o) > 1)


@given(dated, st.integers(0, 4))
def test_how_many_numbers_two_of_near_days_share(given: list[tuple[set[int], int | None]], reach: int) -> None:
    found = list(count_near([as_bytes(sorted(g)) for g, _ in given], [day for _, day in given], reach))
    expected = []
    for (a, (ours, day)), (b, (theirs, other)) in combinations(enumerate(given), 2):
        near = day is None or other is None or abs(day - other) <= reach
        if near and ours & theirs:
            expected.append((a, b, len(ours & theirs)))
    assert found == expected


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 12)), max_size=40), st.integers(4, 9))
def test_two_owners_of_a_key_are_paired_in_a_crowd_only_neighbours(given: list[tuple[int, int]], crowd: int) -> None:
    keys, owners = (np.array(column, np.int64) for column in zip(*given, strict=True)) if given else ([], [])
    found = pair_up(np.array(keys, np.int64), np.array(owners, np.int64), crowd)
    expected = set()
    for key in {key for key, _ in given}:
        own = sorted({owner for k, owner in given if k == key})
        for a, b in combinations(range(len(own)), 2):
            if len(own) <= crowd or a == 0 or b - a <= crowd // 4:
                expected.add((own[a], own[b]))
    assert list(zip(*(side.tolist() for side in found), strict=True)) == sorted(expected)
