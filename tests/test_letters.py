"""Letters that count as one, as the packs say."""

from __future__ import annotations

import unicodedata

import pytest

from svod.letters import load_letters, plain


@pytest.mark.parametrize(("text", "one"), [("Ещё Ёлка", "Еще Елка"), ("мой їжак", "мой їжак"), ("Zoë", "Zoë")])
def test_plain(text: str, one: str) -> None:
    assert plain(text) == one


def test_what_letters_count_as_is_itself_no_other_letter() -> None:
    letters = load_letters()
    for table in (letters.alike, letters.confused, letters.softened):
        assert not {ord(one) for one in table.values()} & set(table)
        assert all(unicodedata.is_normalized("NFC", chr(code)) for code in table)
