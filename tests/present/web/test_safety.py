"""Who is answered, what is refused, and that nothing in a text or a query does anything."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from desk_client import ORIGIN, TOKEN, Client
from lxml import html

import sample_records as sample
from svod.errors import StoreError
from svod.present.web.app import make_app
from svod.present.web.desk import Desk, TooLong
from svod.records import Findings
from svod.store import load_decisions, open_store, save_article, save_findings

PAGES = ("/", "/events", "/quotes", "/search", "/log", f"/event/{sample.TALKS.id}", f"/article/{sample.A.id}",
         f"/record/{sample.SHOT.id}", f"/record/{sample.TOOK.id}", "/search?words=Самовит", "/nothing")  # fmt: skip
NOTE = {"token": TOKEN, "verdict": "note", "a": sample.SHOT.id, "value": "проверить", "by": "Мария"}
HOSTILE = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> {{ 7*7 }} {% x %} '; DROP TABLE articles; -- "
    "\u202eвыворот\u202c \u2066 ]]> </title> javascript:alert(1) &lt;b&gt; %3Cscript%3E"
)


def decisions(path: Path) -> list[str]:
    db = open_store(path)
    found = [d.verdict for d in load_decisions(db)]
    db.close()
    return found


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_a_strict_policy_and_only_our_scripts(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    page = client.page(address, answer.status_code)
    assert policy["script-src"] == "'self'"
    assert page.xpath("//iframe | //object | //style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//script[not(@src)][not(@type='application/json')]") == []
    assert all(src.startswith("/script/") for src in page.xpath("//script/@src"))
    outside = page.xpath("//link/@href | //img/@src | //form/@action")
    assert all(a.startswith(("/", "data:,")) and not a.startswith("//") for a in outside)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "10.0.0.1",
                                  "127.0.0.1@evil.example", "localhost:8765.evil.example", ""])  # fmt: skip
def test_a_foreign_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8765", "LOCALHOST:1", "[::1]:8765", "127.0.0.1"])
def test_our_own_hosts_are_answered(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"},
    {"origin": "https://127.0.0.1:8765"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"}, {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
    {"origin": ORIGIN, "host": "evil.example"},
])  # fmt: skip
def test_a_post_of_another_site_is_refused(client: Client, path: Path, headers: dict[str, str]) -> None:
    before = decisions(path)
    assert client.post("/post/decide", data=NOTE, headers=headers).status_code == 403
    assert decisions(path) == before


@pytest.mark.parametrize("token", [None, "", "x", TOKEN + " ", "ё"])
def test_a_post_without_our_token_is_refused(client: Client, path: Path, token: str | None) -> None:
    before = decisions(path)
    fields = {k: v for k, v in NOTE.items() if k != "token"} | ({} if token is None else {"token": token})
    assert client.post("/post/decide", data=fields, headers={"origin": ORIGIN}).status_code == 403
    assert decisions(path) == before
    client.submit("decide", **{k: v for k, v in NOTE.items() if k != "token"})
    assert decisions(path) == [*before, "note"]


def test_a_picture_of_another_site_gets_nothing_but_its_links_lead_here(client: Client) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.get("/events.csv", headers=foreign | {"sec-fetch-mode": "no-cors"}).status_code == 403
    assert client.get("/events", headers=foreign | {"sec-fetch-mode": "navigate"}).status_code == 200


def test_nothing_is_written_by_reading(client: Client, path: Path) -> None:
    before = path.read_bytes()
    for address in PAGES:
        client.get(address)
    assert client.get("/post/decide").status_code == 405
    assert client.get("/post/undo").status_code == 405
    assert client.request("DELETE", "/log").status_code == 405
    assert client.put("/post/decide", data=NOTE).status_code == 405
    assert path.read_bytes() == before


def test_a_reader_cannot_write(desk: Desk) -> None:
    with pytest.raises(StoreError), desk.read() as db:
        db.execute("DELETE FROM decisions")


def test_sizes_are_bounded(client: Client) -> None:
    assert client.get("/search?words=" + "а" * 3000).status_code == 414
    assert client.get("/search?words=" + "a" * 500).status_code == 400
    assert client.get("/search?" + "&".join(f"x{n}=1" for n in range(300))).status_code == 414
    assert client.get("/events?page=99999999999").status_code == 400
    assert client.get("/events?page=٣").status_code == 400
    large = NOTE | {"value": "x" * 70_000}
    assert client.post("/post/decide", data=large, headers={"origin": ORIGIN}).status_code == 413
    long = NOTE | {"value": "x" * 5_000}
    assert client.post("/post/decide", data=long, headers={"origin": ORIGIN}).status_code == 400
    lying = client.post("/post/decide", content=b"token=x", headers={"origin": ORIGIN, "content-length": "-1"})
    assert lying.status_code == 411
    chunks = (b"x" * 1000 for _ in range(100))
    assert client.post("/post/decide", content=chunks, headers={"origin": ORIGIN}).status_code == 411


def test_a_reader_that_takes_too_long_is_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.patience = 0.1
    begun = time.monotonic()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(TooLong), desk.read() as db:
        db.execute(endless).fetchone()
    assert time.monotonic() - begun < 5
    desk.patience = -1.0
    monkeypatch.setattr("svod.present.web.desk.STEPS", 1)
    with Client(make_app(desk)) as client:
        answer = client.get("/events?words=что-то")
    assert answer.status_code == 503


@pytest.mark.parametrize("words", [
    HOSTILE, '"', '" OR 1=1', "NEAR(a b)", "a AND", "*", "«", "text:что", "^a", "(", "\\", "%", "_", "-1", "\0", "'",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
])  # fmt: skip
def test_no_search_breaks_a_page(client: Client, words: str) -> None:
    for name in ("words", "speaker", "outlet"):
        for page in ("/search", "/events", "/quotes"):
            answer = client.get(f"{page}?{name}={quote(words[:190])}")
            assert answer.status_code == 200, answer.text
            assert "<script>alert" not in answer.text
            assert "\u202e" not in answer.text


@pytest.mark.parametrize("query", ["dyad=RUS", "dyad=" + quote("<b>"), "country=x", "since=вчера", "since=2025-13",
                                   "type=WAR", "act=shout", "only=mine", "page=0", "page=-1"])  # fmt: skip
def test_a_question_that_means_nothing_is_answered_so(client: Client, query: str) -> None:
    for page in ("/events", "/quotes", "/search"):
        assert "Вопрос или решение не поняты" in client.words(f"{page}?{query}", 400)
        assert "<b>" not in client.get(f"{page}?{query}").text.replace("<b></b>", "")


@pytest.fixture
def hostile(path: Path) -> str:
    """An article whose outlet, title, address and text try everything; its id."""
    bad = replace(
        sample.article("hostile", HOSTILE, "2025-10-10", f"Начало. {HOSTILE} Конец.", HOSTILE),
        url="javascript:alert(1)",
    )
    formula = replace(sample.article("formula", "=cmd|'/C calc'!A0", "2025-10-10", "Текст.", "@SUM(1)"), url=None)
    db = open_store(path)
    for one in (bad, formula):
        save_article(db, one)
        save_findings(db, Findings(one.id), "1")
    db.close()
    return bad.id


def test_a_hostile_article_is_only_shown(client: Client, hostile: str) -> None:
    for address in (f"/article/{hostile}", f"/article/{hostile}?at=2-60", "/search", "/search?words=alert", "/"):
        page, text = client.page(address), client.get(address).text
        assert page.xpath("//script[not(starts-with(@src, '/script/'))] | //main//img") == []
        assert not any(c in text for c in "\u202e\u202c\u2066")
        assert not any(h.lower().startswith("javascript:") for h in page.xpath("//@href"))
    assert "[U+202E]выворот[U+202C]" in client.words(f"/article/{hostile}")
    assert "<script>alert(1)</script>" in client.words(f"/article/{hostile}")
    assert "{{ 7*7 }}" in client.words(f"/article/{hostile}")


def test_no_cell_of_an_export_is_a_formula(client: Client, hostile: str) -> None:
    answer = client.get("/search.csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert "'=cmd|'/C calc'!A0" in cells
    assert not [cell for cell in cells if cell[:1] in "=@" and cell]
    assert answer.headers["content-disposition"].startswith("attachment")


def test_two_who_write_at_once_lose_nothing(client: Client, path: Path) -> None:
    """Eight decisions by two people while others read: all kept, numbered without a gap, no answer fails."""
    before, codes = len(decisions(path)), list[int]()

    def write(who: str) -> None:
        for n in range(4):
            headers = {"origin": ORIGIN}
            codes.append(
                client.post("/post/decide", data=NOTE | {"by": who, "value": f"{n}"}, headers=headers).status_code
            )

    def read() -> None:
        codes.extend(client.get(address).status_code for address in ("/", "/events", "/quotes", "/log"))

    threads = [threading.Thread(target=write, args=(who,)) for who in ("Мария", "Лука")]
    threads += [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(codes) == {200, 303}
    db = sqlite3.connect(path)
    numbers = [n for (n,) in db.execute("SELECT number FROM decisions ORDER BY number")]
    db.close()
    assert numbers == list(range(1, before + 9))


@pytest.mark.parametrize("code", ["IGO:Ж", 'IGO:";x="', "IGO:../../x", "IGO:\\", "IGO:%0d%0a;x"])
def test_no_query_gets_into_the_name_of_a_file(client: Client, code: str) -> None:
    for form in ("csv", "jsonl", "xlsx", "svg"):
        answer = client.get(f"/index.{form}", params={"dyad": f"XAR,{code}"})
        assert answer.status_code == 200
        assert re.fullmatch(
            rf'(attachment|inline); filename="svod-[\w-]+\.{form}"', answer.headers["content-disposition"]
        )


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/x", "/\\evil.example", "///evil.example"])
def test_no_address_leads_to_another_site(client: Client, path: str) -> None:
    answer = client.request("GET", ORIGIN + path)
    links = html.fromstring(answer.content).xpath("//@href | //@action | //@src")
    assert answer.status_code == 404
    assert not [link for link in links if link.startswith(("//", "/\\"))]


@pytest.mark.parametrize("query", ["as_of=2025-02", "as_of=2025", "as_of=0001", "as_of=9999", "until=2025-02",
                                   "since=0001&until=9999&grain=day", "since=9999", "until=0001"])  # fmt: skip
def test_any_day_of_the_calendar_may_be_asked_for(client: Client, query: str) -> None:
    for page in ("/commitments", "/commitments?look=list", "/timeline", "/map", "/events", "/network", "/matrix",
                 "/index?dyad=XAR,XNI", "/commitments.ics", "/timeline.svg"):  # fmt: skip
        answer = client.get(page + ("&" if "?" in page else "?") + query)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("name", ["..%2fdesk", "..%2f..%2freport", "desk.js%00", "DESK", "vega.js", "%2e%2e", "report"])
def test_no_script_but_ours_is_given(client: Client, name: str) -> None:
    assert client.get(f"/script/{name}.js").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_article_of_an_impossible_day_breaks_no_page(client: Client, path: Path, day: str) -> None:
    """«0001-01-01» stands in pages of systems that know no day."""
    db = sqlite3.connect(path)
    db.execute("UPDATE articles SET published = ? WHERE id = ?", (day, sample.A.id))
    db.execute("UPDATE follow_ups SET start = ?1, end = ?1 WHERE end IS NOT NULL", (day,))
    db.commit()
    db.close()
    for page in ("/", "/timeline", "/timeline?clock=reported", "/map", "/events", "/commitments", "/commitments.ics",
                 "/network", "/matrix", "/index?dyad=XAR,XNI", "/index?dyad=XAR,XNI&grain=week", "/index",
                 f"/event/{sample.TALKS.id}?absent=1", f"/article/{sample.A.id}", "/timeline.svg"):  # fmt: skip
        assert client.get(page).status_code == 200, page


def test_hostile_names_are_only_shown_in_every_view(client: Client, path: Path) -> None:
    """Outlets, people, places and labels that try to end a script, a comment or a line of it."""
    name = "</script><!--<script>alert(1)</script> \u2028 \u202ex ${x} ' \" \\ &lt;"
    db = sqlite3.connect(path)
    for table, columns in (("articles", ("outlet", "title")), ("actors", ("name",)), ("events", ("label", "place")),
                           ("parties", ("name",)), ("mentions", ("name",)), ("event_mentions", ("place",)),
                           ("quotes", ("speaker",))):  # fmt: skip
        for column in columns:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS NOT NULL", (name,))
    db.commit()
    actor = db.execute("SELECT id FROM actors ORDER BY id LIMIT 1").fetchone()[0]
    db.close()
    for address in (*PAGES, "/timeline", "/timeline?lanes=actor", "/timeline?lanes=outlet&clock=reported", "/map",
                    "/commitments", "/commitments?look=list", "/actors", f"/actor/{actor}", "/network", "/matrix",
                    "/network?level=persons", "/index", "/index?dyad=XAR,XNI&at=all", "/review"):  # fmt: skip
        answer = client.get(address)
        page = html.fromstring(answer.content)
        inline = page.xpath("//script[not(@src)]")
        assert {s.get("type") for s in inline} <= {"application/json"}, address
        for specification in inline:
            json.loads(specification.text)
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text, address
