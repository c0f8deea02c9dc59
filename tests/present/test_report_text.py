"""Cutting a text at the edges of its evidence: nothing is lost, every mark is where it belongs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from svod.present.report_text import NEAR, STRONG, WIDE, Part, cut, cut_paragraphs, window

TEXT = "Баку выразил 🙂 протест\n\n  Москве. \nДалее"


@st.composite
def parts(draw: st.DrawFn) -> list[Part]:
    edges = draw(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)), max_size=12))
    return [
        Part(start, min(start + length, len(TEXT)), owner, draw(st.sampled_from((STRONG, NEAR, WIDE))))
        for owner, (start, length) in enumerate(edges, 1)
    ]


@given(parts())
def test_pieces_join_back_and_carry_exactly_the_parts_over_them(marked: list[Part]) -> None:
    pieces = cut(TEXT, 0, len(TEXT), marked)
    assert "".join(p.text for p in pieces) == TEXT
    at = 0
    for piece in pieces:
        over = {p.owner for p in marked if p.start < at + len(piece.text) and p.end > at}
        assert {int(word[1:]) for word in piece.css.split()} == over
        at += len(piece.text)


@given(parts())
def test_every_anchor_stands_once_and_before_all_it_lights_up(marked: list[Part]) -> None:
    lines = cut_paragraphs(TEXT, marked, {p.owner: f"id-{p.owner}" for p in marked})
    assert ["".join(p.text for p in line.pieces) for line in lines] == ["Баку выразил 🙂 протест", "Москве.", "Далее"]
    order: list[tuple[str, int]] = []
    for line in lines:
        order += [("at", owner) for _, owner in line.anchors]
        for piece in line.pieces:
            order += [("at", owner) for _, owner in piece.anchors]
            order += [("lit", int(word[1:])) for word in piece.css.split()]
    assert sorted(owner for what, owner in order if what == "at") == sorted(p.owner for p in marked)
    for what, owner in order:
        assert what == "at" or order.index(("at", owner)) < order.index(("lit", owner))


def test_a_record_over_two_paragraphs_has_its_anchor_before_the_first() -> None:
    text = "Первый.\nВторой.\nТретий."
    first, second, third = cut_paragraphs(text, [Part(0, 7, 1, STRONG), Part(8, 15, 1, STRONG)], {1: "q"})
    assert (first.anchors, second.anchors, third.anchors) == ((("q", 1),), (), ())
    assert [p.css for line in (first, second, third) for p in line.pieces] == ["k1", "k1", ""]


def test_drawn_overlap() -> None:
    #       0123456789
    #       [1      ]
    #           [2    ]
    pieces = cut("0123456789", 0, 10, [Part(0, 8, 1, WIDE), Part(4, 10, 2, STRONG, "q", "#q")])
    assert [(p.text, p.css, p.href) for p in pieces] == [
        ("0123", "w1", None), ("4567", "w1 k2 q", "#q"), ("89", "k2 q", "#q"),
    ]  # fmt: skip


def test_one_record_shows_its_strongest_mark() -> None:
    pieces = cut("слово", 0, 5, [Part(0, 5, 7, WIDE), Part(0, 5, 7, STRONG)])
    assert [p.css for p in pieces] == ["k7"]


@given(st.integers(0, 180), st.integers(1, 20), st.integers(20, 120))
def test_window_keeps_the_focus_and_whole_words(start: int, length: int, limit: int) -> None:
    text = "слово за словом идёт речь " * 8
    focus = start, min(start + length, len(text))
    a, b = window(text, (0, len(text)), focus, limit)
    assert a <= focus[0]
    assert b >= focus[1]
    assert a == 0 or text[a - 1] == " "
    assert b == len(text) or text[b] == " "
    assert b - a <= max(limit, length) * 2 + 20
