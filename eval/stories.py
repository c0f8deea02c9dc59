"""How often `svod.relate.stories` agrees with people on whether two reports tell one story, cross-validated.

usage: python eval/stories.py [../shared/suites/story-pairs] [--errors]. Prints accuracy of leave-one-out and of ten
folds that share no article, the accuracy of the weights in the code on all pairs, and the weights fitted on all pairs.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from svod.records import Article
from svod.relate.stories import WEIGHTS, compare_stories, make_story

FOLDS, RIDGE, ROUNDS = 10, 0.1, 60
NAMES = tuple(WEIGHTS.weights)
Pair = tuple[Article, Article, bool]


def load_pairs(folder: Path) -> list[Pair]:
    """The pairs of all files, by name of the file."""
    csv.field_size_limit(10**9)
    return [read_pair(row) for path in sorted(folder.glob("ru_*.tsv")) for row in read_rows(path)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def read_pair(row: dict[str, str]) -> Pair:
    """The two reports of a row, and whether people called them one story."""
    ends = [
        Article(row[f"INPUT:{n}_url"], "", None, None, None, "ru", row[f"INPUT:{n}_title"], row[f"INPUT:{n}_text"], "")
        for n in ("first", "second")
    ]
    return ends[0], ends[1], row["GOLDEN:quality"] == "OK"


def fit(features: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Weights and, last, the bias of a logistic regression by Newton's method."""
    columns = np.c_[features, np.ones(len(features))]
    weights, ridge = np.zeros(columns.shape[1]), np.r_[[RIDGE] * features.shape[1], 1e-6]
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (p - gold) + ridge * weights
        weights = weights - np.linalg.solve((columns.T * (p * (1 - p))) @ columns + np.diag(ridge), slope)
    return np.asarray(weights)


def validate(features: np.ndarray, gold: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """For each pair the log-odds by weights that were fitted without its fold."""
    odds = np.zeros(len(gold))
    for fold in np.unique(folds):
        inside = folds == fold
        odds[inside] = np.c_[features[inside], np.ones(inside.sum())] @ fit(features[~inside], gold[~inside])
    return odds


def group(pairs: list[Pair]) -> np.ndarray:
    """Folds such that no article is in two."""
    home: dict[str, str] = {}

    def find(url: str) -> str:
        while home.setdefault(url, url) != url:
            url = home[url]
        return url

    for a, b, _ in pairs:
        home[find(a.id)] = find(b.id)
    roots = sorted({find(a.id) for a, _, _ in pairs})
    return np.array([roots.index(find(a.id)) % FOLDS for a, _, _ in pairs])


def main() -> None:
    """Print the figures."""
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(given[0] if given else "../shared/suites/story-pairs")
    if not folder.is_dir():
        print(f"{folder} is not there: nothing measured")
        return
    pairs = load_pairs(folder)
    rows = [compare_stories(make_story(a), make_story(b)) for a, b, _ in pairs]
    features = np.array([[row[name] for name in NAMES] for row in rows])
    gold = np.array([same for _, _, same in pairs], dtype=float)
    alone = validate(features, gold, np.arange(len(gold)))
    apart = validate(features, gold, group(pairs))
    own = np.array([WEIGHTS.odds(row) for row in rows])
    for name, odds in (("leave one out", alone), ("folds without shared articles", apart), ("weights in code", own)):
        print(f"{name}: {((odds > 0) == gold).mean():.3f} of {len(gold)}")
    print({name: round(float(w), 2) for name, w in zip((*NAMES, "bias"), fit(features, gold), strict=True)})
    if "--errors" in sys.argv:
        for place in np.argsort(-abs(alone)):
            if (alone[place] > 0) != gold[place]:
                a, b, same = pairs[place]
                print(f"{'same' if same else 'different'} {alone[place]:+.1f} {a.title} | {b.title}")


if __name__ == "__main__":
    main()
