"""A browser of sorts: reads pages as a tree, follows no redirect by itself, fills in forms as they are."""

from __future__ import annotations

from typing import Any

from lxml import html
from starlette.testclient import TestClient
from starlette.types import ASGIApp

TOKEN = "a token of the tests"
ORIGIN = "http://127.0.0.1:8765"


class Client(TestClient):
    """The desk asked from its own pages."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, base_url=ORIGIN, follow_redirects=False)

    def page(self, address: str, status: int = 200) -> Any:
        """A page as a tree."""
        answer = self.get(address)
        assert answer.status_code == status, answer.text
        return html.fromstring(answer.content)

    def words(self, address: str, status: int = 200) -> str:
        """The words of a page's main part."""
        return " ".join(self.page(address, status).xpath("string(//main)").split())

    def submit(self, what: str, status: int = 303, **fields: Any) -> str:
        """Send a form with our token; gives where the answer leads, or its words."""
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
        answer = self.post(f"/post/{what}", data={"token": TOKEN} | fields, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.headers["location"] if status == 303 else answer.text

    def fill(self, address: str, button: str, **fields: Any) -> str:
        """Fill in the form of a page that has a button of these words, and send it."""
        page = self.page(address)
        (form,) = page.xpath(f"//form[@method='post'][.//button[normalize-space()={button!r}]]")[:1]
        given = {name: value for name, value in form.fields.items() if value is not None}
        answer = self.post(form.get("action"), data=given | fields, headers={"origin": ORIGIN})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])
