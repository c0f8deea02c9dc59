"""A page of quotes, or of quotations, is cut out of all that fit: the same rows and number as reading all gives."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import SAMPLE, call
from svod.present import quote_page
from svod.present.cli_tables import dictionary_forms
from svod.present.quote_page import find_quotations, find_quotes
from svod.present.quote_rows import QuoteChoice, group_rows, quote_rows
from svod.store import open_store
from svod.store.lists import fill_lists, forget_lists

CODES = ("XAR", "XNI", "RUS")
CHOICES = st.builds(
    QuoteChoice,
    speaker=st.none() | st.none() | st.sampled_from(("а", "Градова", "министр", "нет такого", "", "A-0000")),
    country=st.none() | st.none() | st.sampled_from(CODES),
    dyad=st.none() | st.none() | st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)),
    outlet=st.none() | st.none() | st.sampled_from(("а", "вест", "нет такого")),
    acts=st.sampled_from(((), (), ("deny",), ("assert", "promise"))),
    kinds=st.sampled_from(((), (), ("direct",), ("indirect", "mixed"))),
    since=st.none() | st.none() | st.sampled_from(("2024-05-14", "2024-06-01", "2031-01-01")),
    until=st.none() | st.none() | st.sampled_from(("2024-05-15", "2024-06-20", "1999-12-31")),
    words=st.none() | st.none() | st.sampled_from(("переговоры", "не*")),
    several=st.sampled_from((False, False, True)),
    about=st.none() | st.none() | st.sampled_from(("мост", "нет такого")),
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("page") / "svod.db"
    call("add", *sorted(SAMPLE.glob("*.txt")), "--actors", SAMPLE / "actors.toml", "--db", path)
    with contextlib.closing(open_store(path)) as db:
        join(db)
        yield db


def join(db: sqlite3.Connection) -> None:
    """Some quotes are one utterance, of one voice and of two."""
    quotes = [id_ for (id_,) in db.execute("SELECT id FROM quotes ORDER BY id LIMIT 7")]
    for number, (own, voices) in enumerate(((quotes[:3], 2), (quotes[3:5], 1), (quotes[5:], 3))):
        row = (f"Q-{number}", 100 + number, None, None, "[]", own[0], voices)
        db.execute("INSERT INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        for place, quote in enumerate(own):
            db.execute("DELETE FROM quotation_quotes WHERE quote = ?", (quote,))
            db.execute("INSERT INTO quotation_quotes VALUES (?, ?, 0, ?)", (f"Q-{number}", place, quote))


def correct(db: sqlite3.Connection) -> None:
    """Somebody names other speakers of two quotes, and says that nobody knows who said a third."""
    quotes = [id_ for (id_,) in db.execute("SELECT id FROM quotes WHERE speaker IS NOT NULL ORDER BY id LIMIT 3")]
    query = (
        "SELECT m.name, m.code, m.id FROM mentions AS m WHERE m.entity = 'person' AND m.name IS NOT NULL ORDER BY m.id"
    )
    people = [*db.execute(f"{query} LIMIT 2"), (None, None, None)]
    for quote, (name, code, mention) in zip(quotes, people, strict=True):
        db.execute(
            "INSERT INTO decisions (made, by, verdict, kind, a, b, value, code)"
            " VALUES ('2031-01-01T00:00', 'x', 'wrong-speaker', 'quote', ?, ?, ?, ?)",
            (quote, mention, name, code),
        )


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("kept", [True, False])
@settings(max_examples=60, deadline=None)
@given(choice=CHOICES, first=st.integers(0, 8), limit=st.none() | st.integers(0, 30), many=st.booleans())
def test_a_page_is_cut_out_of_all_that_fit(
    story: sqlite3.Connection,
    corrected: bool,
    kept: bool,
    choice: QuoteChoice,
    first: int,
    limit: int | None,
    many: bool,
) -> None:
    with pytest.MonkeyPatch.context() as patch, undone(story):
        if corrected:
            correct(story)
        (fill_lists if kept else forget_lists)(story)
        for name in ("MANY", "FEW") if many else ():  # the other ways to ask
            patch.setattr(quote_page, name, 0)
        every = quote_rows(story, choice, dictionary_forms)
        page = find_quotes(story, choice, dictionary_forms, first=first, limit=limit)
        assert page.total == len(every)
        assert page.rows == every[first:][:limit]
        newest = find_quotes(story, choice, dictionary_forms, first=first, limit=limit, newest=True)
        assert newest.rows == every[::-1][first:][:limit]
        groups = group_rows(every)
        page = find_quotations(story, choice, dictionary_forms, first=first, limit=limit)
        assert page.total == len(groups)
        assert page.rows == groups[first:][:limit]
        newest = find_quotations(story, choice, dictionary_forms, first=first, limit=limit, newest=True)
        assert newest.rows == groups[::-1][first:][:limit]


@contextlib.contextmanager
def undone(db: sqlite3.Connection) -> Iterator[None]:
    """What is written inside the block is taken back."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def test_the_sample_has_what_is_asked_for(story: sqlite3.Connection) -> None:
    for choice in (QuoteChoice(), QuoteChoice(dyad=("XAR", "XNI")), QuoteChoice(speaker="Градова")):
        assert find_quotes(story, choice, dictionary_forms, first=0, limit=1).rows, choice
