"""The language of a text: characters in, an ISO 639-1 code out, and whether what a file says of it can stand.

A text that shows beyond doubt to be of a language that has a pack (`signs.toml`) is of that language. Any other is
judged by py3langid (naive Bayes over byte n-grams, no network), restricted to the languages whose outlets write about
the region, since rare relatives win short texts otherwise. Short texts are not judged against what the file says.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from svod.ingest.normalise import normalise_line
from svod.packs import load_table

CANDIDATES = (
    *("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt"),
    *("en", "az", "tr", "uz", "tk", "ro", "lt", "lv", "et", "fi", "sv", "no", "da", "pl", "cs", "sk", "hu", "hr", "sl"),
    *("de", "fr", "es", "it", "pt", "nl", "el", "sq", "hy", "ka", "he", "ar", "fa", "ur", "hi", "zh", "ja", "ko"),
)
OTHER_NAMES = {
    "rus": "ru",
    "russian": "ru",
    "ukr": "uk",
    "ua": "uk",
    "ukrainian": "uk",
    "eng": "en",
    "english": "en",
    "bel": "be",
    "by": "be",
    "aze": "az",
    "hye": "hy",
    "arm": "hy",
    "kat": "ka",
    "geo": "ka",
    "iw": "he",
    "nb": "no",
    "nn": "no",
    "hr-hr": "hr",
}
SAMPLE = 4000  # characters judged
ENOUGH = 250  # letters from which a text is judged against what its file says
SURE = 0.9  # measured on real articles: the right language has 0.99 and more from there on
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
# What a plain case shows; none of 948 articles in Russian, 104 in Ukrainian and 18 in English is told otherwise than by
# the model, and 92 % of the Russian ones need no model.
FOREIGN, MARKS, SMALL = 0.1, 0.01, 0.1  # at most so many Latin letters; at least so many marks and small words


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a text shows to be of a language."""

    lang: str
    letters: Set[str]
    marks: Set[str]
    small: Set[str]


def parse_language(value: str | None) -> str | None:
    """Return the ISO 639-1 code of what a file says: "ru-RU", "RU", "rus" are "ru"; None for what is no code."""
    name = (normalise_line(value) or "").casefold().replace("_", "-")
    name = OTHER_NAMES.get(name, name).partition("-")[0]
    name = OTHER_NAMES.get(name) or own_names().get(name, name)
    return name if re.fullmatch("[a-z]{2}", name) else None


@lru_cache(maxsize=1)
def own_names() -> dict[str, str]:
    """What the languages that have a pack call themselves, with their codes: «русский» → "ru"."""
    return {str(table["name"]).casefold(): str(table["id"]) for table in load_table("pack")}


def find_language(text: str) -> tuple[str | None, float]:
    """Return the language of a text and how sure that is, 0..1; (None, 0.0) for a text without letters."""
    sample = take_sample(text)
    if not LETTER.search(sample):
        return None, 0.0
    if shown := next((signs.lang for signs in load_signs() if shows(sample, signs)), None):
        return shown, 1.0  # the model would say so too, but takes half a second and 80 MiB to load
    code, sure = load_identifier().classify(sample)
    return str(code), float(sure)


def find_contradiction(text: str, stated: str) -> str | None:
    """Return the text's own language where it is surely another than the stated one and the text is long enough."""
    if stated not in CANDIDATES or len(LETTER.findall(take_sample(text))) < ENOUGH:
        return None
    code, sure = find_language(text)
    return code if code != stated and sure >= SURE else None


def shows(sample: str, signs: Signs) -> bool:
    """True for a long text in a language's letters alone, a few Latin ones aside, with its marks and small words."""
    letters, words = LETTER.findall(sample.lower()), WORD.findall(sample.lower())
    own = [letter for letter in letters if letter in signs.letters]
    return (
        len(letters) >= ENOUGH
        and all(letter in signs.letters or letter.isascii() for letter in letters)
        and len(letters) - len(own) <= FOREIGN * len(letters)
        and sum(letter in signs.marks for letter in own) >= MARKS * len(letters)
        and sum(word in signs.small for word in words) >= SMALL * len(words)
    )


@lru_cache(maxsize=1)
def load_signs() -> tuple[Signs, ...]:
    """The signs of each language that has a pack with some."""
    return tuple(
        Signs(str(table["id"]), *(frozenset(table[part]) for part in ("letters", "marks", "small")))
        for table in load_table("signs")
    )


def take_sample(text: str) -> str:
    """Return the beginning of a text, or its middle where it is long: mastheads and agency marks come first."""
    start = 1000 if len(text) > SAMPLE + 1000 else 0
    return text[start : start + SAMPLE]


@lru_cache(maxsize=1)
def load_identifier() -> Any:
    """Load the model that ships with py3langid, once per process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
