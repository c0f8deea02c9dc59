"""The database behind the desk: a connection for each request, what was loaded once, and relating in the background.

In: the path of a database. Out: connections: of readers, who see one state of the file and can change nothing, and of
writers. A reader that takes too long is stopped.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from svod.present.messages import language
from svod.relate.outlets import Sides
from svod.store import open_store
from svod.store.faults import explain_fault

T = TypeVar("T")
PATIENCE = 8.0  # seconds that a reader may take: less than a writer waits
WAIT = 15.0  # seconds to wait for another writer
STEPS = 20_000  # of SQLite's machine between two looks at the clock
KEPT = 48  # results kept


class TooLong(Exception):
    """A request that took more than its time."""


@dataclass
class Desk:
    """One database as the pages see it. `token` is in every form of ours and nowhere else."""

    path: Path
    token: str
    by: str = "person"  # who decides, unless a form says otherwise
    lang: str | None = None  # what it speaks to who asks for no language; None: the browser's
    sides: Sides | None = None  # the user's own groups of outlets
    patience: float = PATIENCE
    relater: Relater = field(init=False)
    kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.relater = Relater(self)

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the database from beginning to end and cannot write."""
        try:
            db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT,
                                 isolation_level=None)  # fmt: skip
        except sqlite3.Error as err:
            raise explain_fault(err, str(self.path)) from err
        end = time.monotonic() + self.patience
        db.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            db.execute("PRAGMA query_only = ON")
            db.execute("BEGIN")
            yield db
        except sqlite3.OperationalError as err:
            if time.monotonic() > end:
                raise TooLong from err
            raise explain_fault(err, str(self.path)) from err
        finally:
            db.close()

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection that may write; the functions of the store do so in whole transactions."""
        db = open_store(self.path, create=False, wait=WAIT)
        try:
            yield db
        finally:
            db.close()

    def keep(self, db: sqlite3.Connection, name: Hashable, load: Callable[[], T], *, worded: bool = True) -> T:
        """What `load` gives, kept until the database changes. For what nobody changes: records, rows only read.

        It is kept for each language apart, unless it is said to hold no words of ours (`worded=False`).
        """
        db.execute("SELECT count(*) FROM meta").fetchone()  # from here on this reader's state stands
        key = (self.version(), language() if worded else "", name)
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]  # type: ignore[no-any-return]
        found = load()
        with self.lock:
            self.kept[key] = found
            for old in [k for k in self.kept if isinstance(k, tuple) and k[0] != key[0]]:
                del self.kept[old]
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return found

    def version(self) -> bytes:
        """SQLite's own counter of changes to the file, at its place in the header."""
        with self.path.open("rb") as file:
            return file.read(28)[24:]


class Relater:
    """Relates everything anew in a thread of its own whenever asked; many asks while it runs are one more run."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lock = threading.Lock()
        self.hurry = threading.Event()
        self.due = 0.0  # when to begin, by the monotonic clock
        self.wanted = False
        self.thread: threading.Thread | None = None
        self.failed: str | None = None

    @property
    def pending(self) -> bool:
        """True while accounts do not yet follow from all decisions made here."""
        with self.lock:
            return self.wanted or self.thread is not None

    def ask(self, quiet: float = 0.0) -> None:
        """Relate anew, once nobody has asked for `quiet` seconds, or once more after the run that is going on."""
        with self.lock:
            self.wanted, self.due = True, time.monotonic() + quiet
            self.hurry.clear()
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="svod-relate")
                self.thread.start()

    def run(self) -> None:
        """Relate until nobody asks any more."""
        from svod.flow import relate_all

        while True:
            self.rest()
            with self.lock:
                if not self.wanted:
                    self.thread = None
                    return
                self.wanted = False
            try:
                with self.desk.write() as db:
                    relate_all(db)
                self.failed = None
            except Exception as err:
                self.failed = f"{type(err).__name__}: {err}"

    def rest(self) -> None:
        """Wait until nobody has asked for as long as those who asked last wished."""
        while (left := self.due - time.monotonic()) > 0 and not self.hurry.wait(left):
            pass

    def finish(self) -> None:
        """Wait until what is asked is done."""
        self.hurry.set()
        thread = self.thread
        if thread is not None:
            thread.join()
