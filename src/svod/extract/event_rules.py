"""`events.toml` in, `Rulebook` out: rules by the lemma of their trigger, with slots and constraints parsed.

A slot is written as a linguist says it: `subject`, `object` (of the active sentence, whatever the voice), a bare case
(`Gen`, `Dat`, `Ins`), a preposition with its case (`с+Ins`, `в отношении+Gen`), `adj` (adjectives and possessives that
name an actor). Alternatives are separated by ` | `, best first. Knows no sentence: it only reads the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from svod.errors import PackError
from svod.extract.letters import plain
from svod.ontology import load_ontology
from svod.packs import Pack

KEYS = {
    "id", "type", "mode", "verbs", "nouns", "words", "actor", "recipient", "noun_actor", "noun_recipient", "symmetric",
    "narrow", "where", "where_noun", "where_verb", "trigger", "through", "strong", "by_state", "status", "yes", "no",
}  # fmt: skip
COLOURING = (
    "conditional_words", "negations", "until_words", "doubt_words", "past_words", "future_words", "future_auxiliaries",
)  # fmt: skip
BARE = (
    "subject", "object", "Gen", "Dat", "Ins", "Acc", "Loc", "Nom", "adj", "poss", "head", "mod", "light", "inf", "host",
    "negated", "plural", "that",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One constraint: some filler of one of `slots` is one of `words` (lemmas, or `@person` and the like).

    An optional one holds where the slots are empty.
    """

    slots: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]  # of the words those written as @person, without their mark
    wanted: bool
    optional: bool
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the pack; verbs and nouns carry their own slots and conditions."""

    id: str
    type: str
    mode: str | None
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]  # predicates that are neither: short adjectives, adverbs
    verb_actor: tuple[str, ...]
    verb_recipient: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_recipient: tuple[str, ...]
    symmetric: bool
    verb_where: tuple[Condition, ...]
    noun_where: tuple[Condition, ...]
    trigger: tuple[str, ...]  # the slot whose filler is the trigger; empty: the matched word itself
    through: bool  # the recipient stands behind the object: «осудил удар Ливии» is about Libya
    strong: bool  # kept even where no side is known
    by_state: bool  # an unnamed actor is the state where it happens: arrests, verdicts, releases
    status: str | None  # a factuality that the words themselves carry
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def actor(self, noun: bool) -> tuple[str, ...]:
        """The slots of the actor for a noun or a verb as trigger."""
        return self.noun_actor if noun else self.verb_actor

    def recipient(self, noun: bool) -> tuple[str, ...]:
        """The slots of the recipient for a noun or a verb as trigger."""
        return self.noun_recipient if noun else self.verb_recipient


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a pack and its word lists, indexed by lemma (ё written as е)."""

    rules: tuple[Rule, ...]
    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    words: Mapping[str, tuple[Rule, ...]]
    triggers: frozenset[str]  # the lemmas at which a rule may fire, as they stand in a text
    lists: Mapping[str, frozenset[str]]
    colouring: frozenset[str]  # all words of the lists that say of a word beside them how far it is fact
    reflexive: tuple[str, ...]  # endings of reflexive passives
    same: Mapping[str, str]  # prepositions that are one: «со» is «с»
    numerals: Mapping[str, str]  # counted people in the nominative: «двух» is «двое»
    addressee: tuple[str, ...]  # where the one stands who is asked or told to act
    seat: tuple[str, ...]  # where the actor of an impersonal verb sits: «в Киеве потребовали»

    def has(self, name: str, lemma: str) -> bool:
        """True when the pack's list `name` holds the lemma."""
        return plain(lemma) in self.lists.get(name, frozenset())


@lru_cache(maxsize=8)
def compile_rules(pack: Pack) -> Rulebook:
    """Compile the pack's event rules. Raises PackError, naming the rule, where one is malformed."""
    table: Mapping[str, Any] = pack.tables.get("events", {})
    entries = sorted(table.get("rule", []), key=lambda entry: not entry.get("narrow", False))  # narrow ones first
    rules = tuple(parse_rule(entry, pack.lang) for entry in entries)
    names = [r.id for r in rules]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise PackError(f"lang/{pack.lang}/events.toml: rule ids used twice: {', '.join(twice)}")
    verbs, nouns, words = (index(rules, kind) for kind in ("verbs", "nouns", "words"))
    lists = {name: parse_list(value) for name, value in table.get("lists", {}).items()}
    reflexive = tuple(sorted(lists.get("reflexive_endings", ())))
    return Rulebook(
        rules,
        verbs,
        nouns,
        words,
        frozenset((*verbs, *nouns, *words, *(verb + ending for verb in verbs for ending in reflexive))),
        lists,
        frozenset().union(*(lists.get(name, frozenset()) for name in COLOURING)),
        reflexive,
        {str(k): str(v) for k, v in table.get("same", {}).items()},
        {str(k): str(v) for k, v in table.get("numerals", {}).items()},
        parse_slots(table.get("addressee", ""), f"lang/{pack.lang}/events.toml"),
        parse_slots(table.get("seat", ""), f"lang/{pack.lang}/events.toml"),
    )


def index(rules: Iterable[Rule], kind: str) -> dict[str, tuple[Rule, ...]]:
    """Rules by lemma, the narrow ones first, else in the order of the files: the first whose conditions hold wins."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for lemma in sorted(getattr(rule, kind)):
            found.setdefault(lemma, []).append(rule)
    return {lemma: tuple(group) for lemma, group in found.items()}


def split(words: str | Iterable[str]) -> frozenset[str]:
    """A list of lemmas written as one string or as a list of strings."""
    parts = words.split() if isinstance(words, str) else [w for line in words for w in line.split()]
    return frozenset(plain(w) for w in parts)


def parse_list(value: str | Iterable[str]) -> frozenset[str]:
    """A word list: one string of words, or a list of entries that may hold blanks («в ходе»)."""
    return split(value) if isinstance(value, str) else frozenset(plain(v) for v in value)


def parse_rule(entry: Mapping[str, Any], lang: str) -> Rule:
    """Read one `[[rule]]` table."""
    where = f"lang/{lang}/events.toml: rule {entry.get('id', '?')!r}"
    check_entry(entry, where)
    actor = parse_slots(entry.get("actor", "subject"), where)
    recipient = parse_slots(entry.get("recipient", ""), where)
    both = [parse_condition(c, where) for c in entry.get("where", ())]
    doer, done = noun_slots(entry, actor, recipient, where)
    return Rule(
        id=entry["id"],
        type=entry["type"],
        mode=entry.get("mode"),
        verbs=split(entry.get("verbs", "")),
        nouns=split(entry.get("nouns", "")),
        words=split(entry.get("words", "")),
        verb_actor=actor,
        verb_recipient=recipient,
        noun_actor=doer,
        noun_recipient=done,
        symmetric=bool(entry.get("symmetric", False)),
        verb_where=(*both, *(parse_condition(c, where) for c in entry.get("where_verb", ()))),
        noun_where=(*both, *(parse_condition(c, where) for c in entry.get("where_noun", ()))),
        trigger=parse_slots(entry.get("trigger", ""), where),
        through=bool(entry.get("through", False)),
        strong=bool(entry.get("strong", False)),
        by_state=bool(entry.get("by_state", False)),
        status=entry.get("status"),
        yes=sentences(entry.get("yes", ())),
        no=sentences(entry.get("no", ())),
    )


def check_entry(entry: Mapping[str, Any], where: str) -> None:
    """Refuse a rule with unknown keys, an unknown type or mode, no trigger or no examples."""
    unknown = sorted(set(entry) - KEYS)
    if unknown:
        raise PackError(f"{where}: unknown key {unknown[0]!r}", f"keys: {', '.join(sorted(KEYS))}")
    kind = load_ontology().types.get(entry.get("type", ""))
    if kind is None:
        raise PackError(f"{where}: type {entry.get('type')!r} is not in the ontology")
    if entry.get("mode") is not None and entry["mode"] not in kind.modes:
        raise PackError(
            f"{where}: {kind.name} has no mode {entry['mode']!r}", f"modes: {', '.join(sorted(kind.modes))}"
        )
    if not any(entry.get(k) for k in ("verbs", "nouns", "words")):
        raise PackError(f"{where}: no verbs, nouns or words")
    if not entry.get("yes") or not entry.get("no"):
        raise PackError(f"{where}: needs a sentence it must catch (yes) and one it must leave alone (no)")


def sentences(value: str | Iterable[str]) -> tuple[str, ...]:
    """One example or several."""
    return (value,) if isinstance(value, str) else tuple(value)


def parse_slots(text: str, where: str) -> tuple[str, ...]:
    """Read `subject | с+Ins | adj`."""
    slots = tuple(s.strip() for s in text.split("|") if s.strip())
    for slot in slots:
        if slot not in BARE and "+" not in slot:
            raise PackError(f"{where}: {slot!r} is no slot", f"write preposition+Case, or one of {', '.join(BARE)}")
    return slots


def parse_condition(text: str, where: str) -> Condition:
    """Read `object: посол`, `с+Ins | Ins: @person`, `not object: вопрос`, `maybe subject: @actor`, or a bare slot."""
    wanted, optional = not text.startswith("not "), text.startswith("maybe ")
    slots, colon, words = text.removeprefix("not ").removeprefix("maybe ").partition(":")
    if colon and not words.strip():
        raise PackError(f"{where}: condition {text!r} names no words", "write words after the colon, or leave it out")
    lemmas = split(words)
    kinds = frozenset(w[1:] for w in lemmas if w.startswith("@"))
    return Condition(parse_slots(slots, where), lemmas, kinds, wanted, optional, text)


def noun_slots(
    entry: Mapping[str, Any], actor: tuple[str, ...], recipient: tuple[str, ...], where: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where a noun's actor and recipient stand: as the rule says, else by the verb's slots.

    A genitive is the recipient where the verb has an object, else the actor, and a possessive stands for a genitive:
    «их арест» is done to them, «их визит» by them.
    """
    doer = parse_slots(entry["noun_actor"], where) if "noun_actor" in entry else default_doer(actor, recipient)
    done = parse_slots(entry["noun_recipient"], where) if "noun_recipient" in entry else default_done(recipient)
    return (doer, (*done, "poss")) if "Gen" in done and "Gen" not in doer else ((*doer, "poss"), done)


def default_doer(actor: tuple[str, ...], recipient: tuple[str, ...]) -> tuple[str, ...]:
    """A noun's actor from the verb's slots: the genitive only where it is not the object's place."""
    free = () if "object" in recipient else ("Gen",)
    return ("subject", "Ins", *free, "adj", *(s for s in actor if s not in ("subject", "object")))


def default_done(recipient: tuple[str, ...]) -> tuple[str, ...]:
    """A noun's recipient from the verb's slots: the object becomes a genitive, the rest stays."""
    return tuple(x for s in recipient for x in (("object", "Gen") if s == "object" else (s,)))
