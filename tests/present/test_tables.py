"""Tables fit the terminal: columns share its width, and rows become cards where the main column could not be read."""

from __future__ import annotations

from io import StringIO

import pytest

from svod.present.tables import READABLE, Column, Listing, make_console, share_widths, write_table

COLUMNS = (Column("when", "when"), Column("sides", "who to whom", 4), Column("slots", "disputed", 1),
           Column("voices", "told by", right=True))  # fmt: skip
ROW = {"when": "2024-03-12/2024-03-14", "sides": "Министерство обороны Ардалии → " * 3, "slots": "participants, place",
       "voices": 2}  # fmt: skip
LISTING = Listing("events", COLUMNS, [ROW], ())


def draw(width: int) -> str:
    out = StringIO()
    write_table(LISTING, make_console(out, width))
    return out.getvalue()


@pytest.mark.parametrize("width", range(20, 200, 7))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in draw(width).splitlines()) <= width


def test_the_main_column_gets_the_most_and_words_of_the_others_stay_whole() -> None:
    widths = share_widths(LISTING, 100)
    assert widths is not None
    assert widths["sides"] > widths["slots"] >= len("participants,")


def test_rows_become_cards_where_the_main_column_could_not_be_read() -> None:
    assert share_widths(LISTING, 40 + READABLE) is None
    assert "told by 2" in draw(40 + READABLE)
