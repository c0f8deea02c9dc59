"""Opening: every bad file has its error and hint; older databases are brought up, newer ones are left alone."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import sample_records as sample
from svod.errors import NewerDatabase, StoreError
from svod.store import load_decisions, open_store, save_article
from svod.store.lists import listed
from svod.store.migrations import APPLICATION_ID, VERSION, prepare, read_schema, statements


def complaint(path: Path, *, create: bool = True, wait: float = 0.05) -> StoreError:
    """The error that opening raises; it always has a hint and names the file."""
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create, wait=wait).close()
    assert caught.value.hint
    assert str(path) in caught.value.message
    return caught.value


def test_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    db.close()
    assert path.read_bytes()[68:72] == b"Svod" == APPLICATION_ID.to_bytes(4, "big")
    open_store(path, create=False).close()


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    assert "no such file" in complaint(path, create=False).message
    assert not path.exists()
    complaint(tmp_path / "nowhere" / "svod.db")


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    path.touch()
    assert "nothing yet" in complaint(path, create=False).message
    open_store(path).close()


def test_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "a b?#%.db"  # none of these is syntax of the address that SQLite is given
    with pytest.raises(StoreError, match="no such file"):
        open_store(path, write=False)
    open_store(path).close()
    db = open_store(path, write=False)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM meta")
    db.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_reading_an_older_database_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, VERSION - 1).close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="older Svod") as caught:
        open_store(path, write=False)
    assert caught.value.hint
    assert path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in complaint(tmp_path).message


@pytest.mark.parametrize("content", [b"date: 2025-10-09\n\nnot a database at all, only text\n" * 9, os.urandom(5000)])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "svod.db"
    path.write_bytes(content)
    assert "not a Svod database" in complaint(path).message
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE x (y)")
    other.close()
    assert "another program" in complaint(path).message


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = path.read_bytes()
    error = complaint(path)
    assert isinstance(error, NewerDatabase)
    assert "pgrade" in error.hint
    assert path.read_bytes() == before


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db = open_store(path)
    sample.save_all(db)
    db.close()
    raw = bytearray(path.read_bytes())
    raw[100:4096] = b"\xff" * 3996
    path.write_bytes(raw)
    assert "damaged" in complaint(path).message


def test_a_database_in_use(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    db, other = open_store(path, wait=0.05), open_store(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="in use") as caught:
        save_article(db, sample.A)
    assert caught.value.hint
    assert "in use" in complaint(path).message
    other.execute("ROLLBACK")
    assert save_article(db, sample.A)
    db.close()
    other.close()


UNWRITABLE = """
import os, sys
from pathlib import Path
from svod.errors import StoreError
from svod.records import Article
from svod.store import load_articles, open_store, save_article
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
folder = Path(sys.argv[1])
db = open_store(folder / "svod.db", create=False)
print(len(list(load_articles(db))))
try:
    save_article(db, Article("a-9", "x", None, None, None, None, None, "x", ""))
except StoreError as err:
    print(err.message, "|", err.hint)
try:
    open_store(folder / "new.db")
except StoreError as err:
    print(err.message, "|", err.hint)
"""


def test_a_read_only_folder_is_read_and_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    db = open_store(folder / "svod.db")
    sample.save_all(db)
    db.close()
    (folder / "svod.db").chmod(0o444)
    folder.chmod(0o555)
    for parent in folder.parents:  # pytest's own folders are closed to other users
        if parent.stat().st_mode & 0o005 != 0o005:
            parent.chmod(0o755)
    code = [sys.executable, "-c", UNWRITABLE, str(folder)]
    done = subprocess.run(code, capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert done.stderr == ""
    count, write, new = done.stdout.splitlines()
    assert count == "4"
    assert "cannot be written" in write
    assert "writable" in write.split("|")[1]
    assert "cannot be opened or created" in new


def test_an_older_database_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    open_store(path).close()
    db = sqlite3.connect(path, isolation_level=None)

    def fails(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("interrupted")

    steps = {VERSION + 1: lambda db: db.execute("CREATE TABLE added (x)"), VERSION + 2: fails}
    with pytest.raises(sqlite3.OperationalError):
        prepare(db, create=True, version=VERSION + 2, migrations=steps)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert "added" in names
    assert "half" not in names
    db.close()


def make_version(path: Path, version: int) -> sqlite3.Connection:
    """An empty database as a released version made it."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements((Path(__file__).parent / "schemas" / f"{version}.sql").read_text("utf-8")):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    return db


def test_a_database_of_version_1_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    old = make_version(path, 1)
    own = "('event', 'e-1', 'e-2', 'Мария', 'different', 0.0, '[[\"другой день\", 0.0]]', NULL, '2025-10-11T10:00:00')"
    machines = "('actor', 'm-1', 'm-2', 'machine:1', 'same', 2.5, '[]', 0, NULL)"
    old.execute(f"INSERT INTO judgements VALUES {own}, {machines}")
    old.close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert [(d.number, d.by, d.verdict, d.a, d.b, d.note) for d in load_decisions(db)] == [
        (1, "Мария", "different", "e-1", "e-2", "другой день")
    ]
    assert db.execute("SELECT by, ordinal FROM judgements").fetchall() == [("machine:1", 0)]
    db.close()
    new.close()


def test_a_database_of_version_2_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, 2).close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT count(*) FROM quotations").fetchone() == (0,)
    db.close()
    new.close()


def test_a_database_of_version_3_keeps_its_events_and_says_whose_their_days_are(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    old = make_version(path, 3)
    old.execute("INSERT INTO articles (id, name, raw_sha256, text) VALUES ('a-1', 'a', '', 'слова')")
    for id_, start, time in (
        ("e-1", "'2025-10-09'", "'t-1'"),
        ("e-2", "'2025-10-10'", "NULL"),
        ("e-3", "NULL", "NULL"),
    ):
        columns = "(id, article, ordinal, type, start, end, time, factuality, according_to, extractor, rule, version,"
        values = f"('{id_}', 'a-1', 0, 'AID', {start}, {start}, {time}, 'actual', '[]', 'events', 'r', '1', 'none')"
        old.execute(f"INSERT INTO event_mentions {columns} confidence_kind) VALUES {values}")
    old.execute("INSERT INTO details VALUES ('e-2', 0, 'count', '5', 5.0, 5.0)")
    old.close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    kept = db.execute("SELECT id, when_basis FROM event_mentions ORDER BY id").fetchall()
    assert kept == [("e-1", "said"), ("e-2", "news_of_the_day"), ("e-3", "none")]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    new.close()


def test_a_database_of_version_4_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, 4).close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT count(*) FROM locations").fetchone() == (0,)
    db.close()
    new.close()


def test_every_statement_of_the_schema_is_run() -> None:
    script = read_schema()
    assert "".join(statements(script)).rstrip() == script.rstrip()


def test_a_database_of_version_5_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, 5).close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT count(*) FROM contexts").fetchone() == (0,)
    db.close()
    new.close()


def test_a_database_of_version_6_keeps_its_details(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    old = make_version(path, 6)
    old.execute("INSERT INTO articles (id, name, raw_sha256, text) VALUES ('a-1', 'golos', '', 'Погибли двое.')")
    origin = "'events', 'r', 'v', NULL, 'none'"
    event = f"('e-1', 'a-1', 0, 'ASSAULT', NULL, NULL, NULL, NULL, 'none', NULL, 'actual', '[]', NULL, {origin})"
    old.execute(f"INSERT INTO event_mentions VALUES {event}")
    old.execute("INSERT INTO details VALUES ('e-1', 0, 'count', 'двое', 2.0, 2.0)")
    old.close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT * FROM details").fetchall() == [("e-1", 0, "count", "двое", 2.0, 2.0, None)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    new.close()


def test_a_database_of_version_7_keeps_its_evidence_and_parties(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    old = make_version(path, 7)
    old.execute("INSERT INTO articles (id, name, raw_sha256, text) VALUES ('a-1', 'golos', '', 'Погибли двое.')")
    old.execute("INSERT INTO evidence VALUES ('e-1', 'whole', 0, 'trigger', 'a-1', 0, 7, 'Погибли')")
    old.execute("INSERT INTO parties VALUES ('e-1', 'actor', 0, 'Ардалия', NULL, NULL)")
    old.execute("INSERT INTO reprints VALUES ('R-1', 0, 0.9)")
    old.execute("INSERT INTO reprint_articles VALUES ('R-1', 0, 'a-1')")
    old.close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT text, field FROM evidence").fetchall() == [("Погибли", "text")]
    assert db.execute("SELECT name, basis FROM parties").fetchall() == [("Ардалия", "clause")]
    assert db.execute("SELECT article, source FROM reprint_articles").fetchall() == [("a-1", None)]
    with pytest.raises(sqlite3.IntegrityError, match="not the characters"):
        db.execute("INSERT INTO evidence VALUES ('e-2', 'whole', 0, 'trigger', 'a-1', 0, 7, 'погибли', 'text')")
    db.close()
    new.close()


def test_a_database_of_version_8_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, 8).close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    db.close()
    new.close()


def test_a_database_of_version_9_is_brought_up_to_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    make_version(path, 9).close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert db.execute("SELECT count(*) FROM memos").fetchone() == (0,)
    db.close()
    new.close()


def test_a_database_of_version_10_gets_its_lists_filled(tmp_path: Path) -> None:
    path = tmp_path / "svod.db"
    old = make_version(path, 10)
    old.execute("INSERT INTO events VALUES ('E-1', 0, 'AID', 'x', NULL, NULL, NULL, 'actual', 1)")
    old.execute("INSERT INTO events VALUES ('E-2', 1, 'AID', 'y', '2025-10-09', '2025-10-10', NULL, 'actual', 1)")
    old.execute("INSERT INTO parties VALUES ('E-2', 'actor', 0, 'Ардалия', 'XAR', NULL, 'clause')")
    old.execute("INSERT INTO parties VALUES ('E-2', 'recipient', 0, 'Нимория', 'XNI', NULL, 'clause')")
    old.close()
    db, new = open_store(path), open_store(Path(":memory:"))
    assert schema_digest(db) == schema_digest(new)
    assert listed(db)
    assert db.execute("SELECT event, last FROM event_places").fetchall() == [("E-2", "2025-10-10"), ("E-1", None)]
    facets = db.execute("SELECT facet, value, place FROM event_facets").fetchall()
    assert facets == [("code", "XAR", 1), ("code", "XNI", 1), ("dealt", "XAR XNI", 1), ("pair", "XAR XNI", 1)]
    db.close()
    new.close()


def schema_digest(db: sqlite3.Connection) -> str:
    """A digest of all tables, views, indexes and triggers, comments and white space aside."""
    query = (
        "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'articles_search_%' AND sql IS NOT NULL ORDER BY type, name"
    )
    bare = [" ".join(re.sub(r"--[^\n]*", "", sql).split()) for (sql,) in db.execute(query)]
    return hashlib.sha256("\n".join(bare).encode()).hexdigest()[:16]


# version → digest of its schema; a released line is never changed: raise VERSION and write a migration
SCHEMAS = {
    1: "935c26bb31754edf",
    2: "9db137a71a31fe7b",
    3: "bcd30f20667b959b",
    4: "3540881a65dbd0d3",
    5: "0f667c57041255d6",
    6: "9876e08f34b06e57",
    7: "c7be62d4244b51ef",
    8: "2e99a6e69893565f",
    9: "c696ee7495ce6c7c",
    10: "503cc91d46e568c6",
    11: "2f9b26fcc7def6a4",
}


def test_the_schema_changes_only_with_its_version() -> None:
    db = open_store(Path(":memory:"))
    digest = schema_digest(db)
    db.close()
    assert digest == SCHEMAS[VERSION], f"schema.sql is {digest} now: raise VERSION and add a migration"
    assert max(SCHEMAS) == VERSION
