"""Copies, shortened copies and lightly edited ones; background that an outlet repeats is none."""

from __future__ import annotations

import pytest
from tellers import decide, make_article

from svod.relate.reprints import find_reprints

LEAD = "Ардалия и Нимория подписали в пятницу договор о коридоре, сообщила пресс-служба правительства в Велграде. "
BODY = "Документ обсуждали почти два года, и до последнего дня стороны спорили о пошлинах, о страже и о цене проезда. "
MORE = "Наблюдатели ждут, что первые обозы пройдут по новой дороге уже осенью, если зима не придёт раньше срока. "
OTHER = "В порту Ковена открыли выставку старых карт, на которой показали чертежи маяков и письма смотрителей. "


def families(*texts_days: tuple[str, str]) -> list[list[int]]:
    """The families found, as numbers of the articles in the order of the family."""
    articles = [make_article(t, day=d, name=str(n)) for n, (t, d) in enumerate(texts_days)]
    number = {a.id: n for n, a in enumerate(articles)}
    return sorted([number[i] for i in r.articles] for r in find_reprints(articles))


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        (LEAD + BODY + MORE, "2031-05-11", [[0, 1]]),  # whole
        (LEAD + BODY, "2031-05-11", [[0, 1]]),  # shortened
        (LEAD.replace("в пятницу", "накануне") + BODY + MORE + OTHER, "2031-05-11", [[0, 1]]),  # edited, added to
        (LEAD + BODY + MORE, "2032-05-11", [[0, 1]]),  # whole, a year later
        (BODY + OTHER + OTHER.replace("старых", "новых"), "2031-06-11", []),  # background a month later
        (OTHER + OTHER.replace("карт", "книг"), "2031-05-11", []),
        ("", "2031-05-11", []),
        ("Ардалия и Нимория подписали договор.", "2031-05-11", []),  # a headline may be written twice
    ],
)
def test_copies(text: str, day: str, found: list[list[int]]) -> None:
    assert families((LEAD + BODY + MORE, "2031-05-10"), (text, day)) == found


def test_the_first_published_stands_first() -> None:
    text = LEAD + BODY + MORE
    assert families((text, "2031-05-12"), (text, "2031-05-10"), (text, "2031-05-11")) == [[1, 2, 0]]


def test_a_person_parts_and_joins() -> None:
    copy, twin, alien = (make_article(t, name=n) for t, n in ((LEAD + BODY, "а"), (LEAD + BODY, "б"), (OTHER, "в")))
    articles = [copy, twin, alien]
    assert find_reprints(articles, [decide(copy.id, twin.id, "different", "article")]) == ()
    family = find_reprints(articles, [decide(copy.id, alien.id, "same", "article")])
    assert [len(f.articles) for f in family] == [3]


def test_similarity_is_the_weakest_link() -> None:
    (family,) = find_reprints([make_article(LEAD + BODY, name="а"), make_article(LEAD + BODY, name="б")])
    assert family.similarity == 1.0
