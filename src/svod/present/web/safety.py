"""What every request passes before anything is read: whose it is, how large, and what the answer may do in a browser.

In: raw requests. Out: an answer with a strict policy, or a refusal. A page of another site can reach a port of this
machine; what tells its requests from the user's are the Host header (a name that was rebound to 127.0.0.1 stays
foreign), the headers Origin and Sec-Fetch-Site, and a token that only our own pages hold.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
METHODS = ("GET", "HEAD", "POST")
MOST_BODY = 64 * 1024  # bytes of a form
MOST_ADDRESS = 4096  # bytes of path and query
MOST_FIELDS = 200  # of a form or a query
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with "no-referrer" browsers send the Origin of our own forms as "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",  # unless the answer says otherwise
}


class Guard:
    """The application behind a check of every request, with our headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return None

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name != "cache-control" or name not in headers:
                        headers[name] = value
            await send(message)

        fault = find_fault(scope["method"], Headers(scope=scope), scope)
        if fault:
            code, words = fault
            return await PlainTextResponse(f"error: {words}\n", code)(scope, receive, guarded)
        return await self.app(scope, receive, guarded)


def find_fault(method: str, headers: Headers, scope: Scope) -> tuple[int, str] | None:
    """Why a request is refused before it is read: status and words; None where it may pass."""
    if method not in METHODS:
        return 405, "only GET, HEAD and POST"
    if len(headers.getlist("host")) != 1 or not HOST.fullmatch(headers["host"]):
        return 403, "this desk answers to localhost only"
    raw = scope.get("raw_path") or scope["path"].encode()
    if len(raw) + len(scope["query_string"]) > MOST_ADDRESS:
        return 414, "the address is too long"
    if scope["query_string"].count(b"&") >= MOST_FIELDS:
        return 414, "too many fields"
    if is_foreign(method, headers):
        return 403, "sent by another site"
    if method == "POST" and not (headers.get("content-length") or "x").isdecimal():
        return 411, "the length is missing"
    if int(headers.get("content-length") or 0) > MOST_BODY:
        return 413, "the form is too large"
    return None


def is_foreign(method: str, headers: Mapping[str, str]) -> bool:
    """True for what another site sends; its links to our pages are let through, since they only read."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if method != "POST":
        return site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
    if site is not None and site != "same-origin":
        return True
    return origin is not None and urlsplit(origin)[:2] != ("http", headers["host"])


async def read_form(receive: Receive, token: str) -> dict[str, list[str]] | None:
    """The fields of a form that holds our token; None where it does not or is larger than it says."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False) and message["type"] == "http.request"
        if len(body) > MOST_BODY:
            return None
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    given = fields.pop("token", [""])[0]
    return fields if hmac.compare_digest(given.encode(), token.encode()) else None
