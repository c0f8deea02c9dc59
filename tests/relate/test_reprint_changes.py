"""The words that a copy changes, with their places in both texts."""

from __future__ import annotations

from tellers import make_article

from svod.relate.reprint_changes import count_words, find_changes


def test_changes_join_to_both_texts() -> None:
    base = make_article("Ардалия подписала договор о коридоре в пятницу.", name="а")
    copy = make_article("Ардалия подписала важный договор в пятницу вечером.", name="б")
    changes = find_changes(base, copy)
    assert "".join(c.base for c in changes) == base.text
    assert "".join(c.words for c in changes) == copy.text
    assert all(
        base.text[c.base_start : c.base_end] == c.base and copy.text[c.start : c.end] == c.words for c in changes
    )
    assert [c.kind for c in changes if c.kind != "equal"] == ["added", "left out", "added"]
    assert (count_words(changes, "equal"), count_words(changes, "left out"), count_words(changes, "added")) == (5, 2, 2)
