"""What the language packs know of words for one happening: the meanings of a rule of events.

In: `meanings.toml` of every language pack. Out: rule → the meanings it is in; nothing for a rule that is in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from svod.packs import languages
from svod.relate.actor_tables import read_toml

NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def load_meanings() -> Mapping[str, frozenset[str]]:
    """By rule, the meanings that its words can have."""
    found: dict[str, set[str]] = defaultdict(set)
    for lang in languages():
        for meaning, rules in sorted(read_toml("lang", lang, "meanings.toml").get("meanings", {}).items()):
            for rule in rules.split():
                found[rule].add(f"{lang}:{meaning}")
    return {rule: frozenset(meanings) for rule, meanings in found.items()}


def find_meanings(rule: str) -> frozenset[str]:
    """The meanings of a rule's words."""
    return load_meanings().get(rule, NONE)
