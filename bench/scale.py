"""What a hundred million articles cost: every stage of `svod scale` measured on a folder of articles, and the sum.

    python bench/scale.py [FOLDER] [--articles N]

One process, processor time. FOLDER is ../shared/corpus/ru where it is there, else the packaged sample, which is far too
small for shares that mean anything. Pages of a crawl are made of the articles: menus, teasers and a script of about
PAGE bytes around the text, as on news sites. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from svod.ingest import Options, ingest
from svod.packs import load_pack
from svod.records import Article, Findings
from svod.relate.actors import find_actors
from svod.relate.facts import know, make_facts
from svod.relate.gists import gather_gists, merge_places
from svod.relate.memo import open_memos
from svod.relate.pairs import find_candidates, judge_pair
from svod.relate.quotations import find_quotations
from svod.relate.reprints import find_reprints
from svod.relate.shelf import fill_shelf
from svod.scale.gate import make_gate
from svod.scale.notes import plan_note
from svod.scale.relating import open_shelf
from svod.scale.shards import Entry, Plan, do_task, save_plan
from svod.scale.stages import find_pieces, make_task
from svod.scale.tables import load_findings
from svod.scale.take import find_sources, put_together

WANTED = 100_000_000
PAGE = 90_000  # bytes of a page beside its text
HOUR = 3600
GATES = ("actor", "actors", "states", "RUS,AZE")
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ru"
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    given = parser.parse_args()
    folder = given.folder or (CORPUS if CORPUS.is_dir() else Path(str(files("svod") / "sample")))
    everything = [a for a in ingest([folder], Options()) if isinstance(a, Article) and a.lang == "ru"]
    articles = everything[:: max(1, len(everything) // given.articles)][: given.articles]
    with tempfile.TemporaryDirectory() as place:
        figures = measure(Path(place), articles) | copy_figures(everything)
    say(figures, len(articles), len(everything))


def measure(place: Path, articles: Sequence[Article]) -> dict[str, float]:
    """Seconds an article of every stage, shares, bytes."""
    archive, plain = place / "news.warc.gz", place / "news.jsonl"
    write_pages(archive, articles)
    rows = [
        {"name": a.name, "date": a.published, "outlet": a.outlet, "title": a.title, "text": a.text} for a in articles
    ]
    plain.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    count = len(articles)
    pages = take(place / "pages", archive)
    out = place / "out"
    lines = take(out, plain)
    figures = {
        "take pages": pages.seconds / pages.counts["articles"],
        "take lines": lines.seconds / count,
        "pages kept": pages.counts["articles"] / count,
        "page bytes": archive.stat().st_size / count,
    }
    make_task(out, "examine", find_pieces(out, plan_of(out))[0])
    look(articles[:3])  # models and packs are loaded once a process, whatever the shard
    shards = find_pieces(out, plan_of(out))
    examined = [do_task(out, make_task(out, "examine", shard)) for shard in shards]
    noted = [do_task(out, plan_note(out, plan_of(out), shard)) for shard in shards]
    figures["examine"] = sum(e.seconds for e in examined) / count
    figures["note"] = sum(e.seconds for e in noted) / count
    found = {f.article: f for shard in shards for f, _ in load_findings(out, shard)}
    return figures | gate_figures(articles, found) | relate_figures(out, shards, count) | sizes(out, count)


def as_line(article: Article) -> str:
    """An article as a line of JSON."""
    row = {"name": article.name, "date": article.published, "outlet": article.outlet, "title": article.title}
    return json.dumps({**row, "text": article.text}, ensure_ascii=False)


def look(articles: Sequence[Article]) -> None:
    """Read a few articles so that everything is loaded."""
    from svod.analyse import analyse

    for article in articles:
        analyse(article, load_pack("ru"))


def take(out: Path, path: Path) -> Entry:
    """Take in one file."""
    sources, _, _ = find_sources([path])
    plan = Plan(put_together(sources, 1000), 1000)
    save_plan(out, plan)
    return do_task(out, make_task(out, "take", "0"))


def plan_of(out: Path) -> Plan:
    """The plan of a folder."""
    from svod.scale.shards import load_plan

    return load_plan(out)


def gate_figures(articles: Sequence[Article], found: dict[str, Findings]) -> dict[str, float]:
    """What each gate costs, lets through and loses."""
    pack = load_pack("ru")
    make_gate("actors")(articles[0], pack)  # the tables are compiled once a process
    events = {a.id: sum(bool(e.actors and e.recipients) for e in f.events) for a in articles if (f := found.get(a.id))}
    dyads = {a.id: sum(is_dyad(e) for e in f.events) for a in articles if (f := found.get(a.id))}
    figures: dict[str, float] = {}
    for kind in GATES:
        gate = make_gate(kind)
        began = time.process_time()
        closed = {a.id for a in articles if gate(a, pack)}
        figures[f"gate {kind} seconds"] = (time.process_time() - began) / len(articles)
        figures[f"gate {kind} share"] = 1 - len(closed) / len(articles)
        figures[f"gate {kind} events lost"] = sum(events.get(i, 0) for i in closed) / max(1, sum(events.values()))
        figures[f"gate {kind} dyads lost"] = sum(dyads.get(i, 0) for i in closed) / max(1, sum(dyads.values()))
    return figures


def is_dyad(event: object) -> bool:
    """Whether an event has two different states on its sides."""
    actors, recipients = getattr(event, "actors", ()), getattr(event, "recipients", ())
    codes = {p.code for p in (*actors, *recipients) if p.code}
    return bool(len(codes) > 1)


def relate_figures(out: Path, shards: Sequence[str], count: int) -> dict[str, float]:
    """What finding actors and quotations, and judging pairs of mentions cost."""
    shelf, memos = open_shelf(out, shards), open_memos()
    reprints = find_reprints(shelf, (), memos["reprints"])
    (actors, _), one = timed(lambda: find_actors(shelf, (), memos["actors"]))
    (quotations, _), two = timed(lambda: find_quotations(shelf, actors, reprints, (), memos["quotations"]))
    figures = {"actors and quotations": (one + two) / count}
    gists = gather_gists(shelf, memos["gists"])
    known = know(gists, actors, merge_places(gists), quotations)
    facts = [f for id_ in shelf.marks for f in make_facts(shelf, id_, gists[id_], known)]
    pairs, seconds = timed(lambda: len([judge_pair(a, b).score for a, b in find_candidates(facts)]))
    return figures | {"judge": seconds / count, "mentions": len(facts) / count, "pairs": pairs / count}


def copy_figures(articles: Sequence[Article]) -> dict[str, float]:
    """How many articles are copies of others, and what finding that out costs."""
    shelf = fill_shelf(articles, [Findings(a.id) for a in articles])
    reprints, seconds = timed(lambda: find_reprints(shelf, (), open_memos()["reprints"]))
    return {
        "copies": sum(len(r.articles) - 1 for r in reprints) / len(articles),
        "exact copies": 1 - len({a.text for a in articles}) / len(articles),
        "reprints": seconds / len(articles),
    }


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What a function gives, and its seconds of the processor."""
    began = time.process_time()
    made = make()
    return made, time.process_time() - began


def sizes(out: Path, count: int) -> dict[str, float]:
    """Bytes an article in the tables."""
    own = sum(p.stat().st_size for p in (out / "articles").iterdir())
    found = sum(p.stat().st_size for name in ("analyses", "mentions", "times", "quotes", "events", "commitments",
                "claims", "clashes", "problems") for p in (out / name).iterdir())  # fmt: skip
    return {"article bytes": own / count, "findings bytes": found / count}


def write_pages(path: Path, articles: Sequence[Article]) -> None:
    """Articles as the pages of a crawl."""
    links = "".join(f"<li><a href='/news/{n}'>Новости раздела {n}</a></li>" for n in range(PAGE // 180))
    script = f"<script>var data = {json.dumps(list(range(PAGE // 12)))};</script>"
    with path.open("wb") as file:
        for number, article in enumerate(articles):
            body = "".join(f"<p>{html.escape(line)}</p>" for line in article.text.splitlines() if line.strip())
            title, day = html.escape(article.title or article.name), (article.published or "2025-01-01")[:10]
            page = (
                f"<!DOCTYPE html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title>"
                f"<meta property='article:published_time' content='{day}T10:00:00+03:00'>{script}</head>"
                f"<body><ul>{links}</ul><article><h1>{title}</h1>{body}</article><footer>{links}</footer></body></html>"
            )
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


def say(f: dict[str, float], count: int, among: int) -> None:
    """Print the tables."""
    print(
        f"{count} articles; Python {platform.python_version()}, {platform.machine()}; processor time of one process\n"
    )
    print("| stage | ms an article | articles/s | of |\n|---|---:|---:|---|")
    rows = [
        ("take, web pages", f["take pages"], "pages"), ("take, lines of JSON", f["take lines"], "articles"),
        ("gate, states", f["gate states seconds"], "articles"), ("examine", f["examine"], "articles read"),
        ("note", f["note"], "articles read"), ("compare copies", f["reprints"], "articles"),
        ("actors, quotations", f["actors and quotations"], "articles read"),
        ("judge pairs", f["judge"], "articles read"),
    ]  # fmt: skip
    for name, seconds, of in rows:
        print(f"| {name} | {seconds * 1000:.2f} | {1 / max(seconds, 1e-9):,.0f} | {of} |")
    print(
        "\n| gate | lets through | events with both sides lost | events between two states lost |\n|---|---:|---:|---:|"
    )
    for kind in GATES:
        lost, dyads = f[f"gate {kind} events lost"], f[f"gate {kind} dyads lost"]
        print(f"| {kind} | {f[f'gate {kind} share']:.1%} | {lost:.2%} | {dyads:.2%} |")
    print(f"\nsame text: {f['exact copies']:.1%}; copies of any kind: {f['copies']:.1%}")
    print(f"event mentions an article: {f['mentions']:.1f}; pairs judged an article: {f['pairs']:,.0f}")
    print(f"Parquet: {f['article bytes']:,.0f} bytes an article, {f['findings bytes']:,.0f} of findings")
    print(f"archive: {f['page bytes']:,.0f} bytes a page, packed; {f['pages kept']:.1%} of the pages gave an article\n")
    print("| a hundred million articles | core-hours |\n|---|---:|")
    for name, cost in costs(f):
        print(f"| {name} | {cost * WANTED / HOUR:,.0f} |")


def costs(f: dict[str, float]) -> list[tuple[str, float]]:
    """Seconds an article of whole ways through."""
    sifted = f["take pages"] + f["gate states seconds"] + f["reprints"]
    both = f["gate states share"] * (1 - f["copies"])
    dyad = f["gate RUS,AZE share"] * (1 - f["copies"])
    return [
        ("take from web pages", f["take pages"]),
        ("examine every article", f["examine"]),
        ("take, examine every article", f["take pages"] + f["examine"]),
        ("take, copies once, gate `states`, examine the rest", sifted + both * f["examine"]),
        ("take, copies once, gate `RUS,AZE`, examine the rest", sifted + dyad * f["examine"]),
        ("note every article and compare copies, for relating", f["note"] + f["reprints"]),
    ]


if __name__ == "__main__":
    main()
