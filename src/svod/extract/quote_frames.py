"""Indirect speech: clauses that report what a source said, found by cue, tree and punctuation.

A scene and its units in, drafts out. Direct speech is `quote_direct`'s, extents are `quote_extents`'.
"""

from __future__ import annotations

from bisect import bisect_left

from svod.extract.quote_asides import about_this, aside, parenthesis
from svod.extract.quote_cues import Cue
from svod.extract.quote_drafts import make_draft, quoted_words
from svod.extract.quote_extents import clause_end, content_end, goes_on, outside_marks, that_mark
from svod.extract.quote_units import MARKS, Draft, Scene, Unit, nobody, noun_phrase, predicate
from svod.read import Token

EARLY = ("ADV", "PART", "PRON", "DET", "ADP")  # what may stand before an infinitive and belong to it


def indirect_drafts(scene: Scene, units: list[Unit], cues: list[Cue]) -> list[Draft]:
    """Find the reported clauses of `cues`, unit by unit."""
    drafts: list[Draft] = []
    before: Unit | None = None
    for unit in units:
        low = bisect_left(cues, unit.first, key=lambda c: c.first)
        for cue in cues[low : bisect_left(cues, unit.last, lo=low, key=lambda c: c.first)]:
            draft = about_this(scene, unit, before, cue) or frame_of(scene, unit, cue)
            if draft:
                drafts.append(draft)
        before = unit
    return drafts


def frame_of(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """The first frame that fits the cue."""
    for frame in (parenthesis, infinitive, that_clause, small_clause, aside, colon, quoted_object):
        draft = frame(scene, unit, cue)
        if draft:
            return draft
    return None


def that_clause(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«заявил, что …», «сообщил о том, что …», «обратил внимание на то, что …»."""
    if "that" not in cue.takes or impersonal(scene, cue):
        return None
    mark = that_mark(scene, unit, cue)
    if mark is None or abstract(scene, cue):
        return None
    end = clause_end(scene, unit, cue, mark + 1)
    if cue.kind == "noun" or opening_gerund(scene, unit, cue):
        end = last_clause(scene, cue, mark + 1, end)
    return make_draft(scene, unit, cue, [(mark + 1, end)], "that")


def last_clause(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """Where what comes after the reported clause is the main one's: «отметив, что мост закрыт, | в порту заявили …»."""
    tokens = scene.reading.tokens
    commas = [k for k in sorted(outside_marks(scene, start, end)) if tokens[k].text == ","]
    verbs = [t.i for t in tokens[start:end] if predicate(t)]
    if not commas or not verbs or commas[-1] < verbs[0]:
        return end
    if cue.kind == "noun":  # «назвал слова посла о том, что порт закрыт, | ложью»
        return commas[-1] if commas[-1] > verbs[-1] else end
    return commas[-1] if commas[-1] < verbs[-1] else end


def impersonal(scene: Scene, cue: Cue) -> bool:
    """True for «это свидетельствует о том, что …»: a conclusion of the writer's, and nobody's words."""
    verb = scene.reading.tokens[cue.head]
    for t in scene.reading.kids(cue.head, "nsubj"):
        if t.lemma in scene.words("impersonal"):
            return True
        if verb.lemma in scene.words("planning") and t.lemma in scene.lexicon.plans:
            return True
    return False


def infinitive(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«потребовал освободить …», «призвал стороны вернуться …»."""
    if "infinitive" not in cue.takes or nobody(scene, cue) or thing(scene, cue):
        return None
    reading, tokens = scene.reading, scene.reading.tokens
    rels = ("xcomp", "ccomp", "csubj", "nmod", "acl", "obl", "advcl")
    verbs = [t for t in reading.kids(cue.head, *rels) if t.feat("VerbForm") == "Inf" and unit.first <= t.i < unit.last]
    verb = next((t for t in verbs if t.i >= cue.last), None) or loose_infinitive(scene, unit, cue)
    mark = that_mark(scene, unit, cue)
    if verb is not None and mark is not None and mark < verb.i:
        return None
    if verb is None:
        early = verbs and verbs[0].i == unit.first
        return make_draft(scene, unit, cue, [(unit.first, cue.first)], "infinitive before") if early else None
    start = verb.i
    while start - 1 >= cue.last and tokens[start - 1].head == verb.i and tokens[start - 1].upos in EARLY:
        start -= 1
    if start - 1 >= cue.last and tokens[start - 1].text in MARKS:
        start -= 1
    end = clause_end(scene, unit, cue, start)
    if opening_gerund(scene, unit, cue):
        free = sorted(outside_marks(scene, start, end))
        verb_at = next((k for k in free if predicate(tokens[k])), end)
        end = next((k for k in reversed(free) if tokens[k].text == "," and k < verb_at), end)
    return make_draft(scene, unit, cue, [(start, end)], "infinitive")


def opening_gerund(scene: Scene, unit: Unit, cue: Cue) -> bool:
    """True for a gerund that opens its sentence or a clause of «что»: the main clause is still to come."""
    tokens = scene.reading.tokens
    that = [t.text.lower() for t in tokens[max(0, cue.first - 2) : cue.first] if t.upos != "PUNCT"]
    opens = cue.first == unit.first or (bool(that) and that[-1] in scene.words("that"))
    return opens and tokens[cue.head].feat("VerbForm") == "Conv"


def thing(scene: Scene, cue: Cue) -> bool:
    """True for «кризис угрожает …»: the subject is no person, body or paper that could say so."""
    subjects = scene.reading.kids(cue.head, "nsubj")
    if cue.kind != "verb" or len(subjects) != 1 or subjects[0].upos != "NOUN":
        return False
    lemma = subjects[0].lemma
    if subjects[0].feat("Animacy") != "Inan" or any(n.first <= subjects[0].i < n.last for n in scene.reading.names):
        return False
    known = scene.lexicon.institutions | scene.lexicon.documents | scene.lexicon.outlets | scene.words("bodies")
    return lemma not in known


def abstract(scene: Scene, cue: Cue) -> bool:
    """True for «прибытие посла указало, что …»: a happening says nothing, unless it shows something."""
    if cue.takes == frozenset({"that"}) or not thing(scene, cue):
        return False
    return scene.reading.kids(cue.head, "nsubj")[0].lemma.endswith(tuple(sorted(scene.words("happenings"))))


def loose_infinitive(scene: Scene, unit: Unit, cue: Cue) -> Token | None:
    """An infinitive before the next comma that the tree hangs on the cue's other dependants."""
    for k in range(cue.last, unit.last):
        token = scene.reading.tokens[k]
        if token.text == "," or token.feat("VerbForm") == "Fin":
            return None
        if token.feat("VerbForm") == "Inf":
            heads = list(scene.reading.ancestors(k))
            close = any(t.i == cue.head for t in heads[:2]) and heads[0].upos != "VERB"
            return token if close or k - cue.last <= 1 else None
    return None


def small_clause(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«назвал решение ошибкой», «расценил письмо как угрозу»: the object and what it is called."""
    if (
        not cue.takes & {"small", "as"}
        or nobody(scene, cue)
        or scene.reading.tokens[cue.head].feat("Variant") == "Short"
        or scene.reading.tokens[cue.head].feat("VerbForm") == "Part"  # «считающий остров своим» only describes
    ):
        return None
    start = after_subject(scene, cue)
    end = phrase_end(scene, cue, start, clause_end(scene, unit, cue, start))
    tokens = scene.reading.tokens[start:end]
    if "as" in cue.takes:
        called = [t for t in tokens if t.text.lower() in scene.words("as")]
    else:
        called = [t for t in tokens if t.feat("Case") == "Ins" and bare(scene, t) and near(scene, t, cue)]
    objects = [t for t in tokens if t.feat("Case") in ("Acc", "Gen", "Nom", None) or t.upos == "PROPN"]
    before = [t for t in scene.reading.kids(cue.head, "obj") if t.i < cue.head]
    if not called or not (before or any(t.i != called[0].i for t in objects)):
        return None
    return make_draft(scene, unit, cue, [(start, end)], "small")


def phrase_end(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """Words that are an object end where the next clause begins: «сочтя дело пустым, | судьи ушли»."""
    tokens = scene.reading.tokens
    gerund = tokens[cue.head].feat("VerbForm") == "Conv"
    for k in sorted(outside_marks(scene, start, end)):
        if (
            tokens[k].text != ","
            or k - start < 2
            or goes_on(scene, k + 1, end)
            or tokens[k + 1].upos in ("SCONJ", "CCONJ")
        ):
            continue
        if gerund or own_clause(scene, k + 1, end):
            return k
    return end


def own_clause(scene: Scene, first: int, end: int) -> bool:
    """True when after a comma a subject comes at once, and its verb: «…, другие промолчали»."""
    tokens = scene.reading.tokens
    subject = next((t for t in tokens[first : min(first + 3, end)] if t.feat("Case") == "Nom"), None)
    if subject is None or tokens[first].text.lower() in scene.words("that"):
        return False
    above = tokens[subject.head] if subject.head >= 0 else subject
    return subject.rel.startswith("nsubj") and above.feat("VerbForm") == "Fin" and first < above.i < end


def bare(scene: Scene, token: Token) -> bool:
    """True for a noun or adjective without a preposition."""
    if token.upos not in ("NOUN", "ADJ", "PROPN", "VERB"):
        return False
    return not scene.reading.kids(token.i, "case")


def near(scene: Scene, token: Token, cue: Cue) -> bool:
    """True when the word hangs on the cue, at most over one other word."""
    above = list(scene.reading.ancestors(token.i))[:2]
    return any(t.i == cue.head for t in above) or token.i - cue.last <= 5


def after_subject(scene: Scene, cue: Cue) -> int:
    """The token after the cue, and after its subject where that follows."""
    subject = next((t for t in scene.reading.kids(cue.head, "nsubj") if t.i > cue.head), None)
    return cue.last if subject is None else max(cue.last, noun_phrase(scene.reading, subject.i)[1])


def colon(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«Президент заявил: страна готова …»: no marks, but a colon."""
    tokens = scene.reading.tokens
    if "direct" not in cue.takes or cue.kind == "noun" or nobody(scene, cue):
        return None
    if tokens[cue.head].lemma in scene.words("reacts"):
        return None
    for k in range(cue.last, min(cue.last + 14, unit.last - 1)):
        if k > cue.last and scene.cues_in(k, k + 1) and tokens[k].upos == "VERB":
            return None
        if tokens[k].text == ":" and tokens[k + 1].start > tokens[k].end:
            end = content_end(scene.reading, unit)
            if end - k < 4 or not any(predicate(t) for t in tokens[k + 1 : end]):
                return None
            return make_draft(scene, unit, cue, [(k + 1, end)], "colon")
        if tokens[k].text in (",", ";", "(") or tokens[k].text in MARKS:
            return None
    return None


def quoted_object(scene: Scene, unit: Unit, cue: Cue) -> Draft | None:
    """«указал на «недружественные шаги»»: an object that holds quoted words."""
    tokens = scene.reading.tokens
    if "quoted" not in cue.takes or nobody(scene, cue) or tokens[cue.head].feat("Variant") == "Short":
        return None
    if tokens[cue.head].lemma in scene.words("remarks_on"):
        return None  # «прокомментировал «вторжение»»: somebody else's word
    rels = ("obj", "obl", "xcomp", "ccomp", "parataxis", "nmod", "iobj")
    objects = [t for t in scene.reading.kids(cue.head, *rels) if t.i >= cue.last]
    start = after_subject(scene, cue)
    end = phrase_end(scene, cue, start, clause_end(scene, unit, cue, start))
    if not objects or min(t.i for t in objects) > end:
        return None
    while start < end and tokens[start].upos in ("ADP", "PUNCT", "PRON") and tokens[start].text not in MARKS:
        start += 1
    if start >= end or quoted_words(scene, tokens[start].start, tokens[end - 1].end) < 2:
        return None
    return make_draft(scene, unit, cue, [(start, end)], "quoted object")
