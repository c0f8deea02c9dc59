"""What many articles give together. Conventions: `svod.records`."""

from __future__ import annotations

from dataclasses import dataclass

from svod.records.found import Party
from svod.records.text import Evidence


@dataclass(frozen=True, slots=True)
class Reason:
    """One named level of a comparison and what it added to the score (log-odds points, negative speaks against)."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two records are the same thing. A person's beats a machine's; "different" forbids joining."""

    kind: str  # event | actor | article | quotation | commitment (with what settles it) | comparison (a is b)
    a: str  # the smaller id
    b: str
    verdict: str  # same | different | unsure; of a comparison wrong
    score: float
    reasons: tuple[Reason, ...]
    by: str  # "machine:<rule version>" or a person's name


@dataclass(frozen=True, slots=True)
class Copy:
    """Where one article of a reprint family has its text from."""

    article: str
    source: str | None  # the article of the family that it copies most of; None for the first
    similarity: float  # the share of the shorter one's runs of words that the other holds, 0..1; 1 for the first
    cites: Evidence | None = None  # where it names whom it copies, or the agency that both copy


@dataclass(frozen=True, slots=True)
class Reprints:
    """Articles that copy one another: one voice wherever voices are counted. `articles[0]` came first."""

    id: str
    articles: tuple[str, ...]
    similarity: float  # the weakest link that joined the family, 0..1
    copies: tuple[Copy, ...] = ()  # one per article, in the order of `articles`: the family as a tree


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
class Link:
    """Two events that stay apart, of which the later follows from the earlier."""

    id: str
    kind: (
        str  # announced-held, announced-cancelled, demand-met, demand-refused, arrest-release, … (ontology/links.toml)
    )
    earlier: str  # Event.id
    later: str  # Event.id
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One step in what became of a commitment, and what shows it."""

    status: str  # restated | softened | hardened | fulfilled | broken | withdrawn
    day: str | None  # of what shows it, or of the article that tells it
    article: str
    record: str  # id of the Commitment, EventMention or Quote that shows it
    according_to: tuple[str, ...]
    evidence: Evidence
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A commitment as all articles tell it, and what later articles say came of it.

    `status` is where the last change leaves it. Whether it is due or has expired depends on the day asked about, and is
    not kept.
    """

    id: str
    kind: str  # promise | demand | threat | forecast | plan
    holder: Party | None
    addressees: tuple[Party, ...]
    start: str | None  # first day on which it is to come true
    end: str | None  # the deadline, inclusive
    edtf: str | None
    made: str | None  # the day it was made, or the first article's
    commitments: tuple[str, ...]  # Commitment.id, the best worded first, then by article and place
    status: str  # open | restated | softened | hardened | fulfilled | broken | withdrawn | disputed
    changes: tuple[Change, ...]  # by day
    voices: int  # outlets that tell of it, a reprint family counted once


@dataclass(frozen=True, slots=True)
class Dispute:
    """Whether a state of affairs is or was: one question, and the claims of several articles that answer it unlike.

    `verdict` is contradict only where one voice asserts and another denies the same thing; all else differs.
    """

    id: str
    topic: str  # as in Claim; of the claims' topics the one that is denied
    holder: Party | None
    about: tuple[Party, ...]
    scope: tuple[str, ...]
    start: str | None  # first and last day on which an article answers
    end: str | None
    verdict: str  # contradict | differ
    reason: str  # which rule gave the verdict: a code, see ontology/names.toml
    claims: tuple[str, ...]  # Claim.id, by article, then place in the text
    event: str | None  # Event.id that both answers are told with
    voices: int  # outlets that answer, a reprint family counted once


@dataclass(frozen=True, slots=True)
class Accounts:
    """All that the articles together give. A pure function of articles, findings and judgements."""

    reprints: tuple[Reprints, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    judgements: tuple[Judgement, ...] = ()  # the machine's; people's are kept by the store and passed in
    quotations: tuple[Quotation, ...] = ()  # of two quotes and more
    links: tuple[Link, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    disputes: tuple[Dispute, ...] = ()
