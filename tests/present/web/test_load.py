"""Fifty browsers read while one person decides: no answer fails, no decision is lost, and what is read is whole."""

from __future__ import annotations

import http.client
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

import sample_records as sample
from desk_server import serving
from svod.present.cli_serve import CONNECTIONS
from svod.present.web.desk import Desk

CLIENTS, ROUNDS, WRITES = 50, 2, 20
PAGES = ("/", "/timeline", "/events?only=contradict", "/quotes", "/commitments", "/index", "/review", "/log",
         f"/event/{sample.MET_A.id}", f"/article/{sample.A.id}", "/events.csv", "/style.css")  # fmt: skip


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    """The desk behind a real server, as `svod serve` sets it up."""
    with serving(desk, limit_concurrency=CONNECTIONS) as address:
        yield int(address.rpartition(":")[2])


def ask(port: int, address: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
    """One request, with a form or without: status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        if form is None:
            connection.request("GET", address)
        else:
            headers = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://127.0.0.1:{port}"}
            connection.request("POST", address, urlencode(form), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_fifty_read_while_one_decides(port: int, desk: Desk, path: Path) -> None:
    seen, torn = Counter[int](), list[str]()

    def read(number: int) -> None:
        for step in range(ROUNDS * len(PAGES)):
            address = PAGES[(number + step) % len(PAGES)]
            status, body = ask(port, address)
            seen[status] += 1
            if status == 200 and "." not in address and not body.rstrip().endswith(b"</html>"):
                torn.append(address)

    def write() -> None:
        for n in range(WRITES):
            form = {"token": desk.token, "verdict": "note", "a": sample.MET_A.id, "by": "Лука", "value": f"{n}"}
            status, _ = ask(port, "/post/decide", form)
            seen[status] += 1

    threads = [threading.Thread(target=read, args=(n,)) for n in range(CLIENTS)] + [threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.relater.finish()
    assert dict(seen) == {200: CLIENTS * ROUNDS * len(PAGES), 303: WRITES}
    assert torn == []
    db = sqlite3.connect(path)
    kept = [note for (note,) in db.execute("SELECT note FROM decisions WHERE by = 'Лука' ORDER BY number")]
    assert kept == [str(n) for n in range(WRITES)]
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
