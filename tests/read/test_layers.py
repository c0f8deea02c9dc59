"""The best path is the one that going from word to word finds."""

from __future__ import annotations

import numpy as np
import pytest

from svod.read.layers import Floats, best_path


def word_by_word(emissions: Floats, transitions: Floats) -> list[int]:
    score, back = emissions[0], []
    for emission in emissions[1:]:
        sums = score[:, None] + transitions + emission
        back.append(sums.argmax(0))
        score = sums.max(0)
    path = [int(score.argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


@pytest.mark.parametrize("words", [*range(1, 20), 31, 32, 33, 64, 65, 100, 359])
def test_best_path(words: int) -> None:
    made = np.random.default_rng(words)
    for _ in range(5):
        emissions = made.normal(size=(words, 8), scale=4).astype(np.float32)
        transitions = made.normal(size=(8, 8), scale=4).astype(np.float32)
        assert best_path(emissions, transitions) == word_by_word(emissions, transitions)
