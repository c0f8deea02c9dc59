"""Small learned models: the probability unfolds into its reasons, and a wrong file is said to be wrong."""

from __future__ import annotations

import math

import pytest

from svod.errors import PackError
from svod.learned import Model, load_model
from svod.packs import Pack, load_pack


def pack(table: object) -> Pack:
    return Pack("xx", "xx-1", (), {"learned": {"sides": table}})


def test_odds_are_the_sum_of_bias_and_weights() -> None:
    model = Model("sides", -1.0, {"subject": 2.0, "far": -0.5})
    assert model.odds({"subject": 1.0, "far": 2.0, "unheard": 9.0}) == 0.0
    assert model.probability({"subject": 1.0, "far": 2.0}) == 0.5
    assert model.probability({}) == pytest.approx(1 / (1 + math.e))


def test_reasons_are_the_heaviest_first_and_leave_out_what_weighs_nothing() -> None:
    model = Model("sides", 0.0, {"a": 0.1, "b": -3.0, "c": 1.0})
    assert [(r.name, r.weight) for r in model.reasons({"a": 1.0, "b": 1.0, "c": 0.0})] == [("b", -3.0), ("a", 0.1)]


def test_the_order_of_features_changes_nothing() -> None:
    model = Model("sides", 0.3, {f"f{n}": 0.1 * n for n in range(50)})
    features = {f"f{n}": 1 / (n + 1) for n in range(50)}
    assert model.odds(features) == model.odds(dict(reversed(features.items())))


def test_a_pack_without_the_model_goes_without() -> None:
    assert load_model(Pack("xx", "xx-1", (), {}), "sides") is None


@pytest.mark.parametrize("table", [{}, {"bias": "x", "weights": {}}, {"bias": 0.0, "weights": [1]}, {"bias": 0.0}])
def test_a_wrong_file_names_itself(table: object) -> None:
    with pytest.raises(PackError, match=r"learned/sides\.json"):
        load_model(pack(table), "sides")


def test_models_of_the_russian_pack_can_be_loaded() -> None:
    russian = load_pack("ru")
    for name in sorted(russian.tables.get("learned", {})):
        model = load_model(russian, name)
        assert model is not None
        assert model.weights
