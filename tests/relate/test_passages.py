"""What stands around a mention: near words count, far ones and its own word do not."""

from __future__ import annotations

from tellers import make_article

from svod.relate.passages import AROUND, make_passage, share_passages
from svod.relate.stories import make_story

NEAR = "Посредники из Велграда собрали саммит о коридоре. Саммит длился до ночи."
FAR = " Тихо." * AROUND
STORY = make_story(make_article(NEAR + FAR + "Рыбаки Ковена ждут саммита."))


def test_a_passage_is_what_stands_around() -> None:
    passage = make_passage(STORY, NEAR.index("саммит"), "саммит")
    assert {"посре", "велгр", "корид", "ночи"} <= passage.words
    assert "самми" not in passage.words  # the same word of other news says nothing
    assert "рыбак" not in passage.words


def test_passages_of_one_news_share_and_others_do_not() -> None:
    retold = make_story(make_article("В Велграде прошёл саммит о коридоре", name="б"))
    here, there = (make_passage(s, s.words[0][0], "саммит") for s in (STORY, retold))
    far = make_passage(STORY, len(NEAR + FAR), "саммита")
    assert share_passages(here, there, STORY) > 0.5 > share_passages(far, there, STORY)
    assert share_passages(here, there, STORY) == share_passages(there, here, retold)


def test_nothing_around_shares_nothing() -> None:
    bare = make_passage(make_story(make_article("Саммит.", name="в")), 0, "Саммит")
    assert share_passages(bare, bare, STORY) == 0.0
