"""Two quotes in, a judgement out: are they tellings of the same words, and why.

A score is the sum of the weights of the levels met: how much of the shorter one stands in the longer, how long that is,
whose words they are said to be, how far apart they came out. Quotes whose speakers cannot be one are the same only
where the words are long and nearly identical: then two outlets give the same words to different people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from svod.records import Judgement, Quote, Reason
from svod.relate.names import same_person, similar_names
from svod.relate.quotation_align import Measure
from svod.relate.quotation_words import contents
from svod.relate.words import find_words
from svod.spans import overlap

RULE = "machine:quotations-1"
UNJUDGED = -0.5  # what a pair that is no candidate adds where clusters are joined
PERSONAL = ("person", "organization")  # kinds of speakers that can clash; outlets carry words, groups are vague

# Set by hand after reading pairs of 945 articles.
WEIGHTS: dict[str, float] = {
    "bias": -3.0,
    "words all": 4.0,
    "words most": 2.5,
    "words half": 0.5,
    "words few": -3.0,
    "long": 1.5,
    "middling": 0.5,
    "short": -1.0,
    "very short": -3.0,
    "speaker same": 1.0,
    "speaker kin": 0.5,
    "speaker unknown": 0.0,
    "speaker other": -6.0,
    "speaker other, long and identical": -1.5,
    "out together": 0.5,
    "out apart": -0.5,
    "out far apart": -1.5,
    "retold": -0.5,
    "one article": -0.5,
}
LEVELS = tuple(WEIGHTS)
LENGTHS = ((80, "long"), (40, "middling"), (22, "short"), (0, "very short"))  # letters in common
SHARES = ((0.93, "words all"), (0.75, "words most"), (0.55, "words half"), (0.0, "words few"))


@dataclass(frozen=True, slots=True)
class Saying:
    """What of a quote its comparison needs beside the words."""

    quote: Quote
    actor: str | None  # Actor.id
    day: int | None  # of publication
    voice: str  # outlet, or the first of its reprint family


def judge_pair(a: Saying, b: Saying, measure: Measure) -> Judgement:
    """The machine's judgement on two quotes."""
    return judge(a.quote.id, b.quote.id, find_levels(a, b, measure))


def judge(one: str, other: str, levels: Iterable[str]) -> Judgement:
    """The judgement on two quotes, by their ids, that meet some levels."""
    a, b = sorted((one, other))
    reasons = tuple(Reason(name, WEIGHTS[name]) for name in levels)
    score = round(sum(r.weight for r in reasons), 3)
    return Judgement("quotation", a, b, "same" if score > 0 else "different", score, reasons, RULE)


def number_levels(levels: Iterable[str]) -> list[int]:
    """Levels as they are noted: by their place among all."""
    return [LEVELS.index(name) for name in levels]


def parse_levels(numbers: Iterable[int]) -> list[str]:
    """The levels that are noted."""
    return [LEVELS[number] for number in numbers]


def find_levels(a: Saying, b: Saying, measure: Measure) -> Iterator[str]:
    """The levels that two quotes meet, whichever comes first."""
    yield "bias"
    yield next(name for floor, name in SHARES if measure.share >= floor)
    yield next(name for floor, name in LENGTHS if measure.letters >= floor)
    speakers = compare_speakers(a, b)
    identical = nearly_identical(measure)
    yield f"speaker {speakers}" + (", long and identical" if speakers == "other" and identical else "")
    if a.quote.article == b.quote.article:
        yield "one article"
    elif a.day is not None and b.day is not None:
        apart = abs(a.day - b.day)
        yield "out together" if apart <= 3 else "out apart" if apart <= 31 else "out far apart"
    if a.quote.kind == "indirect" or b.quote.kind == "indirect":
        yield "retold"


def nearly_identical(measure: Measure) -> bool:
    """True for words so long and so alike that nobody says them by chance."""
    return measure.letters >= LENGTHS[0][0] and measure.share >= SHARES[0][0]


def compare_speakers(a: Saying, b: Saying) -> str:
    """Whether two quotes can be one speaker's: same, kin (one speaks for the other), unknown, other."""
    first, second = a.quote, b.quote
    if not first.speaker or not second.speaker:
        return "unknown"
    if (a.actor and a.actor == b.actor) or names_agree(first, second):
        return "same"
    if first.speaker_type == second.speaker_type == "outlet" and same_script(first.speaker, second.speaker):
        return "other"  # two papers that tell one piece of news in like words
    if first.speaker_type not in PERSONAL or second.speaker_type not in PERSONAL:
        return "unknown"
    if first.speaker_code and first.speaker_code == second.speaker_code and first.speaker_type != second.speaker_type:
        return "kin"
    return "other"


def same_script(a: str, b: str) -> bool:
    """True when two names are both in ASCII or both not: else they may be one name, «Bild» and «Бильд»."""
    return a.isascii() == b.isascii()


def names_agree(a: Quote, b: Quote) -> bool:
    """True when two names can be one speaker's, the family name before or after the given one."""
    if sorted(find_words(a.speaker or "")) == sorted(find_words(b.speaker or "")):
        return True
    if a.speaker_type == b.speaker_type == "person":
        return same_person(a.speaker or "", b.speaker or "")
    return similar_names(a.speaker or "", b.speaker or "")


def share_characters(a: Quote, b: Quote) -> bool:
    """True for a quote within another one of the same article: that is no second telling."""
    return any(overlap(x.span, y.span) for x in contents(a) for y in contents(b))


def clash(a: Saying, b: Saying) -> bool:
    """True when two voices name different people: persons of other names, bodies of other states."""
    first, second = a.quote, b.quote
    if a.voice == b.voice or compare_speakers(a, b) != "other":
        return False
    if first.speaker_type == second.speaker_type == "person":
        return True
    if first.speaker_type not in PERSONAL or second.speaker_type not in PERSONAL:
        return False
    return bool(first.speaker_code and second.speaker_code) and first.speaker_code != second.speaker_code
