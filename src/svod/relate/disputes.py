"""Claims of many articles in, disputes out: one question about a state of affairs that articles answer unlike.

A denial opens a question; what others assert of the same thing within weeks answers it. A false "contradict" is the
worst thing to print, so that much is asked for one: the same topic, sides that the words themselves give, scopes that
meet, two voices that are known, of articles that do not copy one another, at one time. What falls short of it differs.

The reason is a code: claim.denied contradicts; claim.akin (another word: tension for crisis), claim.scope, claim.sides,
claim.voice and claim.time say why it only differs. Who is right is nobody's business here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from svod.ids import make_id
from svod.records import Article, Claim, Dispute, Event
from svod.relate.dispute_events import find_event
from svod.relate.facts import Facts, Known, Side
from svod.relate.gists import LENT, Gist, Who, Word, day_number
from svod.relate.names import common_stems, key, same_person
from svod.relate.packed import unpack
from svod.relate.pledges import make_party
from svod.relate.reprints import published_day
from svod.relate.sides import same_who
from svod.relate.words import STEM, stems

WINDOW = 45  # days between two answers to one question
APART = 14  # days between the days that two answers say
NOBODY = frozenset(("evidence",))  # topics whose holder says who has it, not what it is of
FRESH = 14  # days within which two answers contradict; what was so may be over
STEADY = frozenset(("dependence", "guilt", "involvement", "interference"))  # topics that do not change so
FLUID = frozenset(("arrangement", "contacts", "evidence", "threat", "intent"))  # topics that may change from day to day
CHANGES = 3  # days within which those contradict
LOOSE = frozenset(("dependence",))  # topics of which a narrower scope and a day to come change nothing
MOST = 40  # answers of a dispute: the firmest, then the nearest in time
REASONS = ("claim.denied", "claim.time", "claim.voice", "claim.sides", "claim.scope", "claim.akin")  # firmest first


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as compared."""

    claim: Claim
    day: int | None  # on which its article came out
    holder: Side | None
    about: tuple[Side, ...]
    scope: frozenset[str]  # stems
    voice: str  # who says so: the last source, else the outlet; "" where words have no known speaker
    lent: bool  # some of its sides are lent by the context
    matters: frozenset[str] = frozenset()  # events that its scope names: the attack that somebody had a hand in

    @property
    def codes(self) -> frozenset[str]:
        """The states that it is about."""
        return frozenset(s.code for s in self.about if s.code)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of articles and events beyond the claims."""

    voices: Mapping[str, str]  # by article: who speaks
    speaks: Mapping[str, str]  # by article: the first of its reprint family
    events: Mapping[str, Sequence[Event]]  # by article: those that it tells
    facts: Mapping[str, Facts]  # of event mentions


def gather_said(articles: Sequence[Article], gists: Mapping[str, Gist], known: Known, ground: Ground) -> list[Said]:
    """The claims of all articles made comparable, sorted by day, article and place."""
    out = {a.id: published_day(a) for a in articles}
    home = {m: e.id for told in ground.events.values() for e in told for m in e.mentions}
    found = [
        make_said(word, out.get(gist.article), home, known, ground.voices)
        for gist in gists.values()
        for word in gist.words
    ]
    found.sort(key=lambda s: (s.day or 0, s.claim.article, s.claim.evidence[0].span.start, s.claim.id))
    return found


def make_said(word: Word, day: int | None, home: Mapping[str, str], known: Known, voices: Mapping[str, str]) -> Said:
    """One claim made comparable."""
    c = unpack(Claim, word.claim)
    everyone = [Who._make(row) for row in word.about]
    about = tuple(side for who in everyone if (side := make_party(who, known)))
    lent = any(p.basis in LENT and p.basis != "pair" for p in c.about)
    states = tuple(Side(who.code, who.name, who.code, False) for who in everyone if who.lent and who.code)
    voice = key(c.according_to[-1]) if c.according_to else "" if c.quote else voices.get(c.article, c.article)
    scope = frozenset(w[:STEM] for w in c.scope)
    holder = make_party(Who._make(word.holder), known) if word.holder else None
    matters = frozenset(home[e] for e in word.named if e in home)
    return Said(c, day, holder, (*about, *states), scope, voice, lent, matters)


def lay_ground(
    voices: Mapping[str, str], speaks: Mapping[str, str], events: Sequence[Event], facts: Mapping[str, Facts]
) -> Ground:
    """What disputes rest on besides claims."""
    by_article: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for article in dict.fromkeys(facts[m].article for m in event.mentions):
            by_article[article].append(event)
    return Ground(voices, speaks, by_article, facts)


def find_disputes(said: Sequence[Said], ground: Ground) -> tuple[Dispute, ...]:
    """The questions that are answered unlike, sorted by id."""
    asserted: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for s in said:
        if s.claim.polarity == "asserted":
            for k in find_keys(s):
                asserted[s.claim.family, k].append(s)
    disputes = []
    for denials in group_denials([s for s in said if s.claim.polarity == "denied"]):
        answers = {a.claim.id: a for d in denials for k in find_keys(d) for a in asserted[d.claim.family, k]
                   if answers_it(a, d, ground)}  # fmt: skip
        if answers:
            disputes.append(make_dispute(denials, list(answers.values()), ground))
    return tuple(sorted(disputes, key=lambda d: d.id))


def find_keys(said: Said) -> Iterator[str]:
    """What a claim is looked up by: its states together, whose it is, whom evidence is about."""
    if said.holder is not None and said.claim.topic not in NOBODY:
        yield said.holder.code if said.holder.code and not said.holder.person else said.holder.name.split()[-1]
    elif said.claim.holder is None and len(said.codes) > 1:
        yield " ".join(sorted(said.codes))
    else:
        yield from sorted({s.code or s.name.split()[-1] for s in said.about})


def group_denials(denials: Sequence[Said]) -> list[list[Said]]:
    """Denials of one thing within weeks."""
    groups: list[list[Said]] = []
    known: dict[tuple[str, str], list[list[Said]]] = defaultdict(list)
    for d in denials:
        keys = [(d.claim.topic, k) for k in find_keys(d)]
        home = next((g for k in keys for g in known[k] if same_thing(g[-1], d)), None)
        if home is None:
            groups.append(home := [])
            for k in keys:
                known[k].append(home)
        home.append(d)
    return groups


def same_thing(a: Said, b: Said) -> bool:
    """True when two claims are about one thing: the same sides and owner, scopes that do not exclude one another."""
    return near(a, b) and same_sides(a, b) and (scopes_meet(a, b) or one_open(a, b))


def days_between(a: Said, b: Said) -> int:
    """Days between two articles that have one."""
    return abs((a.day or 0) - (b.day or 0))


def near(a: Said, b: Said) -> bool:
    """True when two articles came out within weeks."""
    return a.day is not None and b.day is not None and abs(a.day - b.day) <= WINDOW


def same_sides(a: Said, b: Said) -> bool:
    """True when two claims have the same owner, or, where nobody owns it, the same sides."""
    if a.claim.topic in NOBODY:
        return any(same_party(x, y) for x in a.about for y in b.about)
    if a.holder is not None and b.holder is not None:
        apart = bool(a.codes and b.codes) and not a.codes & b.codes
        return same_party(a.holder, b.holder) and not apart
    return a.holder is None and b.holder is None and bool(a.codes) and a.codes == b.codes


def same_party(a: Side, b: Side) -> bool:
    """True for one person, or for one state by whoever acts for it."""
    if a.person or b.person:
        return a.person == b.person and same_who(a, b)
    if a.who == b.who or a.name == b.name:
        return True
    return a.code is not None and a.code == b.code and speaks_for_state(a) and speaks_for_state(b)


def speaks_for_state(side: Side) -> bool:
    """True for a state and its institutions: «Чили», «власти Чили»; not «восемь чилийцев»."""
    return side.state or bool(stems(side.name) & common_stems())


def answers_it(a: Said, d: Said, ground: Ground) -> bool:
    """True when an assertion of another voice answers the question that a denial opens."""
    speaks = ground.speaks
    copied = speaks.get(a.claim.article, a.claim.article) == speaks.get(d.claim.article, d.claim.article)
    if copied or not near(a, d) or not same_sides(a, d):
        return False
    if scopes_meet(a, d) or (between(a) and one_open(a, d)):
        return True
    at_one = a.claim.topic in NOBODY and len(a.codes & d.codes) > 1 and one_open(a, d)
    return at_one and find_event(a.claim, d.claim, ground.events, ground.facts) is not None


def between(said: Said) -> bool:
    """True for what is between sides and nobody's."""
    return said.claim.holder is None and said.claim.topic not in NOBODY


def one_open(a: Said, d: Said) -> bool:
    """True where nothing narrows one of the two."""
    return not a.scope or not d.scope


def weigh(a: Said, d: Said) -> str:
    """The reason by which an assertion and a denial contradict or only differ."""
    if a.claim.topic != d.claim.topic:
        return "claim.akin"
    if not scopes_meet(a, d):
        return "claim.scope"
    if a.lent or d.lent or not firm_sides(a, d):
        return "claim.sides"
    if not a.voice or not d.voice or same_person(a.voice, d.voice):
        return "claim.voice"
    return "claim.denied" if one_time(a.claim, d.claim) and fresh(a, d) else "claim.time"


def fresh(a: Said, d: Said) -> bool:
    """True when the two came out so near one another that the same state of affairs is meant."""
    most = WINDOW if a.claim.topic in STEADY else CHANGES if a.claim.topic in FLUID else FRESH
    return a.day is not None and d.day is not None and abs(a.day - d.day) <= most


def scopes_meet(a: Said, d: Said) -> bool:
    """True when what narrows the one narrows the other too; between two sides nothing may."""
    if between(a) and between(d):
        return a.scope == d.scope
    if a.claim.topic in LOOSE and one_open(a, d):
        return True
    plain = not a.scope and not d.scope and (personal(a) or (bool(a.codes) and a.codes == d.codes))
    return plain or bool(a.scope & d.scope or a.matters & d.matters)


def personal(said: Said) -> bool:
    """True for what is one person's: a state may be guilty of many things."""
    return said.holder is not None and said.holder.person


def firm_sides(a: Said, d: Said) -> bool:
    """True when the sides leave no doubt that it is one thing: two states, or one owner and the same others."""
    if a.holder is None or d.holder is None:
        return len(a.codes) > 1 and a.codes == d.codes
    one_open = a.claim.family == "guilt" and not (a.codes and d.codes)  # where it was says little
    return a.codes == d.codes or one_open


def one_time(a: Claim, d: Claim) -> bool:
    """True unless one speaks of what is to come, or each of days of its own, or the assertion of what is over."""
    ahead = (a.tense == "will") != (d.tense == "will") and a.topic not in LOOSE
    if ahead or (a.tense == "was" and d.tense == "is"):
        return False
    first, second = ((day_number(c.start), day_number(c.end)) for c in (a, d))
    if None in first or None in second:
        return True
    return max(first[0] or 0, second[0] or 0) - min(first[1] or 0, second[1] or 0) <= APART


def make_dispute(denials: Sequence[Said], answers: Sequence[Said], ground: Ground) -> Dispute:
    """The record: the gravest verdict of any pair; of each article and voice the first such claim."""
    pairs = [(weigh(a, d), a, d) for d in denials for a in answers if answers_it(a, d, ground)]
    pairs.sort(key=lambda p: (REASONS.index(p[0]), days_between(p[1], p[2]), p[1].claim.id, p[2].claim.id))
    reason = pairs[0][0]
    best = [p for p in pairs if p[0] == reason][:MOST]
    answers = list({a.claim.id: a for _, a, _ in pairs}.values())[:MOST]
    told = list(first_of_each(speak_once([*denials, *answers], ground.speaks)))
    days = sorted(ground_day(s) for s in told if s.day is not None)
    lead = best[0][2]
    event = next((e for _, a, d in best if (e := find_event(a.claim, d.claim, ground.events, ground.facts))), None)
    return Dispute(
        make_id("D", sorted(s.claim.id for s in told)),
        lead.claim.topic,
        lead.claim.holder,
        lead.claim.about,
        lead.claim.scope,
        days[0] if days else None,
        days[-1] if days else None,
        "contradict" if reason == "claim.denied" else "differ",
        reason,
        tuple(s.claim.id for s in told),
        event,
        len({ground.voices.get(s.claim.article, s.claim.article) for s in told}),
    )


def speak_once(said: Sequence[Said], speaks: Mapping[str, str]) -> list[Said]:
    """The claims without those of copies, where the article that they copy answers too or another copy does."""
    families: dict[str, set[str]] = defaultdict(set)
    for s in said:
        families[speaks.get(s.claim.article, s.claim.article)].add(s.claim.article)
    heard = {family if family in articles else min(articles) for family, articles in families.items()}
    return [s for s in said if s.claim.article in heard]


def first_of_each(said: Iterable[Said]) -> Iterator[Said]:
    """By article and place, of each article, polarity and voice the first claim."""
    seen: set[tuple[str, str, str]] = set()
    for s in sorted(said, key=lambda s: (s.claim.article, s.claim.evidence[0].span.start, s.claim.id)):
        mark = (s.claim.article, s.claim.polarity, s.voice)
        if mark not in seen:
            seen.add(mark)
            yield s


def ground_day(said: Said) -> str:
    """The day of a claim's article as ISO."""
    return date.fromordinal(said.day or 1).isoformat()
