"""Web archives: pages out of records, however damaged, in the memory of one page."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import Taken, take

from svod.ingest import archive_stream

Write = Callable[[str, str | bytes], Path]
FIRST = (
    "Министры двух стран договорились построить мост через реку, сообщила пресс-служба правительства. Деньги уже есть."
)
SECOND = (
    "«Мы начнём весной», — сказал министр транспорта. Рабочие наняты в обеих столицах, а сроки работ известны всем."
)
LINKS = "".join(f"<li><a href='/{n}'>Раздел {n}</a></li>" for n in range(9))


def page(title: str = "Мост будет", day: str = "2025-10-10T12:30:00+03:00", charset: str = "utf-8") -> bytes:
    meta = f'<meta property="article:published_time" content="{day}">' if day else ""
    markup = (
        f"<!DOCTYPE html><html lang='ru'><head><meta charset='{charset}'>{meta}<title>{title}</title></head><body>"
        f"<ul>{LINKS}</ul><article><h1>{title}</h1><p>{title}. {FIRST}</p><p>{SECOND}</p></article></body></html>"
    )
    return markup.encode(charset)


def record(kind: str, url: str, block: bytes, content: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(url: str, body: bytes, head: str = "", *, status: str = "200 OK", kind: str = "text/html") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode()
    return record("response", url, http + body)


def site(*names: str) -> list[bytes]:
    return [answer(f"https://golos.example/{name}", page(f"Мост {name} будет")) for name in names]


def left_out(taken: Taken) -> dict[str, int]:
    return {skipped.reason: skipped.count for skipped in taken.skipped}


INFO = record("warcinfo", "", b"software: x\r\n", "application/warc-fields")


@pytest.mark.parametrize("packed", ["no", "records", "whole"])
def test_pages(write: Write, packed: str) -> None:
    records = [INFO, *site("a", "b")]
    data = {
        "no": b"".join(records),
        "records": b"".join(map(gzip.compress, records)),
        "whole": gzip.compress(b"".join(records)),
    }[packed]  # fmt: skip
    taken = take(write("site.warc" if packed == "no" else "site.warc.gz", data))
    assert [a.url for a in taken.articles] == ["https://golos.example/a", "https://golos.example/b"]
    assert [a.outlet for a in taken.articles] == ["golos.example"] * 2
    assert taken.articles[0].published == "2025-10-10T12:30:00+03:00"  # the page's, not that of the crawl
    assert taken.articles[0].text == f"Мост a будет. {FIRST}\n{SECOND}"
    assert not taken.problems


def test_what_is_no_article_is_counted(write: Write) -> None:
    url = "https://golos.example"
    taken = take(write("site.warc", b"".join([
        INFO, record("request", f"{url}/a", b"GET / HTTP/1.1\r\n\r\n"),
        answer(f"{url}/a", page()), answer(f"{url}/copy", page()), record("revisit", f"{url}/a", b""),
        answer(f"{url}/i.png", b"\x89PNG", kind="image/png"), answer(f"{url}/old", page(), status="301 Moved"),
        answer(f"{url}/gone", page(), status="404 Not Found"), answer(f"{url}/", page("Главное за день")),
        answer(f"{url}/list", f"<html><body><ul>{LINKS}</ul></body></html>".encode()),
    ])))  # fmt: skip
    assert len(taken.articles) == 1
    assert left_out(taken) == {
        "a page that stands in the archive already": 2,
        "a page without an article (a list, a front page, …)": 2,
        "a redirect or an error, no page": 2,
        "no web page (picture, script, …)": 1,
    }
    assert not taken.problems


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 300] for at in range(0, len(body), 300)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "pack"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", lambda body: chunked(gzip.compress(body))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", bytes),  # undone when it was archived
        ("Content-Encoding: br\r\n", bytes),
    ],
)
def test_bodies_packed_for_the_way(write: Write, head: str, pack: Callable[[bytes], bytes]) -> None:
    both = answer("https://golos.example/a", pack(page()), head) + b"".join(site("b"))
    taken = take(write("site.warc", both))
    assert [a.title for a in taken.articles] == ["Мост будет", "Мост b будет"]
    assert not taken.problems


def test_a_packing_that_is_not_read_is_told(write: Write) -> None:
    taken = take(write("site.warc", answer("https://golos.example/a", b"\x0b\x02\x80", "Content-Encoding: br\r\n")))
    assert "packed as 'br'" in taken.messages


def test_charset_of_the_answer(write: Write) -> None:
    body = page(charset="windows-1251").replace(b"<meta charset='windows-1251'>", b"")
    [article] = take(
        write("a.warc", answer("https://golos.example/a", body, kind="text/html; charset=windows-1251"))
    ).articles
    assert article.text.endswith(SECOND)


def test_a_resource_record(write: Write) -> None:
    [article] = take(write("a.warc", record("resource", "https://golos.example/a", page(), "text/html"))).articles
    assert article.title == "Мост будет"


def test_damage_is_told_and_the_rest_is_read(write: Write) -> None:
    first, second, third = (gzip.compress(part) for part in site("a", "b", "c"))
    broken = second[:60] + b"\0" * 40 + second[100:]
    taken = take(write("site.warc.gz", first + broken + third))
    assert [a.title for a in taken.articles] == ["Мост a будет", "Мост c будет"]
    assert "damaged" in taken.messages


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"no record at all\r\n", "no record"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n", "no length"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no length"),
    ],
)
def test_a_bad_record_between_good_ones(write: Write, bad: bytes, told: str) -> None:
    one, two = site("a", "b")
    taken = take(write("site.warc", one + bad + two))
    assert len(taken.articles) == 2
    assert told in taken.messages


def test_an_archive_that_breaks_off(write: Write) -> None:
    whole = b"".join(site("a", "b"))
    taken = take(write("site.warc", whole[:-200]))
    assert len(taken.articles) == 1
    assert "breaks off" in taken.messages
    packed = take(write("site.warc.gz", gzip.compress(whole)[:-40]))
    assert len(packed.articles) == 1
    assert "cut off" in packed.messages


def test_memory_is_bounded(write: Write) -> None:
    film = answer("https://golos.example/film.mp4", bytes(120 << 20), kind="video/mp4")
    path = write("site.warc.gz", gzip.compress(film, 1) + b"".join(map(gzip.compress, site("a"))))
    take(write("warm.warc", b"".join(site("w"))))  # what is loaded once is not counted
    tracemalloc.start()
    taken = take(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(taken.articles) == 1
    assert peak < 80 << 20


def test_bombs(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_stream, "SPARE", 1 << 20)
    bomb = gzip.compress(answer("https://golos.example/a", bytes(40 << 20), kind="image/png"))
    assert "unpacks to far more" in take(write("bomb.warc.gz", bomb)).messages
    page_bomb = answer("https://golos.example/a", gzip.compress(bytes(40 << 20)), "Content-Encoding: gzip\r\n")
    taken = take(write("page.warc", page_bomb + b"".join(site("b"))))
    assert "unpacks to more than a page" in taken.messages
    assert len(taken.articles) == 1


def wacz(**members: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return box.getvalue()


def test_wacz(write: Write, tmp_path: Path) -> None:
    data = gzip.compress(b"".join(site("a")))
    members = {"archive/data.warc.gz": data, "../../out.warc": b"".join(site("x")), "pages/pages.jsonl": b"{}"}
    taken = take(write("in/site.wacz", wacz(**members)))
    assert [a.title for a in taken.articles] == ["Мост a будет"]
    assert not taken.problems
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["site.wacz"]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"nothing", wacz(readme=b"x")])
def test_broken_wacz(write: Write, data: bytes) -> None:
    taken = take(write("site.wacz", data))
    assert not taken.articles
    assert "WACZ" in taken.messages


def test_no_archive_at_all(write: Write) -> None:
    assert "no record" in take(write("a.warc", b"just words\n" * 20)).messages
