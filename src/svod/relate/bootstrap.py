"""Numbers with weights in, their mean and how far it may be trusted out.

The interval is the percentile bootstrap over events (Efron 1979; Efron and Tibshirani, An Introduction to the
Bootstrap, 1993, ch. 13): as many events are drawn with replacement as there are, their weighted mean is taken, and so
many times over; the middle 95 % of those means is the interval. It says how much the mean hangs on single events; it
knows nothing of events that no article reports, nor of what was read wrongly. Of few events it is too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from random import Random
from statistics import quantiles

DRAWS = 1000
FEWEST = 3  # events: fewer have no interval
PLACES = 3  # digits after the point


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """The mean of values that weigh differently; None of nothing."""
    if not values:
        return None
    return round(fsum(v * w for v, w in zip(values, weights, strict=True)) / fsum(weights), PLACES)


def find_interval(
    values: Sequence[float], weights: Sequence[float], seed: str, draws: int = DRAWS
) -> tuple[float, float] | None:
    """The middle 95 % of the means of `draws` samples; None under three values, or where all are one value.

    Equal values would give an interval of no width, which claims a certainty that nobody has.
    """
    if len(values) < FEWEST or len(set(values)) == 1:
        return None
    means = draw_means(values, weights, seed, draws)
    cuts = quantiles(means, n=40, method="inclusive")
    return round(cuts[0], PLACES), round(cuts[-1], PLACES)


def draw_means(values: Sequence[float], weights: Sequence[float], seed: str, draws: int) -> list[float]:
    """The weighted mean of each sample.

    The numbers are those of Python's own generator (MT19937, seeded by a text alike on every machine), drawn by numpy
    in one go: a loop takes twenty times as long.
    """
    import numpy as np

    random, size = np.random.RandomState(), len(values)  # its stream is frozen for ever
    _, state, _ = Random(seed).getstate()  # noqa: S311  no secret
    random.set_state(("MT19937", np.array(state[:-1], np.uint32), int(state[-1]), 0, 0.0))
    picked = (random.random_sample((draws, size)) * size).astype(np.int64)
    weighed = np.array(weights)
    sums = (np.array(values) * weighed)[picked].sum(axis=1)
    return [float(mean) for mean in sums / weighed[picked].sum(axis=1)]
