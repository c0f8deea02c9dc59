"""Who is in each article: its chains in, noted so that an article that stays need not be loaded to be known again.

A person's judgement names a mention; which chain that is in by now is looked up here too. Of mentions that are no
chain's first only a number of each is noted, which says where to look. Compares nothing.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from struct import iter_unpack, pack
from typing import Any

from svod.records import Findings, Judgement
from svod.relate.actor_bodies import Words, find_state_words
from svod.relate.actor_chains import Chain, day_number, find_chains, format_chain, parse_chain
from svod.relate.memo import Memo, make_mark
from svod.relate.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Cast:
    """The named chains of one article, the words for states that no pack knows, and its other mentions."""

    chains: tuple[Chain, ...]
    states: Mapping[str, Words]
    others: bytes  # a number for each mention that is not a named chain's first: unsigned 32-bit, lowest byte first


def recall_casts(shelf: Shelf, memo: Memo) -> dict[str, Cast]:
    """The cast of every article that has been read."""
    return {article: recall_cast(article, shelf, memo) for article in shelf.marks}


def recall_cast(article: str, shelf: Shelf, memo: Memo) -> Cast:
    """The cast of one article."""
    day = find_day(article, shelf)
    chains, states, others = memo.recall(make_mark(shelf.marks[article]), lambda: format_cast(shelf[article]))
    known = {code: frozenset(words) for code, words in states.items()}
    return Cast(tuple([parse_chain(row, day) for row in chains]), known, b64decode(others))


def find_day(article: str, shelf: Shelf) -> int | None:
    """The day of an article as a number."""
    return day_number(shelf.articles[article].published) if article in shelf.articles else None


def format_cast(findings: Findings) -> list[Any]:
    """The cast of an article as JSON holds it."""
    chains = list(find_chains(findings))
    firsts = {chain.id for chain in chains}
    others = sorted({number(m.id) for m in findings.mentions if m.id not in firsts})
    states = {code: sorted(words) for code, words in find_state_words([findings]).items()}
    return [[format_chain(c) for c in chains], states, b64encode(pack(f"<{len(others)}I", *others)).decode()]


def number(mention: str) -> int:
    """The number that a mention is looked up by; others may have the same."""
    return zlib.crc32(mention.encode())


def merge_states(casts: Mapping[str, Cast]) -> dict[str, Words]:
    """By code, the stems of the words for states that no pack knows, of all articles."""
    found: dict[str, Words] = {}
    for cast in casts.values():
        for code, words in cast.states.items():
            found[code] = found.get(code, frozenset()) | words
    return dict(sorted(found.items()))


def resolve(
    judgements: Sequence[Judgement], shelf: Shelf, casts: Mapping[str, Cast]
) -> tuple[list[Judgement], dict[str, Chain]]:
    """People's judgements on mentions as judgements on the chains that these are in by now; and all chains.

    Chains that never get a name are among these where a person judged them.
    """
    chains = {chain.id: chain for cast in casts.values() for chain in cast.chains}
    wanted = {i for j in judgements for i in (j.a, j.b)}
    home = dict(find_mentions(wanted - chains.keys(), shelf, casts))
    found = []
    for j in judgements:
        a, b = sorted(home[i][1] if i in home else i for i in (j.a, j.b))
        if a != b:
            found.append(replace(j, a=a, b=b))
    judged = {i for j in found for i in (j.a, j.b)}
    for article, chain in sorted(set(home.values())):
        if chain in judged - chains.keys():
            unnamed = find_chains(shelf[article], shelf.articles[article].published, {chain})
            chains.update((c.id, c) for c in unnamed if c.id == chain)
    return found, chains


def find_mentions(
    wanted: Collection[str], shelf: Shelf, casts: Mapping[str, Cast]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The article and chain of each of these mentions; only articles that may have one are loaded."""
    numbers = {number(mention) for mention in wanted}
    for article, cast in casts.items() if wanted else ():
        if any(n in numbers for (n,) in iter_unpack("<I", cast.others)):
            yield from ((m.id, (article, m.chain)) for m in shelf[article].mentions if m.id in wanted)
