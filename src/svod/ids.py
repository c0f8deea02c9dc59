"""Ids from content and place, never from counters, clocks or order."""

from __future__ import annotations

import hashlib
import json

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once, not for every id


def make_id(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 16 hex digits of BLAKE2b over the parts as a JSON list.

    Parts are strings, numbers, None, or lists and tuples of these. Prefixes in use: a (article), m (mention), t (time),
    q (quote), e (event mention), k (commitment), h (headline clash), E (event), A (actor), Q (quotation), R (reprints),
    C (comparison), L (link), F (follow-up). The report has s (speaker) of its own.
    """
    return f"{prefix}-{hashlib.blake2b(encode(parts).encode('utf-8'), digest_size=8).hexdigest()}"
