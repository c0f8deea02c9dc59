"""Event pairs by the engine: what is known across articles in, what every candidate pair scored out, as notes.

Event mentions are grouped by type and stretch of time, as `svod.relate.pairs` blocks them; within each group candidates
are found and judged by its own functions. A pair that meets in several groups is judged in the first of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from svod.relate.facts import Facts, Known, make_facts
from svod.relate.gists import read_gist, recall_gist
from svod.relate.levels_news import level_stories
from svod.relate.memo import Memo, format_json
from svod.relate.pairs import find_candidates, find_homes, judge_pair
from svod.scale.notes import load_notes, open_shard

KNOWN = "known.pickle"
JUDGED = "judged"


def judge_pairs(daft: Any, folder: Path, known: Known, shards: Sequence[str]) -> None:
    """Write `judged/`: stage, key and value of the row of every event mention, with what its pairs scored."""
    col, kinds, folder = daft.col, daft.DataType, folder.absolute()
    with (folder / KNOWN).open("wb") as file:
        pickle.dump(known, file)
    gather = daft.func(gather_rows, return_dtype=kinds.list(FACT(kinds)), use_process=True)
    judge = daft.func(judge_group, return_dtype=kinds.list(SCORE(kinds)), use_process=True)
    note = daft.func(note_rows, return_dtype=kinds.list(kinds.string()))
    frame = daft.from_pydict({"shard": list(shards)})
    frame = frame.into_partitions(len(shards)) if daft.get_or_infer_runner_type() == "ray" else frame.into_batches(1)
    facts = frame.select(gather(daft.lit(str(folder)), col("shard")).alias("fact")).explode("fact")
    facts = facts.drop_null("fact").select(*(col("fact")[name].alias(name) for name in ("group", "mark", "facts")))
    groups = facts.groupby("group").agg(col("facts").list_agg().alias("facts"))
    scores = groups.select(judge(col("group"), col("facts")).alias("score")).explode("score").drop_null("score")
    scores = scores.select(*(col("score")[name].alias(name) for name in ("mark", "other", "near", "score")))
    alone = facts.select("mark").distinct()  # also who met nobody has a row, which says so
    rows = scores.groupby("mark").agg(*(col(name).list_agg().alias(name) for name in ("other", "near", "score")))
    rows = alone.join(rows, on="mark", how="left")
    pair = note(col("other"), col("near"), col("score"))
    rows = rows.select("mark", pair.alias("value"))
    near = rows.select(daft.lit("near").alias("stage"), col("mark").alias("key"), col("value")[0].alias("value"))
    far = rows.select(daft.lit("far").alias("stage"), col("mark").alias("key"), col("value")[1].alias("value"))
    near.concat(far).write_parquet(str(folder / JUDGED), write_mode="overwrite")
    (folder / KNOWN).unlink()


def FACT(kinds: Any) -> Any:  # noqa: N802  a column type
    """An event mention in one of its groups."""
    return kinds.struct({"group": kinds.string(), "mark": kinds.string(), "facts": kinds.binary()})


def SCORE(kinds: Any) -> Any:  # noqa: N802  a column type
    """What a pair scored, in the row of the one that came out later."""
    return kinds.struct(
        {"mark": kinds.string(), "other": kinds.string(), "near": kinds.bool(), "score": kinds.float64()}
    )


def gather_rows(folder: str, shard: str) -> list[dict[str, object]]:
    """The facts of a shard's event mentions, once for each of their groups."""
    known, shelf = load_known(folder), open_shard(Path(folder), shard)
    gists = Memo(load_notes([Path(folder) / "notes" / f"{shard}.parquet"]).get("gists", {}))
    rows: list[dict[str, object]] = []
    for id_ in shelf.marks:
        for fact in make_facts(shelf, id_, read_gist(id_, recall_gist(id_, shelf, gists)), known):
            packed = pickle.dumps(fact)
            rows += [{"group": group, "mark": fact.mark, "facts": packed} for group in groups_of(fact)]
    return rows


@lru_cache(maxsize=1)
def load_known(folder: str) -> Known:
    """What all articles together say; loaded once a process."""
    with (Path(folder) / KNOWN).open("rb") as file:
        known: Known = pickle.load(file)  # noqa: S301  written by this very run
    return known


def groups_of(fact: Facts) -> list[str]:
    """The types and stretches of time in which a mention is compared, sorted."""
    return sorted(" ".join(map(str, home)) for home in find_homes(fact))


def judge_group(group: str, packed: Sequence[bytes]) -> list[dict[str, object]]:
    """What the pairs of a group score; each in the first group that both stand in."""
    facts = [pickle.loads(f) for f in packed]  # noqa: S301  written by this very run
    homes = {f.id: groups_of(f) for f in facts}
    found = list(judge_all(group, facts, homes))
    level_stories.cache_clear()  # it holds the articles of these facts
    return found


def judge_all(group: str, facts: Sequence[Facts], homes: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """A row for every pair."""
    for a, b in find_candidates(facts):
        if min(set(homes[a.id]) & set(homes[b.id])) == group:
            judged = judge_pair(a, b)
            later, earlier = (b, a) if (a.published or 0, a.id) < (b.published or 0, b.id) else (a, b)
            near = judged.verdict != "different"
            yield {"mark": later.mark, "other": earlier.mark, "near": near, "score": judged.score}


def note_rows(others: list[str] | None, near: list[bool] | None, scores: list[float] | None) -> list[str]:
    """A mention's row of near pairs and that of far ones, as notes have them."""
    rows: tuple[dict[str, float], dict[str, float]] = {}, {}
    for other, close, score in zip(others or (), near or (), scores or (), strict=True):
        rows[not close][other] = score
    return [format_json(dict(sorted(row.items()))) for row in rows]
