"""Who has numbers in common, and how many, beside a count of every two."""

from __future__ import annotations

from itertools import combinations
from struct import pack

from hypothesis import given
from hypothesis import strategies as st

from svod.relate.blocks import count_near, group_equal

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
