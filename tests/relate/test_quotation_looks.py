"""Which quotes are compared: those that share neighbouring words, beside a plain count of every two."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quoted_records import report
from svod.relate.quotation_looks import find_candidates, find_looks, format_look, parse_look
from svod.relate.words import STEM

WORDS = ("договор", "соседями", "мы", "подпишем", "осенью", "порт", "не", "откроем", "договора", "граница")
quoted = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=8)


def share_enough(ours: list[str], theirs: list[str]) -> bool:
    """What `find_candidates` says of itself, of two quotes' words."""
    a, b = ([w[:STEM] for w in words] for words in (ours, theirs))
    beside = [set(pairwise(w for w in words if len(w) >= 4)) for words in (a, b)]
    common = sum(len(stem) for stem in (Counter(a) & Counter(b)).elements())
    return bool(beside[0] & beside[1]) and common >= max(16, min(len("".join(a)), len("".join(b))) / 2)


@given(quoted)
@settings(deadline=None)
def test_candidates_are_those_that_share_enough(said: list[list[str]]) -> None:
    told = [report(f"Издание {n}", " ".join(words)) for n, words in enumerate(said)]
    looks = [look for _, findings in told for look in find_looks(findings)]
    assert [parse_look(format_look(look)) for look in looks] == looks
    words = {findings.quotes[0].id: w for (_, findings), w in zip(told, said, strict=True)}
    expected = [(a, b) for a, b in combinations(sorted(words), 2) if share_enough(words[a], words[b])]
    assert find_candidates(looks) == expected


def test_of_a_crowd_only_neighbours_are_compared() -> None:
    told = [report(f"Издание {n}", f"договор с соседями подпишем {'а' * 5} {n}") for n in range(100)]
    looks = [look for _, findings in told for look in find_looks(findings)]
    ids = sorted(look.quote for look in looks)
    near = {(ids[a], ids[b]) for a, b in combinations(range(100), 2) if a == 0 or b - a <= 10}
    assert find_candidates(looks) == sorted(near)


def test_no_quotes_no_candidates() -> None:
    assert find_candidates([]) == []
    assert find_candidates(list(find_looks(report("Весть")[1]))) == []
