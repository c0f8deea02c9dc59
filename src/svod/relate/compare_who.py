"""Two claims that name participants or places in, a level out: alike, one more exact, of different states."""

from __future__ import annotations

from svod.relate.compare_numbers import compare_ages
from svod.relate.names import same_person, similar_names
from svod.relate.tellings import Claim, Level

VIOLENT = frozenset(("ASSAULT", "COERCE"))  # where doers of two states can hardly both be the one


def compare_places(a: Claim, b: Claim, kind: str) -> Level:
    """Places: alike, one more exact, of different states."""
    if a.form == b.form:
        return "agree", "place.same"
    if a.form & b.form:
        return "differ", "place.exact"
    if a.code and b.code and a.code != b.code:
        return "contradict", "place.states"
    return "differ", "place.other"


def compare_parties(a: Claim, b: Claim, kind: str) -> Level:
    """Those who took part: alike, one named more exactly, of different states."""
    if a.low is not None or b.low is not None:
        return compare_ages(a, b)
    (first,), (second,) = a.form, b.form
    if first == second:
        return "agree", "party.same"
    if a.code and a.code == b.code and a.state and b.state:
        return "agree", "party.code"  # «Баку», «Азербайджан»
    if a.code and a.code == b.code and (a.state or b.state):
        return "differ", "party.vaguer"  # «Баку», «МИД Азербайджана»
    if a.code and b.code and a.code != b.code:
        return "differ", "party.states"
    if same_person(first, second):
        return "agree", "party.person"
    return "differ", "party.exact" if similar_names(first, second) else "party.other"


def compare_doers(a: Claim, b: Claim, kind: str) -> Level:
    """Those who did it: as participants, but of two states only one can have struck or seized."""
    level = compare_parties(a, b, kind)
    return ("contradict", "doer.states") if level[1] == "party.states" and kind in VIOLENT else level
