"""An event's place in a row: «впервые», «третий раунд», «вскоре».

In: a spot. Out: details of the slot sequence. What it comes after or before is read as a phrase with its opener.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.details_spot import Spot, chain_up, load_list, make_detail
from svod.records import Detail


def find_order(spot: Spot) -> Iterator[Detail]:
    """The words of order in the event's clause."""
    words = load_list(spot.pack, "sequence", "words")
    ordinals, nouns = load_list(spot.pack, "sequence", "ordinals"), load_list(spot.pack, "sequence", "nouns")
    tokens = spot.reading.tokens
    for i in spot.scope:
        token = tokens[i]
        if token.lemma in words and token.head in chain_up(spot):
            yield make_detail("sequence", spot, (i, i + 1), token.lemma)
        elif token.lemma in ordinals and i + 1 < len(tokens) and tokens[i + 1].lemma in nouns:
            yield make_detail("sequence", spot, (i, i + 2), f"{token.lemma} {tokens[i + 1].lemma}")
