"""Who stands where around a trigger: a token in, its slots out, whatever the voice and construction.

`frame` undoes passives, participles, control, coordination and light verbs, so that a rule can say `subject` and
`object` once. It knows only syntax: which of the fillers is an actor, and who that is, `event_sides` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from svod.extract.event_rules import Rulebook
from svod.extract.event_words import (
    Slots,
    add,
    add_inner_dative,
    add_predicative,
    carries,
    conjunct_head,
    governor,
    infinitive_head,
    is_circumstance,
    is_indeclinable,
    is_no_subject,
    is_passive,
    preposition,
    share_genitives,
)
from svod.extract.letters import plain
from svod.read import Reading, Token
from svod.read.reading import ROOT

ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "nmod", "amod", "det", "csubj")
CONTROLLED = ("xcomp", "nmod", "csubj", "ccomp", "advcl", "acl", "obj", "nsubj", "obl")
DEEP = 5  # how many verbs or nouns a chain of control or light words may climb


class Frame(NamedTuple):
    """The fillers of each slot, as token indices; `light` are the words that carry a noun's clause, nearest first."""

    slots: dict[str, tuple[int, ...]]
    light: tuple[int, ...]
    indefinite: bool  # «задержали»: third person plural without a subject
    speaker: bool  # first person without a subject: «требуем»


def frame(reading: Reading, i: int, book: Rulebook, *, noun: bool) -> Frame:
    """The frame of token i read as a noun or as a predicate."""
    slots: Slots = {}
    if noun:
        light = add_noun(reading, i, book, slots)
    else:
        add_verb(reading, i, book, slots)
        light = ()
    clause = light[-1] if light else i
    word = reading.tokens[clause]
    alone = not slots.get("subject") and word.feat("VerbForm") == "Fin" and not is_passive(reading, word, book)
    plural = alone and word.feat("Number") == "Plur"
    first = alone and word.feat("Person") == "1"
    return Frame(
        {k: tuple(dict.fromkeys(v)) for k, v in slots.items()},
        light,
        plural and word.feat("Person") != "1" and word.feat("Person") != "2",
        first,
    )


# --------------------------------------------------------------------------------------------------- verbs


def add_verb(reading: Reading, i: int, book: Rulebook, slots: Slots, deep: int = DEEP) -> None:
    """Fill the slots of a predicate: its own dependants, then a subject that stands elsewhere."""
    word = reading.tokens[i]
    passive = is_passive(reading, word, book)
    for kid in reading.kids(i, *ARGUMENTS):
        add_argument(reading, kid, book, slots, passive=passive)
    participle = word.feat("VerbForm") == "Part" or word.upos in ("ADJ", "NOUN")
    if word.rel.split(":")[0] in ("acl", "amod") and participle and word.head != ROOT:
        add(slots, "object" if passive else "subject", word.head)
    side = "object" if passive else "subject"
    if not slots.get(side) and deep > 0:
        for there in borrowed_subject(reading, word, book, deep):
            add(slots, side, there)
    add_predicative(reading, i, slots)
    add_shared(reading, word, book, slots)
    for kid in reading.kids(i, "advmod"):
        add(slots, "mod", kid.i)  # «высоко оценил»
    for kid in reading.kids(i, "obj", "obl", "nsubj:pass"):
        add_inner_dative(reading, kid, slots)
    if word.head != ROOT:
        add(slots, "head", word.head)


def add_argument(reading: Reading, kid: Token, book: Rulebook, slots: Slots, *, passive: bool) -> None:
    """Put one dependant into the slot its relation, preposition and case say."""
    rel = kid.rel
    prep = preposition(reading, kid, book)
    if rel == "nsubj" and is_no_subject(reading, kid):
        add(slots, "Dat", kid.i)
    elif rel.startswith("nsubj"):
        add(slots, "object" if passive or rel == "nsubj:pass" else "subject", kid.i)
    elif rel == "obj" and not prep:
        add(slots, "object", kid.i)
    elif rel == "obl:agent":
        add(slots, "subject", kid.i)
    elif rel in ("amod", "det"):
        add(slots, "poss" if kid.upos in ("DET", "PRON") else "adj", kid.i)
        add(slots, "mod", kid.i)
    elif prep:
        add_prepositional(reading, kid, prep, book, slots)
    else:
        case = kid.feat("Case") or ("Gen" if rel == "nmod" and kid.upos != "VERB" else "")
        add(slots, case, kid.i)
        if (
            rel in ("nmod", "iobj")
            and case == "Gen"
            and kid.text.lower().endswith(tuple(book.lists["genitive_is_dative"]))
        ):
            add(slots, "Dat", kid.i)
        if rel in ("nmod", "iobj") and case == "Gen" and is_indeclinable(kid, book):
            add(slots, "Dat", kid.i)
        if passive and case == "Ins" and rel.startswith("obl"):
            add(slots, "subject", kid.i)


def add_prepositional(reading: Reading, kid: Token, prep: str, book: Rulebook, slots: Slots) -> None:
    """Put «с Алиевым» under с+Ins; a word without case endings («с НАТО») stands in any case of its preposition.

    «в отношении россиян», where the parser takes «отношении» for a noun, gives its genitive under the long preposition.
    """
    case = kid.feat("Case") if not (kid.text.isupper() and len(kid.text) > 1) else None
    long = f"{prep} {plain(kid.text)}"
    if long in book.lists.get("long_prepositions", frozenset()) or book.has("preposition_nouns", kid.text):
        for below in reading.kids(kid.i, "nmod"):
            add(slots, f"{long}+{below.feat('Case') or 'Gen'}", below.i)
    for each in (case,) if case else ("Gen", "Dat", "Acc", "Ins", "Loc"):
        add(slots, f"{prep}+{each}", kid.i)


def borrowed_subject(reading: Reading, word: Token, book: Rulebook, deep: int) -> Iterator[int]:
    """The subject that a predicate has from its governor: coordination, control, converbs."""
    head = reading.tokens[word.head] if word.head != ROOT else None
    if head is None:
        return
    rel = word.rel.split(":")[0]
    upper: Slots = {}
    if rel == "conj" and (word.upos in ("VERB", "AUX", "ADJ") and head.upos in ("VERB", "AUX", "ADJ", "NOUN")):
        add_verb(reading, head.i, book, upper, deep - 1) if head.upos != "NOUN" else None
        passive = is_passive(reading, head, book)
        yield from upper.get("object" if passive else "subject", ())
    elif word.feat("VerbForm") == "Conv":
        add_verb(reading, head.i, book, upper, deep - 1)
        yield from upper.get("object" if is_passive(reading, head, book) else "subject", ())
    elif rel == "ccomp" and word.feat("VerbForm") == "Fin" and word.feat("Number") == head.feat("Number"):
        if word.feat("Gender") == head.feat("Gender") and word.feat("Person") in (None, "3"):
            add_verb(reading, head.i, book, upper, deep - 1)
            yield from upper.get("subject", ())
    elif (word.feat("VerbForm") == "Inf" or rel == "xcomp") and rel in CONTROLLED:
        yield from controller(reading, infinitive_head(reading, word, head, book), book, deep)


def controller(reading: Reading, head: Token, book: Rulebook, deep: int) -> Iterator[int]:
    """Who is to do what an infinitive says: «призвал Киев освободить» → Киев; «намерен освободить» → the subject."""
    upper: Slots = {}
    if head.upos == "NOUN":
        add_noun(reading, head.i, book, upper, deep - 1)
        order = book.addressee if book.has("object_control", head.lemma) else ("subject", "Gen", "adj")
    else:
        add_verb(reading, head.i, book, upper, deep - 1)
        if book.has("object_control", head.lemma):
            order = book.addressee
        else:
            order = ("object", "Dat", "subject") if is_passive(reading, head, book) else ("subject", "Dat")
    for slot in order:
        if upper.get(slot):
            yield from upper[slot]
            return


def add_shared(reading: Reading, word: Token, book: Rulebook, slots: Slots) -> None:
    """Take an object that coordinated verbs share: «задержали и арестовали журналистов»."""
    if slots.get("object"):
        return
    if word.feat("VerbForm") == "Part":
        shared = [k for o in reading.kids(word.i, "conj") if o.feat("Variant") for k in reading.kids(o.i, "nsubj")]
        for kid in shared if word.feat("Variant") and is_passive(reading, word, book) else ():
            add(slots, "object", kid.i)
        return
    for other in reading.kids(word.i, "conj"):
        if other.upos == "VERB" and not reading.kids(other.i, "nsubj"):
            for kid in reading.kids(other.i, "obj"):
                if not any(word.i < t.i < other.i for t in reading.kids(word.i, "obl", "obj")):
                    add(slots, "object", kid.i)


# --------------------------------------------------------------------------------------------------- nouns


def add_noun(reading: Reading, i: int, book: Rulebook, slots: Slots, deep: int = DEEP) -> tuple[int, ...]:
    """Fill the slots of a noun: its own dependants, then those of the light words that carry it; returns these."""
    for kid in reading.kids(i, *ARGUMENTS):
        add_argument(reading, kid, book, slots, passive=False)
    word = reading.tokens[i]
    led = False  # «ходатайство, поданное адвокатом, [принял] суд»: the participle has said who does it
    for kid in reading.kids(i, "acl"):
        if kid.feat("VerbForm") == "Part":
            led = add_participle(reading, kid, book, slots) or led
        elif kid.rel == "acl:relcl" and kid.upos == "VERB" and book.has("light_verbs", kid.lemma):
            add_relative(reading, kid, book, slots)
    carriers: list[int] = []
    for kid in reading.kids(i, "nmod"):
        for below in reading.kids(kid.i, "nmod"):  # «критика проекта со стороны Лимы»
            if preposition(reading, below, book) in book.lists.get("agent_prepositions", frozenset()):
                add_argument(reading, below, book, slots, passive=False)
        if kid.feat("Case") == "Gen" and not reading.kids(kid.i, "case"):
            add_inner_dative(reading, kid, slots)
    share_genitives(slots)
    top = conjunct_head(reading, i)
    if top != i:
        for kid in reading.kids(top, "amod"):
            add(slots, "adj", kid.i)
    while deep > 0 and not led and (head := governor(reading, top)) is not None:
        deep -= 1
        if not carries(reading, head, reading.tokens[top], book):
            break
        carriers.append(head.i)
        add_carrier(reading, head, reading.tokens[top], book, slots, deep)
        if head.upos not in ("NOUN", "PROPN"):
            break
        top = conjunct_head(reading, head.i)
    aside = not carriers or is_circumstance(reading, reading.tokens[top], book)
    if aside and reading.tokens[top].head != ROOT:
        add(slots, "head", word.head if not carriers else reading.tokens[top].head)
        add_host(reading, reading.tokens[top], book, slots, deep)
    for carrier in carriers:
        add(slots, "light", carrier)
    return tuple(carriers)


def add_relative(reading: Reading, verb: Token, book: Rulebook, slots: Slots) -> None:
    """Take the sides from a light verb in a relative clause: «обвинения, которые Чад предъявил журналистам»."""
    upper: Slots = {}
    add_verb(reading, verb.i, book, upper, 0)
    for slot, fillers in upper.items():
        for filler in fillers:
            if slot not in ("object", "head") and not book.has("relative_pronouns", reading.tokens[filler].lemma):
                add(slots, slot, filler)


def add_host(reading: Reading, noun: Token, book: Rulebook, slots: Slots, deep: int) -> None:
    """Put the subject of the clause around the noun's event under `host`: «на встрече с X Y сказал»."""
    head = reading.tokens[noun.head]
    prep = preposition(reading, noun, book)
    if not deep or head.upos != "VERB" or not noun.rel.startswith("obl") or prep not in book.lists["host_prepositions"]:
        return
    upper: Slots = {}
    add_verb(reading, head.i, book, upper, deep - 1)
    for filler in upper.get("subject", ()):
        add(slots, "host", filler)


def add_participle(reading: Reading, part: Token, book: Rulebook, slots: Slots) -> bool:
    """Take the sides from a light participle: «переговоры, проведённые Путиным»; True where it names the doer."""
    before = len(slots.get("subject", ()))
    if book.has("light_verbs", part.lemma):
        add(slots, "light", part.i)
        for kid in reading.kids(part.i, "obl", "iobj"):
            add_argument(reading, kid, book, slots, passive=part.feat("Voice") == "Pass")
    return len(slots.get("subject", ())) > before


def add_carrier(reading: Reading, head: Token, noun: Token, book: Rulebook, slots: Slots, deep: int) -> None:
    """Add to a noun's slots what its light word has: subject, obliques; the subject of «получил» is the object."""
    upper: Slots = {}
    if head.upos in ("NOUN", "PROPN"):
        for kid in reading.kids(head.i, *ARGUMENTS):
            if kid.i != noun.i:
                add_argument(reading, kid, book, upper, passive=False)
        if preposition(reading, noun, book):
            upper["subject"] = [*upper.get("subject", ()), *upper.pop("Gen", ())]
    else:
        add_verb(reading, head.i, book, upper, deep)
    taking = book.has("taking_verbs", head.lemma)
    being = book.has("being_verbs", head.lemma)
    for slot, fillers in upper.items():
        others = [f for f in fillers if f != noun.i and conjunct_head(reading, noun.i) != f]
        if slot in ("head", "mod", "light") or not others:
            continue
        if slot == "subject":
            slot = "object" if taking else slot
        elif slot == "object":
            continue
        if being and slot in ("subject", "object"):
            continue
        for filler in others:
            add(slots, slot, filler)
