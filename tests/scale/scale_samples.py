"""What the tests of scale share: the packaged sample as files of a crawl, and running the command as a process."""

from __future__ import annotations

import gzip
import html
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from svod.ingest import Options, ingest
from svod.records import Article

SAMPLE = Path(str(files("svod") / "sample"))
LINKS = "".join(f"<li><a href='/{n}'>Раздел {n}</a></li>" for n in range(9))


def sample_articles() -> list[Article]:
    """The articles of the packaged sample, by id."""
    found = [item for item in ingest([SAMPLE], Options()) if isinstance(item, Article)]
    return sorted(found, key=lambda a: a.id)


def page(article: Article) -> bytes:
    """An article as a news site's page."""
    title = html.escape(article.title or "Новости")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in article.text.splitlines() if line)
    day = f"{(article.published or '')[:10]}T10:00:00+03:00"
    return (
        f"<!DOCTYPE html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='og:site_name' content='{html.escape(article.outlet or '')}'>"
        f"<meta property='article:published_time' content='{day}'></head><body><ul>{LINKS}</ul>"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def warc_record(kind: str, url: str, block: bytes) -> bytes:
    """A record of a web archive, packed by itself as crawlers do."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def write_warc(path: Path, articles: Sequence[Article]) -> Path:
    """Articles as a crawl of news sites: a response each, with the request before it and a picture after it."""
    records = []
    for article in articles:
        url = f"https://{article.name.split('_')[1]}.example/{article.name}"
        records.append(warc_record("request", url, b"GET / HTTP/1.1\r\n\r\n"))
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        records.append(warc_record("response", url, head + page(article)))
        picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
        records.append(warc_record("response", f"{url}.png", picture))
    path.write_bytes(b"".join(records))
    return path


def as_line(article: Article) -> str:
    """An article as a line of JSON."""
    row = {"name": article.name, "date": article.published, "outlet": article.outlet, "title": article.title}
    return json.dumps({**row, "text": article.text, "lang": "ru"}, ensure_ascii=False)


def svod(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own: Daft's threads are none of the tests' business."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "svod", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=600)
