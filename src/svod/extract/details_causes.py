"""Why it happened, where more than a small word says it: «Причиной стала …», «связано с …», charges against somebody.

In: a spot. Out: details of the slot cause, and of others whose noun names them alike: «Итогом стало …», «Виновником
назвали …». Looks at the event's sentence and the two after it, there only where the words mean the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.extract.details_spot import (
    Spot,
    find_top,
    load_list,
    load_stems,
    make_detail,
    means_event,
    phrase,
    trim,
    within,
)
from svod.packs import Pack
from svod.read import Token
from svod.records import Detail

REACH = 2  # sentences after the event's own
DASHES = ("—", "–", "-")
COMPLEMENTS = ("obl", "nmod", "iobj", "obj", "xcomp", "ccomp")


@dataclass(frozen=True, slots=True)
class Manner:
    """What a verb or noun says its complement by: prepositions (none: a bare case) and case."""

    prepositions: frozenset[str]
    case: str


@lru_cache(maxsize=16)
def load_named(pack: Pack) -> Mapping[str, str]:
    """Nouns that name a slot, with the slot: «причина» → cause."""
    return {w: e["slot"] for e in pack.tables["details"].get("named", ()) for w in e["nouns"]}


@lru_cache(maxsize=16)
def load_explaining(pack: Pack) -> Mapping[str, Manner]:
    """Verbs that explain, with how they say it: «связать» → «с» and the instrumental."""
    entries = pack.tables["details"].get("explain", ())
    return {w: Manner(frozenset(e.get("prepositions", ())), e["case"]) for e in entries for w in e["verbs"]}


def find_reasons(spot: Spot) -> Iterator[Detail]:
    """All that is said of why, and what else nouns name alike."""
    named, explaining = load_named(spot.pack), load_explaining(spot.pack)
    for token in spot.having(spot.near(REACH), frozenset(named), frozenset(explaining)):
        if token.lemma in named:
            yield from read_named(spot, token, named[token.lemma])
        else:
            yield from read_explained(spot, token, explaining[token.lemma])


def read_named(spot: Spot, noun: Token, slot: str) -> Iterator[Detail]:
    """What a noun is said to be: «Причиной задержки стала [нехватка запасов]», «Причина — [нехватка запасов]»."""
    if not links(spot, noun):
        return
    reading = spot.reading
    verb = reading.tokens[noun.head] if noun.head >= 0 else None
    if verb is not None and verb.lemma in load_list(spot.pack, "become", "verbs"):
        other = next((k for k in reading.kids(verb.i, "nsubj", "obj") if k.i != noun.i), None)
        if other is not None and other.upos != "PRON":
            first, _ = reading.subtree(other.i)
            yield make_detail(slot, spot, phrase(reading, first, other.i, other.i))
        return
    dash = noun.i + 1
    if noun.feat("Case") == "Nom" and dash + 1 < len(reading.tokens) and reading.tokens[dash].text in DASHES:
        last = reading.sentences[noun.sentence].last
        yield make_detail(slot, spot, trim(reading, dash + 1, dash + 1, last))


def links(spot: Spot, noun: Token) -> bool:
    """True when «причина» is the event's: it says so, or it says nothing and stands in the next sentence."""
    whose = [k for k in spot.reading.kids(noun.i, "nmod", "obl") if k.upos in ("NOUN", "PROPN", "PRON")]
    if whose:
        return any(k.i == spot.trigger or means_event(spot, k) for k in whose)
    return noun.sentence == spot.word.sentence + 1


def read_explained(spot: Spot, verb: Token, manner: Manner) -> Iterator[Detail]:
    """What explains the event: «задержка связана с [нехваткой запасов]», «решение объяснили [пересмотром планов]»."""
    reading = spot.reading
    denied = any(k.lemma in load_list(spot.pack, "none", "not") for k in reading.kids(verb.i, "advmod"))
    if denied or verb.i == spot.trigger or not any(is_told(spot, k) for k in reading.kids(verb.i, "nsubj", "obj")):
        return
    for word in reading.kids(verb.i, *COMPLEMENTS):
        marks = [k for k in reading.kids(word.i, "case") if k.i < word.i]
        fits = manner.prepositions & {k.text.lower() for k in marks} if manner.prepositions else not marks
        if fits and word.feat("Case") == manner.case and word.i > verb.i:
            first = marks[-1].i + 1 if marks else reading.subtree(word.i)[0]
            yield make_detail("cause", spot, phrase(reading, first, word.i, word.i))
            return


def is_told(spot: Spot, noun: Token) -> bool:
    """True for the subject or object that is the event, holds it, or means it further on."""
    if noun.sentence == spot.word.sentence:
        first, last = spot.reading.subtree(noun.i)
        return noun.i == spot.trigger or (first <= spot.trigger < last and means_event(spot, noun))
    return means_event(spot, noun)


def find_charges(spot: Spot) -> Iterator[Detail]:
    """What somebody is blamed for, beside the event or in passing: «мужчина, подозреваемый [в шпионаже]»; for those
    seized or sentenced in the next sentences too: «Их обвиняют [в шпионаже]».
    """
    stems = load_stems(spot.pack, "blame", "words")
    seized = spot.kind in load_list(spot.pack, "blame", "kinds")
    blaming = spot.page.beginning(stems)
    for i in within(blaming, spot.near(REACH) if seized else range(spot.trigger, spot.trigger + 1)):
        word = spot.reading.tokens[i]
        own = word.sentence == spot.word.sentence
        if i == spot.trigger or (hangs(spot, word) if own else blames_them(spot, word)):
            yield from read_charge(spot, i)


def hangs(spot: Spot, word: Token) -> bool:
    """True for an attribute of somebody in the event's clause: «задержан человек, [подозреваемый] в шпионаже»."""
    if word.rel.split(":")[0] not in ("acl", "amod") or word.head < 0:
        return False
    return find_top(spot.reading, word.head) == find_top(spot.reading, spot.trigger)


def blames_them(spot: Spot, word: Token) -> bool:
    """True when the one blamed is a pronoun: «[Их] подозревают», «[Он] обвиняется»."""
    blamed = spot.reading.kids(word.i, "obj", "nsubj:pass", "iobj")
    reflexive = word.feat("Voice") in ("Mid", "Pass")
    blamed += spot.reading.kids(word.i, "nsubj") if reflexive else []
    again = load_list(spot.pack, "blame", "them")
    return any(k.lemma in again for k in blamed)


def read_charge(spot: Spot, i: int) -> Iterator[Detail]:
    """What the charge is, behind its preposition: «в хищении»."""
    yield from read_complement(spot, i, "cause", "blame")


def read_complement(spot: Spot, i: int, slot: str, table: str) -> Iterator[Detail]:
    """The complements of a word that a table's prepositions and case say."""
    entry, reading = spot.table[table], spot.reading
    for noun in reading.kids(i, "obl", "nmod", "iobj"):
        mark = next((k for k in reading.kids(noun.i, "case") if k.text.lower() in entry["prepositions"]), None)
        if mark is not None and noun.feat("Case") == entry["case"] and noun.lemma not in entry.get("unless", ()):
            first, last = phrase(reading, mark.i, mark.i + 1, noun.i)
            yield make_detail(slot, spot, (first, last), (mark.i + 1, last))
