"""The packaged sample, which tells some things in two ways that exclude each other: each of them must be found."""

from __future__ import annotations

import contextlib
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from svod.flow import AddOptions, add
from svod.packs import read_actors_file
from svod.records import Accounts
from svod.store import load_accounts, open_store

Slot = tuple[str, str, frozenset[str]]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    """The accounts of the sample."""
    db = Path(tmp_path_factory.mktemp("sample")) / "svod.db"
    with contextlib.closing(open_store(db)) as store, as_file(files("svod") / "sample") as sample:
        add([sample], store, AddOptions(actors=(read_actors_file(sample / "actors.toml"),)))
        return load_accounts(store)


@pytest.fixture(scope="module")
def contradictions(accounts: Accounts) -> set[Slot]:
    """Type of event, slot and values of everything told in two ways that exclude each other."""
    types = {e.id: e.type for e in accounts.events}
    clashes = [c for c in accounts.comparisons if c.verdict == "contradict"]
    return {(types[c.event], c.slot, frozenset(t.value for t in c.tellings if t.value)) for c in clashes}


@pytest.mark.parametrize(
    ("kind", "slot", "values"),
    [
        ("CONSULT", "duration", {"более двух часов", "полтора часа"}),
        ("CONSULT", "duration", {"около 20 минут", "почти час"}),
        ("COERCE or ASSAULT", "count", {"двух журналистов", "трое сотрудников"}),  # «задержала» and «захвачены»
        ("AID", "happened", {"actual", "negated"}),
    ],
)
def test_sample_contradicts_itself(contradictions: set[Slot], kind: str, slot: str, values: set[str]) -> None:
    assert any(k in kind and s == slot and values <= v for k, s, v in contradictions)


def test_nothing_else_contradicts(contradictions: set[Slot]) -> None:
    assert len(contradictions) <= 5


def test_arrest_and_seizure_are_shown_as_words(accounts: Accounts) -> None:
    worded = [{t.value for t in c.tellings} for c in accounts.comparisons if c.slot == "wording"]
    assert any(
        any((v or "").startswith("задержала") for v in values)
        and any((v or "").startswith("захвачены") for v in values)
        for values in worded
    )
