"""How fast the desk answers and paints with ten thousand events, on a database that is made up.

usage: python bench/desk.py [--events 10000] [--db FILE] [--keep FILE]

Without --db the articles, tellings and events are synthetic: invented states, outlets and sentences, spread over three
years by a fixed seed, one telling in three events disputed, one event in five without a day. Printed are, for each
address, the seconds of the first and of further answers over loopback, the size of the page, and, where Chromium is on
this machine, when it first painted and when its picture stood. Nothing here says anything about quality.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

from svod.ids import make_id
from svod.ontology import load_ontology
from svod.present.web.desk import Desk
from svod.records import (
    Accounts,
    Article,
    Comparison,
    Event,
    EventMention,
    Findings,
    Location,
    Origin,
    Party,
    Telling,
)
from svod.spans import make_evidence
from svod.store import open_store, save_accounts, save_article, save_findings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browser import Browser, chromium
from desk_server import serving

SEED = 7
STATES = ("XAR", "XNI", "XSE", "XVO", "XKE")
OUTLETS = 30
FIRST = date(2023, 1, 1)
DAYS = 1000
ADDRESSES = (
    "/events", "/timeline", "/timeline?lanes=type&dyad=XAR-XNI", "/timeline?clock=reported&lanes=dyad",
    "/timeline?since=2024-03&until=2024-04&outlet=outlet-3", "/map", "/map?dyad=XAR-XNI",
)  # fmt: skip
SENTENCE = (
    "Сторона номер {} и сторона номер {} в день {} провели встречу, о которой источник номер {} сообщил подробно."
)
AGAIN = 5
PAINTED = """new Promise(done => { const look = () => { const place = document.querySelector('.drawing');
 const paint = performance.getEntriesByName('first-contentful-paint')[0];
 if (paint && (!place || place.view)) requestAnimationFrame(() => done([paint.startTime, performance.now()]));
 else setTimeout(look, 20); }; look(); })"""


def main() -> None:
    """Make the database, start the desk, ask it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--db", type=Path, help="a database of yours in place of a synthetic one")
    parser.add_argument("--keep", type=Path, help="keep the synthetic database here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.db or asked.keep or Path(folder) / "desk.db"
        if not asked.db and not path.exists():
            make_database(path, asked.events)
        with serving(Desk(path, "bench")) as base:
            for address in ADDRESSES:
                ask(base, address)
            if chromium() is not None:
                watch(base)


def make_database(path: Path, number: int) -> None:
    """Synthetic articles of four tellings each, and events of one to three tellings."""
    chance = random.Random(SEED)
    types = sorted(load_ontology().types)
    events, comparisons = [], []
    pool: list[tuple[Article, list[EventMention]]] = []
    for n in range(number):
        kind, day = chance.choice(types), FIRST + timedelta(chance.randrange(DAYS))
        sides = chance.sample(STATES, 2)
        span = None if chance.random() < 0.2 else (day, day + timedelta(chance.choice((0, 0, 0, 0, 1, 6, 29, 90))))
        fact = chance.choices(("actual", "future", "hypothetical", "negated"), (75, 12, 9, 4))[0]
        town = chance.randrange(300)
        told = [
            tell(pool, chance, kind, sides, span, (day, fact, town, n)) for _ in range(chance.choice((1, 1, 1, 2, 3)))
        ]
        parts = tuple(sorted(m.id for m in told))
        one = told[0]
        event = Event(make_id("E", parts), kind, f"{kind} {n}", one.start, one.end, one.place, one.actors,
                      one.recipients, fact, parts, len({m.article for m in told}))  # fmt: skip
        events.append(event)
        if len(told) > 1 and chance.random() < 0.5:
            tellings = tuple(Telling(m.article, str(i), None) for i, m in enumerate(told))
            verdict = chance.choice(("differ", "contradict"))
            comparisons.append(
                Comparison(make_id("C", event.id), event.id, "count", verdict, tellings, f"synthetic: {verdict}")
            )
    with contextlib.closing(open_store(path)) as db:
        for article, mentions in pool:
            save_article(db, article)
            save_findings(db, Findings(article.id, events=tuple(mentions)), "synthetic")
        save_accounts(db, Accounts(events=tuple(events), comparisons=tuple(comparisons)))


def tell(
    pool: list[tuple[Article, list[EventMention]]], chance: random.Random, kind: str, sides: list[str],
    span: tuple[date, date] | None, about: tuple[date, str, int, int],
) -> EventMention:  # fmt: skip
    """One telling in an article of its own."""
    day, fact, town, number = about
    outlet = min(int(chance.expovariate(0.12)), OUTLETS - 1)
    text = SENTENCE.format(*sides, day, outlet) + f" ({len(pool)})"
    published = (day + timedelta(min(int(chance.expovariate(0.4)), 40))).isoformat()
    article = Article(
        make_id("a", text), f"n{len(pool)}", f"outlet-{outlet}", None, published, "ru", text, text, "0" * 64
    )
    trigger, whole = make_evidence("trigger", article, 0, 7), make_evidence("whole", article, 0, len(text))
    place = f"town-{town}" if chance.random() < 0.4 else None
    at = (
        Location(place, sides[0], "settlement", 40 + town % 17, 20 + town % 41, "pack") if place and town > 30 else None
    )
    start, end = (span[0].isoformat(), span[1].isoformat()) if span else (None, None)
    mention = EventMention(
        make_id("e", article.id, number), article.id, kind, None, (Party(f"state {sides[0]}", sides[0], None),),
        (Party(f"state {sides[1]}", sides[1], None),), start, end, None, "said" if span else "none", place, fact, (),
        None, (), (trigger, whole), Origin("events", "synthetic", "bench", None, "none"), at,
    )  # fmt: skip
    pool.append((article, [mention]))
    return mention


def ask(base: str, address: str) -> None:
    """Print how long the first answer takes and the next ones, and how large it is."""
    times = []
    for _ in range(AGAIN + 1):
        begun = time.perf_counter()
        with urllib.request.urlopen(base + address) as answer:  # loopback
            size = len(answer.read())
        times.append(time.perf_counter() - begun)
    again = sorted(times[1:])[AGAIN // 2]
    print(f"{address:60} first {times[0] * 1000:6.0f} ms  again {again * 1000:5.0f} ms  {size / 1024:6.0f} KB")


def watch(base: str) -> None:
    """Print when a browser first paints each page, and when its picture stands; milliseconds after it was asked for."""
    with Browser() as browser:
        browser.open(base + "/events")  # the browser itself has started
        for address in ADDRESSES:
            painted, drawn = browser.open(base + address).evaluate(PAINTED)
            print(f"{address:60} first paint {painted:5.0f} ms  picture {drawn:5.0f} ms")


if __name__ == "__main__":
    main()
