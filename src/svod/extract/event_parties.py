"""The sides of each event in the end: what its clause and the rules say, weighed by the learned model.

Goes in: an article's stage. Comes out: a draft per telling. The model says which states stand on a side; who that is
comes from the clause where it names somebody, else from another telling, else it is the state itself, and such a party
has the basis "passage". Without models the rules stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from svod.extract.event_cast import FEW
from svod.extract.event_context import Draft, codes
from svod.extract.event_setting import nearest_state, state_side
from svod.extract.event_sides import Side, is_collective
from svod.extract.sides_learned import STATED, Key, likely_codes, load_sides, probabilities
from svod.extract.sides_stage import ACTOR, BOTH, RECIPIENT, Stage, coded, other, sides_of
from svod.records import Party


def decide_sides(stage: Stage) -> list[Draft]:
    """The drafts with their sides as the model has them.

    The rules stand where there is no model, and in a text that names too few states for it to go by.
    """
    models = load_sides(stage.scene.pack)
    if models is None or stage.cast.total <= FEW:
        return [telling.full for telling in stage.tellings]
    found = probabilities(stage, models)
    return [decide(stage, n, found) for n in range(len(stage.tellings))]


def tell_sides(stage: Stage) -> tuple[list[Draft], list[Draft]]:
    """The drafts that the rules tell of somebody, and those of which only the passage knows everybody."""
    decided = list(zip(stage.tellings, decide_sides(stage)))
    told = [draft for telling, draft in decided if is_told(telling.full)]
    return told, [draft for telling, draft in decided if not is_told(telling.full) and lacks_nobody(draft)]


def is_told(draft: Draft) -> bool:
    """True where the rules know somebody; a strong rule needs nobody."""
    return bool(draft.actors or draft.recipients or draft.match.rule.strong)


def lacks_nobody(draft: Draft) -> bool:
    """True where both sides are known, of talks two states."""
    if draft.match.rule.symmetric:
        return len(codes(draft.actors)) > 1
    done = draft.match.rule.recipient(draft.match.noun)
    return bool(codes(draft.actors)) and (bool(codes(draft.recipients)) or not done)


def decide(stage: Stage, n: int, found: Mapping[Key, float]) -> Draft:
    """One draft with the parties of its likely states."""
    draft, likely = stage.tellings[n].full, likely_codes(stage, n, found)
    sides = {role: side_parties(stage, n, role, codes) for role, codes in likely.items()}
    if BOTH in sides:
        return draft._replace(actors=sides[BOTH])
    return draft._replace(actors=sides[ACTOR], recipients=sides[RECIPIENT])


def side_parties(stage: Stage, n: int, role: str, likely: Mapping[str, float]) -> tuple[Side, ...]:
    """The parties of one side: the likely ones of the clause and the rules, and one for each other likely state."""
    kept = list(keep(stage, n, role, likely))
    missing = sorted(set(likely) - coded(kept), key=lambda c: (-likely[c], c))
    if any(is_collective(stage.scene, s) for s in kept):  # «стороны» are those who are found, not one of them
        if len(missing) == 1 and not coded(kept):
            return tuple(kept)
        kept = [s for s in kept if s.party.code or not missing]
    nobodys = [s for s in kept if s.party.code is None and s.entity != "outlet"]
    if len(missing) == len(nobodys) == 1:
        return tuple(acting_for(s, missing[0]) if s is nobodys[0] else s for s in kept)
    return (*kept, *(find_party(stage, n, role, code) for code in missing))


def acting_for(side: Side, code: str) -> Side:
    """A party whose state nobody says, with the one that is likely: «полиция», «мужчина»."""
    return side._replace(party=Party(side.party.name, code, side.party.mention), basis="passage")


def keep(stage: Stage, n: int, role: str, likely: Mapping[str, float]) -> Iterator[Side]:
    """The sides whose state is likely; a party of the clause whose state was only guessed stays without one."""
    for side in sides_of(stage.tellings[n].full, role):
        if side.basis == "telling" and not (side.party.code in likely and told_with(stage, n, role, side)):
            continue  # its state, where that is likely, stands there without it
        if side.party.code is None or side.party.code in likely:
            yield side
        elif side.basis == "setting" and side.entity != "state":
            yield side._replace(party=Party(side.party.name, None, side.party.mention), basis="clause")


def told_with(stage: Stage, n: int, role: str, side: Side) -> bool:
    """True where another telling by the same rule names the party itself, against somebody who stands there too."""
    own = stage.tellings[n].own
    others = coded(sides_of(own, other(role)))
    return any(
        t.own.match.rule.id == own.match.rule.id
        and any(s.party == side.party and s.basis in STATED for s in sides_of(t.own, role))
        and (others & coded(sides_of(t.own, other(role))))
        for k, t in enumerate(stage.tellings)
        if k != n
    )


def find_party(stage: Stage, n: int, role: str, code: str) -> Side:
    """The state of a code: that it stands there is likely; which of its people and bodies does, nobody has said."""
    trigger = stage.scene.reading.tokens[stage.tellings[n].own.match.trigger]
    lender = nearest_state(stage.scene, code, trigger.i)
    if lender is None:
        near = min(
            stage.cast.standings[code],
            key=lambda s: (s.sentence != trigger.sentence, s.token > trigger.i, abs(s.token - trigger.i)),
        )
        lender = near.mention
    return state_side(stage.scene, lender, trigger.i, "passage")
