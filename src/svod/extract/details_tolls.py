"""How many died, were hurt or seized in what an article is about, wherever in it that is told.

In: a spot. Out: details of the slot count. Only for the event of the headline or the first sentence, and only from
sentences that name no date and no place of another happening: there the numbers are those of the event itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from svod.extract.details_numbers import find_numbers
from svod.extract.details_spot import STEM, Spot, is_central, load_list, load_stems
from svod.packs import Pack
from svod.read import Sentence
from svod.records import Detail

LEAD = 2  # sentences in which an article says what it is about
YEARS = range(1900, 2100)


@lru_cache(maxsize=16)
def load_units(pack: Pack) -> dict[str, frozenset[str]]:
    """By kind of event what is counted of it: ASSAULT → killed, wounded."""
    return {kind: frozenset(units) for kind, units in pack.tables["details"].get("toll_units", {}).items()}


def find_tolls(spot: Spot) -> Iterator[Detail]:
    """The tolls told further on: «[число погибших] выросло до 12»."""
    units = load_units(spot.pack).get(spot.kind or "")
    killing = spot.word.lemma.startswith(load_stems(spot.pack, "toll", "kill"))
    if units is None or killing or spot.word.sentence >= LEAD or not is_central(spot):
        return
    counters = load_list(spot.pack, "toll", "counters")
    for sentence in spot.reading.sentences[spot.word.sentence + 1 :]:
        tokens = spot.reading.of(sentence)
        if any(t.lemma in counters for t in tokens) and not tells_another(spot, sentence):
            found = find_numbers(spot, range(sentence.first, sentence.last))
            yield from (d for d in found if d.slot == "count" and d.unit in units)


def tells_another(spot: Spot, sentence: Sentence) -> bool:
    """True for a sentence of another year, another month or another place than the lead's."""
    tokens = spot.reading.of(sentence)
    if any(t.text.isdigit() and int(t.text) in YEARS for t in tokens):
        return True
    lead = {t.lemma[:STEM] for s in spot.reading.sentences[:LEAD] for t in spot.reading.of(s)}
    if any(t.lemma in load_list(spot.pack, "until", "months") and t.lemma[:STEM] not in lead for t in tokens):
        return True
    places = [n for n in spot.reading.names if n.kind == "LOC" and sentence.first <= n.first < sentence.last]
    return any(spot.reading.tokens[n.first].lemma[:STEM] not in lead for n in places)
