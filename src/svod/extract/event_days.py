"""The day of what its own clause gives no day: that of another telling, of the passage, or of the news itself.

Goes in: a scene and the drafts of one article, each with the day its clause says. Comes out: the same drafts; what is
told as news has a day, and `basis` says whose: "said" in its own clause, of another "telling" of it, of the "passage",
"news_of_the_day" (that of the article's publication), "none". Wishes, denials and background stay without one.

Weighing the same with a learned model was tried: with one story left out it was no better than these rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from svod.extract.event_context import Draft, kindred, same
from svod.extract.event_scene import Scene
from svod.extract.event_when import path_up
from svod.extract.letters import plain
from svod.extract.times import parse_day
from svod.extract.times_grammar import compile_lexicon
from svod.read import Token
from svod.records import TimeRef

FINE = ("day", "hour")
RECENT, OLD = 7, 60  # days before the article's own: news, and what may still be told as one happening
FRESH, LATEST = 3, 1  # … what lends its day to all tellings of its type, and to all that is told after it
NEAR, NEXT = 4, 1  # sentences that a passage stays with its day, and with a day that is not of the latest
BACK, ON = 2, 6  # sentences that a passage stays in the years to which it has gone back; … with «вскоре», «затем»
OPENING = 8  # sentences in which a noun may carry the news
MAIN = ("root", "conj", "parataxis")


class Dated(NamedTuple):
    """A day that the text gives, and where."""

    time: TimeRef
    token: int
    sentence: int


def settle_days(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Give each draft that has no day of its own the one it is told of, where there is one."""
    days = find_days(scene)
    said = [d for d in drafts if d.start is not None and d.status != "hypothetical"]
    settled = [d if d.start is not None else settle_day(scene, d, days, said) for d in drafts]
    news = [d for d in settled if d.start is not None and d.status == "actual" and is_recent(scene, d.start)]
    return [lend_story(scene, d, news) for d in settled]


def lend_story(scene: Scene, draft: Draft, news: Sequence[Draft]) -> Draft:
    """A noun that tells once more what the article has told as news takes its day: «удар» after «обстреляли»."""
    if draft.start is not None or draft.status != "actual":
        return draft
    for donor in news:
        if kindred(draft, donor) and same(draft, donor):
            return lend(draft, donor)
    return draft


def find_days(scene: Scene) -> list[Dated]:
    """The dates of the text that are not after the article's own day, in text order."""
    today = (scene.article.published or "9999")[:10]
    found = []
    for time in scene.times:
        span = time.evidence[0].span
        tokens = scene.reading.within(span.start, span.end)
        if tokens and time.kind == "date" and time.start and time.start <= today:
            found.append(Dated(time, tokens[0], scene.reading.tokens[tokens[0]].sentence))
    return found


def settle_day(scene: Scene, draft: Draft, days: Sequence[Dated], said: Sequence[Draft]) -> Draft:
    """One draft with its day: the first that holds of those that the text offers, else the news's own."""
    if draft.status not in ("actual", "future"):
        return draft
    other = find_telling(scene, draft, said)
    if draft.status == "future":
        return lend(draft, other) if other else draft
    verb = not draft.match.noun
    back = find_back_then(scene, draft, days) or (find_background(scene, draft, days) if verb else None)
    if back:
        return take(draft, back)
    if not (other and kindred(draft, other) and same(draft, other)) and is_backstory(scene, draft, days):
        return draft
    news = told_as_news(scene, draft)
    passage = find_passage(scene, draft, days)
    if verb and news and passage and is_near(scene, draft, passage):
        return take(draft, passage.time)
    if other:
        return lend(draft, other)
    if not news:
        return settle_aside(scene, draft, passage)
    if passage:
        return take(draft, passage.time)
    today = parse_day(scene.article.published)
    if today is None:
        return draft
    return draft._replace(start=today.isoformat(), end=today.isoformat(), basis="news_of_the_day")


def settle_aside(scene: Scene, draft: Draft, passage: Dated | None) -> Draft:
    """What is told in passing: a noun of the opening has the passage's day."""
    opening = scene.reading.tokens[draft.match.trigger].sentence <= OPENING
    aside = draft.match.noun and opening and not is_earlier(scene, draft)
    return take(draft, passage.time) if passage and aside else draft


def lend(draft: Draft, donor: Draft) -> Draft:
    """A draft with the day of another, which tells of the same happening where sides and words agree."""
    same_one = donor.basis in ("said", "telling") and kindred(draft, donor) and same(draft, donor)
    basis = "telling" if same_one else "news_of_the_day" if donor.basis == "news_of_the_day" else "passage"
    return draft._replace(time=donor.time, start=donor.start, end=donor.end, basis=basis)


def take(draft: Draft, time: TimeRef | None) -> Draft:
    """A draft with the day of a time that stands elsewhere."""
    return draft._replace(time=time, start=time.start, end=time.end, basis="passage") if time else draft


def find_telling(scene: Scene, draft: Draft, said: Sequence[Draft]) -> Draft | None:
    """The telling that lends its day: the first recent one of the type, else the nearest of the same happening."""
    of_type = [d for d in said if d.type == draft.type and d.status == draft.status]
    news = [d for d in of_type if 0 <= age(scene, d.start) <= FRESH]
    if news:
        return news[0]
    alike = [d for d in of_type if kindred(draft, d) and same(draft, d) and age(scene, d.end) <= OLD]
    return min(alike, key=lambda d: abs(d.match.trigger - draft.match.trigger), default=None)


def age(scene: Scene, day: str | None) -> int:
    """How many days before the article's own a day lies; 0 where either is unknown."""
    today = parse_day(scene.article.published)
    return (today - date.fromisoformat(day)).days if today and day else 0


def is_recent(scene: Scene, day: str | None) -> bool:
    """True for a day of the week before the article's own."""
    return 0 <= age(scene, day) <= RECENT


def find_back_then(scene: Scene, draft: Draft, days: Sequence[Dated]) -> TimeRef | None:
    """What «тогда» means: the last date before it in its paragraph."""
    trigger = scene.reading.tokens[draft.match.trigger]
    if not tells(scene, trigger, words(scene, "then")):
        return None
    before = [d for d in days if d.token < trigger.i and "\n" not in between(scene, d, trigger)]
    return before[-1].time if before else None


def find_background(scene: Scene, draft: Draft, days: Sequence[Dated]) -> TimeRef | None:
    """The year or month long past that the sentence before speaks of: «Это было в 2010 году. Суд осудил ее»."""
    trigger = scene.reading.tokens[draft.match.trigger]
    before = [d for d in days if d.token < trigger.i and d.sentence >= trigger.sentence - 1]
    if not before or before[-1].time.grain in FINE or is_recent(scene, before[-1].time.end):
        return None
    last = before[-1]
    return last.time if "\n" not in between(scene, last, trigger) and trigger.feat("Tense") == "Past" else None


def is_backstory(scene: Scene, draft: Draft, days: Sequence[Dated]) -> bool:
    """True where the paragraph has gone back to a day long past and tells on from there.

    «В 2010 году ее арестовали. Суд вынес приговор», «… Вскоре ее освободили».
    """
    trigger = scene.reading.tokens[draft.match.trigger]
    before = [d for d in days if d.token < trigger.i and "\n" not in between(scene, d, trigger)]
    if not before or age(scene, before[-1].time.end) <= OLD or trigger.feat("Tense") == "Pres":
        return False
    last = before[-1]
    if last.sentence == trigger.sentence:
        return True
    if last.sentence >= trigger.sentence - BACK and frames(scene, last):
        return True
    return last.sentence >= trigger.sentence - ON and tells(scene, trigger, words(scene, "onward"))


def frames(scene: Scene, day: Dated) -> bool:
    """True for a date that says when the main thing of its sentence was: of a past predicate, not of a noun."""
    verb = scene.reading.tokens[path_up(scene, day.token)[-1]]
    return verb.rel.split(":")[0] in MAIN and (verb.feat("Tense") == "Past" or verb.feat("Variant") == "Short")


def words(scene: Scene, name: str) -> frozenset[str]:
    """A list of the pack's words of time."""
    return compile_lexicon(scene.pack).lists.get(name, frozenset())


def tells(scene: Scene, trigger: Token, words: frozenset[str]) -> bool:
    """True where one of some words stands in the sentence, as written or by its lemma."""
    tokens = scene.reading.of(scene.reading.sentences[trigger.sentence])
    return any(plain(t.lemma) in words or plain(t.text) in words for t in tokens)


def between(scene: Scene, day: Dated, word: Token) -> str:
    """The text from a date to a word after it."""
    return scene.text(day.time.evidence[0].span.end, word.start)


def find_passage(scene: Scene, draft: Draft, days: Sequence[Dated]) -> Dated | None:
    """The last recent day that the text has named before, in the paragraph just now, else of the latest ones."""
    trigger = scene.reading.tokens[draft.match.trigger]
    before = [d for d in days if d.token < trigger.i and d.time.grain in FINE and is_recent(scene, d.time.start)]
    if before and before[-1].sentence >= trigger.sentence - NEXT and "\n" not in between(scene, before[-1], trigger):
        return before[-1]
    return next((d for d in reversed(before) if age(scene, d.time.start) <= LATEST), None)


def is_near(scene: Scene, draft: Draft, day: Dated) -> bool:
    """True within a few sentences after a day."""
    return scene.reading.tokens[draft.match.trigger].sentence - day.sentence <= NEAR


def told_as_news(scene: Scene, draft: Draft) -> bool:
    """True for a main verb told as done or going on, for one reported as done, and in the opening for its noun."""
    tokens = scene.reading.tokens
    trigger = tokens[draft.match.trigger]
    top = tokens[top_of(draft)]
    if is_earlier(scene, draft):
        return False
    if not draft.match.noun:
        rel = top.rel.split(":")[0]
        return is_told(top) and (rel in MAIN or (rel == "ccomp" and top.feat("Tense") != "Pres"))
    return trigger.sentence <= OPENING and any(
        is_done(scene, t) or scene.book.has("being_verbs", t.lemma) for t in carriers(scene, draft, top)
    )


def top_of(draft: Draft) -> int:
    """The word that carries the telling: its last light verb, or the word that matched."""
    return draft.match.frame.light[-1] if draft.match.frame.light else draft.match.token


def is_earlier(scene: Scene, draft: Draft) -> bool:
    """True for «ранее сообщил», «неоднократно обвинял»: not of the day of the news."""
    earlier = words(scene, "earlier") | words(scene, "often")
    return any(plain(x) in earlier for k in scene.reading.kids(top_of(draft)) for x in (k.text, k.lemma))


def carriers(scene: Scene, draft: Draft, top: Token) -> Iterator[Token]:
    """The verb that carries a noun: its light verb, or the one whose object it is."""
    if top.i != draft.match.trigger:
        yield top
    elif top.head >= 0 and (top.rel.startswith(("obj", "nsubj")) or (top.rel == "obl" and top.feat("Case") == "Acc")):
        yield scene.reading.tokens[top.head]


def is_done(scene: Scene, verb: Token) -> bool:
    """True for what carries a noun as news: a verb of what is done, in no clause that hangs below another's words.

    «Санкции мешают торговле», «компания, которая провела переговоры» tell of no day.
    """
    clause = verb
    while clause.rel.startswith("conj") and clause.head >= 0:
        clause = scene.reading.tokens[clause.head]
    leading = clause.rel.split(":")[0] in (*MAIN, "ccomp")
    return leading and verb.feat("Tense") != "Pres" and is_told(verb)


def is_told(verb: Token) -> bool:
    """True for a finite verb of what is done or goes on, and for a short participle; «звонил» tells of no one day."""
    if verb.feat("VerbForm") == "Part":
        return verb.feat("Variant") == "Short"
    if verb.feat("VerbForm") != "Fin":
        return False
    return verb.feat("Tense") == "Pres" or (verb.feat("Tense") == "Past" and verb.feat("Aspect") == "Perf")
