"""The commands `svod judge` and `svod undo`: a person decides, and takes a decision back.

In: ids and a verdict, or the number of a decision. Out: a row more in the log of decisions, and all accounts related
anew. Nothing is ever changed or deleted by it; what stands and what does not is told by `svod log`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.ontology import load_ontology
from svod.present.cli_find import find_id
from svod.present.cli_log import in_words, what_it_says
from svod.present.cli_options import DEFAULT_DB, Db, note, now, opened
from svod.present.cli_speaker import find_speaker
from svod.present.tables import one_line
from svod.store import Decision, load_decisions, save_decision, undo_decision
from svod.store.decisions import CHECKED, PAIR, SINGLE

# prefix of an id → kind of the judgement, and where a cluster's first member is to be found
KINDS = {
    "e": ("event", None),
    "E": ("event", "SELECT event_mention FROM event_parts WHERE event = ? ORDER BY ordinal"),
    "m": ("actor", None),
    "A": ("actor", "SELECT chain FROM actor_chains WHERE actor = ? ORDER BY ordinal"),
    "a": ("article", None),
    "q": ("quotation", None),
    "Q": ("quotation", "SELECT base FROM quotations WHERE id = ?"),
}
PAIRED = KINDS | {
    "k": ("commitment", None),
    "F": ("commitment", "SELECT commitment FROM follow_up_parts WHERE follow_up = ? ORDER BY ordinal"),
}
# what else a note may be about, and whose first member is to carry it
NOTED = {
    "t": ("time", None),
    "R": ("article", "SELECT article FROM reprint_articles WHERE reprints = ? ORDER BY ordinal"),
    "C": ("comparison", None),
    **PAIRED,
}
# what a person may say of that it is right as it stands: of an event all its tellings
RIGHT = {kind: KINDS[kind] for kind in ("e", "E", "q")} | {"C": ("comparison", None)}
VERDICTS = (*PAIR, *SINGLE)
UNKNOWN = ("unknown", "nobody")  # speakers that are none
By = Annotated[str, typer.Option("--by", help="Who decides.", metavar="NAME")]
Why = Annotated[str | None, typer.Option("--note", help="Why, in words.", metavar="WORDS")]


def judge(
    a: Annotated[str, typer.Argument(help="An event, event mention, actor, mention, article or quote.")],
    b: Annotated[str, typer.Argument(help="Another of the same kind; or the verdict on the one.")],
    verdict: Annotated[
        str | None,
        typer.Argument(
            help="On two: same, different, unsure. On one: right, wrong, wrong-type TYPE, wrong-speaker NAME,"
            " wrong-side NAME, note WORDS.",
            metavar="VERDICT",
        ),
    ] = None,
    by: By = "person",
    reason: Why = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Decide whether two records are the same thing, or whether one is right.

    right on an event, a telling, a quote or a comparison: a person has checked it. wrong on a comparison: it is no
    contradiction. different on a commitment and a telling (k-… e-…): this does not settle it. wrong-side on a telling:
    the one named takes no part. wrong-type on an event or a telling of it: the right PLOVER type follows, or nothing
    where it is no event at all. wrong-speaker on a quote: the right name or an actor's id follows, or nothing where
    nobody can know. A decision beats the machine and survives every run. svod log lists them, svod undo takes one back.
    """
    with opened(db) as store:
        if b in SINGLE:
            made = decide_one(store, a, b, verdict, by, reason)
        elif verdict in PAIR:
            made = [decide_two(store, (a, b), verdict, by, reason)]
        elif verdict is None:
            raise UsageError(
                f"{b!r} is no verdict on one record", f"one of {', '.join(SINGLE)}, or two ids and a verdict"
            )
        else:
            raise UsageError(f"{verdict!r} is no verdict on two records", f"one of {', '.join(PAIR)}")
        carry_out(store, made)


def undo(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Of decisions, as svod log gives them; none: the last.", metavar="NUMBER")
    ] = None,
    by: By = "person",
    reason: Why = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Take decisions back. They stay in the log, with who undid them; nothing is deleted."""
    from svod.flow import relate_all

    with opened(db) as store:
        wanted: list[int | None] = [*numbers] if numbers else [None]
        for number in wanted:
            taken = undo_decision(store, number, by, now().isoformat(), reason)
            print(f"undone: {in_words(taken)}")
        relate_all(store)


def carry_out(store: sqlite3.Connection, decisions: list[Decision]) -> None:
    """Store decisions, relate everything anew by them, and say what was decided."""
    from svod.flow import relate_all

    before = {d.number for d in load_decisions(store)}
    kept = [save_decision(store, d) for d in decisions]
    changed = relate_all(store)
    for decision in kept:
        print(in_words(decision))
        if decision.number in before:
            note(f"decision {decision.number} says so already")
        elif decision.verdict == "wrong-speaker" and decision.value and not decision.b:
            note(f"no actor is called {one_line(decision.value)}: the name is kept as written")
    if not changed and kept[0].verdict in PAIR:
        print("nothing across articles changed by it")


def decide_two(store: sqlite3.Connection, ids: tuple[str, str], verdict: str, by: str, reason: str | None) -> Decision:
    """A decision on two records, each by its own id or a cluster's first member."""
    (kind, first), (other, second) = (find_member(store, given, PAIRED) for given in ids)
    if "commitment" in (kind, other):
        if {kind, other} != {"commitment", "event"}:
            raise UsageError("a commitment is decided about with what settles it", f"svod judge {first} e-… different")
        kind = other = "commitment"
    if kind != other:
        raise UsageError(f"{ids[0]} is an {kind}, {ids[1]} an {other}", "give two of one kind")
    if first == second:
        raise UsageError(f"{ids[0]} and {ids[1]} are one and the same record", "give two different ones")
    low, high = sorted((first, second))
    if kind == "actor" and chain_of(store, low) == chain_of(store, high):
        raise UsageError(
            f"{ids[0]} and {ids[1]} are one chain inside an article",
            "a quote's speaker: svod judge q-… wrong-speaker NAME",
        )
    words = (what_it_says(store, low), what_it_says(store, high))
    return Decision(0, now().isoformat(), by, verdict, kind, low, high, note=reason, a_words=words[0], b_words=words[1])


def decide_one(
    store: sqlite3.Connection, given: str, verdict: str, value: str | None, by: str, reason: str | None
) -> list[Decision]:
    """Decisions on one record; on an event's type one for each of its tellings."""
    when = now().isoformat()
    if verdict == "note":
        kind, id_ = find_member(store, given, NOTED)
        words = value or reason
        if not words:
            raise UsageError("a note needs words", f'svod judge {given} note "…"')
        return [Decision(0, when, by, verdict, kind, id_, note=words, a_words=what_it_says(store, id_))]
    if verdict in CHECKED:
        return check(store, given, verdict, Decision(0, when, by, verdict, "", "", note=reason))
    if verdict == "wrong-side":
        return [leave_out(store, given, value, Decision(0, when, by, verdict, "event", "", note=reason))]
    if verdict == "wrong-type":
        type_ = known_type(value)
        members = find_tellings(store, given)
        return [
            Decision(0, when, by, verdict, "event", e, value=type_, note=reason, a_words=what_it_says(store, e))
            for e in members
        ]
    quote = find_id(store, given, ("q",))
    right = find_speaker(store, None if value in UNKNOWN else value, quote)
    return [
        Decision(
            0, when, by, verdict, "quote", quote, right.mention, right.name, right.code, reason,
            what_it_says(store, quote),
        )
    ]  # fmt: skip


def check(store: sqlite3.Connection, given: str, verdict: str, blank: Decision) -> list[Decision]:
    """Decisions that records are right as they stand, or that a comparison is no contradiction."""
    if verdict == "wrong" and not given.startswith("C"):
        raise UsageError(f"{given!r} is no comparison", "of others say what is wrong: wrong-type, wrong-speaker, …")
    kind, id_ = find_member(store, given, RIGHT)
    ids = find_tellings(store, given) if kind == "event" else [id_]
    kind = "quote" if kind == "quotation" else kind
    return [replace(blank, kind=kind, a=a, a_words=what_it_says(store, a)) for a in ids]


def leave_out(store: sqlite3.Connection, given: str, name: str | None, blank: Decision) -> Decision:
    """The decision that somebody takes no part in what a telling says."""
    id_ = find_id(store, given, ("e",))
    found = store.execute("SELECT name FROM parties WHERE event = ? ORDER BY side, ordinal", (id_,))
    names = [str(row[0]) for row in found]
    if name not in names:
        raise UsageError(f"{name or 'nobody'!r} takes no part in {id_}", f"one of {', '.join(dict.fromkeys(names))}")
    return replace(blank, a=id_, value=name, a_words=what_it_says(store, id_))


def find_tellings(store: sqlite3.Connection, given: str) -> list[str]:
    """The event mention with an id, or all those of an event."""
    id_ = find_id(store, given, ("e", "E"))
    if id_.startswith("e-"):
        return [id_]
    return [
        row[0]
        for row in store.execute("SELECT event_mention FROM event_parts WHERE event = ? ORDER BY ordinal", (id_,))
    ]


def known_type(value: str | None) -> str | None:
    """A type as the ontology writes it; None, and "none", for no event at all."""
    if value is None or value.casefold() == "none":
        return None
    types = {name.casefold(): name for name in load_ontology().types}
    if value.casefold() not in types:
        raise UsageError(f"{value!r} is no type of event", f"one of {', '.join(types.values())}, or none")
    return types[value.casefold()]


def find_member(db: sqlite3.Connection, given: str, kinds: dict[str, tuple[str, str | None]]) -> tuple[str, str]:
    """The kind of a record and the id that decisions name it by: of a cluster, its first member's."""
    id_ = find_id(db, given, tuple(kinds))
    kind, query = kinds[id_.split("-")[0]]
    if query is None:
        return kind, id_
    row = db.execute(query, (id_,)).fetchone()
    if row is None:
        raise UsageError(f"{id_} has no members", "run svod add again")
    return kind, str(row[0])


def chain_of(db: sqlite3.Connection, mention: str) -> str:
    """The chain that a mention is in."""
    return str(db.execute("SELECT chain FROM mentions WHERE id = ?", (mention,)).fetchone()[0])
