"""What the last run of relating worked out in, what this one works out out: results by all that they follow from.

A stage asks its `Memo` for every result that is dear, by a key that names everything the result is made of. What the
last run left under that key is taken; what it did not is made now. Either way it is left for the next run, and what no
longer is asked for is forgotten. So there is one way through the code: to start over is to begin with empty memos, and
what comes out is the same, since what is taken was made by the same function of the same things.

Values are what JSON holds: lists, strings, numbers, None, and dicts by strings.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from svod.packs import languages

STAGES = ("reprints", "actors", "quotations", "gists", "near", "far", "judgements", "clusters", "events")
NOTHING: Mapping[str, str] = MappingProxyType({})
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `dumps` would make one for every value


class Memo:
    """One stage's results: `before` as the last run left them, `after` as this one leaves them, each as JSON text."""

    def __init__(self, before: Mapping[str, str] = NOTHING) -> None:
        self.before = before
        self.after: dict[str, str] = {}

    def recall(self, key: str, make: Callable[[], Any]) -> Any:
        """The value noted under a key by the last run, else made now; noted for the next run in any case."""
        text = self.before.get(key)
        if text is None:
            text = format_json(make())
        self.after[key] = text
        return json.loads(text)  # also what was made just now: so that it is the same either way

    def look(self, key: str) -> Any:
        """The value that the last run noted under a key, None where it noted none."""
        return json.loads(self.before.get(key, "null"))

    def note(self, key: str, value: Any) -> None:
        """Note a value for the next run, whatever the last one left."""
        self.after[key] = format_json(value)

    def keep(self, key: str) -> None:
        """Leave what the last run noted under a key as it is."""
        self.after[key] = self.before[key]


Memos = Mapping[str, Memo]  # by stage


def open_memos(before: Mapping[str, Mapping[str, str]] = MappingProxyType({})) -> dict[str, Memo]:
    """A memo for every stage, with what the last run left it."""
    return {stage: Memo(before.get(stage, NOTHING)) for stage in STAGES}


def format_json(value: object) -> str:
    """A value as JSON without spaces."""
    return ENCODE(value)


def make_mark(*parts: object) -> str:
    """A digest of some parts in twelve characters, for a key: strings, numbers, None, or lists and tuples of these."""
    digest = hashlib.blake2b(format_json(parts).encode("utf-8", "surrogatepass"), digest_size=9).digest()
    return urlsafe_b64encode(digest).decode("ascii")


@lru_cache(maxsize=1)
def rules_version() -> str:
    """A digest of the code and the tables that relating follows: another one, and nothing noted before holds."""
    root = files("svod")
    found = [root / name for name in ("ids.py", "spans.py", "learned.py", "letters.py")]
    for room in ("relate", "records", "ontology", *(f"lang/{lang}" for lang in languages())):
        found += [item for item in root.joinpath(*room.split("/")).iterdir() if is_rule(item)]
    digest = hashlib.blake2b(digest_size=8)
    for item in sorted(found, key=str):
        digest.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    return digest.hexdigest()


def is_rule(item: Traversable) -> bool:
    """True for a file that relating may follow: code, tables, the background of a language."""
    return item.name.endswith((".py", ".toml")) or item.name == "background.tsv"
