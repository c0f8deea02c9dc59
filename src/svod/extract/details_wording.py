"""How an event is put: its word with what colours it, and with what it is said to be about.

In: a spot. Out: one detail of the slot wording. Whether two wordings differ is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_spot import CLOSING, Spot, is_loose, make_detail
from svod.read import Reading
from svod.records import Detail

WORDING = 9  # tokens after the event's word
ATTRIBUTE = 10  # tokens of the attributes before it
GAP = 2  # tokens between an event's noun and its verb
CARRIED = ("obj", "nsubj:pass", "nsubj")
COLOURS = ("ADJ", "ADV", "DET", "NUM")


def find_wording(spot: Spot) -> Iterator[Detail]:
    """The trigger with what colours it: «возмутительные действия», «призвали к свержению», up to a comma."""
    first = find_start(spot.reading, spot.trigger)
    last = spot.trigger + 1
    end = min(spot.trigger + WORDING, len(spot.reading.tokens))
    while last < end and not ends_there(spot.reading, last) and hangs(spot.reading, last, spot.trigger):
        last += 1
    verb = find_carrier(spot, first, last)
    first, last = (first, last) if verb is None else (min(first, verb), max(last, verb + 1))
    while last > spot.trigger + 1 and cut(spot.reading, last - 1):
        last -= 1
    yield make_detail("wording", spot, (first, last))


def find_carrier(spot: Spot, first: int, last: int) -> int | None:
    """The verb right beside an event's noun that says what is done with it: «[отложили] обмен», «запрет [снят]»."""
    word, tokens = spot.word, spot.reading.tokens
    if word.upos != "NOUN" or word.rel not in CARRIED or word.head < 0 or tokens[word.head].upos != "VERB":
        return None
    verb = word.head
    gap = range(verb + 1, first) if verb < first else range(last, verb)
    return verb if len(gap) <= GAP and not any(ends_there(spot.reading, i) for i in gap) else None


def ends_there(reading: Reading, i: int) -> bool:
    """True for a mark that ends the wording; quotation marks do not."""
    token = reading.tokens[i]
    return token.upos == "PUNCT" and token.text not in CLOSING and token.text != "«"


def hangs(reading: Reading, i: int, trigger: int) -> bool:
    """True for a token somewhere under the trigger; quotation marks hang anywhere."""
    return reading.tokens[i].upos == "PUNCT" or any(t.i == trigger for t in reading.ancestors(i))


def cut(reading: Reading, i: int) -> bool:
    """True for words no wording ends in: «и», «в», «не», an opening mark, «сложную» without its noun."""
    token = reading.tokens[i]
    return is_loose(reading, i) or token.upos == "PART" or (token.upos in COLOURS and token.head > i)


def find_start(reading: Reading, trigger: int) -> int:
    """Where the attributes and adverbs before the trigger begin."""
    first = trigger
    while first and reading.tokens[first - 1].head == trigger and reading.tokens[first - 1].upos in COLOURS:
        first -= 1
    if reading.tokens[trigger].upos != "NOUN":
        return first
    for kid in reading.kids(trigger, "amod", "acl"):
        begin, end = reading.subtree(kid.i)
        if kid.i < trigger and end <= trigger and trigger - begin <= ATTRIBUTE:
            first = min(first, begin)
    while first < trigger and reading.tokens[first].upos in ("PUNCT", "ADP"):
        first += 1
    return first
