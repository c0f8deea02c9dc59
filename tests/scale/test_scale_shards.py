"""Shards: what is done is not done again, what changed is, and a try that was cut off is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.errors import InputError
from svod.scale.shards import Plan, Source, Task, digest_files, do_task, list_done, load_plan, save_plan


def count_to(calls: list[int]) -> dict[str, int]:
    calls.append(1)
    return {"articles": 3}


@pytest.mark.parametrize(
    ("second", "times"), [(("i", "c", "o"), 1), (("j", "c", "o"), 2), (("i", "d", "o"), 2), (("i", "c", "p"), 2)]
)
def test_done_once_while_input_code_and_options_are_the_same(
    tmp_path: Path, second: tuple[str, str, str], times: int
) -> None:
    calls: list[int] = []
    first = do_task(tmp_path, Task("take", "s", ("i", "c", "o"), lambda: count_to(calls)))
    again = do_task(tmp_path, Task("take", "s", second, lambda: count_to(calls)))
    assert len(calls) == times
    assert (first.skipped, again.skipped) == (False, times == 1)
    assert again.counts == {"articles": 3}
    assert list_done(tmp_path, "take") == ["s"]


def test_a_try_that_was_cut_off_is_counted_and_done_again(tmp_path: Path) -> None:
    def fail() -> dict[str, int]:
        raise MemoryError

    calls: list[int] = []
    for _ in range(2):
        with pytest.raises(MemoryError):
            do_task(tmp_path, Task("take", "s", ("i", "c", "o"), fail))
    assert list_done(tmp_path, "take") == []
    assert do_task(tmp_path, Task("take", "s", ("i", "c", "o"), lambda: count_to(calls))).attempts == 3
    assert do_task(tmp_path, Task("take", "s", ("j", "c", "o"), lambda: count_to(calls))).attempts == 1


def test_plan_comes_back(tmp_path: Path) -> None:
    takes = (
        (Source("a.warc.gz", "warc", True), Source("b.txt", "text", False)),
        (Source("c.parquet", "parquet", True),),
    )
    plan = Plan(takes, 10, {"lang": None, "today": "2026-01-02"}, (("own.toml", "x = 1"),), "RUS,AZE", "copies")
    save_plan(tmp_path, plan)
    assert load_plan(tmp_path) == plan
    with pytest.raises(InputError, match="no plan"):
        load_plan(tmp_path / "elsewhere")


def test_digest_is_of_bytes_in_order(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_text("a")
    two.write_text("b")
    assert digest_files([one, two]) != digest_files([two, one])
    before = digest_files([one])
    one.write_text("c")
    assert digest_files([one]) != before
