"""Whether two articles tell one story: retold is the same, the same sort of news from elsewhere is not."""

from __future__ import annotations

from tellers import make_article

from svod.relate.stories import compare_stories, make_story, same_story

TREATY = make_article(
    "В пятницу Ардалия и Нимория подписали договор о коридоре. Документ обсуждали в Велграде 17 месяцев.", name="а"
)
RETOLD = make_article(
    "Договор о коридоре, который обсуждали 17 месяцев, подписан в Велграде: Ардалия и Нимория поставили подписи.",
    name="б",
)
STORM = make_article("На побережье Ковена шторм сорвал крыши с домов, пострадали трое рыбаков.", name="в")
treaty, retold, storm = map(make_story, (TREATY, RETOLD, STORM))


def test_retold_is_the_same_and_other_news_is_not() -> None:
    same, other = same_story(treaty, retold), same_story(treaty, storm)
    assert same.score > 0 > other.score
    assert other.verdict == "different"
    assert same.reasons


def test_order_does_not_matter() -> None:
    assert same_story(treaty, retold) == same_story(retold, treaty)


def test_an_empty_text_is_no_story() -> None:
    empty = make_story(make_article("", name="г"))
    assert same_story(empty, empty).verdict == "different"


def test_rare_words_weigh_more() -> None:
    assert treaty.weights["велгр"] > treaty.weights["корид"] > treaty.weights["подпи"] > 0


def test_numbers_and_names_are_those_of_the_text() -> None:
    assert treaty.numbers == {"17"}
    assert {"нимор", "велгр"} <= treaty.names
    assert compare_stories(treaty, retold)["numbers"] == 1.0
