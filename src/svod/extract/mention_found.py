"""What is found of a mention before it is chained, and the plain look-ups in a reading that all finders share.

In: a reading and the lexicon. Out: `Found` drafts and `Hit`s (where a phrase of the lexicon stands). Decides nothing
about who is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from svod.extract.actors_rows import HEADS, Alike, Beginning, Entry, Forms, Row, make_beginning
from svod.extract.actors_table import Lexicon
from svod.extract.mention_forms import fold
from svod.extract.names import PersonName
from svod.read import Reading
from svod.read.reading import ROOT, Token

NEVER = frozenset({"ADP", "ADV", "CCONJ", "SCONJ", "PART", "PRON", "AUX"})  # «после» is no form of «посол»
QUOTES = frozenset('«»"„“”')


class Hit(NamedTuple):
    """A phrase of the lexicon at tokens [first, last)."""

    first: int
    last: int
    entry: Entry
    number: str
    cases: frozenset[str] = frozenset()  # that these words can stand in; empty for adjectives


class Office(NamedTuple):
    """A role as found: its nominative title, the state it belongs to, and the characters it stands in."""

    title: str
    code: str | None
    sector: str | None
    office: str | None
    start: int
    end: int


class Found(NamedTuple):
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


class Standing(NamedTuple):
    """How a mention stands in its sentence, by the token of its head (`mention_standing`)."""

    top: Token  # what stands in the sentence for it: the first of the names and titles that it is put beside
    verb: int | None  # what it, or the title it stands beside, is the subject of
    subordinate: bool  # subject of a relative or adverbial clause: «встреча, которую [Иванов] отменил, …»
    speaks: bool  # the subject of a verb of speech, and X in «по словам X»
    prominence: float


@dataclass(frozen=True)
class Scene:
    """One article's reading with all lexicon hits by token, and which tokens stand in people's names."""

    reading: Reading
    lexicon: Lexicon
    keys: tuple[str, ...]
    hits: dict[int, Hit] = field(default_factory=dict)  # states, organisations, outlets, places, adjectives
    heads: dict[int, Hit] = field(default_factory=dict)  # titles, institutions, groups, media
    people: dict[int, int] = field(default_factory=dict)  # token → first token of the person's name
    standings: dict[int, Standing] = field(default_factory=dict)  # what `mention_standing` has worked out


def make_scene(reading: Reading, lexicon: Lexicon) -> Scene:
    """Look every token up in the lexicon."""
    looked_up = [*map(remember(lexicon), [t.text for t in reading.tokens])]
    scene = Scene(reading, lexicon, tuple([key for key, _ in looked_up]))
    busy = heads_busy = 0
    for i, (key, begins) in enumerate(looked_up):
        if begins is None:
            continue
        if i >= busy and (hit := best_hit(scene, i, begins.names)):
            scene.hits[i] = hit
            busy = hit.last
        if reading.tokens[i].upos in NEVER or (
            key in lexicon.words["rubrics"] and reading.tokens[i].text[:1].isupper()
        ):
            continue  # «Политика» over a page is no «политик»
        if i >= heads_busy:
            if hit := best_hit(scene, i, begins.heads):
                scene.heads[i] = hit
                heads_busy = hit.last
        elif hit := best_hit(scene, i, begins.bodies):  # «МИД» inside «глава МИД»
            scene.heads[i] = hit
    return scene


@lru_cache(maxsize=8)
def remember(lexicon: Lexicon) -> Callable[[str], tuple[str, Beginning | None]]:
    """`look_up` in one lexicon, its answers remembered by the word alone, which is quicker than by word and lexicon."""
    return lru_cache(maxsize=16_384)(partial(look_up, lexicon=lexicon))


def look_up(word: str, lexicon: Lexicon) -> tuple[str, Beginning | None]:
    """A word folded, and what it may begin; «экс-президент» is looked up as «президент» too."""
    key = fold(word)
    rows = lexicon.rows.get(key, ())
    if not rows and key.startswith(lexicon.words["prefixes"]):
        bare = lexicon.rows.get(key.partition("-")[2], ())
        rows = tuple(r for r in bare if r.entry.kind == "title" and len(r.words) == 1)
    return key, make_beginning(rows) if rows else None


def best_hit(scene: Scene, i: int, forms: Forms) -> Hit | None:
    """The longest row that stands at token i as it must be written; number as the tagger has it where rows differ."""
    tokens = scene.reading.tokens
    for count, rows in forms:
        alike = rows.get(scene.keys[i + 1 : i + count], ())
        if alike and tokens[i + count - 1].sentence == tokens[i].sentence:
            found = [row for each in alike if may_stand(scene, i, each) for row in each.rows]
            if found:
                return make_hit(tokens[i], found)
    return None


def may_stand(scene: Scene, i: int, alike: Alike) -> bool:
    """True where the words at token i have the capitals of these rows, and are no form of a thing's word."""
    tokens, entry = scene.reading.tokens, alike.entry
    if not written(tokens[i], alike.shapes[0]) or (entry.kind in HEADS and is_of_thing(scene, tokens[i], entry)):
        return False
    return "A" not in alike.shapes[1:] or all(
        s != "A" or written(tokens[i + k], s) for k, s in enumerate(alike.shapes) if k
    )


def make_hit(token: Token, rows: Sequence[Row]) -> Hit:
    """The hit of rows that are equally long."""
    plural = token.feat("Number") == "Plur"
    row = min(rows, key=lambda r: ((r.number == "plur") != plural, plural and r.entry.kind != "group"))
    cases = frozenset(r.case for r in rows if r.entry.name == row.entry.name and r.case)
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
