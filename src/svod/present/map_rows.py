"""Events as points of a map: by place how many and of what class; how many have no place, or one without coordinates.

In: rows of events and the tellings that place them. Out: a `Places`. An event whose accounts name several places is
counted at each of them, and such events are counted apart. It guesses no place and draws nothing.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from svod.present.cli_rows import Row, query_rows
from svod.present.paging import IDS, dump_ids
from svod.present.report_words import country, quad

KINDS = ("settlement", "region", "water", "state")
PLACED = """
    SELECT p.event AS event, m.id AS id, m.mode AS mode, m.place AS place, m.according_to AS according_to,
           (SELECT speaker FROM corrected_quotes WHERE id = m.quote) AS speaker, a.outlet AS outlet,
           l.name AS name, l.code AS code, l.kind AS kind, l.latitude AS latitude, l.longitude AS longitude
    FROM event_parts AS p JOIN corrected_event_mentions AS m ON m.id = p.event_mention
    JOIN articles AS a ON a.id = m.article
    LEFT JOIN locations AS l ON l.event_mention = m.id WHERE m.place IS NOT NULL {} ORDER BY p.event, a.id, m.ordinal"""


@dataclass(frozen=True, slots=True)
class Point:
    """One place with the events that are told to have happened there."""

    name: str
    kind: str  # settlement | region | water | state, which means no more than: somewhere in it
    code: str | None
    latitude: float
    longitude: float
    events: tuple[str, ...]  # ids, in the order of the rows
    quads: Mapping[int, int]

    @property
    def asked(self) -> str:
        """How a filter asks for just this place: «Киев @50.45,30.52», of a state as a whole «@UKR»."""
        if self.kind == "state":
            return f"@{self.code}"
        return f"{self.name} @{self.latitude!r},{self.longitude!r}"

    @property
    def main(self) -> int:
        """The class of most of its events; of equals the one that stands for more conflict."""
        return max(self.quads, key=lambda q: (self.quads[q], q), default=0)


@dataclass(frozen=True, slots=True)
class Places:
    """All there is to show, the fullest places first."""

    points: tuple[Point, ...]
    unknown: tuple[tuple[str, int], ...]  # names that have no coordinates, and the number of events there
    total: int  # events that fit
    placed: int  # of these on the map
    several: int  # of these at more than one point
    unplaced: tuple[Row, ...]  # events of which no account names a place

    @property
    def nowhere(self) -> int:
        """Events whose every place has no coordinates."""
        return self.total - self.placed - len(self.unplaced)


def placed_tellings(db: sqlite3.Connection, events: Sequence[str] | None = None) -> dict[str, list[Row]]:
    """By event, of some or of all, the tellings that name a place, with its point where it is known."""
    found: dict[str, list[Row]] = {}
    query = PLACED.format("" if events is None else f"AND p.event IN {IDS}")
    for row in query_rows(db, query, [] if events is None else [dump_ids(events)]):
        found.setdefault(row["event"], []).append(row)
    return found


def make_places(rows: Sequence[Row], told: Mapping[str, Sequence[Row]], fits: Callable[[Row], bool]) -> Places:
    """Put events on the map; `fits` says which tellings count."""
    at: dict[tuple[object, ...], list[tuple[Row, Row]]] = {}
    unknown = Counter[str]()
    several = placed = 0
    for row in rows:
        own = [t for t in told.get(row["id"], ()) if fits(t)]
        keys = {key_of(t): t for t in reversed(own) if t["latitude"] is not None}
        for key, telling in keys.items():
            at.setdefault(key, []).append((row, telling))
        if not keys:
            unknown.update({t["place"] for t in own})
        placed += bool(keys)
        several += len(keys) > 1
    points = [make_point(pairs) for pairs in at.values()]
    return Places(
        tuple(sorted(points, key=lambda p: (-len(p.events), p.name, p.latitude, p.longitude))),
        tuple(sorted(unknown.items(), key=lambda item: (-item[1], item[0]))),
        len(rows),
        placed,
        several,
        tuple(row for row in rows if not any(map(fits, told.get(row["id"], ())))),
    )


def key_of(telling: Row) -> tuple[object, ...]:
    """What makes two tellings stand at one point: the state, or the coordinates."""
    if telling["kind"] == "state":
        return "state", telling["code"]
    return "point", telling["latitude"], telling["longitude"]


def make_point(pairs: Sequence[tuple[Row, Row]]) -> Point:
    """One point out of its events, each with the telling that places it there."""
    first = pairs[0][1]
    names = Counter(t["name"] for _, t in pairs)
    name = min(names, key=lambda n: (-names[n], n))
    if first["kind"] == "state":
        name = country(first["code"]) or name
    return Point(
        name, first["kind"] if first["kind"] in KINDS else "region", first["code"], first["latitude"],
        first["longitude"], tuple(row["id"] for row, _ in pairs), count_classes(row for row, _ in pairs),
    )  # fmt: skip


def count_classes(rows: Iterable[Row]) -> dict[int, int]:
    """How many events of each quad class."""
    counts = Counter(quad(row["type"]) for row in rows)
    return {q: counts[q] for q in sorted(counts)}
