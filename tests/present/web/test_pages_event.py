"""The event's page: lent sides are told apart, the same words are set side by side, reprints are a tree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk_client import Client

import sample_records as sample
from svod.present.web.desk import Desk
from svod.records import Edit, Party, Quotation, Variant
from svod.store import open_store, save_accounts, save_findings


def test_a_lent_side_is_in_brackets_and_explained(client: Client, path: Path) -> None:
    assert "по контексту" not in client.words(f"/event/{sample.TALKS.id}").split("Исправить")[0]
    lent = replace(sample.EXPULSION, recipients=(Party("Лука Самовит", "XAR", None, "setting"),))
    db = open_store(path)
    save_accounts(db, replace(sample.ACCOUNTS, events=(lent, *sample.ACCOUNTS.events[1:])))
    db.close()
    page = client.page(f"/event/{sample.EXPULSION.id}")
    assert "".join(page.xpath("string(//h1//*[@class='lent'])").split()) == "[ЛукаСамовитXAR]"
    assert "ни одно сообщение их не называет (Лука Самовит)" in client.words(f"/event/{sample.EXPULSION.id}")


def test_the_same_words_are_compared_word_by_word(client: Client, path: Path) -> None:
    told = replace(sample.MET_A, quote=sample.READY.id)
    edits = (Edit("equal", "Мы готовы", "Мы готовы"), Edit("changed", "к переговорам", "ко всему"))
    variants = (Variant((sample.READY.id,), "base", ()), Variant((sample.SHOT.id,), "altered", edits))
    said = Quotation("Q-1", "Лука Самовит", None, (), sample.READY.id, variants, 2)
    db = open_store(path)
    save_findings(db, replace(sample.FINDINGS[0], events=(told,)), "test-2")
    save_accounts(db, replace(sample.ACCOUNTS, quotations=(said,)))
    db.close()
    section = client.page(f"/event/{sample.TALKS.id}").xpath("//section[@aria-labelledby='words-h']")[0]
    assert "к переговорам" in section.xpath("string(.//del)")
    assert "ко всему" in section.xpath("string(.//ins)")


def test_reprints_are_a_tree(client: Client, desk: Desk) -> None:
    page = client.page(f"/event/{sample.TALKS.id}")
    (tree,) = page.xpath("//section[@aria-labelledby='reprints-h']//article/ul[@class='tree']")
    assert tree.xpath("./li/p/a/@href") == [f"/article/{sample.A.id}"]
    assert tree.xpath("./li/ul/li/p/a/@href") == [f"/article/{sample.D.id}"]
    desk.sides = {"свои": ["Голос Ардалии"], "чужие": ["Вестник", "Хроника"]}
    assert "свои" in client.words(f"/event/{sample.TALKS.id}")


def test_a_quote_is_cited_in_three_forms(client: Client) -> None:
    page = client.page(f"/record/{sample.READY.id}")
    forms = [p.text for p in page.xpath("//section[@id='cite']//pre")]
    assert forms[0].startswith("> «Мы готовы к переговорам")
    assert forms[1].startswith("@misc{")
    assert '"container-title": "Голос Ардалии"' in forms[2]
    assert all("hidden" in b.attrib for b in page.xpath("//button[@data-copy]"))  # without script it would do nothing
    assert f"/record/{sample.READY.id}#cite" in client.page("/quotes").xpath("//a/@href")
    assert client.page(f"/record/{sample.MET_A.id}").xpath("//pre") == []


def test_the_ledger_has_the_chain_and_whoever_takes_no_part_is_said(client: Client, desk: Desk) -> None:
    assert "через: Вестник" not in client.words("/quotes")  # the outlet itself is no link of the chain
    page = client.page(f"/record/{sample.MET_A.id}")
    assert [b.text for b in page.xpath("//ul[contains(@class, 'parts')]//b")] == ["Лука Самовит", "Йон Веллер"]
    place = client.fill(f"/record/{sample.MET_A.id}", "не участвует: Йон Веллер")
    assert "не участвует: Йон Веллер" in client.words(place)
    desk.relater.finish()
    assert "Йон Веллер" not in client.page(f"/record/{sample.MET_A.id}").xpath("string(//h1)")
    place = client.fill(f"/record/{sample.MET_A.id}", "Всё верно", note="сверено")
    assert "проверено, верно" in client.words(place)
