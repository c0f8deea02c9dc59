"""What single words do in a construction: prepositions, voice, light words, rows of nouns.

Goes in: a reading, a token and the lists of the rulebook. Comes out: a fact about that token, or a slot filled from a
single phrase. Climbs no clauses: `event_frames` does.
"""

from __future__ import annotations

from svod.extract.event_rules import Rulebook
from svod.extract.letters import plain
from svod.read import Reading, Token
from svod.read.reading import ROOT

Slots = dict[str, list[int]]  # the fillers of each slot, as token indices


def preposition(reading: Reading, word: Token, book: Rulebook) -> str:
    """The preposition of a phrase with its fixed parts: «с», «в отношении»; empty where there is none."""
    for kid in (reading.tokens[k] for k in reading.children[word.i]):
        if kid.rel.partition(":")[0] == "case" and kid.upos in ("ADP", "NOUN", "ADV", "ADJ", "SCONJ"):
            parts = [kid, *reading.kids(kid.i, "fixed")]
            first = plain(parts[0].text)
            if len(parts) > 1:
                return " ".join(plain(p.text) for p in parts)
            return book.same.get(first, first)
    return ""


def is_passive(reading: Reading, word: Token, book: Rulebook) -> bool:
    """True for passive participles and verbs with a passive subject or auxiliary; «вторгшийся» is active."""
    plainly = active(word, book)
    if plainly != plain(word.lemma):
        return plain(word.lemma) not in book.verbs and bool(reading.kids(word.i, "nsubj:pass"))
    if word.feat("Voice") == "Pass" or (
        word.upos == "ADJ" and word.rel in ("amod", "acl") and plain(word.lemma) in book.verbs
    ):
        return True
    return bool(reading.kids(word.i, "nsubj:pass", "aux:pass")) and not reading.kids(word.i, "obj")


def conjunct_head(reading: Reading, i: int) -> int:
    """The first of a row of coordinated nouns: «обыски и задержания» → «обыски»."""
    seen = {i}
    while reading.tokens[i].rel == "conj" and reading.tokens[i].head not in (ROOT, *seen):
        above = reading.tokens[reading.tokens[i].head]
        if above.upos not in ("NOUN", "PROPN"):
            break
        i = above.i
        seen.add(i)
    return i


def governor(reading: Reading, i: int) -> Token | None:
    """The governing token, None for a root."""
    head = reading.tokens[i].head
    return None if head == ROOT else reading.tokens[head]


def is_light(head: Token, book: Rulebook) -> bool:
    """True for words that add nothing of their own: «провести переговоры», «введение санкций»."""
    lists = ("light_nouns",) if head.upos in ("NOUN", "PROPN") else ("light_verbs", "taking_verbs", "being_verbs")
    return any(book.has(name, form) for name in lists for form in (head.lemma, active(head, book)))


def carries(reading: Reading, head: Token, noun: Token, book: Rulebook) -> bool:
    """True where the governor lends the noun its sides: «провёл переговоры», not «после переговоров»."""
    if accompanies(reading, noun, book):
        return True
    if is_circumstance(reading, noun, book):
        return False
    prep = preposition(reading, noun, book)
    if prep in book.lists["taking_prepositions"]:
        return book.has("taking_verbs", head.lemma)
    if noun.rel.startswith(("obl", "nmod")) and prep and prep not in book.lists["light_prepositions"]:
        return False
    if prep in book.lists["filing_prepositions"] and book.has("filing_verbs", head.lemma):
        return False
    return is_light(head, book) or book.has("willing", head.lemma)


def is_circumstance(reading: Reading, noun: Token, book: Rulebook) -> bool:
    """True for «[в результате] теракта», «[в ходе] операции»: what the clause around it does is another deed."""
    return book.has("circumstances", noun.lemma) and bool(reading.kids(noun.i, "case"))


def accompanies(reading: Reading, noun: Token, book: Rulebook) -> bool:
    """True for «обратился с просьбой», «вручили ноту с требованием»: the governor carries the noun's sides."""
    return book.has("accompanying", noun.lemma) and any(
        book.same.get(plain(k.text), plain(k.text)) in book.lists["accompanying_prepositions"]
        for k in reading.kids(noun.i, "case")
    )


def active(word: Token, book: Rulebook) -> str:
    """The active lemma of a reflexive passive: «вводятся» → «вводить»."""
    lemma = plain(word.lemma)
    for ending in book.reflexive:
        if lemma.endswith(ending):
            return lemma.removesuffix(ending)
    return lemma


def add(slots: Slots, slot: str, i: int) -> None:
    """Put a filler into a slot."""
    slots.setdefault(slot, []).append(i)


def is_indeclinable(word: Token, book: Rulebook) -> bool:
    """True for a name whose case nobody sees: «благодарность [Баку]»."""
    endings = tuple(book.lists["indeclinable_endings"])
    return word.upos == "PROPN" and plain(word.text) == plain(word.lemma) and plain(word.text).endswith(endings)


def is_no_subject(reading: Reading, kid: Token) -> bool:
    """True for a lone singular noun under a plural verb, where the parser mistook a dative: «России угрожают»."""
    verb = reading.tokens[kid.head]
    lone = kid.feat("Number") == "Sing" and kid.upos == "PROPN" and not reading.kids(kid.i, "conj", "nummod", "nmod")
    return lone and verb.feat("VerbForm") == "Fin" and verb.feat("Number") == "Plur"


def share_genitives(slots: Slots) -> None:
    """Of two genitives the first is the doer: «поддержка ЕС Молдовы»."""
    if len(slots.get("Gen", ())) == 2:
        add(slots, "subject", slots["Gen"].pop(0))


def infinitive_head(reading: Reading, word: Token, head: Token, book: Rulebook) -> Token:
    """The word an infinitive goes with: «приветствовал решение ввести санкции» is about a decision to impose."""
    lists = ("makes_hypothetical", "makes_future", "makes_negated", "object_control", "light_verbs", "taking_verbs")
    if head.upos == "VERB" and not any(book.has(name, head.lemma) for name in lists):
        between = [k for k in reading.kids(head.i, "obj", "obl") if head.i < k.i < word.i and k.upos == "NOUN"]
        return between[-1] if between else head
    return head


def add_inner_dative(reading: Reading, noun: Token, slots: Slots, deep: int = 2) -> None:
    """Take a dative from inside the object: «приостановил поставки ракет Украине», «пригрозил санкциями фирмам»."""
    for below in reading.kids(noun.i, "nmod", "iobj") if noun.upos == "NOUN" and not slots.get("Dat") else ():
        if reading.kids(below.i, "case"):
            continue
        if below.feat("Case") == "Dat":
            add(slots, "Dat", below.i)
        elif below.feat("Case") == "Gen" and deep:
            add_inner_dative(reading, below, slots, deep - 1)


def add_predicative(reading: Reading, i: int, slots: Slots) -> None:
    """Put what somebody is named or found into Ins («признал виновным»), an infinitive into inf («обещал ответить»).

    A clause of what is said or thought goes into that: «признал, что самолет сбили».
    """
    for kid in reading.kids(i, "ccomp"):
        add(slots, "that", kid.i)
    for kid in reading.kids(i, "xcomp"):
        if kid.feat("VerbForm") == "Inf":
            add(slots, "inf", kid.i)
        elif kid.feat("Case") == "Ins":
            add(slots, "Ins", kid.i)
    for kid in reading.kids(i, "obj", "nsubj:pass"):
        for below in reading.kids(kid.i, "nmod", "appos"):
            if below.feat("Case") == "Ins" and not reading.kids(below.i, "case"):
                add(slots, "Ins", below.i)
