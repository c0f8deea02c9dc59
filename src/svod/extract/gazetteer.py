"""Where on the map a named place is: its name and the states it may lie in go in, one point comes out or none.

Looks names up in the pack's `gazetteer.tsv` (GeoNames; made by `tools/make_gazetteer.py`) and in the entries of its
`places`, and of a user's actors, that give a point of their own (regions, waters); a state stands at its capital
(`ontology/capitals.tsv`). Of several places of one name the state decides, then the inhabitants where one is far
larger; else the place stays unplaced. It finds no names in text.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from svod.extract.actors_people import all_names
from svod.extract.letters import plain
from svod.packs import Pack
from svod.records import Location

FAR_LARGER = 8  # times the inhabitants of the next place of that name
KNOWN = 50_000  # inhabitants above which a name alone may mean a place in a state that the article does not name


class Row(NamedTuple):
    """One place of a name: state (ISO 3166 alpha-3), degrees, inhabitants, kind, and the source with its own id."""

    code: str | None
    latitude: float
    longitude: float
    people: int
    kind: str
    source: str


def locate(pack: Pack, name: str, code: str | None, near: Collection[str] = ()) -> Location | None:
    """The place of that name as a point: in the state `code`, or where that is unknown in one of the states `near`.

    Degrees are WGS 84. None where the name is unknown, or means several places and nothing decides between them.
    """
    rows = read_gazetteer(pack).get(plain(name), ())
    if code is not None:
        rows = tuple(r for r in rows if r.code in (code, None))
    elif any(r.code in near for r in rows):
        rows = tuple(r for r in rows if r.code in near)
    else:
        rows = tuple(r for r in rows if r.people >= KNOWN or r.kind != "settlement")
    best = choose(rows)
    return best and Location(name, best.code or code, best.kind, best.latitude, best.longitude, best.source)


def locate_state(name: str, code: str) -> Location | None:
    """A state as the point of its capital."""
    point = read_capitals().get(code)
    return point and Location(name, code, "state", point[0], point[1], point[2])


def choose(rows: tuple[Row, ...]) -> Row | None:
    """The only row, or the one that dwarfs the others; rows come with the largest first."""
    if len(rows) > 1 and rows[0].people < FAR_LARGER * max(1, rows[1].people):
        return None
    return next(iter(rows), None)


@lru_cache(maxsize=8)
def read_gazetteer(pack: Pack) -> dict[str, tuple[Row, ...]]:
    """The pack's places by folded name, the larger ones first; its own entries with a point replace others."""
    found: dict[str, list[Row]] = {}
    for line in str(pack.tables.get("gazetteer", "")).splitlines():
        name, code, latitude, longitude, people, source = line.split("\t")
        row = Row(code, float(latitude), float(longitude), int(people), "settlement", f"geonames:{source}")
        found.setdefault(plain(name), []).append(row)
    table = {name: tuple(sorted(set(rows), key=lambda r: (-r.people, r.source))) for name, rows in found.items()}
    places = pack.tables.get("places", {})
    own = pack.tables.get("actors", {}).get("place", ())  # of a user's file
    for entry in (*places.get("place", ()), *places.get("point", ()), *own):
        if "at" in entry:
            north, east = entry["at"]
            row = Row(entry.get("code"), float(north), float(east), KNOWN, entry.get("kind", "region"), "pack")
            table |= {plain(name.replace("*", "")): (row,) for name in all_names(entry)}
    return table


@lru_cache(maxsize=1)
def read_capitals() -> dict[str, tuple[float, float, str]]:
    """By state: degrees north and east of its capital, and the source's id."""
    lines = (files("svod") / "ontology" / "capitals.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {code: (float(north), float(east), f"geonames:{id_}") for code, north, east, id_ in rows}
