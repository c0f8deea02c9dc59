"""Where reported words begin and end, by punctuation first and by the tree where punctuation agrees.

The parser errs on long news sentences, so a clause is cut only where a comma or a conjunction stands at the cut, and
never between quotation marks.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_turns import before_adverbs, coordinate, turns_to_another
from svod.extract.quote_units import DASHES, MARKS, Scene, Unit, predicate
from svod.read import Reading

ADVERBIAL = ("ADV", "PART", "ADP", "NOUN", "NUM", "ADJ", "DET", "PROPN", "PRON")
FINAL = (".", "…", "...", "!", "?", ";", ",", "?!", "!?", "!..", "?..", "..")


def content_end(reading: Reading, unit: Unit) -> int:
    """The unit's end without its final punctuation."""
    last = unit.last
    while last > unit.first and reading.tokens[last - 1].text in FINAL:
        last -= 1
    return last


def that_mark(scene: Scene, unit: Unit, cue: Cue) -> int | None:
    """The «что» that opens the cue's clause: after a comma, with no other verb between it and the cue."""
    tokens = scene.reading.tokens
    words = scene.words("that") | (scene.words("wish") if wants(cue) else frozenset())
    for k in range(cue.last, unit.last):
        token = tokens[k]
        if token.text.lower() in words and k > cue.last and tokens[k - 1].text in (",", *MARKS):
            own = not any(c.kind == "noun" and "that" in c.takes for c in scene.cues_in(cue.last, k))
            return k if own and opens_clause(scene, k, cue) else None  # «прокомментировал слова посла о том, что …»
        if token.text in (":", ";", *DASHES) and token.upos == "PUNCT":
            return None
        if token.upos == "VERB" and scene.cues_in(k, k + 1):
            return None
        if token.feat("VerbForm") == "Fin" and token.sentence == tokens[cue.head].sentence:
            return None
    return None


def wants(cue: Cue) -> bool:
    """True for cues that ask for something, and so take «чтобы»."""
    return "wish" in cue.takes


def opens_clause(scene: Scene, k: int, cue: Cue) -> bool:
    """True for the conjunction «что»; false for the pronoun and for «за то, что»."""
    tokens = scene.reading.tokens
    correlate = tokens[k - 2].text.lower()
    causes = {tokens[k - 3].text.lower(), tokens[k - 4].text.lower()} & scene.words("causes")
    if correlate in scene.words("correlates") and causes:
        return False
    if correlate in scene.words("correlates") and any(t.text == "," for t in tokens[cue.last : k - 2]):
        return False
    token = tokens[k]
    if token.upos == "PRON" and token.rel in ("nsubj", "obj") and token.head >= 0:
        return any(t.i != k for t in scene.reading.kids(token.head, "nsubj")) or tokens[k - 2].i < cue.last
    return True


# ---------------------------------------------------------------------------------------------------- parentheses


def aside_start(scene: Scene, unit: Unit, cue: Cue) -> int | None:
    """The first token of the cue's parenthesis, None where the cue opens none.

    «…, [сообщает агентство]», «[Как ранее заявил министр], …», «… — [уточнил он]»: after a comma or dash nothing but
    adverbials stands before the verb, and its subject does not precede the comma. After «как» anything may stand.
    """
    tokens, words = scene.reading.tokens, scene.lexicon.words
    for k in range(cue.first, max(unit.first, cue.first - 14) - 1, -1):
        token = tokens[k]
        opens = k == unit.first or tokens[k - 1].upos in ("PUNCT", "CCONJ", "SCONJ")
        after = tokens[min(k + 1, cue.first)].text.lower()
        if token.text.lower() in words["as"] and opens and after not in words["after_as"]:
            return None if conjunction(scene, k) else k
        if k < cue.first and (token.upos not in ADVERBIAL or token.text in MARKS):
            return None
        if k > unit.first and tokens[k - 1].text in (",", *DASHES):
            return k if plain_before(scene, k, cue) else None
        if k > unit.first and tokens[k - 1].upos == "PUNCT" and tokens[k - 1].text not in MARKS:
            return None
    return None


def conjunction(scene: Scene, k: int) -> bool:
    """True for the «как» of «после того, как», «перед тем как»; not of «кроме того, как сообщили …»."""
    before = [t.text.lower() for t in scene.reading.tokens[max(0, k - 4) : k] if t.text != ","]
    return len(before) > 1 and before[-1] in scene.words("ago") and before[-2] in scene.words("since")


def plain_before(scene: Scene, first: int, cue: Cue) -> bool:
    """True when only adverbials stand between `first` and the cue, and the cue's subject comes after it."""
    tokens = scene.reading.tokens
    verb = tokens[cue.head]
    if verb.feat("VerbForm") in ("Conv", "Part", "Inf") and verb.feat("Variant") != "Short":
        return False
    if cue.kind == "verb" and verb.feat("Variant") == "Short" and verb.feat("Gender") != "Neut":
        return False  # «…, отмечена важность порта»
    between = [t for t in tokens[first : cue.first] if t.text.lower() not in scene.words("this")]
    if len(between) > 5 or any(t.upos in ("PRON", "VERB", "CCONJ", "SCONJ") for t in between):
        return False
    if any(t.feat("Case") == "Nom" for t in tokens[first : cue.first]):
        return False
    about = [t for t in between if t.text.lower() in scene.words("about")]
    if any(tokens[t.i + 1].text.lower() not in scene.words("this") for t in about):
        return False  # «…, следом об отставке заявил министр»: what was said stands with the verb
    subjects = [t for t in scene.reading.kids(cue.head, "nsubj") if t.upos != "PUNCT"]
    if subjects and not cue.document:
        return any(t.i > cue.head for t in subjects) or looks_subject(scene, cue, place=False)
    return cue.document or looks_subject(scene, cue)


def looks_subject(scene: Scene, cue: Cue, *, place: bool = True) -> bool:
    """True when what follows the cue may be its source: a name, a noun, «в ведомстве», or nothing at all."""
    reading = scene.reading
    k = cue.last
    while k < len(reading.tokens) and reading.tokens[k].upos in ("ADV", "PART"):
        k += 1
    if k >= len(reading.tokens):
        return True
    after = reading.tokens[k]
    if after.text in FINAL or after.text in MARKS or after.text[:1].isupper():
        return True
    if after.text.lower() in scene.words("place"):
        return place
    nominal = after.upos in ("PROPN", "NOUN", "PRON", "ADJ", "DET", "NUM", "X")
    return nominal and after.feat("Case") in ("Nom", "Dat", None)


def aside_end(scene: Scene, unit: Unit, cue: Cue) -> int:
    """The token after the parenthesis: at the next comma or dash, or the unit's end."""
    end = content_end(scene.reading, unit)
    for k in range(cue.last, end):
        token = scene.reading.tokens[k]
        closes = (token.text == "," or token.text in DASHES) and token.upos == "PUNCT"
        if closes and not goes_on(scene, k + 1, end) and not dated(scene, cue, k, end):
            return k
    return end


def dated(scene: Scene, cue: Cue, k: int, end: int) -> bool:
    """True for the commas around a day: «сообщили в воскресенье, 12 мая, в ведомстве»; once a source is named, none."""
    tokens = scene.reading.tokens
    named = any(t.feat("Case") == "Nom" or t.upos == "PROPN" for t in tokens[cue.last : k])
    if named or tokens[k].text != ",":
        return False
    if k + 2 < end and tokens[k + 1].text.isdigit() and tokens[k + 2].upos == "NOUN":
        return True
    day = k - 3 > cue.last and tokens[k - 3].text == "," and tokens[k - 2].text.isdigit()
    places = scene.words("place")
    return day and k + 1 < end and (tokens[k + 1].text.lower() in places or tokens[k + 1].feat("Case") == "Nom")


def goes_on(scene: Scene, k: int, end: int) -> bool:
    """True when what follows a comma still describes the source: «…, знакомый с …», «…, который …»."""
    if k >= end:
        return False
    token = scene.reading.tokens[k]
    if token.upos == "ADP" and k + 1 < end:
        token = scene.reading.tokens[k + 1]
    if (
        token.lemma in scene.words("referring")
        or token.lemma in scene.words("relative")
        or (token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short")
    ):
        return True
    return token.upos == "ADJ" and token.feat("Case") == "Gen" and scene.reading.tokens[k + 1].upos == "ADP"


def is_tail(scene: Scene, unit: Unit, cue: Cue, end: int) -> bool:
    """True when the cue's parenthesis closes the unit: «…, передает агентство»."""
    if "aside" not in cue.takes or aside_start(scene, unit, cue) is None:
        return False
    after = aside_end(scene, unit, cue)
    gerund = after + 1 < end and scene.reading.tokens[after + 1].feat("VerbForm") == "Conv"
    return that_mark(scene, unit, cue) is None and (after >= end or gerund)


# ---------------------------------------------------------------------------------------------------- clauses


def clause_end(scene: Scene, unit: Unit, cue: Cue, start: int, *, tree: bool = True) -> int:
    """Where reported words that begin at token `start` end."""
    tokens = scene.reading.tokens
    end = content_end(scene.reading, unit)
    free = outside_marks(scene, start, end)
    for other in scene.cues_in(start + 1, end):
        if other is cue or other.first not in free:
            continue
        if other.kind != "frame" and is_tail(scene, unit, other, end):
            end = aside_start(scene, unit, other) or end
        elif gerund_cue(scene, unit, other) and any(t.upos != "PUNCT" for t in tokens[start : other.first]):
            end = other.first
        elif coordinate(scene, cue, other):
            end = before_adverbs(scene, start, other.first)
        elif (turn := turns_to_another(scene, cue, other, start)) is not None:
            end = turn
        elif any(tokens[k].text == ";" for k in range(max(start, other.first - 4), other.first)):
            end = next(k for k in range(other.first, start, -1) if tokens[k - 1].text == ";")
        else:
            continue
        break
    above = tokens[tokens[cue.head].head] if cue.kind == "noun" and tokens[cue.head].head >= 0 else None
    if above is not None and start < above.i < end and above.feat("VerbForm") == "Fin":
        end = before_adverbs(scene, start, above.i)  # «с обещанием открыть порт | выступил посол»
    if tree:
        end = min(end, tree_end(scene, cue, start, end, free))
    while end > start and (tokens[end - 1].text in (",", ";", *DASHES, *scene.words("join"), *scene.words("too"))):
        end -= 1
    return end


def outside_marks(scene: Scene, start: int, end: int) -> set[int]:
    """The tokens of [start, end) that do not stand in quotation marks opened there."""
    found = set(range(start, end))
    if not found:
        return found
    tokens, far = scene.reading.tokens, 0
    for s in scene.stretches_in(tokens[start].start, tokens[end - 1].end):
        if s.closed > far:  # what stands inside the one before is out already
            inside = scene.reading.within(max(s.opened, far), min(s.closed, tokens[end - 1].end))
            found.difference_update(inside)
            far = s.closed
    return found


def gerund_cue(scene: Scene, unit: Unit, cue: Cue) -> bool:
    """True for «…, отметив, что …»."""
    before = scene.reading.tokens[cue.first - 1].text
    if scene.reading.tokens[cue.head].feat("VerbForm") != "Conv" or before not in (",", *scene.words("before_gerund")):
        return False
    return that_mark(scene, unit, cue) is not None or "infinitive" in cue.takes


def tree_end(scene: Scene, cue: Cue, start: int, end: int, free: set[int]) -> int:
    """Cut before a clause that the tree hangs outside the reported one, where comma and conjunction agree."""
    tokens = scene.reading.tokens
    roots = {t.i for t in scene.reading.kids(cue.head) if t.i >= start and t.upos != "PUNCT" and t.rel != "conj"}
    above = {a.i for a in scene.reading.ancestors(cue.head)}
    relative = within_relative(scene, cue)
    for k in range(start, end):
        token = tokens[k]
        if relative and k in free and token.feat("VerbForm") == "Fin" and tokens[k - 1].text == ",":
            return k  # «Петров, который утверждает, что порт закрыт, | уехал»
        if k not in free or k in roots or not predicate(token) or token.sentence != tokens[cue.head].sentence:
            continue
        chain = [k, *(a.i for a in scene.reading.ancestors(k))]
        if any(i in roots for i in chain) or not (cue.head in chain or any(i in above for i in chain)):
            continue
        cut = boundary(scene, k, start, free)
        if cut is None:
            continue
        resumes = k in above and (tokens[cue.head].rel.startswith("acl") or relative)
        joined = tokens[cut].text.lower() in scene.words("join") and (
            tokens[cut].head == k or tokens[cut - 1].text == ","
        )
        if resumes or joined:
            return cut
    return end


def within_relative(scene: Scene, cue: Cue) -> bool:
    """True when the cue stands in a clause of «который»."""
    return any(t.lemma in scene.words("relative") for t in scene.reading.kids(cue.head))


def boundary(scene: Scene, k: int, start: int, free: set[int]) -> int | None:
    """The conjunction, or the token after the comma, that opens the clause of verb k; None where there is none."""
    for cut in range(k, start, -1):
        if cut not in free:
            return None
        if scene.reading.tokens[cut].text.lower() in scene.words("join") and scene.reading.tokens[cut].upos == "CCONJ":
            return cut
        if scene.reading.tokens[cut - 1].text == ",":
            return cut
    return None


def clause_start(scene: Scene, unit: Unit, end: int) -> int:
    """Where the clause that a parenthesis at token `end` interrupts begins: after the last conjunction or relative."""
    tokens = scene.reading.tokens
    for k in range(end - 1, unit.first, -1):
        relative = tokens[k].upos == "SCONJ" or tokens[k].lemma in scene.words("relative") | scene.words("where")
        if tokens[k - 1].text == "," and relative:
            return k + 1
        joined = tokens[k].text.lower() in scene.words("join") and tokens[k].upos == "CCONJ"
        negated = tokens[k + 1].text.lower() in scene.words("not") and not any(
            predicate(t) for t in tokens[k + 1 : end]
        )
        if tokens[k - 1].text == "," and joined and not negated:
            return k + 1  # but not after «корпуса, а не борта»
    return unit.first
