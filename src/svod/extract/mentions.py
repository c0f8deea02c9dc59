"""Mentions of actors: names, titles, pronouns, adjectives, metonyms, groups, each with its evidence, chained.

In: an article, its reading and the pack. Out: `Mention`s in text order. Looks at one article alone; actors across
articles are the business of `svod.relate`.
"""

from __future__ import annotations

import re

from svod.extract.actors_table import compile_lexicon, country_domains
from svod.extract.chains import Link, make_chains
from svod.extract.mention_found import Found, Office, make_scene
from svod.extract.mention_offices import attach_offices
from svod.extract.mention_people import find_people
from svod.extract.mention_phrases import find_phrases
from svod.extract.mention_pronouns import find_pronouns
from svod.extract.mention_roles import find_phrase_mentions
from svod.extract.mention_states import find_addresses, find_other_names, find_states
from svod.extract.mention_things import find_things
from svod.ids import make_id
from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Mention, Origin, Role
from svod.spans import make_evidence


def find_mentions(article: Article, reading: Reading, pack: Pack) -> tuple[Mention, ...]:
    """Find every mention of an actor, chained inside the article."""
    scene = make_scene(reading, compile_lexicon(pack))
    people = find_people(scene)
    phrases = find_phrases(scene)
    addresses = [*find_addresses(scene), *find_things(scene, pack)]
    people, used = attach_offices(scene, people, phrases)
    found = [*people, *find_states(scene), *find_phrase_mentions(scene, phrases, used)]
    found = [*addresses, *(f for f in found if not any(a.start < f.end and f.start < a.end for a in addresses))]
    taken = {i for f in found if f.kind != "adjective" for i in range(f.first, f.last)}
    taken |= {i for p in phrases for i in range(p.hit.first if p.hit.entry.kind != "medium" else p.first, p.hit.last)}
    found += [*find_other_names(scene, taken), *find_pronouns(scene)]
    found = in_order(found)
    links = make_chains(scene, found, (article.published or "")[:10], find_home(article))
    return make_mentions(article, found, links, pack.version)


def find_home(article: Article) -> str | None:
    """The state whose domain the outlet's address ends in («vestnik.az» → AZE); None for other names."""
    host = re.sub(r"^\w+://", "", article.url or article.outlet or "").split("/")[0].split(":")[0]
    return country_domains().get(host.rpartition(".")[2].lower()) if "." in host else None


def in_order(found: list[Found]) -> list[Found]:
    """Text order, the longer first where two begin together; one mention of a kind for the same characters."""
    found = sorted(found, key=lambda f: (f.start, -f.end, f.kind, f.entity, f.name or ""))
    seen: set[tuple[int, int]] = set()
    kept = []
    for item in found:
        if (item.start, item.end) not in seen:
            seen.add((item.start, item.end))
            kept.append(item)
    return kept


def make_mentions(article: Article, found: list[Found], links: list[Link], version: str) -> tuple[Mention, ...]:
    """The records, each with the id of its chain's first mention."""
    ids = [make_id("m", article.id, f.start, f.end, f.kind) for f in found]
    first: dict[str, str] = {}
    for mention_id, link in zip(ids, links):
        first.setdefault(link.chain, mention_id)
    return tuple(
        Mention(
            mention_id,
            article.id,
            f.kind,
            f.entity,
            link.name,
            link.code,
            first[link.chain],
            tuple(make_role(article, o, link.code) for o in f.offices),
            (make_evidence("whole", article, f.start, f.end),),
            Origin("mentions", link.rule, version),
        )
        for mention_id, f, link in zip(ids, found, links)
    )


def make_role(article: Article, office: Office, code: str | None) -> Role:
    """An office with its words as evidence."""
    return Role(
        office.title, office.code or code, office.sector, make_evidence("role", article, office.start, office.end)
    )
