"""The state of actors whose words name none: where the article, the sentence or the outlet is at home.

In: the chained mentions of an article. Out: the same, with codes added and the rule saying whence («set in PAK»). Where
two states lead, nothing is added: unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from svod.extract.mention_forms import fold
from svod.extract.mention_found import Found, Scene, preposition
from svod.extract.mention_people_chains import Who

SHARE = 0.6  # of all names of states and places must be one state's; measured on annotated articles: 97 % right
LEAST = 3
INTERNAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REL", "CVL"})


class Link(NamedTuple):
    """What one mention belongs to."""

    chain: str
    name: str | None
    code: str | None
    rule: str
    who: Who | None = None


def add_setting(scene: Scene, found: Sequence[Found], links: Sequence[Link], home: str | None) -> list[Link]:
    """Give institutions, groups and people without a state the one they are most plainly of."""
    counts = count_states(found)
    most = max(counts.values(), default=0)
    setting = find_setting(counts)
    home = home if most >= LEAST and counts.get(home or "") == most else None
    made, local = list(links), local_chains(scene, found, links)
    for i, (item, link) in enumerate(zip(found, links)):
        if (
            link.code is not None
            or link.name is None
            or not (may_take(scene, item) and (item.entity != "person" or link.chain in local))
        ):
            continue
        bare = item.rule == "bare institution"
        for source, code in (
            ("of its person", person_inside(i, found, links)),
            ("the country", country_before(scene, i, found)),
            ("set in", setting),
            ("beside", state_before(scene, i, found) if bare else None),
            ("at home in", home if bare else None),
        ):
            if code:
                made[i] = link._replace(chain=f"{link.chain}@{code}", code=code, rule=f"{link.rule}, {source} {code}")
                break
    return made


def local_chains(scene: Scene, found: Sequence[Found], links: Sequence[Link]) -> frozenset[str]:
    """The people whom the article gives an office or a description of the country's own: «министр», «житель»."""
    local: set[str] = set()
    foreign: set[str] = set()
    for item, link in zip(found, links):
        for office in item.offices:
            plain = fold(office.title).split()[0] not in scene.lexicon.words["worldly"]
            (local if office.sector in INTERNAL and plain else foreign).add(link.chain)
    return frozenset(local - foreign)


def may_take(scene: Scene, item: Found) -> bool:
    """True of people, groups and institutions but those that stand abroad or are the world's."""
    if item.entry is not None and (item.entry.name in scene.lexicon.words["abroad"] or item.entry.sector == "INT"):
        return False
    if item.entity == "group" and item.entry is not None and (item.entry.anonymous or item.entry.kind == "title"):
        return False  # «жители», «семь человек»: of where, only their own words say
    return item.entity in ("person", "group") or item.rule in ("institution", "bare institution")


def count_states(found: Sequence[Found]) -> dict[str, int]:
    """How often names of states and of places in them stand in the article."""
    counts: dict[str, int] = {}
    for item in found:
        if item.entity in ("state", "place") and item.code:
            counts[item.code] = counts.get(item.code, 0) + 1
    return counts


def find_setting(counts: dict[str, int]) -> str | None:
    """The state that most of these names point to, None where no one state leads clearly."""
    best = max(sorted(counts), key=lambda c: counts[c], default=None)
    if best is None or counts[best] < SHARE * sum(counts.values()) or counts[best] < LEAST:
        return None
    return best


def person_inside(i: int, found: Sequence[Found], links: Sequence[Link]) -> str | None:
    """The state of the person in «правительство Иванова»."""
    if found[i].entity != "organization":
        return None
    near = takewhile(lambda k: found[k].start < found[i].end, range(i + 1, len(found)))
    inside = (links[k].code for k in near if found[k].end <= found[i].end and found[k].entity == "person")
    return next((c for c in inside if c), None)


def country_before(scene: Scene, i: int, found: Sequence[Found]) -> str | None:
    """The only state that the article has named so far, for what is «of the country»: «Верховный суд страны»."""
    words = scene.reading.tokens[found[i].first : found[i].last]
    if not any(t.lemma in scene.lexicon.words["countries"] for t in words):
        return None
    before = {other.code for other in found[:i] if other.entity in ("state", "place") and other.code}
    return before.pop() if len(before) == 1 else None


def state_before(scene: Scene, i: int, found: Sequence[Found]) -> str | None:
    """The state of the place that the sentence, up to this mention, says it happens in: «в Тбилиси полиция …»."""
    tokens = scene.reading.tokens
    for k in range(i - 1, -1, -1):
        other = found[k]
        if tokens[other.head].sentence != tokens[found[i].head].sentence:
            return None
        place = other.entity in ("state", "place") and other.kind == "name" and other.code is not None
        if place and preposition(scene.reading, other.head) in scene.lexicon.words["inside"]:
            return other.code
    return None
