"""PLOVER records: every telling of an event as one, and every event as one.

In: a database. Out: rows for JSON Lines, with the field names of the manual's chapter "Data Fields" (draft 0.8 and
later) and ours beside them; docs/formats.md says what each holds. Computes nothing new; what is unknown is null or left
out. `plover_check` says whether a row keeps to the manual.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svod.ontology import load_ontology
from svod.records import Actor, Article, Detail, Event, EventMention, Evidence, Findings, Location, Mention, Party
from svod.store import load_accounts, load_article, load_findings

Row = dict[str, Any]
CODEBOOK = "PLOVER 2.0 with ACKNOWLEDGE and DENY"
AUXILIARY = {"future": "future", "hypothetical": "hypothetical", "negated": "negation"}  # the manual's special modes
SIZES = {"killed": "dead", "wounded": "injured", "detained": "arrested"}
SECTORS = frozenset((
    "GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "PRM", "SPY", "UAF", "CVL",
    "BUS", "EDU", "MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC", "CRM",
))  # fmt: skip
GEONAMES = "geonames:"


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with the article it stands in and what else was found there."""

    event: EventMention
    article: Article
    found: Findings


def plover_rows(db: sqlite3.Connection, *, events: bool = False, undated: bool = False) -> Iterator[Row]:
    """Records of tellings, or of `events`; the manual requires a day, so those without one only come when asked for."""
    rows = event_rows(db) if events else mention_rows(db)
    return (row for row in rows if undated or row["date"] is not None)


def count_undated(db: sqlite3.Connection, *, events: bool = False) -> int:
    """How many tellings, or events, have no day."""
    table = "events" if events else "event_mentions"
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE start IS NULL").fetchone()[0])


def load_told(db: sqlite3.Connection) -> Iterator[Told]:
    """Every telling, articles by id."""
    for found in load_findings(db):
        article = load_article(db, found.article)
        if article is not None:
            yield from (Told(event, article, found) for event in found.events)


def mention_rows(db: sqlite3.Connection) -> Iterator[Row]:
    """One record a telling; `event_id` joins those that tell one happening."""
    accounts = load_accounts(db)
    events = {mention: event for event in accounts.events for mention in event.mentions}
    actors = {chain: actor for actor in accounts.actors for chain in actor.chains}
    for told in load_told(db):
        event = events.get(told.event.id)
        yield mention_row(told, actors) | {
            "link": event.id if event else None,
            "event_id": event.id if event else None,
            "independent_voices": event.voices if event else None,
        }


def event_rows(db: sqlite3.Connection) -> Iterator[Row]:
    """One record an event, in the order of the accounts, with all that its tellings say."""
    accounts = load_accounts(db)
    told = {t.event.id: t for t in load_told(db)}
    actors = {chain: actor for actor in accounts.actors for chain in actor.chains}
    disputed: dict[str, list[str]] = {}
    for comparison in accounts.comparisons:
        if comparison.verdict in ("differ", "contradict"):
            disputed.setdefault(comparison.event, []).append(comparison.slot)
    for event in accounts.events:
        tellings = [told[m] for m in event.mentions if m in told]
        if tellings:
            yield event_row(event, tellings, actors) | {"disputed": sorted(set(disputed.get(event.id, ())))}


def mention_row(told: Told, actors: Mapping[str, Actor]) -> Row:
    """The fields of one telling."""
    e = told.event
    sentence = next((x for x in e.evidence if x.role == "whole"), None)
    acts = {q.id: q.act for q in told.found.quotes}
    return {
        **head(e.id, e.start, e.end),
        "source": [actor_object(p, told, actors) for p in e.actors],
        "recipient": [actor_object(p, told, actors) for p in e.recipients],
        **kind(e.type, [e.mode] if e.mode else [], e.factuality),
        "context": [c.name for c in e.contexts],
        "event_loc": location_object(e.place, e.location),
        "event_text": trigger_words([e]),
        "size_info": size_info(e.details),
        "text": sentence.text if sentence else None,
        "text_info": {"start": sentence.span.start, "end": sentence.span.end} if sentence else None,
        "cite_info": cite_info(told),
        "coder": "svod",
        "according_to": list(e.according_to),
        "speech_act": acts.get(e.quote) if e.quote else None,
        "factuality": e.factuality,
        "when_basis": e.when_basis,
        "magnitude": [count_object(d) for d in e.details if is_count(d)],
        "spans": [span_object(x) for x in e.evidence],
        "rule": e.origin.rule,
    }


def event_row(event: Event, tellings: Sequence[Told], actors: Mapping[str, Actor]) -> Row:
    """The fields of one event, as its tellings have them together."""
    mentions = [t.event for t in tellings]
    modes = [m for m, _ in ranked(e.mode for e in mentions if e.mode and e.type == event.type)]
    places = [e.location for e in mentions if e.location is not None and e.place == event.place]
    details = [d for e in mentions for d in e.details]
    return {
        **head(event.id, event.start, event.end),
        "source": [actor_object(*find_teller(p, tellings), actors) for p in event.actors],
        "recipient": [actor_object(*find_teller(p, tellings), actors) for p in event.recipients],
        **kind(event.type, modes, event.factuality),
        "context": [c for c, _ in ranked(c.name for e in mentions for c in e.contexts)],
        "event_loc": location_object(event.place, places[0] if places else None),
        "event_text": trigger_words(mentions),
        "size_info": size_info(details),
        "cite_info": cite_info(tellings[0]),
        "coder": "svod",
        "comment": event.label,
        "according_to": sorted({e.according_to for e in mentions}),
        "factuality": event.factuality,
        "magnitude": [count_object(d) | {"citation": d.evidence.span.article} for d in details if is_count(d)],
        "event_id": event.id,
        "independent_voices": event.voices,
        "mentions": list(event.mentions),
        "citations": [cite_info(t) for t in one_an_article(tellings)],
    }


def find_teller(party: Party, tellings: Sequence[Told]) -> tuple[Party, Told]:
    """A participant of an event as a telling has it, one that says who in its article that is before others."""
    same = [
        (p, told) for told in tellings for p in (*told.event.actors, *told.event.recipients)
        if (p.name, p.code) == (party.name, party.code)
    ]  # fmt: skip
    return next((found for found in same if found[0].mention), (party, tellings[0]))


def head(id_: str, start: str | None, end: str | None) -> Row:
    """Identifier and days; a day that is not known stays null."""
    return {"id": id_, "has_event": True, "date": start, "enddate": end}


def kind(type_: str, modes: Sequence[str], factuality: str) -> Row:
    """Category, modes with the manual's special one where it is no plain fact, quad class and score."""
    ontology = load_ontology()
    known = type_ in ontology.types
    special = [AUXILIARY[factuality]] if factuality in AUXILIARY else []
    return {
        "event": [type_],
        "mode": [*modes, *special],
        "quad_code": ontology.quad(type_) if known else None,
        "event_scale": ontology.score(type_, modes[0] if modes else None) if known else None,
    }


def actor_object(party: Party, told: Told, actors: Mapping[str, Actor]) -> Row:
    """A participant: code and sector of the manual, the words, and who that is across articles."""
    mentions = {m.id: m for m in told.found.mentions}
    own = mentions.get(party.mention or "")
    actor = actors.get(own.chain) if own else None
    code, _, organization = (party.code or "").partition(":")
    row: Row = {"code": code or None, "actor_text": party.name, **office(party, own, told.found.mentions)}
    if organization:
        row["organization"] = party.code
    if actor is not None:
        row |= {"identifier_text": actor.name, "actor_id": actor.id}
    return row


def office(party: Party, own: Mention | None, mentions: Iterable[Mention]) -> Row:
    """The sector and the office that the article gives a participant, its own mention before others of the chain."""
    chain = [m for m in mentions if own is not None and m.chain == own.chain]
    roles = [r for m in (*([own] if own else []), *chain) for r in m.roles if r.code in (None, party.code)]
    sectors = [r.sector for r in roles if r.sector in SECTORS]
    row: Row = {"sector": sectors[0]} if sectors else {}
    return row | ({"office": roles[0].title} if roles else {})


def location_object(place: str | None, location: Location | None) -> Row | None:
    """Where it is: the place as the article has it, and the point where the gazetteer knows it."""
    if place is None:
        return None
    if location is None:
        return {"name": place}
    row: Row = {
        "name": location.name, "latitude": location.latitude, "longitude": location.longitude, "cc3": location.code,
        "kind": location.kind,
    }  # fmt: skip
    number = location.source.removeprefix(GEONAMES)
    return row | ({"geonameid": int(number)} if location.source.startswith(GEONAMES) and number.isdigit() else {})


def trigger_words(mentions: Iterable[EventMention]) -> list[str]:
    """The words that carry the event, each once."""
    return list(dict.fromkeys(x.text for e in mentions for x in e.evidence if x.role == "trigger"))


def is_count(detail: Detail) -> bool:
    """True for a number of people, things or money."""
    return detail.slot == "count" and (detail.low is not None or detail.high is not None)


def size_info(details: Iterable[Detail]) -> Row:
    """The manual's numbers of killed, injured and arrested, where one number is told; `magnitude` has all."""
    told: dict[str, set[float]] = {}
    for d in details:
        if is_count(d) and d.unit in SIZES:
            told.setdefault(SIZES[d.unit], set()).add(middle(d))
    return {name: whole_number(min(values)) for name, values in sorted(told.items()) if len(values) == 1}


def middle(detail: Detail) -> float:
    """One number for a range: its middle, the bound where it is open."""
    bounds = [b for b in (detail.low, detail.high) if b is not None]
    return round(sum(bounds) / len(bounds), 2)


def count_object(detail: Detail) -> Row:
    """A number with what it counts, its bounds and its words."""
    span = detail.evidence.span
    return {
        "unit": detail.unit, "low": whole_number(detail.low), "high": whole_number(detail.high),
        "text": detail.evidence.text, "start": span.start, "end": span.end,
    }  # fmt: skip


def whole_number(number: float | None) -> float | int | None:
    """A number without the fraction that it has not."""
    return int(number) if number is not None and number == int(number) else number


def cite_info(told: Told) -> Row:
    """The article of a telling as the manual cites it."""
    article = told.article
    return {
        "citation": article.id, "url": article.url, "title": article.title, "language": article.lang,
        "publication": article.outlet, "published": article.published, "coder": "svod", "codebook": CODEBOOK,
        "version": told.event.origin.version,
    }  # fmt: skip


def one_an_article(tellings: Iterable[Told]) -> list[Told]:
    """The first telling of each article."""
    return list({t.article.id: t for t in reversed(list(tellings))}.values())[::-1]


def span_object(evidence: Evidence) -> Row:
    """Where the words of a role stand in the article."""
    return {"role": evidence.role, "start": evidence.span.start, "end": evidence.span.end}


def ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names with how often they occur, the most frequent first."""
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
