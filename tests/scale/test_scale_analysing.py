"""The whole way of `svod scale analyse` on this machine: as one machine would have it, in pieces, and never twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scale_samples import SAMPLE, sample_articles, svod, write_warc

pytest.importorskip("daft", reason="pip install 'svod[scale]'")

from svod.ingest import ingest
from svod.packs import read_actors_file
from svod.records import Article, Findings
from svod.scale.examine import plan_examine
from svod.scale.shards import do_task, load_plan
from svod.scale.stages import do_numbered, find_pieces
from svod.scale.tables import load_findings
from svod.store import load_articles, open_store
from svod.store import load_findings as load_stored
from svod.work import Reader, examine

ACTORS = SAMPLE / "actors.toml"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as an archive, read in shards of five; the folder holds `news.warc.gz` and `out`."""
    place = tmp_path_factory.mktemp("scale")
    write_warc(place / "news.warc.gz", sample_articles())
    words = ("scale", "analyse", "news.warc.gz", "out", "--articles-per-shard", 5, "--actors", ACTORS)
    run = svod(*words, cwd=place)
    assert run.returncode == 0, run.stderr
    assert "4 shards done, 0 already there" in run.stdout
    return place


def found_in(folder: Path) -> Iterator[tuple[Findings, str]]:
    for shard in find_pieces(folder, load_plan(folder)):
        yield from load_findings(folder, shard)


def test_findings_are_those_of_one_machine(done: Path) -> None:
    reader = Reader((read_actors_file(ACTORS),))
    articles = [a for a in ingest([done / "news.warc.gz"]) if isinstance(a, Article)]
    expected = {a.id: (examine(a, reader), reader.version(a.lang)) for a in articles}
    assert {f.article: (f, version) for f, version in found_in(done / "out")} == expected


def test_a_second_run_does_nothing(done: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (done / "out").rglob("*.parquet")}
    words = ("scale", "analyse", "news.warc.gz", "out", "--articles-per-shard", 5, "--actors", ACTORS)
    run = svod(*words, cwd=done)
    assert "0 shards done, 4 already there" in run.stdout
    tables = {p: t for p, t in before.items() if p.stem != "walk"}  # what the walk left out is said anew
    assert {path: path.stat().st_mtime_ns for path in tables} == tables


def test_an_array_job_does_the_same_shards(done: Path, tmp_path: Path) -> None:
    write_warc(tmp_path / "news.warc.gz", sample_articles())
    words = ("scale", "analyse", "news.warc.gz", "out", "--articles-per-shard", 5, "--actors", ACTORS)
    run = svod(*words, "--plan", cwd=tmp_path)
    assert "1 shard to take" in run.stdout
    run = svod("scale", "shard", "out", "take", 0, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert do_numbered(tmp_path / "out", "examine", 3) == (None, 3)  # an array may be larger than there are shards
    for number in range(3):
        do_numbered(tmp_path / "out", "examine", number)
    assert list(found_in(tmp_path / "out")) == list(found_in(done / "out"))


def test_loaded_chronicle_is_that_of_svod_add(done: Path) -> None:
    assert svod("scale", "load", "out", "--db", "scale.db", cwd=done).returncode == 0
    assert svod("add", "news.warc.gz", "--db", "add.db", "--actors", ACTORS, cwd=done).returncode == 0
    one, two = (open_store(done / name, write=False) for name in ("scale.db", "add.db"))
    try:
        assert list(load_articles(one)) == list(load_articles(two))
        assert list(load_stored(one)) == list(load_stored(two))
        tables = ("reprints", "events", "comparisons", "judgements", "quotations", "links", "disputes", "analyses")
        for table in tables:
            rows = [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for db in (one, two)]
            assert rows[0] == rows[1], table
    finally:
        one.close()
        two.close()


def test_load_takes_what_is_asked_for(done: Path) -> None:
    words = ("--since", "2024-05", "--until", "2024-06", "--outlet", "голос")
    assert svod("scale", "load", "out", "--db", "some.db", *words, cwd=done).returncode == 0
    db = sqlite3.connect(done / "some.db")
    names = [row[0] for row in db.execute("SELECT published FROM articles ORDER BY published")]
    db.close()
    assert names
    assert all("2024-05" <= day[:7] <= "2024-06" for day in names)


def test_left_out_is_listed_with_its_reason(done: Path, tmp_path: Path) -> None:
    articles = sample_articles()
    first = articles[0]
    write_warc(tmp_path / "news.warc.gz", articles)
    (tmp_path / "weather.txt").write_text("date: 2024-05-01\nlang: ru\n\nЗавтра ясно, без осадков, до плюс двадцати.")
    copy = f"date: 2026-01-01\noutlet: Эхо\nlang: ru\ntitle: Ещё раз\n\n{first.text}\n"
    (tmp_path / "copy.txt").write_text(copy, "utf-8")
    one = f"date: {first.published}\noutlet: {first.outlet}\nlang: ru\ntitle: {first.title}\n\n{first.text}\n"
    (tmp_path / "one.txt").write_text(one, "utf-8")
    words = ("news.warc.gz", "copy.txt", "one.txt", "weather.txt", "out", "--actors", ACTORS)
    run = svod("scale", "analyse", *words, "--once", "exact", "--gate", "actors", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    skipped = [reason for found, _ in found_in(tmp_path / "out") for reason in found.skipped]
    assert "gate: fewer than two actors named" in skipped
    assert any(reason.startswith("copy of a-") for reason in skipped)
    entries = [json.loads(p.read_text()) for p in sorted((tmp_path / "out" / "done" / "examine").iterdir())]
    assert sum(e["counts"]["gated"] + e["counts"]["copies"] for e in entries) == len(skipped)


def test_changed_options_are_done_again_and_only_they(done: Path) -> None:
    folder = done / "out"
    plan = load_plan(folder)
    shard = find_pieces(folder, plan)[0]
    assert do_task(folder, plan_examine(folder, plan, shard)).skipped
    key = plan_examine(folder, plan, shard).key
    gated = plan_examine(folder, replace(plan, gate="states"), shard).key
    assert key[:2] == gated[:2]
    assert key[2] != gated[2]
