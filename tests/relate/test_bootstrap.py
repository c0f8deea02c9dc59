"""The interval: the same for the same seed, around the mean, and none where it would claim too much."""

from __future__ import annotations

from math import fsum
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.relate.bootstrap import draw_means, find_interval, weighted_mean

scores = st.floats(-10, 10, allow_nan=False).map(lambda x: round(x, 1))


def test_weights_count() -> None:
    assert weighted_mean([-6.0, 3.0], [1.0, 2.0]) == 0.0
    assert weighted_mean([], []) is None


def test_no_interval_of_two_or_of_equals() -> None:
    assert find_interval([1.0, 2.0], [1.0, 1.0], "1") is None
    assert find_interval([-7.0] * 9, [1.0] * 9, "1") is None


def test_more_events_narrow_it() -> None:
    few = find_interval([-5.0, 0.0, 5.0], [1.0] * 3, "1")
    many = find_interval([-5.0, 0.0, 5.0] * 30, [1.0] * 90, "1")
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < (few[1] - few[0]) / 3


@given(st.lists(st.tuples(scores, st.sampled_from((1.0, 1.585, 2.0))), min_size=3, max_size=12), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_same_seed_same_interval_around_the_values(items: list[tuple[float, float]], seed: int) -> None:
    values, weights = [v for v, _ in items], [w for _, w in items]
    found = find_interval(values, weights, str(seed), 200)
    assert found == find_interval(values, weights, str(seed), 200)
    if found is not None:
        assert min(values) - 1e-6 <= found[0] <= found[1] <= max(values) + 1e-6


@given(st.lists(st.tuples(scores, st.sampled_from((1.0, 1.585, 2.0))), min_size=3, max_size=12), st.text(max_size=9))
@settings(max_examples=30, deadline=None)
def test_draws_are_those_of_python_itself(items: list[tuple[float, float]], seed: str) -> None:
    """Drawn in one go, and yet the numbers that a loop over `Random.choices` gives."""
    values, weights = [v for v, _ in items], [w for _, w in items]
    random, slow = Random(seed), []
    for _ in range(50):
        drawn = random.choices(range(len(values)), k=len(values))
        slow.append(fsum(values[i] * weights[i] for i in drawn) / fsum(weights[i] for i in drawn))
    assert draw_means(values, weights, seed, 50) == pytest.approx(slow, abs=1e-9)
