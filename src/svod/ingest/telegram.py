"""Telegram Desktop exports (`result.json`): the decoded file in, a draft for each post of a channel or group out.

In: the export of one chat or of all of them. Out: one draft a post, with its text as it stands there; the outlet is
the channel, and for a forwarded post the channel it is from, since those are its words. A post has no headline. What
is no report is counted: service messages, pictures without words, posts of a word or two, private conversations.
Messages are read one after another, so that a file that breaks off gives those before the break.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from svod.ingest.drafts import Broken, Draft, Skipped
from svod.ingest.metadata import first

# A quotation mark inside a JSON string is escaped, so that this can only be a key.
MESSAGES = re.compile(r'"messages"\s*:\s*\[')
CHATS = re.compile(r'"(?:left_)?chats"\s*:\s*\{')
BETWEEN = re.compile(r"[\s,]*")
LETTER = re.compile(r"[^\W\d_]")
FEWEST_LETTERS = 20  # «Взрывы слышны в Харькове» has 21
MOST_BREAKS = 20  # places where a file is broken, after which the rest is not read
LONGEST_HEAD = 5000  # characters of what stands before a chat's messages
PRIVATE = frozenset({"personal_chat", "bot_chat", "verification_codes", "replies"})
OPEN_TO_MEMBERS = ("channel", "supergroup")  # kinds of chats whose posts have an address


@dataclass(frozen=True, slots=True)
class Chat:
    """A channel, group or conversation: what stands in an export before its messages."""

    name: str | None
    kind: str
    number: str | None


def is_telegram(text: str) -> bool:
    """True for the beginning of an export: a chat with messages, or a list of chats."""
    return text.startswith("{") and bool(MESSAGES.search(text) or CHATS.search(text))


def parse_telegram(text: str, path: str, stem: str) -> Iterator[Draft | Broken | Skipped]:
    """Read the posts of all chats of an export."""
    left_out: Counter[str] = Counter()
    at, chats, breaks = 0, 0, 0
    while breaks < MOST_BREAKS and (found := MESSAGES.search(text, at)):
        chat = read_chat(text, found.start())
        at, chats = found.end(), chats + 1
        for message, end in walk_messages(text, at):
            at = end
            if message is None:
                breaks += 1
                yield Broken(f"{chat.name or stem}: the export is broken at character {end}: export it again")
                break
            item = read_message(message, chat, path, stem)
            if isinstance(item, Draft):
                yield item
            else:
                left_out[item] += 1
    if not chats:
        yield Broken("a Telegram export without messages: nothing was added; export the channel's text messages")
    for reason, count in sorted(left_out.items()):
        yield Skipped(path, reason, count, "posts")


def read_chat(text: str, end: int) -> Chat:
    """Read what stands before a chat's messages; empty where that is no object."""
    start = text.rfind("{", max(0, end - LONGEST_HEAD), end)
    try:
        head = json.loads(text[start:end].rstrip().rstrip(",") + "}", strict=False) if start >= 0 else {}
    except (ValueError, RecursionError):
        head = {}
    number = head.get("id")
    return Chat(first(head.get("name")), first(head.get("type")) or "", str(number) if type(number) is int else None)


def walk_messages(text: str, at: int) -> Iterator[tuple[Mapping[str, Any] | None, int]]:
    """Yield each message with the place after it; None where the file is broken."""
    decoder = json.JSONDecoder(strict=False)
    while True:
        between = BETWEEN.match(text, at)
        at = between.end() if between else at
        if text.startswith("]", at):
            return
        try:
            message, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            message = None
        yield (message if isinstance(message, dict) else None), at
        if not isinstance(message, dict):
            return


def read_message(message: Mapping[str, Any], chat: Chat, path: str, stem: str) -> Draft | str:
    """Make a draft of a message, or say why it is none."""
    if message.get("type") != "message":
        return "a service message"
    forwarded = first(message.get("forwarded_from"))
    if chat.kind in PRIVATE or (chat.kind == "saved_messages" and not forwarded):
        return "a message of a private conversation: only channels, groups and forwarded posts are read"
    text = join_entities(message.get("text"))
    if reason := judge_text(text):
        return reason
    number = message.get("id")
    return Draft(
        name=f"{chat.name or stem}/{number}",
        text=text,
        where=f"{path}:{number}",
        raw=json.dumps(message, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"),
        date=find_moment(message),
        outlet=forwarded or chat.name,
        url=make_address(chat, number),
    )


def judge_text(text: str) -> str | None:
    """Say why a post's text is no report; None where it is one."""
    if not text.strip():
        return "a post without words"
    few = len(LETTER.findall(text)) < FEWEST_LETTERS
    return f"a post of fewer than {FEWEST_LETTERS} letters" if few else None


def join_entities(value: Any) -> str:
    """Join a post's text, a string or a list of strings and marked pieces: ["Мост ", {"type": "bold", "text": "…"}]."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else []
    texts = [piece.get("text") if isinstance(piece, dict) else piece for piece in pieces]
    return "".join(text for text in texts if isinstance(text, str))


def find_moment(message: Mapping[str, Any]) -> str | None:
    """Return when a post was written, by the clock of the export: its local time and the second since 1970 together."""
    stated = first(message.get("date"))
    try:
        moment = datetime.fromtimestamp(int(message["date_unixtime"]), UTC)
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        return stated
    try:
        ahead = datetime.fromisoformat(stated or "").replace(tzinfo=UTC) - moment
    except ValueError:
        return moment.isoformat()
    is_zone = abs(ahead) <= timedelta(hours=14) and not ahead % timedelta(minutes=15)
    return (moment.astimezone(timezone(ahead)) if is_zone else moment).isoformat()


def make_address(chat: Chat, number: Any) -> str | None:
    """Return a post's address; exports hold a channel's number, not its public name."""
    known = chat.number and chat.kind.endswith(OPEN_TO_MEMBERS) and type(number) is int
    return f"https://t.me/c/{chat.number}/{number}" if known else None
