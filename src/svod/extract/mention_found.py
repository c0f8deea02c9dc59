"""What is found of a mention before it is chained, and the plain look-ups in a reading that all finders share.

In: a reading and the lexicon. Out: `Found` drafts and `Hit`s (where a phrase of the lexicon stands). Decides nothing
about who is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from svod.extract.actors_table import Entry, Lexicon, Row
from svod.extract.mention_forms import fold
from svod.extract.names import PersonName
from svod.read import Reading
from svod.read.reading import ROOT, Token

HEADS = frozenset({"title", "institution", "group", "medium"})
NEVER = frozenset({"ADP", "ADV", "CCONJ", "SCONJ", "PART", "PRON", "AUX"})  # «после» is no form of «посол»
QUOTES = frozenset('«»"„“”')


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at tokens [first, last)."""

    first: int
    last: int
    entry: Entry
    number: str
    cases: frozenset[str] = frozenset()  # that these words can stand in; empty for adjectives


@dataclass(frozen=True, slots=True)
class Office:
    """A role as found: its nominative title, the state it belongs to, and the characters it stands in."""

    title: str
    code: str | None
    sector: str | None
    office: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that is not chained yet. `key` joins the mentions of what is no person («state:RUS»)."""

    kind: str
    entity: str
    name: str | None
    code: str | None
    rule: str
    start: int
    end: int
    first: int
    last: int
    head: int
    key: str = ""
    gender: str | None = None  # masc | femn | neut
    plural: bool = False
    person: PersonName | None = None
    offices: tuple[Office, ...] = ()
    entry: Entry | None = None
    base: str = ""  # folded bare title or institution: «президент», «мид»


@dataclass(frozen=True)
class Scene:
    """One article's reading with all lexicon hits by token, and which tokens stand in people's names."""

    reading: Reading
    lexicon: Lexicon
    keys: tuple[str, ...]
    hits: dict[int, Hit] = field(default_factory=dict)  # states, organisations, outlets, places, adjectives
    heads: dict[int, Hit] = field(default_factory=dict)  # titles, institutions, groups, media
    people: dict[int, int] = field(default_factory=dict)  # token → first token of the person's name


def make_scene(reading: Reading, lexicon: Lexicon) -> Scene:
    """Look every token up in the lexicon."""
    scene = Scene(reading, lexicon, tuple(fold(t.text) for t in reading.tokens))
    busy = heads_busy = 0
    for token in reading.tokens:
        rows = rows_at(scene, token.i)
        if not rows:
            continue
        if token.i >= busy:
            hit = best_hit(scene, token, [r for r in rows if r.entry.kind not in HEADS])
            if hit:
                scene.hits[token.i] = hit
                busy = hit.last
        if token.text[:1].isupper() and scene.keys[token.i] in lexicon.words["rubrics"]:
            continue  # «Политика» over a page is no «политик»
        if token.i >= heads_busy:
            hit = best_hit(scene, token, [r for r in rows if r.entry.kind in HEADS])
            if hit:
                scene.heads[token.i] = hit
                heads_busy = hit.last
        else:  # «МИД» inside «глава МИД»
            hit = best_hit(scene, token, [r for r in rows if r.entry.kind == "institution"])
            if hit:
                scene.heads[token.i] = hit
    return scene


def rows_at(scene: Scene, i: int) -> tuple[Row, ...]:
    """Rows whose first word is token i; «экс-президент» is looked up as «президент» too."""
    key = scene.keys[i]
    rows = scene.lexicon.rows.get(key, ())
    if not rows and key.startswith(scene.lexicon.words["prefixes"]):
        bare = key.partition("-")[2]
        rows = tuple(r for r in scene.lexicon.rows.get(bare, ()) if r.entry.kind == "title" and len(r.words) == 1)
    return rows


def best_hit(scene: Scene, token: Token, rows: list[Row]) -> Hit | None:
    """The longest row that stands at the token as it must be written; number as the tagger has it where rows differ."""
    tokens = scene.reading.tokens
    found: list[Row] = []
    if token.upos in NEVER:
        rows = [r for r in rows if r.entry.kind not in HEADS]
    for row in rows:
        last = token.i + len(row.words)
        if found and len(row.words) < len(found[0].words):
            break
        if last > len(tokens) or tokens[last - 1].sentence != token.sentence:
            continue
        if len(row.words) > 1 and scene.keys[token.i + 1 : last] != row.words[1:]:
            continue
        if row.entry.kind in HEADS and is_of_thing(scene, token, row.entry):
            continue
        shapes = (row.shapes[0], *("A" if s == "A" else "a" for s in row.shapes[1:]))
        if all(written(tokens[token.i + k], s) for k, s in enumerate(shapes)):
            found.append(row)
    if not found:
        return None
    plural = any(t.feat("Number") == "Plur" for t in tokens[token.i : token.i + 1])
    row = min(found, key=lambda r: ((r.number == "plur") != plural, plural and r.entry.kind != "group"))
    cases = frozenset(r.case for r in found if r.entry.name == row.entry.name and r.case)
    return Hit(token.i, token.i + len(row.words), row.entry, row.number, cases)


def is_of_thing(scene: Scene, token: Token, entry: Entry) -> bool:
    """True of a form of a thing's word that is a title's too: «политику» of «политика», «критики» of «критика»."""
    lemma, name = fold(token.lemma), fold(entry.name)
    return lemma.startswith(name) and lemma[len(name) :] in scene.lexicon.words["thing_endings"]


def written(token: Token, shape: str) -> bool:
    """True when a word has the capitals that its name has."""
    if shape == "a":
        return True
    if shape == "A":
        return token.text[:2].isupper()
    return token.text[:1].isupper()


def preposition(reading: Reading, i: int) -> str:
    """The folded preposition of a noun, "" where it has none; looked for at the noun and just before its phrase."""
    for kid in reading.kids(i, "case"):
        if kid.i < i and kid.upos == "ADP":
            return fold(kid.text)
    return ""


def governor(reading: Reading, i: int) -> Token | None:
    """The token's head, None at a root."""
    head = reading.tokens[i].head
    return None if head == ROOT else reading.tokens[head]


def phrase_head(reading: Reading, first: int, last: int) -> int:
    """The token of [first, last) that is governed from outside it; the first such."""
    for i in range(first, last):
        if not first <= reading.tokens[i].head < last:
            return i
    return first
