"""Named infrastructure, routes and sites: «Северный поток — 2», МТК «Север — Юг», Запорожская АЭС.

In: a scene and the pack's `infrastructure`. Out: `Found` drafts of the entity "infrastructure", each under the name
the pack gives it. Words match in any case form, whatever dashes and quotation marks stand between them; capitals must
be capitals. They act for no state, and who owns or passes through them is not said here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from svod.extract.letters import plain
from svod.extract.mention_found import Found, Scene
from svod.packs import Pack
from svod.read import Token

WORD = re.compile(r"\w+")
BETWEEN = re.compile(r"[ \t\u00a0«»\"„“”‹›—–-]{0,5}")
APART = 6  # tokens from one word of a name to the next at most: each mark between them may be one
ENDING = 4  # letters that a case ending may put after a stem
LEAST = 3  # letters that a stem keeps
SHORT = 3  # an abbreviation this long means a thing only where the article names it in full


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing: its words as written, their stems, and what it is called."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    thing: str

    @property
    def short(self) -> bool:
        """True for an abbreviation that may mean other things elsewhere: «СМП»."""
        return len(self.words) == 1 and self.words[0].isupper() and len(self.words[0]) <= SHORT


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of the text with its characters [start, end) and its token."""

    text: str
    start: int
    end: int
    token: int


@lru_cache(maxsize=8)
def compile_names(pack: Pack) -> Mapping[str, tuple[Name, ...]]:
    """The names by the first letters of their first stem, those of more words first."""
    endings = tuple(str(e) for e in pack.tables.get("infrastructure", {}).get("endings", ()))
    found: dict[str, list[Name]] = defaultdict(list)
    for thing in pack.tables.get("infrastructure", {}).get("thing", ()):
        for name in (thing["name"], *thing.get("names", ())):
            words = tuple(WORD.findall(name))
            stems = tuple(stem(word, endings) for word in words)
            found[stems[0][:LEAST]].append(Name(words, stems, thing["name"]))
    return {key: tuple(sorted(names, key=lambda n: (-len(n.words), n.words))) for key, names in found.items()}


def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its case ending, folded; abbreviations, numbers and short words keep all their letters."""
    folded = plain(word)
    if word.isupper() or not word.isalpha():
        return folded
    ending = next((e for e in endings if folded.endswith(e) and len(folded) - len(e) >= LEAST), "")
    return folded.removesuffix(ending)


def find_things(scene: Scene, pack: Pack) -> list[Found]:
    """Every name of the table in a text, the longest where several begin together."""
    names, tokens = compile_names(pack), scene.reading.tokens
    hits: list[tuple[Name, list[Piece]]] = []
    free = 0  # where the last name found ends
    for token, key in zip(tokens, scene.keys, strict=True):
        if key[:LEAST] not in names and (len(key) == 1 or token.text.isalnum()):
            continue  # most words and marks
        for nth, piece in enumerate(split([token])):
            for name in names.get(plain(piece.text)[:LEAST], ()) if piece.start >= free else ():
                if not is_form(name.words[0], name.stems[0], piece.text):
                    continue
                count = len(name.words)
                pieces = list(islice(split(tokens[token.i : token.i + APART * count]), nth, nth + count))
                if fits(name, pieces, scene.reading.text):
                    hits.append((name, pieces))
                    free = pieces[-1].end
                    break
    full = {name.thing for name, _ in hits if not name.short}
    return [make_thing(name, pieces) for name, pieces in hits if name.thing in full]


def split(tokens: Iterable[Token]) -> Iterator[Piece]:
    """The words of tokens with their places; «поток-2» is two."""
    for token in tokens:
        for match in WORD.finditer(token.text):
            yield Piece(match[0], token.start + match.start(), token.start + match.end(), token.i)


def fits(name: Name, pieces: Sequence[Piece], text: str) -> bool:
    """True when pieces are the words of a name, with nothing but dashes and marks between them."""
    if len(pieces) < len(name.words):
        return False
    end = pieces[0].start
    for word, root, piece in zip(name.words, name.stems, pieces, strict=True):
        if not is_form(word, root, piece.text) or not BETWEEN.fullmatch(text, end, piece.start):
            return False
        end = piece.end
    return True


def is_form(word: str, root: str, text: str) -> bool:
    """True for a case form of a name's word that is written as large."""
    if word.isupper() or not word.isalpha():
        return text == word
    if word[:1].isupper() and not text[:1].isupper():
        return False
    folded = plain(text)
    return folded.startswith(root) and len(folded) - len(root) <= (ENDING if root != plain(word) else ENDING - 1)


def make_thing(name: Name, pieces: Sequence[Piece]) -> Found:
    """A name in the text as a mention."""
    first, last = pieces[0], pieces[-1]
    return Found(
        "name", "infrastructure", name.thing, None, "infrastructure", first.start, last.end,
        first.token, last.token + 1, first.token, key=f"infrastructure:{name.thing}",
    )  # fmt: skip
