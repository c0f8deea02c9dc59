"""What articles are looked up by: small, the same wherever it is made, and enough to find copies."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import make_article

from svod.relate.reprint_sketches import candidates, format_sketch, make_sketch, parse_sketch
from svod.relate.reprint_texts import make_text

WORDS = [
    "договор",
    "дорога",
    "пошлина",
    "граница",
    "обозы",
    "зимой",
    "весной",
    "министр",
    "послал",
    "письмо",
    "соседям",
    "ответил",
    "порту",
    "ждут",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(deadline=None)
def test_what_json_holds_is_the_sketch(words: list[str]) -> None:
    sketch = make_sketch(make_text(make_article(" ".join(words))))
    assert parse_sketch(format_sketch(sketch)) == sketch
    assert len(sketch.bands) == (256 if len(words) >= 4 else 0)


def test_copies_are_looked_up_on_any_day_edited_ones_on_days_near() -> None:
    text = " ".join(f"{word}{n}" for n in range(6) for word in WORDS)
    edited = " ".join("который" if n % 4 == 3 else word for n, word in enumerate(text.split()))
    texts = {name: make_text(make_article(t, name=name)) for name, t in (("а", text), ("б", edited), ("в", text))}
    sketches = {name: make_sketch(t) for name, t in texts.items()}
    assert candidates(sketches, {"а": 1, "б": 3, "в": 400}) == [("а", "б"), ("а", "в")]
    assert candidates(sketches, {"а": 1, "б": 5, "в": 400}) == [("а", "в")]
    assert candidates(sketches, {"а": 1, "б": None, "в": 400}) == [("а", "б"), ("а", "в"), ("б", "в")]
