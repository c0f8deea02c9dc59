"""The review queue: what waits, what each answer writes into the log, what is gone from the queue and comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from desk_client import Client
from pledged import BOTH, FOLLOWED, save_pledges

import sample_records as sample
from svod.present.messages import catalogue
from svod.present.web.desk import Desk
from svod.present.web.form_fields import find_back
from svod.present.web.review_items import KINDS, parse_key
from svod.records import Judgement, Party, Quotation, Reason, Variant
from svod.store import Decision, load_decisions, open_store, save_accounts, save_decision, save_findings

PAIR = tuple(sorted((sample.MET_A.id, sample.MET_B.id)))
ASKED = tuple(sorted((sample.MET_A.id, sample.EXPEL.id)))
NAMES = tuple(sorted((sample.VELLER_A.id, sample.VELLER_B.id)))


@pytest.fixture
def queue(client: Client, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A desk at which something of every kind waits; nothing is related anew."""
    save_pledges(path)
    db = open_store(path)
    lent = replace(sample.EXPEL, recipients=(Party("Лука Самовит", "XAR", None, "setting"),))
    for findings in sample.FINDINGS:
        if findings.article == sample.C.id:
            save_findings(db, replace(findings, events=(lent,)), "test-3")
        if findings.article == sample.B.id:
            save_findings(db, replace(findings, quotes=(replace(sample.SHOT, speaker=None),)), "test-3")
    judged = (
        Judgement("event", *PAIR, "same", 0.2, (Reason("same day", 0.3), Reason("other sides", -0.1)), "machine:1"),
        Judgement("event", *ASKED, "unsure", -0.1, (Reason("same sides", -0.1),), "machine:1"),
        Judgement("actor", *NAMES, "same", 0.5, (Reason("surname alone", 0.5),), "machine:1"),
    )
    said = Quotation("Q-1", "Лука Самовит", None, ("Йон Веллер", "Лука Самовит"), sample.READY.id,
                     (Variant((sample.READY.id,), "base", ()),), 1)  # fmt: skip
    save_accounts(db, replace(sample.ACCOUNTS, judgements=judged, quotations=(said,), followups=FOLLOWED))
    save_decision(db, Decision(0, "2025-10-12", "Мария", "wrong-type", "event", "e-0123456789abcdef", value="AID",
                               a_words="«помог»"))  # fmt: skip
    db.close()
    monkeypatch.setattr(desk.relater, "ask", lambda *_: None)
    return client


def keys(client: Client, kind: str = "") -> list[str]:
    """The items that wait."""
    page = client.page("/review" + (f"?kind={kind}" if kind else ""))
    return [str(i) for i in page.xpath("//li[contains(@class, 'item')]/@id")]


def log(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Verdict, records and value of every decision but the sample's own two."""
    db = open_store(path)
    found = [(d.verdict, d.a, d.b, d.value) for d in load_decisions(db)]
    db.close()
    return found[2:]


def test_something_of_every_kind_waits(queue: Client) -> None:
    found = {key.split(".")[0] for key in keys(queue)}
    assert found == set(KINDS)
    for kind in KINDS:
        assert [k for k in keys(queue, kind) if k.split(".")[0] != kind] == []
    words = queue.words("/review?kind=joins")
    assert "оценка +0.2, порог 0.0" in words
    assert "same day +0.3" in words
    page = queue.page("/review?kind=joins")
    assert "".join(page.xpath("//li[contains(@class, 'item')]//a[@class='hit']")[0].itertext()) in (
        "встретились", "переговоры")  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer", "written"),
    [
        (f"joins.{'.'.join(PAIR)}", {"do": "accept"}, ("same", *PAIR, None)),
        (f"joins.{'.'.join(PAIR)}", {"do": "reject"}, ("different", *PAIR, None)),
        (f"questions.{'.'.join(ASKED)}", {"do": "unsure"}, ("unsure", *ASKED, None)),
        (f"actors.{'.'.join(NAMES)}", {"do": "reject"}, ("different", *NAMES, None)),
        (f"outcomes.{BOTH.id}.{sample.MET_B.id}", {"do": "reject"},
         ("different", *sorted((BOTH.id, sample.MET_B.id)), None)),
        (f"clashing.{sample.READY.id}", {"do": "accept"}, ("right", sample.READY.id, None, None)),
        (f"clashing.{sample.READY.id}", {"do": "speaker", "value": "Йон Веллер"},
         ("wrong-speaker", sample.READY.id, sample.VELLER_A.id, "Йон Веллер")),
        (f"unnamed.{sample.SHOT.id}", {"do": "accept"}, ("right", sample.SHOT.id, None, None)),
        (f"lent.{sample.EXPEL.id}", {"do": "accept"}, ("right", sample.EXPEL.id, None, None)),
        (f"lent.{sample.EXPEL.id}", {"do": "reject"}, ("wrong-side", sample.EXPEL.id, None, "Лука Самовит")),
        (f"lent.{sample.EXPEL.id}", {"do": "type", "value": "COERCE"}, ("wrong-type", sample.EXPEL.id, None, "COERCE")),
        ("orphans.2", {"do": "reject"}, ("undo", "", None, None)),
    ],
)  # fmt: skip
def test_an_answer_is_a_decision_and_the_item_is_gone(
    queue: Client, path: Path, key: str, answer: dict[str, str], written: tuple[str | None, ...]
) -> None:
    kind = key.split(".")[0]
    assert key in keys(queue, kind)
    place = queue.submit("review", item=key, back=f"/review?kind={kind}", **answer)
    assert log(path)[-1] == written
    assert place.startswith(f"/review?kind={kind}&done=")
    assert key not in keys(queue, kind)
    if kind != "orphans":
        assert queue.fill(place, "Отменить u").startswith(f"/review?kind={kind}")
        assert key in keys(queue, kind)


def test_a_note_decides_nothing(queue: Client, path: Path) -> None:
    key = f"joins.{'.'.join(PAIR)}"
    queue.submit("review", item=key, do="note", value="спросить", back="/review")
    assert log(path) == [("note", PAIR[0], None, "спросить")] or log(path)[0][0] == "note"
    assert key in keys(queue, "joins")


def test_a_contradiction_can_be_denied(queue: Client, path: Path) -> None:
    key = keys(queue, "contradictions")[0]
    queue.submit("review", item=key, do="reject", back="/review")
    assert log(path)[-1][:2] == ("wrong", key.split(".")[1])


def test_many_at_once_are_one_answer_each(queue: Client, path: Path) -> None:
    wanted = [*keys(queue, "contradictions"), *keys(queue, "lent")]
    place = queue.submit("review", item=wanted, do="accept", back="/review", by="Олег", note="проверено по текстам")
    assert [row[0] for row in log(path)] == ["right"] * len(wanted)
    assert place.count(",") == len(wanted) - 1
    assert set(wanted) & set(keys(queue)) == set()
    queue.fill(place, "Отменить u")
    assert set(wanted) <= set(keys(queue))


def test_no_form_makes_more_decisions_than_may_be_undone_at_once(
    queue: Client, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (key,) = keys(queue, "lent")
    monkeypatch.setattr("svod.present.web.review_verdicts.lent_names", lambda db, id_: ("Лука Самовит",) * 151)
    queue.submit("review", status=400, item=key, do="reject", back="/review")
    assert log(path) == []


@pytest.mark.parametrize(
    "fields",
    [{"do": "accept"}, {"item": "joins.e-1", "do": "accept"}, {"item": "wishes.e-1.e-2", "do": "accept"},
     {"item": f"unnamed.{sample.SHOT.id}", "do": "reject"}, {"item": f"lent.{sample.EXPEL.id}", "do": "erase"},
     {"item": f"lent.{sample.EXPEL.id}", "do": "type", "value": "WAR"},
     {"item": f"clashing.{sample.READY.id}", "do": "speaker"}, {"item": "lent.e-0000000000000000", "do": "accept"}],
)  # fmt: skip
def test_what_means_nothing_writes_nothing(queue: Client, path: Path, fields: dict[str, str]) -> None:
    queue.submit("review", status=400, **fields)
    assert log(path) == []


def test_a_form_leads_back_to_our_own_pages_only() -> None:
    assert find_back({"back": ["/review?kind=lent&done=7"]}, [8, 9]) == "/review?kind=lent&done=8,9"
    assert find_back({"back": ["/article/a-12ab"]}, [3]) == "/article/a-12ab?done=3"
    for bad in ("//evil.example/review", "https://evil.example", "/review/../log", "/review#x", "/events", ""):
        assert find_back({"back": [bad]}, [3]) == "/decided/3"
    assert find_back({}, []) == "/log"


def test_the_queue_can_be_saved(queue: Client) -> None:
    (row,) = [json.loads(line) for line in queue.get("/review.jsonl?kind=joins").text.splitlines()]
    assert row["ids"] == list(PAIR)
    assert row["reasons"] == [["same day", 0.3], ["other sides", -0.1]]
    assert len(row["words"]) == 2


def test_no_link_leads_nowhere_and_every_field_has_a_label(queue: Client) -> None:
    page = queue.page("/review")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    fields = page.xpath("//input[not(@type='hidden')] | //select")
    assert all(f.xpath("ancestor::label") or page.xpath(f"//label[@for='{f.get('id')}']") for f in fields)
    for link in sorted(set(page.xpath("//main//a/@href"))):
        assert queue.get(link, follow_redirects=True).status_code in (200, 404 if "0123456789abcdef" in link else 200)


def test_every_kind_has_its_words() -> None:
    for kind in KINDS:
        assert {f"review.{part}_{kind}" for part in "tk"} | {f"review.about_{kind}"} <= set(catalogue("ru"))
    assert parse_key("joins.a.b.c") == ("", ())
