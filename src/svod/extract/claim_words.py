"""The pack's `claims.toml` compiled, and what the finders of claims pass to one another.

In: a pack, an article laid out. Out: `Words`, made once per pack; `Stage`, read-only; `Draft`. Finds no claim itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from svod.extract.event_scene import Scene
from svod.extract.letters import plain
from svod.packs import Pack
from svod.read import Token
from svod.records import EventMention, Evidence, Party


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of state of affairs."""

    key: str
    family: str
    shape: str  # between | of
    presumed: bool
    wide: bool
    led: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """What one word says: its topic, how it says it, and whether it says the opposite."""

    topic: Topic
    way: str  # noun | adjective | verb
    against: bool


@dataclass(frozen=True, eq=False)
class Words:
    """The lists of claims.toml by «group.name», and the topics by word."""

    senses: Mapping[str, Sense]
    pairs: Mapping[str, tuple[str, Sense]]  # by a noun, the adjective it needs: «доказательная база»
    lists: Mapping[str, frozenset[str]]

    @cached_property
    def telling(self) -> frozenset[str]:
        """The lemmas that may say something."""
        return frozenset((*self.senses, *self.pairs))

    def has(self, name: str, *tokens: Token) -> bool:
        """True when any of the tokens is in a list, by lemma or as written."""
        some = self.lists[name]
        return any(plain(t.lemma) in some or plain(t.text) in some for t in tokens)


@dataclass(frozen=True, slots=True)
class Stance:
    """What is said of a state of affairs: that it is, is not or may be, by which word, and by whom."""

    polarity: str  # asserted | denied | questioned
    rule: str
    cue: Token | None = None
    teller: Token | None = None  # the verb whose subject says so: «отрицает»
    head: Token | None = None  # what gives the tense
    owner: Token | None = None  # the verb whose object it is that is accused


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its record is made."""

    token: Token
    sense: Sense
    stance: Stance
    holder: Party | None
    about: tuple[Party, ...]
    scope: tuple[str, ...]
    words: tuple[Evidence, ...]  # of the sides
    mutual: bool = False  # between two states, said in so many words
    tellers: tuple[Party, ...] = ()
    strange: bool = False  # somebody whom nobody knows is named beside: «между Чили и Западом»


@dataclass(frozen=True, slots=True)
class Stage:
    """An article with its events, by the token of their trigger."""

    scene: Scene
    words: Words
    triggers: Mapping[int, EventMention]

    def sense(self, token: Token) -> Sense | None:
        """What a word says by itself, or with its adjective."""
        lemma = plain(token.lemma)
        sense = self.words.senses.get(lemma)
        if sense is None and lemma in self.words.pairs:
            adjective, paired = self.words.pairs[lemma]
            sense = paired if any(plain(k.lemma) == adjective for k in self.kids(token, "amod")) else None
        return None if sense is None or (sense.way == "noun" and token.upos != "NOUN") else sense

    def token(self, i: int) -> Token:
        """One token."""
        return self.scene.reading.tokens[i]

    def kids(self, token: Token, *rels: str) -> list[Token]:
        """The dependants of a token."""
        return self.scene.reading.kids(token.i, *rels)

    def head(self, token: Token) -> Token | None:
        """The governing token."""
        return self.token(token.head) if token.head >= 0 else None


@lru_cache(maxsize=8)
def load_words(pack: Pack) -> Words:
    """Compile claims.toml; what is written as one string is a list of words."""
    table = pack.tables["claims"]
    senses: dict[str, Sense] = {}
    pairs: dict[str, tuple[str, Sense]] = {}
    for row in table["topic"]:
        topic = Topic(
            row["key"],
            row["family"],
            row["shape"],
            bool(row.get("presumed")),
            bool(row.get("wide")),
            bool(row.get("led")),
        )
        for way, name in (("noun", "nouns"), ("adjective", "adjectives"), ("verb", "verbs")):
            for lemma in row.get(name, "").split():
                senses[plain(lemma)] = Sense(topic, way, against=False)
        for adjective, noun in (pair.split() for pair in row.get("pairs", ())):
            pairs[plain(noun)] = (plain(adjective), Sense(topic, "noun", against=False))
        for lemma in row.get("against", "").split():
            way = "noun" if lemma in table["noun_forms"]["against"].split() else "adjective"
            senses[plain(lemma)] = Sense(topic, way, against=True)
    lists = {
        f"{group}.{name}": frozenset(plain(w) for w in (value.split() if isinstance(value, str) else value))
        for group, rows in table.items()
        if isinstance(rows, dict)
        for name, value in rows.items()
    }
    return Words(senses, pairs, lists)


def make_stage(scene: Scene, events: tuple[EventMention, ...]) -> Stage:
    """Lay out the events by the token of their trigger."""
    triggers: dict[int, EventMention] = {}
    for event in events:
        span = event.evidence[0].span
        for i in scene.reading.within(span.start, span.end):
            triggers.setdefault(i, event)
    return Stage(scene, load_words(scene.pack), triggers)
