"""How those are described to whom it was done: «двух граждан, подозреваемых в …», «политик — глава партии».

In: a spot. Out: details of the slot participants, each the whole phrase. Who they are by name and state is the event's
own field; a bare name or a title with its name adds nothing to it and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from svod.extract.details_spot import Spot, is_party, load_list, load_stems, make_detail, phrase, trim
from svod.read import Token
from svod.records import Detail

OBJECTS = ("obj", "nsubj:pass", "iobj")
DASHES = ("—", "–", "-", ":")
ITEM = 14  # tokens of one of a list
TELLING = ("acl", "nummod", "conj")  # what tells more than a name does


def find_described(spot: Spot) -> Iterator[Detail]:
    """Those it was done to, in the words of the report."""
    if spot.kind in load_list(spot.pack, "agreed", "mutual"):
        return
    for noun in find_objects(spot):
        if not (is_party(spot, noun) or is_some_of(spot, noun)) or not tells_more(spot, noun):
            continue
        first, last = phrase(spot.reading, *begin(spot, noun), noun.i)
        if not first <= spot.trigger < last:
            yield make_detail("participants", spot, (first, last))
            yield from read_list(spot, noun)
    if spot.kind in load_list(spot.pack, "listed", "kinds"):
        yield from find_listed(spot)


def find_listed(spot: Spot) -> Iterator[Detail]:
    """People told one by one behind a colon: «санкции против пяти человек: [главы банка Петра Орлова], [посла]»."""
    tokens, last = spot.reading.tokens, find_end(spot)
    colon = next((i for i in range(spot.trigger + 1, last) if tokens[i].text == ":"), None)
    if colon is None:
        return
    items = split_list(spot, colon + 1, last)
    if len(items) > 1 and is_somebody(spot, items[0]):
        yield from (make_detail("participants", spot, item) for item in items if is_somebody(spot, item))


def find_end(spot: Spot) -> int:
    """The end of the event's sentence, past semicolons, which part items of a list and no sentences."""
    sentences = spot.reading.sentences[spot.word.sentence :]
    return next((s.last for s in sentences if spot.reading.tokens[s.last - 1].text != ";"), sentences[-1].last)


def split_list(spot: Spot, first: int, last: int) -> list[tuple[int, int]]:
    """The items of a list, cut at semicolons or, where there are none, at commas, without loose words at the ends."""
    tokens = spot.reading.tokens
    mark = ";" if any(t.text == ";" for t in tokens[first:last]) else ","
    cuts = [first - 1, *(i for i in range(first, last) if tokens[i].text in (mark, ".")), last]
    items = []
    for a, b in pairwise(cuts):
        start = next((i for i in range(a + 1, b) if tokens[i].upos not in ("ADV", "CCONJ", "PUNCT", "PART")), b)
        items += [trim(spot.reading, start, start, min(b, start + ITEM))] if start < b else []
    return items


def is_somebody(spot: Spot, item: tuple[int, int]) -> bool:
    """True for an item whose first noun is one person: plural only by a slip, before a name."""
    tokens = spot.reading.tokens[item[0] : item[1]]
    head = next((t for t in tokens if t.upos in ("NOUN", "PROPN")), None)
    relative = tokens[0].lemma in load_list(spot.pack, "relative", "words")
    if head is None or relative or head.feat("Animacy") != "Anim":
        return False
    return head.feat("Number") != "Plur" or any(k.upos == "PROPN" for k in spot.reading.kids(head.i, "appos"))


def is_some_of(spot: Spot, word: Token) -> bool:
    """True for a number that stands for people: «[двое] из семи задержанных»."""
    return word.lemma in load_list(spot.pack, "people", "words") and bool(spot.reading.kids(word.i, "nmod", "obl"))


def read_list(spot: Spot, noun: Token) -> Iterator[Detail]:
    """Who they are one by one, or what, behind a dash: «двух человек — [главу отдела и сотрудника полиции]»."""
    for other in spot.reading.kids(noun.i, "appos", "parataxis"):
        first, _ = spot.reading.subtree(other.i)
        mark = spot.reading.tokens[max(first, noun.i + 1)]
        if mark.text in DASHES and is_party(spot, other):
            yield make_detail("participants", spot, phrase(spot.reading, mark.i + 1, other.i, other.i))


def begin(spot: Spot, noun: Token) -> tuple[int, int]:
    """Where a noun's phrase begins, without its preposition, and the noun."""
    first, _ = spot.reading.subtree(noun.i)
    while first < noun.i and spot.reading.tokens[first].upos in ("ADP", "PUNCT", "CCONJ"):
        first += 1
    return first, noun.i


def find_objects(spot: Spot) -> Iterator[Token]:
    """The nouns of those it was done to: the object, the subject of a passive, whose seizure or release it is."""
    word, reading = spot.word, spot.reading
    if word.upos == "NOUN" and not word.lemma.startswith(load_stems(spot.pack, "done_to", "nouns")):
        return
    if word.upos == "NOUN":
        yield from (k for k in reading.kids(spot.trigger, "nmod") if k.feat("Case") == "Gen")
    elif word.feat("VerbForm") == "Part" and word.feat("Variant") != "Short" and word.feat("Voice") == "Pass":
        yield from (reading.tokens[i] for i in (word.head,) if i > spot.trigger)
    else:
        yield from (k for k in reading.kids(spot.trigger) if k.rel in OBJECTS)


def tells_more(spot: Spot, noun: Token) -> bool:
    """True where a number, a clause, a list or a description without a name tells who they are."""
    reading = spot.reading
    kids = reading.kids(noun.i)
    if any(k.rel.split(":")[0] in TELLING for k in kids):
        return True
    if any(k.rel == "appos" and reading.tokens[k.i - 1].upos == "PUNCT" for k in kids):
        return True
    if is_some_of(spot, noun):
        return True
    return (
        noun.upos == "NOUN" and not any(k.upos == "PROPN" for k in kids) and bool(reading.kids(noun.i, "nmod", "amod"))
    )
