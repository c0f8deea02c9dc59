"""Noun phrases of titles («глава МИД РФ»), institutions («Верховный суд Пакистана») and groups («российские власти»).

Found here: their extent, the state they act for, and their nominative.

In: a scene whose people are known. Out: `Phrase`s. Which person holds a title is left to `chains`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from svod.extract.mention_counts import counted_name, numeral_before
from svod.extract.mention_forms import fold, to_nominative
from svod.extract.mention_found import QUOTES, Hit, Scene, phrase_head
from svod.extract.mention_shared import share
from svod.read.reading import Token

LONGEST = 16
NEAR = 30  # characters before a title in which «исполняющий обязанности» is looked for


class Phrase(NamedTuple):
    """Tokens [first, last) around a hit; `codes` are the states named in it, the owner first."""

    hit: Hit
    first: int
    last: int
    head: int
    code: str | None
    owner: str | None  # name of the state the code comes from
    adjective: bool  # the code comes from an adjective («российский»)
    quoted: bool  # a name in quotation marks or Latin letters belongs to it
    name: str  # nominative, as the article words it
    title: str  # the same without the country
    acting: str = ""  # «и.о.», «врио» before it
    counted: bool = False  # a numeral stands at `first`


def find_phrases(scene: Scene) -> list[Phrase]:
    """Every phrase, in text order; one inside another («советник президента») is kept too."""
    found = []
    for i in sorted(scene.heads):
        if i in scene.people or qualifies(scene, scene.heads[i]):
            continue
        found.append(make_phrase(scene, scene.heads[i]))
    return found


def qualifies(scene: Scene, hit: Hit) -> bool:
    """True of an adjective before its noun: «военного ответа» is no «военный»."""
    tokens = scene.reading.tokens
    token = tokens[hit.first]
    if hit.last - hit.first > 1 or token.upos != "ADJ" or hit.entry.kind not in ("title", "group"):
        return False
    noun = tokens[token.head] if token.head >= 0 else token
    if token.rel == "conj" and noun.upos == "ADJ" and noun.head >= 0:
        noun = tokens[noun.head]
    agrees = all(noun.feat(k) == token.feat(k) for k in ("Case", "Number"))
    return agrees and noun.i > token.i and noun.upos in ("NOUN", "PROPN") and token.rel in ("amod", "conj")


def make_phrase(scene: Scene, hit: Hit) -> Phrase:
    """Measure one phrase and read its state."""
    head = noun_head(scene, hit.first, hit.last)
    first = grow_left(scene, hit, head)
    last = grow_right(scene, hit, first, head)
    last = reach_name(scene, last, head) if hit.entry.kind == "title" and hit.number != "plur" else last
    numeral = numeral_before(scene, first, head) if hit.entry.kind in ("group", "title") else None
    shared = share(scene, hit, first, last) if hit.entry.kind in ("group", "title") else None
    first, last = shared or (first, last)
    code, owner, adjective = find_owner(scene, first, hit, last) if not shared else (None, None, False)
    quoted = any(
        scene.reading.tokens[k].text in QUOTES or scene.reading.tokens[k].upos == "X" for k in range(hit.last, last)
    )
    agreeing = {k for k in range(first, hit.last) if k <= head}
    name = nominative_text(scene, first, last, agreeing, drop=frozenset())
    states = frozenset(state_tokens(scene, first, last))
    title = nominative_text(scene, first, last, agreeing, drop=states) if states else name
    if numeral is not None:
        hit = hit._replace(number="plur")
        name = counted_name(scene, numeral, head, last)
        return Phrase(hit, numeral, last, head, code, owner, adjective, quoted, name, title, counted=True)
    title = title or hit.entry.name
    return Phrase(hit, first, last, head, code, owner, adjective, quoted, name, title, acting(scene, first))


def acting(scene: Scene, first: int) -> str:
    """The «и.о.» or «исполняющий обязанности» right before a title, "" where there is none."""
    start = scene.reading.tokens[first].start
    near = max(0, start - NEAR)
    written = scene.lexicon.acting.items()
    return next((name for name, pattern in written if pattern.search(scene.reading.text, near, start)), "")


def noun_head(scene: Scene, first: int, last: int) -> int:
    """The first noun of the hit; what follows it stays as it is."""
    nouns = (i for i in range(first, last) if scene.reading.tokens[i].upos in ("NOUN", "PROPN"))
    return next(nouns, phrase_head(scene.reading, first, last))


def grow_left(scene: Scene, hit: Hit, head: int) -> int:
    """Take in the adjectives before the hit that belong to its head."""
    tokens = scene.reading.tokens
    first = hit.first
    while first > 0:
        token = tokens[first - 1]
        state = first - 1 in scene.hits and scene.hits[first - 1].entry.kind == "adjective"
        fits = state or (token.upos == "ADJ" and hit.first <= token.head < hit.last)
        if token.sentence != tokens[hit.first].sentence or first - 1 in scene.people or not fits:
            break
        first -= 1
    return first


def grow_right(scene: Scene, hit: Hit, first: int, head: int) -> int:
    """Take in what follows in the genitive, a quoted name, and «в …» where the office is one of a place."""
    tokens = scene.reading.tokens
    last = good = hit.last
    while last < len(tokens) and last - first < LONGEST and tokens[last].sentence == tokens[head].sentence:
        token = tokens[last]
        if token.text in QUOTES:
            end = quoted_end(scene, last)
            if not end:
                break
            last = good = end
        elif token.upos == "ADP":
            if not takes_place(scene, token, first, last, head):
                break
            last += 1
        elif token.upos == "CCONJ":
            if not joins(scene, token, first, last, head):
                break
            last += 1
        elif belongs(scene, token, first, last, head):
            hit_here = scene.hits.get(last)
            last = max(last + 1, hit_here.last if hit_here and hit_here.first == last else 0)
            good = last
        else:
            break
    return good


def reach_name(scene: Scene, last: int, head: int) -> int:
    """The start of the name in apposition to the title a few words on: «депутат от партии «Мир» | Иван Рогов»."""
    tokens = scene.reading.tokens
    for k in range(last, min(last + LONGEST, len(tokens))):
        if (
            tokens[k].text in ",.;:()—"
            or tokens[k].upos in ("VERB", "CCONJ")
            or tokens[k].sentence != tokens[head].sentence
        ):
            return last
        if scene.people.get(k) == k:
            return k if tokens[k].head == head and tokens[k].rel in ("appos", "flat:name", "nmod") else last
    return last


def quoted_end(scene: Scene, i: int) -> int:
    """The token after the closing mark of a short name in quotation marks that opens at i; 0 when it is no name."""
    tokens = scene.reading.tokens
    if tokens[i].text in "»“”" or i + 1 >= len(tokens) or not tokens[i + 1].text[:1].isupper():
        return 0
    for k in range(i + 2, min(i + 9, len(tokens))):
        if tokens[k].sentence != tokens[i].sentence or tokens[k].text in ".,!?":
            return 0
        if tokens[k].text in QUOTES:
            return k + 1
    return 0


def inside(scene: Scene, i: int, first: int, last: int) -> bool:
    """True when the token hangs on [first, last), directly or by an adjective's noun."""
    tokens = scene.reading.tokens
    for _ in range(4):
        i = tokens[i].head
        if first <= i < last:
            return True
        if i < last:
            return False
    return False


def belongs(scene: Scene, token: Token, first: int, last: int, head: int) -> bool:
    """True of a genitive or foreign word that hangs on the phrase."""
    if token.i in scene.people:
        person = scene.reading.tokens[scene.people[token.i]]
        own = scene.reading.tokens[head].feat("Case")
        return token.feat("Case") == "Gen" and own != "Gen" and person.rel in ("nmod", "flat:name")
    previous = scene.reading.tokens[last - 1]
    if token.upos in ("NOUN", "PROPN", "ADJ", "X", "NUM"):
        if token.i in scene.hits and scene.hits[token.i].entry.kind != "adjective":
            foreign = token.upos == "X" or token.text.isascii()
            genitive = "gent" in scene.hits[token.i].cases or foreign or previous.upos == "ADP"
            return genitive and token.rel != "conj" and (token.rel != "nsubj" or token.head in range(first, last))
        if not inside(scene, token.i, first, last) or (
            token.rel in ("nsubj", "obj", "conj") and not joined(scene, last)
        ):
            return False
        if token.upos == "X":
            return True
        if previous.upos == "ADP" or token.rel in ("flat:foreign", "flat"):
            return True
        if token.upos == "PROPN" and token.rel == "appos":
            return (
                token.text[:1].isupper()
                and scene.heads.get(token.i) is None
                and scene.reading.tokens[head].lemma in scene.lexicon.words["named_nouns"]
            )
        return token.feat("Case") in (
            "Gen",
            previous.feat("Case") if previous.upos == "ADJ" and last - 1 >= first else "Gen",
        )
    return False


def joined(scene: Scene, last: int) -> bool:
    """True right after «и»."""
    return scene.reading.tokens[last - 1].upos == "CCONJ"


def takes_place(scene: Scene, token: Token, first: int, last: int, head: int) -> bool:
    """True of «в Молдавии» after «посол», «по делам беженцев» after «комиссар»."""
    tokens = scene.reading.tokens
    word = fold(token.text)
    noun = token.head
    lists = scene.lexicon.words
    if word not in lists["office_prepositions"] or noun <= token.i or tokens[noun].upos not in ("NOUN", "PROPN", "X"):
        return False
    if not tokens[head].lemma.startswith(lists["office_nouns"]):
        affairs = word in lists["affairs_prepositions"] and any(stem in scene.keys[noun] for stem in lists["affairs"])
        return affairs and first <= tokens[noun].head < last
    if word in lists["about"]:
        return True
    return noun in scene.hits or tokens[noun].upos == "PROPN"


def joins(scene: Scene, token: Token, first: int, last: int, head: int) -> bool:
    """True of an «и» inside the phrase: «министр труда и социальной защиты»."""
    tokens = scene.reading.tokens
    noun = token.head
    if noun <= token.i or noun >= len(tokens) or tokens[noun].rel != "conj" or noun in scene.heads:
        return False
    above = tokens[noun].head
    return first <= above < last and above != head and tokens[noun].feat("Case") == tokens[above].feat("Case") == "Gen"


def find_owner(scene: Scene, first: int, hit: Hit, last: int) -> tuple[str | None, str | None, bool]:
    """The state the phrase acts for: its adjective, else the first state or organisation named in it without «в»."""
    for i in range(first, last):
        here = scene.hits.get(i)
        if here and here.entry.code and here.entry.kind == "adjective":
            return here.entry.code, here.entry.name, True
        if here and here.entry.code and i >= hit.first and not placed(scene, i, hit.first):
            name = scene.lexicon.states.get(here.entry.code, here.entry.name)
            return here.entry.code, name, False
    stem = (
        scene.lexicon.stems.get(fold(scene.reading.tokens[first].text).partition("-")[0]) if first < hit.first else None
    )
    if stem:
        return stem.code, stem.name, True
    return hit.entry.code or seat_code(scene, hit, last), None, False


def seat_code(scene: Scene, hit: Hit, last: int) -> str | None:
    """The state of «суд в Баку»: an institution, no embassy, acts for the state it sits in."""
    if hit.entry.kind != "institution" or hit.entry.name in scene.lexicon.words["abroad"]:
        return None
    codes = [scene.hits[i].entry.code for i in range(hit.last, last) if i in scene.hits]
    return next((c for c in codes if c), None)


def placed(scene: Scene, i: int, first: int) -> bool:
    """True when the word before (adjectives skipped) is a preposition of place."""
    tokens = scene.reading.tokens
    k = i - 1
    while k > first and tokens[k].upos == "ADJ":
        k -= 1
    return k >= first and tokens[k].upos == "ADP"


def state_tokens(scene: Scene, first: int, last: int) -> Iterator[int]:
    """Tokens of the states that a title is cut free of; «в Молдавии» stays."""
    for i in range(first, last):
        here = scene.hits.get(i)
        if (
            here
            and here.entry.entity == "state"
            and here.entry.kind in ("name", "adjective")
            and not placed(scene, i, first)
        ):
            yield from range(i, min(here.last, last))


def nominative_text(scene: Scene, first: int, last: int, agreeing: set[int], *, drop: frozenset[int]) -> str:
    """The phrase's words with those in `agreeing` in the nominative and those in `drop` left out."""
    tokens, made = scene.reading.tokens, ""
    for i in range(first, last):
        token = tokens[i]
        if i in drop:
            continue
        word = token.text
        if i in agreeing and token.upos in ("NOUN", "PROPN", "ADJ", "DET", "VERB"):
            part = "NOUN" if token.upos in ("NOUN", "PROPN") else "ADJF"
            head = tokens[max(agreeing)]  # an adjective has its noun's features, whatever the tagger says of it
            like = head if part == "ADJF" and head.feat("Case") and head.feat("Number") else token
            gender = tokens[max(agreeing)].feat("Gender") if like.feat("Number") == "Sing" else None
            word = to_nominative(word, like.feat("Case"), like.feat("Number"), gender or like.feat("Gender"), part)
        gap = token.start > tokens[i - 1].end or i - 1 in drop
        made += (" " if made and gap else "") + word
    return made
