"""Follow-ups as rows, and how they stand on a given day; which of them are wanted is for `commitment_page.py` to find.

In: a database, ids and a day. Out: dicts, in the order of the ids. Whether something is due, overdue or
expired is worked out here for the day asked about, and kept nowhere; what was said or came of it after that day is not
known yet. Reads; writes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from svod.present.cli_rows import Row, query_rows
from svod.present.tables import clean

KINDS = ("promise", "demand", "threat", "forecast", "plan")
SETTLED = ("fulfilled", "broken", "withdrawn", "disputed")
BETWEEN = " … "  # stands between the parts of words that a cue breaks
LISTED = """
    SELECT f.id, f.kind, f.status, f.made, f.start, f.end, f.edtf, f.voices, p.commitment, c.article, c.according_to,
           c.quote, c.negated, a.name AS article_name, a.outlet, a.published, a.title, a.url
    FROM follow_ups AS f JOIN follow_up_parts AS p ON p.follow_up = f.id AND p.ordinal = 0
    JOIN commitments AS c ON c.id = p.commitment JOIN articles AS a ON a.id = c.article
    WHERE f.id IN (SELECT value FROM json_each(?))"""
TOLD = """
    SELECT p.commitment AS id, c.article, c.according_to, a.name AS article_name, a.outlet, a.published, a.url
    FROM follow_up_parts AS p JOIN commitments AS c ON c.id = p.commitment JOIN articles AS a ON a.id = c.article
    WHERE p.follow_up = ? ORDER BY p.ordinal"""
CHANGED = """
    SELECT x.status, x.day, x.record, x.according_to, x.score, x.reasons, x.article, e.text AS words, a.outlet,
           a.name AS article_name, a.published, a.url, e.start AS start_at, e.end AS end_at, x.follow_up
    FROM changes AS x JOIN articles AS a ON a.id = x.article
    JOIN evidence AS e ON e.record = x.follow_up AND e.part = 'change' AND e.ordinal = x.ordinal
    {} ORDER BY x.follow_up, x.ordinal"""


def latest_day(db: sqlite3.Connection) -> str:
    """The day of the latest article: what "now" is for a database. Empty where no article has one."""
    query = "SELECT published FROM articles WHERE (published IS NULL) = 0 ORDER BY published DESC LIMIT 1"
    return next((str(moment)[:10] for (moment,) in db.execute(query)), "")


def load_rows(db: sqlite3.Connection, ids: Sequence[str], as_of: str) -> list[Row]:
    """Follow-ups by id, in this order, with their words and how they stand on a day."""
    sides, history, wanted = load_parties(db, ids), load_history(db, ids), json.dumps(list(ids))
    rows = {row["id"]: row for row in query_rows(db, LISTED, [wanted])}
    for row in rows.values():
        row["status"] = status_on(row["status"], history.get(row["id"], []), as_of)
        holder = next(iter(sides.get((row["id"], "holder"), [])), None)
        row |= {"holder": holder and holder["name"], "holder_code": holder and holder["code"]}
        row["to"] = [p["name"] for p in sides.get((row["id"], "addressee"), [])]
        row["to_codes"] = [p["code"] for p in sides.get((row["id"], "addressee"), [])]
        row["according_to"] = json.loads(row["according_to"])
        row["stands"] = stand(row, as_of)
        row |= words_of(db, row["commitment"])
    return [rows[id_] for id_ in ids if id_ in rows]


def load_history(db: sqlite3.Connection, ids: Sequence[str] | None = None) -> dict[str, list[Row]]:
    """By follow-up, of all or of some, what became of it, step by step, each with the words that show it."""
    of_these = "" if ids is None else "WHERE x.follow_up IN (SELECT value FROM json_each(?))"
    found: dict[str, list[Row]] = {}
    for change in query_rows(db, CHANGED.format(of_these), [] if ids is None else [json.dumps(list(ids))]):
        change["according_to"], change["reasons"] = json.loads(change["according_to"]), json.loads(change["reasons"])
        found.setdefault(change.pop("follow_up"), []).append(change)
    return found


def status_on(status: str, changes: list[Row], as_of: str) -> str:
    """The status as articles out by a day leave it: the given one where they are all."""
    known = known_by(changes, as_of)
    if len(known) == len(changes):
        return status
    settled = {c["status"] for c in known} & set(SETTLED)
    if len(settled) > 1:
        return "disputed"
    return next(iter(settled)) if settled else str(known[-1]["status"]) if known else "open"


def known_by(changes: list[Row], as_of: str) -> list[Row]:
    """The changes that articles had told by a day."""
    return [c for c in changes if not as_of or (c["published"] or c["day"] or "")[:10] <= as_of]


def load_parties(db: sqlite3.Connection, ids: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    """Holders and addressees by follow-up and side."""
    query = """
        SELECT event, side, name, code FROM parties WHERE event IN (SELECT value FROM json_each(?))
        ORDER BY event, side, ordinal"""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in query_rows(db, query, [json.dumps(list(ids))]):
        found.setdefault((row["event"], row["side"]), []).append(row)
    return found


def words_of(db: sqlite3.Connection, commitment: str) -> Row:
    """The words of a commitment with its condition and the words of its deadline."""
    query = "SELECT role, text FROM evidence WHERE record = ? AND part = 'whole' ORDER BY ordinal"
    said = query_rows(db, query, (commitment,))
    parts = {role: [r["text"] for r in said if r["role"] == role] for role in ("content", "condition", "deadline")}
    return {
        "words": BETWEEN.join(parts["content"] or [r["text"] for r in said[:1]]),
        "condition": BETWEEN.join(parts["condition"]) or None,
        "deadline": BETWEEN.join(parts["deadline"]) or None,
    }


def stand(row: Row, as_of: str) -> str:
    """How a follow-up stands on a day: settled as its status says, else overdue, due (within its days) or open."""
    if row["status"] in SETTLED or not row["end"]:
        return str(row["status"]) if row["status"] in SETTLED else "open"
    if row["end"] < as_of:
        return "overdue" if row["kind"] in ("promise", "plan") else "expired"
    return "due" if not row["start"] or row["start"] <= as_of else "open"


def commitment_card(db: sqlite3.Connection, row: Row) -> Row:
    """One follow-up with every telling of it and its history, each change with the words that show it."""
    told = [t | words_of(db, t["id"]) for t in query_rows(db, TOLD, (row["id"],))]
    for entry in told:
        entry["according_to"] = json.loads(entry["according_to"])
    return row | {
        "role": find_role(db, row["id"]),
        "told": told,
        "changes": load_history(db, [row["id"]]).get(row["id"], []),
    }


def describe_follow_up(db: sqlite3.Connection, id_: str) -> list[str]:
    """One follow-up in lines, as things stand on the day of the latest article."""
    rows = load_rows(db, [id_], latest_day(db))
    return [clean(line) for row in rows for line in write_card(commitment_card(db, row))]


def find_role(db: sqlite3.Connection, id_: str) -> str | None:
    """The office that an article gives the holder."""
    query = """
        SELECT r.title FROM parties AS p JOIN mentions AS m ON m.id = p.mention JOIN mentions AS o ON o.chain = m.chain
        JOIN roles AS r ON r.mention = o.id WHERE p.event = ? AND p.side = 'holder' ORDER BY r.mention, r.ordinal"""
    return next((str(title) for (title,) in db.execute(query, (id_,))), None)


def write_card(card: Row) -> Iterator[str]:
    """A follow-up in lines."""
    yield f"{card['kind']} {card['id']}"
    names = {
        "holder": "by",
        "role": "as",
        "edtf": "deadline",
        "deadline": "in words",
        "condition": "if",
        "made": "made",
    }
    for key, name in names.items():
        if card[key]:
            yield f"  {name}: {card[key]}"
    yield from ([f"  to: {', '.join(card['to'])}"] if card["to"] else [])
    yield f"  stands: {card['stands']} ({card['status']})"
    for told in card["told"]:
        yield f"  told: {told['published'] or '?'} {source(told)}{told['article_name']}: {told['words']}"
    for change in card["changes"]:
        why = ", ".join(name for name, _ in change["reasons"])
        head = f"  {change['day'] or '?'} {change['status']}: {source(change)}{change['article_name']}"
        yield f"{head}: {change['words']}"
        yield f"    because: {why} ({change['record']})"


def source(row: Row) -> str:
    """Who tells it, on whose word."""
    chain = [name for name in (row["outlet"], *row["according_to"]) if name]
    return " > ".join(dict.fromkeys(chain)) + ", " if chain else ""
