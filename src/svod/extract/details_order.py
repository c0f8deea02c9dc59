"""An event's place in a row, and when it is told by no calendar: «впервые», «третий раунд», «вскоре», «через час».

In: a spot. Out: details of the slot sequence. What it comes after or before is read as a phrase with its opener.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_spot import Spot, load_list, load_starts, make_detail, matches
from svod.records import Detail

LONGEST = 4  # tokens between «через» and its unit of time


def find_order(spot: Spot) -> Iterator[Detail]:
    """The words of order in the event's clause."""
    words = load_list(spot.pack, "sequence", "words")
    ordinals, nouns = load_list(spot.pack, "sequence", "ordinals"), load_list(spot.pack, "sequence", "nouns")
    tokens = spot.reading.tokens
    for token in spot.here(words, ordinals):
        i = token.i
        if token.lemma in words and token.head in spot.chain:
            yield make_detail("sequence", spot, (i, i + 1), token.lemma)
        elif token.lemma in ordinals and i + 1 < len(tokens) and tokens[i + 1].lemma in nouns:
            yield make_detail("sequence", spot, (i, i + 2), f"{token.lemma} {tokens[i + 1].lemma}")
    yield from find_soon(spot)
    yield from find_lag(spot)


def find_soon(spot: Spot) -> Iterator[Detail]:
    """When, in words that no calendar places: «[в ближайшие дни] отпустят», «[немедленное] освобождение»."""
    reading, soon = spot.reading, load_starts(spot.pack, "soon", "words")
    taken = -1
    for i in spot.scope:
        if reading.lowers[i] not in soon:
            continue
        ends = [m for words in soon[reading.lowers[i]] if (m := matches(reading, i, words)) is not None]
        if i >= taken and ends and reading.tokens[max(ends) - 1].head in spot.chain:
            taken = max(ends)
            yield make_detail("sequence", spot, (i, taken))
    for kid in reading.kids(spot.trigger, "amod"):
        if kid.lemma in load_list(spot.pack, "soon", "adjectives"):
            yield make_detail("sequence", spot, (kid.i, kid.i + 1), kid.lemma)


def find_lag(spot: Spot) -> Iterator[Detail]:
    """How long after or before something else: «[через несколько дней] пожаловались», «[три часа назад] начались»."""
    tokens = spot.reading.tokens
    units, hours = load_list(spot.pack, "lag", "units"), load_list(spot.pack, "lag", "hours")
    before, after = load_list(spot.pack, "lag", "before"), load_list(spot.pack, "lag", "after")
    for token in spot.here(units):
        i = token.i
        if token.head not in spot.chain:
            continue
        first = next((k for k in range(i - 1, max(-1, i - LONGEST), -1) if tokens[k].text.lower() in before), None)
        if first is not None:
            yield make_detail("sequence", spot, (first, i + 1))
        elif tokens[i].lemma in hours and i + 1 < len(tokens) and tokens[i + 1].text.lower() in after:
            first, _ = spot.reading.subtree(i)
            yield make_detail("sequence", spot, (first, i + 2))
