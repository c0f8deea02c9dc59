"""Lemmas by pymorphy3, the reading of a word chosen that fits its Universal Dependencies tag best."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Feats = tuple[tuple[str, str], ...]

# UD part of speech → OpenCorpora parts of speech that may stand for it
PARTS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN"},
    "ADJ": {"ADJF", "ADJS", "COMP", "PRTF", "PRTS"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN", "PRTF", "GRND"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO", "ADJF", "NOUN"},
    "NUM": {"NUMR", "ADJF"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "ADP": {"PREP"},
    "CCONJ": {"CONJ"},
    "SCONJ": {"CONJ", "ADVB"},
    "PART": {"PRCL"},
    "INTJ": {"INTJ"},
}
GRAMMEMES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct", "Par": "gen2",
    "Masc": "masc", "Fem": "femn", "Neut": "neut", "Sing": "sing", "Plur": "plur",
    "Past": "past", "Pres": "pres", "Fut": "futr", "Imp": "impf", "Perf": "perf",
    "1": "1per", "2": "2per", "3": "3per", "Anim": "anim", "Inan": "inan",
}  # fmt: skip
PEOPLE = {"Name", "Surn", "Patr"}
NAMED = PEOPLE | {"Geox", "Orgn"}
FORMS = {("VERB", "Part"): {"PRTF", "PRTS"}, ("VERB", "Conv"): {"GRND"}, ("VERB", "Inf"): {"INFN"}}


class Analyser:
    """pymorphy3's dictionary and its guesses at words that are not in it."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        self._analyser = MorphAnalyzer(lang="ru")

    def parse(self, word: str) -> list[Any]:
        """The readings of a word, best first, at least one."""
        try:
            return list(self._analyser.parse(word))
        except ValueError:  # pymorphy3 asks every letter for its name, and some have none: «𗀀» is read like «+»
            return [r._replace(word=word, normal_form=word.lower()) for r in self._analyser.parse("+")]

    def known_readings(self, word: str) -> list[tuple[frozenset[str], str]]:
        """Grammemes and dictionary forms of a word that the dictionary has, in no order of likelihood: cheaper so.

        Empty for words that are not in it, and for letters, which may stand for names.
        """
        if len(word) == 1:
            return []
        words, substitutes = self._analyser.dictionary, self._analyser.char_substitutes
        return [
            (words.build_tag_info(paradigm, i).grammemes, words.build_normal_form(paradigm, i, form))
            for form, places in words.words.similar_items(word.lower(), substitutes)
            for paradigm, i in places
        ]

    def knows(self, word: str) -> bool:
        """True when the dictionary has this form; guesses do not count."""
        return bool(self._analyser.word_is_known(word))


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The analyser, loaded once per process."""
    return Analyser()


def find_lemma(word: str, upos: str, feats: Feats) -> str:
    """The dictionary form of a word, lower case; participles give their verb, surnames keep their own gender.

    Most words have one, whatever their tag. Words without letters are returned as they are.
    """
    return only_lemma(word) or best_lemma(word, upos, feats)


@lru_cache(maxsize=32_768)
def only_lemma(word: str) -> str | None:
    """The one form that all readings of a word share; None where they differ, and for people's names."""
    if not any(c.isalpha() for c in word):
        return word
    readings = analyser().known_readings(word) or [(r.tag.grammemes, r.normal_form) for r in analyser().parse(word)]
    lemma = readings[0][1]
    if any(form != lemma or not PEOPLE.isdisjoint(grammemes) for grammemes, form in readings):
        return None
    return str(lemma)


@lru_cache(maxsize=16_384)
def best_lemma(word: str, upos: str, feats: Feats) -> str:
    """The form of the reading that has most features in common with the tag; pymorphy3's order breaks ties."""
    form = dict(feats).get("VerbForm", "")
    parts = FORMS.get((upos, form)) or PARTS.get(upos, set())
    wanted = [GRAMMEMES[v] for _, v in feats if v in GRAMMEMES]
    best, best_score = None, -1.0
    for reading in analyser().parse(word):
        has = reading.tag.grammemes
        score = (0.0 if parts.isdisjoint(has) else 10.0) + sum(g in has for g in wanted)
        if upos == "PROPN" and not NAMED.isdisjoint(has):
            score += 1.5
        if upos == "NOUN" and not PEOPLE.isdisjoint(has):
            score -= 1.5
        if score > best_score:
            best, best_score = reading, score
    if best is None:
        return word.lower()
    if "Surn" in best.tag and "femn" in best.tag:
        own = best.inflect({"nomn", "sing"})
        return str(own.word if own else best.normal_form)
    return str(best.normal_form)
