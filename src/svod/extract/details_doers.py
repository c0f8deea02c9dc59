"""Who is said to have done it, beside the event's own sides: the doer of a passive, on whom the blame is laid.

In: a spot. Out: details of the slot responsible. Who acts for whom is the event's own field and not looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_spot import (
    Spot,
    is_party,
    load_list,
    load_stems,
    make_detail,
    means_event,
    phrase,
)
from svod.read import Token
from svod.records import Detail

REACH = 1  # sentences after the event's own


def find_doers(spot: Spot) -> Iterator[Detail]:
    """All who are said to have done it."""
    yield from find_agents(spot)
    yield from find_carriers(spot)
    yield from find_accused(spot)
    yield from find_owners(spot)


def find_agents(spot: Spot) -> Iterator[Detail]:
    """The doer of a passive: «сбит российской ракетой», «убиты боевиками»."""
    if spot.word.feat("Voice") != "Pass":
        return
    for noun in spot.reading.kids(spot.trigger, "obl"):
        bare = noun.feat("Case") == "Ins" and not spot.reading.kids(noun.i, "case")
        if bare and is_party(spot, noun):
            yield name_doer(spot, noun)


def find_carriers(spot: Spot) -> Iterator[Detail]:
    """Who does it by a verb that only carries the noun: «[патруль] наложил запрет», «запрет наложен [патрулем]»."""
    word, reading = spot.word, spot.reading
    verb = reading.tokens[word.head] if word.head >= 0 else word
    if word.upos != "NOUN" or verb.lemma not in load_list(spot.pack, "carried", "verbs"):
        return
    if word.rel == "obj" and not reading.kids(spot.trigger, "case"):
        yield from (name_doer(spot, k) for k in reading.kids(verb.i, "nsubj") if is_party(spot, k) and is_named(k))
    elif word.rel == "nsubj:pass":
        bare = [k for k in reading.kids(verb.i, "obl") if k.feat("Case") == "Ins" and not reading.kids(k.i, "case")]
        yield from (name_doer(spot, k) for k in bare if is_party(spot, k))


def is_named(noun: Token) -> bool:
    """False for a pronoun, which names nobody."""
    return noun.upos in ("NOUN", "PROPN")


def name_doer(spot: Spot, noun: Token) -> Detail:
    """A noun with its attributes, as one who is responsible; what a preposition adds tells something else."""
    tokens = spot.reading.tokens
    first, last = phrase(spot.reading, noun.i, noun.i, noun.i)
    while first and tokens[first - 1].head == noun.i and tokens[first - 1].upos in ("ADJ", "DET", "NUM", "PROPN"):
        first -= 1
    last = next((i for i in range(noun.i + 1, last) if tokens[i].upos in ("ADP", "PUNCT")), last)
    return make_detail("responsible", spot, (first, last))


def find_accused(spot: Spot) -> Iterator[Detail]:
    """Who is blamed for it: «обвинил [соседей] в обстреле»."""
    word, reading = spot.word, spot.reading
    above = reading.tokens[word.head] if word.head >= 0 else None
    if above is None or not above.lemma.startswith(load_stems(spot.pack, "blame", "words")):
        return
    entry = spot.table["blame"]
    if word.feat("Case") == entry["case"] and any(
        k.text.lower() in entry["prepositions"] for k in reading.kids(word.i, "case")
    ):
        yield from (name_doer(spot, k) for k in reading.kids(above.i, "obj", "nsubj:pass"))


def find_owners(spot: Spot) -> Iterator[Detail]:
    """Who takes the blame, or is given it: «ответственность взяла на себя [группировка]», «вина лежит на [соседях]»."""
    blame = load_list(spot.pack, "blamed", "nouns")
    for noun in spot.having(spot.near(REACH), blame):
        if noun.head not in (-1, spot.trigger) and blamed_for_it(spot, noun):
            yield from read_owner(spot, spot.reading.tokens[noun.head])


def blamed_for_it(spot: Spot, noun: Token) -> bool:
    """True for blame for the event: it says so, or it says nothing and the event is of a kind one is blamed for."""
    reading = spot.reading
    what = [*reading.kids(noun.i, "nmod", "obl"), *reading.kids(noun.head, "obl")]
    for_ = load_list(spot.pack, "blamed", "for")
    named = [k for k in what if any(m.text.lower() in for_ for m in reading.kids(k.i, "case"))]
    if named:
        return any(k.i == spot.trigger or means_event(spot, k) for k in named)
    return spot.kind in load_list(spot.pack, "blamed", "kinds") and noun.i > spot.trigger


def read_owner(spot: Spot, verb: Token) -> Iterator[Detail]:
    """The one whom a verb of blame names, by its subject or behind its preposition."""
    reading, entry = spot.reading, spot.table["blamed"]
    if verb.lemma in entry["take"]:
        yield from (name_doer(spot, k) for k in reading.kids(verb.i, "nsubj"))
    elif verb.lemma in entry["put"]:
        for noun in reading.kids(verb.i, "obl", "nmod", "iobj"):
            if any(m.text.lower() in entry["on"] for m in reading.kids(noun.i, "case")):
                yield name_doer(spot, noun)
