"""Where a line must be cut although no end mark with a space says so: lost spaces, furniture of the page, rubrics.

In comes a line, out come the places of the cuts. Nothing is changed or left out: each cut begins a sentence. Words are
the pack's (`seams.toml`). What only a reader could tell (a headline that runs into a sentence with a plain noun at its
start) is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from svod.letters import load_letters
from svod.packs import Pack

OPENED = re.compile(r"[«„][^»”“]*$")
NEAR = 200  # characters back in which an opening mark without its end is looked for


@dataclass(frozen=True, slots=True)
class Seams:
    """The pack's words as patterns. `around`: cut before and after what matches; `before`, `after`: on one side."""

    around: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    openers: re.Pattern[str]
    captions: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands on either side of a cut, whatever the words: patterns of the letters of the languages.

    Each begins with what it takes in, a mark or a space, and looks back from there: such patterns are found faster.
    """

    lost_space: re.Pattern[str]
    host: re.Pattern[str]  # the name of a site, on its own
    site: str  # the same before a sentence, whatever stands before it
    caption: re.Pattern[str]  # «… переговоры Иван Петров (Фото: …)»
    next: str
    word: str  # the last character of a word
    unmarked: str  # a word ends, no mark follows


@lru_cache(maxsize=1)
def load_edges() -> Edges:
    """Compile what needs no words of the pack."""
    letters = load_letters()
    small, capital = f"[{letters.small}]", letters.capital
    site = rf"[a-z][a-z0-9-]*\.[a-z]{{2,6}}(?= [{capital}A-Z«])"
    word = rf"[{capital}{letters.small}A-Za-z0-9»\"”%)]"
    low, high = f"[{letters.every_small}]", f"[{letters.every_capital}]"
    return Edges(
        # a lower-case word of three letters or more, an end mark, and at once a capitalised word; «им.Ленина» is whole
        re.compile(
            rf"[.!?…](?:(?=[«\"„]?{high}{low})(?:"
            rf"(?<={low}{{3}}.)"  # уехали.Позднее
            rf"|(?<=[»”\"].)"  # …».Позднее
            rf"|(?<=[{capital}A-Z]{{2}}.)"  # ООН.Позднее
            rf"|(?<=(?:[a-z]{{3}}|.{small}\)).))"
            rf"|(?<={small}{{4}}\.)(?=[{capital}]{{2,5}} [{capital}{letters.small}]))"  # Новости.МИД сообщил
        ),
        re.compile(rf"(?<=[.!?…»\"”)]) ({site})"),
        site,
        re.compile(rf"(?<=[{letters.small}»] )((?:[{capital}][{letters.small}-]+ ){{2,3}})$"),
        rf"(?=[ \xa0]+[{capital}A-Z«0-9])",
        word,
        rf"[ \xa0](?<={word}.)[ \xa0]*",
    )


@lru_cache(maxsize=8)
def seams_of(pack: Pack) -> Seams:
    """Compile a pack's `seams.toml`."""
    words, edges, letters = pack.tables["seams"], load_edges(), load_letters()
    names = ("rubrics", "callouts", "credits", "agencies", "openers")
    rubrics, callouts, credit, agencies, openers = (either(words[k]) for k in names)
    source, small, capital = r"[^/.!?…:()]{1,60}", letters.small, f"{letters.capital}A-Z"
    return Seams(
        around=(
            edges.host,
            re.compile(rf"{edges.unmarked}({rubrics})(?:{edges.next}|(?= {edges.site}))"),
            re.compile(rf"(?:{rubrics}) ({edges.site})"),
        ),
        before=(
            re.compile(rf"{edges.unmarked}((?:{callouts})(?![{small}]))"),
            re.compile(rf"[ \xa0{capital}](?:(?<=[{capital}])|(?<={edges.word}.)[ \xa0]*)((?:{credit}):)"),
        ),
        after=(
            re.compile(rf"(\((?:{credit}):[^()]{{1,150}}\)){edges.next}"),
            re.compile(rf"((?:{credit}): ?(?:{source} / ){{0,3}}(?:{agencies})){edges.next}"),
        ),
        openers=re.compile(
            rf"[ \xa0](?<=[{small}0-9»”%)].)[ \xa0]*((?:{openers})[ \xa0]+)"
            rf"(?=[{small}0-9«{letters.capital}][{small}0-9]{{2}})"
        ),
        captions=re.compile(rf"\((?:{credit}):"),
    )


def either(words: list[str]) -> str:
    """A pattern for any of the words, the longer first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def find_cuts(line: str, seams: Seams | None) -> list[int]:
    """The places where a line is cut, its two ends included, sorted."""
    cuts = {0, len(line), *(m.end() for m in load_edges().lost_space.finditer(line))}
    if seams is not None:
        cuts.update(furniture(line, seams))
        cuts.update(m.start(1) for m in seams.openers.finditer(line) if not quoted(line, m.start()))
    return sorted(cuts)


def furniture(line: str, seams: Seams) -> Iterator[int]:
    """Cuts about rubrics, hosts, credits and captions of pictures."""
    for pattern in seams.around:
        for match in pattern.finditer(line):
            yield from match.span(1)
    for pattern in seams.before:
        yield from (m.start(1) for m in pattern.finditer(line))
    for pattern in seams.after:
        yield from (m.end(1) for m in pattern.finditer(line))
    for match in seams.captions.finditer(line):
        caption = load_edges().caption.search(line, max(0, match.start() - NEAR), match.start())
        if caption:
            yield caption.start(1)


def quoted(line: str, at: int) -> bool:
    """True where quotation marks that opened shortly before have not closed."""
    return OPENED.search(line, max(0, at - NEAR), at) is not None
