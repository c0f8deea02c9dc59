"""Two event mentions' facts in, named levels out of how what stands around compares: sentence, passage, article."""

from __future__ import annotations

from functools import lru_cache

from svod.relate.facts import Facts
from svod.relate.passages import share_passages
from svod.relate.stories import Story, story_odds

Level = str
LEAD = 350  # characters: headline and first paragraph
NO_STORY = -1.75  # log-odds of one story below which two articles are of other stories
ALIEN, UNLIKE, APART = 0.15, 0.1, 0.05  # how little unlike passages share, by how much else there is to go by


def level_context(a: Facts, b: Facts) -> Level:
    """How many words the two sentences share, of the shorter one's."""
    few = min(len(a.context), len(b.context))
    if few < 3:
        return "context short"
    share = len(a.context & b.context) / few
    return (
        "context same"
        if share >= 0.6
        else "context near"
        if share >= 0.3
        else "context some"
        if share >= 0.15
        else "context other"
    )


def level_story(a: Facts, b: Facts) -> Level:
    """How much the articles have in common: whether they report one piece of news."""
    return "one story" if a.article == b.article else level_stories(a.story, b.story)


@lru_cache(maxsize=50_000)
def level_stories(a: Story, b: Story) -> Level:
    """How much two articles have in common, above all their first words; of each two many mentions are compared."""
    if a.known and b.known and a.lang == b.lang and story_odds(a, b) < NO_STORY:
        return "other stories"
    few = min(len(a.opening), len(b.opening))
    share = len(a.opening & b.opening) / few if few else 0.0
    return "stories near" if share >= 0.3 else "stories akin" if share >= 0.15 else "stories apart"


def level_words(a: Facts, b: Facts) -> Level:
    """Whether both stand in, or are the uttering of, the same quotation."""
    if a.uttered and a.uttered == b.uttered:
        return "uttered alike"
    return "said in the same words" if a.said and a.said == b.said else "words unsaid"


def level_lead(a: Facts, b: Facts) -> Level:
    """Whether it is the articles' own news: told in their first lines."""
    return ("told in neither lead", "told in one lead", "told in both leads")[(a.at < LEAD) + (b.at < LEAD)]


def level_names(a: Facts, b: Facts) -> Level:
    """How many names the sentences share, of the one with fewer; it forgives sides that were read wrongly."""
    few = min(len(a.names), len(b.names))
    if not few:
        return "names unsaid"
    part = len(a.names & b.names) / few
    return "names same" if part >= 0.5 else "names some" if part else "names other"


def level_passage(a: Facts, b: Facts) -> Level | None:
    """Whether two articles' tellings stand in passages so unlike that what they share may be of two happenings.

    «Переговоры» of one day are many, and so are the «санкции» of a state. Of one that names nobody and no place more is
    asked, and most where no state, be it lent, is common to both; where two are, it is likely one affair.
    """
    if a.article == b.article or level_words(a, b) != "words unsaid":
        return None
    if a.story.lang != b.story.lang or not a.story.known:
        return None
    shared = share_passages(a.passage, b.passage, a.story)
    if is_bare(a) or is_bare(b):
        common = len(codes_of(a) & codes_of(b))
        if common < 2 and shared < (UNLIKE if common else ALIEN):
            return "nobody named, other news"
    elif shared < UNLIKE and (names_states(a) or names_states(b)):
        return "states alone, other news"
    return "passages apart" if shared < APART else None


def codes_of(fact: Facts) -> set[str]:
    """The states and organisations of a mention's sides, those lent too."""
    return {side.code for side in (*fact.actors, *fact.recipients) if side.code}


def is_bare(fact: Facts) -> bool:
    """True for a mention that names neither doer nor target, and no place: «после теракта»."""
    return fact.place is None and all(side.lent for side in (*fact.actors, *fact.recipients))


def names_states(fact: Facts) -> bool:
    """True for a mention that names no place and nobody but states: «санкции Ардалии против Нимории»."""
    return fact.place is None and all(side.lent or side.state for side in (*fact.actors, *fact.recipients))
