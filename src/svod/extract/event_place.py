"""Where on the map an event was: the place its clause names goes in, a point comes out where the gazetteer is sure.

Of several places of one name the states that the article speaks of decide. A place that is only a state stands at its
capital and says so (`kind`).
"""

from __future__ import annotations

from dataclasses import replace

from svod.extract.event_scene import Scene
from svod.extract.event_when import Place
from svod.extract.gazetteer import locate, locate_state, read_capitals
from svod.extract.letters import plain
from svod.records import Location


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
