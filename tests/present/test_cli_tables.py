"""Who to whom, as tables show it."""

from __future__ import annotations

import pytest

from svod.present.cli_tables import sides


@pytest.mark.parametrize(
    ("actors", "recipients", "lent", "shown"),
    [
        ("Градов", "Венгеров", None, "Градов → Венгеров"),
        ("МИД Ардалии", "Нимория", "Нимория", "МИД Ардалии → [Нимория]"),
        ("Градов", None, None, "Градов"),
        (None, "Венгеров", None, "? → Венгеров"),
        (None, None, None, "?"),
    ],
)
def test_who_to_whom(actors: str | None, recipients: str | None, lent: str | None, shown: str) -> None:
    assert sides({"actors": actors, "recipients": recipients, "lent": lent}) == shown
