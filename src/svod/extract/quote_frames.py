"""Indirect speech: clauses that report what a source said, found by cue, tree and punctuation.

A reading, its cues and its quoted stretches in, drafts out. The parser errs on long news sentences, so a clause's
extent is taken from the tree only where punctuation agrees.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_units import DASHES, MARKS, Draft, Unit, noun_phrase
from svod.read import Reading

THAT = ("что", "будто", "якобы")


def indirect_drafts(reading: Reading, units: list[Unit], cues: list[Cue]) -> list[Draft]:
    """Find the reported clauses of all cues, unit by unit."""
    drafts: list[Draft] = []
    for unit in units:
        inside = [c for c in cues if unit.first <= c.first < unit.last]
        for cue in inside:
            draft = frame_of(reading, unit, cue, inside)
            if draft:
                drafts.append(draft)
    return drafts


def frame_of(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """The first frame that fits the cue."""
    for frame in (parenthesis, that_clause, infinitive, small_clause, aside, colon, quoted_object):
        draft = frame(reading, unit, cue, cues)
        if draft:
            return draft
    return None


# ------------------------------------------------------------------------------------------------ clauses after the cue


def that_clause(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«заявил, что …», «сообщил о том, что …», «обратил внимание на то, что …»."""
    if "that" not in cue.takes:
        return None
    mark = that_mark(reading, unit, cue, cues)
    if mark is None:
        return None
    end = clause_end(reading, unit, cue, cues, mark + 1)
    return make_draft(reading, unit, cue, [(mark + 1, end)], "that")


def that_mark(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> int | None:
    """The «что» that opens the cue's clause: after a comma, with no other verb between it and the cue."""
    for k in range(cue.last, unit.last):
        token = reading.tokens[k]
        if token.text.lower() in THAT and reading.tokens[k - 1].text == ",":
            if token.upos == "PRON" and token.rel in ("nsubj", "obj") and not is_conjunction(reading, k):
                return None
            return k
        if token.upos == "PUNCT" and token.text in (":", ";", "—", "«", '"'):
            return None
        if any(c.first == k for c in cues) and k > cue.last:
            return None
        if (
            token.upos == "VERB"
            and token.feat("VerbForm") == "Fin"
            and token.sentence == reading.tokens[cue.head].sentence
        ):
            return None
    return None


def is_conjunction(reading: Reading, k: int) -> bool:
    """True when «что» opens a clause that has a subject of its own."""
    head = reading.tokens[k].head
    return head >= 0 and any(t.i != k for t in reading.kids(head, "nsubj"))


def infinitive(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«потребовал освободить …», «призвал стороны вернуться …»."""
    if "infinitive" not in cue.takes:
        return None
    verb = next(
        (
            t
            for t in reading.kids(cue.head, "xcomp", "ccomp", "csubj", "nmod", "acl", "obl", "advcl")
            if t.feat("VerbForm") == "Inf" and t.i > cue.head and t.i < unit.last
        ),
        None,
    )
    if verb is None and cue.last < unit.last and reading.tokens[cue.last].feat("VerbForm") == "Inf":
        verb = reading.tokens[cue.last]
    if verb is None:
        return None
    start = verb.i
    while (
        start - 1 >= cue.last
        and reading.tokens[start - 1].head == verb.i
        and reading.tokens[start - 1].upos not in ("PUNCT",)
    ):
        start -= 1
    if start - 1 >= cue.last and reading.tokens[start - 1].text in MARKS:
        start -= 1
    return make_draft(reading, unit, cue, [(start, clause_end(reading, unit, cue, cues, start))], "infinitive")


def small_clause(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«назвал решение ошибкой»: the object and what it is called."""
    if "small" not in cue.takes:
        return None
    object_ = next((t for t in reading.kids(cue.head, "obj", "obl", "iobj") if t.feat("Case") in ("Acc", "Gen")), None)
    predicate = next(
        (t for t in reading.kids(cue.head, "xcomp", "obl", "iobj", "obj") if t.feat("Case") == "Ins"), None
    )
    if object_ is None or predicate is None:
        return None
    end = clause_end(reading, unit, cue, cues, cue.last)
    start = cue.last
    subject = next((t for t in reading.kids(cue.head, "nsubj") if t.i > cue.head), None)
    if subject is not None:
        start = max(start, noun_phrase(reading, subject.i)[1])
    return make_draft(reading, unit, cue, [(start, end)], "small") if start < end else None


def colon(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«Путин заявил: Россия готова …»: no marks, but a colon."""
    if "direct" not in cue.takes:
        return None
    for k in range(cue.last, min(cue.last + 14, unit.last - 1)):
        token = reading.tokens[k]
        if token.text == ":":
            return make_draft(reading, unit, cue, [(k + 1, content_end(reading, unit))], "colon")
        if token.text in (",", ";") or token.text in MARKS:
            return None
    return None


def quoted_object(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«указал на «недружественные шаги»»: an object that holds quoted words."""
    if "quoted" not in cue.takes:
        return None
    objects = [t for t in reading.kids(cue.head, "obj", "obl", "xcomp", "ccomp", "parataxis", "nmod") if t.i > cue.head]
    for t in objects:
        first, last = reading.subtree(t.i)
        first, last = max(first, cue.last), min(last, content_end(reading, unit))
        if quoted_words(reading, first, last) >= 2:
            return make_draft(reading, unit, cue, [(first, last)], "quoted object")
    return None


def quoted_words(reading: Reading, first: int, last: int) -> int:
    """How many words of tokens [first, last) stand in quotation marks and are not a name."""
    count, inside = 0, False
    for k in range(first, last):
        token = reading.tokens[k]
        if token.text in MARKS:
            nxt = reading.tokens[k + 1] if k + 1 < last else None
            inside = not inside and nxt is not None and nxt.text[:1].islower()
        elif inside and token.upos != "PUNCT":
            count += 1
    return count


# ---------------------------------------------------------------------------------------------------- asides


def parenthesis(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«По словам министра, …», «…, по данным агентства, …»."""
    if cue.kind != "frame":
        return None
    last = frame_end(reading, unit, cue)
    return around(reading, unit, cue, cues, (cue.first, last), "according to")


def frame_end(reading: Reading, unit: Unit, cue: Cue) -> int:
    """The token after the frame and its source."""
    last = max(cue.last, noun_phrase(reading, cue.head)[1])
    for k in range(last, min(unit.last, last + 25)):
        if reading.tokens[k].text == ",":
            follows = reading.tokens[k + 1] if k + 1 < unit.last else None
            if follows is not None and (follows.lemma == "который" or follows.feat("VerbForm") == "Part"):
                continue
            return k
    return last


def aside(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«…, сообщает агентство», «как заявил министр, …»."""
    if "aside" not in cue.takes or not is_aside(reading, unit, cue):
        return None
    first = aside_start(reading, unit, cue)
    last = aside_end(reading, unit, cue)
    return around(reading, unit, cue, cues, (first, last), "aside")


def is_aside(reading: Reading, unit: Unit, cue: Cue) -> bool:
    """True when the cue opens a parenthesis: after a comma or dash, or after «как»."""
    first = aside_start(reading, unit, cue)
    before = reading.tokens[first - 1] if first > unit.first else None
    if reading.tokens[first].text.lower() == "как" and (before is None or before.upos in ("PUNCT", "CCONJ")):
        return True
    if before is None or before.text not in (",", *DASHES):
        return False
    verb = reading.tokens[cue.head]
    return (verb.feat("VerbForm") != "Conv" and verb.feat("VerbForm") != "Part") or cue.kind == "adjective"


def aside_start(reading: Reading, unit: Unit, cue: Cue) -> int:
    """The first token of the cue's parenthesis: back over «как» and a short run without a comma."""
    for k in range(cue.first, max(unit.first, cue.first - 8) - 1, -1):
        if reading.tokens[k].text.lower() == "как":
            return k
        if k > unit.first and reading.tokens[k - 1].upos == "PUNCT" and reading.tokens[k - 1].text not in MARKS:
            return k
    return cue.first


def aside_end(reading: Reading, unit: Unit, cue: Cue) -> int:
    """The token after the parenthesis: at the next comma, or the unit's end."""
    end = content_end(reading, unit)
    for k in range(cue.last, end):
        token = reading.tokens[k]
        if token.text == "," or (token.text in DASHES and token.upos == "PUNCT"):
            follows = reading.tokens[k + 1] if k + 1 < end else None
            if follows is not None and (follows.lemma == "который" or follows.feat("VerbForm") == "Part"):
                continue
            return k
    return end


def around(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], hole: tuple[int, int], rule: str) -> Draft | None:
    """The clause that a parenthesis at tokens `hole` interrupts: before it, after it, or both."""
    tokens = reading.tokens
    end = content_end(reading, unit)
    after = (hole[1], clause_end(reading, unit, cue, cues, hole[1])) if hole[1] < end else None
    before = (clause_start(reading, unit, cues, hole[0]), hole[0])
    while (
        before[1] > before[0]
        and tokens[before[1] - 1].upos in ("PUNCT", "CCONJ")
        and tokens[before[1] - 1].text not in MARKS
    ):
        before = (before[0], before[1] - 1)
    parts = [p for p in (before, after) if p and has_words(reading, *p)]
    if not parts:
        return None
    return make_draft(reading, unit, cue, parts, rule)


def clause_start(reading: Reading, unit: Unit, cues: list[Cue], end: int) -> int:
    """Where the clause that ends before token `end` begins: after an earlier cue's «что», or with the unit."""
    return unit.first


# ---------------------------------------------------------------------------------------------------- extents


def content_end(reading: Reading, unit: Unit) -> int:
    """The unit's end without its final punctuation."""
    last = unit.last
    while last > unit.first and reading.tokens[last - 1].text in (".", "…", "...", "!", "?", ";", ","):
        last -= 1
    return last


def clause_end(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], start: int) -> int:
    """Where reported words that begin at token `start` end."""
    end = content_end(reading, unit)
    for other in cues:
        if other.first <= start or other.first >= end or other is cue:
            continue
        if is_tail(reading, unit, other, cues, end):
            end = aside_start(reading, unit, other)
            break
        if reading.tokens[other.head].feat("VerbForm") == "Conv" and reading.tokens[other.first - 1].text == ",":
            end = other.first
            break
        if coordinate(reading, cue, other):
            end = other.first
            break
    end = min(end, tree_end(reading, cue, start, end))
    while end > start and reading.tokens[end - 1].text in (",", "—", "–", "-", "и", "а", "но", ";"):
        end -= 1
    return end


def is_tail(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], end: int) -> bool:
    """True when the cue's parenthesis closes the unit: «…, передает агентство»."""
    if cue.kind == "frame" or "aside" not in cue.takes or not is_aside(reading, unit, cue):
        return False
    return that_mark(reading, unit, cue, cues) is None and aside_end(reading, unit, cue) >= end


def coordinate(reading: Reading, cue: Cue, other: Cue) -> bool:
    """True when another cue goes on after this one: «заявил, что …, и подчеркнул, что …»."""
    a, b = reading.tokens[cue.head], reading.tokens[other.head]
    if b.upos != "VERB" or reading.tokens[other.first - 1].text not in ("и", "а", "но", "также", "однако"):
        return False
    return all(a.feat(f) == b.feat(f) for f in ("VerbForm", "Tense", "Number", "Gender"))


def tree_end(reading: Reading, cue: Cue, start: int, end: int) -> int:
    """Cut before a clause that the tree hangs outside the reported one, where a comma or conjunction agrees."""
    root = next((t.i for t in reading.kids(cue.head) if t.i >= start and reading.subtree(t.i)[0] <= start + 1), None)
    if root is None:
        return end
    own = {root, cue.head}
    for k in range(start, end):
        token = reading.tokens[k]
        if k in own or token.upos != "VERB" or token.feat("VerbForm") not in ("Fin", "Conv"):
            continue
        if token.sentence != reading.tokens[cue.head].sentence or any(a.i == root for a in reading.ancestors(k)):
            continue
        cut = k
        while cut > start and reading.tokens[cut - 1].text not in (",", ";", "и", "а", "но"):
            cut -= 1
        if cut > root:
            return cut
    return end


def has_words(reading: Reading, first: int, last: int) -> bool:
    """True when tokens [first, last) hold a word."""
    return any(t.upos not in ("PUNCT", "CCONJ", "PART", "ADP", "SCONJ") for t in reading.tokens[first:last])


def make_draft(reading: Reading, unit: Unit, cue: Cue, parts: list[tuple[int, int]], rule: str) -> Draft | None:
    """Turn token ranges into characters, without punctuation at their edges."""
    spans = []
    for first, last in parts:
        while first < last and reading.tokens[first].text in (",", ":", ";", ".", *DASHES):
            first += 1
        while last > first and reading.tokens[last - 1].text in (",", ":", ";", ".", *DASHES):
            last -= 1
        if has_words(reading, first, last):
            spans.append((reading.tokens[first].start, reading.tokens[last - 1].end))
    if not spans:
        return None
    words = sum(quoted_words(reading, first, last) for first, last in parts)
    return Draft(tuple(spans), "mixed" if words else "indirect", rule, cue, None, unit)
