"""A desk over a database of its own, asked as a browser asks it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sample_records as sample
from svod.store import open_store

if TYPE_CHECKING:
    from desk_client import Client

    from svod.present.web.desk import Desk

if not all(map(find_spec, ("starlette", "uvicorn", "httpx2"))):  # the extra svod[serve] and the client of the tests
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of the hand-made records."""
    path = tmp_path / "свод ?#.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    """The desk over it; what it relates is finished before the file goes."""
    from desk_client import TOKEN

    from svod.present.web.desk import Desk

    desk = Desk(path, TOKEN)
    yield desk
    desk.relater.finish()


@pytest.fixture
def client(desk: Desk) -> Iterator[Client]:
    """A browser at the desk."""
    from desk_client import Client

    from svod.present.web.app import make_app

    with Client(make_app(desk)) as client:
        yield client


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """The desk behind a real server."""
    from desk_server import serving

    with serving(desk) as address:
        yield address
