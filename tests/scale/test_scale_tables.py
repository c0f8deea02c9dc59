"""Tables: whatever a record holds comes back from Parquet as it was."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="pip install 'svod[scale]'")

from svod.records import Article, Findings
from svod.scale.tables import TABLES, load_findings, load_table, save_findings, save_table, schema_of

spec = spec_from_file_location("store_strategies", Path(__file__).parents[1] / "store" / "strategies.py")
assert spec
assert spec.loader
strategies = module_from_spec(spec)
sys.modules["store_strategies"] = strategies
spec.loader.exec_module(strategies)


@st.composite
def read_articles(draw: st.DrawFn) -> tuple[Article, Findings]:
    article = draw(strategies.articles())
    return article, draw(strategies.findings(article))


@given(read_articles(), st.text("ab/", min_size=1))
@settings(max_examples=30, deadline=None)
def test_load_is_the_inverse_of_save(pair: tuple[Article, Findings], version: str) -> None:
    article, found = pair
    with TemporaryDirectory() as place:
        folder = Path(place)
        save_table(folder / "articles" / "s.parquet", Article, [article])
        counts = save_findings(folder, "s", [(found, version)])
        assert list(load_table(folder / "articles" / "s.parquet", Article)) == [article]
        assert list(load_findings(folder, "s")) == [(found, version)]
        assert counts["mentions"] == len(found.mentions)
        assert counts["analyses"] == 1


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_has_the_fields_of_its_record(name: str, tmp_path: Path) -> None:
    kind = TABLES[name]
    assert schema_of(kind).names == list(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    assert save_table(tmp_path / "x.parquet", kind, []) == 0
    assert list(load_table(tmp_path / "x.parquet", kind)) == []


def test_the_same_records_are_the_same_bytes(tmp_path: Path) -> None:
    article = Article("a-1", "n", "Голос", None, None, "ru", None, "Текст", "0")
    for name in ("one", "two"):
        save_table(tmp_path / name, Article, [article])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]  # no part is left behind
