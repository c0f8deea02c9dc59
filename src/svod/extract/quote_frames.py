"""Indirect speech: clauses that report what a source said, found by cue, tree and punctuation.

A reading, its units and cues in, drafts out. Direct speech is `quote_direct`'s, extents are `quote_extents`'.
"""

from __future__ import annotations

from svod.extract.quote_asides import about_this, aside, parenthesis
from svod.extract.quote_cues import Cue
from svod.extract.quote_extents import clause_end, content_end, make_draft, quoted_words, that_mark
from svod.extract.quote_units import MARKS, Draft, Unit, noun_phrase
from svod.read import Reading


def indirect_drafts(reading: Reading, units: list[Unit], cues: list[Cue]) -> list[Draft]:
    """Find the reported clauses of all cues, unit by unit."""
    drafts: list[Draft] = []
    before: Unit | None = None
    for unit in units:
        inside = [c for c in cues if unit.first <= c.first < unit.last]
        for cue in inside:
            draft = frame_of(reading, unit, cue, inside) or about_this(reading, unit, before, cue, inside)
            if draft:
                drafts.append(draft)
        before = unit
    return drafts


def frame_of(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """The first frame that fits the cue."""
    for frame in (parenthesis, that_clause, infinitive, small_clause, aside, colon, quoted_object):
        draft = frame(reading, unit, cue, cues)
        if draft:
            return draft
    return None


def that_clause(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«заявил, что …», «сообщил о том, что …», «обратил внимание на то, что …»."""
    if "that" not in cue.takes:
        return None
    mark = that_mark(reading, unit, cue, cues)
    if mark is None:
        return None
    end = clause_end(reading, unit, cue, cues, mark + 1)
    return make_draft(reading, unit, cue, [(mark + 1, end)], "that")


def infinitive(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«потребовал освободить …», «призвал стороны вернуться …»."""
    if "infinitive" not in cue.takes or nobody(reading, cue):
        return None
    tokens = reading.tokens
    rels = ("xcomp", "ccomp", "csubj", "nmod", "acl", "obl", "advcl")
    verb = next(
        (t for t in reading.kids(cue.head, *rels) if t.feat("VerbForm") == "Inf" and cue.last <= t.i < unit.last), None
    )
    if verb is None and cue.last < unit.last and tokens[cue.last].feat("VerbForm") == "Inf":
        verb = tokens[cue.last]
    if verb is None:
        return None
    start = verb.i
    while start - 1 >= cue.last and tokens[start - 1].head == verb.i and tokens[start - 1].upos != "PUNCT":
        start -= 1
    if start - 1 >= cue.last and tokens[start - 1].text in MARKS:
        start -= 1
    return make_draft(reading, unit, cue, [(start, clause_end(reading, unit, cue, cues, start))], "infinitive")


def nobody(reading: Reading, cue: Cue) -> bool:
    """True for a bare plural, «его попросили выйти»: an event, and nobody's words."""
    verb = reading.tokens[cue.head]
    if verb.upos != "VERB" or verb.feat("VerbForm") != "Fin" or verb.rel.startswith(("conj", "acl")):
        return False
    if verb.feat("Number") != "Plur" or reading.kids(verb.i, "nsubj"):
        return False
    return not any(t.feat("Case") == "Loc" for t in reading.kids(verb.i, "obl"))


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
    start = after_subject(reading, cue)
    end = clause_end(reading, unit, cue, cues, start)
    return make_draft(reading, unit, cue, [(start, end)], "small") if start < end else None


def after_subject(reading: Reading, cue: Cue) -> int:
    """The token after the cue, and after its subject where that follows."""
    subject = next((t for t in reading.kids(cue.head, "nsubj") if t.i > cue.head), None)
    return cue.last if subject is None else max(cue.last, noun_phrase(reading, subject.i)[1])


def colon(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> Draft | None:
    """«Президент заявил: страна готова …»: no marks, but a colon."""
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
    if "quoted" not in cue.takes or reading.tokens[cue.head].feat("Variant") == "Short":
        return None
    rels = ("obj", "obl", "xcomp", "ccomp", "parataxis", "nmod")
    objects = [t for t in reading.kids(cue.head, *rels) if t.i >= cue.last]
    start = after_subject(reading, cue)
    end = clause_end(reading, unit, cue, cues, start)
    if not objects or min(t.i for t in objects) > end:
        return None
    while (
        start < end
        and reading.tokens[start].upos in ("ADP", "PUNCT", "PRON")
        and reading.tokens[start].text not in MARKS
    ):
        start += 1
    if quoted_words(reading, start, end) < 2:
        return None
    return make_draft(reading, unit, cue, [(start, end)], "quoted object")
