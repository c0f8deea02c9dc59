"""Numbers as words and digits: a token in, the number or range that starts there out, with its scale and currency sign.

Reads the tables of the pack's details.toml once. What is counted, and how far a hedge opens the number, is read in
`numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from svod.packs import Pack
from svod.read import Reading

DIGITS = re.compile(r"\d+(?:[.,]\d+)?$")
MONEY_DIGITS = re.compile(r"(\D)(\d+(?:[.,]\d+)?)$")
RANGE = re.compile(r"(\d+(?:[.,]\d+)?)[-–—](\d+(?:[.,]\d+)?)$")
DASHES = ("-", "–", "—")
LARGE = 10  # from here on a vague number multiplies the one before it: «несколько десятков»


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: from `low` to `high`, which are the same where it is one; the token after it."""

    low: float
    high: float
    after: int
    sign: str = ""  # of a currency, written before it
    scale: float = 1.0  # what its words multiply it by: «млн»


@dataclass(frozen=True, slots=True)
class Currency:
    """The code of a currency's word, and those that adjectives before it make of it; empty where there is none."""

    code: str
    adjectives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `details.toml` that numbers need."""

    number: Mapping[str, float]
    scale: Mapping[str, float]
    vague: Mapping[str, float]
    hedges: tuple[tuple[tuple[str, ...], str], ...]  # longest first
    duration: Mapping[str, float]
    adjectives: tuple[tuple[str, float], ...]
    prefixes: tuple[tuple[str, float], ...]
    currencies: Mapping[str, Currency]
    signs: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    openers: frozenset[
        str
    ]  # the lemmas of all that a quantity can begin with, adjectives and what has no letters aside
    endings: tuple[str, ...]  # of adjectives that hold a number


@lru_cache(maxsize=16)
def load_words(pack: Pack) -> Words:
    """The tables, ready for use."""
    t = pack.tables["details"]
    hedges = [(tuple(words.split()), kind) for kind, entries in t["approx"].items() for words in entries]
    lists = {
        f"{table}.{key}": frozenset(words)
        for table in ("not_counted", "people", "range", "change", "counter", "moment", "price", "none")
        for key, words in t.get(table, {}).items()
    }
    return Words(
        t["number"],
        t["scale"],
        {word: entry["low"] for word, entry in t["vague"].items()},
        tuple(sorted(hedges, key=lambda h: (-len(h[0]), h))),
        t["duration"],
        tuple(sorted(t["duration_adjective"].items())),
        tuple(sorted(t["number_prefix"].items())),
        {e["word"]: Currency(e.get("code", ""), e.get("adjectives", {})) for e in t.get("currency", ())},
        t.get("currency_signs", {}),
        lists,
        frozenset(t["number"]) | frozenset(t["scale"]) | frozenset(t["vague"]) | frozenset(t["duration"]),
        tuple(sorted(t["duration_adjective"])),
    )


def read_number(reading: Reading, i: int, last: int, words: Words) -> Number | None:
    """The number at token i, or the range: «$2,6 млрд», «сорок два», «12 500», «от 5 до 10 млн», «10–15»."""
    one = read_one(reading, i, last, words)
    if one is None or one.after + 1 >= last:
        return one
    joint = reading.tokens[one.after].text
    ranged = i > 0 and reading.tokens[i - 1].text.lower() in words.lists["range.from"]
    if not (joint in DASHES or (ranged and joint.lower() in words.lists["range.to"])):
        return one
    other = read_one(reading, one.after + 1, last, words)
    if other is None:
        return one
    low = one.low * other.scale if one.scale == 1.0 and one.low < other.scale else one.low
    return Number(low, other.high, other.after, one.sign or other.sign) if low < other.high else one


def read_one(reading: Reading, i: int, last: int, words: Words) -> Number | None:
    """A number in digits or words with its scale: «$2,6 млрд», «сорок два», «12 500», «5–7 тыс.»."""
    token = reading.tokens[i]
    sign, at = (token.text, i + 1) if token.text in words.signs and i + 1 < last else ("", i)
    bounds, at, sign = read_digits(reading, at, sign, words)
    if bounds is None:
        total, at = read_words(reading, at, last, words)
        bounds = None if total is None else (total, total)
    if bounds is None and not sign and token.lemma in words.scale:
        bounds = (1.0, 1.0) if token.feat("Number") != "Plur" and token.upos != "VERB" else None
    if bounds is None:
        return None
    scale, at = read_scale(reading, at, words)
    return Number(bounds[0] * scale, bounds[1] * scale, at, sign, scale)


def read_words(reading: Reading, at: int, last: int, words: Words) -> tuple[float | None, int]:
    """A number in words, added up: «сорок два» → 42; and the token after it."""
    total = None
    while at < last and reading.tokens[at].upos in ("NUM", "NOUN", "DET"):
        value = words.number.get(reading.tokens[at].lemma)
        if value is None:
            break
        total, at = (total or 0.0) + value, at + 1
    return total, at


def read_scale(reading: Reading, at: int, words: Words) -> tuple[float, int]:
    """What the words after a number multiply it by: «тыс.», «млн», «млрд»; and the token after them."""
    scale = 1.0
    while at < len(reading.tokens) and (more := words.scale.get(reading.tokens[at].lemma.rstrip("."))):
        scale, at = scale * more, at + 1
        if at + 1 < len(reading.tokens) and reading.tokens[at].text == "." and goes_on(reading, at):
            at += 1
    return scale, at


def goes_on(reading: Reading, at: int) -> bool:
    """True for a full stop inside its sentence: that of an abbreviation."""
    return reading.tokens[at].sentence == reading.tokens[at + 1].sentence


def read_vague(reading: Reading, i: int, last: int, words: Words) -> Number | None:
    """A number left vague, by what it is sure to mean: «десятки» → 10 and up, «десятки тысяч» → 10,000 and up."""
    token = reading.tokens[i]
    if token.lemma not in words.vague or token.upos not in ("NOUN", "NUM", "ADJ", "DET"):
        return None
    low, at = words.vague[token.lemma], i + 1
    while at < last and reading.tokens[at].upos in ("NOUN", "NUM"):
        lemma = reading.tokens[at].lemma
        more = words.scale.get(lemma) or (words.vague.get(lemma) if words.vague.get(lemma, 0) >= LARGE else None)
        if more is None:
            break
        low, at = low * more, at + 1
    return Number(low, low, at)


def read_digits(reading: Reading, at: int, sign: str, words: Words) -> tuple[tuple[float, float] | None, int, str]:
    """Digits, in groups of three where they are written so, a range of them, or with a sign written against them."""
    text = reading.tokens[at].text
    if text.isalpha():
        return None, at, sign
    money = MONEY_DIGITS.match(text)
    if money and money[1] in words.signs:
        return (value(money[2]), value(money[2])), at + 1, money[1]
    ranged = RANGE.match(text)
    if ranged and value(ranged[1]) < value(ranged[2]):
        return (value(ranged[1]), value(ranged[2])), at + 1, sign
    if not DIGITS.match(text):
        return None, at, sign
    digits = text
    at += 1
    while at < len(reading.tokens) and re.fullmatch(r"\d{3}", reading.tokens[at].text) and len(text) <= 3:
        digits += reading.tokens[at].text
        at += 1
    return (value(digits), value(digits)), at, sign


def value(digits: str) -> float:
    """Digits with a comma or a point as a number: «2,6» → 2.6."""
    return float(digits.replace(",", "."))
