"""By when, on what condition, and whether to do or not to do: the terms of a commitment, from its own words.

In: a stage and a draft. Out: days with their EDTF and `TimeRef`, the characters of a condition, a yes or no. What no
words set stays unset.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from svod.extract.calendar import add_days, add_months, format_days
from svod.extract.commitment_scene import CONDITIONS, Draft, Stage
from svod.extract.letters import plain
from svod.extract.times import parse_day
from svod.read import Token
from svod.read.reading import ROOT
from svod.records import TimeRef

DURATION = {"Y": 12, "M": 1}  # months
OPEN = ".."
EDGES = ("month", "quarter", "season", "week")
LOOSE = ("PUNCT", "CCONJ", "SCONJ")


@dataclass(frozen=True, slots=True)
class Term:
    """From when and by when. `time` is the expression, `span` its characters with what makes it a deadline."""

    start: str | None = None
    end: str | None = None
    edtf: str | None = None
    time: TimeRef | None = None
    span: tuple[int, int] | None = None


# --------------------------------------------------------------------------------------------------- deadlines


def find_term(stage: Stage, draft: Draft) -> Term:
    """The deadline or period that the words of a draft set; for a plan the days of its event where no words do."""
    said = day_of_saying(stage, draft)
    for time, tokens in times_inside(stage, draft):
        term = read_term(stage, time, tokens, said)
        if term is not None and binds(stage, draft, tokens):
            return term
    event = draft.when
    if event is not None and event.start and event.end and event.when_basis in ("said", "telling"):
        time_of = next((t for t in stage.scene.times if t.id == event.time), None)
        if said is None or event.end >= said.isoformat():
            return Term(event.start, event.end, format_days(event.start, event.end), time_of, None)
    return Term()


def day_of_saying(stage: Stage, draft: Draft) -> date | None:
    """The day on which it was said, the article's own where nothing tells another."""
    said = draft.quote.said if draft.quote else None
    for time in stage.scene.times:
        if time.id == said and time.start == time.end:
            return parse_day(time.start)
    if draft.event is not None and draft.event.start and draft.event.start == draft.event.end:
        return parse_day(draft.event.start)
    return parse_day(stage.scene.article.published)


def times_inside(stage: Stage, draft: Draft) -> list[tuple[TimeRef, range]]:
    """The times among the words of a draft, in text order, with their tokens."""
    found = []
    for time in stage.scene.times:
        span = time.evidence[0].span
        if any(a <= span.start and span.end <= b for a, b in draft.parts):
            tokens = stage.scene.reading.within(span.start, span.end)
            if tokens:
                found.append((time, tokens))
    return found


def read_term(stage: Stage, time: TimeRef, tokens: range, said: date | None) -> Term | None:
    """What one time sets; None for a time that lies before the saying or sets nothing."""
    before = opened(stage, tokens.start)
    way, opener = before if before else ("in", ())
    first = stage.token(tokens.start - len(opener)).start
    span = (first, time.evidence[0].span.end)
    if time.kind == "duration":
        return counted(time, said, span) if way in ("within", "over", "until") and said else None
    if time.kind != "date" or time.start is None or time.end is None:
        return None
    if said is not None and time.end < said.isoformat():
        return None
    if way == "until":
        end = last_day(time, early=opener in stage.words.phrases.get("deadline.before", ()))
        return Term(None, end, f"{OPEN}/{shortened(end)}", time, span)
    if way == "since":
        return Term(time.start, None, f"{shortened(time.start)}/{OPEN}", time, span)
    return Term(time.start, time.end, time.edtf, time, span)


def opened(stage: Stage, at: int) -> tuple[str, tuple[str, ...]] | None:
    """Which words before token `at` make a time a deadline, and how; None where none do."""
    best: tuple[str, tuple[str, ...]] | None = None
    for way in ("until", "since", "within", "over"):
        for row in stage.words.phrases.get(f"deadline.{way}", ()):
            words = tuple(plain(stage.token(k).text) for k in range(max(0, at - len(row)), at))
            if words == row and (best is None or len(row) > len(best[1])):
                best = (way, row)
    return best


def last_day(time: TimeRef, *, early: bool) -> str:
    """The deadline of «до мая» (30 April), «к маю» (31 May), «до 1 мая», «до конца года», «до 2030 года»."""
    start, end = parse_day(time.start), time.end or ""
    if early and start is not None and time.grain in EDGES:
        return (start - timedelta(days=1)).isoformat()
    return end


def shortened(day: str | None) -> str:
    """One day in EDTF."""
    return format_days(day, day)


def counted(time: TimeRef, said: date | None, span: tuple[int, int]) -> Term | None:
    """«В течение 30 дней», from the day of saying."""
    end = add_duration(said, time.edtf or "") if said else None
    if end is None or said is None:
        return None
    return Term(said.isoformat(), end.isoformat(), f"{said.isoformat()}/{end.isoformat()}", time, span)


def add_duration(day: date, edtf: str) -> date | None:
    """A day moved by an ISO 8601 duration of one unit: P30D, P2W, P3M, P1Y, PT72H."""
    body, unit = edtf.removeprefix("P"), edtf[-1:]
    number = body.removeprefix("T")[:-1]
    if not number.isdigit():
        return None
    if body.startswith("T"):
        return add_days(day, -(-int(number) // 24)) if unit == "H" else None
    if unit in DURATION:
        return add_months(day, int(number) * DURATION[unit])
    return add_days(day, int(number) * (7 if unit == "W" else 1)) if unit in "DW" else None


def binds(stage: Stage, draft: Draft, tokens: range) -> bool:
    """True when a time belongs to what is committed to: not «[соглашение] 2026 года», not inside a clause about it."""
    word = next((stage.token(i) for i in tokens if stage.token(i).head not in tokens), stage.token(tokens.start))
    if word.rel == "amod" and word.text.isalpha():
        return False  # «за сегодняшний удар»
    while word.i != draft.root and word.head != ROOT:
        head = stage.token(word.head)
        if word.rel.split(":")[0] in ("acl", "advcl") and word.feat("VerbForm") not in ("Inf", None):
            return False
        bare = word.rel == "nmod" and word.feat("Case") == "Gen" and not stage.scene.reading.kids(word.i, "case")
        if bare and head.i not in stage.triggers and head.i != draft.root:
            return False
        word = head
    return True


# --------------------------------------------------------------------------------------------------- conditions


def find_condition(stage: Stage, draft: Draft, alone: bool) -> tuple[int, int] | None:
    """The characters of the condition: among the words, or, where they are the sentence's only ones, beside them."""
    reading = stage.scene.reading
    inside = [i for a, b in draft.parts for i in reading.within(a, b)]
    if not inside:
        return None
    for i in inside:
        found = read_condition(stage, i)
        if found is not None and found[0] < found[1]:
            return clip(stage, found, draft)
    if not alone:
        return None
    held = set(inside)
    for number in sorted({stage.token(i).sentence for i in (inside[0], inside[-1])}):
        sentence = reading.sentences[number]
        for i in range(sentence.first, sentence.last):
            found = read_condition(stage, i) if i not in held else None
            if found is not None and hangs(stage, draft, found, held):
                return characters(stage, *found)
    return None


def read_condition(stage: Stage, i: int) -> tuple[int, int] | None:
    """The tokens of the condition that opens at token i, None where none does."""
    if plain(stage.token(i).text) not in stage.words.conditional:
        return None
    for way in CONDITIONS:
        if way != "phrase" and not opens(stage, i):
            continue
        for row in stage.words.phrases.get(f"condition.{way}", ()):
            after = i + len(row)
            if after >= len(stage.scene.reading.tokens) or stage.token(i).sentence != stage.token(after).sentence:
                continue
            if all(plain(stage.token(i + n).text) == word for n, word in enumerate(row)):
                last = clause_end(stage, i, after) if way != "phrase" else phrase_end(stage, after)
                if way == "negated" and not any(
                    plain(stage.token(k).text) in stage.scene.book.lists["negations"] for k in range(after, last)
                ):
                    continue
                said = any(
                    stage.has_phrase("condition.asides", stage.token(k)) for k in range(after, min(after + 2, last))
                )
                return None if said else (i, last)
    return None


def opens(stage: Stage, i: int) -> bool:
    """True for a word that begins a clause: after a stop or «и», or first in its sentence."""
    first = stage.scene.reading.sentences[stage.token(i).sentence].first
    return i == first or stage.token(i - 1).upos in ("PUNCT", "CCONJ", "PART", "ADV")


def clause_end(stage: Stage, first: int, after: int) -> int:
    """Where a clause ends: with the subtree of its verb where the parser gives one, else at the next comma."""
    sentence = stage.scene.reading.sentences[stage.token(first).sentence]
    verb = next((k for k in range(after, sentence.last) if is_predicate(stage.token(k))), None)
    if verb is None:
        return comma(stage, after, sentence.last)
    if stage.token(verb).upos == "AUX" and stage.token(verb).head >= after:
        verb = stage.token(verb).head
    low, high = stage.scene.reading.subtree(verb)
    if low > first + 2 or high <= after or low < first - 1:
        return comma(stage, verb, sentence.last)
    return high


def is_predicate(token: Token) -> bool:
    """True for what can head a clause."""
    return token.feat("VerbForm") in ("Fin", "Inf") or token.feat("Variant") == "Short"


def comma(stage: Stage, at: int, last: int) -> int:
    """The first comma or other stop from a token on."""
    stops = (",", ";", ":", "—", "–", "»", '"', ".", "(")
    return next((k for k in range(at, last) if stage.token(k).text in stops), last)


def phrase_end(stage: Stage, after: int) -> int:
    """Where a noun phrase ends that begins at token `after`: its subtree, cut at a comma."""
    sentence = stage.scene.reading.sentences[stage.token(after).sentence]
    near = [stage.token(k) for k in range(after, min(after + 6, sentence.last))]
    noun = next((t.i for t in near if t.upos in ("NOUN", "PROPN")), None)
    if noun is None:
        return after
    high = stage.scene.reading.subtree(noun)[1]
    return min(high, comma(stage, after, high))


def hangs(stage: Stage, draft: Draft, found: tuple[int, int], inside: set[int]) -> bool:
    """True when a condition beside the words hangs on them or on what introduces them."""
    above = {t.i for t in stage.scene.reading.ancestors(draft.root)} | {draft.root} | inside
    outer = {stage.token(k).head for k in range(*found)} - set(range(*found))
    return bool(outer & above)


def clip(stage: Stage, found: tuple[int, int], draft: Draft) -> tuple[int, int]:
    """The characters of a condition, none beyond the part of the words that it begins in."""
    start, end = characters(stage, *found)
    limit = next((b for a, b in draft.parts if a <= start < b), end)
    return start, min(end, limit)


def characters(stage: Stage, first: int, last: int) -> tuple[int, int]:
    """The characters of tokens [first, last), stops at the end left out."""
    while last - 1 > first and stage.token(last - 1).upos in LOOSE:
        last -= 1
    return stage.token(first).start, stage.token(last - 1).end
