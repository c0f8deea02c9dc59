"""What the finders of commitments look at and pass to one another: words of the pack, the article laid out, drafts.

In: an article with its findings. Out: a `Stage`, read-only. Finds no commitment itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from svod.extract.event_scene import Scene
from svod.extract.event_sides import Side
from svod.extract.letters import plain
from svod.packs import Pack
from svod.read import Token
from svod.records import EventMention, Evidence, Party, Quote

CONDITIONS = ("clause", "negated", "phrase")  # kinds of them


@dataclass(frozen=True, slots=True)
class Word:
    """What a word tells and where its complement stands; tense is any, now or dated."""

    kind: str
    takes: tuple[str, ...]
    tense: str
    needs: str | None  # the type of the event that stands at it


@dataclass(frozen=True, eq=False)
class Words:
    """The pack's commitments.toml compiled."""

    acts: Mapping[str, tuple[Word, ...]]
    lists: Mapping[str, frozenset[str]]  # «signs.demand», «idle.lemmas», …
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # «condition.clause», longest first
    told: tuple[str, ...]  # slots of those whom a promise or threat is for
    cues: Mapping[str, frozenset[str]]  # lemmas that say an act themselves, by act: «пообещать»

    @cached_property
    def telling(self) -> frozenset[str]:
        """The lemmas of `acts`."""
        return frozenset(self.acts)

    @cached_property
    def conditional(self) -> frozenset[str]:
        """The words that a condition may open with."""
        rows = (row for way in CONDITIONS for row in self.phrases.get(f"condition.{way}", ()))
        return frozenset(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment before its terms are read. `parts` are characters, `root` the main word of what is committed to."""

    kind: str
    parts: tuple[tuple[int, int], ...]
    root: int
    holder: Party | None
    addressees: tuple[Party, ...] = ()
    said: Evidence | None = None  # the words that name the holder
    cue: Evidence | None = None
    quote: Quote | None = None
    event: EventMention | None = None
    according_to: tuple[str, ...] = ()
    negated: bool = False
    rule: str = ""
    when: EventMention | None = None  # the event whose days are those of the plan


@dataclass(frozen=True, slots=True)
class Stage:
    """An article with all that is found in it, and what stands where."""

    scene: Scene
    words: Words
    events: tuple[EventMention, ...]
    triggers: Mapping[int, EventMention]  # by token

    def token(self, i: int) -> Token:
        """One token."""
        return self.scene.reading.tokens[i]

    def has(self, name: str, *tokens: Token) -> bool:
        """True when any of the tokens is in a list of the pack, by lemma or as written."""
        some = self.words.lists.get(name, frozenset())
        return any(plain(t.lemma) in some or plain(t.text) in some for t in tokens)

    def explicit(self, act: str, token: Token) -> bool:
        """True for a cue that says the act itself: «пообещал», «с требованием»."""
        return plain(token.lemma) in self.words.cues.get(act, frozenset())

    def has_phrase(self, name: str, token: Token) -> bool:
        """True when a token is one of a list of the pack's words as written."""
        return any(row in self.words.phrases.get(name, ()) for row in ((plain(token.text),), (plain(token.lemma),)))


@lru_cache(maxsize=8)
def load_words(pack: Pack) -> Words:
    """Compile commitments.toml; what is written as one string is a list of words."""
    table = pack.tables["commitments"]
    acts: dict[str, tuple[Word, ...]] = {}
    for entry in table.get("word", ()):
        word = Word(entry["kind"], tuple(entry["takes"]), entry.get("tense", "any"), entry.get("needs"))
        for lemma in entry["lemmas"].split():
            acts[plain(lemma)] = (*acts.get(plain(lemma), ()), word)
    lists: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name, group in table.items():
        for key, value in group.items() if isinstance(group, dict) else ():
            if isinstance(value, str):
                lists[f"{name}.{key}"] = frozenset(plain(w) for w in value.split())
            else:
                rows = sorted((tuple(plain(w) for w in text.split()) for text in value), key=lambda r: (-len(r), r))
                phrases[f"{name}.{key}"] = tuple(rows)
    return Words(acts, lists, phrases, tuple(table.get("told", {}).get("slots", ())), load_cues(pack))


def load_cues(pack: Pack) -> dict[str, frozenset[str]]:
    """The cues of speech.toml that say an act themselves, by act."""
    speech = pack.tables.get("speech", {})
    found: dict[str, set[str]] = {}
    for entry in speech.get("verbs", ()):
        found.setdefault(entry["act"], set()).update(plain(lemma) for lemma in entry["lemmas"])
    for entry in speech.get("phrases", ()):
        for act, nouns in entry.get("nouns", {}).items():
            found.setdefault(act, set()).update(plain(noun) for noun in nouns)
    for way in ("infinitive", "that"):
        for act, nouns in speech.get("nouns", {}).get(way, {}).items():
            found.setdefault(act, set()).update(plain(noun) for noun in nouns)
    return {act: frozenset(lemmas) for act, lemmas in found.items()}


def make_stage(scene: Scene, events: Sequence[EventMention]) -> Stage:
    """Lay out the events by the token of their trigger."""
    triggers: dict[int, EventMention] = {}
    for event in events:
        span = event.evidence[0].span
        for i in scene.reading.within(span.start, span.end):
            triggers.setdefault(i, event)
    return Stage(scene, load_words(scene.pack), tuple(events), triggers)


def heads(stage: Stage, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch of characters whose governor lies outside it, in text order."""
    inside = stage.scene.reading.within(start, end)
    for i in inside:
        if stage.token(i).head not in inside and stage.token(i).upos != "PUNCT":
            yield stage.token(i)


def parties(sides: Sequence[Side]) -> tuple[Party, ...]:
    """The parties of sides."""
    return tuple(side.party for side in sides)
