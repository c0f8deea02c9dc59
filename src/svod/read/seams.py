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

from svod.packs import Pack

# a lower-case word of three letters or more, an end mark, and at once a capitalised word; «им.Ленина» stays whole
LOST_SPACE = re.compile(
    r"""(?<=[а-яёіїєґ]{3}[.!?…])(?=[«"„]?[А-ЯЁІЇЄҐ][а-яёіїєґ])  # уехали.Позднее
    |(?<=[»”"][.!?…])(?=[«"„]?[А-ЯЁІЇЄҐ][а-яёіїєґ])              # …».Позднее
    |(?<=[А-ЯЁA-Z]{2}[.!?…])(?=["«„]?[А-ЯЁІЇЄҐ][а-яёіїєґ])       # ООН.Позднее
    |(?<=(?:[a-z]{3}|.[а-яё]\))[.!?…])(?=["«„]?[А-ЯЁІЇЄҐ][а-яёіїєґ])
    |(?<=[а-яё]{4}\.)(?=[А-ЯЁ]{2,5}\ [А-ЯЁа-яё])                 # Новости.МИД сообщил""",
    re.X,
)
HOST = re.compile(r"(?<=[.!?…»\"”)]) ([a-z][a-z0-9-]*\.[a-z]{2,6}) (?=[А-ЯЁA-Z«])")  # the name of a site, on its own
NEXT = r"(?=[ \xa0]+[А-ЯЁA-Z«0-9])"
UNMARKED = r"(?<=[А-ЯЁа-яёA-Za-z0-9»\"”%)])[ \xa0]+"  # a word ends, no mark follows
OPENED = re.compile(r"[«„][^»”“]*$")
CAPTION = re.compile(r"(?<=[а-яё»] )((?:[А-ЯЁ][а-яё-]+ ){2,3})$")  # «… переговоры Иван Петров (Фото: …)»
NEAR = 200  # characters back in which an opening mark without its end is looked for


@dataclass(frozen=True, slots=True)
class Seams:
    """The pack's words as patterns. `around`: cut before and after what matches; `before`, `after`: on one side."""

    around: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    openers: re.Pattern[str]
    captions: re.Pattern[str]


@lru_cache(maxsize=8)
def seams_of(pack: Pack) -> Seams:
    """Compile a pack's `seams.toml`."""
    words = pack.tables["seams"]
    names = ("rubrics", "callouts", "credits", "agencies", "openers")
    rubrics, callouts, credit, agencies, openers = (either(words[k]) for k in names)
    source = r"[^/.!?…:()]{1,60}"
    return Seams(
        around=(HOST, re.compile(rf"{UNMARKED}({rubrics}){NEXT}")),
        before=(
            re.compile(rf"{UNMARKED}((?:{callouts})(?![а-яё]))"),
            re.compile(rf"(?:{UNMARKED}|(?<=[А-ЯЁA-Z]))((?:{credit}):)"),
        ),
        after=(
            re.compile(rf"(\((?:{credit}):[^()]{{1,150}}\)){NEXT}"),
            re.compile(rf"((?:{credit}): ?(?:{source} / ){{0,3}}(?:{agencies})){NEXT}"),
        ),
        openers=re.compile(rf"(?<=[а-яё0-9»”%)])[ \xa0]+((?:{openers})[ \xa0]+)(?=[а-яё0-9«А-ЯЁ][а-яё0-9]{{2}})"),
        captions=re.compile(rf"\((?:{credit}):"),
    )


def either(words: list[str]) -> str:
    """A pattern for any of the words, the longer first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def find_cuts(line: str, seams: Seams | None) -> list[int]:
    """The places where a line is cut, its two ends included, sorted."""
    cuts = {0, len(line), *(m.start() for m in LOST_SPACE.finditer(line))}
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
        caption = CAPTION.search(line, max(0, match.start() - NEAR), match.start())
        if caption:
            yield caption.start(1)


def quoted(line: str, at: int) -> bool:
    """True where quotation marks that opened shortly before have not closed."""
    return OPENED.search(line, max(0, at - NEAR), at) is not None
