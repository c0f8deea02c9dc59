"""A calendar of deadlines as other programs read it: folded by octets, escaped, the same bytes every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from svod.present.ical import escape_text, fold_line, format_calendar

ROW = {
    "id": "F-1", "kind": "promise", "stands": "due", "holder": "Пабло Ривас", "words": "построить; мост, до\nосени",
    "condition": None, "outlet": "Утро", "according_to": ["Пабло Ривас"], "published": "2027-03-01T10:00:00",
    "made": "2027-03-01", "start": None, "end": "2027-09-01", "url": "https://example.org/1",
}  # fmt: skip


def test_an_entry_has_the_deadline_and_no_clock() -> None:
    lines = unfold(format_calendar([ROW]))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"UID:F-1@svod", "DTSTAMP:20270301T000000Z", "DTSTART;VALUE=DATE:20270901"} < {*lines}
    assert "DTEND;VALUE=DATE:20270902" in lines
    assert r"DESCRIPTION:построить\; мост\, до\nосени\nУтро\, Пабло Ривас" in lines


def test_what_has_no_deadline_has_no_entry() -> None:
    assert "BEGIN:VEVENT" not in format_calendar([ROW | {"end": None}])


def test_a_week_is_all_its_days_and_longer_is_its_last() -> None:
    assert "DTSTART;VALUE=DATE:20270826" in unfold(format_calendar([ROW | {"start": "2027-08-26"}]))
    assert "DTSTART;VALUE=DATE:20270901" in unfold(format_calendar([ROW | {"start": "2027-08-01"}]))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=300))
def test_folding_keeps_every_character_in_lines_of_75_octets(text: str) -> None:
    pieces = list(fold_line(text))
    assert all(len(p.encode()) <= 75 for p in pieces)
    assert pieces[0] + "".join(p[1:] for p in pieces[1:]) == text


@given(st.text(max_size=100))
def test_no_text_ends_a_line(text: str) -> None:
    assert not {"\r", "\n"} & {*escape_text(text)}


def unfold(calendar: str) -> list[str]:
    """The content lines of a calendar."""
    assert calendar.endswith("\r\n")
    return calendar.replace("\r\n ", "").split("\r\n")[:-1]
