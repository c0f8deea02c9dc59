"""Which rule fires at a token, and which nearly did.

Goes in: a scene and a token. Comes out: a `Match` with the frame its rule reads, or the reasons why rules failed. Finds
no sides and judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from svod.extract.event_frames import Frame, frame
from svod.extract.event_rules import Condition, Rule
from svod.extract.event_scene import Scene
from svod.extract.event_sides import antecedent, counted
from svod.extract.event_words import active
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Mention

WITHIN = 6  # words between a participle and its noun
PERSONAL = {"actor", "human", "person"}
ADJECTIVAL = ("amod", "acl", "root", "conj", "advcl", "ccomp", "parataxis", "csubj", "appos", "xcomp", "obl", "orphan")


class Match(NamedTuple):
    """A rule that fired: its trigger word (which may be a dependant of the matched one) and the frame around it."""

    rule: Rule
    token: int
    trigger: int
    noun: bool
    frame: Frame


class Miss(NamedTuple):
    """A rule whose trigger stood there but whose condition failed."""

    rule: Rule
    token: int
    reason: str


def match_token(scene: Scene, i: int) -> tuple[Match | None, list[Miss]]:
    """The first rule whose trigger and conditions fit token i, and those before it that did not."""
    word = scene.reading.tokens[i]
    misses: list[Miss] = []
    for rules, noun in candidates(scene, word):
        seen = frame(scene.reading, i, scene.book, noun=noun)
        for rule in rules:
            failed = next((c for c in conditions(rule, noun) if not holds(scene, seen, c, word)), None)
            if failed is not None:
                misses.append(Miss(rule, i, failed.source))
                continue
            trigger = place_trigger(scene, seen, rule, noun, i)
            return Match(rule, i, trigger, noun, seen), misses
    return None, misses


def place_trigger(scene: Scene, seen: Frame, rule: Rule, noun: bool, i: int) -> int:
    """The word that carries the event: the filler that the rule and its conditions ask for («вручил [ноту]»)."""
    if not rule.trigger:
        return i
    wanted = [c for c in conditions(rule, noun) if c.wanted and set(c.slots) & set(rule.trigger)]
    for slot in rule.trigger:
        for filler in seen.slots.get(slot, ()):
            if any(fits(scene, filler, condition) for condition in wanted):
                return filler
    return i


def conditions(rule: Rule, noun: bool) -> tuple[Condition, ...]:
    """The conditions that hold for this kind of trigger."""
    return rule.noun_where if noun else rule.verb_where


def candidates(scene: Scene, word: Token) -> list[tuple[tuple[Rule, ...], bool]]:
    """The rules that list the token's lemma, verbs before nouns, as its part of speech allows."""
    book, lemma = scene.book, plain(word.lemma)
    if lemma not in book.triggers or word.upos == "PUNCT":
        return []
    found: list[tuple[tuple[Rule, ...], bool]] = []
    if word.upos in ("VERB", "AUX") or (word.upos in ("ADJ", "NOUN", "PROPN") and lemma in book.verbs):
        if substantivised(scene, word):
            return []
        lemmas = dict.fromkeys((lemma, active(word, book) if scene.reading.kids(word.i, "nsubj:pass") else lemma))
        found += [(book.verbs[x], False) for x in lemmas if x in book.verbs]
    if word.upos not in ("ADP", "PUNCT") and lemma in book.nouns:  # the lemma is surer than the part of speech
        found.append((book.nouns[lemma], True))
    if word.upos in ("ADJ", "ADV", "VERB", "NOUN", "INTJ", "PART") and lemma in book.words:
        found.append((book.words[lemma], False))
    return found


def substantivised(scene: Scene, word: Token) -> bool:
    """True for participles that stand for people («задержанные пожаловались»): they are no events."""
    if word.feat("VerbForm") != "Part" or word.feat("Variant") == "Short" or word.upos != "VERB":
        return False
    return word.rel.split(":")[0] not in ADJECTIVAL and not describes(scene, word)


def describes(scene: Scene, word: Token) -> bool:
    """True for a participle before a noun it agrees with, read as a noun itself: «задержанных в Баку журналистов»."""
    for token in scene.reading.tokens[word.i + 1 : word.i + 1 + WITHIN]:
        if token.upos == "PUNCT" or token.sentence != word.sentence:
            return False
        agrees = token.feat("Case") == word.feat("Case") and token.feat("Number") == word.feat("Number")
        if token.upos == "NOUN" and agrees:
            return True
    return False


def holds(scene: Scene, seen: Frame, condition: Condition, word: Token) -> bool:
    """True when the condition is met by the fillers of its slots."""
    if condition.slots == ("negated",):
        kids = scene.reading.kids(word.i)
        return any(plain(k.text) in scene.book.lists["negations"] for k in kids) is condition.wanted
    if "plural" in condition.slots:
        subjects = seen.slots.get("subject", ())
        if word.feat("Number") == "Plur" or any(scene.reading.kids(s, "conj") for s in subjects):
            return condition.wanted
    fillers = [f for slot in condition.slots for f in seen.slots.get(slot, ())]
    if "head" in condition.slots and word.head >= 0 and word.head not in fillers:
        fillers.append(word.head)
    if condition.optional and not fillers:
        return True
    hit = any(fits(scene, f, condition) for f in fillers)
    return hit is condition.wanted


def fits(scene: Scene, i: int, condition: Condition) -> bool:
    """True when a filler is one of the words, or of the kinds written as @person, @state, @coded, @actor, @latin."""
    words, kinds = condition.words, condition.kinds
    if not words:
        return True
    word = scene.reading.tokens[counted(scene, antecedent(scene, i))]
    if plain(word.lemma) in words or plain(word.text) in words:
        return True
    if not kinds:
        return False
    mentions = [m for m in scene.at[word.i] if m.kind != "adjective" or word.upos == "ADJ"]
    if kinds & {m.entity for m in mentions}:
        return True
    if "latin" in kinds and word.text[:1].isascii() and word.text[:1].isalpha() and not any(m.code for m in mentions):
        return True
    if "coded" in kinds and any(m.code for m in mentions):
        return True
    if kinds & PERSONAL and word.feat("Person"):  # «мы», «они» are somebody, whoever it is
        return True
    animate = word.feat("Animacy") == "Anim"
    if "human" in kinds and (animate or word.upos in ("NUM", "PRON") or of_people(mentions)):
        return True
    return "actor" in kinds and (animate or bool(mentions) or scene.book.has("bodies", word.lemma))


def of_people(mentions: Sequence[Mention]) -> bool:
    """True where one of the mentions is of a person or a group."""
    return any(m.entity in ("person", "group") for m in mentions)
