"""Events as marks of a timeline: their lanes, their days, what finds no room, and the picture of it all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.present.charts import draw
from svod.present.charts_timeline import make_timeline_spec
from svod.present.timeline_layout import MOST_BARS, WIDTH, Look, lay_out, make_bins, make_grid
from svod.present.timeline_marks import MOST_LANES, OTHERS, Asked, Lane, Timeline, Told, describe, head, lag
from svod.present.timeline_marks import make_timeline as lay

PUBLISHED = ["2025-01-01", "2025-12-31"]


def row(id_: str, start: str | None, end: str | None = None, **others: Any) -> dict[str, Any]:
    """An event as the rows of `svod events` have it."""
    return {
        "id": id_, "start": start, "end": end or start, "type": "CONSULT", "actors": "Самовит", "recipients": "Веллер",
        "codes": "XAR, XNI", "lent": None, "place": None, "factuality": "actual", "voices": 1, "disputed": None,
    } | others  # fmt: skip


def told(*pairs: tuple[str | None, str]) -> list[Told]:
    return [Told(outlet, day, "words") for outlet, day in pairs]


LOOK = Look(
    describe=lambda p: "tip", contested=lambda p: 0, lane=lambda lane, left: lane.label, months=["m"] * 12,
    legend=(("one", 1, 0, 0),), event="/event/", zoom="/timeline?", pile="more",
)  # fmt: skip


def make(rows: list[dict[str, Any]], tellings: dict[str, list[Told]] | None = None, **asked: Any) -> Timeline:
    found = lay(rows, tellings or {}, Asked(**asked), PUBLISHED)
    assert found is not None
    return found


def names(lanes: tuple[Lane, ...]) -> dict[str, list[str]]:
    return {lane.key: [p.row["id"] for p in lane.events] for lane in lanes}


def test_an_event_stands_in_the_lane_of_each_outlet_that_tells_it() -> None:
    rows = [row("E-1", "2025-03-01"), row("E-2", "2025-03-02"), row("E-3", "2025-03-03")]
    by = {"E-1": told(("A", "2025-03-01"), ("B", "2025-03-02")), "E-2": told(("B", "2025-03-02"))}
    found = make(rows, by)
    assert names(found.lanes) == {"B": ["E-1", "E-2"], "A": ["E-1"], "": ["E-3"]}
    assert len(found.shown) == 3  # each once, however many lanes


def test_the_users_sides_join_outlets() -> None:
    rows = [row("E-1", "2025-03-01"), row("E-2", "2025-03-02")]
    by = {"E-1": told(("A", "2025-03-01"), ("B", "2025-03-02")), "E-2": told(("C", "2025-03-02"))}
    found = lay(rows, by, Asked("side"), PUBLISHED, {"A": "north", "B": "north"}.get)
    assert found is not None
    assert names(found.lanes) == {"north": ["E-1"], "": ["E-2"]}


def test_lanes_by_pair_actor_and_type() -> None:
    rows = [row("E-1", "2025-03-01", codes="XAR, XNI, XSE"), row("E-2", "2025-03-02", codes="XAR", type="ASSAULT")]
    assert names(make(rows, lanes="dyad").lanes) == {
        "XAR-XNI": ["E-1"], "XAR-XSE": ["E-1"], "XNI-XSE": ["E-1"], "": ["E-2"],
    }  # fmt: skip
    assert names(make(rows, lanes="actor").lanes) == {"Веллер": ["E-1", "E-2"], "Самовит": ["E-1", "E-2"]}
    assert list(names(make(rows, lanes="type").lanes)) == ["CONSULT", "ASSAULT"]


def test_further_lanes_share_the_last_and_hold_each_event_once() -> None:
    rows = [row(f"E-{n:02}", "2025-03-01", actors=f"a{n}", recipients=f"b{n}") for n in range(MOST_LANES)]
    found = make(rows, lanes="actor")
    assert len(found.lanes) == MOST_LANES + 1
    assert found.lanes[-1].key == OTHERS
    ids = [p.row["id"] for p in found.lanes[-1].events]
    assert len(ids) == len(set(ids))


def test_what_has_no_day_is_kept_apart() -> None:
    found = make([row("E-1", None), row("E-2", "2025-03-01")])
    assert [r["id"] for r in found.undated] == ["E-1"]
    assert [p.row["id"] for p in found.placed] == ["E-2"]


def test_by_the_day_of_the_report_an_event_without_a_day_has_one() -> None:
    rows = [row("E-1", None), row("E-2", "2025-03-01"), row("E-3", "2025-03-01")]
    by = {"E-1": told(("A", "2025-04-01")), "E-2": told(("A", "2025-03-05"), ("B", "2025-03-02"))}
    found = make(rows, by, clock="reported")
    assert [(p.row["id"], p.start) for p in found.placed] == [("E-2", "2025-03-02"), ("E-1", "2025-04-01")]
    assert [r["id"] for r in found.undated] == ["E-3"]
    own = {lane.key: [p.start for p in lane.events] for lane in found.lanes}
    assert own == {"A": ["2025-03-05", "2025-04-01"], "B": ["2025-03-02"]}  # each outlet's own day


@pytest.mark.parametrize(
    ("start", "end", "reported", "days"),
    [("2025-03-01", "2025-03-01", "2025-03-04", 3), ("2025-03-01", "2025-03-31", "2025-03-10", 0),
     ("2025-03-10", "2025-03-12", "2025-03-01", -9), (None, None, "2025-03-01", None)],
)  # fmt: skip
def test_the_distance_of_happening_and_report(
    start: str | None, end: str | None, reported: str, days: int | None
) -> None:
    found = make([row("E-1", start, end)], {"E-1": told(("A", reported))}, clock="reported")
    assert lag(found.placed[0]) == days


def test_days_that_are_asked_for_bound_the_lanes_and_not_the_strip() -> None:
    rows = [row("E-1", "2025-01-05"), row("E-2", "2025-03-01"), row("E-3", "2025-09-01")]
    found = make(rows, since="2025-02-01", until="2025-04-01")
    assert [p.row["id"] for p in found.shown] == ["E-2"]
    assert (found.before, found.after) == (1, 1)
    assert [p.row["id"] for p in found.strip] == ["E-1", "E-2", "E-3"]
    assert found.window == (date(2025, 2, 1), date(2025, 4, 1))


def test_what_lies_centuries_back_does_not_stretch_the_strip() -> None:
    found = make([row("E-1", "1301-01-01", "1301-12-31"), row("E-2", "2025-03-01")])
    assert found.whole[0].year >= 2024
    assert found.before == 1
    asked = make([row("E-1", "1301-01-01", "1301-12-31")], since="1300-01-01", until="1310-12-31")
    assert [p.row["id"] for p in asked.shown] == ["E-1"]


def test_nothing_with_a_day_is_no_timeline() -> None:
    assert lay([row("E-1", None)], {}, Asked(), []) is None


def test_a_mark_says_what_it_is_in_the_words_of_its_outlet() -> None:
    event = row("E-1", "2025-03-01", factuality="future", disputed="count, place")
    found = make([event], {"E-1": told(("Вестник", "2025-02-20"))})
    lines = describe(found.placed[0], head(event, ["place"]), lambda d: f"lag {d}", lambda d: d or "").split("\n")
    assert lines[0].replace("\u00a0", " ") == "1 марта 2025 · планируется"
    assert lines[1] == "Переговоры: Самовит → Веллер"
    assert lines[2] == "~ сколько, ≠ где"
    assert lines[3:] == ["«words»", "Вестник, 2025-02-20", "lag -9"]


spans = st.tuples(st.integers(0, 364), st.integers(0, 200), st.sampled_from(["A", "B", "C"]))


@settings(deadline=None, max_examples=40)
@given(st.lists(spans, max_size=120), st.integers(0, 300))
def test_no_event_of_a_lane_is_lost_without_being_counted(events: list[tuple[int, int, str]], since: int) -> None:
    first = date(2025, 1, 1)
    rows, by = [], {}
    for n, (start, length, outlet) in enumerate(events):
        day = first + timedelta(start)
        end = (day + timedelta(length if length > 100 else 0)).isoformat()
        rows.append(row(f"E-{n:03}", day.isoformat(), end))
        by[f"E-{n:03}"] = told((outlet, day.isoformat()))
    found = make(rows, by, since=(first + timedelta(since)).isoformat())
    left: list[int] = []
    look = Look(**{f: getattr(LOOK, f) for f in LOOK.__slots__} | {"lane": lambda lane, n: left.append(n) or ""})
    laid = lay_out(found, look)
    drawn = len(laid.dots) + len(laid.bars) + sum(m["m"] for m in laid.more) + sum(left)
    assert drawn == sum(len(lane.events) for lane in found.lanes)
    assert all(bar["r"] < MOST_BARS for bar in laid.bars)
    grid = make_grid(found.window)
    assert all(0 <= dot["n"] < grid.columns for dot in laid.dots)
    for one in laid.bars:  # bars of a row do not overlap
        for other in laid.bars:
            if one is not other and (one["l"], one["r"]) == (other["l"], other["r"]):
                assert one["b"] <= other["a"] or other["b"] <= one["a"]
    assert sum(b["u"] + b["d"] for b in make_bins(found)) == len(found.strip)


@given(st.integers(1, 200_000))
def test_columns_are_wide_enough_for_a_dot(days: int) -> None:
    grid = make_grid((date(1500, 1, 1), date(1500, 1, 1) + timedelta(days - 1)))
    assert grid.columns * 9 <= WIDTH
    assert grid.columns * grid.step >= days


def test_the_picture_draws_itself_without_a_page() -> None:
    rows = [row("E-1", "2025-03-01"), row("E-2", "2025-03-01", "2025-06-01", factuality="future", disputed="place")]
    spec = make_timeline_spec(make(rows), LOOK)
    svg = draw(spec, "svg").decode()
    assert svg.startswith("<svg")
    assert "/event/E-1" in svg
    assert "/event/E-2" in svg
    assert json.dumps(spec) == json.dumps(make_timeline_spec(make(rows[::-1]), LOOK))  # order of rows changes nothing
