"""Where reported words begin and end, by punctuation first and by the tree where punctuation agrees.

The parser errs on long news sentences, so a clause is cut only where a comma or a conjunction stands at the cut, and
never between quotation marks.
"""

from __future__ import annotations

from svod.extract.quote_cues import Cue
from svod.extract.quote_units import DASHES, MARKS, Draft, Unit
from svod.read import Reading, Token

THAT = ("что", "будто", "якобы")
JOINERS = ("и", "а", "но", "однако", "зато")
ADVERBIAL = ("ADV", "PART", "ADP", "NOUN", "NUM", "ADJ", "DET", "PROPN", "PRON")
FINAL = (".", "…", "...", "!", "?", ";", ",", "?!", "!?", "!..", "?..", "..")


def content_end(reading: Reading, unit: Unit) -> int:
    """The unit's end without its final punctuation."""
    last = unit.last
    while last > unit.first and reading.tokens[last - 1].text in FINAL:
        last -= 1
    return last


def that_mark(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> int | None:
    """The «что» that opens the cue's clause: after a comma, with no other verb between it and the cue."""
    tokens = reading.tokens
    for k in range(cue.last, unit.last):
        token = tokens[k]
        if token.text.lower() in THAT and tokens[k - 1].text in (",", *MARKS) and k > cue.last:
            return k if opens_clause(reading, k, cue) else None
        if token.text in (":", ";", *DASHES) and token.upos == "PUNCT":
            return None
        if any(c.first == k for c in cues) and k > cue.last and tokens[k].upos == "VERB":
            return None
        if token.upos == "VERB" and token.feat("VerbForm") == "Fin" and token.sentence == tokens[cue.head].sentence:
            return None
    return None


def opens_clause(reading: Reading, k: int, cue: Cue) -> bool:
    """True for the conjunction «что»; false for the pronoun and for «за то, что»."""
    tokens = reading.tokens
    before, correlate = tokens[k - 3].text.lower(), tokens[k - 2].text.lower()
    if correlate in ("то", "того", "тем") and before in ("за", "из-за", "после", "кроме"):
        return False
    token = tokens[k]
    if token.upos == "PRON" and token.rel in ("nsubj", "obj") and token.head >= 0:
        return any(t.i != k for t in reading.kids(token.head, "nsubj")) or tokens[k - 2].i < cue.last
    return True


# ---------------------------------------------------------------------------------------------------- parentheses


def aside_start(reading: Reading, unit: Unit, cue: Cue) -> int | None:
    """The first token of the cue's parenthesis, None where the cue opens none.

    «…, [сообщает агентство]», «[Как ранее заявил министр], …», «… — [уточнил он]»: after a comma or dash nothing but
    adverbials stands before the verb, and its subject does not precede the comma. After «как» anything may stand.
    """
    tokens = reading.tokens
    first = None
    for k in range(cue.first, max(unit.first, cue.first - 12) - 1, -1):
        token = tokens[k]
        if token.text.lower() == "как" and (k == unit.first or tokens[k - 1].upos in ("PUNCT", "CCONJ", "SCONJ")):
            return k
        if k < cue.first and (token.upos not in ADVERBIAL or token.text in MARKS):
            return first
        if first is None and k > unit.first and tokens[k - 1].text in (",", *DASHES, *MARKS):
            if not plain_before(reading, k, cue):
                return None
            first = k
        if k > unit.first and tokens[k - 1].upos == "PUNCT" and tokens[k - 1].text not in MARKS:
            return first
    return first


def plain_before(reading: Reading, first: int, cue: Cue) -> bool:
    """True when only adverbials stand between `first` and the cue, and the cue's subject comes after it."""
    tokens = reading.tokens
    verb = tokens[cue.head]
    if verb.feat("VerbForm") in ("Conv", "Part", "Inf") and verb.feat("Variant") != "Short":
        return False
    if cue.first - first > 5 or any(t.upos in ("PRON", "VERB", "CCONJ", "SCONJ") for t in tokens[first : cue.first]):
        return False
    if any(t.feat("Case") == "Nom" for t in tokens[first : cue.first]):
        return False
    subjects = reading.kids(cue.head, "nsubj")
    if subjects:
        return all(t.i > cue.head for t in subjects)
    return cue.document or looks_subject(reading, cue)


def looks_subject(reading: Reading, cue: Cue) -> bool:
    """True when what follows the cue may be its source: a name, a noun, «в ведомстве», or nothing at all."""
    if cue.last >= len(reading.tokens):
        return True
    after = reading.tokens[cue.last]
    if after.text in FINAL or after.text in MARKS or after.text[:1].isupper():
        return True
    return after.upos in ("PROPN", "NOUN", "PRON", "ADJ", "DET", "NUM") or after.text.lower() in ("в", "на", "со", "во")


def aside_end(reading: Reading, unit: Unit, cue: Cue) -> int:
    """The token after the parenthesis: at the next comma or dash, or the unit's end."""
    end = content_end(reading, unit)
    for k in range(cue.last, end):
        token = reading.tokens[k]
        if (token.text == "," or token.text in DASHES) and token.upos == "PUNCT" and not goes_on(reading, k + 1, end):
            return k
    return end


def goes_on(reading: Reading, k: int, end: int) -> bool:
    """True when what follows a comma still describes the source: «…, знакомый с …», «…, который …»."""
    if k >= end:
        return False
    token = reading.tokens[k]
    return token.lemma == "который" or (token.feat("VerbForm") == "Part" and token.feat("Variant") != "Short")


def is_tail(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], end: int) -> bool:
    """True when the cue's parenthesis closes the unit: «…, передает агентство»."""
    if "aside" not in cue.takes or aside_start(reading, unit, cue) is None:
        return False
    return that_mark(reading, unit, cue, cues) is None and aside_end(reading, unit, cue) >= end


# ---------------------------------------------------------------------------------------------------- clauses


def clause_end(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue], start: int) -> int:
    """Where reported words that begin at token `start` end."""
    tokens = reading.tokens
    end = content_end(reading, unit)
    closed = outside_marks(reading, start, end)
    for other in cues:
        if not start < other.first < end or other is cue or other.first not in closed:
            continue
        if is_tail(reading, unit, other, cues, end):
            end = aside_start(reading, unit, other) or end
        elif gerund_cue(reading, unit, other, cues) or coordinate(reading, cue, other):
            end = other.first
        else:
            continue
        break
    end = min(end, tree_end(reading, cue, start, end, closed))
    while end > start and (tokens[end - 1].text in (",", ";", *DASHES, *JOINERS) or tokens[end - 1].text == "также"):
        end -= 1
    return end


def outside_marks(reading: Reading, start: int, end: int) -> set[int]:
    """The tokens of [start, end) that do not stand in quotation marks opened there."""
    found, depth = set(), 0
    for k in range(start, end):
        text = reading.tokens[k].text
        if text in "«„‹" or (text == '"' and depth == 0):
            depth += 1
        elif text in MARKS and depth:
            depth -= 1
        elif depth == 0:
            found.add(k)
    return found if depth == 0 else found | set(range(start, end))


def gerund_cue(reading: Reading, unit: Unit, cue: Cue, cues: list[Cue]) -> bool:
    """True for «…, отметив, что …»."""
    before = reading.tokens[cue.first - 1].text
    if reading.tokens[cue.head].feat("VerbForm") != "Conv" or before not in (",", "и", "а", "также"):
        return False
    return that_mark(reading, unit, cue, cues) is not None or "infinitive" in cue.takes


def coordinate(reading: Reading, cue: Cue, other: Cue) -> bool:
    """True when another cue goes on after this one: «заявил, что …, и подчеркнул, что …»."""
    a, b = reading.tokens[cue.head], reading.tokens[other.head]
    if b.upos != "VERB" or reading.tokens[other.first - 1].text.lower() not in (*JOINERS, "также"):
        return False
    return all(a.feat(f) == b.feat(f) for f in ("VerbForm", "Tense", "Number", "Gender"))


def tree_end(reading: Reading, cue: Cue, start: int, end: int, closed: set[int]) -> int:
    """Cut before a clause that the tree hangs outside the reported one, where comma and conjunction agree."""
    tokens = reading.tokens
    roots = {t.i for t in reading.kids(cue.head) if t.i >= start and t.upos != "PUNCT"}
    roots |= {k for k in range(start, end) if tokens[k].head < start and tokens[k].upos != "PUNCT" and k < start + 3}
    above = {a.i for a in reading.ancestors(cue.head)}
    for k in sorted(closed):
        token = tokens[k]
        if token.upos not in ("VERB", "ADJ") or k in roots or not predicate(token):
            continue
        chain = [k, *(a.i for a in reading.ancestors(k))]
        if token.sentence != tokens[cue.head].sentence or any(i in roots for i in chain):
            continue
        joined = boundary(reading, k, start, closed)
        if joined is None:
            continue
        resumes = k in above and tokens[cue.head].rel.startswith("acl")
        if resumes or tokens[joined].text.lower() in JOINERS:
            return joined
    return end


def predicate(token: Token) -> bool:
    """True for a finite verb or a short form."""
    return token.feat("VerbForm") == "Fin" or token.feat("Variant") == "Short"


def boundary(reading: Reading, k: int, start: int, closed: set[int]) -> int | None:
    """The conjunction, or the token after the comma, that opens the clause of verb k; None where there is none."""
    for cut in range(k, start, -1):
        if cut not in closed:
            return None
        if reading.tokens[cut].text.lower() in JOINERS and reading.tokens[cut].upos == "CCONJ":
            return cut
        if reading.tokens[cut - 1].text == ",":
            return cut
    return None


def clause_start(reading: Reading, unit: Unit, end: int) -> int:
    """Where the clause that ends before token `end` begins: after the last conjunction or relative word."""
    tokens = reading.tokens
    for k in range(end - 1, unit.first, -1):
        if tokens[k - 1].text == "," and (
            tokens[k].upos in ("SCONJ",) or tokens[k].lemma in ("который", "где", "когда")
        ):
            return k + 1
        if tokens[k].text.lower() in JOINERS and tokens[k].upos == "CCONJ" and tokens[k - 1].text == ",":
            return k + 1
    return unit.first


# ---------------------------------------------------------------------------------------------------- drafts


def has_words(reading: Reading, first: int, last: int) -> bool:
    """True when tokens [first, last) hold more than function words."""
    return any(t.upos not in ("PUNCT", "CCONJ", "PART", "ADP", "SCONJ") for t in reading.tokens[first:last])


def make_draft(reading: Reading, unit: Unit, cue: Cue | None, parts: list[tuple[int, int]], rule: str) -> Draft | None:
    """Turn token ranges into characters, without punctuation at their edges."""
    spans = []
    for first, last in parts:
        while first < last and reading.tokens[first].text in (",", ":", ";", ".", ")", *DASHES):
            first += 1
        while last > first and reading.tokens[last - 1].text in (",", ":", ";", ".", "(", *DASHES):
            last -= 1
        if has_words(reading, first, last):
            spans.append((reading.tokens[first].start, reading.tokens[last - 1].end))
    if not spans:
        return None
    words = sum(quoted_words(reading, first, last) for first, last in parts)
    return Draft(tuple(spans), "mixed" if words else "indirect", rule, cue, None, unit)


def quoted_words(reading: Reading, first: int, last: int) -> int:
    """How many words of tokens [first, last) stand in quotation marks and are not a title."""
    count, inside = 0, False
    for k in range(first, last):
        token = reading.tokens[k]
        if token.text in MARKS:
            after = reading.tokens[k + 1] if k + 1 < last else None
            inside = not inside and after is not None and after.text[:1].islower()
        elif inside and token.upos != "PUNCT":
            count += 1
    return count
