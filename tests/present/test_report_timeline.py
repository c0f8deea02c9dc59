"""Events by month and day, the background folded, and the strip of density."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_story import ACCOUNTS, ARTICLES, FINDINGS

from svod.present.report_events import EventView, make_events
from svod.present.report_index import make_index
from svod.present.report_timeline import FEW, heading, make_chapters, make_strip

ONE = next(e for e in make_events(make_index(ARTICLES.values(), FINDINGS, ACCOUNTS)) if e.type == "REQUEST")


def on(start: str | None, end: str | None = None, **changes: object) -> EventView:
    """A minor event on these days."""
    return replace(ONE, start=start, end=end or start, prominent=False, background=False, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "id_", "label"),
    [
        ("2024-03-12", None, "2024-03", "Март 2024"),
        ("2024-03-31", "2024-04-02", "2024-03", "Март 2024"),
        ("2024-01-01", "2024-12-31", "2024-00", "2024 год, без точного месяца"),
        ("2023-12-30", "2024-01-02", "2023-12", "Декабрь 2023"),
        (None, None, "undated", "Без даты: статьи не говорят, когда"),
    ],
)
def test_headings(start: str | None, end: str | None, id_: str, label: str) -> None:
    key, shown = heading(on(start, end))
    assert (key, shown.replace("\u00a0", " ")) == (id_, label)


def test_months_and_days_in_the_order_of_time_undated_last() -> None:
    events = [on(None), on("2024-05-02"), on("2024-03-12"), on("2024-05-01", "2024-05-31"), on("2024-05-01")]
    (chapter,) = make_chapters(events)
    assert [(m.id, [d.label for d in m.days]) for m in chapter.months] == [
        ("m-2024-03", ["12 марта"]),
        ("m-2024-05", ["1 мая", "без точной даты", "2 мая"]),
        ("m-undated", ["сообщено 12 марта 2024"]),
    ]


def test_many_minor_events_of_a_day_are_folded() -> None:
    few = make_chapters([on("2024-03-12")] * FEW)[0].months[0].days[0]
    many = make_chapters([on("2024-03-12")] * (FEW + 1))[0].months[0].days[0]
    assert (few.folded, many.folded) == (False, True)


def test_only_months_of_nothing_but_background_are_folded() -> None:
    past, now = replace(on("2019-05-01"), background=True), on("2024-03-12")
    chapters = make_chapters(
        [past, replace(past, start="2020-07-01", end="2020-07-01"), now, replace(now, background=True)]
    )
    assert [(c.label, c.count) for c in chapters] == [("2019–2020", 2), (None, 2)]


def test_strip_counts_months_and_names_what_lies_outside() -> None:
    events = [on("2024-03-12", quad=4), on("2024-03-20", quad=1), on("2024-05-01", quad=3), on("1999-01-01"), on(None)]
    strip = make_strip(events, ["2024-03-12"])
    assert strip is not None
    assert [(b.label, b.cooperation, b.conflict, b.href) for b in strip.bars] == [
        ("мар 2024", 1, 1, "#m-2024-03"), ("апр 2024", 0, 0, None), ("май 2024", 0, 1, "#m-2024-05"),
    ]  # fmt: skip
    assert (strip.before, strip.after, strip.unit) == (1, 0, "month")
    assert make_strip([on(None)], ["2024-03-12"]) is None
    assert make_strip(events, []) is None


def test_a_long_time_is_counted_by_years() -> None:
    strip = make_strip([on("2001-03-12"), on("2024-05-01")], ["2001-01-01", "2024-01-01"])
    assert strip is not None
    assert (strip.unit, len(strip.bars), strip.bars[0].label) == ("year", 24, "2001")
