"""Sources where the tree fails: by order of words, case and number. A scene, a draft and its cue in, a token out.

«[Петров] на встрече с послом в конце июня попросил …», «— подчеркнули [в армии страны]», «сказал, отвечая на вопрос,
[посол]», «[министр] уехал, заявив, что …». The search never leaves the unit, nor passes another verb.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_units import DASHES, MARKS, Draft, Scene, after_day
from svod.read import Token

AFTER, BEFORE = 8, 30  # tokens from the cue
TITLE = 5  # tokens of a name in marks
NOMINAL = ("NOUN", "PROPN", "PRON", "X")


def nearby(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """The source right after the cue, else the nearest fitting one before it."""
    found = place_after(scene, draft, cue) or after_cue(scene, draft, cue)
    if found is not None:
        return None if found.lemma in scene.words("speechless") else found
    verb = scene.reading.tokens[cue.head]
    if verb.feat("VerbForm") == "Conv":
        governor = verb_before(scene, draft, cue.first)
        return before_verb(scene, draft, governor.i, governor) if governor else main_clause(scene, draft)
    if verb.feat("VerbForm") == "Inf" and draft.unit.first <= verb.head < cue.first:
        return before_verb(scene, draft, verb.head, scene.reading.tokens[verb.head])  # «посол стал говорить»
    return place_before(scene, draft, cue) or before_verb(scene, draft, cue.first, verb)


def main_clause(scene: Scene, draft: Draft) -> Token | None:
    """Who speaks after a gerund that opens the sentence: «отметив, что мост закрыт, [в порту] заявили …»."""
    tokens = scene.reading.tokens
    first = scene.reading.within(draft.parts[-1][1] - 1, draft.parts[-1][1]).stop
    verb = next((t for t in tokens[first : draft.unit.last] if t.feat("VerbForm") == "Fin" and t.upos == "VERB"), None)
    for token in tokens[first : verb.i] if verb is not None else ():
        loc = token.feat("Case") in ("Loc", None) and tokens[token.i - 1].text.lower() in scene.words("place")
        if loc and token.upos in ("NOUN", "PROPN") and verb is not None and verb.feat("Number") == "Plur":
            return token if token.lemma in scene.lexicon.institutions or token.text[:1].isupper() else None
        if verb is not None and token.upos in NOMINAL and subjective(scene, draft, token) and fits(token, verb):
            return token
    return None


def outside(draft: Draft, token: Token) -> bool:
    """True when the token is not among the reported words."""
    return not any(a <= token.start < b for a, b in draft.parts)


def after_cue(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """The first noun in the nominative, or name, after the cue: «сказал в пятницу [посол]»."""
    tokens = scene.reading.tokens
    start = cue.last
    if tokens[cue.head].feat("Variant") == "Short" and tokens[cue.head].feat("Gender") == "Neut":
        return None  # «было заявлено послу»
    if start + 1 < draft.unit.last and tokens[start].text == "," and tokens[start + 1].feat("VerbForm") == "Conv":
        close = (k + 1 for k in range(start + 1, draft.unit.last) if tokens[k].text == ",")
        start = next(close, start)  # «сказал, отвечая на вопрос, [посол]»
    for k in range(start, min(start + AFTER, draft.unit.last)):
        token = tokens[k]
        if token.text in (",", ".", ":", *DASHES) or not outside(draft, token):
            return None
        if token.upos in NOMINAL and token.feat("Case") in ("Nom", None):
            return token
    return None


def place_after(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """«подчеркнули [в армии страны]»: a plural or a passive whose place speaks."""
    tokens = scene.reading.tokens
    verb = tokens[cue.head]
    at = after_day(scene, cue.last)
    if at + 1 >= draft.unit.last or not (verb.feat("Number") == "Plur" or cue.document):
        return None
    if tokens[at].text.lower() not in scene.words("place") or not outside(draft, tokens[at]):
        return None
    for token in tokens[at + 1 : min(at + 5, draft.unit.last)]:
        if token.feat("Case") != "Loc":
            return None
        if token.upos in ("NOUN", "PROPN"):
            speaks = scene.lexicon.institutions | scene.lexicon.documents
            return token if token.lemma in speaks or token.text[:1].isupper() else None
    return None


def place_before(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """«[В Ambrey] предположили»: a plural right after a place, whose name may have no cases."""
    tokens = scene.reading.tokens
    k = cue.first - 1
    while k > draft.unit.first and tokens[k].upos in ("ADV", "PART"):
        k -= 1
    if tokens[cue.head].feat("Number") != "Plur" or k <= draft.unit.first or not outside(draft, tokens[k]):
        return None
    named = tokens[k].text[:1].isupper() and tokens[k].feat("Case") in ("Loc", None)
    first = k
    while first > draft.unit.first and tokens[first - 1].upos in ("PROPN", "X") and tokens[first - 1].text.isascii():
        first -= 1
    return tokens[first] if named and tokens[first - 1].text.lower() in scene.words("place") else None


def before_verb(scene: Scene, draft: Draft, first: int, verb: Token) -> Token | None:
    """The nearest noun in the nominative before a verb that agrees with it: no other finite verb stands between."""
    tokens = scene.reading.tokens
    commas = 2  # «Петров, несмотря на спор, заявил»
    back = max(draft.unit.first, first - BEFORE)
    titles = titles_in(scene, back, first)
    for token in reversed(tokens[back:first]):
        if token.i in titles:
            continue
        commas -= token.text == ","
        stops = token.text in (".", ":", ";", *DASHES, *MARKS) or token.feat("VerbForm") == "Fin"
        if (commas < 0 and token.text == ",") or stops or not outside(draft, token):
            return None
        if token.lemma in scene.words("relative"):
            return relative_noun(scene, token) if token.feat("Case") == "Nom" else None
        if token.upos in NOMINAL and subjective(scene, draft, token) and fits(token, verb):
            if token.lemma in scene.words("speechless") | scene.words("settings"):
                return None
            return whole(scene, token, draft)
    return None


def titles_in(scene: Scene, first: int, last: int) -> frozenset[int]:
    """The tokens of names in marks, which are nobody's words: «который газете «Маяк» заявил»."""
    tokens, found = scene.reading.tokens, set[int]()
    if first >= last:
        return frozenset()
    for s in scene.stretches_in(tokens[first].start, tokens[last - 1].end):
        inside = scene.reading.within(s.opened, s.closed)
        named = tokens[inside.start].text in MARKS and tokens[inside.start - 1].upos == "NOUN" if inside else False
        if named and len(inside) <= TITLE and not any(tokens[k].upos == "VERB" for k in inside):
            found.update(inside)
    return frozenset(found)


def subjective(scene: Scene, draft: Draft, token: Token) -> bool:
    """True for a nominative, and for a name without cases that depends on nothing before it: «FT», not «газете FT»."""
    if token.feat("Case") is not None:
        return token.feat("Case") == "Nom"
    tokens, first = scene.reading.tokens, token.i
    while first > draft.unit.first and tokens[first - 1].text.isascii() and tokens[first - 1].text[:1].isupper():
        first -= 1
    alone = first == draft.unit.first or tokens[first - 1].upos in ("PUNCT", "CCONJ", "ADV", "PART", "SCONJ")
    named = token.text[:1].isupper() and (token.text.isascii() or token.text.isupper())
    return named and (alone or tokens[first - 1].feat("Case") == "Nom")


def relative_noun(scene: Scene, pronoun: Token) -> Token | None:
    """The noun right before «, который»."""
    tokens = scene.reading.tokens
    for k in range(pronoun.i - 1, max(-1, pronoun.i - 6), -1):
        if tokens[k].upos in ("NOUN", "PROPN") and tokens[k].feat("Number") == pronoun.feat("Number"):
            return whole_of(scene, tokens[k])
    return None


def fits(token: Token, verb: Token) -> bool:
    """True when a noun may be a verb's subject by number, and a common noun by gender too."""
    number = verb.feat("Number")
    if number is not None and token.feat("Number") not in (number, None):
        return False
    gender = verb.feat("Gender") if token.upos == "NOUN" else None
    return gender is None or token.feat("Gender") in (gender, None) or token.feat("Animacy") == "Anim"


def whole_of(scene: Scene, token: Token) -> Token:
    """The head of a name or of a title with its name."""
    while token.rel.startswith(("appos", "flat")) and 0 <= token.head < token.i:
        token = scene.reading.tokens[token.head]
    return token


def whole(scene: Scene, token: Token, draft: Draft) -> Token:
    """The head of the phrase that a name in apposition belongs to: «[министр] Иван Петров»."""
    tokens = scene.reading.tokens
    while token.rel.startswith(("appos", "flat")) and draft.unit.first <= token.head < token.i:
        above = tokens[token.head]
        if above.feat("Case") != "Nom" or any(t.text == "," for t in tokens[above.i : token.i]):
            break
        token = above
    return token


def verb_before(scene: Scene, draft: Draft, first: int) -> Token | None:
    """The nearest finite verb before a token that is not among quoted words."""
    tokens = scene.reading.tokens
    for k in range(first - 1, draft.unit.first - 1, -1):
        token = tokens[k]
        if token.text in MARKS or token.text in (";", "."):
            return None
        if token.feat("VerbForm") == "Fin" and token.upos == "VERB" and outside(draft, token):
            return token
    return None
