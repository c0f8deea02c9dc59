"""A chronicle in a notebook: `svod.open("svod.db")` and questions with the filters of the command line.

In: a database, opened for reading only. Out: `Rows` by the very queries that the commands print, and the passages of
articles that each row rests on. Writes nothing, prints nothing, asks no network.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from svod.errors import StoreError, UsageError
from svod.ontology import load_ontology
from svod.present.claim_rows import POLARITIES, claim_rows, known_topics
from svod.present.claim_rows import Wanted as WantedClaims
from svod.present.cli_claims import KEYS as CLAIM_KEYS
from svod.present.cli_commitments import KEYS as COMMITMENT_KEYS
from svod.present.cli_coverage import VIEWS
from svod.present.cli_describe import describe
from svod.present.cli_events import EVENT_KEYS, FACTUALITY, QUADS, TELLING_KEYS, named, page_of
from svod.present.cli_find import find_id
from svod.present.cli_index import choose
from svod.present.cli_options import parse_code, parse_day, parse_dyad
from svod.present.cli_quotes import KEYS as QUOTE_KEYS
from svod.present.cli_quotes import KINDS as QUOTE_KINDS
from svod.present.cli_rows import Row, actor_rows, fits_days, holds
from svod.present.cli_show import find_record
from svod.present.cli_tables import ACTS, COMPARED, ENTITIES, VERDICTS, dictionary_forms, known, make_choice
from svod.present.commitment_page import Wanted, commitment_rows
from svod.present.commitment_rows import KINDS, latest_day
from svod.present.comparison_page import ComparisonChoice, comparison_rows
from svod.present.event_rows import EventChoice
from svod.present.evidence import Passage, find_passages, passages_of, rests
from svod.present.notebook_html import draw_passages
from svod.present.notebook_relations import Answer, Covered, list_pairs, reckon_coverage, reckon_index
from svod.present.notebook_rows import Record, Rows
from svod.present.outlet_sides import read_sides
from svod.present.quote_rows import QuoteChoice, find_about, quote_rows
from svod.records import Article
from svod.relate.periods import GRAINS
from svod.relate.tallies import WEIGHTS, IndexOptions
from svod.store import Hit, load_articles, open_store, search
from svod.store.faults import explained

Names = str | Sequence[str] | None  # one value, several, or all
ACTOR_KEYS = ("id", "name", "entity", "code", "names", "mentions", "articles", "quotes", "events")
ARTICLE_KEYS = ("id", "published", "outlet", "title", "snippet", "start", "end", "article_name", "url", "lang")
HEADINGS = {
    "events": ("when", "type", "who to whom", "place", "factuality", "voices", "disputed", "id"),
    "tellings": ("when", "type", "who to whom", "outlet", "according_to", "id"),
    "quotes": ("day", "outlet", "speaker", "act", "words", "voices", "id"),
    "accounts": ("label", "slot", "verdict", "outlet", "value", "words"),
    "claims": ("topic", "polarity", "about", "according_to", "words", "day", "outlet", "verdict", "id"),
    "commitments": ("stands", "kind", "holder", "to", "words", "edtf", "made", "id"),
    "actors": ("name", "code", "entity", "names", "mentions", "id"),
    "articles": ("day", "outlet", "title", "snippet", "id"),
}
MOST = 50  # passages that a record shows in a notebook


@dataclass(frozen=True, slots=True)
class Shown:
    """A record in words, as `svod show` prints it, with the passages it rests on."""

    text: str
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        """What Jupyter shows: the fields, then the passages with their marks."""
        return draw_passages(self.text.split("\n\n")[0], self.passages)


class Chronicle:
    """One database, read only. Filters are those of the commands; where several values may be asked for, give a list.

    Days are "2025-10-09", "2025-10" or "2025"; a dyad is "RUS,AZE". None asks for all.
    """

    __slots__ = ("_db", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db: sqlite3.Connection | None = open_store(path, write=False)

    def __enter__(self) -> Chronicle:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_db", None) is not None:
            self.close()

    def __repr__(self) -> str:
        if self._db is None:
            return f"<Chronicle {self.path}, closed>"
        tables = ("articles", "events", "quotes")
        counts = (f"{self._db.execute(f'SELECT count(*) FROM {t}').fetchone()[0]} {t}" for t in tables)
        return f"<Chronicle {self.path}: {', '.join(counts)}>"

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one question; errors speak of parameters where the commands speak of options."""
        if self._db is None:
            raise StoreError("the chronicle is closed", f"open it again: svod.open({str(self.path)!r})")
        try:
            with explained(self._db):
                yield self._db
        except UsageError as err:
            raise UsageError(in_python(err.message), in_python(err.hint)) from None
        except UnicodeEncodeError as err:
            raise UsageError(f"{err.object!r} holds half a character", "a lone surrogate is in no text") from None

    def events(
        self, *, dyad: str | None = None, country: str | None = None, since: str | None = None,
        until: str | None = None, type: Names = None, mode: Names = None,  # noqa: A002  the option's name
        quad: int | Sequence[int] | None = None, context: Names = None, factuality: Names = None,
        place: str | None = None, about: str | None = None, outlet: str | None = None, speaker: str | None = None,
        on_word_of: str | None = None, mentions: bool = False,
    ) -> Rows:  # fmt: skip
        """The timeline, as `svod events`: who did what to whom; with `mentions` one row a telling and its sentence."""
        ontology = load_ontology()
        modes = tuple(dict.fromkeys(m for t in ontology.types.values() for m in t.modes))
        quads = [str(q) for q in ([quad] if isinstance(quad, int) else quad or ())]
        with self._asked() as db:
            types = known(several(type), tuple(ontology.types), "--type")
            choice = EventChoice(
                make_choice(dyad, country, since, until, outlet, speaker, types), known(several(mode), modes, "--mode"),
                tuple(int(q) for q in known(quads, QUADS, "--quad")),
                known(several(context), tuple(ontology.contexts), "--context"),
                known(several(factuality), FACTUALITY, "--factuality"), named("--place", place),
                named("--about", about), named("--on-word-of", on_word_of),
            )  # fmt: skip
            found = page_of(db, choice, (0, None), mentions).rows
        return self._rows("tellings", TELLING_KEYS, found) if mentions else self._rows("events", EVENT_KEYS, found)

    def quotes(
        self, *, speaker: str | None = None, country: str | None = None, dyad: str | None = None,
        outlet: str | None = None, since: str | None = None, until: str | None = None, act: Names = None,
        kind: Names = None, words: str | None = None, about: str | None = None, several_voices: bool = False,
    ) -> Rows:  # fmt: skip
        """Who said what, as `svod quotes`: a row a quote; `several_voices` as --several."""
        with self._asked() as db:
            choice = QuoteChoice(
                speaker, parse_code(country, "--country"), parse_dyad(dyad), outlet,
                known(several(act), ACTS, "--act"), known(several(kind), QUOTE_KINDS, "--kind"),
                parse_day(since, "--since"), parse_day(until, "--until", last=True), words, several_voices,
            )  # fmt: skip
            found = quote_rows(db, choice, dictionary_forms)
            if about:
                told = find_about(db, about, dictionary_forms)
                found = [row for row in found if row["id"] in told]
        return self._rows("quotes", QUOTE_KEYS, found)

    def compare(
        self, event: str | None = None, *, verdict: Names = None, everything: bool = False, dyad: str | None = None,
        country: str | None = None, since: str | None = None, until: str | None = None,
        type: Names = None,  # noqa: A002  the option's name
    ) -> Rows:  # fmt: skip
        """Accounts side by side, as `svod compare`: where they differ or contradict; of one event, or `everything`."""
        from svod.present.absence import add_absent

        with self._asked() as db:
            types = known(several(type), tuple(load_ontology().types), "--type")
            choice = make_choice(dyad, country, since, until, None, None, types)
            usual = VERDICTS if everything or event else VERDICTS[:2]
            verdicts = known(several(verdict), VERDICTS, "--verdict") or usual
            found = comparison_rows(
                db, ComparisonChoice(choice, verdicts, find_id(db, event, ("E",)) if event else None)
            )
            add_absent(db, found)
        return self._rows("accounts", COMPARED, found)

    def claims(
        self, *, topic: Names = None, says: Names = None, disputed: bool = False, dyad: str | None = None,
        since: str | None = None, until: str | None = None,
    ) -> Rows:  # fmt: skip
        """States of affairs that are asserted, denied or questioned, as `svod claims`; `disputed`: where two part."""
        with self._asked() as db:
            wanted = WantedClaims(
                known(several(topic), known_topics(), "--topic"), known(several(says), POLARITIES, "--says"),
                parse_dyad(dyad), disputed, parse_day(since, "--since"), parse_day(until, "--until", last=True),
            )  # fmt: skip
            found = claim_rows(db, wanted)
        return self._rows("claims", CLAIM_KEYS, found)

    def commitments(
        self, *, as_of: str | None = None, due: int | None = None, overdue: bool = False, open: bool = False,  # noqa: A002
        kind: Names = None, holder: str | None = None, to: str | None = None, dyad: str | None = None,
        since: str | None = None, until: str | None = None,
    ) -> Rows:  # fmt: skip
        """Promises, demands, threats, forecasts, plans and what came of them, as `svod commitments`."""
        with self._asked() as db:
            day = parse_day(as_of, "--as-of", last=True) or latest_day(db)
            wanted = Wanted(
                day, due, overdue, open, known(several(kind), KINDS, "--kind"), holder, to, parse_dyad(dyad),
                parse_day(since, "--since"), parse_day(until, "--until", last=True),
            )  # fmt: skip
            found = commitment_rows(db, wanted)
        return self._rows("commitments", COMMITMENT_KEYS, found, notes={"as_of": day})

    def actors(self, *, country: str | None = None, type: Names = None) -> Rows:  # noqa: A002  the option's name
        """Who acts and speaks, as `svod actors`."""
        with self._asked() as db:
            kinds = known(several(type), ENTITIES, "--type")
            found = actor_rows(db, make_choice(None, country, None, None, None, None, kinds))
        return self._rows("actors", ACTOR_KEYS, found)

    def articles(
        self, words: str | None = None, *, outlet: str | None = None, since: str | None = None,
        until: str | None = None, limit: int | None = None,
    ) -> Rows:  # fmt: skip
        """The articles by day, or those with the words in any form, as `svod search`, best first, at most `limit`."""
        with self._asked() as db:
            choice = make_choice(None, None, since, until, outlet, None, ())

            def keep(article: Article) -> bool:
                return holds(article.outlet, outlet) and fits_days(article.published, article.published, choice)

            if words is not None:
                hits = search(db, words, forms=dictionary_forms, keep=keep, limit=limit)
                return self._rows("articles", ARTICLE_KEYS, [hit_row(hit) for hit in hits])
            every = sorted(filter(keep, load_articles(db)), key=lambda a: (a.published is None, a.published, a.id))
        return self._rows("articles", ARTICLE_KEYS, [article_row(a) for a in every[:limit]])

    def index(
        self, dyad: str | None = None, *, by: str = "month", since: str | None = None, until: str | None = None,
        factuality: Names = None, sides: str | Path | None = None, weight: str = "voices", firm: bool = False,
        seed: int = 1,
    ) -> Rows:  # fmt: skip
        """The relationship of two sides over time, as `svod index`: a row a point; without a dyad, the pairs there are.

        Every point names its `events`; `notes` says how the numbers were made and what was left out.
        """
        with self._asked() as db:
            options = IndexOptions(
                choose("--by", by, GRAINS), parse_day(since, "--since"), parse_day(until, "--until", last=True),
                known(several(factuality), FACTUALITY, "--factuality") or ("actual",),
                choose("--weight", weight, WEIGHTS), firm, seed,
            )  # fmt: skip
            pair, own = parse_dyad(dyad), read_sides(Path(sides)) if sides else None
            found = reckon_index(db, pair, options, own) if pair else list_pairs(db)
        return self._answer(found)

    def coverage(
        self, *, dyad: str | None = None, country: str | None = None, since: str | None = None,
        until: str | None = None, type: Names = None, outlet: str | None = None,  # noqa: A002  the option's name
        sides: str | Path | None = None, window: int = 3, least: int = 2, by: str = "event",
    ) -> Rows:  # fmt: skip
        """Who told what first, copied, kept silent or was not collected, as `svod coverage`; `by` event or outlet."""
        with self._asked() as db:
            types = known(several(type), tuple(load_ontology().types), "--type")
            wanted = Covered(
                make_choice(dyad, country, since, until, None, None, types), outlet,
                read_sides(Path(sides)) if sides else None, window, least, choose("--by", by, VIEWS),
            )  # fmt: skip
            found = reckon_coverage(db, wanted)
        return self._answer(found)

    def evidence(self, record: str | Mapping[str, Any], *, most: int | None = None) -> tuple[Passage, ...]:
        """The passages that a row or the record of an id rests on: sentences with the exact characters marked."""
        with self._asked() as db:
            return tuple(islice(passages_of(db, record), most))

    def show(self, id_: str) -> Shown:
        """One record as `svod show` prints it; in a notebook its passages with the exact characters marked."""
        with self._asked() as db:
            whole = find_id(db, id_)
            text = "\n".join(describe(db, find_record(db, whole)))
            return Shown(text, tuple(islice(find_passages(db, whole), MOST)))

    def _answer(self, found: Answer) -> Rows:
        """Rows of what was reckoned."""
        return self._rows(found.noun, found.columns, found.rows, found.headings, found.notes)

    def _rows(
        self, noun: str, columns: tuple[str, ...], rows: Sequence[Row], headings: tuple[str, ...] = (),
        notes: Mapping[str, Any] | None = None,
    ) -> Rows:  # fmt: skip
        """Rows with the way to their evidence."""
        shown = headings or HEADINGS.get(noun, columns)
        records = tuple(Record({column: row.get(column) for column in columns}) for row in rows)
        return Rows(noun, columns, records, shown, self._look, notes or {})

    def _look(self, row: Record, most: int) -> Sequence[Passage]:
        """The first passages of a row; none where it has none of its own, or the chronicle is closed."""
        return self.evidence(row, most=most) if self._db is not None and rests(row) else ()


def hit_row(hit: Hit) -> Row:
    """An article that was searched for, with the stretch that fits."""
    start, end = hit.snippet.start, hit.snippet.end
    return article_row(hit.article) | {"snippet": hit.article.text[start:end], "start": start, "end": end}


def article_row(article: Article) -> Row:
    """An article without its text."""
    return {
        "id": article.id, "published": article.published, "outlet": article.outlet, "title": article.title,
        "article_name": article.name, "url": article.url, "lang": article.lang,
    }  # fmt: skip


def several(value: Names) -> tuple[str, ...]:
    """One value, several or none as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def in_python(message: str) -> str:
    """A message about options as one about parameters: «--on-word-of is empty» → «on_word_of is empty»."""
    return re.sub(r"--([a-z][a-z-]*)", lambda m: m[1].replace("-", "_"), message)
