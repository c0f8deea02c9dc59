"""Small learned models: named features in, a probability and its reasons out.

A model is one JSON file of a language pack (`lang/ru/learned/NAME.json`): a bias and one weight per named feature, in
log-odds, so that every decision unfolds into what spoke for it and against. Trained by `eval/learn.py` (logistic
regression); nothing is trained here, and a pack without the file goes without the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from svod.errors import PackError
from svod.packs import Pack
from svod.records import Reason


@dataclass(frozen=True, eq=False)
class Model:
    """One logistic model: log-odds = bias + Σ weight × value; features it does not know weigh nothing."""

    name: str
    bias: float
    weights: Mapping[str, float]

    def odds(self, *features: Mapping[str, float]) -> float:
        """The log-odds of yes, the same in any order of features: `fsum` rounds once, when all are added."""
        return self.bias + math.fsum([added for group in features for added in self.weigh(group)])

    def weigh(self, features: Mapping[str, float]) -> list[float]:
        """What each feature that it knows adds to the log-odds."""
        weights = self.weights
        return [weights[f] * v for f, v in features.items() if f in weights]

    def probability(self, *features: Mapping[str, float]) -> float:
        """The probability of yes, 0..1; features may come in several groups, each feature in one of them."""
        return probability(self.odds(*features))

    def reasons(self, features: Mapping[str, float], most: int = 5) -> tuple[Reason, ...]:
        """What weighed most in a decision, heaviest first: feature names with what each added to the log-odds."""
        added = [(f, self.weights[f] * v) for f, v in features.items() if v and f in self.weights]
        ranked = sorted(added, key=lambda x: (-abs(x[1]), x[0]))[:most]
        return tuple(Reason(name, round(weight, 2)) for name, weight in ranked)


def probability(odds: float) -> float:
    """The probability of yes, 0..1, of log-odds; beyond 30 nothing is surer."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@lru_cache(maxsize=32)
def load_model(pack: Pack, name: str) -> Model | None:
    """The pack's model of that name, or None where the pack has none. Raises PackError when the file is wrong."""
    table: Any = pack.tables.get("learned", {}).get(name)
    if table is None:
        return None
    try:
        weights = {str(f): float(w) for f, w in table["weights"].items()}
        return Model(name, float(table["bias"]), weights)
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise PackError(f"lang/{pack.lang}/learned/{name}.json: {err!r}", "train it again: eval/learn.py") from err
