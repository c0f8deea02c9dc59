"""Telegram Desktop exports as pages (`messages.html`, …): the decoded page in, a draft for each post out.

The same rules as for `result.json` in `telegram.py`. These pages hold no number of the channel, so that a post has no
address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from svod.ingest.drafts import Broken, Draft, Skipped
from svod.ingest.markup import format_markup, parse_markup, read_markup
from svod.ingest.metadata import first
from svod.ingest.telegram import judge_text

MARK = re.compile(r'<div class="page_wrap">.{0,4000}?<div class="(?:history|page_header)', re.DOTALL)
MOMENT = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
MESSAGE = "//div[starts-with(@class, 'message ')]"


def is_telegram_page(markup: str) -> bool:
    """True for the beginning of a page that Telegram Desktop exported."""
    return bool(MARK.search(markup[:20_000]))


def parse_telegram_page(markup: str, path: str, stem: str) -> Iterator[Draft | Broken | Skipped]:
    """Read the posts of a page."""
    tree = parse_markup(markup)
    if tree is None:
        yield Broken("no HTML in this file: nothing was added")
        return
    chat = find_text(tree, "//div[@class='page_header']//div[contains(@class, 'text')]")
    left_out: Counter[str] = Counter()
    for message in tree.xpath(MESSAGE):
        item = read_message(message, chat, path, stem)
        if isinstance(item, Draft):
            yield item
        else:
            left_out[item] += 1
    for reason, count in sorted(left_out.items()):
        yield Skipped(path, reason, count, "posts")


def read_message(message: Any, chat: str | None, path: str, stem: str) -> Draft | str:
    """Make a draft of a message, or say why it is none."""
    if "service" in message.get("class").split():
        return "a service message"
    texts = message.xpath(".//div[@class='text']")
    text = "\n".join(read_markup(format_markup(element)) for element in texts)
    if reason := judge_text(text):
        return reason
    number = (message.get("id") or "").removeprefix("message")
    forwarded = find_text(message, ".//div[contains(@class, 'forwarded')]/div[@class='from_name']/text()")
    return Draft(
        name=f"{chat or stem}/{number}",
        text=text,
        where=f"{path}:{number}",
        raw=format_markup(message).encode("utf-8", "surrogatepass"),
        date=find_moment(message),
        outlet=forwarded or chat,
    )


def find_text(element: Any, path: str) -> str | None:
    """Return the text of the first thing at a path."""
    found = element.xpath(path)[:1]
    return first(*(item if isinstance(item, str) else "".join(item.itertext()) for item in found))


def find_moment(message: Any) -> str | None:
    """Return when a post was written: "10.10.2025 12:30:00 UTC+03:00" → "2025-10-10T12:30:00+03:00"."""
    titles = message.xpath(".//div[contains(@class, 'pull_right') and contains(@class, 'date')]/@title")
    found = MOMENT.fullmatch(str(titles[0])) if titles else None
    return f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}" if found else first(*map(str, titles))
