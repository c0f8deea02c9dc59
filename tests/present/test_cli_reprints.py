"""Families of reprints on the command line: trees, words changed, and what a person's decision does to a family."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_cli import good, rows

from svod.flow import relate_all
from svod.ids import make_id
from svod.records import Article, Findings
from svod.store import open_store, save_article, save_findings

LEAD = "Ардалия и Нимория подписали в пятницу договор о коридоре, сообщила пресс-служба правительства в Велграде. "
BODY = "Документ обсуждали почти два года, и до последнего дня стороны спорили о пошлинах, о страже и о цене проезда. "
MORE = "Наблюдатели ждут, что первые обозы пройдут по новой дороге уже осенью, если зима не придёт раньше срока. "
OTHER = "В порту Ковена открыли выставку старых карт, на которой показали чертежи маяков и письма смотрителей. "


def make(outlet: str, day: str, text: str) -> Article:
    """An article of an outlet."""
    return Article(make_id("a", outlet, text), outlet.lower(), outlet, None, day, "ru", None, text, "")


FIRST = make("Весть", "2031-05-10T08:00:00Z", LEAD + BODY + MORE)
COPY = make("Копия", "2031-05-10T09:00:00Z", LEAD + BODY)
LATE = make("Эхо", "2031-05-11", LEAD + BODY.replace("два года", "год") + MORE)
ALIEN = make("Порт", "2031-05-11", OTHER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of a text, two copies of it, and one that has nothing to do with them."""
    path = tmp_path / "svod.db"
    db = open_store(path)
    for article in (FIRST, COPY, LATE, ALIEN):
        save_article(db, article)
        save_findings(db, Findings(article.id), "hand")
    relate_all(db)
    db.close()
    return path


def families(path: Path) -> list[list[str]]:
    """The outlets of each family, who came first first."""
    found: dict[str, list[str]] = {}
    for row in rows("reprints", "--db", path):
        found.setdefault(row["id"], []).append(row["outlet"])
    return sorted(found.values())


def test_a_tree_says_who_copied_whom(path: Path) -> None:
    assert families(path) == [["Весть", "Копия", "Эхо"]]
    assert {r["outlet"]: r["source"] for r in rows("reprints", "--db", path)} == {
        "Весть": None, "Копия": FIRST.id, "Эхо": FIRST.id,
    }  # fmt: skip
    printed = good("reprints", "--db", path)
    assert "3 articles, one voice" in printed
    assert "?" not in printed  # of each pair it is known who came first


def test_the_words_changed_of_one_copy(path: Path) -> None:
    kinds = {r["kind"] for r in rows("reprints", LATE.id, "--db", path)}
    assert kinds == {"equal", "changed"} or kinds == {"equal", "form", "changed"}
    assert "{+год" in good("reprints", LATE.id, "--db", path)


def test_the_same_minute_and_no_date_are_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    twin, undated = (replace(COPY, id=make_id("a", n), name=n, outlet=n, published=d) for n, d in
                     (("Близнец", FIRST.published), ("Безымянный", None)))  # fmt: skip
    for article in (FIRST, twin, undated):
        save_article(db, article)
        save_findings(db, Findings(article.id), "hand")
    relate_all(db)
    db.close()
    assert good("reprints", "--db", path).count(" ?") == 2


def test_a_person_who_says_different_parts_a_family(path: Path) -> None:
    good("judge", FIRST.id, COPY.id, "different", "--db", path)
    good("judge", FIRST.id, LATE.id, "different", "--db", path)
    assert families(path) == [["Копия", "Эхо"]]
    good("judge", COPY.id, LATE.id, "different", "--by", "редактор", "--db", path)
    assert families(path) == []
    for _ in range(3):
        good("undo", "--db", path)
    assert families(path) == [["Весть", "Копия", "Эхо"]]


def test_a_person_who_says_same_joins_one(path: Path) -> None:
    good("judge", "порт", "весть", "same", "--note", "перевод", "--db", path)
    assert families(path) == [["Весть", "Копия", "Эхо", "Порт"]]
    db = open_store(path)
    relate_all(db)  # it outlives another run
    db.close()
    assert families(path) == [["Весть", "Копия", "Эхо", "Порт"]]
    assert [(r["verdict"], r["state"]) for r in rows("log", "--db", path)] == [("same", "in force")]
