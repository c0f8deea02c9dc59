"""Times of Svod, dateparser and natasha's DatesExtractor side by side: same cases, same scoring; and what times cost.

usage: python bench/times.py [--others PYTHON] [--all]

PYTHON is the interpreter of a private environment that holds the other two (they are no dependencies of Svod):

    python3 -m venv /tmp/others
    /tmp/others/bin/pip install dateparser natasha "setuptools<81"    # natasha's pymorphy2 needs pkg_resources
    python bench/times.py --others /tmp/others/bin/python

In: the annotated articles of ../shared/gold/dev and the suites of ../shared/suites/time, where a developer has them.
Out: a table. Of the annotated articles: times found (spans overlap) and placed (both days right), as F1. Of the suites:
the cases that eval/times.py keeps, or with --all every one. dateparser is asked for Russian, with the article's day as
RELATIVE_BASE and past dates preferred; it gives one moment, so that an answer inside the wanted days is counted in
brackets. natasha gives year, month and day as written; a year not written is taken to be the article's own. Seconds are
those of the annotated articles; with Svod they hold the whole reading. The last line is the share of times in Svod's
analysis.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
TOOLS = ("dateparser", "natasha")


class Time(NamedTuple):
    """An answer: characters [start, end), first and last day, the unit they are."""

    start: int
    end: int
    first: str
    last: str
    grain: str


Finder = Callable[[str, str | None], list[Time]]  # text and day of publication → times


# ------------------------------------------------------------------------------------------------ the three programs


def make_svod() -> Finder:
    """Svod's times that are placed."""
    from svod.extract.times import find_times
    from svod.packs import load_pack
    from svod.read import read
    from svod.records import Article

    pack = load_pack("ru")

    def find(text: str, day: str | None) -> list[Time]:
        article = Article("a-case", "case", None, None, day, "ru", None, text, "")
        times = find_times(article, read(article, pack), pack)
        spans = [(t, t.evidence[0].span) for t in times if t.kind == "date"]
        return [Time(s.start, s.end, t.start, t.end, t.grain) for t, s in spans if t.start and t.end]

    return find


def make_dateparser() -> Finder:
    """dateparser's search_dates; the place of an answer is where its words next occur."""
    from dateparser.search import search_dates

    def find(text: str, day: str | None) -> list[Time]:
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
        if day:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(day[:10])
        found, at = [], 0
        for words, moment in search_dates(text, languages=["ru"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at, when = start + len(words), moment.date().isoformat()
                found.append(Time(start, at, when, when, "day"))
        return found

    return find


def make_natasha() -> Finder:
    """natasha's DatesExtractor; parts that make no day (31 April) are no answer."""
    from natasha import DatesExtractor, MorphVocab

    extractor = DatesExtractor(MorphVocab())

    def find(text: str, day: str | None) -> list[Time]:
        found = []
        for match in extractor(text):
            fact = match.fact
            year = fact.year or (int(day[:4]) if day else None)
            try:
                first = date(year, fact.month or 1, fact.day or 1)
                last = date(year, fact.month or 12, fact.day or monthrange(year, fact.month or 12)[1])
            except (TypeError, ValueError):
                continue
            grain = "day" if fact.day else "month" if fact.month else "year"
            found.append(Time(match.start, match.stop, first.isoformat(), last.isoformat(), grain))
        return found

    return find


MAKERS: dict[str, Callable[[], Finder]] = {"svod": make_svod, "dateparser": make_dateparser, "natasha": make_natasha}


def answer(tool: str, texts: Sequence[tuple[str, str | None]], python: str) -> tuple[list[list[Time]], float]:
    """What a program says of each text, and the seconds it took, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        questions, answers = Path(folder) / "in.json", Path(folder) / "out.json"
        questions.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
        subprocess.run([python, __file__, "--serve", tool, str(questions), str(answers)], check=True)
        done = json.loads(answers.read_text("utf-8"))
    return [[Time(*t) for t in row] for row in done["times"]], float(done["seconds"])


def serve(tool: str, questions: str, answers: str) -> int:
    """Answer the questions of a file into another; run by the interpreter that has the program."""
    find = MAKERS[tool]()
    texts = json.loads(Path(questions).read_text("utf-8"))
    find("Вчера, 9 октября.", "2025-10-10")  # what is loaded once is not counted
    began = time.perf_counter()
    times = [find(text, day) for text, day in texts]
    seconds = time.perf_counter() - began
    Path(answers).write_text(json.dumps({"times": times, "seconds": seconds}), "utf-8")
    return 0


# ------------------------------------------------------------------------------------------------ scoring


class Texts(NamedTuple):
    """An article's text and day with its annotated times."""

    text: str
    day: str
    times: list[dict[str, Any]]


def load_gold(name: str) -> list[Texts]:
    """The annotated articles of a set."""
    from svod.ingest import Options, ingest
    from svod.records import Article

    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
    gold = {row["article"]: row["times"] for row in rows if row["kind"] == "article"}
    articles = [a for a in ingest([GOLD / name], Options()) if isinstance(a, Article) and a.name in gold]
    return [Texts(a.text, a.published or "", gold[a.name]) for a in articles]


def score_gold(texts: Sequence[Texts], answers: Sequence[Sequence[Time]]) -> tuple[float, float]:
    """F1 of times found and of times with both days right, each annotated time answered once."""
    found = placed = wanted = given = 0
    for text, times in zip(texts, answers, strict=True):
        wanted, given = wanted + len(text.times), given + len(times)
        free = list(times)
        for want in text.times:
            near = [t for t in free if t.start < want["span"][1] and want["span"][0] < t.end]
            right = [t for t in near if (t.first, t.last) == (want["start"], want["end"])]
            if near:
                free.remove((right or near)[0])
            found, placed = found + bool(near), placed + bool(right)
    return 2 * found / (wanted + given), 2 * placed / (wanted + given)


def score_suite(cases: Sequence[Any], answers: Sequence[Sequence[Time]]) -> tuple[float, float]:
    """Share of cases with the right days, and with days that lie within those wanted."""
    from time_cases import Answer, agrees

    right = inside = 0
    for case, times in zip(cases, answers, strict=True):
        best = max(times, key=lambda t: (t.end - t.start, -t.start), default=None)
        said = Answer(date.fromisoformat(best.first), date.fromisoformat(best.last), best.grain) if best else None
        good = agrees(said, case.want)
        right += good
        inside += good or bool(said and case.want and case.want.start <= said.start and said.end <= case.want.end)
    return right / len(cases), inside / len(cases)


def tables(others: str | None, *, whole: bool) -> Iterator[str]:
    """The comparison as Markdown."""
    sys.path.insert(0, str(ROOT / "eval"))
    from time_cases import SUITES, load_excluded, load_suite

    excluded = {} if whole else load_excluded()
    gold = load_gold("dev")
    suites = {s: [c for c in load_suite(s) if (s, c.number) not in excluded] for s in SUITES}
    yield "| | dev, found | dev, placed | seconds | " + " | ".join(f"{s} right (inside)" for s in SUITES) + " |"
    yield "|---|---|---|---|" + "---|" * len(SUITES)
    for tool in ("svod", *(TOOLS if others else ())):
        python = sys.executable if tool == "svod" else str(others)
        said, seconds = answer(tool, [(g.text, g.day) for g in gold], python)
        found, placed = score_gold(gold, said)
        row = f"| {tool} | {found:.3f} | {placed:.3f} | {seconds:.1f} |"
        for suite in SUITES:
            asked = [(c.text, c.day.isoformat() if c.day else None) for c in suites[suite]]
            right, inside = score_suite(suites[suite], answer(tool, asked, python)[0])
            row += f" {right:.3f} ({inside:.3f}) |"
        yield row


# ------------------------------------------------------------------------------------------------ speed


def measure_share(texts: Sequence[Texts]) -> tuple[float, float]:
    """Seconds of find_times and of the whole analysis over the same articles, in one run."""
    from svod.analyse import analyse
    from svod.extract.times import find_times
    from svod.packs import load_pack
    from svod.read import read
    from svod.records import Article

    pack = load_pack("ru")
    articles = [Article(f"a-{n}", "x", None, None, t.day, "ru", None, t.text, "") for n, t in enumerate(texts)]
    analyse(articles[0], pack)  # models and tables are loaded once
    began = time.perf_counter()
    for article in articles:
        analyse(article, pack)
    whole = time.perf_counter() - began
    spent = 0.0
    for article in articles:
        reading = read(article, pack)
        began = time.perf_counter()
        find_times(article, reading, pack)
        spent += time.perf_counter() - began
    return spent, whole


def main() -> int:
    """Print the tables and the share of times; 1 where they take more than a twentieth of the analysis."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--others", metavar="PYTHON")
    parser.add_argument("--all", action="store_true", dest="whole")
    parser.add_argument("--serve", nargs=3, metavar=("TOOL", "IN", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return serve(*options.serve)
    if not GOLD.is_dir():
        print("times: ../shared is not here, so nothing was compared (texts and cases are others' property)")
        return 0
    for line in tables(options.others, whole=options.whole):
        print(line)
    spent, whole = measure_share(load_gold("dev"))
    print(f"\ntimes take {spent / whole:.1%} of the whole analysis ({spent:.2f} of {whole:.2f} seconds)")
    return 1 if spent > whole * 0.05 else 0


if __name__ == "__main__":
    sys.exit(main())
