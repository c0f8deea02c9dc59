"""Makes a pack's `background.tsv`: in how many weeks of news each word was written.

usage: python tools/make_background.py ARTICLES [--lang ru]

ARTICLES is a folder of article files, such as `svod add` reads. Only beginnings of words and counts are kept, of words
written in three weeks and more; what one story repeats for days counts as often as its weeks.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from svod.ingest import Options, ingest
from svod.records import Article
from svod.relate.background import count_weeks, format_background

HERE = Path(__file__).parent


def read_weeks(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """The week and the words of every dated article of a language."""
    for article in ingest([folder], Options()):
        if isinstance(article, Article) and article.lang == lang and article.published:
            year, week, _ = date.fromisoformat(article.published[:10]).isocalendar()
            yield f"{year}-{week}", f"{article.title or ''}\n{article.text}"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--lang", default="ru")
    options = parser.parse_args()
    counts, weeks = count_weeks(read_weeks(options.articles, options.lang))
    path = HERE.parent / "src" / "svod" / "lang" / options.lang / "background.tsv"
    path.write_text(format_background(counts, weeks), encoding="utf-8")


if __name__ == "__main__":
    main()
