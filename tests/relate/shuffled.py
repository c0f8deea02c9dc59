"""usage: python shuffled.py TIMES FOLDER DB...: relate articles in TIMES random orders, and export them once.

Run by test_properties.py under different hash seeds. Prints a line for each database: one digest of all that came of
relating, or several where orders differ, then one of the export of a database in FOLDER that the articles were stored
into in a random order.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import sys
from pathlib import Path

from svod.flow import relate_all
from svod.present.export import export_records
from svod.records import Article, Findings
from svod.relate import relate
from svod.store import load_articles, load_findings, open_store, save_article, save_findings


def digest(data: bytes) -> str:
    """A short digest."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def export(articles: list[Article], findings: list[Findings], folder: Path) -> bytes:
    """The export of a new database that takes the articles in this order."""
    found = {f.article: f for f in findings}
    path = folder / f"{len(articles)}.db"
    with contextlib.closing(open_store(path)) as db:
        for article in articles:
            save_article(db, article)
            save_findings(db, found[article.id], "0")
        relate_all(db)
        export_records(db, path.with_suffix(".jsonl"))
    return path.with_suffix(".jsonl").read_bytes()


def main(times: int, folder: Path, path: Path) -> None:
    """Print the digests of one database."""
    with contextlib.closing(open_store(path)) as db:
        articles, findings = list(load_articles(db)), list(load_findings(db))
    dice = random.Random()  # another order each time: none may matter
    found = set()
    for _ in range(times):
        dice.shuffle(articles)
        dice.shuffle(findings)
        found.add(digest(repr(relate(articles, findings)).encode()))
    print(*sorted(found), digest(export(articles, findings, folder)))


if __name__ == "__main__":
    for name in sys.argv[3:]:
        main(int(sys.argv[1]), Path(sys.argv[2]), Path(name))
