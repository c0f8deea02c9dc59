"""Quotes of all articles in, quotations out: the same words carried by several articles, with their variants.

Copies are joined first (`quotation_copies`), candidates share words (`quotation_looks`), pairs are judged
(`quotation_pairs`), clusters are joined by `clusters`, so that a person's judgement prevails; each variant is set
against the fullest wording (`quotation_align`). Words that were translated back, or retold in other words, are not met.

Noted for the next run: what each quote is looked up by, the levels that two quotes meet, each quotation. Two quotes
that stay are not compared again, nor are the articles of either loaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from svod.ids import make_id
from svod.records import Actor, Edit, Judgement, Quotation, Quote, Reprints, Variant
from svod.relate.clusters import by_person, join_all
from svod.relate.memo import Memo, make_mark
from svod.relate.packed import pack, unpack
from svod.relate.quotation_align import align, covered, measure
from svod.relate.quotation_copies import join_copies
from svod.relate.quotation_looks import Look, find_candidates, find_looks, format_look, parse_look
from svod.relate.quotation_pairs import (
    UNJUDGED,
    Saying,
    clash,
    find_levels,
    judge,
    nearly_identical,
    number_levels,
    parse_levels,
    share_characters,
)
from svod.relate.quotation_sayings import Told
from svod.relate.quotation_words import Wording, join_wordings
from svod.relate.shelf import Shelf

SHARED = 0.5  # of a base's letters that some other wording must have
VERBATIM = ("direct", "mixed", "indirect")  # the earlier makes the better base


def find_quotations(
    shelf: Shelf, actors: Sequence[Actor], reprints: Sequence[Reprints], judgements: Sequence[Judgement], memo: Memo
) -> tuple[tuple[Quotation, ...], tuple[Judgement, ...]]:
    """The quotations of two quotes and more, and the machine's judgements that joined them."""
    by_article = {a: recall_looks(a, shelf, memo) for a in shelf.marks if a in shelf.articles}
    told = Told(shelf, by_article, actors, reprints)
    looks = [look for own in by_article.values() for look in own]
    people = [j for j in judgements if j.kind == "quotation" and j.a in told.homes and j.b in told.homes]
    copies = join_copies(looks, {i for j in people for i in (j.a, j.b)}, told, memo)
    pairs = find_candidates([look for look in looks if look.quote not in copies])
    judged = [j for a, b in pairs if (j := recall_judgement(a, b, told, memo))]
    decided = (*people, *copies.values())
    wanted = sorted({i for pair in (*pairs, *((j.a, j.b) for j in decided)) for i in pair} - copies.keys())
    groups, joins = join_all(wanted, [*judged, *people], unjudged=UNJUDGED)
    found = [recall_quotation(group, told, memo) for group in add_copies(groups, copies) if len(group) > 1]
    own = sorted((*(j for j in joins if not by_person(j)), *copies.values()), key=lambda j: (j.a, j.b))
    return tuple(sorted(found, key=lambda q: q.id)), tuple(own)


def recall_looks(article: str, shelf: Shelf, memo: Memo) -> list[Look]:
    """What the quotes of one article are looked up by."""
    key = make_mark("looks", shelf.marks[article])
    return [parse_look(row) for row in memo.recall(key, lambda: [format_look(x) for x in find_looks(shelf[article])])]


def recall_judgement(a: str, b: str, told: Told, memo: Memo) -> Judgement | None:
    """The machine's judgement on two quotes; None where there is nothing to compare."""
    one_actor = told.actors[a] is not None and told.actors[a] == told.actors[b]
    levels = memo.recall(told.mark("pair", [a, b], one_actor), lambda: compare_quotes(a, b, told))
    return None if levels is None else judge(a, b, parse_levels(levels))


def compare_quotes(a: str, b: str, told: Told) -> list[int] | None:
    """The levels that two quotes meet; None where one has no words, or is a part of the other."""
    ours, theirs = told.wordings[a], told.wordings[b]
    if not ours.words or not theirs.words or share_characters(told.sayings[a].quote, told.sayings[b].quote):
        return None
    return number_levels(find_levels(told.sayings[a], told.sayings[b], measure(ours, theirs)))


def recall_quotation(ids: Sequence[str], told: Told, memo: Memo) -> Quotation:
    """One quotation."""
    known = [(told.actors[i], told.voices[told.homes[i]]) for i in ids]
    made = memo.recall(told.mark("quotation", list(ids), tuple(known)), lambda: pack(make_quotation(ids, told)))
    return unpack(Quotation, made)


def add_copies(groups: Iterable[Sequence[str]], copies: Mapping[str, Judgement]) -> Iterator[tuple[str, ...]]:
    """The clusters with the copies of their members; the pair that joins a copy names its first."""
    owned: dict[str, list[str]] = defaultdict(list)
    for id_, judgement in copies.items():
        owned[judgement.b if judgement.a == id_ else judgement.a].append(id_)
    for group in groups:
        yield tuple(sorted((*group, *(copy for id_ in group for copy in owned[id_]))))


def make_quotation(ids: Iterable[str], told: Told) -> Quotation:
    """One quotation with its variants set against the fullest wording."""
    sayings, wordings = {i: told.sayings[i] for i in ids}, told.wordings
    base = choose_base(sayings, wordings)
    others = sorted((i for i in sayings if i != base), key=lambda i: order_of(sayings[i]))
    speaker, actor = most_named(sayings.values())
    return Quotation(
        make_id("Q", sorted(sayings)),
        speaker,
        actor,
        find_clash(sayings, wordings),
        base,
        (Variant((base,), "base", ()), *make_variants(base, others, sayings, wordings)),
        len({s.voice for s in sayings.values()}),
    )


def choose_base(sayings: Mapping[str, Saying], wordings: Mapping[str, Wording]) -> str:
    """The fullest wording, a direct one where there is any.

    Where three and more have the words, one that is mostly its own is passed over: its end is likely misread.
    """
    order = sorted(sayings, key=lambda i: (VERBATIM.index(sayings[i].quote.kind), -wordings[i].letters, i))
    if len(order) > 2:
        for id_ in order:
            shared = set().union(*(covered(wordings[id_], wordings[i]) for i in order if i != id_))
            letters = sum(len(wordings[id_].words[n].form) for n in shared)
            if letters >= wordings[id_].letters * SHARED:
                return id_
    return order[0]


def make_variants(
    base: str, others: Sequence[str], sayings: Mapping[str, Saying], wordings: Mapping[str, Wording]
) -> Iterator[Variant]:
    """The other tellings set against the base; parts given by one article are one telling."""
    for _, own in groupby(others, key=lambda i: (retold(sayings[i].quote), sayings[i].quote.article)):
        tellings: list[tuple[list[str], set[int]]] = []
        for id_ in own:
            words = covered(wordings[base], wordings[id_])
            home = next((t for t in tellings if not t[1] & words and words), None)
            if home is None:
                tellings.append(([id_], words))
            else:
                home[0].append(id_)
                home[1].update(words)
        for ids, _ in tellings:
            edits = align(wordings[base], join_wordings([wordings[i] for i in ids]))
            yield Variant(tuple(ids), name_change(edits), edits)


def find_clash(sayings: Mapping[str, Saying], wordings: Mapping[str, Wording]) -> tuple[str, ...]:
    """The names of the different people whom different voices give the same long words to; none where they agree."""
    found: set[str] = set()
    for a, b in combinations(sorted(sayings), 2):
        if clash(sayings[a], sayings[b]) and nearly_identical(measure(wordings[a], wordings[b])):
            found |= {sayings[i].quote.speaker or "" for i in (a, b)}
    return tuple(sorted(found))


def order_of(saying: Saying) -> tuple[bool, int, str, int, str]:
    """Variants that keep the speaker's words before those that retell them, each by publication, then place."""
    quote = saying.quote
    return retold(quote), saying.day or 10**7, quote.article, quote.evidence[0].span.start, quote.id


def retold(quote: Quote) -> bool:
    """True for indirect speech, whose wording is not claimed to be the speaker's."""
    return quote.kind == "indirect"


def most_named(sayings: Iterable[Saying]) -> tuple[str | None, str | None]:
    """The speaker whom most quotes name, the fuller and then the smaller name of several; None where none does."""
    named = [(s.quote.speaker, s.actor) for s in sayings if s.quote.speaker]
    counts = Counter(named)
    return min(counts, key=lambda n: (-counts[n], -len(n[0]), n[0], n[1] or ""), default=(None, None))


def name_change(edits: Sequence[Edit]) -> str:
    """What a telling does with the words of its base, in one word."""
    kinds = {e.kind for e in edits} - {"equal"}
    if not kinds:
        return "equal"
    if kinds == {"form"}:
        return "form"
    if kinds <= {"form", "left out"}:
        return "shortened"
    return "extended" if kinds <= {"form", "added"} else "altered"
