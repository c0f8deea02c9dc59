"""Where an event takes place beyond the town that its own field names: buildings, grounds, several towns, parts of one.

In: a spot. Out: details of the slot place, each the whole phrase: «правительственной резиденции Кохи Сомон».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from svod.extract.details_spot import Spot, load_list, make_detail, phrase
from svod.read import Token
from svod.records import Detail

WIDEST = 8  # tokens after the noun of a place
CASES = ("Loc", "Gen", "Ins", "Acc")


def find_places(spot: Spot) -> Iterator[Detail]:
    """The building or ground where it happens, and towns named together: «в [Велграде и Стране]»."""
    nouns, prepositions = load_list(spot.pack, "site", "nouns"), load_list(spot.pack, "site", "prepositions")
    names = place_names(spot)
    fought = load_list(spot.pack, "site", "fought")
    yield from find_grounds(spot)
    yield from find_visited(spot)
    yield from find_inner(spot, names)
    sites = {token.i for token in spot.here(nouns)}
    for i in sorted(sites | (names.keys() & spot.inside)):
        token, site = spot.reading.tokens[i], i in sites
        if token.feat("Case") not in CASES or i == spot.trigger:
            continue
        mark = find_mark(spot, token, prepositions)
        if site and token.lemma in load_list(spot.pack, "site", "offices") and spot.kind in fought:
            continue  # «в министерстве обороны сообщили об обстреле»
        if mark is None or token.head not in spot.chain or (site and not is_particular(spot, token)):
            continue
        first, last = phrase(spot.reading, mark + 1, mark + 1, i)
        last = min(last, i + WIDEST)
        if site:
            last = next((k for k in range(i + 1, last) if spot.reading.tokens[k].text == ","), last)
        if last > i and (site or len({names[k] for k in range(first, last) if k in names}) > 1):
            yield make_detail("place", spot, (first, last))


def find_grounds(spot: Spot) -> Iterator[Detail]:
    """The building or ground that is searched, blocked or fired at: «обыскали [кабинет министра]», «удар по [дому]»."""
    if spot.kind not in load_list(spot.pack, "site", "kinds"):
        return
    nouns, onto = load_list(spot.pack, "site", "nouns"), load_list(spot.pack, "site", "onto")
    searched = load_list(spot.pack, "site", "searched")
    for noun in spot.reading.kids(spot.trigger, "obj", "nsubj:pass", "nmod", "obl"):
        marks = [k for k in spot.reading.kids(noun.i, "case") if k.i < noun.i]
        bare = not marks and (noun.rel in ("obj", "nsubj:pass") or noun.feat("Case") == "Gen")
        toward = any(k.text.lower() in onto for k in marks) and noun.feat("Case") in ("Acc", "Dat")
        if noun.lemma in nouns | searched and (bare or toward) and is_particular(spot, noun):
            first = marks[-1].i + 1 if marks else spot.reading.subtree(noun.i)[0]
            first, last = phrase(spot.reading, first, noun.i, noun.i)
            if not first <= spot.trigger < last:
                yield make_detail("place", spot, (first, min(last, noun.i + WIDEST)))


def find_visited(spot: Spot) -> Iterator[Detail]:
    """Where a visitor comes: «прибыл [в МИД]», «приехали [в резиденцию президента]»."""
    if spot.kind not in load_list(spot.pack, "site", "visited") or spot.word.upos != "VERB":
        return
    for noun in spot.reading.kids(spot.trigger, "obl"):
        mark = find_mark(spot, noun, load_list(spot.pack, "site", "into"))
        place = noun.lemma in load_list(spot.pack, "site", "nouns") or (noun.text.isupper() and len(noun.text) > 1)
        if mark is not None and place and noun.feat("Case") in ("Acc", None, "Nom") and is_particular(spot, noun):
            first, last = phrase(spot.reading, mark + 1, noun.i, noun.i)
            yield make_detail("place", spot, (first, min(last, noun.i + WIDEST)))


def find_inner(spot: Spot, names: Mapping[int, int]) -> Iterator[Detail]:
    """The town that stands deep in the phrase of the event's noun: «съезд депутатов всех уровней в [Тирасполе]»."""
    reading, prepositions = spot.reading, load_list(spot.pack, "site", "inside")
    if spot.word.upos != "NOUN":
        return
    for i in sorted(first for first in set(names.values()) if first > spot.trigger and first in spot.inside):
        token = reading.tokens[i]
        if names.get(i) != i or token.feat("Case") != "Loc":
            continue
        above = list(reading.ancestors(i))
        chain = above[: next((n for n, t in enumerate(above) if t.i == spot.trigger), 0)]
        plain_nouns = bool(chain) and all(t.feat("Case") == "Gen" and not reading.kids(t.i, "case") for t in chain)
        mark = find_mark(spot, token, prepositions)
        if plain_nouns and mark is not None:
            last = next((k for k in range(i + 1, len(reading.tokens)) if names.get(k) != i), i + 1)
            yield make_detail("place", spot, (i, last))


def is_particular(spot: Spot, noun: Token) -> bool:
    """False for a ground that nothing tells from others: «в регионе», «на территории»."""
    vague = noun.lemma in load_list(spot.pack, "site", "vague")
    return not vague or bool(spot.reading.kids(noun.i, "nmod", "flat", "appos", "amod"))


def find_mark(spot: Spot, noun: Token, prepositions: frozenset[str]) -> int | None:
    """The preposition of place before a noun; «в отношении», «в адрес» are none."""
    for kid in spot.reading.kids(noun.i, "case"):
        if kid.i < noun.i and kid.text.lower() in prepositions and not spot.reading.kids(kid.i, "fixed"):
            return kid.i
    return None


def place_names(spot: Spot) -> Mapping[int, int]:
    """The tokens of names of places in the clause, each with the token where its name begins."""
    low, high = spot.scope[0], spot.scope[-1]
    names = [n for n in spot.page.places.get(spot.word.sentence, ()) if low <= n.first <= high]
    return {i: n.first for n in names for i in range(n.first, n.last)}
