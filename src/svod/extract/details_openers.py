"""Phrases that small words open: «из-за …», «после …», «в присутствии …», «по вине …», and clauses: «поскольку …».

In: a spot. Out: details of the slots that the pack's `[[opener]]` and `[[clause]]` name. What several words of a
sentence say together is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.extract.details_spot import Spot, load_list, make_detail, matches, phrase, trim
from svod.packs import Pack
from svod.read import Token
from svod.records import Detail

UP = 2  # words above a phrase's noun that may be its company
GOVERNED = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON")


@dataclass(frozen=True, slots=True)
class Opener:
    """Words that open a phrase or clause, the slot that it tells, and what is asked of its noun."""

    words: tuple[str, ...]
    slot: str
    case: str | None
    unless: frozenset[str]
    ends: tuple[str, ...]  # of the noun: what names a happening
    nouns: frozenset[str]
    beside: tuple[str, ...]  # beginnings of words that the phrase must belong to
    animate: bool
    own: bool  # the phrase hangs on the event's own word
    kinds: frozenset[str]  # of events, all where empty
    anywhere: bool  # in the sentence, whatever the clause hangs on


@lru_cache(maxsize=16)
def load_openers(pack: Pack, table: str) -> Mapping[str, tuple[Opener, ...]]:
    """The entries of `[[opener]]` or `[[clause]]` by their first word, longest first."""
    found: dict[str, list[Opener]] = {}
    for entry in pack.tables["details"].get(table, ()):
        for words in entry["words"]:
            opener = Opener(
                tuple(words.split()),
                entry["slot"],
                entry.get("case"),
                frozenset(entry.get("unless", ())),
                tuple(entry.get("ends", ())),
                frozenset(entry.get("nouns", ())),
                tuple(entry.get("beside", ())),
                entry.get("animate", False),
                entry.get("own", False),
                frozenset(entry.get("kinds", ())),
                entry.get("anywhere", False),
            )
            found.setdefault(opener.words[0], []).append(opener)
    return {word: tuple(sorted(some, key=lambda o: (-len(o.words), o.words))) for word, some in found.items()}


def find_opened(spot: Spot) -> Iterator[Detail]:
    """What small words open in the event's clause: «[из-за беспорядков]», «[в ответ на действия Лондона]»."""
    openers, lowers, tokens = load_openers(spot.pack, "opener"), spot.reading.lowers, spot.reading.tokens
    none = load_list(spot.pack, "none", "not")
    taken = -1
    for i in spot.scope:
        if lowers[i] not in openers or i < taken or (i and tokens[i - 1].lemma in none):
            continue
        for opener in openers[lowers[i]]:
            after = matches(spot.reading, i, opener.words)
            span = None if after is None else read_opened(spot, opener, (i, after))
            if span is not None and after is not None:
                taken = after
                whole = opener.slot == "sequence" or span[1] <= after  # «после» and «до» are half of what is said
                yield make_detail(opener.slot, spot, span, None if whole else (after, span[1]))
                break


def read_opened(spot: Spot, opener: Opener, place: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of an opener's phrase, None where its noun is not one it asks for or is the event itself."""
    first, after = place
    if after < len(spot.reading.tokens) and spot.reading.tokens[after].text == ",":
        return None  # «накануне, 3 июля»
    head = governed(spot, first, after)
    if head is not None and spot.reading.tokens[head].lemma in load_list(spot.pack, "relative", "words"):
        return antecedent(spot, head) if opener.slot == "cause" else None
    if head is None or not fits(spot, opener, spot.reading.tokens[head]) or not belongs(spot, opener, place, head):
        return None
    span = phrase(spot.reading, first, after, head)
    return None if span[0] <= spot.trigger < span[1] else span  # «в результате атаки» is no cause of the attack


def antecedent(spot: Spot, relative: int) -> tuple[int, int] | None:
    """The noun that «которых» stands for: «провели [рейд], в результате которого задержаны трое»."""
    reading = spot.reading
    clause = next((t for t in reading.ancestors(relative) if t.rel.split(":")[0] == "acl"), None)
    if clause is None or clause.i not in spot.chain or not 0 <= clause.head < relative:
        return None
    noun = clause.head
    first = noun
    while first and reading.tokens[first - 1].head == noun and reading.tokens[first - 1].upos in ("ADJ", "DET", "NUM"):
        first -= 1
    end = next((k for k in range(noun + 1, relative) if reading.tokens[k].text == ","), noun + 1)
    return trim(reading, first, noun, end)


def governed(spot: Spot, first: int, after: int) -> int | None:
    """The noun that the words [first, after) govern, None where none of the clause follows."""
    tokens = spot.reading.tokens
    heads = [tokens[i].head for i in range(first, after) if tokens[i].head >= after]
    kids = [k for i in range(first, after) for k in spot.reading.children[i] if k >= after]
    if heads or kids:  # of «результате» in «в результате обстрела погибли» the verb is the head
        return min(heads + kids)
    if after not in spot.inside or tokens[after].upos not in GOVERNED:
        return None
    return tokens[after].head if tokens[after].head > after else after


def fits(spot: Spot, opener: Opener, head: Token) -> bool:
    """True when a governed noun has the case, the kind and the company that the opener asks for."""
    if opener.kinds and spot.kind not in opener.kinds:
        return False
    if (opener.case and head.feat("Case") != opener.case) or head.lemma in opener.unless:
        return False
    if (opener.ends or opener.nouns) and not (head.lemma in opener.nouns or head.lemma.endswith(opener.ends or "\n")):
        return False
    if opener.animate and not (head.upos == "PROPN" or head.feat("Animacy") == "Anim"):
        return False
    if not opener.beside:
        return True
    above = list(spot.reading.ancestors(head.i))[:UP]  # «ограничений со стороны [Перу] за поддержку»: past a name too
    return any(t.lemma.startswith(opener.beside) for t in (spot.word, *above))


def belongs(spot: Spot, opener: Opener, place: tuple[int, int], head: int) -> bool:
    """True when a phrase hangs on the event's word, on one above it or on an argument of these."""
    tokens = spot.reading.tokens
    if tokens[head].upos == "PRON" and not spot.reading.kids(head, "acl", "ccomp"):
        return False
    above = tokens[head].head
    while place[0] <= above < place[1]:  # «по обвинению» in «по обвинению в …»
        above = tokens[above].head
    if opener.own:
        return above == spot.trigger
    if opener.beside:
        return True  # its company has been looked at
    return above in spot.chain or (above >= 0 and opener.slot == "cause" and tokens[above].head in spot.chain)


def find_clauses(spot: Spot) -> Iterator[Detail]:
    """Clauses that hang on the event or on the verb it belongs to: «…, [поскольку суд не доказал вины]»."""
    openers = load_openers(spot.pack, "clause")
    reading = spot.reading
    clauses = spot.page.adverbials.get(spot.word.sentence, ())
    heads = {*spot.chain, *(k.i for k in reading.kids(spot.trigger, "obj", "obl", "iobj") if clauses)}
    for clause in (c for c in clauses if c.head in heads):
        first, last = reading.subtree(clause.i)
        while first < last and reading.tokens[first].upos == "PUNCT":
            first += 1
        if first <= spot.trigger < last:
            continue
        for opener in openers.get(reading.lowers[first], ()):
            if opener.kinds and spot.kind not in opener.kinds:
                continue
            if (inner := matches(reading, first, opener.words)) is not None and inner < last:
                yield make_detail(opener.slot, spot, phrase(reading, first, inner, clause.i))
                break
    yield from find_conditions(spot)


def find_conditions(spot: Spot) -> Iterator[Detail]:
    """Clauses told by their opening word alone, wherever they hang: «предупредил о санкциях, [если они уйдут]»."""
    reading, openers = spot.reading, load_openers(spot.pack, "clause")
    last = reading.sentences[spot.word.sentence].last - 1
    for i in (i for i in range(spot.trigger + 1, last) if reading.lowers[i] in openers):
        for opener in openers[reading.lowers[i]]:
            if opener.anywhere and spot.kind in opener.kinds and reading.tokens[i].head > i:
                yield make_detail(opener.slot, spot, phrase(reading, i, i + 1, reading.tokens[i].head))
                break
