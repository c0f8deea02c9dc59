"""The records that everything in Svod produces: frozen, slotted, built of tuples, without inheritance.

Three layers, each resting on the one before: text (`Article`), found in one article alone (`Mention`, `TimeRef`,
`Quote`, `EventMention`, gathered in `Findings`), related across articles (`Actor`, `Event`, `Comparison`, `Judgement`,
gathered in `Accounts`).

Conventions. Offsets are Unicode code points of `Article.text`, half-open. Days are ISO strings ("2025-10-09"),
inclusive at both ends. A code is ISO 3166-1 alpha-3 of the state acted for, or "IGO:EU" and the like. None means
unknown, and unknown is never guessed. Ids come from content and place (`svod.ids`), never from counters or clocks.
"""

from __future__ import annotations

from dataclasses import dataclass

# ------------------------------------------------------------------------------------------------ text


@dataclass(frozen=True, slots=True)
class Article:
    """One report of one outlet. `text` is normalised once at ingest and then fixed for ever."""

    id: str
    name: str  # file stem, feed entry id or row number: what a person calls it
    outlet: str | None
    url: str | None
    published: str | None  # ISO day, or ISO date-time with its zone
    lang: str | None  # ISO 639-1
    title: str | None
    text: str
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of an article's text, in code points."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters a record rests on, copied. Invariant: article.text[span.start:span.end] == text.

    Roles in use: whole, trigger, content, speaker, cue, via, actor, recipient, name, role, time, place, detail,
    context.
    """

    role: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a record and how sure it is; stays outside the id, so that decisions outlive upgrades."""

    extractor: str  # "times", "quotes", …
    rule: str  # the name of the rule that fired, as written in the pack or the code
    version: str  # pack version
    confidence: float | None = None  # 0..1
    confidence_kind: str = "none"  # what the number is: "none", "model", "heuristic", "measured precision"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one input that went wrong while the run went on."""

    article: str  # article id, or the file's path where no article came of it
    stage: str  # ingest, read, mentions, times, quotes, events, relate, store
    message: str


# ------------------------------------------------------------------------------------------------ found in one article


@dataclass(frozen=True, slots=True)
class Role:
    """An office or description, as the article gives it: «министр обороны» of RUS; it holds on the article's day."""

    title: str  # nominative, without country: "министр обороны"
    code: str | None  # whose office
    sector: str | None  # PLOVER sector: GOV, LEG, JUD, MIL, …
    evidence: Evidence


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


@dataclass(frozen=True, slots=True)
class Party:
    """One participant of an event."""

    name: str
    code: str | None
    mention: str | None  # Mention.id


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


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about, a context of the ontology (military, diplomatic, …), and the word that says so."""

    name: str
    evidence: Evidence


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


# ---------------------------------------------------------------------------------------------- across articles


@dataclass(frozen=True, slots=True)
class Reason:
    """One named level of a comparison and what it added to the score (log-odds points, negative speaks against)."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two records are the same thing. A person's beats a machine's; "different" forbids joining."""

    kind: str  # event | actor | article | quotation
    a: str  # the smaller id
    b: str
    verdict: str  # same | different | unsure
    score: float
    reasons: tuple[Reason, ...]
    by: str  # "machine:<rule version>" or a person's name


@dataclass(frozen=True, slots=True)
class Reprints:
    """Articles that copy one another: one voice wherever voices are counted. `articles[0]` came first."""

    id: str
    articles: tuple[str, ...]
    similarity: float  # the weakest link that joined the family, 0..1


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor across articles, as clustered from judgements."""

    id: str
    name: str
    entity: str
    code: str | None
    names: tuple[str, ...]  # every form met, sorted
    chains: tuple[str, ...]  # Mention.chain ids


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, clustered from mentions of one or more articles."""

    id: str
    type: str
    label: str  # short, in the language of the articles
    start: str | None
    end: str | None
    place: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    factuality: str
    mentions: tuple[str, ...]  # EventMention.id, sorted by article, then place in text
    voices: int  # outlets that tell it, a reprint family counted once


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says in one slot; value None is silence."""

    article: str
    value: str | None
    evidence: Evidence | None
    according_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One slot of one event, told by several articles. Silence never counts as disagreement."""

    id: str
    event: str
    slot: str
    verdict: str  # agree | differ | contradict | silent (only one article tells it)
    tellings: tuple[Telling, ...]
    reason: str  # which rule gave the verdict: a code, see ontology/names.toml


@dataclass(frozen=True, slots=True)
class Edit:
    """One run of words in which a wording keeps to its base or departs from it.

    Kinds: equal, form (the same words inflected otherwise), left out (of the base), added, changed. Over all edits of a
    variant, `base` joins to the base's text and `words` to the variant's.
    """

    kind: str
    base: str
    words: str


@dataclass(frozen=True, slots=True)
class Variant:
    """What one article gives of a quotation, set against the quotation's base word by word.

    `change` is one of: base, equal, form (inflected only), shortened, extended, altered.
    """

    quotes: tuple[str, ...]  # Quote.id: several where the article gives different parts of the words one by one
    change: str
    edits: tuple[Edit, ...]  # none for the base


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance as several quotes give it: the same words, whole, shortened or altered."""

    id: str
    speaker: str | None  # as most of the quotes have it
    actor: str | None  # Actor.id of the speaker
    clash: tuple[str, ...]  # names of the different people it is put into the mouths of; empty where all agree
    base: str  # Quote.id of the fullest wording, a direct one where there is any
    variants: tuple[Variant, ...]  # the base, then those word for word, then those retold, by day, article and place
    voices: int  # outlets that carry it, a reprint family counted once


@dataclass(frozen=True, slots=True)
class Accounts:
    """All that the articles together give. A pure function of articles, findings and judgements."""

    reprints: tuple[Reprints, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    judgements: tuple[Judgement, ...] = ()  # the machine's; people's are kept by the store and passed in
    quotations: tuple[Quotation, ...] = ()  # of two quotes and more
