"""Marks stand beneath their characters, whatever the width and whatever the characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from svod.present.cli_draw import Mark, draw, wrap


def drawn(text: str, *marks: tuple[str, str], width: int = 80) -> list[str]:
    """The picture of a text with words of it marked."""
    return draw(text, [Mark(text.index(w), text.index(w) + len(w), label) for w, label in marks], width)


def test_labels_stand_in_their_marks() -> None:
    assert drawn(
        "Самовит встретился с Веллером.", ("Самовит", "actor"), ("Веллером", "actor"), ("встретился", "trigger")
    ) == [
        "Самовит встретился с Веллером.",
        "─actor─ ─trigger──   ─actor──",
    ]


def test_a_long_label_stands_right_of_a_short_mark_if_there_is_room() -> None:
    assert drawn("Он сказал: да.", ("Он", "speaker"), ("сказал", "cue")) == ["Он сказал: да.", "── ─cue──"]
    assert drawn("Он сказал: да.", ("Он", "speaker"))[1] == "── speaker"


def test_overlapping_marks_are_drawn_below_one_another() -> None:
    assert drawn("в столице Ардалии", ("столице Ардалии", "place"), ("Ардалии", "actor")) == [
        "в столице Ардалии",
        "  ─────place─────",
        "          ─actor─",
    ]


def test_a_mark_goes_on_in_the_next_line() -> None:
    assert drawn("раз два три четыре пять", ("два три четыре", "words"), width=12) == [
        "раз два три",
        "    ─words─",
        "четыре пять",
        "words─",
    ]


def test_wide_and_combining_characters_do_not_shift_marks() -> None:
    assert drawn("日本 и Москва", ("Москва", "place"))[1] == "       place─"
    assert drawn("за\u0301мок и мост", ("мост", "x"))[1] == "        ─x──"
    assert drawn("\x1b[31mи мост", ("мост", "x"))[0] == "�[31mи мост"


@given(
    st.text(st.sampled_from("ab я日\u0301\n\x1b😀-"), max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=4),
    st.integers(10, 40),
)
def test_nothing_is_lost_and_nothing_sticks_out(text: str, spans: list[tuple[int, int]], width: int) -> None:
    marks = [Mark(s, s + n, "label") for s, n in spans if s + n <= len(text)]
    assert all(cell_len(line) <= width + 1 for line in draw(text, marks, width))
    shown = [text[s:e] for s, e in wrap(text, width)]
    assert "".join(shown).replace(" ", "") == text.replace(" ", "").replace("\n", "")
