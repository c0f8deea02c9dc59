"""One event's accounts side by side: each voice's own sentences, and a table of what they say slot by slot.

In come tellings and comparisons; out go views of them with anchors into the articles. Reprints stand behind the article
they copy. Verdicts are `svod.relate`'s; nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

from svod.letters import plain
from svod.present.evidence import find_sentences
from svod.present.report_index import Index
from svod.present.report_text import NEAR, STRONG, Part, Piece, cut, window
from svod.present.report_words import code_label, codes, format_day, format_interval, known_label, parse_day
from svod.records import Comparison, EventMention, Span, Telling

SENTENCE = 480  # about how many characters of a sentence the accounts show
QUOTATION = {ord(c): None for c in '«»„“”"'}
LOOSE = ",.;:)»–—-"  # what a sentence cut out of a text may begin with, and need not
VERDICT_ORDER = ("contradict", "differ", "agree", "silent")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of one article that tells an event, its trigger marked; `id` is its anchor in the article."""

    id: str
    outlet: str
    day: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    chain: tuple[str, ...]
    factuality: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """One voice: an article, or a family of reprints under the article that came first."""

    article: str
    outlet: str
    day: str
    reprints: tuple[tuple[str, str], ...]  # (article id, outlet)
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says in one slot: its words with their anchor; the value where the words do not show it."""

    words: str
    value: str | None
    anchor: str | None
    chain: tuple[str, ...]
    key: str  # what tells one answer from another


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot of an event with its verdict, and the cells of the tellers in their order; () is silence."""

    name: str
    label: str
    verdict: str
    verdict_label: str
    cells: tuple[tuple[Cell, ...], ...]


def make_told(event: EventMention, index: Index, limit: int) -> Told:
    """The sentence of a telling, or about `limit` characters of it around the trigger."""
    text, trigger = index.articles[event.article].text, event.evidence[0].span
    whole = sentence_of(event, text)
    start, end = window(text, whole, (trigger.start, trigger.end), limit)
    cut_before, cut_after = start > whole[0], end < whole[1]
    while start < trigger.start and (text[start] in LOOSE or text[start].isspace()):
        start += 1
    parts = [
        Part(e.span.start, e.span.end, 0, STRONG if e.role == "trigger" else NEAR,
             "hit" if e.role == "trigger" else "near", f"#{event.id}" if e.role == "trigger" else None)
        for e in event.evidence
        if e.role in ("trigger", "actor", "recipient", "time", "place") and e.span.article == event.article
    ]  # fmt: skip
    return Told(
        id=event.id,
        outlet=index.outlet(event.article),
        day=format_day(index.articles[event.article].published),
        pieces=cut(text, start, end, parts),
        cut_before=cut_before,
        cut_after=cut_after,
        chain=event.according_to,
        factuality=known_label("factualities", event.factuality),
    )


def sentence_of(event: EventMention, text: str) -> tuple[int, int]:
    """The sentence that holds the trigger, as the record says, or as the text shows."""
    trigger = event.evidence[0].span
    whole = [e.span for e in event.evidence[1:] if e.role == "whole" and e.span.article == event.article]
    bounds = [(s.start, s.end) for s in whole] or find_sentences(text)
    holding = [b for b in bounds if b[0] <= trigger.start and trigger.end <= b[1]]
    return min(holding, key=lambda b: b[1] - b[0], default=(trigger.start, trigger.end))


def make_tellers(told: list[EventMention], index: Index) -> tuple[Teller, ...]:
    """The voices that tell an event in the order of reading; reprints stand behind the one they copy."""
    voices: dict[str, list[EventMention]] = {}
    for event in told:
        voices.setdefault(index.voice(event.article), []).append(event)
    tellers = []
    for voice in sorted(voices, key=index.rank):
        articles = sorted({e.article for e in voices[voice]}, key=index.place_in_family)
        own = [e for e in voices[voice] if e.article == articles[0]]
        tellers.append(
            Teller(
                article=articles[0],
                outlet=index.outlet(articles[0]),
                day=format_day(index.articles[articles[0]].published),
                reprints=tuple((a, index.outlet(a)) for a in articles[1:]),
                told=tuple(make_told(e, index, SENTENCE) for e in own),
            )
        )
    return tuple(tellers)


def make_slots(rows: tuple[Comparison, ...], tellers: tuple[Teller, ...], index: Index) -> tuple[SlotView, ...]:
    """The compared slots of an event, contradictions first."""
    views, voices = [], [index.voice(teller.article) for teller in tellers]
    for row in rows:
        if row.slot == "happened" and row.verdict in ("agree", "silent"):
            continue  # that it is told says as much
        said = [(index.voice(t.article), make_cell(t, row.slot)) for t in row.tellings if t.value is not None]
        cells = tuple(tuple(dict.fromkeys(c for v, c in said if v == voice)) for voice in voices)
        views.append(
            SlotView(
                row.slot, name_slot(row), row.verdict, code_label("verdicts", row.verdict),
                cells,
            )
        )  # fmt: skip
    names = codes("slots")
    order = {v: i for i, v in enumerate(VERDICT_ORDER)}
    return tuple(
        sorted(views, key=lambda s: (order.get(s.verdict, 9), names.index(s.name) if s.name in names else 99, s.name))
    )


def name_slot(row: Comparison) -> str:
    """What a slot asks: «Где»; of a claim with its topic, «Есть ли кризис»."""
    topic = next((t.value.partition(": ")[0] for t in row.tellings if t.value), "") if row.slot == "claim" else ""
    return f"{code_label('slots', row.slot)} {code_label('topics', topic)}".strip()


def make_cell(telling: Telling, slot: str) -> Cell:
    """The words of one telling, or its value where it rests on no words of its own."""
    value = say_value(slot, telling.value or "")
    key = fold(value)
    if telling.evidence is None:
        return Cell(value, None, None, telling.according_to, key)
    words, anchor = telling.evidence.text, spot_id(telling.evidence.span)
    if slot == "happened":  # the answer is the value; the words only name the event
        return Cell(value, words, anchor, telling.according_to, key)
    return Cell(words, None if key in fold(words) else value, anchor, telling.according_to, key)


def say_value(slot: str, value: str) -> str:
    """The value of a telling in words: days, codes of what happened, «crisis: denied» → «кризис: нет»."""
    if parse_day(value.split("/")[0]):
        return format_interval(value.split("/")[0], value.split("/")[-1])
    if slot == "claim":
        topic, _, said = value.partition(": ")
        return f"{code_label('topics', topic)}: {code_label('claims', said)}"
    return code_label("happened", value) if slot == "happened" else value


def spot_id(span: Span) -> str:
    """The anchor of a telling's words in the article: made of the place, since tellings have no id."""
    return f"x-{span.article}-{span.start}-{span.end}"


def clip(text: str, length: int) -> str:
    """A text no longer than `length`, cut between words where it must be."""
    return text if len(text) <= length else text[:length].rsplit(None, 1)[0].rstrip(",;:–—- ") + "…"


def fold(text: str) -> str:
    """A text for comparing only: lower case, one kind of space, ё as е, without quotation marks."""
    return " ".join(plain(text.casefold()).translate(QUOTATION).split())
