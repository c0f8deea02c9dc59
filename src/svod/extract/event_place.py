"""Where an event was beyond its own clause, and where on the map that is.

Goes in: a scene and the drafts of one article, each with the place its clause names in the locative. Comes out: the
same drafts, those without a place with the goal or target of the deed («визит в Баку», «удары по Кабулу») or with the
place of another telling of the same happening; and the point of a place, where the gazetteer is sure. Of several places
of one name the states that the article speaks of decide; a place that is a state stands at its capital and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svod.extract.event_context import Draft, apart, kindred, same
from svod.extract.event_scene import Scene
from svod.extract.event_when import Place, make_place
from svod.extract.gazetteer import locate, locate_state, read_capitals
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Location

CASES = {"goal_prepositions": "Acc", "target_prepositions": "Dat"}


def settle_places(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Give each draft without a place the one it goes to or aims at, else that of the nearest telling of the same."""
    own = [d if d.place else put(d, find_goal(scene, d)) for d in drafts]
    return [d if d.place else put(d, lend_place(d, own)) for d in own]


def put(draft: Draft, place: Place | None) -> Draft:
    """A draft at a place, where there is one."""
    return draft._replace(place=place) if place else draft


def find_goal(scene: Scene, draft: Draft) -> Place | None:
    """Where a deed is headed: «прилетел в Молдову», «вторжение на Кипр», «обстрел по Кабулу»."""
    for carrier in (draft.match.trigger, *draft.match.frame.light):
        for kid in scene.reading.kids(carrier, "obl", "nmod"):
            if is_goal(scene, draft.type, kid):
                return make_place(scene, kid)
    return None


def is_goal(scene: Scene, kind: str, word: Token) -> bool:
    """True for a place in the case that its preposition takes for a goal, under a type of deed that has one."""
    if not any(m.entity in ("state", "place") and m.kind in ("name", "metonym") for m in scene.at[word.i]):
        return False
    preps = {k.text.lower() for k in scene.reading.kids(word.i, "case")}
    lists = scene.book.lists
    return any(
        preps & lists[name]
        and word.feat("Case") == case
        and kind.lower() in lists[name.replace("prepositions", "types")]
        for name, case in CASES.items()
    )


def lend_place(draft: Draft, drafts: Sequence[Draft]) -> Place | None:
    """The place of the nearest telling of the same happening."""
    alike = [d for d in drafts if d.place and kindred(draft, d) and same(draft, d) and same_days(draft, d)]
    nearest = min(alike, key=lambda d: abs(d.match.trigger - draft.match.trigger), default=None)
    return nearest.place if nearest else None


def same_days(a: Draft, b: Draft) -> bool:
    """True for tellings whose days are known and meet."""
    return a.start is not None and b.start is not None and not apart(a, b)


def find_location(scene: Scene, place: Place | None) -> Location | None:
    """The point of a place, None where it is unknown or could be several."""
    if place is None:
        return None
    near = sorted({m.code for here in scene.at for m in here if m.code and not m.code.startswith("IGO")})
    code = place.code if place.code in read_capitals() else None  # gazetteers know ISO's states alone
    found = state_point(scene, place) or locate(scene.pack, place.name, code, near)
    return found and replace(found, code=found.code or place.code)


def state_point(scene: Scene, place: Place) -> Location | None:
    """The capital of a place that is a state by name: «в Азербайджане»."""
    inside = scene.reading.within(place.start, place.end)
    states = [m for i in inside for m in scene.at[i] if m.entity == "state" and m.code == place.code and m.name]
    named = any(plain(m.name or "") == plain(place.name) for m in states)
    return locate_state(place.name, place.code) if place.code and named else None
