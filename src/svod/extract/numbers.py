"""Numbers with what they count: «более 50 человек», «$2,6 млрд», «около полутора часов», «двухмесячный».

In goes a stretch of tokens, out go quantities with their range: `low`/`high` bound the number, None where it is open.
Durations are counted in minutes. Dates, times of day and ages are left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import Pack
from svod.read import Reading, Token

DIGITS = re.compile(r"\d+(?:[.,]\d+)?$")
MONEY_DIGITS = re.compile(r"([$€£₽₴])(\d+(?:[.,]\d+)?)$")
TENTH = 0.1  # what «около» leaves open on either side


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens [first, last); `at` is the number's own token; `unit` is what is counted, as a lemma."""

    first: int
    last: int
    at: int
    slot: str  # count | duration
    low: float | None
    high: float | None
    hedge: str  # as written, empty for none
    number: str  # as written, a scale included
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `details.toml` that numbers need."""

    number: dict[str, float]
    scale: dict[str, float]
    vague: dict[str, float]
    hedges: tuple[tuple[tuple[str, ...], str], ...]  # longest first
    duration: dict[str, float]
    adjectives: tuple[tuple[str, float], ...]
    prefixes: tuple[tuple[str, float], ...]
    money: frozenset[str]
    signs: frozenset[str]
    skip: frozenset[str]
    people: frozenset[str]


@lru_cache(maxsize=16)
def load_words(pack: Pack) -> Words:
    """The tables, ready for use."""
    t = pack.tables["details"]
    hedges = [(tuple(words.split()), kind) for kind, entries in t["approx"].items() for words in entries]
    return Words(
        t["number"],
        t["scale"],
        {word: entry["low"] for word, entry in t["vague"].items()},
        tuple(sorted(hedges, key=lambda h: (-len(h[0]), h))),
        t["duration"],
        tuple(sorted(t["duration_adjective"].items())),
        tuple(sorted(t["number_prefix"].items())),
        frozenset(t["money"]["words"]),
        frozenset(t["money"]["signs"]),
        frozenset(t["not_counted"]["words"]),
        frozenset(t["people"]["words"]),
    )


def find_quantities(reading: Reading, first: int, last: int, pack: Pack) -> Iterator[Quantity]:
    """The quantities within tokens [first, last), in order."""
    words = load_words(pack)
    i = first
    while i < last:
        quantity = read_quantity(reading, i, last, words)
        if quantity is not None:
            yield quantity
        i = max(i + 1, quantity.last if quantity else 0)


def read_quantity(reading: Reading, i: int, last: int, words: Words) -> Quantity | None:
    """The quantity whose number starts at token i, None where there is none."""
    token = reading.tokens[i]
    adjective = duration_adjective(token, words)
    if adjective is not None:
        return Quantity(i, i + 1, i, "duration", adjective, adjective, "", token.lemma, "")
    value, after, sign = read_number(reading, i, last, words)
    vague = value is None and token.lemma in words.vague and token.upos in ("NOUN", "NUM", "ADJ", "DET")
    if vague:
        after = i + 1
    elif value is None:
        return lone_duration(reading, i, words)
    unit = find_unit(reading, after, min(last + 4, len(reading.tokens)), sign, words)
    if unit is None and after == i + 1 and token.lemma in words.people:
        unit = token.lemma, after
    if unit is None:
        return None
    hedge, start, kind = find_hedge(reading, i, words)
    low, high = make_range(value, kind) if value is not None else (words.vague[token.lemma], None)
    return finish(reading, (start, after, i), (low, high), hedge, unit, words)


def finish(
    reading: Reading,
    place: tuple[int, int, int],
    bounds: tuple[float | None, float | None],
    hedge: str,
    unit: tuple[str, int],
    words: Words,
) -> Quantity | None:
    """Make a count or a duration of a number and its unit; None for dates, ages and what is counted for other ends."""
    start, after, at = place
    name, end = unit
    number = " ".join(t.text for t in reading.tokens[at:after])
    if name in words.duration:
        if not lasts(reading, start, end, bounds):
            return None
        minutes = words.duration[name]
        low, high = (None if b is None else b * minutes for b in bounds)
        return Quantity(start, end, at, "duration", low, high, hedge, number, name)
    if name in words.skip:
        return None
    return Quantity(start, end, at, "count", *bounds, hedge, number, name)


def read_number(reading: Reading, i: int, last: int, words: Words) -> tuple[float | None, int, str]:
    """The number at token i as value, the token after it and a currency sign: «$2,6 млрд», «сорок два», «12 500»."""
    token = reading.tokens[i]
    sign, total, at = "", None, i
    if token.text in words.signs and i + 1 < last:
        sign, at = token.text, i + 1
    total, at, sign = read_digits(reading, at, sign)
    if total is None:
        while (
            at < last and reading.tokens[at].lemma in words.number and reading.tokens[at].upos in ("NUM", "NOUN", "DET")
        ):
            total = (total or 0.0) + words.number[reading.tokens[at].lemma]
            at += 1
    if total is None and token.lemma in words.scale and token.feat("Number") != "Plur" and token.upos != "VERB":
        total = 1.0
    if total is None:
        return None, i, ""
    while at < len(reading.tokens) and (scale := words.scale.get(reading.tokens[at].lemma.rstrip("."))):
        total *= scale
        at += 1
        if at < len(reading.tokens) and reading.tokens[at].text == ".":
            at += 1
    return total, at, sign


def read_digits(reading: Reading, at: int, sign: str) -> tuple[float | None, int, str]:
    """Digits, in groups of three where they are written so, with a sign written against them."""
    text = reading.tokens[at].text
    if money := MONEY_DIGITS.match(text):
        return float(money[2].replace(",", ".")), at + 1, money[1]
    if not DIGITS.match(text):
        return None, at, sign
    digits = text
    at += 1
    while at < len(reading.tokens) and re.fullmatch(r"\d{3}", reading.tokens[at].text) and len(text) <= 3:
        digits += reading.tokens[at].text
        at += 1
    return float(digits.replace(",", ".")), at, sign


def find_unit(reading: Reading, at: int, last: int, sign: str, words: Words) -> tuple[str, int] | None:
    """What is counted, as a lemma, and the token after it: the noun behind a number and its adjectives."""
    if sign:
        return sign, at
    for i in range(at, min(at + 4, last)):
        token = reading.tokens[i]
        if token.text in words.signs or token.text == "%":
            return token.text, i + 1
        if token.upos == "NOUN" or (token.upos == "ADJ" and token.rel in ("nsubj", "obj", "root", "nsubj:pass")):
            return token.lemma, i + 1
        if token.feat("Variant") == "Short":  # «двое арестованы»
            return None
        if token.upos not in ("ADJ", "DET", "VERB") or (token.upos == "VERB" and token.feat("VerbForm") != "Part"):
            return (reading.tokens[i - 1].lemma, i) if i > at else None  # «8 погибших и 11 раненых»
    return None


def find_hedge(reading: Reading, i: int, words: Words) -> tuple[str, int, str]:
    """The hedge before token i as written, the token where it starts, and its kind: «не менее» → more."""
    for hedge, kind in words.hedges:
        start = i - len(hedge)
        if start >= 0 and all(t.text.lower() == w for t, w in zip(reading.tokens[start:i], hedge, strict=True)):
            return " ".join(hedge), start, kind
    return "", i, ""


def make_range(value: float, kind: str) -> tuple[float | None, float | None]:
    """The bounds of a number under a hedge."""
    if kind == "more":
        return value, None
    if kind == "less":
        return None, value
    if kind == "about":
        return round(value * (1 - TENTH), 6), round(value * (1 + TENTH), 6)
    return (round(value * (1 - TENTH), 6), value) if kind == "almost" else (value, value)


def lasts(reading: Reading, start: int, end: int, bounds: tuple[float | None, float | None]) -> bool:
    """True when a number with a unit of time lasts: not «2010 год», «три года назад», «через два дня», «в 10 часов»."""
    number = bounds[0] if bounds[0] is not None else bounds[1] or 0.0
    while start and reading.tokens[start - 1].upos in ("ADJ", "DET"):
        start -= 1
    before = reading.tokens[start - 1].text.lower() if start else ""
    after = reading.tokens[end].text.lower() if end < len(reading.tokens) else ""
    return (
        number < 1000
        and after not in ("назад", "утра", "вечера", "спустя")
        and before not in ("через", "спустя", "в", "за", "с")
    )


def duration_adjective(token: Token, words: Words) -> float | None:
    """Minutes held in an adjective: «двухмесячный» → 86400."""
    if token.upos != "ADJ":
        return None
    for ending, minutes in words.adjectives:
        if token.lemma.endswith(ending):
            front = token.lemma[: -len(ending)].rstrip("-")
            number = next((n for p, n in words.prefixes if front == p), None)
            if number is None and DIGITS.match(front):
                number = float(front)
            if number is not None:
                return number * minutes
    return None


def lone_duration(reading: Reading, i: int, words: Words) -> Quantity | None:
    """A unit of time on its own after a hedge: «около часа», «более года»."""
    token = reading.tokens[i]
    if token.lemma not in words.duration or token.feat("Number") == "Plur":
        return None
    hedge, start, kind = find_hedge(reading, i, words)
    if kind not in ("more", "about", "almost") or not lasts(reading, start, i + 1, (1.0, 1.0)):
        return None
    low, high = make_range(1.0, kind)
    minutes = words.duration[token.lemma]
    bounds = (None if low is None else low * minutes, None if high is None else high * minutes)
    return Quantity(start, i + 1, i, "duration", *bounds, hedge, "1", token.lemma)
