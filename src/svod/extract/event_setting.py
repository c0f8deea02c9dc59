"""Which state a scene plays in, so that «полиция», «суд» and «силовики» act for one.

Goes in: a scene and a token. Comes out: the state of the place that the sentence (or the one before it) names, else the
only state that the whole article is about. Never a guess between two: where neither holds, None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from svod.extract.event_scene import Scene
from svod.extract.event_sides import Side
from svod.extract.event_when import distance
from svod.packs import Pack
from svod.records import Mention, Party

MOST = 0.75  # share of an article's state mentions that makes it an article about one state
ENOUGH = 4
BOTH, LESSER = 0.85, 0.2  # shares of an article's state mentions that make it an article about two states
BACK = 1  # sentences before


def find_home(scene: Scene) -> Mention | None:
    """The one state an article is about, by its coded mentions; outlets and unions of states do not count."""
    coded = [m for m in scene.mentions if m.code and m.entity != "outlet" and not m.code.startswith("IGO")]
    count = Counter(m.code for m in coded)
    if not count:
        return None
    code, n = min(count.items(), key=lambda x: (-x[1], x[0] or ""))
    if n < ENOUGH or n < MOST * len(coded):
        return None
    return state_mention(scene, code)


def find_pair(scene: Scene) -> dict[str, Mention]:
    """The two states an article is about, each with a mention of the other: talks of one are talks with the other.

    Empty unless the two make up nearly all state mentions and neither stands in passing.
    """
    coded = [m for m in scene.mentions if m.code and m.entity != "outlet" and not m.code.startswith("IGO")]
    ranked = sorted(Counter(str(m.code) for m in coded).items(), key=lambda x: (-x[1], x[0]))[:2]
    if len(ranked) < 2 or len(coded) < ENOUGH or sum(n for _, n in ranked) < BOTH * len(coded):
        return {}
    (first, _), (second, n) = ranked
    mentions = {code: state_mention(scene, code) for code in (first, second)}
    one, other = mentions[first], mentions[second]
    return {first: other, second: one} if one and other and n >= LESSER * len(coded) else {}


def state_mention(scene: Scene, code: str | None) -> Mention | None:
    """A mention of the state with this code: by its name where there is one."""
    same = [m for m in scene.mentions if m.code == code and m.name and m.entity == "state"]
    return next((m for m in same if m.kind == "name"), same[0] if same else None)


def find_setting(scene: Scene, i: int, light: tuple[int, ...], home: Mention | None) -> Mention | None:
    """The state of the place where the event is: told in its clause, its sentence or the one before; else home.

    A place whose state is not known keeps the event from being put anywhere else.
    """
    number = scene.reading.tokens[i].sentence
    for back in range(min(BACK, number) + 1):
        here = scene.reading.sentences[number - back]
        if back and "\n" in scene.text(here.end, scene.reading.sentences[number].start):
            break
        places = scene.places_of.get(here.i, ())
        if places:
            ranked = sorted((distance(scene, i, light, t.i) if not back else 0, abs(t.i - i), t.i) for t in places)
            return None if not back and elsewhere(scene, i, light, ranked[0][0]) else coded_place(scene, ranked[0][2])
    return home


def elsewhere(scene: Scene, i: int, light: tuple[int, ...], rank: int) -> bool:
    """True where the nearest place is that of another deed: «приговор вызвал протесты в Италии» says not where."""
    word = scene.reading.tokens[i]
    verb = scene.reading.tokens[word.head] if word.head >= 0 else word
    moved = word.upos == "NOUN" and word.rel in ("nsubj", "obj") and verb.i not in light
    return moved and rank > 0 and not scene.book.has("being_verbs", verb.lemma)


def coded_place(scene: Scene, i: int) -> Mention | None:
    """The mention of a state or a place with its state at a token."""
    return next((m for m in scene.at[i] if m.code and m.entity in ("state", "place")), None)


def settle(scene: Scene, sides: tuple[Side, ...], here: Mention | None, home: Mention | None) -> tuple[Side, ...]:
    """Give a state to the parties that have none: local bodies act for where they are; at home everybody does."""
    return tuple(settled(scene, side, here, home) for side in sides)


def settled(scene: Scene, side: Side, here: Mention | None, home: Mention | None) -> Side:
    """One party with the state it acts for, where that is known."""
    if side.party.code is not None or side.entity == "outlet":
        return side
    word = scene.reading.tokens[side.token]
    if word.feat("Number") == "Plur" and scene.book.has("partners", word.lemma):
        return side  # «президенты», «стороны» are of several states
    local = scene.book.has("local_bodies", word.lemma)
    state = here if local else home
    if state is None:
        return side
    return side._replace(party=Party(side.party.name, state.code, side.party.mention), basis="setting")


def state_side(scene: Scene, lender: Mention, i: int, basis: str = "setting") -> Side:
    """The state itself as a side, resting on the words that lend it: «в Баку арестовали двоих» → Azerbaijan.

    Its mention is the nearest of that state, never the place or the person who lends it.
    """
    own = nearest_state(scene, lender.code, i)
    span = lender.evidence[0].span
    name = state_names(scene.pack).get(lender.code or "", lender.name or "")
    party = Party(name, lender.code, own.id if own else None)
    return Side(party, "state", i, span.start, span.end, own.chain if own else None, basis)


def nearest_state(scene: Scene, code: str | None, i: int) -> Mention | None:
    """The mention of the state or union with this code that stands nearest to a token, before it rather than after."""
    at, body = scene.reading.tokens[i].start, "organization" if (code or "").startswith("IGO:") else "state"

    def nearness(mention: Mention) -> tuple[int, bool, str]:
        start = mention.evidence[0].span.start
        return abs(start - at), start > at, mention.id

    return min((m for m in scene.coded.get(code or "", ()) if m.entity == body), key=nearness, default=None)


@lru_cache
def state_names(pack: Pack) -> Mapping[str, str]:
    """What the pack calls the states, and the unions of states, by code."""
    actors = pack.tables.get("actors", {})
    unions = [o for o in actors.get("organization", ()) if str(o.get("code")).startswith("IGO:")]
    rows = [*actors.get("state", ()), *unions]
    return {str(row["code"]): str(row["name"]) for row in reversed(rows) if row.get("code")}
