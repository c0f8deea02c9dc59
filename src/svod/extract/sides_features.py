"""What speaks for a state's standing on a side of an event: named features of one (event, side, code).

Goes in: a stage and the number of a telling. Comes out: the features that `sides_learned` weighs;
`eval/learn_sides.py` trains on the very same. Decides nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from svod.extract.event_cast import FEW, Standing
from svod.extract.event_setting import find_setting
from svod.extract.event_when import is_locative
from svod.extract.event_words import preposition
from svod.extract.sides_stage import ACTOR, BOTH, RECIPIENT, Stage, coded, other, sides_of
from svod.extract.sides_way import climb, way

Features = dict[str, float]
FAR = 60  # tokens: beyond that all is equally far
LITTLE = 0.2  # a share of the mentions that does not yet make a state one the article is about


class View:
    """One telling, with what is the same for every code asked about."""

    def __init__(self, stage: Stage, n: int) -> None:
        self.stage, self.n = stage, n
        self.own, self.full = stage.tellings[n].own, stage.tellings[n].full
        tokens = stage.scene.reading.tokens
        self.trigger = tokens[self.own.match.trigger]
        here = find_setting(stage.scene, self.own.match.trigger, self.own.match.frame.light, stage.home)
        self.setting = here.code if here else None
        self.home = stage.home.code if stage.home else None
        self.speaker = self.own.quote.speaker_code if self.own.quote else None
        self.up = climb(stage.scene, self.trigger.i)
        self.stated = {role: coded(sides_of(self.own, role)) for role in (ACTOR, RECIPIENT, BOTH)}
        self.given = {role: coded(sides_of(self.full, role)) for role in (ACTOR, RECIPIENT, BOTH)}
        self.named = frozenset().union(*self.stated.values(), *self.given.values())
        self.either: dict[str, Features] = {}  # by code: what holds on whichever side

    def features(self, role: str, code: str) -> Features:
        """All that speaks for or against one code on one side."""
        return self.general(role) | self.said(role, code) | self.weight(role, code) | self.regardless(code)

    def general(self, role: str) -> Features:
        """What holds for the telling and the side, whoever is asked about."""
        rule, match, cast = self.own.match.rule, self.own.match, self.stage.cast
        mine, full = self.stated[role], self.given[role]
        found = {
            f"type {rule.type}": 1.0,
            f"mode {rule.mode}": 1.0,
            f"told as {self.own.status}": 1.0,
            f"trigger is {self.trigger.rel.partition(':')[0]}": 1.0,
            "states in the article": min(10, len(cast.rank)) / 10,
            "states on the side": float(min(3, len(full))),
        }
        flags = {
            "noun": match.noun,
            "clause names nobody": not mine,
            "nobody is found": not full,
            "party without a state": bool(sides_of(self.own, role)) and not mine,
            "filled by somebody unknown": ("recipient" if role == RECIPIENT else "actor") in self.own.closed,
            "in a quote": self.own.quote is not None,
            "one state in the article": len(cast.rank) == 1 and cast.total > FEW,
            "two states in the article": len(cast.rank) == 2 and cast.total > FEW,
        }
        found.update({name: 1.0 for name, holds in flags.items() if holds})
        return found

    def said(self, role: str, code: str) -> Features:
        """What the clause and the rules say: the same of every code that is not among the `named`."""
        rule = self.own.match.rule
        kind = rule.type
        own, theirs = self.stated[role], self.stated[other(role)]
        whole, across = self.given[role], self.given[other(role)]
        found: Features = {}
        if code in own:
            found["clause names it here"] = 1.0
            found[f"clause names it here {kind}"] = 1.0
            found[f"clause names it here {rule.id}"] = 1.0
            found[f"clause names it here {rule.mode}"] = 1.0
        else:
            found[f"clause does not name it here {rule.id}"] = 1.0
        if code in whole:
            found["rules put it here"] = 1.0
            found[f"rules put it here {kind}"] = 1.0
            if code not in own:
                found["lent"] = 1.0
                found[f"lent {kind}"] = 1.0
            for side in sides_of(self.full, role):
                if side.party.code == code:
                    found[f"by {side.basis}"] = 1.0
                    found[f"by {side.basis} {kind}"] = 1.0
                    found[f"as {side.entity}"] = 1.0
        if role != BOTH:
            if code in theirs:
                found["clause names it across"] = 1.0
            if code in across:
                found["rules put it across"] = 1.0
                if code not in whole:
                    found["rules put it only across"] = 1.0
            if theirs - {code}:
                found["another stands across"] = 1.0
        if own - {code}:
            found["clause names another here"] = 1.0
        if whole - {code}:
            found["rules put another here"] = 1.0
        return found

    def weight(self, role: str, code: str) -> Features:
        """How much the article is about it, and where the event and its words are at home."""
        rule, cast = self.own.match.rule, self.stage.cast
        nobody = not self.stated[role]
        share, rank = cast.share.get(code, 0.0), cast.rank.get(code, 99)
        found = {"share of mentions": share}
        if nobody:
            found["share where the clause names nobody"] = share
        if rank < 3 and share > LITTLE:
            found[f"named most, place {rank + 1}"] = 1.0
            if nobody:
                found[f"named most, place {rank + 1}, clause names nobody"] = 1.0
            if rank < 2 and nobody:
                found[f"named most, place {rank + 1}, clause names nobody {rule.type}"] = 1.0
            if rank == 0:
                found[f"named most {rule.mode} {nobody}"] = 1.0
        if code.startswith("IGO"):
            found["organisation of states"] = 1.0
        if code == self.setting:
            found["where it happens"] = 1.0
            found[f"where it happens {rule.type}"] = 1.0
            found[f"where it happens {rule.id}"] = 1.0
        if code == self.home:
            found["what the article is about"] = 1.0
        if code == self.speaker:
            found["speaker"] = 1.0
            found[f"speaker {rule.type}"] = 1.0
            if nobody:
                found["speaker where the clause names nobody"] = 1.0
        return found

    def regardless(self, code: str) -> Features:
        """What holds on whichever side."""
        if code not in self.either:
            self.either[code] = self.place(code) | self.elsewhere(code)
        return self.either[code]

    def place(self, code: str) -> Features:
        """Where its mentions stand as the trigger sees them."""
        standings = self.stage.cast.standings.get(code, ())
        nearest = self.nearest(code)
        near = abs(nearest.token - self.trigger.i) if nearest else 999
        found = {"distance": min(FAR, near) / FAR, "distance, log": math.log1p(min(999, near)) / 5}
        if standings and standings[0].token < self.trigger.i:  # they are in text order
            found["named before"] = 1.0
        if standings and standings[0].sentence <= 1:
            found["in the opening"] = 1.0
        before = self.standing_in(code, self.trigger.sentence - 1)
        if before:
            found["mentions in the sentence before"] = float(min(2, len(before)))
            if any(self.stage.scene.reading.tokens[s.token].rel.startswith("nsubj") for s in before):
                found["subject of the sentence before"] = 1.0
        here = self.standing_in(code, self.trigger.sentence)
        if here:
            found["mentions in the sentence"] = float(min(3, len(here)))
            found["in the sentence"] = 1.0
            found |= self.standing(here)
        elif nearest:
            found[f"nearest is {nearest.mention.kind}"] = 1.0
            found[f"nearest is {nearest.mention.entity}"] = 1.0
        return found

    def standing_in(self, code: str, number: int) -> tuple[Standing, ...]:
        """The mentions of a code in one sentence."""
        cast = self.stage.cast
        if code not in cast.present.get(number, ()):
            return ()
        sentence, tokens = self.stage.scene.reading.sentences[number], cast.tokens[code]
        return cast.standings[code][bisect_left(tokens, sentence.first) : bisect_left(tokens, sentence.last)]

    def nearest(self, code: str) -> Standing | None:
        """The mention of a code that is nearest to the trigger, the earlier of two."""
        tokens, i = self.stage.cast.tokens.get(code, ()), self.trigger.i
        if not tokens:
            return None
        after = bisect_left(tokens, i)
        near = min(tokens[max(0, after - 1) : after + 1], key=lambda k: (abs(k - i), k))
        return self.stage.cast.standings[code][bisect_left(tokens, near)]

    def standing(self, here: Sequence[Standing]) -> Features:
        """The way through the tree from the trigger to the nearest mention in its sentence."""
        scene, kind = self.stage.scene, self.own.match.rule.type
        words, found = scene.reading.tokens, Features()
        if any(is_locative(scene, words[s.token]) for s in here):
            found["place in the sentence"] = 1.0
        if any(words[s.token].rel.startswith("nsubj") for s in here):
            found["a subject in the sentence"] = 1.0
        ways = [(way(scene, self.up, s.token), s) for s in here]
        known = [(len(w[0]) + len(w[1]), n, w, s) for n, (w, s) in enumerate(ways) if w is not None]
        if not known:
            return found
        cost, _, (up, down), nearest = min(known, key=lambda k: k[:2])
        word = words[nearest.token]
        case, prep = word.feat("Case"), preposition(scene.reading, word, scene.book)
        first = down[0] if down else "self"
        found |= {
            "way " + "^".join(up[:3]) + ">" + ">".join(down[:3]): 1.0,
            "steps": cost / 5,
            "steps up": len(up) / 5,
            f"down {first}": 1.0,
            f"down {first} {kind}": 1.0,
            f"up {up[0] if up else '-'} down {first} {case}": 1.0,
            f"case {case}": 1.0,
            f"a {nearest.mention.kind}": 1.0,
            f"a {nearest.mention.entity}": 1.0,
            f"with {prep}+{case}": 1.0,
            f"with {prep}+{case} {kind}": 1.0,
        }
        if is_locative(scene, word):
            found["place"] = 1.0
            found[f"place {kind}"] = 1.0
        if nearest.token > self.trigger.i:
            found["after the trigger"] = 1.0
        if abs(nearest.token - self.trigger.i) <= 2:
            found["beside the trigger"] = 1.0
        if word.head == self.trigger.i:
            found["hangs from the trigger"] = 1.0
        return found

    def elsewhere(self, code: str) -> Features:
        """On which side the article's other tellings of this type have it, by their own clauses."""
        found: Features = {}
        rule, tallies = self.own.match.rule, self.stage.tallies
        sides = zip(("actor", "recipient"), tallies["type", rule.type], tallies["rule", rule.id])
        for (name, alike, same_rule), mine in zip(sides, self.stage.own_codes[self.n]):
            count = alike.codes.get(code, 0) - (code in mine)
            if count:
                found[f"{name} elsewhere"] = count / (alike.filled - bool(mine))
                found[f"{name} elsewhere {rule.type}"] = 1.0
                if same_rule.codes.get(code, 0) > (code in mine):
                    found[f"{name} by the same rule"] = 1.0
        return found
