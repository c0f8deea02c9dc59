"""Articles in, the outlet of each under one name out, and its side, where the user gives it one.

«rbc.ru» and «РБК» are one outlet, shown as most articles have it. No outlet has a side of its own accord.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from svod.errors import UsageError
from svod.records import Article
from svod.relate.actor_outlets import find_voice

Sides = Mapping[str, Sequence[str]]  # the user's own: side → outlets


def name_outlets(articles: Iterable[Article]) -> dict[str, str]:
    """By article the outlet's name; an article without an outlet has none."""
    outlets = {a.id: a.outlet for a in articles if a.outlet}
    shown = name_spellings(Counter(outlets.values()))
    return {article: shown[outlet] for article, outlet in sorted(outlets.items())}


def name_spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """By spelling the one under which its outlet is shown: that of most articles, by their numbers."""
    voices: dict[str, list[str]] = {}
    for outlet in counts:
        voices.setdefault(find_voice(outlet), []).append(outlet)
    shown = {voice: min(names, key=lambda n: (-counts[n], n)) for voice, names in voices.items()}
    return {outlet: shown[find_voice(outlet)] for outlet in counts}


def take_sides(outlets: Mapping[str, str], sides: Sides) -> dict[str, str]:
    """By article the side of its outlet; articles of outlets without a side are left out.

    Raises UsageError for an outlet on two sides, and for one that no article is of: a slip of the pen would otherwise
    leave a side poorer in silence.
    """
    side_of: dict[str, str] = {}
    for side, names in sides.items():
        for name in names:
            if side_of.setdefault(find_voice(name), side) != side:
                other = side_of[find_voice(name)]
                raise UsageError(f"outlet {name!r} is on two sides: {other!r} and {side!r}", "leave it on one of them")
    known = {find_voice(name) for name in outlets.values()}
    for name in (n for names in sides.values() for n in names):
        if find_voice(name) not in known:
            have = ", ".join(sorted(set(outlets.values()))[:12])
            raise UsageError(f"no article is of the outlet {name!r}", f"outlets of the articles here: {have} …")
    voices = {article: find_voice(name) for article, name in outlets.items()}
    return {article: side_of[voice] for article, voice in voices.items() if voice in side_of}


def without_side(outlets: Mapping[str, str], sides: Mapping[str, str]) -> tuple[str, ...]:
    """The outlets whose articles are on no side."""
    return tuple(sorted({name for article, name in outlets.items() if article not in sides}))
