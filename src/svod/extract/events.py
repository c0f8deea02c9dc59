"""Events: who did what to whom, when and where, how far it is fact, and on whose word.

Goes in: a scene, one article with its reading, mentions, times and quotes. Comes out: one `EventMention` per telling,
in text order, each with the words it rests on and the rule that fired. Joins nothing across tellings or articles.
"""

from __future__ import annotations

from dataclasses import replace

from svod.extract.details import find_details
from svod.extract.event_cast import make_cast
from svod.extract.event_context import Draft, codes, complete, facing
from svod.extract.event_days import settle_days
from svod.extract.event_echo import find_echoes
from svod.extract.event_match import Match, Miss, match_token
from svod.extract.event_parties import tell_sides
from svod.extract.event_place import find_location, settle_places
from svod.extract.event_scene import Scene, quote_at
from svod.extract.event_setting import find_home, find_setting, settle, state_side
from svod.extract.event_sides import Side, antecedent, find_sides, is_collective, owners, settled_party, spread, unique
from svod.extract.event_source import attribute, vouchers
from svod.extract.event_status import find_status
from svod.extract.event_topics import find_contexts
from svod.extract.event_when import find_place, find_time
from svod.extract.event_words import accompanies, preposition
from svod.extract.letters import plain
from svod.extract.sides_stage import Stage, Telling
from svod.ids import make_id
from svod.read import Token
from svod.records import EventMention, Evidence, Mention, Origin, Party, Quote, TimeRef
from svod.spans import make_evidence

SPOKEN = ("ACCUSE", "REQUEST", "DENY", "ACKNOWLEDGE", "CONCEDE", "SUPPORT", "THREATEN")
# what an outlet can do as an outlet; it arrests and attacks nobody


def find_events(scene: Scene) -> tuple[EventMention, ...]:
    """Find who did what to whom."""
    told, faint = tell_sides(find_stage(scene))  # whose sides are all lent lends no day
    dated = sorted((*settle_days(scene, told), *faint), key=lambda draft: draft.match.trigger)
    drafts = settle_places(scene, attribute(scene, dated))
    return tuple(make_event(scene, draft) for draft in drafts)


def find_stage(scene: Scene) -> Stage:
    """Every event, as its own clause tells it and as the rules complete it; those with no side at all are left out."""
    home = find_home(scene)
    own = [make_draft(scene, match, home) for match in find_matches(scene)]
    own = sorted((*own, *find_echoes(scene, own)), key=lambda draft: draft.match.trigger)
    full = facing(scene, complete(spread_codes(scene, own)))
    return Stage(scene, make_cast(scene), home, tuple(Telling(o, f) for o, f in zip(own, full)))


def find_matches(scene: Scene) -> list[Match]:
    """The rules that fire, one per trigger word, in text order."""
    found: dict[int, Match] = {}
    for i in scene.having(scene.book.triggers):
        match, _ = match_token(scene, i)
        if match is not None and match.trigger not in found:
            found[match.trigger] = match
    twice = {x for i in found for x in told_twice(scene, found, i)}
    return [found[i] for i in sorted(found) if i not in twice]


def told_twice(scene: Scene, found: dict[int, Match], i: int) -> tuple[int, ...]:
    """Of a verb and its object that tell one event the weaker: «подписали [соглашение]», «[предоставили] убежище»."""
    word = scene.reading.tokens[i]
    above = found.get(word.head)
    if above is None or above.rule.type != found[i].rule.type or not found[i].noun:
        return ()
    if accompanies(scene.reading, word, scene.book) or (above.noun and belongs(scene, word)):
        return (i,)
    towards = preposition(scene.reading, word, scene.book) in scene.book.lists["direction_prepositions"]
    onto = towards and word.rel.startswith("obl") and word.feat("Case") == "Acc"  # «вышли на митинг»
    if not (onto or word.rel.startswith(("obj", "nsubj"))):
        return ()
    light = scene.book.has("light_verbs", scene.reading.tokens[word.head].lemma)
    several = len(scene.reading.kids(word.head, "obj")) > 1  # two objects of one verb: a sentence read into the next
    if (light or several) and above.rule.id == found[i].rule.id:
        return ()
    return (word.head,) if light and not above.noun and not onto else (i,)


def belongs(scene: Scene, word: Token) -> bool:
    """True for a bare genitive: «акция [протеста]», «подписание [договора]»."""
    return word.rel == "nmod" and word.feat("Case") == "Gen" and not scene.reading.kids(word.i, "case")


def explain_tokens(scene: Scene, first: int, last: int) -> tuple[list[Match], list[Miss]]:
    """What fired between two tokens, and what nearly did: the trigger stood there but a condition failed."""
    fired: list[Match] = []
    missed: list[Miss] = []
    for i in range(first, last):
        match, misses = match_token(scene, i)
        fired += [match] if match is not None else []
        missed += misses
    return fired, missed


def make_draft(scene: Scene, match: Match, home: Mention | None) -> Draft:
    """An event as its own clause tells it."""
    rule, seen = match.rule, match.frame
    doers, targets = directed(scene, match)
    actors = find_sides(scene, seen, doers, union=rule.symmetric)
    recipients = find_sides(scene, seen, targets, union=rule.symmetric)
    if rule.through:
        behind = owners(scene, seen, rule.recipient(match.noun))
        recipients = behind or tuple(s for s in recipients if not is_deed(scene, s.token))
    if rule.symmetric:
        actors, recipients = unique((*actors, *recipients)), ()
    quote = quote_at(scene, scene.reading.tokens[match.trigger].start)
    actors = actors or speaking(scene, match, quote)
    if not actors and seen.indefinite and not match.noun and not rule.by_state:
        actors = tuple(s for s in find_sides(scene, seen, scene.book.seat) if s.party.code)
    here = find_setting(scene, match.trigger, seen.light, home)
    actors, recipients = settle(scene, actors, here, home), settle(scene, recipients, here, home)
    if rule.by_state and not actors and here is not None and not seen.speaker and not has_doer(scene, match):
        actors = (state_side(scene, here, match.trigger),)
    if rule.mode == "expel" and codes(actors) and codes(actors) <= codes(recipients):
        actors = ()  # no state expels its own envoys
    actors = tuple(s for s in actors if s.entity != "outlet" or rule.type in SPOKEN)
    place = find_place(scene, match.trigger, seen.light)
    status = find_status(scene, match.token, seen.light)
    status = rule.status if rule.status and status == "negated" else status
    time = find_time(scene, match.trigger, seen.light)
    taken = {s.party.name for s in actors}
    recipients = tuple(s for s in recipients if s.party.name not in taken)
    if time is not None and status == "actual" and later(scene, time):
        done = not match.noun and scene.reading.tokens[match.trigger].feat("Tense") == "Past"
        time, status = (None, status) if done else (time, "future")  # «выделил кредит до 2030 года» is done
    start, end = (time.start, time.end) if time else (None, None)
    basis = "said" if time else "none"
    closed = closed_sides(scene, match, actors, recipients)
    collective = rule.symmetric and bool(actors) and all(is_collective(scene, s) for s in actors)
    return Draft(match, actors, recipients, status, time, start, end, place, quote, collective, closed, basis)


def directed(scene: Scene, match: Match) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slots of both sides; where a preposition says towards whom a genitive acts: «обвинения Мали в адрес Чили»."""
    doer, done = match.rule.actor(match.noun), match.rule.recipient(match.noun)
    towards = tuple(s for s in done if scene.book.has("towards", s) and match.frame.slots.get(s))
    if match.noun and towards and "Gen" in done and "Gen" not in doer and match.frame.slots.get("Gen"):
        return (*doer, "Gen"), towards
    slots = match.frame.slots
    if match.noun and match.frame.light and "Dat" in done and set(slots.get("Gen", ())) & set(slots.get("Dat", ())):
        return tuple(s for s in doer if s != "Gen"), done  # «выражена благодарность Баку»
    return doer, done


def is_deed(scene: Scene, i: int) -> bool:
    """True for what somebody did or suffered: who criticises «убийство посла» does not criticise the envoy."""
    return bool(scene.book.nouns.get(plain(scene.reading.tokens[i].lemma)))


def has_doer(scene: Scene, match: Match) -> bool:
    """True where a verb has somebody as its subject, even one who cannot be resolved: «они обвинили»."""
    if match.noun or "subject" not in match.rule.actor(noun=False):
        return False
    doers = [scene.reading.tokens[f] for f in match.frame.slots.get("subject", ())]
    return any(
        t.upos in ("PRON", "PROPN", "NUM") or (t.upos == "NOUN" and not scene.book.has("no_bodies", t.lemma))
        for t in doers
    )


def later(scene: Scene, time: TimeRef) -> bool:
    """True for days after the article's own."""
    return bool(time.start and scene.article.published and time.start > scene.article.published[:10])


def closed_sides(scene: Scene, match: Match, actors: tuple[Side, ...], recipients: tuple[Side, ...]) -> frozenset[str]:
    """The sides that the clause fills with somebody who could not be resolved; nobody else may be put there."""
    found = set()
    for side, slot, known in (("actor", "subject", actors), ("recipient", "object", recipients)):
        fillers = [scene.reading.tokens[antecedent(scene, f)] for f in match.frame.slots.get(slot, ())]
        if not known and any(is_somebody(scene, t) for t in fillers):
            found.add(side)
    if not actors and has_doer(scene, match) and not (match.rule.symmetric and are_they(scene, match)):
        found.add("actor")
    if match.rule.symmetric and len(actors) < 2 and unknown_partner(scene, match, actors):
        found.add("actor")
    return frozenset(found)


def are_they(scene: Scene, match: Match) -> bool:
    """True for «они», who of talks are those that were named as talking before."""
    doers = [scene.reading.tokens[f] for f in match.frame.slots.get("subject", ())]
    return bool(doers) and all(
        t.upos == "PRON" and t.feat("Person") == "3" and t.feat("Number") == "Plur" for t in doers
    )


def is_somebody(scene: Scene, word: Token) -> bool:
    """True for a noun that stands for people or a body: «толпа», «соседка», «Кано»."""
    if word.upos == "NOUN":
        return word.feat("Animacy") == "Anim" or scene.book.has("bodies", word.lemma)
    return word.upos == "PROPN"


def unknown_partner(scene: Scene, match: Match, actors: tuple[Side, ...]) -> bool:
    """True for «встреча с политиком»: the partner is somebody, and not the one of another meeting."""
    known = {s.token for s in actors}
    fillers = [f for s in match.rule.recipient(match.noun) if "+" in s for f in match.frame.slots.get(s, ())]
    people = [f for f in fillers if scene.reading.tokens[f].feat("Animacy") == "Anim"]
    return any(f not in known for f in people)


def speaking(scene: Scene, match: Match, quote: Quote | None) -> tuple[Side, ...]:
    """The speaker as the actor of what is said in the first person («требуем») and of a verdict («это недопустимо»)."""
    if quote is None or quote.speaker is None:
        return ()
    subjects = [scene.reading.tokens[f] for f in match.frame.slots.get("subject", ())]
    verdict = plain(scene.reading.tokens[match.token].lemma) in match.rule.words and match.rule.type == "ACCUSE"
    verdict = verdict and not any(is_somebody(scene, t) or t.feat("Person") for t in subjects)
    first = any(t.upos == "PRON" and t.feat("Person") == "1" for t in subjects)
    if not (match.frame.speaker or first or verdict):
        return ()
    words = next((e for e in quote.evidence if e.role == "speaker"), quote.evidence[0])
    party = Party(quote.speaker, quote.speaker_code, quote.speaker_mention)
    return (Side(party, quote.speaker_type, match.trigger, words.span.start, words.span.end, basis="speaker"),)


def spread_codes(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Give parties named by a common noun the code that the same noun has elsewhere, where it has only one."""
    seen: dict[str, set[str]] = {}
    for draft in drafts:
        for side in (*draft.actors, *draft.recipients):
            if side.entity == "group" and side.party.code:
                seen.setdefault(plain(scene.reading.tokens[side.token].lemma), set()).add(side.party.code)
    known = {lemma: min(codes) for lemma, codes in seen.items() if len(codes) == 1}
    return [
        d._replace(actors=spread(scene, d.actors, known), recipients=spread(scene, d.recipients, known)) for d in drafts
    ]


def make_event(scene: Scene, draft: Draft) -> EventMention:
    """The record of a draft."""
    match = draft.match
    word = scene.reading.tokens[match.trigger]
    sentence = scene.reading.sentences[word.sentence]
    evidence = [
        make_evidence("trigger", scene.article, word.start, word.end),
        make_evidence("whole", scene.article, sentence.start, sentence.end),
        *(side_evidence(scene, "actor", s) for s in draft.actors),
        *(side_evidence(scene, "recipient", s) for s in draft.recipients),
    ]
    if draft.time is not None:
        evidence.append(replace(draft.time.evidence[0], role="time"))
    if draft.place is not None:
        evidence.append(make_evidence("place", scene.article, draft.place.start, draft.place.end))
    return EventMention(
        make_id("e", scene.article.id, word.start, word.end, match.rule.type),
        scene.article.id,
        match.rule.type,
        match.rule.mode,
        tuple(settled_party(s) for s in draft.actors),
        tuple(settled_party(s) for s in draft.recipients),
        draft.start,
        draft.end,
        draft.time.id if draft.time else None,
        draft.basis,
        draft.place.name if draft.place else None,
        draft.status,
        (*vouchers(scene, draft.quote), *draft.sources),
        draft.quote.id if draft.quote else None,
        find_details(scene.page, match.trigger, kind=match.rule.type, persons=find_persons(draft)),
        tuple(evidence),
        Origin("events", match.rule.id, scene.pack.version),
        find_location(scene, draft.place),
        find_contexts(scene, match.trigger),
    )


def find_persons(draft: Draft) -> tuple[str, ...]:
    """The names of the persons to whom it is done, or who take part alike."""
    return tuple(s.party.name for s in draft.recipients if s.entity == "person")


def side_evidence(scene: Scene, role: str, side: Side) -> Evidence:
    """The characters that name a side."""
    return make_evidence(role, scene.article, side.start, side.end)
