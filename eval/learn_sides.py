"""Trains the side models: which states stand on which side of an event (`svod.extract.sides_learned`).

usage: python eval/learn_sides.py [--no-check]

In: the annotated events of `sides_cases`. Each that is found gives a row for each side and each code that may stand on
it, with the product's own features. Out: six files `lang/ru/learned/sides_*.json`, and the share of found events with
both sides right, by the rules and by the models with one story left out (of the first looks that the second is trained
on, too), in ../shared/gold and elsewhere. `--no-check` trains without leaving any out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from learn import Fit, Row, data_hash, save
from sides_cases import GOLD, Article, Case, gather

SELDOM = 4  # features seen less often are left out
RIDGE = (8.0, 20.0)  # of the first look and the second
FOLDS = 4
ELSEWHERE = "unseen"  # how stories outside of gold begin
ROLES = ("actor", "recipient", "both")
Array = Any
Key = tuple[Any, ...]  # article, telling, side, code
Choice = Callable[[Case, str], frozenset[str]]  # the codes chosen for a case's side

# ------------------------------------------------------------------------------------------------ fitting


@dataclass(frozen=True)
class Table:
    """The rows of one side as a matrix; the last column is the bias. Only `known` rows are annotated."""

    names: tuple[str, ...]
    keys: tuple[Key, ...]
    rows: tuple[Row, ...]
    x: Array
    y: Array
    known: Array
    stories: Array


def tabulate(rows: Sequence[tuple[Key, Row]], known: Sequence[bool]) -> Table:
    """A matrix of rows, with the features that annotated ones have often enough, sorted."""
    count: dict[str, int] = {}
    for (_, row), told in zip(rows, known):
        for f, v in row.features.items() if told else ():
            count[f] = count.get(f, 0) + bool(v)
    names = tuple(sorted(f for f, n in count.items() if n >= SELDOM))
    column = {f: k for k, f in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1), dtype=np.float32)
    x[:, -1] = 1
    for k, (_, row) in enumerate(rows):
        for f, v in row.features.items():
            if f in column:
                x[k, column[f]] = v
    y = np.array([row.yes for _, row in rows], dtype=float)
    stories = np.array([row.story for _, row in rows])
    return Table(names, tuple(k for k, _ in rows), tuple(r for _, r in rows), x, y, np.array(known), stories)


def widen(table: Table, extra: dict[Key, dict[str, float]]) -> Table:
    """A table with more features for each row."""
    names = sorted({name for key in table.keys for name in extra[key]})
    more = np.array([[extra[key].get(name, 0.0) for name in names] for key in table.keys], dtype=np.float32)
    rows = tuple(replace(r, features={**r.features, **extra[k]}) for k, r in zip(table.keys, table.rows))
    x = np.hstack([table.x[:, :-1], more, table.x[:, -1:]])
    return replace(table, names=(*table.names, *names), rows=rows, x=x)


def newton(x: Array, y: Array, ridge: float, start: Array | None = None) -> Array:
    """The weights of the ridge-penalised logistic regression, its bias free; `start` is where to begin."""
    w = np.zeros(x.shape[1]) if start is None else start
    penalty = np.full(len(w), ridge)
    penalty[-1] = 1e-6
    for _ in range(30):
        p = sigmoid(x @ w.astype(np.float32)).astype(float)
        curve = (p * (1 - p) + 1e-9).astype(np.float32)
        hessian = ((x * curve[:, None]).T @ x).astype(float)
        hessian[np.diag_indices_from(hessian)] += penalty
        step = np.linalg.solve(hessian, x.T @ (p - y).astype(np.float32) + penalty * w)
        w = w - step
        if float(np.abs(step).max()) < 1e-2:
            break
    return w


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), safe."""
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def looks(
    tables: dict[str, Table], train: set[str], ask: set[str], ridge: float, known: dict[str, Array]
) -> dict[Key, float]:
    """The probability of every row of the stories `ask`, by models of the annotated rows of the stories `train`.

    `known` keeps weights by nearly the same rows to start from, which is quick.
    """
    found = {}
    for role, table in sorted(tables.items()):
        asked = np.isin(table.stories, sorted(ask))
        w = weigh(table, train, ridge, known.get(role))
        known.setdefault(role, w)
        p = sigmoid(table.x[asked] @ w)
        found.update({table.keys[k]: float(q) for k, q in zip(np.flatnonzero(asked), p)})
    return found


def weigh(table: Table, train: set[str], ridge: float, start: Array | None = None) -> Array:
    """The weights by the annotated rows of some stories."""
    inside = table.known & np.isin(table.stories, sorted(train))
    return newton(table.x[inside], table.y[inside], ridge, start)


def unseen_looks(tables: dict[str, Table], stories: Sequence[str], known: dict[str, Array]) -> dict[Key, float]:
    """The first look at every row of some stories by models that have not seen its story, in a few folds."""
    found: dict[Key, float] = {}
    for k in range(FOLDS):
        held = set(stories[k::FOLDS])
        found.update(looks(tables, set(stories) - held, held, RIDGE[0], known))
    return found


class Trainer:
    """All rows, so that each look can be taken by models of any stories."""

    def __init__(self, articles: Sequence[Article], cases: Sequence[Case]) -> None:
        self.articles, self.cases = articles, cases
        gold = {(c.article, c.telling, role): codes for c in cases for role, codes in c.gold.items()}
        self.gold = gold
        self.rows = {
            (a, *key): Row(found, key[2] in gold.get((a, *key[:2]), ()), article.story)
            for a, article in enumerate(articles)
            for key, found in article.features.items()
        }
        self.stories = sorted({a.story for a in articles})
        self.first = {role: self.table(role) for role in ROLES}

    def table(self, role: str) -> Table:
        """The table of one side's first look."""
        rows = [(key, row) for key, row in self.rows.items() if key[2] == role]
        return tabulate(rows, [key[:3] in self.gold for key, _ in rows])

    def second(self, first: dict[Key, float]) -> dict[str, Table]:
        """The tables of the second look, given first looks at every row."""
        from svod.extract.sides_learned import second_looks

        extra: dict[Key, dict[str, float]] = {}
        for a, article in enumerate(self.articles):
            known = {key: first[a, *key] for key in article.features}
            extra.update(zip(((a, *key) for key in known), second_looks(article.stage, known)))
        return {role: widen(table, extra) for role, table in self.first.items()}

    def held_out(self) -> tuple[dict[Key, float], dict[Key, float]]:
        """Both looks at every row by models that have not seen its story, the first looks trained on included."""
        one, two = dict[Key, float](), dict[Key, float]()
        known: tuple[dict[str, Array], dict[str, Array]] = ({}, {})
        for story in self.stories:
            rest = [s for s in self.stories if s != story]
            mine = looks(self.first, set(rest), {story}, RIDGE[0], known[0])
            one.update(mine)
            second = self.second({**unseen_looks(self.first, rest, known[0]), **mine})
            two.update(looks(second, set(rest), {story}, RIDGE[1], known[1]))
        return one, two

    def right(self, chosen: Choice, elsewhere: bool = False) -> float:
        """The share of found events with both sides right, given the codes chosen for a case's side."""
        asked = [case for case in self.cases if case.story.startswith(ELSEWHERE) is elsewhere]
        hits = [case.right({role: chosen(case, role) for role in case.rules}) for case in asked]
        return sum(hits) / len(hits)

    def by_models(self, p: dict[Key, float]) -> Choice:
        """The codes that the product puts on a side, given a look."""
        from svod.extract.sides_learned import likely_codes

        looks: dict[int, dict[Any, float]] = {}
        for (a, *key), q in p.items():
            looks.setdefault(a, {})[tuple(key)] = q
        return lambda case, role: frozenset(
            likely_codes(self.articles[case.article].stage, case.telling, looks[case.article])[role]
        )


def main() -> int:
    """Gather, check by leaving stories out, train on all, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-check", action="store_true")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print("learn_sides: ../shared/gold is not here, so nothing was trained")
        return 1
    articles, cases = gather()
    trainer = Trainer(articles, cases)
    figures: dict[str, float] = {}
    print(f"{len(cases)} found events, {len(trainer.rows)} rows; both sides right, one story left out:")
    show(trainer, "rules", lambda case, role: case.rules[role], figures)
    if not options.no_check:
        for name, p in zip(("first look", "second look"), trainer.held_out()):
            show(trainer, name, trainer.by_models(p), figures)
    write(trainer, {name: round(share, 3) for name, share in figures.items()})
    return 0


def show(trainer: Trainer, name: str, chosen: Choice, figures: dict[str, float]) -> None:
    """Note and print the share of events with both sides right, of the gold stories and elsewhere."""
    figures[name], figures[f"{name}, elsewhere"] = trainer.right(chosen), trainer.right(chosen, elsewhere=True)
    print(f"{name}: {figures[name]:.3f}, elsewhere {figures[f'{name}, elsewhere']:.3f}")


def write(trainer: Trainer, figures: dict[str, float]) -> None:
    """Train on all stories and write the six files."""
    stories = trainer.stories
    second = trainer.second(unseen_looks(trainer.first, stories, {}))
    for suffix, tables, ridge in (("", trainer.first, RIDGE[0]), ("_again", second, RIDGE[1])):
        for role, table in tables.items():
            w = weigh(table, set(stories), ridge)
            weights = {f: round(float(v), 3) for f, v in zip(table.names, w) if abs(v) >= 0.01}
            told = [row for row, known in zip(table.rows, table.known) if known]
            about = {"made_by": "eval/learn_sides.py", "data": data_hash(told), "rows": len(told), "right": figures}
            print(save(f"sides_{role}{suffix}", Fit(round(float(w[-1]), 3), weights), about))


if __name__ == "__main__":
    sys.exit(main())
