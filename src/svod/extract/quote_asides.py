"""Parentheses: clauses whose source stands beside them. «По словам министра, …», «…, сообщает агентство», «Об этом …».

A scene and a cue in, a draft out.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_drafts import has_words, make_draft
from svod.extract.quote_extents import (
    aside_end,
    aside_start,
    clause_end,
    clause_start,
    content_end,
    goes_on,
    is_tail,
    that_mark,
)
from svod.extract.quote_units import DASHES, MARKS, Draft, Scene, Unit, nobody, noun_phrase, predicate

TITLE = 10  # tokens from a title to its name, and of a name in brackets


def parenthesis(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«По словам министра, …», «…, по данным агентства, …»."""
    if cue.kind != "frame":
        return None
    draft = around(scene, unit, cue, (cue.first, frame_end(scene, unit, cue)), "according to")
    return whole_quotation(scene, draft) if draft else None


def whole_quotation(scene: Scene, draft: Draft) -> Draft:
    """Words that stand in marks from end to end are direct speech: по его словам, «…»."""
    start, end = draft.parts[0]
    for s in scene.stretches:
        if len(draft.parts) == 1 and s.opened <= start < s.end and s.end <= end <= s.closed:
            return draft._replace(parts=((s.start, s.end),), kind="direct")
    return draft


def frame_end(scene: Scene, unit: Unit, cue: Cue) -> int:
    """The token after the frame and its source."""
    reading = scene.reading
    last = max(cue.last, noun_phrase(reading, cue.head)[1])
    for k in range(last, min(unit.last, last + 25)):
        if reading.tokens[k].text == "," and not goes_on(scene, k + 1, unit.last):
            return k
        if reading.tokens[k].feat("VerbForm") == "Fin":
            return titled_to_name(scene, cue, last)
    return titled_to_name(scene, cue, last)


def titled_to_name(scene: Scene, cue: Cue, last: int) -> int:
    """The end of the name that a title leads to over a preposition: «по мнению эксперта | из порта Петра Ковача»."""
    tokens = scene.reading.tokens
    name = next((n for n in scene.reading.names if n.kind == "PER" and last < n.first <= last + TITLE), None)
    if name is None or last >= len(tokens) or tokens[last].upos != "ADP" or tokens[name.first].feat("Case") != "Gen":
        return last
    between = tokens[last : name.first]
    nominal = all(t.upos in ("ADP", "ADJ", "NOUN", "PROPN", "CCONJ") or t.text in MARKS for t in between)
    if not nominal or tokens[cue.head].upos != "NOUN" or tokens[name.first].sentence != tokens[last].sentence:
        return last
    end = name.last
    if end < len(tokens) and tokens[end].text == "(":
        end = next((k + 1 for k in range(end, min(end + TITLE, len(tokens))) if tokens[k].text == ")"), end)
    return end


def aside(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«…, сообщает агентство», «как заявил министр, …»."""
    if "aside" not in cue.takes or that_mark(scene, unit, cue) is not None:
        return None
    first = aside_start(scene, unit, cue)
    opening = scene.reading.tokens[unit.first : unit.first + 2]
    about = " ".join(t.text.lower() for t in opening) in scene.words("of_this")
    if first is None or nobody(scene, cue) or (about and first > unit.first):
        return None
    if recalls(scene, cue, first):
        return None
    draft = around(scene, unit, cue, (first, aside_end(scene, unit, cue)), "aside")
    return draft if draft and (draft.kind != "indirect" or tells(scene, draft)) else None


def recalls(scene: Scene, cue: Cue, first: int) -> bool:
    """True for «…, как обещала»: what was promised is measured by the deed, and nobody is quoted."""
    reading = scene.reading
    bare = not reading.kids(cue.head, "nsubj") and reading.tokens[first].text.lower() in scene.words("as")
    return bare and cue.act in ("promise", "demand", "threaten")


def tells(scene: Scene, draft: Draft) -> bool:
    """True when the words hold a verb or a predicate of any kind, or are long: a scrap is no quote."""
    tokens = [scene.reading.tokens[k] for part in draft.parts for k in scene.reading.within(*part)]
    whole = [t for t in tokens if t.upos != "PUNCT"]
    if any(t.text.lower() in scene.words("this") | scene.words("as") for t in whole[:3]):
        heads = {c.head for c in scene.cues_in(whole[0].i - 8, whole[-1].i + 8)}
        return any(predicate(t) and t.i not in heads for t in whole)  # «об этом, как передает агентство»
    if any(predicate(t) or t.upos == "VERB" or t.feat("Variant") == "Short" for t in whole):
        return True
    opens = bool(whole) and whole[0].i <= draft.unit.first + 1
    return opens and len(whole) >= 5 and any(t.feat("Case") == "Nom" for t in whole)


def around(scene: Scene, unit: Unit, cue: Cue, hole: tuple[int, int], rule: str) -> Draft | None:
    """The clause that a parenthesis at tokens `hole` interrupts: before it, after it, or both."""
    tokens = scene.reading.tokens
    end = content_end(scene.reading, unit)
    tail = hole[1] >= end or closes(scene, unit, hole[1], end)
    first = topic_start(scene, unit, hole[0]) if tail else clause_start(scene, unit, hole[0])
    last = hole[0]
    while last > first and tokens[last - 1].upos == "PUNCT" and tokens[last - 1].text not in MARKS:
        last -= 1
    parts: list[tuple[int, int]] = []
    word = tokens[last - 1]
    opened = (
        word.upos in ("CCONJ", "SCONJ")
        or word.lemma in scene.words("relative")
        or word.text.lower() in scene.words("join") | scene.words("that")
    )
    dashed = tokens[hole[0]].text.lower() in scene.words("as") and tokens[hole[0] - 1].text in DASHES
    linking = " ".join(t.text.lower() for t in tokens[first:last]) in scene.words("linking")
    if has_words(scene.reading, first, last) and not linking and (tail or not (opened or dashed)):
        parts.append((first, last))
    if hole[1] < end and not closes(scene, unit, hole[1], end):
        after = (hole[1], clause_end(scene, unit, cue, hole[1], tree=False))
        if not parts or any(predicate(t) for t in tokens[after[0] : after[1]]):
            parts.append(after)
    return make_draft(scene, unit, cue, parts, rule) if parts else None


def closes(scene: Scene, unit: Unit, at: int, end: int) -> bool:
    """True when after a parenthesis only another one follows, or a gerund: «…, заявил он, комментируя решение»."""
    tokens = scene.reading.tokens
    first = next((k for k in range(at, end) if tokens[k].upos != "PUNCT"), end)
    if first >= end or tokens[first].feat("VerbForm") == "Conv":
        return True
    return any(aside_start(scene, unit, c) == first for c in scene.cues_in(first, first + 6))


def topic_start(scene: Scene, unit: Unit, end: int) -> int:
    """Where words before a closing parenthesis begin: after «о том, что» where they open so."""
    tokens = scene.reading.tokens
    for k in range(unit.first + 2, min(unit.first + 7, end)):
        if " ".join(t.text.lower() for t in tokens[k - 2 : k + 1]) in scene.words("about_that"):
            return k + 1
    remark = tokens[unit.first].text.lower() in scene.words("remark")
    for k in range(unit.first + 1, min(unit.first + 4, end) if remark else unit.first):
        if tokens[k].text == ",":
            return k + 1 + (tokens[k + 1].text.lower() in scene.words("that"))
    return unit.first


def about_this(scene: Scene, unit: Unit, before: Unit | None, cue: Cue) -> Draft | None:
    """«… Об этом сообщило ведомство»: the sentence before is what was said."""
    if before is None or "that" not in cue.takes or that_mark(scene, unit, cue) is not None:
        return None
    if cue.first - unit.first > 14 or not any(
        t.text.lower() in scene.words("this") for t in scene.reading.tokens[unit.first : min(cue.first, unit.first + 3)]
    ):
        return None
    verb = scene.reading.tokens[cue.head]
    if verb.feat("VerbForm") not in ("Fin", None) and verb.feat("Variant") != "Short":
        return None
    own = any(t.lemma in scene.words("impersonal") for t in scene.reading.kids(cue.head, "nsubj"))
    if own and not cue.document and verb.feat("Variant") != "Short":
        return None  # «это требует решения» tells of no words
    earlier = bool(scene.cues_in(unit.first, cue.first))
    if earlier or scene.reading.tokens[unit.first].text.lower() not in scene.words("about_this"):
        return None
    end = content_end(scene.reading, before)
    verbs = (c for c in scene.cues_in(before.first, end) if c.kind == "verb")
    tail = next((c for c in verbs if is_tail(scene, before, c, end)), None)
    if tail is not None and scene.reading.tokens[tail.head].lemma in scene.lexicon.carry:
        end = aside_start(scene, before, tail) or end
    return make_draft(scene, unit, cue, [(before.first, end)], "about this")
