"""The relationship index as tables, JSON and CSV: the whole, each side or outlet, what is left out.

In: a `DyadIndex`. Out: text on a console or stdout. Computes nothing that `svod.relate.index` does not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from svod.present.cli_options import rows_wanted
from svod.present.tables import Column, Form, Listing, clean, escape, write_listing, write_table
from svod.relate.bootstrap import FEWEST
from svod.relate.index import KINDS, WAYS, DyadIndex, Line, Point
from svod.relate.periods import Period
from svod.relate.tallies import Tally

LEFT = {
    "future": "planned", "hypothetical": "only possible", "negated": "denied", "actual": "told as fact",
    "undated": "without a day", "vague": "whose days are vaguer than a {}", "unscored": "of a type without a score",
    "aside": "in which neither acts on the other", "lent": "with a side that no telling's own clause names",
    "lent_day": "with a day that no telling says",
}  # fmt: skip
POINT_KEYS = (
    "start", "end", "teller", "way", "kind", "n", "value", "low", "high", "lent", "lent_days", "same", "unlike",
    "events", "total",
)  # fmt: skip
WIDE = 100  # columns of a terminal that has room for each direction
MOST_SIDES = 5  # that have a column each
NOTHING = "·"  # a period without events has no value


def write_pairs(dyads: Sequence[tuple[tuple[str, str], int]], form: Form) -> None:
    """Print the pairs that something happened between, with how many dated events."""
    rows = [{"dyad": f"{a},{b}", "events": n} for (a, b), n in dyads]
    columns = (Column("dyad", "--dyad", 1), Column("events", "events", right=True))
    shown = rows[: rows_wanted(None, form)]
    write_listing(Listing("pairs", columns, shown, ("dyad", "events"), len(rows) - len(shown)), form, sys.stdout)


def way_label(way: str, dyad: tuple[str, str]) -> str:
    """«RUS > AZE»; "both" for both directions."""
    first, second = dyad if way == "there" else dyad[::-1]
    return "both" if way == "both" else f"{first} > {second}"


def period_label(period: Period, grain: str) -> str:
    """«2025-10» for a month, its Monday for a week."""
    return period.start[:7] if grain == "month" else period.start


def write_index(found: DyadIndex, articles: Mapping[str, int], console: Console) -> None:
    """Print what the numbers are, the points of the whole, and what does not count."""
    o, (a, b) = found.options, found.dyad
    weight = "weighted by log2(1 + voices)" if o.weight == "voices" else "unweighted"
    console.print(
        Text(f"{a} – {b} by {o.grain}, {' and '.join(o.factualities)} events: mean score, -10 to +10, {weight}")
    )
    whole = found.line(None)
    if whole.total is None:
        console.print("no event that counts")
    else:
        columns = [Column("when", o.grain), Column("articles", "articles", right=True)]
        wide = console.width >= WIDE
        names = [(w, k) for w in WAYS for k in KINDS if w == "both" or (k == "all" and wide)]
        columns += [
            Column(f"{w}.{k}", k if w == "both" else way_label(w, found.dyad), int(k == "all")) for w, k in names
        ]
        rows = [*point_rows(found, articles), total_row(found, articles)]
        listing = Listing("rows", tuple(columns), rows, ())
        write_table(listing, console)
        draws = f"{o.draws} bootstrap draws over events, seed {o.seed}"
        say(console, f"[low, high]: 95 % of {draws}; none under {FEWEST} events or where all score alike")
        say_lent(whole.total, console)
    if found.left:
        reasons = ", ".join(f"{len(ids)} {LEFT[reason].format(o.grain)}" for reason, ids in found.left.items())
        say(console, f"left out: {reasons}; --json lists them")
    command = Text(f"  svod events --dyad {a},{b}{example(found)}", style="dim")
    console.print(command, soft_wrap=True)  # a command is copied whole


def say(console: Console, words: str) -> None:
    """Print a line about the numbers."""
    console.print(Text(clean(words), style="dim"))


def say_lent(total: Point, console: Console) -> None:
    """Say how many events rest on sides that their clauses do not name, and on days that nobody says."""
    if total.lent:
        say(
            console,
            f"{total.lent} of {total.n} rest on a side that no telling's own clause names: svod show ID says whence",
        )
    if total.lent_days:
        say(
            console,
            f"{total.lent_days} of {total.n} rest on a day that no telling says, but its passage or the news' own",
        )


def example(found: DyadIndex) -> str:
    """The days of the period with most events, as options."""
    points = [p for p in found.line(None).points if p.n]
    if not points:
        return ""
    most = max(points, key=lambda p: p.n)
    facts = "".join(f" --factuality {f}" for f in found.options.factualities)
    return f" --since {most.period.start} --until {most.period.end}{facts}"


def point_rows(found: DyadIndex, articles: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """A row for each period with events; those without between them as one row."""
    lines = {(x.way, x.kind): x for x in found.lines if x.teller is None}
    places = range(len(found.periods))
    for empty, run in groupby(places, key=lambda i: not lines["both", "all"].points[i].n):
        numbers = list(run)
        if empty:
            first, last = (period_label(found.periods[i], found.options.grain) for i in (numbers[0], numbers[-1]))
            some = sum(articles.get(found.periods[i].start, 0) for i in numbers)
            yield {"when": first if first == last else f"{first} … {last}", "articles": some, "both.all": "no events"}
            continue
        for i in numbers:
            cells = {f"{w}.{k}": write_point(x.points[i], k == "all" and w == "both") for (w, k), x in lines.items()}
            period, some = found.periods[i], articles.get(found.periods[i].start, 0)
            yield {"when": period_label(period, found.options.grain), "articles": some, **cells}


def total_row(found: DyadIndex, articles: Mapping[str, int]) -> dict[str, Any]:
    """The row of the whole time."""
    lines = [x for x in found.lines if x.teller is None]
    cells = {f"{x.way}.{x.kind}": write_point(x.total, x.way == "both" and x.kind == "all") for x in lines}
    return {"when": "all", "articles": sum(articles.get(p.start, 0) for p in found.periods), **cells}


def write_point(point: Point | None, interval: bool) -> str:
    """«-3.9 n=10 [-5.2, -2.0]»."""
    if point is None or point.value is None:
        return NOTHING
    text = f"{signed(point.value)} n={point.n}"
    if not interval or point.low is None or point.high is None:
        return text
    return f"{text} [{signed(point.low)}, {signed(point.high)}]"


def signed(value: float) -> str:
    """«+2.5», «-3.9», «0.0»."""
    rounded = round(value, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"


def say_tellers(found: DyadIndex, sides: bool, sideless: Sequence[str], console: Console) -> None:
    """Print the lines of tellers over the whole time, beside what all make of the same events."""
    rows = [row for row in teller_rows(found) if row["all"] != NOTHING or row["unlike"]]
    if rows:
        console.print()
        columns = [
            Column("teller", "side" if sides else "outlet", 1), Column("all", "as it tells them"),
            Column("same", "as all tell them"), Column("unlike", "not as fact", right=True),
        ]  # fmt: skip
        if console.width >= WIDE:
            columns[3:3] = [Column("words", "words"), Column("deeds", "deeds")]
        if sides:
            write_side_points(found, console)
        write_table(Listing("sides" if sides else "outlets", tuple(columns), rows, ()), console)
    if sideless:
        say(console, f"without a side: {', '.join(sideless)}")


def write_side_points(found: DyadIndex, console: Console) -> None:
    """Print the points of each side, period by period, beside the whole."""
    lines = [found.line(None), *(found.line(t) for t in found.tellers)][: 1 + MOST_SIDES]
    points = [{p.period: p for p in line.points} for line in lines]
    rows = [
        {
            "when": period_label(p, found.options.grain),
            **{str(n): write_point(own.get(p), False) for n, own in enumerate(points)},
        }
        for p in found.periods
        if any(p in own and own[p].n for own in points)
    ]
    columns = [Column("when", found.options.grain)]
    columns += [Column(str(n), line.teller or "all", 1) for n, line in enumerate(lines)]
    write_table(Listing("rows", tuple(columns), rows, ()), console)
    console.print()


def teller_rows(found: DyadIndex) -> Iterator[dict[str, Any]]:
    """A row for each teller."""
    for teller in found.tellers:
        lines = {kind: found.line(teller, "both", kind) for kind in KINDS}
        cells = {kind: write_point(line.total, kind == "all") for kind, line in lines.items()}
        same = write_point(lines["all"].same, False)
        yield {"teller": teller, "same": same, "unlike": len(lines["all"].unlike) or None, **cells}


def write_data(found: DyadIndex, sideless: Sequence[str], form: Form) -> None:
    """Print every point with its events: CSV of points, or JSON with how they were made and what does not count."""
    rows = [row for line in found.lines for row in line_rows(line, found)]
    if form is Form.CSV:
        rows = [row | {"events": " ".join(row["events"]), "unlike": " ".join(row["unlike"])} for row in rows]
        return write_listing(Listing("points", (), rows, POINT_KEYS), form, sys.stdout)
    head = head_of(found, sideless)
    lines = ",\n".join(escape(json.dumps(row, ensure_ascii=False)) for row in rows)
    sys.stdout.write(escape(json.dumps(head, ensure_ascii=False))[:-1] + f',\n"points": [\n{lines}\n]}}\n')
    return None


def head_of(found: DyadIndex, sideless: Sequence[str]) -> dict[str, Any]:
    """How the numbers were made, how each event counts, and what does not count."""
    o = found.options
    return {
        "dyad": found.dyad, "by": o.grain, "since": o.since, "until": o.until, "factuality": o.factualities,
        "weight": o.weight, "seed": o.seed, "draws": o.draws, "left_out": dict(found.left), "without_side": sideless,
        "events": {t.event: tally_row(t) for t in found.counted},
    }  # fmt: skip


def tally_row(tally: Tally) -> dict[str, Any]:
    """How one event counts."""
    weight = round(tally.weight, 3)
    return {"score": tally.score, "weight": weight, "lent": tally.lent, "lent_day": tally.lent_day}


def line_rows(line: Line, found: DyadIndex) -> Iterator[dict[str, Any]]:
    """The points of a line, then the one of the whole time."""
    for point, total in [*((p, False) for p in line.points), *([(line.total, True)] if line.total else [])]:
        yield {
            "start": point.period.start, "end": point.period.end, "teller": line.teller,
            "way": way_label(line.way, found.dyad), "kind": line.kind, "n": point.n, "value": point.value,
            "low": point.low, "high": point.high, "lent": point.lent, "lent_days": point.lent_days,
            "same": line.same.value if total and line.same else None, "unlike": line.unlike if total else (),
            "events": point.events, "total": total,
        }  # fmt: skip
