"""Tales of events in, links out: which later event follows from which earlier one that it stays apart from.

What can follow from what is said in `ontology/links.toml`. Candidates share a participant of the kinds that a link asks
for, so cost grows with their number and not with that of all pairs. Of several candidates an event has one link of a
kind in each direction: the best. Where a cluster has already joined an announcement and what it announced, there are no
two events and so no link. Precision goes first: a link shown wrongly is a story that never was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from svod.ids import make_id
from svod.records import Link, Reason
from svod.relate.facts import Side
from svod.relate.link_table import LinkKind, load_links
from svod.relate.sides import compare_sides, same_who
from svod.relate.tales import Tale

MONTH = 31  # days: an announced period that is longer tells little
OFTEN = 3  # articles that tell an event: fewer may have misread it
TOPIC = 2  # rare words beside names that are one topic
RARE = 0.01  # share of all events whose sentences have a rare word, at most
SHOWN = 2.0  # score from which a link is made
CROWD = 400  # events that share one participant beyond which sharing says nothing

# Points by level, set by hand on what an editor called right and wrong.
WEIGHTS: dict[str, float] = {
    "doers same": 1.0,
    "doers within": 0.7,
    "doers code": 0.3,
    "doers unknown": -0.5,
    "done to same": 1.0,
    "done to within": 0.7,
    "done to code": 0.3,
    "done to unknown": -0.5,
    "names in common": 1.0,
    "day announced": 1.0,
    "days few": 0.5,
    "days some": 0.2,
    "days many": -0.3,
    "order by kind": -0.2,
    "mode same": 0.5,
    "mode other": -1.0,
    "place same": 0.5,
    "place other": -0.7,
    "words many": 0.7,
    "words some": 0.3,
    "words few": -0.5,
    "told together": 0.5,
    "told often": 0.7,
}
AGREEING = {"same", "within", "code"}
REASONS = {name: Reason(name, weight) for name, weight in WEIGHTS.items()}


def find_links(tales: Sequence[Tale]) -> tuple[Link, ...]:
    """The links between events, sorted by id."""
    told = keep_rare(tales)
    return tuple(sorted((li for kind in load_links() for li in link_kind(kind, told)), key=lambda li: li.id))


def keep_rare(tales: Sequence[Tale]) -> list[Tale]:
    """The tales with only those words that few of them have: what everybody says is no topic."""
    counts = Counter(word for t in tales for word in t.words)
    most = max(5, int(len(tales) * RARE))
    return [replace(t, words=frozenset(w for w in t.words if counts[w] <= most)) for t in tales]


def link_kind(kind: LinkKind, tales: Sequence[Tale]) -> Iterator[Link]:
    """The links of one kind: the best of each event, in both directions."""
    found = []
    for earlier, later in find_pairs(kind, tales):
        reasons = weigh(kind, earlier, later)
        score = round(sum(WEIGHTS[r] for r in reasons), 2)
        if reasons and score >= SHOWN:
            found.append((-score, gap(earlier, later) or 0, earlier.id, later.id, reasons))
    seen: set[tuple[str, str]] = set()
    for score, _, a, b, reasons in sorted(found):
        if not {("earlier", a), ("later", b)} & seen:
            seen |= {("earlier", a), ("later", b)}
            id_ = make_id("L", kind.name, a, b)
            yield Link(id_, kind.name, a, b, -score, tuple(REASONS[r] for r in reasons))


def find_pairs(kind: LinkKind, tales: Sequence[Tale]) -> Iterator[tuple[Tale, Tale]]:
    """Pairs whose shapes fit the kind and that share a participant where the kind asks for one."""
    blocks: dict[str, list[Tale]] = defaultdict(list)
    for tale in tales:
        if tale.factuality in kind.actual and fits(tale, kind.later, None):
            for name in find_names(LATER[kind.sides](tale)):
                blocks[name].append(tale)
    for tale in tales:
        if tale.factuality in kind.was and fits(tale, kind.earlier, None):
            met = {
                t.id: t
                for name in find_names(EARLIER[kind.sides](tale))
                if len(blocks.get(name, ())) <= CROWD
                for t in blocks.get(name, ())
            }
            yield from ((tale, met[i]) for i in sorted(met) if i != tale.id and fits(met[i], kind.later, tale))


def everybody(tale: Tale) -> tuple[Side, ...]:
    """All who take part."""
    return (*tale.actors, *tale.recipients)


# Whose names an earlier and a later event must share to be looked at together.
EARLIER = {
    "same": everybody,
    "patient": lambda t: t.recipients,
    "answer": lambda t: t.recipients,
    "mirrored": everybody,
}
LATER = {"same": everybody, "patient": lambda t: t.recipients, "answer": lambda t: t.actors, "mirrored": everybody}


def find_names(sides: Iterable[Side]) -> Iterator[str]:
    """What participants are looked up by: who they are, and the state they act for."""
    for side in sides:
        yield side.who
        if side.code:
            yield side.code


def fits(tale: Tale, shapes: Sequence[tuple[str, str | None]], earlier: Tale | None) -> bool:
    """True when an event is of one of these types and modes; "=" is the earlier's type, any where none is given."""
    for type_, mode in shapes:
        wanted = earlier.type if earlier and type_ == "=" else type_
        named = mode is None or mode in tale.modes or (mode == "-" and not tale.modes)
        if named and (tale.type == wanted or (earlier is None and type_ == "=")):
            return True
    return False


def weigh(kind: LinkKind, a: Tale, b: Tale) -> tuple[str, ...]:
    """The levels that a pair meets, none where it cannot be a link."""
    sides = weigh_sides(kind, a, b)
    days = weigh_days(kind, a, b)
    words = weigh_words(a, b)
    named = bool(common_names(kind, a, b))
    if "firm" in kind.needs and not all(x.endswith(("same", "within")) for x in sides):
        return ()
    if not sides or not days or ("topic" in kind.needs and words != "words many") or "answer" in kind.needs:
        return ()
    if ("named" in kind.needs and not named) or (a.type == b.type == "AGREE" and words == "words few"):
        return ()
    if kind.sides == "patient" and words == "words few" and not a.articles & b.articles:
        return ()  # one person, and neither a word nor an article that tells both
    more = [words, weigh_mode(a, b), weigh_place(a, b)]
    more += ["names in common"] * named + ["told together"] * bool(a.articles & b.articles)
    more += ["told often"] * (min(len(a.articles), len(b.articles)) >= OFTEN)
    return (*sides, days, *(m for m in more if m))


def weigh_sides(kind: LinkKind, a: Tale, b: Tale) -> tuple[str, ...]:
    """How the sides agree as the kind asks for it; none where they do not."""
    pairs = {
        "same": (("doers", a.actors, b.actors), ("done to", a.recipients, b.recipients)),
        "patient": (("done to", a.recipients, b.recipients),),
        "answer": (("doers", a.recipients, b.actors),),
        "mirrored": (("doers", a.actors, b.recipients), ("done to", a.recipients, b.actors)),
    }[kind.sides]
    levels = []
    for name, left, right in pairs:
        level = compare_sides(left, right)
        if level not in AGREEING and level != "silent":
            return ()
        if left or right:
            levels.append(f"{name} {'unknown' if level == 'silent' else level}")
    known = [x for x in levels if not x.endswith("unknown")]
    return tuple(levels) if known and (kind.sides != "mirrored" or len(known) == len(pairs)) else ()


def common_names(kind: LinkKind, a: Tale, b: Tale) -> list[Side]:
    """Persons and groups named in both, states and mere descriptions left out."""
    left = [s for s in EARLIER[kind.sides](a) if not s.state and not s.described]
    right = [s for s in LATER[kind.sides](b) if not s.state and not s.described]
    return [s for s in left if any(same_who(s, o) for o in right)]


def gap(a: Tale, b: Tale) -> int | None:
    """Days from the one to the other; None where one of them has none."""
    if a.start is None or b.start is None:
        return None
    return b.start - a.start


def weigh_days(kind: LinkKind, a: Tale, b: Tale) -> str:
    """How the days follow one another; "" where they cannot."""
    if "period" in kind.needs:
        return "day announced" if announced(a, b) else ""
    between = gap(a, b)
    if between is None:
        return "order by kind" if kind.ordered else ""
    if between < 0 or between > kind.days or (between == 0 and "later" in kind.needs):
        return ""
    if between == 0 and kind.ordered:
        return "order by kind"  # hardly both on one day: one of them is lent the other's
    return "days few" if between <= 7 else "days some" if between <= 92 else "days many"


def announced(a: Tale, b: Tale) -> bool:
    """True when what is announced for certain days is told of a day among them."""
    if a.start is None or a.end is None or b.start is None or b.end is None or not a.said:
        return False
    if b.last is None or b.last < b.start:
        return False  # told as a fact before its day: misread
    return a.end - a.start <= MONTH and a.start <= b.start and b.end <= a.end and (a.first or a.end) <= a.end


def weigh_words(a: Tale, b: Tale) -> str:
    """How many words beside names the two have in common."""
    shared = len(a.words & b.words)
    return "words many" if shared >= TOPIC else "words some" if shared else "words few"


def weigh_mode(a: Tale, b: Tale) -> str:
    """Whether two events of one type are of one mode."""
    if a.type != b.type or not a.modes or not b.modes:
        return ""
    return "mode same" if a.modes & b.modes else "mode other"


def weigh_place(a: Tale, b: Tale) -> str:
    """Whether they are in one place."""
    if not a.place or not b.place:
        return ""
    return "place same" if a.place == b.place else "place other"
