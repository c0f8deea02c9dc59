"""Lists of addresses (a text file with one a line): which articles of the other files they want, and which are nowhere.

In: the list, and the addresses of the articles that were read. Out: what is missing. Svod fetches nothing: a list
only chooses among files that are there, those given with it and those that lie beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from svod.ingest.drafts import Wanted

ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|yclid|ysclid|from|ref|erid|_openstat)$", re.IGNORECASE)
MOST = 100_000  # addresses of a list
SHOWN = 10


def parse_addresses(text: str) -> Wanted | None:
    """Read a list of addresses, with empty lines and `#` remarks; None where any line is something else."""
    lines = [line.strip() for line in text.split("\n", MOST + 1)]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or len(lines) > MOST or not all(ADDRESS.fullmatch(line) for line in lines):
        return None
    return Wanted(tuple(dict.fromkeys(lines)))


def bare_address(url: str) -> str:
    """An address in which two writings agree: without scheme, www., fragment, last slash and marks of tracking."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return url.strip()
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not TRACKING.match(key)])
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def find_missing(wanted: Wanted, seen: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of a list that no article has; `seen` holds bare ones."""
    known = frozenset(seen)
    return tuple(url for url in wanted.addresses if bare_address(url) not in known)


def say_missing(wanted: Wanted, missing: tuple[str, ...]) -> str:
    """Say what a list wants and no file has, and what to do about it."""
    listed = ", ".join(url[:200] for url in missing[:SHOWN])
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    return (
        f"{len(missing)} of {len(wanted.addresses)} addresses are in no file given or beside this list: {listed}{more};"
        " Svod fetches nothing: save these pages into this folder, or give a web archive (.warc.gz) or feed that has"
        " them, and add the list again"
    )
