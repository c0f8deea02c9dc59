"""Facts and clusters of event mentions in, `Event` records out: type, sides, days, place, label, voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from svod.ids import make_id
from svod.ontology.names import Names, load_names
from svod.records import Article, Event, EventMention, Party, Reprints
from svod.relate.actor_outlets import find_voice
from svod.relate.actor_tables import load_tables
from svod.relate.compare import find_first
from svod.relate.facts import LENT
from svod.relate.frames import EXACT
from svod.relate.names import key, same_person, similar_names
from svod.relate.words import STEM

FACTUALITY = ("actual", "future", "hypothetical", "negated")  # the earlier wins a tie
FEWEST_DATED = 0.15  # share of mentions that must give a day before it is the event's
BASES = ("said", "telling", "passage", "news_of_the_day")  # whose an event's days may be, firmest first
OFTEN = 0.2  # share of mentions that must give a participant whom one article alone names
FIRMEST = ("person", "clause", "speaker", "coded", "telling", "setting", "pair", "passage")  # bases of a participant
FEWER = 3  # times that a state is told more often than whoever is named for it, where both are shown
SPECIFIC = 3  # times that a name counts for as much as a description
RARE = 12  # a participant met that many times less than the first was hardly one
SHOWN = 2  # names on each side of a label
TWO_SIDED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
VISIT = "visit"

Parties = list[tuple[Party, int]]  # with how often each is told


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beyond the mentions of one event: who speaks for an article, its language, what parties are."""

    voices: Mapping[str, str]  # by article
    langs: Mapping[str, str | None]  # by article
    kinds: Mapping[str, str]  # by Mention.id: state | name | role
    speaks: Mapping[str, str]  # by article: the first of its reprint family


def make_event(mentions: Sequence[EventMention], known: Known) -> Event:
    """One event of its mentions, which come sorted by article and place in the text.

    Copies have no say in what it was, but for what no other account gives.
    """
    everyone, mentions = mentions, speak_once(mentions, known.speaks)
    left, right = (
        count_parties(often_told(mentions, own), known.kinds) or count_parties(often_told(everyone, every), known.kinds)
        for own, every in (
            ([m.actors for m in mentions], [m.actors for m in everyone]),
            ([m.recipients for m in mentions], [m.recipients for m in everyone]),
        )
    )
    kind, mode = majority(m.type for m in mentions), majority(m.mode or "" for m in mentions)
    left, right = drop_twice(*drop_facing(drop_lent(left), drop_lent(right), known.kinds), known.kinds)
    if kind in TWO_SIDED:
        left = drop_described(drop_states(left, known.kinds))
    if mode == VISIT:
        left = sorted(left, key=lambda p: kind_in(p[0], known.kinds) == "state")  # who comes, then where to
    start, end = max(agree_days(mentions), agree_days(everyone), key=lambda days: days[0] is not None)
    place = majority(m.place for m in mentions if m.place) or majority(m.place for m in everyone if m.place)
    names = load_names(majority(known.langs.get(m.article) or "" for m in mentions))
    return Event(
        make_id("E", sorted(m.id for m in everyone)),
        kind,
        make_label(names.head(kind, mode), write_sides(kind, left, right, names), format_days(start, end)),
        start,
        end,
        place or None,
        tuple(p for p, _ in left),
        tuple(p for p, _ in right),
        min(FACTUALITY, key=lambda f: (-sum(m.factuality == f for m in mentions), FACTUALITY.index(f))),
        tuple(m.id for m in everyone),
        len({known.voices.get(m.article, m.article) for m in everyone}),
    )


def speak_once(mentions: Sequence[EventMention], speaks: Mapping[str, str]) -> list[EventMention]:
    """The mentions without those of copies: of each reprint family the first article's, or where it has none, the
    earliest copy's.
    """
    families: dict[str, list[str]] = {}
    for mention in mentions:
        families.setdefault(speaks.get(mention.article, mention.article), []).append(mention.article)
    heard = {family if family in articles else find_first(articles, speaks) for family, articles in families.items()}
    return [m for m in mentions if m.article in heard]


def often_told(mentions: Sequence[EventMention], sides: Sequence[Sequence[Party]]) -> list[list[Party]]:
    """The sides without participants whom one of many articles alone gives: who is hardly told was hardly one."""
    tellers: dict[str, set[str]] = {}
    times: Counter[str] = Counter()
    for mention, side in zip(mentions, sides, strict=True):
        for who in {party_key(p) for p in side}:
            tellers.setdefault(who, set()).add(mention.article)
            times[who] += 1
    told = sum(bool(side) for side in sides)
    kept = {who for who in times if len(tellers[who]) > 1 or times[who] >= told * OFTEN}
    return [[p for p in side if party_key(p) in kept] for side in sides]


def party_key(party: Party) -> str:
    """What a participant is counted by: the last stem of its name, so that «Джонсон» counts for «Борис Джонсон»."""
    return (key(party.name).split() or [""])[-1][:STEM]


def drop_described(parties: Parties) -> Parties:
    """Those who met, without «двое президентов» where two and more are named."""
    named = [(p, times) for p, times in parties if not p.name.islower()]
    return named if len(named) > 1 else parties


def drop_lent(parties: Parties) -> Parties:
    """A side without the states that only the context lends it, where somebody is told who acts for them."""
    told = {p.code for p, _ in parties if p.basis not in LENT}
    return [(p, times) for p, times in parties if p.basis not in LENT or p.code not in told]


def drop_facing(left: Parties, right: Parties, kinds: Mapping[str, str]) -> tuple[Parties, Parties]:
    """Both sides, where no state faces itself by the context alone: «МИД Ардалии → [Ардалия]»."""
    states = {p.code for p, _ in right if p.basis not in LENT and kind_in(p, kinds) == "state"}
    left = [(p, n) for p, n in left if p.basis not in LENT or p.code not in states]
    doers = {p.code for p, _ in left}
    return left, [(p, n) for p, n in right if p.basis not in LENT or p.code not in doers]


def drop_twice(left: Parties, right: Parties, kinds: Mapping[str, str]) -> tuple[Parties, Parties]:
    """Both sides, each participant where it is told more often: some tellings are read the wrong way round."""

    def rarer(side: Parties, other: Parties, ties: int) -> Parties:
        return [(p, n) for p, n in side if not any(m >= n + ties and same_party(p, q, kinds) for q, m in other)]

    return rarer(left, right, 1), rarer(right, left, 0)


def drop_states(parties: Parties, kinds: Mapping[str, str]) -> Parties:
    """Those who met, without a state for whom somebody is named as often: «Павел Градов», not «Ардалия» beside him."""
    named: Counter[str] = Counter()
    for party, times in parties:
        if party.code and kinds.get(party.mention or "") == "name":
            named[party.code] += times
    return [(p, n) for p, n in parties if kind_in(p, kinds) != "state" or named[p.code or ""] * FEWER < n]


def kind_in(party: Party, kinds: Mapping[str, str]) -> str:
    """What a participant is: state, name or role; empty where no mention says."""
    return "state" if party.basis in LENT else kinds.get(party.mention or "", "")


def majority(values: Iterable[str]) -> str:
    """The value met most often, the smallest of several; empty for none."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")


def count_parties(sides: Iterable[Sequence[Party]], kinds: Mapping[str, str]) -> Parties:
    """Everyone named, once each under the name met most often, with how often; the most often named first.

    Names and states stand before descriptions («двое подозреваемых»), who is told before states that the context lends;
    who is met far less than the first is left out.
    """
    groups: list[list[Party]] = []
    for party in sorted(
        (p for side in sides for p in side), key=lambda p: (-len(p.name), p.name, p.code or "", p.mention or "")
    ):
        home = next((g for g in groups if same_party(g[0], party, kinds)), None)
        if home is None:
            groups.append([party])
        else:
            home.append(party)

    def weight(group: Sequence[Party]) -> int:
        told = [p for p in group if p.basis not in LENT]
        return len(told) * (SPECIFIC if any(kind_in(p, kinds) in ("state", "name") for p in told) else 1)

    ranked = sorted(groups, key=lambda g: (-weight(g), -len(g), g[0].name))
    return [(best_party(g), times(g)) for g in ranked if (weight(g) or len(g)) * RARE >= weight(ranked[0])]


def times(group: Sequence[Party]) -> int:
    """How often a participant is told, or lent where nobody tells it."""
    return sum(p.basis not in LENT for p in group) or len(group)


def leading(parties: Sequence[tuple[Party, int]], names: Names) -> list[str]:
    """The names that a label holds: two, and how many more there are that are not much rarer; [who is lent]."""
    often = [p.name if p.basis not in LENT else f"[{p.name}]" for p, times in parties if times * 3 >= parties[0][1]]
    return often[:SHOWN] + ([names.more(len(often) - SHOWN)] if len(often) > SHOWN else [])


def same_party(a: Party, b: Party, kinds: Mapping[str, str]) -> bool:
    """True when two participants have one name in two forms and no two codes, or are one state («Баку»)."""
    if a.code and b.code and a.code != b.code:
        return False
    if a.code and a.code == b.code and kind_in(a, kinds) == kind_in(b, kinds) == "state":
        return True
    return listed(a) == listed(b) or similar_names(a.name, b.name) or same_person(a.name, b.name)


def listed(party: Party) -> str:
    """A name as one compares it, of a listed organisation the name that stands for it: «Евросоюз» → «ЕС»."""
    name = key(party.name)
    return key(load_tables().aliases[name][0]) if name in load_tables().aliases else name


def best_party(group: Sequence[Party]) -> Party:
    """The form of a participant told most often, with a code where any has one, on the firmest basis."""
    told = [p for p in group if p.basis not in LENT] or group
    name = majority(p.name for p in told)
    code = majority(p.code for p in group if p.code) or None
    best = min((p for p in told if p.name == name), key=lambda p: FIRMEST.index(p.basis))
    return Party(name, best.code or code, best.mention, best.basis)


def agree_days(mentions: Sequence[EventMention]) -> tuple[str | None, str | None]:
    """The days that most mentions give, those they say themselves before those their passage or publication lends."""
    for bases in (BASES[:2], BASES[:3], BASES):
        told = [(m.start, m.end or m.start) for m in mentions if m.start and m.when_basis in bases]
        if told and len(told) >= len(mentions) * FEWEST_DATED:
            return commonest(Counter(told))
    return None, None


def commonest(spans: Counter[tuple[str, str]]) -> tuple[str, str]:
    """Of spans the commonest, of several the shortest, then the earliest, narrowed by what lies inside it."""
    exact = {s: n for s, n in spans.items() if span_days(s[0], s[1]) <= EXACT}  # years and months are mostly background
    of = exact if sum(exact.values()) * 3 >= sum(spans.values()) else spans
    best = min(of, key=lambda s: (-spans[s], span_days(s[0], s[1]), s))
    inside = [s for s in spans if best[0] <= s[0] and s[1] <= best[1]]
    return min(inside, key=lambda s: (span_days(s[0], s[1]), -spans[s], s))


def span_days(start: str, end: str | None) -> int:
    """Length of a span in days."""
    return (date.fromisoformat((end or start)[:10]) - date.fromisoformat(start[:10])).days


def write_sides(kind: str, left: Sequence[tuple[Party, int]], right: Sequence[tuple[Party, int]], names: Names) -> str:
    """«Россия – Азербайджан», «Баку → Москва», «Турсан Велик, Олма Реш и ещё 2»."""
    if kind in TWO_SIDED and not right:
        first, *more = leading(left, names) or [""]
        return " – ".join((first, *more[:1])) + "".join(f" {m}" for m in more[1:])
    sides = []
    for parties in (left, right):
        shown = leading(parties, names)
        sides.append(", ".join(shown[:SHOWN]) + "".join(f" {m}" for m in shown[SHOWN:]))
    return f"{sides[0] or '?'} → {sides[1]}" if sides[1] else sides[0]


def format_days(start: str | None, end: str | None) -> str:
    """A day, month or year as given: «2025-10-09», «2025-10», «2025», «2025-10-09/2025-10-12»."""
    if start is None or end in (None, start):
        return start or ""
    first, last = date.fromisoformat(start[:10]), date.fromisoformat((end or start)[:10])
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return start[:7]
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return start[:4]
    return f"{start}/{end}"


def make_label(head: str, who: str, when: str) -> str:
    """«Переговоры: Россия – Азербайджан, 2025-10-09»."""
    return ", ".join(x for x in (f"{head}: {who}" if who else head, when) if x)


def find_voices(articles: Iterable[Article], reprints: Iterable[Reprints]) -> dict[str, str]:
    """The voice that each article speaks with: its reprint family's first outlet, or its own, by whatever name."""
    first = {a: r.articles[0] for r in reprints for a in r.articles}
    outlets = {a.id: find_voice(a.outlet) if a.outlet else a.id for a in articles}
    return {a: outlets[first.get(a, a)] for a in sorted(outlets)}
