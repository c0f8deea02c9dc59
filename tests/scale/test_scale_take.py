"""The first stage: archives, lines and Parquet give the articles that one machine would take in."""

from __future__ import annotations

from pathlib import Path

import pytest
from scale_samples import SAMPLE, as_line, sample_articles, write_warc

pytest.importorskip("pyarrow", reason="pip install 'svod[scale]'")

import pyarrow as pa
import pyarrow.parquet as pq

from svod.errors import InputError
from svod.ingest import Options, ingest
from svod.records import Article, Problem
from svod.scale.shards import Entry, Plan, do_task, load_entry
from svod.scale.stages import find_pieces
from svod.scale.tables import LeftOut, load_table
from svod.scale.take import find_sources, plan_take, put_together


def take(folder: Path, *paths: Path, per_shard: int = 1000) -> tuple[Plan, list[Entry]]:
    sources, _, _ = find_sources(paths)
    plan = Plan(put_together(sources, per_shard), per_shard)
    return plan, [do_task(folder, plan_take(folder, plan, number)) for number in range(len(plan.takes))]


def taken(folder: Path, plan: Plan) -> list[Article]:
    pieces = [folder / "articles" / f"{name}.parquet" for name in find_pieces(folder, plan)]
    return sorted((a for path in pieces for a in load_table(path, Article)), key=lambda a: a.id)


def on_one_machine(*paths: Path) -> list[Article]:
    return sorted({a.id: a for a in ingest(paths) if isinstance(a, Article)}.values(), key=lambda a: a.id)


def test_text_files_as_on_one_machine(tmp_path: Path) -> None:
    plan, _ = take(tmp_path, SAMPLE, per_shard=5)
    assert [len(files) for files in plan.takes] == [5, 5, 3]
    assert taken(tmp_path, plan) == on_one_machine(SAMPLE)


def test_web_archive_as_on_one_machine(tmp_path: Path) -> None:
    archive = write_warc(tmp_path / "news.warc.gz", sample_articles())
    plan, (entry,) = take(tmp_path, archive, per_shard=5)
    assert entry.counts == {"articles": 13, "pieces": 3, "problems": 0, "left_out": 13}
    found = taken(tmp_path, plan)
    assert found == on_one_machine(archive)
    assert {a.lang for a in found} == {"ru"}
    (left,) = load_table(tmp_path / "left_out" / f"{entry.shard}.parquet", LeftOut)
    assert (left.count, left.unit) == (13, "records")


def test_parquet_as_lines(tmp_path: Path) -> None:
    articles = sample_articles()
    lines = tmp_path / "news.jsonl"
    lines.write_text("\n".join(map(as_line, articles)), "utf-8")
    table = {
        "name": [a.name for a in articles], "date": [a.published for a in articles],
        "outlet": [a.outlet for a in articles], "title": [a.title for a in articles],
        "text": [a.text for a in articles], "lang": ["ru"] * len(articles),
    }  # fmt: skip
    pq.write_table(pa.table(table), tmp_path / "news.parquet")
    one, _ = take(tmp_path / "one", lines)
    two, _ = take(tmp_path / "two", tmp_path / "news.parquet")
    assert [a.id for a in taken(tmp_path / "one", one)] == [a.id for a in taken(tmp_path / "two", two)]


def test_days_of_parquet_may_be_dates(tmp_path: Path) -> None:
    from datetime import date

    pq.write_table(pa.table({"text": ["Слова."], "date": [date(2025, 10, 9)]}), tmp_path / "news.parquet")
    plan, _ = take(tmp_path, tmp_path / "news.parquet")
    assert [a.published for a in taken(tmp_path, plan)] == ["2025-10-09"]


@pytest.mark.parametrize("data", [b"", b"PAR1 no such thing", b"PAR1" + b"\0" * 40 + b"PAR1"])
def test_broken_parquet_is_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "news.parquet").write_bytes(data)
    _, (entry,) = take(tmp_path, tmp_path / "news.parquet")
    (problem,) = load_table(tmp_path / "ingest_problems" / f"{entry.shard}.parquet", Problem)
    assert "broken Parquet" in problem.message


def test_a_further_file_leaves_the_other_shards_alone(tmp_path: Path) -> None:
    folder, results = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    articles = sample_articles()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text("x" * (5 * 1024 * 1024), "utf-8")  # large: a shard of its own
    _, before = take(results, folder)
    write_warc(folder / "0.warc.gz", articles[:1])
    _, after = take(results, folder)
    assert {e.shard for e in before} < {e.shard for e in after}
    assert [e.skipped for e in after].count(True) == 2


def test_a_changed_file_is_taken_again(tmp_path: Path) -> None:
    archive = write_warc(tmp_path / "news.warc.gz", sample_articles())
    take(tmp_path, archive, per_shard=2)
    write_warc(archive, sample_articles()[:3])
    plan, (entry,) = take(tmp_path, archive, per_shard=2)
    assert not entry.skipped
    assert load_entry(tmp_path, "take", entry.shard) is not None
    assert len(taken(tmp_path, plan)) == 3
    assert len(list((tmp_path / "articles").iterdir())) == 2  # what the longer archive left is gone


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        find_sources([tmp_path])


def test_ingest_options_hold(tmp_path: Path) -> None:
    sources, _, _ = find_sources([SAMPLE])
    plan = Plan(put_together(sources, 100), 100, {"outlet": "Свод"})
    do_task(tmp_path, plan_take(tmp_path, plan, 0))
    assert {a.outlet for a in taken(tmp_path, plan)} == {"Свод"}
    expected = {a.id for a in ingest([SAMPLE], Options(outlet="Свод")) if isinstance(a, Article)}
    assert {a.id for a in taken(tmp_path, plan)} == expected
