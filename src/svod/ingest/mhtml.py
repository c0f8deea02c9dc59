"""Pages saved as one file, MHTML (`.mhtml`, `.mht`): the bytes in, the page's own HTML and its address out.

What the page needs to be shown, pictures and styles, stays unread. Judges nothing of the page: `html.py` does.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message

from svod.ingest.metadata import first


def find_page_part(raw: bytes) -> tuple[bytes, str | None, str | None] | None:
    """Return the HTML of a saved page, the encoding it is said to have, and its address; None where there is none."""
    message = message_from_bytes(raw, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return body, part.get_content_charset(), find_address(message, part)
    return None


def find_address(message: Message, part: Message) -> str | None:
    """Return the address that a page was saved from."""
    values = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    return next((v for v in map(first, values) if v and v.startswith(("http://", "https://"))), None)
