"""Whether an expression lies behind or ahead: the tense of the verb it hangs on, read off the tree.

In: the tokens of an expression. Out: "past", "future" or "", and whether that verb governs the expression itself
(«встретились 20 марта») or only something on the way to it («рассказал о встрече 20 марта»).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from svod.read.reading import ROOT, Reading, Token

TENSES = {"Past": "past", "Fut": "future"}
VERBS = ("VERB", "AUX")


def find_direction(reading: Reading, tokens: range, lists: Mapping[str, frozenset[str]]) -> tuple[str, bool]:
    """Climb from the expression to the first verb that tells."""
    if not tokens:
        return "", False
    head = next((reading.tokens[i] for i in tokens if reading.tokens[i].head not in tokens), reading.tokens[tokens[0]])
    prepositions = [t.text.lower() for t in reading.kids(head.i, "case")]
    if head.upos in VERBS:
        return tense(reading, head, lists, prepositions), True
    firm = True
    for token in reading.ancestors(head.i):
        if stands_as_noun(token):
            continue
        if token.upos in VERBS or is_predicate(token, lists):
            found = tense(reading, token, lists, prepositions if firm else ())
            if found:
                return found, firm
            firm = False
        elif token.upos in ("NOUN", "PROPN"):
            firm = False
    return "", False


def stands_as_noun(token: Token) -> bool:
    """True for a participle in a noun's place, which tells nothing of when: «выплатит семьям погибших до 1 мая»."""
    nominal = ("nmod", "obj", "obl", "iobj", "nsubj", "nsubj:pass")
    return token.feat("VerbForm") == "Part" and token.feat("Case") is not None and token.rel in nominal


def is_predicate(token: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    """A short form or word that tells direction without being tagged a verb: «намерен», «назначено», «анонс»."""
    return token.lemma in lists["awaited"]


def tense(reading: Reading, verb: Token, lists: Mapping[str, frozenset[str]], prepositions: Sequence[str]) -> str:
    """past, future or "" of one verb, its auxiliaries and its kind («назначены на 5 мая» points ahead) considered."""
    if verb.lemma in lists["awaited"]:
        return "future"
    if verb.lemma in lists["scheduled"] and any(p in lists["scheduling"] for p in prepositions):
        return "future"
    helpers = reading.kids(verb.i, "aux", "cop")
    for helper in (verb, *helpers):
        if helper.lemma in lists["will"] and helper.feat("Tense") in ("Pres", "Fut"):
            return "future"
        if helper is not verb and (own := TENSES.get(helper.feat("Tense") or "")):
            return own
    if any(t.feat("VerbForm") == "Inf" for t in (verb, *helpers)):  # «прийти», «быть принято»
        above = reading.tokens[verb.head] if verb.head != ROOT else None
        return "future" if above is not None and above.lemma in lists["plans"] else ""
    return TENSES.get(verb.feat("Tense") or "", "")
