"""Trains the small models of a language pack: logistic regression over named features, with numpy alone.

In: rows of features with a yes or no and the story each comes from. Out: `lang/ru/learned/NAME.json` with the weights,
the hash of the data they were trained on and the figures of leaving one story out. Which features there are, the
extractor that uses a model says; `eval/learn_NAME.py` gathers its rows from ../shared/gold and calls this.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
LEARNED = HERE.parent / "src" / "svod" / "lang"
Features = Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """One decision: its features, the right answer, and the story (what is left out together) it comes from."""

    features: Features
    yes: bool
    story: str


@dataclass(frozen=True)
class Fit:
    """Weights by feature, and the bias."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: Features) -> float:
        odds = self.bias + sum(self.weights[f] * v for f, v in sorted(features.items()) if f in self.weights)
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def fit(rows: Sequence[Row], *, ridge: float = 3.0, seldom: int = 4, steps: int = 40) -> Fit:
    """Newton's method on the ridge-penalised log-likelihood (the bias is free); features seen less than `seldom` times
    are left out. Deterministic: features are sorted, and the arithmetic is the same for any order of rows but the last
    digits, which rounding removes."""
    count = Counter(f for row in rows for f, v in row.features.items() if v)
    names = sorted(f for f, n in count.items() if n >= seldom)
    column = {f: k for k, f in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for k, row in enumerate(rows):
        for f, v in row.features.items():
            if f in column:
                x[k, column[f]] = v
    y = np.array([row.yes for row in rows], dtype=float)
    penalty = np.full(len(names) + 1, ridge)
    penalty[-1] = 1e-6
    w = np.zeros(len(names) + 1)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Fit(round(float(w[-1]), 4), {f: round(float(v), 4) for f, v in zip(names, w[:-1]) if abs(v) >= 5e-5})


def leave_one_out(rows: Sequence[Row], train: Callable[[Sequence[Row]], Fit] = fit) -> list[float]:
    """The probability of each row by a model that has not seen its story."""
    found = [0.0] * len(rows)
    for story in sorted({row.story for row in rows}):
        model = train([row for row in rows if row.story != story])
        for k, row in enumerate(rows):
            if row.story == story:
                found[k] = model.probability(row.features)
    return found


def data_hash(rows: Sequence[Row]) -> str:
    """A hash of the rows a model was trained on, whatever their order."""
    lines = sorted(json.dumps([row.story, row.yes, sorted(row.features.items())], ensure_ascii=False) for row in rows)
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=12).hexdigest()


def save(name: str, model: Fit, about: Mapping[str, Any], *, lang: str = "ru") -> Path:
    """Write a model beside its pack; `about` says the script, the data, its hash and the cross-validated figures."""
    path = LEARNED / lang / "learned" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    table = {**about, "bias": model.bias, "weights": dict(sorted(model.weights.items()))}
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
