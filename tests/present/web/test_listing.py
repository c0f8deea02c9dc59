"""Every list and picture of data can be saved in each form, and a program reads it back."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from svod.present.web.app import ROUTES

if TYPE_CHECKING:
    from desk_client import Client

LISTS = sorted({r.path.removesuffix(".{form:form}") for r in ROUTES if r.path.endswith(".{form:form}")} - {"/log"})


@pytest.mark.parametrize("address", [p for p in LISTS if "{" not in p] + ["/event/{id}"])
def test_a_list_is_saved_in_each_form_with_the_same_rows(client: Client, address: str) -> None:
    event = json.loads(client.get("/events.jsonl").text.splitlines()[0])["id"]
    csv, lines, book = (client.get(f"{address.replace('{id}', event)}.{form}") for form in ("csv", "jsonl", "xlsx"))
    assert [r.status_code for r in (csv, lines, book)] == [200] * 3
    assert book.headers["content-type"].startswith("application/vnd.openxmlformats")
    assert ".xlsx" in book.headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(book.content)).worksheets[0]
    rows = [json.loads(line) for line in lines.text.splitlines()]
    assert sheet.max_row - 1 == len(rows)
    head = [cell.value for cell in sheet[1]]
    assert csv.text.splitlines()[0].lstrip("\ufeff").split(",") == head
    assert not rows or list(rows[0]) == head


def test_a_workbook_is_the_same_each_time(client: Client) -> None:
    assert client.get("/events.xlsx").content == client.get("/events.xlsx").content
