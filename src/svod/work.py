"""Analysing many articles: in this process or in a pool of processes, one article's failure never another's.

In: articles and the pack's coordinates. Out: one `Findings` an article, in the order given. Stores nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from multiprocessing import get_context

from svod import __version__
from svod.analyse import analyse
from svod.packs import ActorsFile, Pack, languages, load_pack
from svod.records import Article, Findings, Problem

LONGEST = 1_000_000  # characters; a longer text is kept and searchable by its outlet and date, but not read
AHEAD = 4  # articles queued per process: enough to keep it busy, few enough to bound memory


@dataclass(frozen=True, slots=True)
class Reader:
    """How to analyse: which actors files extend the packs. Small, so that it travels to other processes."""

    actors: tuple[ActorsFile, ...] = ()

    def pack(self, lang: str | None) -> Pack | None:
        """The pack of a language, None where there is none."""
        return cached_pack(lang, self.actors) if lang in languages() else None

    def version(self, lang: str | None) -> str:
        """What findings depend on besides the article: code and pack. Equal versions give equal findings."""
        pack = self.pack(lang)
        return f"{code_version()}/{pack.version if pack else 'no-pack'}"


@lru_cache(maxsize=16)
def cached_pack(lang: str, actors: tuple[ActorsFile, ...]) -> Pack:
    """A pack, loaded once per process."""
    return load_pack(lang, actors)


@lru_cache(maxsize=1)
def code_version() -> str:
    """The package's version and a digest of the code that findings depend on."""
    digest = hashlib.blake2b(digest_size=4)
    root = files("svod")
    for room in ("read", "extract"):
        for item in sorted((root / room).iterdir(), key=lambda x: x.name):
            if item.name.endswith(".py"):
                digest.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    for name in ("records.py", "ids.py", "spans.py"):
        digest.update((root / name).read_bytes())
    return f"{__version__}+{digest.hexdigest()}"


def examine(article: Article, reader: Reader) -> Findings:
    """Analyse one article, whatever it is: what cannot be read is said in `skipped` and `problems`."""
    pack = reader.pack(article.lang)
    if pack is None:
        return Findings(article.id, skipped=(f"no language pack for {article.lang or 'unknown language'}",))
    if len(article.text) > LONGEST:
        message = f"text of {len(article.text):,} characters is longer than {LONGEST:,}: kept, not extracted"
        return Findings(article.id, skipped=("too long",), problems=(Problem(article.id, "read", message),))
    try:
        return analyse(article, pack)
    except Exception as err:  # one article's failure must not stop the run; it is listed as a Problem
        message = f"not extracted: {type(err).__name__}: {err}"
        return Findings(article.id, skipped=("failed",), problems=(Problem(article.id, "analyse", message),))


def examine_all(articles: Iterable[Article], reader: Reader, jobs: int = 1) -> Iterator[Findings]:
    """Analyse articles in order, in `jobs` processes; memory holds a few articles a process, never all."""
    if jobs <= 1:
        for article in articles:
            yield examine(article, reader)
        return
    source = iter(articles)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(examine, a, reader) for a in islice(source, jobs * AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(examine, a, reader) for a in islice(source, 1)]
