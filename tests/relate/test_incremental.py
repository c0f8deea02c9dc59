"""What is added bit by bit comes to what it comes to when everything is related anew: every table, after every step.

Steps add articles, read known ones otherwise, and have people decide and undo; memos are what makes a step cheap.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import CODES, make_article, mention, tell

from svod.flow import AddOptions, add, relate_all
from svod.packs import read_actors_file
from svod.records import Article, Commitment, EventMention, Findings, Mention, Party, Quote
from svod.relate.memo import Memo
from svod.spans import make_evidence
from svod.store import Decision, load_articles, load_findings, open_store, save_article, save_decision, save_findings
from svod.store.changes import forget_accounts
from svod.store.decisions import load_decisions, standing, undo_decision

NAMES = ("Ардалия", "Нимория", "Турсан Велик", "Олма Реш", "МИД Ардалии")
WORDS = ("переговоры", "встреча", "арест", "протест")
DAYS = ("2031-05-10", "2031-05-11", "2031-06-30")
SAID = "Мы готовы вернуть всех рыбаков домой до конца мая и ждём ответа соседей"
ORIGIN = tell(make_article("арест"), "арест", "COERCE").origin


def make_story(number: int, day: str, told: Sequence[tuple[str, str, str, str]]) -> Article:
    """An article that tells these things, each «WORD: WHO, WHOM», and ends with a promise."""
    lines = [f"{word}: {who}, {whom}." for word, _, who, whom in told]
    return make_article("\n".join([f"Сообщение {number}.", *lines, f"«{SAID}», заявил {told[0][2]}."]), day=day)


def read_story(article: Article, told: Sequence[tuple[str, str, str, str]], reading: int) -> Findings:
    """What a reading finds there: the second one takes the first thing told for a denial and misses the quote."""
    mentions: dict[str, Mention] = {}
    for name in dict.fromkeys(n for row in told for n in row[2:]):
        entity = "person" if name in ("Турсан Велик", "Олма Реш") else "state"
        mentions[name] = mention(article, name, name, entity=entity, code=CODES[name])

    def party(name: str) -> Party:
        return Party(name, CODES[name], mentions[name].id)

    events: list[EventMention] = []
    for place, (word, kind, who, whom) in enumerate(told):
        fact = "negated" if reading and not place else "actual"
        event = tell(article, word, kind, factuality=fact, start=article.published if place else None)
        events.append(replace(event, actors=(party(who),), recipients=(party(whom),)))
    speaker = mentions[told[0][2]]
    at = article.text.index(SAID)
    content = make_evidence("content", article, at, at + len(SAID))
    quote = Quote(
        f"q-{article.id}", article.id, "direct", speaker.name, "person", speaker.id, speaker.code, None, "promise",
        None, (speaker.name or "",), None, (content,), ORIGIN,
    )  # fmt: skip
    promise = Commitment(
        f"k-{article.id}", article.id, "promise", party(told[0][2]), (), None, None, None, None, False,
        (speaker.name or "",), quote.id, None, (events[0].id,), (content,), ORIGIN,
    )  # fmt: skip
    quotes, promises = ((), ()) if reading else ((quote,), (promise,))
    return Findings(article.id, tuple(mentions.values()), (), quotes, tuple(events), commitments=promises)


TOLD = st.tuples(st.sampled_from(WORDS), st.sampled_from(("CONSULT", "COERCE")), *[st.sampled_from(NAMES)] * 2)
STORIES = st.lists(
    st.tuples(st.sampled_from(DAYS), st.lists(TOLD, min_size=1, max_size=3, unique_by=lambda t: t[0])),
    min_size=2, max_size=6,
)  # fmt: skip


def tables(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of every table of records; what only spares work and the index of words are left out."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'articles_search%'"
    names = {row[0] for row in db.execute(query)} - {"memos"}
    return {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in sorted(names)}


@contextlib.contextmanager
def started_over(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A copy that has forgotten all that was related, related from nothing."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        db.backup(copy)
        copy.execute("DELETE FROM memos")
        copy.execute("DELETE FROM meta WHERE key = 'accounts'")
        forget_accounts(copy)
        relate_all(copy)
        yield copy


def check(db: sqlite3.Connection) -> None:
    """The database is what starting over makes of it, and relating once more writes nothing."""
    assert not relate_all(db), "what is related is related again"
    with started_over(db) as over:
        assert tables(db) == tables(over)


def decide(db: sqlite3.Connection, data: st.DataObject) -> None:
    """A person decides on two event mentions, or takes a decision back."""
    ids = sorted(row[0] for row in db.execute("SELECT id FROM event_mentions"))
    made = [d.number for d in standing(load_decisions(db))]
    if data.draw(st.booleans(), "undo") and made:
        undo_decision(db, data.draw(st.sampled_from(made), "which"), "редактор", "2031-07-01")
    elif len(ids) > 1:
        pairs = sorted(db.execute("SELECT a, b FROM judgements WHERE kind = 'event'").fetchall())  # what may matter
        a, b = data.draw(st.sampled_from(pairs or [(ids[0], ids[1])]), "pair")
        verdict = data.draw(st.sampled_from(("same", "different", "unsure")), "verdict")
        save_decision(db, Decision(0, "2031-07-01", "редактор", verdict, "event", a, b))
    if data.draw(st.booleans(), "mend") and ids:
        event = data.draw(st.sampled_from(ids), "event")
        save_decision(db, Decision(0, "2031-07-01", "редактор", "wrong-type", "event", event, value="PROTEST"))


@given(STORIES, st.data())
@settings(max_examples=40, deadline=None)
def test_added_in_steps_it_is_what_it_is_at_once(
    stories: list[tuple[str, list[tuple[str, str, str, str]]]], data: st.DataObject
) -> None:
    told = [(make_story(n, day, rows), rows) for n, (day, rows) in enumerate(stories)]
    waiting = data.draw(st.permutations(told), "order")
    read: list[tuple[Article, list[tuple[str, str, str, str]]]] = []
    with contextlib.closing(open_store(Path(":memory:"))) as db:
        for version in range(len(told)):
            while waiting and (not read or data.draw(st.booleans(), "one more")):
                article, rows = waiting.pop()
                save_article(db, article)
                save_findings(db, read_story(article, rows, 0), f"{version}")
                read.append((article, rows))
            if data.draw(st.booleans(), "read otherwise"):
                article, rows = data.draw(st.sampled_from(read), "article")
                save_findings(
                    db, read_story(article, rows, data.draw(st.integers(0, 1), "reading")), f"{version} again"
                )
            if data.draw(st.booleans(), "decide"):
                decide(db, data)
            relate_all(db)
            check(db)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Article], list[Findings]]:
    """The packaged sample, read."""
    path = Path(tmp_path_factory.mktemp("sample")) / "svod.db"
    with contextlib.closing(open_store(path)) as db, as_file(files("svod") / "sample") as folder:
        add([folder], db, AddOptions(actors=(read_actors_file(folder / "actors.toml"),)))
        return list(load_articles(db)), list(load_findings(db))


@given(st.data())
@settings(max_examples=6, deadline=None)
def test_the_sample_added_in_steps_is_what_it_is_at_once(
    sample: tuple[list[Article], list[Findings]], data: st.DataObject
) -> None:
    articles, findings = sample
    order = data.draw(st.permutations(range(len(articles))), "order")
    with contextlib.closing(open_store(Path(":memory:"))) as db:
        for place in order:
            save_article(db, articles[place])
            save_findings(db, findings[place], "1")
            if data.draw(st.integers(0, 2), "relate now") == 0 or place == order[-1]:
                relate_all(db)
        if data.draw(st.booleans(), "decide"):
            decide(db, data)
            relate_all(db)
        check(db)


def test_a_decision_holds_and_is_undone_among_what_did_not_change() -> None:
    told = [("встреча", "CONSULT", "Турсан Велик", "Олма Реш")]
    with contextlib.closing(open_store(Path(":memory:"))) as db:
        for number in range(3):
            article = make_story(number, "2031-05-10", told)
            save_article(db, article)
            save_findings(db, read_story(article, told, 0), "1")
        relate_all(db)
        (events,) = db.execute("SELECT count(*) FROM events").fetchone()
        a, b = db.execute("SELECT a, b FROM judgements WHERE kind = 'event' AND verdict = 'same'").fetchone()
        save_decision(db, Decision(0, "2031-07-01", "редактор", "different", "event", a, b))
        relate_all(db)
        assert db.execute("SELECT count(*) FROM events").fetchone() > (events,)
        check(db)
        undo_decision(db, 1, "редактор", "2031-07-01")
        save_decision(db, Decision(0, "2031-07-01", "редактор", "wrong-type", "event", a, value="PROTEST"))
        relate_all(db)
        check(db)
        assert "PROTEST" in {row[0] for row in db.execute("SELECT type FROM events")}


def test_a_memo_gives_back_what_was_noted_and_forgets_what_nobody_asks_for() -> None:
    first = Memo()
    assert first.recall("a", lambda: ("x", 1)) == ["x", 1]
    assert first.recall("b", lambda: None) is None
    second = Memo(first.after)
    assert second.recall("a", lambda: pytest.fail("made again")) == ["x", 1]
    assert list(second.after) == ["a"]
