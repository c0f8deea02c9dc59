"""What came of an event: how it ended, what it led to, who died of it, what was agreed at it, the sentence passed.

In: a spot. Out: details of the slot outcome, and the numbers of those killed and hurt. Looks at the event's sentence
and the next ones, there only where nothing else is named as what they come of.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_causes import is_told, read_complement
from svod.extract.details_numbers import find_numbers
from svod.extract.details_spot import (
    Spot,
    find_scope,
    find_top,
    load_list,
    load_phrases,
    load_starts,
    load_stems,
    make_detail,
    matches,
    means_event,
    phrase,
    predicate,
    trim,
)
from svod.read import Token
from svod.records import Detail

AFTER_TOLL = 2  # sentences after the event's own in which people die of it
AFTER_TALKS = 3  # … in which something is agreed


def find_outcomes(spot: Spot) -> Iterator[Detail]:
    """All that came of it."""
    if spot.word.lemma.startswith(load_stems(spot.pack, "sentence", "words")):
        yield from read_complement(spot, spot.trigger, "outcome", "sentence")
    yield from find_ends(spot)
    yield from find_tails(spot)
    yield from find_consequence(spot)
    yield from find_effects(spot)
    if spot.kind in load_list(spot.pack, "toll", "kinds"):
        yield from find_toll(spot)
    if spot.kind in load_list(spot.pack, "agreed", "kinds"):
        yield from find_agreed(spot)


def find_ends(spot: Spot) -> Iterator[Detail]:
    """What the event is said to end in or lead to: «переговоры [завершились безрезультатно]»."""
    verbs = load_list(spot.pack, "result", "verbs")
    for verb in spot.having(spot.near(1), verbs):
        i = verb.i
        if verb.feat("Voice") == "Pass" or not happened(spot, verb):
            continue
        if not any(is_told(spot, k) and k.i < i for k in spot.reading.kids(i, "nsubj")):
            continue
        first, last = predicate(spot.reading, i)
        if last > i + 1:
            yield make_detail("outcome", spot, (first, last))


def find_consequence(spot: Spot) -> Iterator[Detail]:
    """What a clause says came of it, where the event is its reason: «из-за протестов [закрыты школы]»; for a talk, what
    was said or done there is its wording: «в ходе беседы [пообещал поддержку]».
    """
    reading = spot.reading
    reason = find_opening(spot, "result", "because")
    talks = spot.kind in load_list(spot.pack, "agreed", "kinds")
    opening = reason if reason is not None else (find_opening(spot, "agreed", "during") if talks else None)
    if opening is None or reading.tokens[opening - 1].lemma in load_list(spot.pack, "none", "not"):
        return
    verb = next((t for t in reading.ancestors(spot.trigger) if t.upos == "VERB"), spot.word)
    if verb.i not in spot.chain or not happened(spot, verb):
        return
    first, last = with_subject(spot, verb) if reason is not None else predicate(reading, verb.i)
    _, end = reading.subtree(spot.trigger)
    first, last = (max(first, end), last) if opening <= first else (first, min(last, opening))
    if last > first + 1:
        yield make_detail("outcome" if reason is not None else "wording", spot, trim(reading, first, first + 1, last))


def find_opening(spot: Spot, table: str, key: str) -> int | None:
    """Where one of a list's openers begins that the event's noun stands behind: «[в ходе] этой беседы»."""
    tokens, first = spot.reading.tokens, spot.trigger
    while first and tokens[first - 1].head == spot.trigger and tokens[first - 1].upos in ("ADJ", "DET", "NUM", "VERB"):
        first -= 1
    before = spot.reading.lowers[max(0, first - 2) : first]
    return next((first - len(w) for w in load_phrases(spot.pack, table, key) if before[-len(w) :] == w), None)


def find_tails(spot: Spot) -> Iterator[Detail]:
    """What a sentence adds as the result: «…, [в результате чего погибли двое]», «…, [что вызвало протесты]»."""
    sentence = spot.reading.sentences[spot.word.sentence]
    tails, lowers = load_starts(spot.pack, "result", "tails"), spot.reading.lowers
    for i in (i for i in range(spot.trigger + 1, sentence.last) if lowers[i] in tails):
        inner = next((m for t in tails[lowers[i]] if (m := matches(spot.reading, i, t)) is not None), None)
        if inner is not None and inner < sentence.last and agrees(spot, spot.reading.tokens[inner - 1]):
            yield make_detail("outcome", spot, trim(spot.reading, i, inner, min(sentence.last, inner + 12)))
            return


def agrees(spot: Spot, relative: Token) -> bool:
    """False for a relative pronoun of another noun: «протест из-за рейдов, в результате [которых] …»."""
    if relative.lemma not in load_list(spot.pack, "relative", "words"):
        return True
    word = spot.word
    if word.upos != "NOUN" or word.feat("Number") != relative.feat("Number"):
        return False
    return relative.feat("Number") == "Plur" or word.feat("Gender") == relative.feat("Gender")


def find_effects(spot: Spot) -> Iterator[Detail]:
    """What was done by it, as a participle says: «обстреляли порт, [повредив два судна]»."""
    verbs = load_list(spot.pack, "result", "effects")
    for clause in spot.page.adverbials.get(spot.word.sentence, ()):
        told = clause.head in spot.chain and clause.i > spot.trigger
        if told and clause.feat("VerbForm") == "Conv" and clause.lemma in verbs:
            yield make_detail("outcome", spot, phrase(spot.reading, clause.i, clause.i, clause.i))


def find_toll(spot: Spot) -> Iterator[Detail]:
    """Who died or was hurt of it, with how many: «[погибли пять человек], [ещё двое ранены]»."""
    verbs = load_list(spot.pack, "toll", "verbs")
    if spot.word.lemma.startswith(load_stems(spot.pack, "toll", "kill")):
        return  # «убит» tells it; who else dies further on is told for himself
    for verb in spot.having(spot.near(AFTER_TOLL), verbs):
        i = verb.i
        if i != spot.trigger and happened(spot, verb) and comes_of_it(spot, verb):
            span = with_subject(spot, verb)
            if not span[0] <= spot.trigger < span[1]:
                yield make_detail("outcome", spot, span)
            if i not in spot.scope:
                yield from (d for d in find_numbers(spot, find_scope(spot.reading, i)) if d.slot == "count")


def comes_of_it(spot: Spot, verb: Token) -> bool:
    """False where another happening is named as what people died of: «погибли при [пожаре]»; so too of old age."""
    if verb.i < spot.trigger and find_top(spot.reading, spot.trigger) != verb.i:
        return False
    whence = load_list(spot.pack, "toll", "prepositions")
    for noun in spot.reading.kids(verb.i, "obl"):
        named = any(k.text.lower() in whence for k in spot.reading.kids(noun.i, "case"))
        if named and not (noun.i == spot.trigger or holds(spot, noun) or means_event(spot, noun)):
            return False
    return True


def holds(spot: Spot, noun: Token) -> bool:
    """True when the trigger stands under a noun: «в результате [обстрела]»."""
    first, last = spot.reading.subtree(noun.i)
    return first <= spot.trigger < last


def with_subject(spot: Spot, verb: Token) -> tuple[int, int]:
    """Tokens [first, last) of a verb with its subject on either side and what follows."""
    first, last = predicate(spot.reading, verb.i)
    for noun in spot.reading.kids(verb.i, "nsubj"):
        begin, _ = spot.reading.subtree(noun.i)
        first = min(first, begin) if verb.i - begin <= AFTER_TALKS * 3 else first
    return first, last


def find_agreed(spot: Spot) -> Iterator[Detail]:
    """What those who met agreed on, «Стороны [договорились о прекращении огня]»; what they spoke of is its wording."""
    verbs, topics = load_list(spot.pack, "agreed", "verbs"), load_list(spot.pack, "agreed", "topics")
    for verb in spot.having(spot.near(AFTER_TALKS), verbs, topics, load_list(spot.pack, "agreed", "managed")):
        i = verb.i
        managed = is_managed(spot, verb, verbs)
        known = managed or (verb.lemma in verbs | topics and by_them(spot, verb))
        if known and i != spot.trigger and happened(spot, verb):
            first, last = predicate(spot.reading, i)
            if last > i + 1 and not first <= spot.trigger < last:
                yield make_detail("wording" if verb.lemma in topics else "outcome", spot, (first, last))


def happened(spot: Spot, verb: Token) -> bool:
    """True for a verb in the past, or a short participle: «подписано»; not for a question: «убит ли»."""
    finite = verb.feat("VerbForm") == "Fin" or verb.feat("Variant") == "Short"
    asked = any(k.lemma in load_list(spot.pack, "none", "whether") for k in spot.reading.kids(verb.i, "advmod", "mark"))
    return verb.upos == "VERB" and finite and verb.feat("Tense") == "Past" and not asked


def is_managed(spot: Spot, verb: Token, verbs: frozenset[str]) -> bool:
    """True for «не удалось договориться», whoever did not manage."""
    if verb.lemma not in load_list(spot.pack, "agreed", "managed"):
        return False
    return any(k.lemma in verbs for k in spot.reading.kids(verb.i, "xcomp", "csubj", "ccomp", "nsubj"))


def by_them(spot: Spot, verb: Token) -> bool:
    """True when those who met are the subject, or when the clause says that it was there."""
    if find_top(spot.reading, spot.trigger) == verb.i:
        return True
    parties = load_list(spot.pack, "agreed", "parties")
    return any(k.lemma in parties and not spot.reading.kids(k.i, "nmod") for k in spot.reading.kids(verb.i, "nsubj"))
