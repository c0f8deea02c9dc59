"""Numbers about an event: counts, money, durations, ages; in its clause, and where a later one says how long it took.

In: a spot. Out: details with bounds. How numbers are read is known to `numbers`, what they count to `counts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from svod.extract.counts import find_counted
from svod.extract.details_ages import age_detail, is_age
from svod.extract.details_spot import Page, Spot, find_scope, load_list, load_stems, make_detail, plain, within
from svod.extract.number_words import load_words
from svod.extract.numbers import Quantity, find_quantities, read_quantity
from svod.records import Detail
from svod.spans import make_evidence

ADJACENT = 8  # tokens before a verb without a subject
ABOVE = 3  # words above a date in which the event's own may be
BREAKS = ("PUNCT", "VERB", "ADP", "CCONJ", "SCONJ")


def find_numbers(spot: Spot, scope: Sequence[int]) -> Iterator[Detail]:
    """Counts, money and durations of a clause."""
    inside = set(scope)
    for quantity in read_quantities(spot.page, scope[0], spot.reading.tokens[scope[-1]].sentence):
        if not (quantity.at in inside or (quantity.first - 1 in inside and is_stray(spot, quantity))):
            continue
        if is_age(spot, quantity):
            years = (
                None if b is None else float(round(b / spot.table["duration"][quantity.unit]))
                for b in bounds_of(quantity)
            )
            yield age_detail(spot, (quantity.first, quantity.last), (next(years), next(years)))
        else:
            yield number_detail(spot, quantity)


def read_quantities(page: Page, first: int, number: int) -> Iterator[Quantity]:
    """The quantities from token `first` to the end of a sentence, which is read once for all its events."""
    if number not in page.quantities:
        sentence, words = page.reading.sentences[number], load_words(page.pack)
        starts = range(sentence.first, sentence.last)
        found = (read_quantity(page.reading, i, sentence.last, words) for i in starts)
        page.quantities[number] = [q for q in found if q is not None]
    for quantity in page.quantities[number]:
        if quantity.at >= first:
            yield quantity
            first = max(quantity.at + 1, quantity.last)


def is_stray(spot: Spot, quantity: Quantity) -> bool:
    """True for a sum that the parser hung nowhere: «добивается взыскания [более $2,5 млрд]»."""
    top = next((t for t in reversed([*spot.reading.ancestors(quantity.at)])), spot.reading.tokens[quantity.at])
    return quantity.money is not None and top.upos not in ("VERB", "AUX", "ADJ") and top.i >= quantity.first


def bounds_of(quantity: Quantity) -> tuple[float | None, float | None]:
    """Both ends of a quantity."""
    return quantity.low, quantity.high


def number_detail(spot: Spot, quantity: Quantity) -> Detail:
    """A quantity as a detail: «более 50 человек» → count, 50 and up."""
    start, end = spot.reading.tokens[quantity.first].start, spot.reading.tokens[quantity.last - 1].end
    evidence = make_evidence("detail", spot.article, start, end)
    value = plain(spot.reading, quantity.first, quantity.last).lower()
    unit = find_counted(spot.reading, quantity, spot.pack)
    return Detail(quantity.slot, value, quantity.low, quantity.high, evidence, unit)


def find_attributed(spot: Spot) -> Iterator[Detail]:
    """How many it was done to, where the event is an attribute of those counted: «[13] задержанным [гражданам]»."""
    word, reading = spot.word, spot.reading
    if word.feat("VerbForm") != "Part" or word.head < 0 or reading.tokens[word.head].upos not in ("NOUN", "PROPN"):
        return
    numerals = reading.kids(word.head, "nummod", "det")
    if numerals:
        scope = sorted({*(t.i for t in numerals), word.head})
        yield from (d for d in find_numbers(spot, scope) if d.slot == "count")


def find_lengths(spot: Spot) -> Iterator[Detail]:
    """How long it took, where a later predicate of the same subject says it: «встреча прошла в … и длилась час»."""
    token, reading = spot.word, spot.reading
    if not token.rel.startswith("nsubj") or token.head < 0:
        return
    verbs, again = load_list(spot.pack, "lasting", "verbs"), load_list(spot.pack, "lasting", "again")
    for later in spot.having(spot.near(1), verbs):
        if later.i > spot.trigger:
            yield from (
                d for k in reading.kids(later.i, "nsubj") if k.lemma in again for d in lengths_of(spot, later.i)
            )
    for verb in reading.kids(token.head, "conj", "parataxis"):
        if verb.upos == "VERB" and not reading.kids(verb.i, "nsubj"):
            yield from lengths_of(spot, verb.i)


def lengths_of(spot: Spot, verb: int) -> Iterator[Detail]:
    """The durations in a verb's clause."""
    yield from (d for d in find_numbers(spot, find_scope(spot.reading, verb)) if d.slot == "duration")


def find_limits(spot: Spot) -> Iterator[Detail]:
    """The last day of a ban, an arrest or a truce: «запрет [до 10 ноября]»."""
    if spot.kind not in load_list(spot.pack, "until", "kinds"):
        return
    tokens = spot.reading.tokens
    before, months = load_list(spot.pack, "until", "before"), load_list(spot.pack, "until", "months")
    years = load_list(spot.pack, "until", "years")
    for i in (month.i for month in spot.here(months)):
        dated = i > 1 and tokens[i - 1].text.isdigit()
        if dated and tokens[i - 2].text.lower() in before and not heads_of(spot, i).isdisjoint(spot.chain):
            last = i + 1
            while last < len(tokens) and (tokens[last].text.isdigit() or tokens[last].lemma in years):
                last += 1
            yield make_detail("duration", spot, (i - 2, last))


def heads_of(spot: Spot, i: int) -> set[int]:
    """The words above a date of two words: «моряка» of «арестовал моряка до 12 июля», and «арестовал»."""
    return {t.i for k in (i - 1, i) for t in list(spot.reading.ancestors(k))[:ABOVE]}


def find_later_lengths(spot: Spot) -> Iterator[Detail]:
    """How long a talk took, where a sentence of its own says it further on: «Беседа длилась полтора часа».

    Its subject is a talk without a word on whose, and no other talk stands between.
    """
    reading, talks = spot.reading, load_stems(spot.pack, "lasting", "talks")
    if not talks or not spot.word.lemma.startswith(talks) or by_the_way(spot, spot.trigger):
        return
    verbs = load_list(spot.pack, "lasting", "verbs")
    further = range(reading.sentences[spot.word.sentence].last, len(reading.tokens))
    for i in within(spot.page.beginning(talks), further):
        noun = reading.tokens[i]
        if by_the_way(spot, i):
            continue
        verb = reading.tokens[noun.head] if noun.head >= 0 else noun
        if noun.rel.startswith("nsubj") and verb.lemma in verbs and not reading.kids(i, "nmod", "amod"):
            yield from lengths_of(spot, verb.i)
        return


def by_the_way(spot: Spot, i: int) -> bool:
    """True for the talk with a reporter in which something was said: «в беседе с «Голосом», «в ходе разговора»."""
    reading, asides = spot.reading, load_list(spot.pack, "lasting", "asides")
    return any(k.text.lower() in asides for k in reading.kids(i, "case")) or (
        reading.tokens[i].upos == "NOUN" and i > 0 and reading.tokens[i - 1].text.lower() in asides
    )


def find_adjacent(spot: Spot) -> Iterator[Detail]:
    """How many did it, where the parser gave those counted to the clause before: «[двое] были задержаны»."""
    word, reading = spot.word, spot.reading
    if word.feat("VerbForm") != "Fin" or reading.kids(spot.trigger, "nsubj"):
        return
    first = max(reading.sentences[word.sentence].first, spot.trigger - ADJACENT)
    for quantity in find_quantities(reading, first, spot.trigger, spot.pack):
        between = reading.tokens[quantity.last : spot.trigger]
        if quantity.slot == "count" and quantity.money is None and not any(t.upos in BREAKS for t in between):
            yield number_detail(spot, quantity)
