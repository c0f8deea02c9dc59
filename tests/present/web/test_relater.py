"""Relating in the background: once nobody has asked for a while, and at once where somebody waits for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from svod.present.web.desk import Desk
from svod.present.web.warm import warm
from svod.store import open_store
from svod.store.settings import last_decision, load_related


def test_many_decisions_one_after_the_other_are_one_run(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    monkeypatch.setattr("svod.flow.relate_all", lambda *_: begun.append(time.monotonic()))
    asked = time.monotonic()
    for _ in range(3):
        desk.relater.ask(0.3)
        time.sleep(0.05)
    assert desk.relater.pending
    while desk.relater.pending:
        time.sleep(0.02)
    assert len(begun) == 1
    assert begun[0] - asked >= 0.3


def test_who_ends_does_not_wait_for_quiet(desk: Desk, path: Path) -> None:
    begun = time.monotonic()
    desk.relater.ask(60)
    desk.relater.finish()
    assert time.monotonic() - begun < 30
    db = open_store(path)
    assert load_related(db) == last_decision(db) == 1
    db.close()


def test_what_pages_need_is_kept_beforehand(desk: Desk) -> None:
    warm(desk)
    assert {"choices"} <= {name for key in desk.kept for name in key if isinstance(name, str)}
    desk.path = desk.path.with_name("gone.db")
    warm(desk)  # pages tell what is wrong
