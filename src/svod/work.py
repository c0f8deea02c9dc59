"""Analysing many articles: in this process or in a pool of processes, one article's failure never another's.

In: articles and the pack's coordinates. Out: one `Findings` an article, in the order given. Stores nothing. The pool's
processes leave Ctrl-C to the first one and end when it does, however it ends.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from operator import attrgetter
from threading import Thread

from svod import __version__, records
from svod.analyse import analyse
from svod.packs import ActorsFile, Pack, find_version, languages, load_pack
from svod.records import Article, Findings, Problem

LONGEST = 300_000  # characters, nine times the longest article met; a longer text is kept, but not read
KILLED = "killed"  # skipped for this once: the next run tries again
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
        return f"{code_version()}/{cached_version(lang, self.actors) if lang in languages() else 'no-pack'}"


@lru_cache(maxsize=16)
def cached_pack(lang: str, actors: tuple[ActorsFile, ...]) -> Pack:
    """A pack, loaded once per process."""
    return load_pack(lang, actors)


@lru_cache(maxsize=16)
def cached_version(lang: str, actors: tuple[ActorsFile, ...]) -> str:
    """A pack's version, found without loading it: whoever has others read needs no more."""
    return find_version(lang, actors)


@lru_cache(maxsize=1)
def code_version() -> str:
    """The package's version and a digest of the code that findings depend on."""
    digest = hashlib.blake2b(digest_size=4)
    root = files("svod")
    for room in ("read", "extract", "records"):
        for item in sorted((root / room).iterdir(), key=lambda x: x.name):
            if item.name.endswith(".py"):
                digest.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    for name in ("ids.py", "spans.py", "learned.py"):
        digest.update((root / name).read_bytes())
    return f"{__version__}+{digest.hexdigest()}"


def examine(article: Article, reader: Reader) -> Findings:
    """Analyse one article, whatever it is: what cannot be read is said in `skipped` and `problems`."""
    pack = reader.pack(article.lang)
    if pack is None:
        why = f"no language pack for {article.lang or 'unknown language'}"
        return refuse(article, why, f"{why}: kept, not extracted")
    if len(article.text) > LONGEST:
        message = f"text of {len(article.text):,} characters is longer than {LONGEST:,}: kept, not extracted"
        return refuse(article, "too long", message)
    try:
        return analyse(article, pack)
    except Exception as err:  # one article's failure must not stop the run; it is listed as a Problem
        return refuse(article, "failed", f"not extracted: {type(err).__name__}: {err}", stage="analyse")


def refuse(article: Article, why: str, message: str, *, stage: str = "read") -> Findings:
    """Findings that say why there are none."""
    return Findings(article.id, skipped=(why,), problems=(Problem(article.id, stage, message),))


def examine_all(articles: Iterable[Article], reader: Reader, jobs: int = 1) -> Iterator[Findings]:
    """Analyse articles in order, in `jobs` processes; memory holds a few articles a process, never all."""
    source = iter(articles)
    if jobs <= 1:
        yield from (examine(article, reader) for article in source)
        return
    waiting: deque[Article] = deque()
    while waiting or (waiting := deque(islice(source, 1))):
        try:
            yield from examine_together(waiting, source, reader, jobs)
        except BrokenProcessPool:
            yield from examine_apart(waiting, reader)


def examine_together(
    waiting: deque[Article], source: Iterator[Article], reader: Reader, jobs: int
) -> Iterator[Findings]:
    """Analyse in a pool; `waiting` holds what is begun and not yet handed out, also where the pool breaks."""
    with open_pool(jobs) as pool:
        waiting.extend(islice(source, jobs * AHEAD - len(waiting)))
        begun = deque(pool.submit(examine_packed, article, reader) for article in waiting)
        while begun:
            findings = unpack(begun.popleft().result())
            waiting.popleft()
            yield findings
            for article in islice(source, 1):
                waiting.append(article)
                begun.append(pool.submit(examine_packed, article, reader))


def examine_apart(waiting: deque[Article], reader: Reader) -> Iterator[Findings]:
    """Analyse one at a time what was under way when a process was killed; who kills its process again is told."""
    while waiting:
        try:
            with open_pool(1) as pool:
                while waiting:
                    findings = unpack(pool.submit(examine_packed, waiting[0], reader).result())
                    waiting.popleft()
                    yield findings
        except BrokenProcessPool:
            message = "not extracted: the process that read it was killed twice, most likely for want of memory"
            yield refuse(waiting.popleft(), KILLED, f"{message}; it is tried again when svod add is run again")


def examine_packed(article: Article, reader: Reader) -> bytes:
    """Analyse one article and pack what was found for the way to another process."""
    return pack(examine(article, reader))


def pack(findings: Findings) -> bytes:
    """Findings as bytes. Records go as their fields in order, which takes half the time that their own way takes."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = dict.fromkeys(field_getters(), take_apart)
    pickler.dump(findings)
    return out.getvalue()


def unpack(packed: bytes) -> Findings:
    """The findings that were packed."""
    found = pickle.loads(packed)  # noqa: S301  from a process of our own
    assert isinstance(found, Findings)  # noqa: S101
    return found


def take_apart(record: object) -> tuple[type, tuple[object, ...]]:
    """What makes an equal record: its kind, and its fields in order."""
    return type(record), field_getters()[type(record)](record)


@lru_cache(maxsize=1)
def field_getters() -> dict[type, Callable[[object], tuple[object, ...]]]:
    """By kind of record, a function that gives the fields in order."""
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    return {kind: attrgetter(*(field.name for field in fields(kind))) for kind in kinds if len(fields(kind)) > 1}


@contextmanager
def open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that drops what has not begun as soon as it is left."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def begin() -> None:
    """Make this process one of a pool: deaf to Ctrl-C, and ended with the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    Thread(target=end_with_parent, daemon=True).start()


def collect_rarely() -> None:
    """Look for garbage cycles rarely: what is loaded at the start stays, and to look through it takes a tenth of it."""
    gc.set_threshold(100_000, 50, 50)


def end_with_parent() -> None:
    """Wait for the end of the process that started this one; a killed one cannot end its pool itself."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
