"""What one article gives, looked at alone. Conventions: `svod.records`."""

from __future__ import annotations

from dataclasses import dataclass

from svod.records.frozen import quick
from svod.records.text import Evidence, Origin, Problem


@dataclass(frozen=True, slots=True)
class Role:
    """An office or description, as the article gives it: «министр обороны» of RUS; it holds on the article's day."""

    title: str  # nominative, without country: "министр обороны"
    code: str | None  # whose office
    sector: str | None  # PLOVER sector: GOV, LEG, JUD, MIL, …
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to an actor: a name, a role, a pronoun, an adjective («российский»), a metonym («Кремль»)."""

    id: str
    article: str
    kind: str  # name | role | pronoun | adjective | metonym | group
    entity: str  # person | state | organization | outlet | place | group | infrastructure
    name: str | None  # who that is: as full as the article (or the pack) gives it, nominative, without title
    code: str | None  # the state or organisation the actor acts for
    chain: str  # mentions of one actor inside the article share it: id of the chain's first mention
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]  # evidence[0] has role "whole": the words of the mention
    origin: Origin


@quick
@dataclass(frozen=True, slots=True)
class TimeRef:
    """A calendar expression as an interval of days, a duration or a repeated time; unplaced when start is None."""

    id: str
    article: str
    kind: str  # date | duration | set
    start: str | None  # first day
    end: str | None  # last day, inclusive
    grain: str  # hour | day | week | month | quarter | season | year | decade | other
    anchor: str  # absolute | published | narrative | none
    approximate: bool
    edtf: str | None  # EDTF (ISO 8601-2); durations as P3Y, sets as R/P1Y, clock times as 2025-07-10T15:23:00+03:00
    evidence: tuple[Evidence, ...]  # evidence[0] has role "whole": the expression without its preposition
    origin: Origin


@quick
@dataclass(frozen=True, slots=True)
class Quote:
    """What a source said, wrote, thinks or announced, and the chain it came through."""

    id: str
    article: str
    kind: str  # direct | indirect | mixed
    speaker: str | None  # name in full, nominative; None when it cannot be known
    speaker_type: str  # person | organization | outlet | document | group | unknown
    speaker_mention: str | None  # Mention.id
    speaker_code: str | None
    speaker_role: str | None  # as in the article: "пресс-секретарь президента РФ"
    act: str  # assert deny acknowledge promise demand threaten accuse praise forecast refuse apologise assess
    via: str | None  # outlet or agency the article names as having carried the words
    according_to: tuple[str, ...]  # whole chain, outermost first, the speaker last
    said: str | None  # TimeRef.id of when it was said
    evidence: tuple[Evidence, ...]  # one "content" per part, in order; then speaker, cue, via where there are any
    origin: Origin


@quick
@dataclass(frozen=True, slots=True)
class Party:
    """One participant of an event, and whence it is known.

    `basis` is clause (named in its clause), speaker (who speaks in the first person), coded (named in its clause, its
    state lent), telling (another telling of it in the article), setting (the state where it happens), pair (one of the
    two states that the article is about), passage (a state, as the learned model reads the article), or person (a
    decision).
    """

    name: str
    code: str | None
    mention: str | None  # Mention.id; of a state that is lent a mention of that state, where there is one
    basis: str = "clause"


@quick
@dataclass(frozen=True, slots=True)
class Detail:
    """One fact about an event that reports may tell differently.

    `slot` is one of: time, place, participants, count, duration, cause, responsible, outcome, wording, sequence.
    `low`/`high` bound a number («более 50» is 50..None). `unit` is what the number counts: killed, wounded, detained,
    … (`[[counted]]` of the pack's details.toml), money:USD (ISO 4217; money alone where the currency is
    unknown), minutes of a duration, years of an age; None for anything else.
    """

    slot: str
    value: str  # normalised, nominative where it is a noun
    low: float | None
    high: float | None
    evidence: Evidence
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a named place lies: a point in degrees (WGS 84) and where it is from.

    A state stands at its capital; `kind` says what the point is of, so that a map can tell.
    """

    name: str
    code: str | None  # ISO 3166 alpha-3 of the state it lies in
    kind: str  # settlement | region | water | state
    latitude: float
    longitude: float
    source: str  # "geonames:524901", or "pack" for a point the language pack gives


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about, a context of the ontology (military, diplomatic, …), and the word that says so."""

    name: str
    evidence: Evidence


@quick
@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of one happening: who did what to whom, when, where, how far it is fact, and on whose word."""

    id: str
    article: str
    type: str  # PLOVER type, or ACKNOWLEDGE, DENY
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    start: str | None
    end: str | None
    time: str | None  # TimeRef.id; None where the day is the article's own or unknown
    when_basis: str  # whose days: said (in its clause) | telling (another of it) | passage | news_of_the_day | none
    place: str | None  # nominative, as in the article
    factuality: str  # actual | future | hypothetical | negated
    according_to: tuple[str, ...]  # outermost first; empty for the article's own voice
    quote: str | None  # Quote.id it stands in
    details: tuple[Detail, ...]
    evidence: tuple[Evidence, ...]  # evidence[0] has role "trigger"; then whole (the sentence), actor, recipient, …
    origin: Origin
    location: Location | None = None  # of `place`, where the gazetteer knows it for certain
    contexts: tuple[Context, ...] = ()  # most words first


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody is said to have bound himself to, asked for, threatened or foreseen, as one article tells it."""

    id: str
    article: str
    kind: str  # promise | demand | threat | forecast | plan
    holder: Party | None  # who promises, demands, threatens, foresees, plans; None when it cannot be known
    addressees: tuple[Party, ...]  # to whom; empty when nobody is named
    start: str | None  # first day on which it is to come true
    end: str | None  # the deadline: the last such day, inclusive; None where none is set
    edtf: str | None  # the same in EDTF, open ends kept («до 1 мая»: ../2025-05-01)
    time: str | None  # TimeRef.id that sets it
    negated: bool  # what is promised, demanded, … is that it be not done
    according_to: tuple[str, ...]  # on whose word, outermost first; empty for the article's own voice
    quote: str | None  # Quote.id of the words
    event: str | None  # EventMention.id of the act itself: the promising (AGREE), the demand (REQUEST), the threat
    about: tuple[str, ...]  # EventMention.id of what is to happen, in text order
    evidence: tuple[Evidence, ...]  # the words ("content", one per part), then speaker, cue, condition, deadline, …
    origin: Origin


@dataclass(frozen=True, slots=True)
class Clash:
    """An article's own headline saying what its text excludes."""

    id: str
    article: str
    slot: str  # happened, count, place, responsible, …
    reason: str  # which rule says so: a code, see ontology/names.toml
    title: Evidence  # the headline's words (`field` is "title")
    body: Evidence  # the words of the text that exclude them
    event: str | None  # EventMention.id in the text


@dataclass(frozen=True, slots=True)
class Claim:
    """That a state of affairs is or is not, on somebody's word: a crisis, evidence, guilt, a threat.

    What happens is an event. What is only wished, feared or supposed is no claim.
    """

    id: str
    article: str
    topic: str  # crisis, tension, war, evidence, guilt, … (`[[topic]]` of the pack's claims.toml)
    family: str  # topics akin: a crisis and a tension are both strain
    holder: Party | None  # whose it is: whose guilt, whose evidence; None for what is between sides
    about: tuple[Party, ...]  # the sides it is between, or whom it concerns, in text order
    scope: tuple[str, ...]  # lemmas that narrow it: «энергетический» кризис, доказательства «причастности»
    polarity: str  # asserted | denied | questioned
    tense: str  # was | is | will
    start: str | None  # its days, where its words say them
    end: str | None
    time: str | None  # TimeRef.id
    according_to: tuple[str, ...]  # on whose word, outermost first; empty for the article's own voice
    quote: str | None  # Quote.id it stands in
    evidence: tuple[Evidence, ...]  # evidence[0] has role "trigger": its word; then whole (the sentence), cue, …
    origin: Origin


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article gives, looked at alone."""

    article: str
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeRef, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[EventMention, ...] = ()
    lemmas: tuple[str, ...] = ()  # one per token, for search in every form of a word
    skipped: tuple[str, ...] = ()  # stages that the pack does not support, or "no pack for xx"
    problems: tuple[Problem, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    clashes: tuple[Clash, ...] = ()
    claims: tuple[Claim, ...] = ()
