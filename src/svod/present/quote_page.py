"""A page of quotes, one by one or each quotation once, with the number of all that fit: only the page is read.

In: a database, a `QuoteChoice`, where the page begins and how long it is. Out: the rows that `quote_rows.quote_rows`
would give at these places (`group_rows` of them for quotations), and how many it would give in all. What fits is asked
of SQLite by its indexes; `choice.words` alone is judged here, of all that fit else. Reads; writes nothing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from svod.present.cli_rows import Row, query_rows
from svod.present.paging import IDS, LATEST, Forms, Page, Term, among, dump_ids, find_outlets, make_where, named
from svod.present.quote_rows import QuoteChoice, find_about, group_rows, make_finder, one_each

DATED = "(a.published IS NULL) = 0"
ORDER = ("a.published IS NULL", "a.published", "a.id", "q.ordinal")  # that of readable_quotes
# the order of lists is there already in the first; the second begins with the quotes that fit and sorts them
IN_ORDER = "articles AS a CROSS JOIN quotes AS q ON q.article = a.id"
BY_QUOTE = "quotes AS q CROSS JOIN articles AS a INDEXED BY articles_without_text ON a.id = q.article"
MANY = 3000  # quotes that fit, from which on it is quicker to look at one after the other than to sort them
CHUNK = 1000  # quotes read at a time where all are wanted
OF_ACTOR = """
    SELECT m.id FROM actor_chains AS c JOIN mentions AS m ON m.chain = c.chain WHERE c.actor >= ? AND c.actor < ?"""
OF_NAME = f"""q.speaker IN {IDS} OR q.speaker_mention IN (
    SELECT m.id FROM actor_names AS n JOIN actor_chains AS c ON c.actor = n.actor
    JOIN mentions AS m ON m.chain = c.chain WHERE n.name IN {IDS})"""
ANY_NAME = f"""q.speaker IN {IDS} OR EXISTS (
    SELECT 1 FROM mentions AS m CROSS JOIN actor_chains AS c ON c.chain = m.chain
    CROSS JOIN actor_names AS n ON n.actor = c.actor WHERE m.id = q.speaker_mention AND +n.name IN {IDS})"""
FEW = 300  # names that fit, up to which it is quicker to begin with them than with the quotes
NAMES_CODE = "EXISTS (SELECT 1 FROM quote_codes AS n WHERE n.quote = q.id AND n.code = ?)"
EVERY_NAME = "SELECT speaker FROM quotes UNION SELECT name FROM actor_names"


@dataclass(frozen=True, slots=True)
class Found:
    """Which quotes fit: conditions on quotes and articles, and how many that are."""

    terms: list[Term]
    total: int

    def query(self, columns: str, *, more: Sequence[Term] = (), newest: bool = False) -> tuple[str, list[object]]:
        """A query for columns of the quotes that fit, in order of time or the other way round."""
        where, values = make_where([*self.terms, *more])
        parts = ORDER[1:] if DATED in where else ORDER  # without what is the same for all, the index has the order
        order = ", ".join(f"{part} DESC" if newest else part for part in parts)
        by_quote = more or ("q." in where and self.total <= MANY)
        return f"SELECT {columns} FROM {BY_QUOTE if by_quote else IN_ORDER}{where} ORDER BY {order}", values


def find_quotes(
    db: sqlite3.Connection, choice: QuoteChoice, forms: Forms, *, first: int, limit: int | None, newest: bool = False
) -> Page:
    """The quotes that fit, one by one, from place `first` on, `limit` of them or all."""
    found = find_fitting(db, choice, forms)
    return Page(list(read_quotes(db, found, (first, limit), newest=newest)), found.total)


def read_quotes(
    db: sqlite3.Connection, found: Found, part: tuple[int, int | None], *, newest: bool = False
) -> Iterator[Row]:
    """The quotes at a part (first, limit) of the order, some at a time."""
    first, limit = part
    if first >= found.total:
        return
    query, values = found.query("q.id", newest=newest)
    rows = db.execute(f"{query} LIMIT ? OFFSET ?", (*values, -1 if limit is None else limit, first))
    ids = [id_ for (id_,) in rows]
    for at in range(0, len(ids), CHUNK):
        yield from load_quotes(db, ids[at : at + CHUNK])


def find_quotations(
    db: sqlite3.Connection, choice: QuoteChoice, forms: Forms, *, first: int, limit: int | None, newest: bool = False
) -> Page:
    """The quotes that fit, those of one quotation as one row, from place `first` on, `limit` of them or all.

    A quotation stands where the first of its quotes that fit does.
    """
    return read_quotations(db, find_fitting(db, choice, forms), (first, limit), newest=newest)


def read_quotations(
    db: sqlite3.Connection, found: Found, part: tuple[int, int | None], *, newest: bool = False
) -> Page:
    """The quotations at a part (first, limit) of the order."""
    first, limit = part
    if not found.total:
        return Page([], 0)
    leaders = islice(walk_leaders(db, found, newest=newest), first, None if limit is None else first + limit)
    shown = list(leaders)
    members = load_members(db, found, [quotation for _, quotation in shown if quotation])
    ids = [id_ for quote, quotation in shown for id_ in (members[quotation] if quotation else [quote])]
    groups = {row["quotation"] or row["id"]: row for row in group_rows(load_quotes(db, ids))}
    return Page([groups[quotation or quote] for quote, quotation in shown], count_quotations(db, found))


def find_fitting(db: sqlite3.Connection, choice: QuoteChoice, forms: Forms) -> Found:
    """Which quotes fit."""
    terms = [*plain_terms(db, choice, forms), *as_corrected(db, speaker_terms(db, choice, forms))]
    if choice.words:
        terms = [among("q.id", find_words(db, Found(terms, 0), choice.words, forms))]
    return Found(terms, count(db, terms))


def count(db: sqlite3.Connection, terms: Sequence[Term]) -> int:
    """How many quotes fit; articles are looked at only where something is asked of them."""
    where, values = make_where(terms)
    tables = "quotes AS q JOIN articles AS a ON a.id = q.article" if "a." in where else "quotes AS q"
    return int(db.execute(f"SELECT count(*) FROM {tables}{where}", values).fetchone()[0])


def plain_terms(db: sqlite3.Connection, choice: QuoteChoice, forms: Forms) -> list[Term]:
    """What is asked of quotes and their articles, speakers aside."""
    terms: list[Term] = []
    if choice.acts:
        terms.append(among("q.act", choice.acts))
    if choice.kinds:
        terms.append(among("q.kind", choice.kinds))
    if choice.several:
        several = "SELECT k.quote FROM quotation_quotes AS k JOIN quotations AS n ON n.id = k.quotation"
        terms.append((f"q.id IN ({several} WHERE n.voices > 1)", []))
    if choice.since is not None or choice.until is not None:
        terms.append((DATED, []))
    if choice.since is not None:
        terms.append(("a.published >= ?", [choice.since]))
    if choice.until is not None:
        terms.append(("a.published <= ?", [choice.until + LATEST]))
    if choice.outlet is not None:
        terms.append(among("a.outlet", find_outlets(db, choice.outlet)))
    if choice.about is not None:
        terms.append(among("q.id", sorted(find_about(db, choice.about, forms))))
    return terms


def speaker_terms(db: sqlite3.Connection, choice: QuoteChoice, forms: Forms) -> list[Term]:
    """What is asked of speakers."""
    terms: list[Term] = []
    if choice.country is not None:
        terms.append(("q.speaker_code = ?", [choice.country]))
    if choice.dyad is not None:
        one = f"(q.speaker_code = ? AND {NAMES_CODE})"
        terms.append((f"{one} OR {one}", [*choice.dyad, *reversed(choice.dyad)]))
    if choice.speaker is not None and re.fullmatch(r"A-[0-9a-f]{3,}", choice.speaker):
        terms.append((f"q.speaker_mention IN ({OF_ACTOR})", [choice.speaker, f"{choice.speaker}g"]))
    elif choice.speaker is not None:
        names = named(db, choice.speaker, forms, EVERY_NAME)
        terms.append((OF_NAME if len(names) <= FEW else ANY_NAME, [dump_ids(names)] * 2))
    return terms


def as_corrected(db: sqlite3.Connection, terms: list[Term]) -> list[Term]:
    """Conditions on speakers where people have named some: these few are asked one by one."""
    query = "SELECT DISTINCT record FROM corrections WHERE verdict = 'wrong-speaker'"
    changed = dump_ids(record for (record,) in db.execute(query)) if terms else "[]"
    if changed == "[]":
        return terms
    where, values = make_where([*terms, (f"q.id IN {IDS}", [changed])])
    fitting = dump_ids(id_ for (id_,) in db.execute(f"SELECT q.id FROM corrected_quotes AS q{where}", values))
    where, values = make_where([*terms, (f"q.id NOT IN {IDS}", [changed])])
    return [(f"{where.removeprefix(' WHERE ')} OR q.id IN {IDS}", [*values, fitting])]


def find_words(db: sqlite3.Connection, found: Found, words: str, forms: Forms) -> list[str]:
    """Those of the quotes that have the words in any form."""
    content = """(SELECT group_concat(text, ' … ') FROM (
        SELECT text FROM evidence WHERE record = q.id AND part = 'whole' AND role = 'content' ORDER BY ordinal))"""
    where, values = make_where(found.terms)
    has = make_finder(words, forms)
    return [id_ for id_, text in db.execute(f"SELECT q.id, {content} FROM {BY_QUOTE}{where}", values) if has(text)]


def walk_leaders(db: sqlite3.Connection, found: Found, *, newest: bool = False) -> Iterator[tuple[str, str | None]]:
    """The quotes that stand for themselves or are the first that fit of their quotation, each with that."""
    query, values = found.query("q.id, (SELECT quotation FROM quotation_quotes WHERE quote = q.id)", newest=newest)
    met: set[str] = set()
    for id_, quotation in db.execute(query, values):
        if quotation is None:
            yield id_, None
        elif newest:  # its quotes come last to first
            if load_members(db, found, [quotation])[quotation][0] == id_:
                yield id_, quotation
        elif quotation not in met:
            met.add(quotation)
            yield id_, quotation


def load_members(db: sqlite3.Connection, found: Found, quotations: Sequence[str]) -> dict[str, list[str]]:
    """By quotation those of its quotes that fit, in order of time."""
    members: dict[str, list[str]] = {}
    if not quotations:
        return members
    own = f"q.id IN (SELECT quote FROM quotation_quotes WHERE quotation IN {IDS})"
    query, values = found.query(
        "q.id, (SELECT quotation FROM quotation_quotes WHERE quote = q.id)", more=[(own, [dump_ids(quotations)])]
    )
    for id_, quotation in db.execute(query, values):
        members.setdefault(quotation, []).append(id_)
    return members


def count_quotations(db: sqlite3.Connection, found: Found) -> int:
    """How many rows the quotes are when those of one quotation are one row."""
    where, values = make_where(found.terms)
    query = f"""SELECT count(*), count(DISTINCT k.quotation) FROM quotation_quotes AS k
        CROSS JOIN quotes AS q ON q.id = k.quote CROSS JOIN articles AS a ON a.id = q.article{where}"""
    quotes, quotations = db.execute(query, values).fetchone()
    return found.total - int(quotes) + int(quotations)


def load_quotes(db: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
    """Quotes by id, in this order, with all that `quote_rows.quote_rows` tells of them."""
    wanted = dump_ids(ids)
    rows = {row["id"]: row for row in query_rows(db, f"SELECT * FROM readable_quotes WHERE id IN {IDS}", [wanted])}
    query = f"""SELECT q.id, c.actor FROM corrected_quotes AS q JOIN mentions AS m ON m.id = q.speaker_mention
        JOIN actor_chains AS c ON c.chain = m.chain WHERE q.id IN {IDS} ORDER BY c.actor, c.ordinal"""
    actors = dict(db.execute(query, [wanted]))
    quotations = dump_ids(sorted({row["quotation"] for row in rows.values() if row["quotation"]}))
    query = f"SELECT id, voices, outlets FROM readable_quotations WHERE id IN {IDS}"
    carried = {id_: own for id_, *own in db.execute(query, [quotations])}
    for row in rows.values():
        voices, outlets = carried.get(row["quotation"], (1, None))
        row |= {"actor": actors.get(row["id"]), "voices": voices, "outlets": one_each(outlets or row["outlet"])}
    return [rows[id_] for id_ in ids]
