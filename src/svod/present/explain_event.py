"""Why an event is there, step by step: rule, sides, factuality, days, word, place, contexts, and what nearly fired.

In: an event mention, with its article, reading and findings. Out: lines for a terminal. Goes through the article again
as `find_events` does, and tells what decided; decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svod.extract.event_context import Draft
from svod.extract.event_days import settle_days
from svod.extract.event_parties import decide_sides
from svod.extract.event_place import settle_places
from svod.extract.event_scene import Scene, make_scene
from svod.extract.event_sides import Side, antecedent
from svod.extract.event_source import attribute
from svod.extract.event_status import governed, governors, own_status, performed
from svod.extract.events import explain_tokens, find_stage
from svod.extract.letters import plain
from svod.extract.sides_learned import Models, every_feature, load_sides, second_looks
from svod.extract.sides_stage import Stage, roles, sides_of
from svod.packs import Pack
from svod.present.tables import one_line
from svod.read import Reading
from svod.records import Article, EventMention, Findings, Reason

SHOWN = 0.1  # probability from which on a state that was not chosen is worth naming
WORDS = 12  # of a condition
MOST = 4  # reasons of a learned decision
BASES = {
    "clause": "its own clause",
    "speaker": "the speaker, in the first person",
    "setting": "where it happens, or whom the article is about",
    "telling": "another telling of it in the article",
    "pair": "the article is about these two states",
    "passage": "the article, as the learned model reads it",
}
DAYS = {
    "said": "its clause says it",
    "telling": "another telling of it in the article says it",
    "passage": "the passage around it says it",
    "news_of_the_day": "told as the news of the day: the article's own day",
    "none": "nothing in the article places it; the day of publication is no answer",
}
COLOURING = (
    "negations", "conditional_words", "doubt_words", "past_words", "future_words", "future_auxiliaries", "without",
    "purpose_prepositions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the learned model made of one state on one side: how likely, and what weighed most."""

    probability: float
    reasons: tuple[Reason, ...]


def explain_event(
    record: EventMention, article: Article, reading: Reading, found: Findings, pack: Pack
) -> Iterator[str]:
    """Each decision with what decided it."""
    scene = make_scene(article, reading, found.mentions, found.times, found.quotes, pack)
    stage = find_stage(scene)
    drafts = settle_places(scene, attribute(scene, settle_days(scene, decide_sides(stage))))
    number = find_number(record, reading, drafts)
    if number is not None:
        draft = drafts[number]
        yield from explain_rule(scene, draft)
        yield from explain_sides(stage, number, draft, load_sides(pack))
        yield from explain_status(scene, draft, record)
    else:
        yield "no rule finds it now: the pack, or a person's decision, has changed since"
    yield from explain_days(record, found)
    yield from explain_word(record, found)
    yield from explain_place(record)
    yield from (f"context {c.name}: «{one_line(c.evidence.text)}»" for c in record.contexts)
    yield from explain_misses(scene, record)


def find_number(record: EventMention, reading: Reading, drafts: Sequence[Draft]) -> int | None:
    """Which of the drafts is the record: the one with its trigger, by its rule first."""
    at = next((e.span.start for e in record.evidence if e.role == "trigger"), -1)
    same = [n for n, d in enumerate(drafts) if reading.tokens[d.match.trigger].start == at]
    return next((n for n in same if drafts[n].match.rule.id == record.origin.rule), same[0] if same else None)


def explain_rule(scene: Scene, draft: Draft) -> Iterator[str]:
    """The rule that fired, with its conditions and its own examples."""
    match, rule = draft.match, draft.match.rule
    word = scene.reading.tokens[match.trigger]
    kind = f"{rule.type}, mode {rule.mode}" if rule.mode else rule.type
    yield f"rule {rule.id} ({kind}), at the {'noun' if match.noun else 'predicate'} «{one_line(word.text)}»"
    for condition in rule.noun_where if match.noun else rule.verb_where:
        yield f"  asks: {in_brief(condition.source)}"
    yield from (f"  catches: «{one_line(text)}»" for text in rule.yes)
    yield from (f"  leaves alone: «{one_line(text)}»" for text in rule.no)


def in_brief(condition: str) -> str:
    """A condition with the first of its words, and how many more there are."""
    words = one_line(condition).split(" ")
    more = len(words) - WORDS
    return " ".join(words[:WORDS]) + (f" … and {more} more" if more > 0 else "")


def explain_sides(stage: Stage, number: int, draft: Draft, models: Models | None) -> Iterator[str]:
    """Why each side was chosen, and which states nearly were."""
    weighed = weigh(stage, number, models) if models else {}
    for role in roles(stage.tellings[number]):
        sides = sides_of(draft, role)
        yield f"{'both sides' if role == 'both' else role}: {'nobody' if not sides else ''}".rstrip()
        for side in sides:
            yield from explain_side(stage.scene, draft, side, weighed.get((role, side.party.code or "")))
        if role.removesuffix("s") in stage.tellings[number].own.closed:
            yield "  the clause has somebody there who cannot be placed; no other is put there"
        chosen = {s.party.code for s in sides}
        rest = [(w.probability, code) for (r, code), w in weighed.items() if r == role and code not in chosen]
        near = [f"{code} {p:.2f}" for p, code in sorted(rest, reverse=True)[:3] if p >= SHOWN]
        if near:
            yield f"  not chosen: {', '.join(near)}"


def explain_side(scene: Scene, draft: Draft, side: Side, weighed: Weighed | None) -> Iterator[str]:
    """Whence one party is known."""
    words = one_line(scene.text(side.start, side.end))
    slot = find_slot(scene, draft, side)
    where = f", {slot}" if slot and side.basis == "clause" else ""
    name, basis = one_line(side.party.name), BASES.get(side.basis, side.basis)
    yield f"  {name} ({side.party.code or '?'}): {basis}{where} «{words}»"
    if weighed is not None:
        reasons = ", ".join(f"{r.weight:+.1f} {one_line(r.name)}" for r in weighed.reasons)
        yield f"    likely {weighed.probability:.2f}: {reasons}"


def find_slot(scene: Scene, draft: Draft, side: Side) -> str:
    """The slot of the frame that a party fills."""
    for slot, fillers in draft.match.frame.slots.items():
        if any(side.token in (f, antecedent(scene, f)) for f in fillers):
            return slot
    return ""


def weigh(stage: Stage, number: int, models: Models) -> dict[tuple[str, str], Weighed]:
    """What the learned models make of every state on each side of one telling."""
    features = dict(every_feature(stage))
    looks = {key: models.first[key[1]].probability(known) for key, known in features.items()}
    weighed = {}
    for (key, known), extra in zip(features.items(), second_looks(stage, looks)):
        if key[0] == number:
            model, together = models.again[key[1]], {**known, **extra}
            weighed[key[1], key[2]] = Weighed(model.probability(together), model.reasons(together, MOST))
    return weighed


def explain_status(scene: Scene, draft: Draft, record: EventMention) -> Iterator[str]:
    """Why it is fact, plan, possibility or denial."""
    yield f"{record.factuality}: {why_status(scene, draft, record.factuality)}"


def why_status(scene: Scene, draft: Draft, status: str) -> str:
    """The words that decide how far an event is fact."""
    match = draft.match
    word = scene.reading.tokens[match.token]
    if match.rule.status == status and status != "actual":
        return "the rule's own words say so"
    if own_status(scene, word) == status:
        own = [k.text for k in scene.reading.kids(word.i) if colours(scene, k.text, k.lemma)]
        form = ", ".join(f"{k}={v}" for k, v in word.feats.items() if k in ("Mood", "Tense"))
        return one_line(f"«{' … '.join([*own, word.text])}»" + (f" ({form})" if form else ""))
    if performed(scene, word):
        return f"«{one_line(word.text)}» is done by saying so"
    below = word
    for head in governors(scene, word):
        if governed(scene, below, head, match.frame.light) == status:
            if status == "actual":
                break
            return f"«{one_line(head.text)}» above «{one_line(below.text)}» makes it so"
        below = head
    if status == "future" and draft.time is not None:
        return "its day lies after the article's"
    return "nothing in its clause or above makes it less"


def colours(scene: Scene, text: str, lemma: str) -> bool:
    """True for a word that tells plan, doubt or denial by the pack's lists."""
    words = {plain(text), plain(lemma)}
    return any(words & scene.book.lists.get(name, frozenset()) for name in COLOURING)


def explain_days(record: EventMention, found: Findings) -> Iterator[str]:
    """Whose days these are."""
    days = "no day" if record.start is None else record.start
    if record.start and record.end not in (None, record.start):
        days = f"{record.start} to {record.end}"
    time = next((t for t in found.times if t.id == record.time), None)
    words = f" «{one_line(time.evidence[0].text)}» (rule {one_line(time.origin.rule)})" if time else ""
    yield f"{days}: {DAYS.get(record.when_basis, record.when_basis)}{words}"


def explain_word(record: EventMention, found: Findings) -> Iterator[str]:
    """On whose word it stands, and which quote says so."""
    if not record.according_to:
        yield "in the article's own voice: no quote and no report holds it"
        return
    quote = next((q for q in found.quotes if q.id == record.quote), None)
    cue = next((f" «{one_line(e.text)}»" for e in quote.evidence if e.role == "cue"), "") if quote else ""
    why = f"it stands in quote {quote.id}, {quote.act}{cue}" if quote else "a report or a speech act governs it"
    yield f"on the word of {one_line(' → '.join(record.according_to))}: {why}"


def explain_place(record: EventMention) -> Iterator[str]:
    """Where it is, in which words, and the point."""
    if record.place is None:
        yield "no place: none is named for it"
        return
    words = next((f" «{one_line(e.text)}»" for e in record.evidence if e.role == "place"), "")
    here = record.location
    point = (
        f"; {here.kind} at {here.latitude:.2f}, {here.longitude:.2f} in {here.code or '?'} ({one_line(here.source)})"
        if here
        else "; no point: the gazetteer does not know it for certain"
    )
    yield f"at {one_line(record.place)}{words}{point}"


def explain_misses(scene: Scene, record: EventMention) -> Iterator[str]:
    """The other rules that fired in the sentence, and those whose word stood there while a condition failed."""
    at = next((e.span.start for e in record.evidence if e.role == "trigger"), 0)
    sentence = next((s for s in scene.reading.sentences if s.start <= at < s.end), None)
    if sentence is None:
        return
    fired, missed = explain_tokens(scene, sentence.first, sentence.last)
    for match in fired:
        word = scene.reading.tokens[match.trigger]
        this = " (this)" if word.start == at else ""
        yield f"fired: {match.rule.id} ({match.rule.type}) at «{one_line(word.text)}»{this}"
    for miss in missed:
        at_word = one_line(scene.reading.tokens[miss.token].text)
        failed = f"it has {miss.reason[4:]}" if miss.reason.startswith("not ") else f"not {miss.reason}"
        yield f"nearly: {miss.rule.id} ({miss.rule.type}) at «{at_word}», but {in_brief(failed)}"
