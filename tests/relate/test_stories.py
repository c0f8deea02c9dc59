"""Whether two articles tell one story: retold is the same, the same sort of news from elsewhere is not."""

from __future__ import annotations

from tellers import make_article

from svod.relate.stories import make_background, same_story

TREATY = make_article(
    "В пятницу Ардалия и Нимория подписали договор о коридоре. Документ обсуждали в Велграде 17 месяцев.", name="а"
)
RETOLD = make_article(
    "Договор о коридоре, который обсуждали 17 месяцев, подписан в Велграде: Ардалия и Нимория поставили подписи.",
    name="б",
)
STORM = make_article("На побережье Ковена шторм сорвал крыши с домов, пострадали трое рыбаков.", name="в")


def test_retold_is_the_same_and_other_news_is_not() -> None:
    background = make_background((TREATY, RETOLD, STORM))
    retold, other = (same_story(TREATY, x, background) for x in (RETOLD, STORM))
    assert retold.score > 0 > other.score
    assert other.verdict == "different"
    assert retold.reasons


def test_order_does_not_matter() -> None:
    background = make_background((TREATY, RETOLD, STORM))
    assert same_story(TREATY, RETOLD, background) == same_story(RETOLD, TREATY, background)


def test_an_empty_text_is_no_story() -> None:
    empty = make_article("", name="г")
    assert same_story(empty, empty, make_background([empty])).verdict == "different"
