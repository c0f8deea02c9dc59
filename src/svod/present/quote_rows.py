"""Quotes as rows, narrowed down: by speaker in any form of a name, by country, words in any form, and so on.

In: a database and a `QuoteChoice`. Out: dicts, a quote each, in the order of `readable_quotes`, with the actor, the
quotation they belong to and who else carries it. Reads; writes nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from svod.present.citations import Citation, format_markdown, make_citation
from svod.present.cli_rows import SPOKEN_OF, Choice, Row, fits_days, holds, query_rows, view_rows
from svod.present.offices import find_offices
from svod.present.tables import clean
from svod.records import Quotation, Quote
from svod.store import load_article, load_findings
from svod.store.quotations import load_quotations
from svod.store.search import fold, terms

Forms = Callable[[str], Collection[str]]
WORD = re.compile(r"[^\W_]+")
ABOUT = """
    SELECT DISTINCT q.id FROM quotes AS q
    JOIN evidence AS c ON c.record = q.id AND c.part = 'whole' AND c.role = 'content'
    JOIN mentions AS m ON m.article = q.article AND m.code = ?
    JOIN evidence AS e ON e.record = m.id AND e.part = 'whole' AND e.ordinal = 0
    WHERE e.start < c.end AND c.start < e.end"""


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """Which quotes; None, () and False choose all. Days are inclusive."""

    speaker: str | None = None  # letters, words or initials of a name in any form, or an actor's id
    country: str | None = None
    dyad: tuple[str, str] | None = None  # the speaker is of one and the words name the other
    outlet: str | None = None
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    words: str | None = None
    several: bool = False  # only what two voices and more carry
    about: str | None = None  # named infrastructure


def quote_rows(db: sqlite3.Connection, choice: QuoteChoice, forms: Forms) -> list[Row]:
    """The quotes that fit."""
    actors = find_actors(db)
    about = {code: {id_ for (id_,) in db.execute(ABOUT, (code,))} for code in choice.dyad or ()}
    voices = dict(db.execute("SELECT id, voices FROM quotations"))
    outlets = dict(db.execute("SELECT id, outlets FROM readable_quotations"))
    find = make_finder(choice.words, forms) if choice.words else None
    told = find_about(db, choice.about, forms) if choice.about is not None else None
    found = []
    for row in view_rows(db, "readable_quotes"):
        row["actor"], names = actors.get(row["id"], (None, ()))
        row["voices"] = voices.get(row["quotation"], 1)
        row["outlets"] = one_each(outlets.get(row["quotation"]) or row["outlet"])
        by_them = fits_speaker(row, names, choice.speaker, forms) and fits_dyad(row, choice, about)
        fits_about = told is None or row["id"] in told
        if by_them and fits_about and fits(row, choice) and (find is None or find(row["words"])):
            found.append(row)
    return found


def find_about(db: sqlite3.Connection, thing: str, forms: Forms) -> frozenset[str]:
    """The quotes and tellings in which a named thing is spoken of: «северного потока», «МТК»."""
    query = "SELECT DISTINCT name FROM mentions WHERE entity = 'infrastructure' AND name IS NOT NULL"
    known = [name for (name,) in db.execute(query)]
    named = [name for name in known if holds(name, thing) or same_name(name, thing, forms)]
    query = f"SELECT record FROM ({SPOKEN_OF}) WHERE name IN (SELECT value FROM json_each(?))"
    return frozenset(record for (record,) in db.execute(query, (json.dumps(named, ensure_ascii=False),)))


def find_actors(db: sqlite3.Connection) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By quote the actor who speaks, with all names."""
    names = {id_: (id_, tuple(json.loads(names))) for id_, names in db.execute("SELECT id, names FROM actors")}
    owners = dict(db.execute("SELECT chain, actor FROM actor_chains"))
    said = db.execute(
        "SELECT q.id, m.chain FROM corrected_quotes AS q JOIN mentions AS m ON m.id = q.speaker_mention"
    ).fetchall()
    return {quote: names[owners[chain]] for quote, chain in said if chain in owners}


def fits(row: Row, choice: QuoteChoice) -> bool:
    """True when a quote's plain fields are those asked for."""
    return (
        (choice.country is None or row["speaker_code"] == choice.country)
        and (not choice.acts or row["act"] in choice.acts)
        and (not choice.kinds or row["kind"] in choice.kinds)
        and (not choice.several or row["voices"] > 1)
        and fits_days(row["published"], row["published"], Choice(since=choice.since, until=choice.until))
        and fits_outlet(row["outlet"], choice.outlet)
    )


def fits_outlet(outlet: str | None, wanted: str | None) -> bool:
    """True when an outlet's name has the letters in it, or is another name of the one asked for: rbc.ru for «РБК»."""
    from svod.relate.actor_outlets import find_voice

    return holds(outlet, wanted) or bool(outlet and wanted and find_voice(outlet) == find_voice(wanted))


def one_each(outlets: str | None) -> str | None:
    """Outlets without those that are named twice in two spellings: «РБК, rbc.ru» → «РБК»."""
    from svod.relate.actor_outlets import one_spelling

    if outlets is None:
        return None
    return ", ".join(one_spelling(outlets.split(", ")))


def fits_speaker(row: Row, names: Iterable[str], wanted: str | None, forms: Forms) -> bool:
    """True when a speaker is the one asked for: by actor's id, by letters, or by every word in any of its forms."""
    if wanted is None:
        return True
    if re.fullmatch(r"A-[0-9a-f]{3,}", wanted):
        return bool(row["actor"] and row["actor"].startswith(wanted))
    known = [n for n in (row["speaker"], *names) if n]
    return any(holds(name, wanted) or same_name(name, wanted, forms) for name in known)


def same_name(name: str, wanted: str, forms: Forms) -> bool:
    """True when every word asked for, in one of its forms, begins a word of the name: «Пескова», «Д. Песков»."""
    own = WORD.findall(fold(name))
    asked = WORD.findall(fold(wanted))
    return bool(asked) and all(
        any(word.startswith(fold(form)) for word in own for form in {ask, *forms(ask)}) for ask in asked
    )


def fits_dyad(row: Row, choice: QuoteChoice, about: dict[str, set[str]]) -> bool:
    """True when the speaker is of one side and the words name the other."""
    if choice.dyad is None:
        return True
    first, second = choice.dyad
    return any(row["speaker_code"] == a and row["id"] in about[b] for a, b in ((first, second), (second, first)))


def make_finder(query: str, forms: Forms) -> Callable[[str], bool]:
    """A test whether a text has every word of a query in any form; "words in quotation marks" stand side by side."""
    asked = [([{w, *(fold(f) for f in forms(w))} for w in words], star) for words, star in terms(query)]

    def stands(own: list[str], at: int, wanted: list[set[str]], star: bool) -> bool:
        for word, ask in zip(own[at : at + len(wanted)], wanted, strict=False):
            if star and any(word.startswith(a) for a in ask):
                continue
            if word not in ask and not any(fold(f) in ask for f in forms(word)):
                return False
        return at + len(wanted) <= len(own)

    def finds(text: str) -> bool:
        own = WORD.findall(fold(text))
        return bool(asked) and all(
            any(stands(own, at, wanted, star) for at in range(len(own))) for wanted, star in asked
        )

    return finds


def group_rows(rows: Iterable[Row]) -> list[Row]:
    """One row a quotation: of the quotes that fit the one that came first, the others counted.

    Where that names nobody, who said it is told as the next does.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["quotation"] or row["id"], []).append(row)
    return [group[0] | named(group) | {"quotes": len(group)} for group in groups.values()]


def named(group: Iterable[Row]) -> Row:
    """Who says the words, by the first quote that tells it."""
    keys = ("speaker", "speaker_role", "speaker_code", "speaker_by")
    return next(({key: row.get(key) for key in keys} for row in group if row["speaker"]), {})


def variant_rows(db: sqlite3.Connection, wanted: Iterable[str]) -> list[dict[str, Any]]:
    """Quotations with their variants word by word, in the order asked for."""
    quotations: dict[str, Quotation] = {q.id: q for q in load_quotations(db)}
    by_quote = quoted_rows(db)
    return [make_variants(quotations[id_], by_quote) for id_ in wanted]


def quoted_rows(db: sqlite3.Connection) -> dict[str, Row]:
    """By id the quotes whose words stand elsewhere too."""
    return {row["id"]: row for row in query_rows(db, "SELECT * FROM readable_quotes WHERE quotation IS NOT NULL")}


def make_variants(quotation: Quotation, by_quote: dict[str, Row]) -> dict[str, Any]:
    """One quotation as a tree for JSON and cards."""
    variants = []
    for v in quotation.variants:
        rows = [by_quote[id_] for id_ in v.quotes]
        keys = ("published", "outlet", "speaker", "speaker_role", "kind", "via", "article", "article_name", "url")
        own = {key: rows[0][key] for key in keys} | {"words": " … ".join(r["words"] for r in rows)}
        edits = [{"kind": e.kind, "base": e.base, "words": e.words} for e in v.edits]
        variants.append({"quotes": list(v.quotes), "change": v.change} | own | {"edits": edits})
    return {
        "id": quotation.id, "speaker": quotation.speaker, "actor": quotation.actor, "clash": list(quotation.clash),
        "voices": quotation.voices, "variants": variants,
    }  # fmt: skip


def cite_quote(db: sqlite3.Connection, article: str, quote: str) -> Citation:
    """The citation of one quote, which is in the database."""
    text = load_article(db, article)
    found = next(load_findings(db, [article]))
    assert text is not None  # noqa: S101  articles are never deleted
    wanted = next(q for q in found.quotes if q.id == quote)
    return make_citation(wanted, text, found, find_offices(db, [(wanted, text)]).get(quote))


def cite(db: sqlite3.Connection, quote: Quote) -> list[str]:
    """The lines of a quote's citation, for `svod show`."""
    return [
        "",
        "cite as:",
        *(clean(line) for line in format_markdown(cite_quote(db, quote.article, quote.id)).split("\n")),
    ]
