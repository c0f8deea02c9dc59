"""People by name: the tagger's names, mended where it breaks them, in the nominative.

In: a scene. Out: one `Found` a name. Who is who is left to `chains`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from svod.extract.mention_forms import fold, readings
from svod.extract.mention_found import Found, Scene
from svod.extract.mention_pieces import BRACKETS, goes_on, is_thing, name_part, split_name
from svod.extract.mention_surnames import surname_forms
from svod.extract.names import is_given, is_initials, parse_name
from svod.read.reading import Name, Token

NAMELIKE = frozenset({"Name", "Surn", "Patr"})
SHORT = 3  # letters; a surname shorter than this is known only beside its given name


def find_people(scene: Scene) -> list[Found]:
    """Every person's name; marks its tokens in `scene.people`."""
    tokens = scene.reading.tokens
    known = nominatives(scene)
    found = []
    for first, last in find_spans(scene):
        words = tokens[first:last]
        scene.people.update(dict.fromkeys(range(first, last), first))
        kept = [t for t in words if t.text not in ".," and t.text not in BRACKETS]
        cut = name_part(kept[-1].text)
        texts = [*(t.text for t in kept[:-1]), kept[-1].text[:cut]]
        person = parse_name(texts, [(t.feat("Case"), t.feat("Gender")) for t in kept], known, scene.lexicon.grammar)
        end = kept[-1].start + cut if cut < len(kept[-1].text) else words[-1].end
        found.append(
            Found(
                "name", "person", person.full, None, "name tagged", words[0].start, end, first, last,
                first, gender=person.gender, person=person,
            )
        )  # fmt: skip
    return found


def find_spans(scene: Scene) -> list[tuple[int, int]]:
    """Tokens [first, last) of each name: those the tagger saw, mended, and surnames of theirs met untagged."""
    found, taken = [], 0
    own = {scene.keys[n.last - 1] for n in scene.reading.names if n.kind == "PER" and begins_given(scene, n)}
    for name in scene.reading.names:
        if name.kind != "PER" or name.first < taken:
            continue
        for piece in split_name(scene, name.first, name.last):
            first, last = mend(scene, max(piece[0], taken), piece[1])
            if first >= last or is_thing(scene, first, last):
                continue
            if scene.keys[first] in own or not is_body(scene, first, last):
                taken = last
                found.append((first, last))
    return merge(scene, sorted([*found, *find_untagged(scene, found)]))


def merge(scene: Scene, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join names that the tagger cut before a particle: «Халид Бен Омар | Аль Мирри»."""
    made: list[tuple[int, int]] = []
    for first, last in spans:
        particle = is_particle(scene, first)
        same = made and scene.reading.tokens[made[-1][0]].sentence == scene.reading.tokens[first].sentence
        if particle and same and made[-1][1] == first and not shares_word(scene, made[-1], (first, last)):
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return made


def is_particle(scene: Scene, i: int) -> bool:
    """True of a small word that stands in names («бен») and seldom between two («и»)."""
    grammar = scene.lexicon.grammar
    return scene.keys[i] in grammar.particles and scene.keys[i] not in grammar.lists.get("joining_particles", ())


def shares_word(scene: Scene, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True of two namings of one person, side by side in a caption."""
    grammar = scene.lexicon.grammar
    words = [scene.reading.tokens[i].text for i in range(*a) if scene.keys[i] not in grammar.particles]
    return any(k in surname_forms(w, None, grammar) for w in words for k in scene.keys[b[0] : b[1]])


def begins_given(scene: Scene, name: Name) -> bool:
    """True of a name of several words that begins with a given name."""
    return name.last - name.first > 1 and is_given(scene.reading.tokens[name.first].text)


def is_body(scene: Scene, first: int, last: int) -> bool:
    """True where all of the name is one that the lexicon has for a state or an organisation («Милли Меджлис»)."""
    hit = scene.hits.get(first)
    return hit is not None and hit.last >= last and hit.entry.entity in ("state", "organization", "outlet", "place")


def find_untagged(scene: Scene, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Surnames of the article's people, or of the table's, that the tagger took for something else («Кличко»)."""
    tokens, grammar = scene.reading.tokens, scene.lexicon.grammar
    covered = {i for first, last in found for i in range(first, last)}
    own = {f for first, last in found if last - first > 1 for f in surname_forms(tokens[last - 1].text, None, grammar)}
    more: list[tuple[int, int]] = []
    known = scene.lexicon.surnames
    for token in (tokens[i] for i, key in enumerate(scene.keys) if key in known or key in own):
        free = token.i not in covered and token.i not in scene.hits and token.i not in scene.heads
        if not free or not token.text[:1].isupper() or token.upos not in ("PROPN", "X"):
            continue
        begins = scene.reading.sentences[token.sentence].first == token.i
        if scene.keys[token.i] not in own and begins and not named(token.text) and readings(token.text)[0].is_known:
            continue
        before = tokens[token.i - 1] if token.i else token
        first = token.i
        if not begins and before.i not in covered and before.text[:1].isupper() and is_given(before.text):
            first = before.i
        if in_organisation(scene, token.i):
            continue
        if len(token.text) < SHORT:
            if begins or not is_first_name(scene, before.text, token.i):
                continue  # «И.о.», «И» are no surname; «Ван И» is one
            first = before.i
        more.append((first, token.i + 1))
    return more


def is_first_name(scene: Scene, word: str, i: int) -> bool:
    """True when a word begins the full name of a person of the table whose surname token i is."""
    return any(fold(p.name.split()[0]) == fold(word) for p in scene.lexicon.people.get(scene.keys[i], ()))


def in_organisation(scene: Scene, i: int) -> bool:
    """True inside a longer name of an organisation or place («Академия имени Имярек»)."""
    return any(n.kind != "PER" and n.first <= i < n.last and n.last - n.first > 1 for n in scene.reading.names)


@dataclass(frozen=True, slots=True)
class Nominatives:
    """Folded words that are known to be nominatives: the article's own and the lexicon's."""

    own: frozenset[str]
    known: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.own or word in self.known


def nominatives(scene: Scene) -> Nominatives:
    """Folded words of names that stand in the nominative somewhere in the article or in the lexicon."""
    tokens = scene.reading.tokens
    own = frozenset(
        fold(tokens[i].text)
        for n in scene.reading.names
        if n.kind == "PER"
        for i in range(n.first, n.last)
        if tokens[i].feat("Case") == "Nom" and not scene.lexicon.grammar.ends(scene.keys[i], "doubtful_nominative")
    )
    return Nominatives(own, scene.lexicon.names)


def mend(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Drop what is no part of a name at its edges, and take in what the tagger cut off."""
    tokens = scene.reading.tokens
    while first < last and not part_of_name(scene, tokens[first], lone=last - first == 1):
        first += 1
    while last > first and not (is_written_as_name(scene, tokens[last - 1].text) or tokens[last - 1].text == "."):
        last -= 1
    while last > first + 1 and is_small_word(tokens[last - 1]):
        last -= 1  # «Ветров | Совсем скоро …» where a page has lost a full stop
    while last > first + 1 and last - 1 in scene.heads and not named(tokens[last - 1].text):
        last -= 1  # «Мухаммед бен Заид | Президент» of a caption
    if first < last:
        first, last = widen(scene, first, last)
    if last - first == 1 and len(tokens[first].text) < SHORT:
        beside = first > 0 and is_first_name(scene, tokens[first - 1].text, first)
        first = first - 1 if beside else last  # «И.о.» is no «Ван И»
    return first, last


def is_small_word(token: Token) -> bool:
    """True of an adverb or conjunction of the dictionary's."""
    small = token.upos in ("ADV", "PART", "SCONJ", "CCONJ")
    return small and readings(token.text)[0].is_known and not named(token.text)


def is_written_as_name(scene: Scene, word: str) -> bool:
    """True of «Мирри» and of «аль-Мирри»."""
    particle, dash, rest = word.partition("-")
    return word[:1].isupper() or bool(dash and fold(particle) in scene.lexicon.grammar.particles and rest[:1].isupper())


def part_of_name(scene: Scene, token: Token, *, lone: bool) -> bool:
    """False of a title, a state's adjective or a plain noun that the tagger took into the name («Извинения Путина»)."""
    if not token.text[:1].isupper():
        return False
    if fold(token.text).partition("-")[0] in scene.lexicon.stems or (token.i in scene.heads and not named(token.text)):
        return False
    hit = scene.hits.get(token.i)
    stateish = hit is not None and hit.entry.entity == "state" and (hit.entry.kind == "adjective" or not lone)
    if stateish and not named(token.text):
        return False
    if not lone and len(token.text) > SHORT and is_abstract(token.text):
        return False
    if lone or token.upos == "PROPN":
        return token.upos not in ("VERB", "ADV", "PRON", "ADP", "CCONJ", "SCONJ", "PART") or named(token.text)
    best = readings(token.text)[0]
    return named(token.text) or not best.is_known or token.text.isascii()


@lru_cache(maxsize=20_000)
def is_abstract(word: str) -> bool:
    """True of a word that the dictionary knows as a neuter noun only, whatever the tagger takes it for: «Извинения»."""
    found = readings(word)
    return all(
        r.is_known and {"NOUN", "neut", "inan"} <= r.tag.grammemes and not NAMELIKE & r.tag.grammemes for r in found
    )


@lru_cache(maxsize=20_000)
def named(word: str) -> bool:
    """True of a word that the dictionary has as a name of a person."""
    return any(NAMELIKE & r.tag.grammemes for r in readings(word) if r.is_known)


def widen(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Take in initials before the name, and further parts that the parser ties to it («Касым-Жомарт» + «Токаев»)."""
    tokens = scene.reading.tokens
    while first and tokens[first - 1].sentence == tokens[first].sentence:
        before = tokens[first - 1]
        dotted = before.text == "." and first > 1 and is_initials(tokens[first - 2].text)
        given = before.text[:1].isupper() and first - 1 not in scene.hits and first - 1 not in scene.heads
        if dotted:
            first -= 2
        elif scene.keys[first] in scene.lexicon.grammar.particles and given and before.upos == "PROPN":
            first -= 1  # «Халидом | Бен Омаром»
        elif is_initials(before.text) and before.text.endswith("."):
            first -= 1
        else:
            break
    while last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
        after = tokens[last]
        joined = after.rel == "flat:name" and first <= after.head < last and last not in scene.heads
        particle = is_particle(scene, last) and last + 1 < len(tokens)
        if (
            joined
            and goes_on(scene, first, last)
            and (after.text[:1].isupper() or (particle and tokens[last + 1].text[:1].isupper()))
        ):
            if last in scene.hits and not named(after.text):
                break
            last += 1
        else:
            break
    return first, last
