"""The picture of the index: what is not known is not drawn, every number leads to its events, names stay text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.ids import make_id
from svod.present.charts import draw, draw_inline
from svod.present.charts_index import Axis, draw_index, draw_tellers
from svod.present.index_figures import shown_periods
from svod.present.messages import speaking
from svod.records import Event, EventMention, Evidence, Origin, Party, Span
from svod.relate.index import DyadIndex, find_index
from svod.relate.tallies import IndexOptions, Sources

PAIR = ("ARD", "NIM")
ARD, NIM = Party("Ардалия", "ARD", None), Party("Нимория", "NIM", None)
TELLERS = {"a-1": "Голос", "a-2": "Вестник <b>\u202e"}


def telling(article: str, type_: str, day: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> Any:
    evidence = Evidence("trigger", Span(article, 0, 4), "сказ")
    return EventMention(
        make_id("e", article, type_, day), article, type_, None, actors, recipients, day, day, None, "said", None,
        "actual", (), None, (), (evidence,), Origin("test", "by hand", "1", None, "none"),
    )  # fmt: skip


EXPEL = telling("a-1", "SANCTION", "2031-05-10", (ARD,), (NIM,))
SENT = telling("a-2", "SANCTION", "2031-05-10", (ARD,), (NIM,))
ARREST = telling("a-1", "COERCE", "2031-10-02", (NIM,), (ARD,))
TALKS = telling("a-2", "CONSULT", "2031-06-03", (ARD, NIM), ())


def event(*mentions: EventMention) -> Event:
    first = mentions[0]
    return Event(
        make_id("E", *(m.id for m in mentions)), first.type, "", first.start, first.end, None, first.actors,
        first.recipients, first.factuality, tuple(m.id for m in mentions), len(mentions),
    )  # fmt: skip


def index(*events: Event) -> DyadIndex:
    mentions = {m.id: m for m in (EXPEL, SENT, ARREST, TALKS)}
    return find_index(PAIR, events, Sources(mentions, {}, TELLERS), IndexOptions())


FOUND = index(event(EXPEL, SENT), event(TALKS), event(ARREST))


def axis(found: DyadIndex = FOUND) -> Axis:
    articles = {"2031-05-01": 2}
    lead = lambda period, kind, teller: f"/at/{period.start}/{kind}/{quote(teller or '')}"  # noqa: E731
    return Axis(shown_periods(found, articles), "month", articles, lead)


def shapes(spec: Any, name: str) -> list[dict[str, Any]]:
    return next((data["values"] for data in spec["data"] if data["name"] == name), [])


def test_no_line_crosses_an_empty_time() -> None:
    spec = draw_index(FOUND, axis())
    assert [p.start[:7] for p in FOUND.periods] == ["2031-05", "2031-06", "2031-07", "2031-08", "2031-09", "2031-10"]
    assert len([d for d in shapes(spec, "dots") if d["fill"] == "var(--ink)"]) == 3
    pieces = [x["path"] for x in shapes(spec, "lines") if x["width"] == 2 and x["stroke"] == "var(--ink)"]
    assert [p.count("L") for p in pieces] == [1]  # May and June; nothing leads to October
    words = [w["text"] for w in shapes(spec, "words")]
    assert "пусто: 3" in words
    assert "июл" not in words


def test_numbers_stand_under_the_points_and_lead_to_events() -> None:
    spec = draw_index(FOUND, axis())
    numbers = [(w["text"], w["href"]) for w in shapes(spec, "words") if w["href"]]
    assert ("1", "/at/2031-05-01/all/") in numbers
    assert ("1", "/at/2031-06-01/words/") in numbers
    assert "дела: −6,0 (1\u00a0событие)" in {d["tip"] for d in shapes(spec, "dots")}
    stacked = [(b["fill"], b["tip"]) for b in shapes(spec, "boxes") if "quad" in (b["href"] or "")]
    assert ("var(--c4)", "дела конфликта: 1 событие") in [(f, t.replace("\u00a0", " ")) for f, t in stacked]


def test_each_teller_has_a_line_beside_the_whole() -> None:
    spec = draw_tellers(FOUND, axis())
    assert spec is not None
    names = [w["text"] for w in shapes(spec, "words") if w["align"] == "left"]
    assert names == ["всё", "Вестник <b>[U+202E]", "Голос"]
    assert draw_tellers(index(event(EXPEL)), axis()) is None


def test_the_same_index_gives_the_same_picture_in_each_language() -> None:
    assert json.dumps(draw_index(FOUND, axis())) == json.dumps(draw_index(FOUND, axis()))
    with speaking("en"):
        words = " ".join(w["text"] for w in shapes(draw_index(FOUND, axis()), "words"))
    assert "deeds" in words
    assert not any("а" <= c <= "я" for c in words.lower())


def test_names_stay_text_and_nothing_foreign_is_named() -> None:
    spec = draw_tellers(FOUND, axis())
    assert spec is not None
    svg = draw(spec, "svg").decode("utf-8")
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "\u202e" not in svg
    assert "vega.github.io" not in svg
    assert "var(" not in svg  # a file has colours of its own
    assert 'href="/at/2031-05-01/all/"' in svg
    assert "var(--ink)" in draw_inline(spec)
    assert "style=" not in draw_inline(spec)


def test_a_name_that_looks_like_a_colour_breaks_nothing() -> None:
    tellers = {"a-1": "var(--no-such)", "a-2": "var(--nothing)"}
    mentions = {m.id: m for m in (EXPEL, SENT, TALKS)}
    spec = draw_tellers(find_index(PAIR, [event(EXPEL, SENT), event(TALKS)], Sources(mentions, {}, tellers)), axis())
    assert spec is not None
    assert b"var(--nothing)" in draw(spec, "svg")


def test_what_lies_long_before_the_first_article_is_not_drawn() -> None:
    old = replace(ARREST, start="1999-03-02", end="1999-03-02")
    found = find_index(PAIR, (event(EXPEL), event(old)), Sources({m.id: m for m in (EXPEL, old)}, {}, {}))
    assert found.periods[0].start == "1999-03-01"
    assert [p.start for p in shown_periods(found, {"2031-05-01": 2})] == ["2031-05-01"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["2031-05-10", "2031-06-03", "2031-10-02", "2032-01-05"]), min_size=1, max_size=6))
def test_dots_are_as_many_as_periods_with_events(days: list[str]) -> None:
    tellings = [replace(EXPEL, id=f"e-{n}", start=day, end=day) for n, day in enumerate(days)]
    found = find_index(PAIR, [event(m) for m in tellings], Sources({m.id: m for m in tellings}, {}, {}))
    dots = shapes(draw_index(found, axis(found)), "dots")
    assert len([d for d in dots if d["fill"] == "var(--ink)"]) == len({day[:7] for day in days})


@pytest.mark.parametrize("form", ["svg", "png"])
def test_it_can_be_saved(form: str) -> None:
    assert draw(draw_index(FOUND, axis()), form)[:4] in (b"<svg", b"\x89PNG")
