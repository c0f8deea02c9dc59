"""Pictures of the desk for its page of the manual: `make screenshots`.

In: the packaged sample, a few sentences made up about real places, a Chromium. Out: docs/desk/NAME-1280.png and
NAME-360.png, every view at the width of a desk and of a telephone, and docs/report.png. All is read anew into a folder
that is thrown away; no network is asked. The page of decisions shows one that this program makes, and when it does.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser import Browser  # noqa: E402  it lives beside the tests
from desk_server import serving  # noqa: E402
from svod.present.outlet_sides import parse_sides  # noqa: E402
from svod.present.web.desk import Desk  # noqa: E402
from svod.relate.outlets import Sides  # noqa: E402

SIDES = """
[sides]
"северные" = ["Голос Сельдара", "Независимая хроника"]
"южные" = ["Меридиан", "Вестник Кестрена"]
"""
TRAVELS = (
    ("2024-05-14", "Президент Чили Марио Рохас провел во вторник в Лиме переговоры с президентом Перу Анной Кинтаной."),
    ("2024-05-16", "Министр иностранных дел Боливии Хуан Торрес встретился в четверг в Арике с делегацией Чили."),
    ("2024-05-20", "Перу отправила в понедельник гуманитарную помощь Боливии, в Ла-Пас."),
    ("2024-05-22", "В среду в Куско прошла демонстрация против правительства Чили."),
    ("2024-05-27", "Чили и Аргентина подписали в понедельник в Буэнос-Айресе соглашение о границе."),
    ("2024-06-04", "Полиция Чили задержала во вторник в Антофагасте двух граждан Боливии."),
    ("2024-06-07", "В пятницу в Боливии начались переговоры министров Чили и Перу."),
    ("2024-06-11", "Президенты Перу и Чили встретились во вторник в Лиме."),
    ("2024-06-13", "В четверг в Карибском море прошли совместные учения Чили и Перу."),
)
WIDTHS = {1280: 860, 360: 720, 1000: 680}  # and how high; the last is the report's
RECORDS = {  # what the addresses below name
    "event": "SELECT event FROM comparisons WHERE slot = 'claim' AND verdict = 'contradict' ORDER BY event LIMIT 1",
    "promise": "SELECT follow_up FROM changes WHERE status = 'fulfilled' ORDER BY follow_up LIMIT 1",
    "person": "SELECT id FROM actors WHERE name = 'Павел Градов'",
    "article": "SELECT id FROM articles WHERE name LIKE '%golos_izvineniya%'",
    "quote": "SELECT id FROM quotes WHERE article LIKE (SELECT id FROM articles WHERE name LIKE '%golos_izvineniya%')"
    " ORDER BY id LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class View:
    """One picture: its name, its address, at which widths it begins below the filters."""

    name: str
    path: str
    below: tuple[int, ...] = (360,)
    story: str = "sample"


VIEWS = (
    View("brief", "/"),
    View("timeline", "/timeline?since=2024-03"),
    View("timeline-sides", "/timeline?lanes=side&since=2024-05&until=2024-09"),
    View("map", "/map", (1280, 360), "travels"),
    View("events", "/events"),
    View("event", "/event/{event}"),
    View("quotes", "/quotes"),
    View("commitments", "/commitments?as_of=2024-09-04"),
    View("commitment", "/commitment/{promise}"),
    View("actors", "/actors"),
    View("actor", "/actor/{person}"),
    View("network", "/network", (1280, 360)),
    View("matrix", "/matrix"),
    View("index", "/index?dyad=XAR-XNI"),
    View("articles", "/search?words=переговоры"),
    View("reader", "/article/{article}#{quote}"),
    View("record", "/record/{quote}"),
    View("review", "/review"),
    View("log", "/log"),
)


def main() -> None:
    """Take every view, or those named, at every width."""
    out = ROOT / "docs" / "desk"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        for story, make in (("sample", read_sample), ("travels", read_travels)):
            database = make(Path(folder))
            views = [v for v in VIEWS if v.story == story and (not sys.argv[1:] or v.name in sys.argv[1:])]
            with closing(sqlite3.connect(database)) as db:
                named = {name: (db.execute(query).fetchone() or ("",))[0] for name, query in RECORDS.items()}
            if story == "sample" and sys.argv[1:] in ([], ["report"]):
                take(
                    browser,
                    f"{(Path(folder) / 'story.html').as_uri()}#{named['event']}",
                    1000,
                    False,
                    out / "../report.png",
                )
            with served(database, parse_sides(SIDES) if story == "sample" else None) as address:
                for view in views:
                    for width in (1280, 360):
                        path = out / f"{view.name}-{width}.png"
                        take(browser, address + view.path.format(**named), width, width in view.below, path)


def read_sample(folder: Path) -> Path:
    """The sample as `svod demo` reads it, and one decision."""
    run("demo", "--out", str(folder))
    database = folder / "svod.db"
    with closing(sqlite3.connect(database)) as db:
        met = [
            i for (i,) in db.execute("SELECT id FROM events WHERE type = 'CONSULT' AND voices > 1 ORDER BY start, id")
        ]
    note = ["--by", "Иванова", "--note", "разные встречи"]
    run("judge", met[0], met[1], "different", *note, "--db", str(database))
    return database


def read_travels(folder: Path) -> Path:
    """What is made up about places that are on maps: the towns of the sample are on none."""
    database, articles = folder / "travels.db", folder / "travels.jsonl"
    lines = (
        {"id": str(n), "date": day, "outlet": "Меридиан", "lang": "ru", "title": f"Поездка {n}", "text": text}
        for n, (day, text) in enumerate(TRAVELS, 1)
    )
    articles.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    run("add", str(articles), "--db", str(database))
    return database


def run(*words: str) -> None:
    """One command of svod, silently."""
    subprocess.run([sys.executable, "-m", "svod", *words], check=True, stdout=subprocess.DEVNULL)


def served(database: Path, sides: Sides | None) -> AbstractContextManager[str]:
    """The address of a desk on a free port, for as long as it is needed."""
    return serving(Desk(database, "screenshots", "Иванова", "ru", sides))


def take(browser: Browser, address: str, width: int, below: bool, path: Path) -> None:
    """One picture, after the page has drawn what it draws."""
    page = browser.open(address, width=width, height=WIDTHS[width])
    page.settle()
    page.evaluate("document.querySelectorAll(':target details').forEach(box => box.open = true)")
    if below:
        page.evaluate("document.querySelector('form.filters')?.nextElementSibling.scrollIntoView()")
    time.sleep(0.6)  # pictures that a script draws come after the page
    page.settle()
    if page.complaints:
        raise SystemExit(f"{address}: {page.complaints}")
    page.screenshot(path)
    print(f"{path.name} {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
