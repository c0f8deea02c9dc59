"""Relating over the engine: the accounts are those that `svod.relate` gives for the same findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from scale_samples import SAMPLE, sample_articles, svod, write_warc

pytest.importorskip("daft", reason="pip install 'svod[scale]'")

from svod.relate import relate, relate_shelf
from svod.relate.memo import open_memos
from svod.scale.notes import load_notes
from svod.scale.relating import ACCOUNTS, find_notes, open_shelf
from svod.scale.reprinting import UNDATED, groups_of, pairs_in_days
from svod.scale.shards import load_plan
from svod.scale.stages import find_pieces
from svod.scale.tables import load_table
from svod.store import load_accounts, open_store
from svod.store.memos import load_memos


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample and copies of two of its articles, one without a day, read and related in shards of four."""
    place = tmp_path_factory.mktemp("related")
    articles = sample_articles()
    write_warc(place / "news.warc.gz", articles)
    first, second = articles[0], articles[1]
    copy = f"date: {(first.published or '')[:10]}\noutlet: Эхо\nlang: ru\ntitle: Коротко\n\n{first.text}\n"
    (place / "copy.txt").write_text(copy, "utf-8")
    (place / "undated.txt").write_text(f"outlet: Отклик\nlang: ru\ntitle: Вести\n\n{second.text}\n", "utf-8")
    words = ("news.warc.gz", "copy.txt", "undated.txt", "out", "--articles-per-shard", 4)
    run = svod("scale", "analyse", *words, "--actors", SAMPLE / "actors.toml", cwd=place)
    assert run.returncode == 1, run.stderr  # that there is no day is a problem, and is told
    run = svod("scale", "relate", "out", cwd=place)
    assert run.returncode == 0, run.stderr
    return place


def test_accounts_are_those_of_one_machine(related: Path) -> None:
    folder = related / "out"
    shelf = open_shelf(folder, find_pieces(folder, load_plan(folder)))
    expected = relate(list(shelf.articles.values()), list(shelf))
    for name, kind in ACCOUNTS.items():
        found = tuple(load_table(folder / "accounts" / f"{name}.parquet", kind))
        assert found == tuple(getattr(expected, name)), name
    assert len(expected.reprints) > 1
    assert expected.events


def test_no_pair_is_compared_on_one_machine(related: Path) -> None:
    """What the engine noted is all that relating asks of copies and of pairs of event mentions."""
    folder = related / "out"
    shards = find_pieces(folder, load_plan(folder))
    memos = open_memos(load_notes(find_notes(folder, shards)))
    relate_shelf(open_shelf(folder, shards), (), memos)
    for stage in ("gists", "actors", "near", "far"):
        assert memos[stage].after.keys() == memos[stage].before.keys(), stage
    pairs = {key for key in memos["reprints"].after if key.count("a-") == 2}
    assert pairs
    assert pairs <= memos["reprints"].before.keys()


def test_loaded_chronicle_finds_itself_related(related: Path) -> None:
    assert svod("scale", "load", "out", "--db", "all.db", cwd=related).returncode == 0
    db = open_store(related / "all.db", write=False)
    try:
        accounts = load_accounts(db)
        left = load_memos(db)
    finally:
        db.close()
    folder = related / "out"
    for name in ("reprints", "events", "comparisons", "quotations", "links", "followups"):
        stored = tuple(load_table(folder / "accounts" / f"{name}.parquet", ACCOUNTS[name]))
        assert stored == getattr(accounts, name), name
    notes = load_notes([folder / "related" / "notes.parquet"])
    assert {stage: own for stage, own in left.items() if own} == {stage: own for stage, own in notes.items() if own}


def test_days_reach_back_and_undated_everywhere() -> None:
    assert groups_of(10, [7, 10, UNDATED]) == [7, 8, 9, 10]
    assert groups_of(UNDATED, [7, 10, UNDATED]) == [7, 10, UNDATED]
    assert pairs_in_days(8, ["a-1"], ['["", ""]'], [10]) == []  # a day on which nothing came out
