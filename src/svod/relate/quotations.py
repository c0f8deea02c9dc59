"""Quotes of all articles in, quotations out: the same words carried by several articles, with their variants.

Copies are joined first (`quotation_copies`), candidates share words (`quotation_words`), pairs are judged
(`quotation_pairs`), clusters are joined by `clusters`, so that a person's judgement prevails; each variant is set
against the fullest wording (`quotation_align`). Words that were translated back, or retold in other words, are not met.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from svod.ids import make_id
from svod.records import Actor, Article, Edit, Findings, Judgement, Quotation, Quote, Reprints, Variant
from svod.relate.clusters import by_person, join_all
from svod.relate.events import find_voices
from svod.relate.quotation_align import align, covered, measure
from svod.relate.quotation_copies import join_copies, share_characters
from svod.relate.quotation_pairs import UNJUDGED, Saying, clash, judge_pair, nearly_identical
from svod.relate.quotation_words import Wording, find_candidates, join_wordings, make_wordings
from svod.relate.reprints import published_day

SHARED = 0.5  # of a base's letters that some other wording must have
VERBATIM = ("direct", "mixed", "indirect")  # the earlier makes the better base


def find_quotations(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    actors: Sequence[Actor],
    reprints: Sequence[Reprints],
    judgements: Sequence[Judgement] = (),
) -> tuple[tuple[Quotation, ...], tuple[Judgement, ...]]:
    """The quotations of two quotes and more, and the machine's judgements that joined them."""
    by_id = {a.id: a for a in articles}
    quotes = {q.id: q for f in findings for q in f.quotes if f.article in by_id}
    people = [j for j in judgements if j.kind == "quotation" and j.a in quotes and j.b in quotes]
    sayings = make_sayings(quotes.values(), by_id, findings, actors, reprints)
    copies = dict(join_copies(sayings.values(), {i for j in people for i in (j.a, j.b)}))
    pairs = find_candidates([q for q in quotes.values() if q.id not in copies])
    wanted = sorted({i for pair in (*pairs, *((j.a, j.b) for j in (*people, *copies.values()))) for i in pair})
    wordings = make_wordings([quotes[i] for i in wanted], by_id, {f.article: f for f in findings})
    judged = [
        judge_pair(sayings[a], sayings[b], measure(wordings[a], wordings[b]))
        for a, b in pairs
        if wordings[a].words and wordings[b].words and not share_characters(quotes[a], quotes[b])
    ]
    groups, joins = join_all([i for i in wanted if i not in copies], [*judged, *people], unjudged=UNJUDGED)
    found = [
        make_quotation({i: sayings[i] for i in group}, wordings)
        for group in add_copies(groups, copies)
        if len(group) > 1
    ]
    own = sorted((*(j for j in joins if not by_person(j)), *copies.values()), key=lambda j: (j.a, j.b))
    return tuple(sorted(found, key=lambda q: q.id)), tuple(own)


def add_copies(groups: Iterable[Sequence[str]], copies: Mapping[str, Judgement]) -> Iterator[tuple[str, ...]]:
    """The clusters with the copies of their members; the pair that joins a copy names its first."""
    owned: dict[str, list[str]] = defaultdict(list)
    for id_, judgement in copies.items():
        owned[judgement.b if judgement.a == id_ else judgement.a].append(id_)
    for group in groups:
        yield tuple(sorted((*group, *(copy for id_ in group for copy in owned[id_]))))


def make_sayings(
    quotes: Iterable[Quote],
    articles: Mapping[str, Article],
    findings: Sequence[Findings],
    actors: Sequence[Actor],
    reprints: Sequence[Reprints],
) -> dict[str, Saying]:
    """What pairs are judged by, for each quote."""
    chains = {chain: actor.id for actor in actors for chain in actor.chains}
    mentions = {m.id: chains.get(m.chain) for f in findings for m in f.mentions}
    voices = find_voices(articles.values(), reprints)
    return {
        q.id: Saying(q, mentions.get(q.speaker_mention or ""), published_day(articles[q.article]), voices[q.article])
        for q in quotes
    }


def make_quotation(sayings: Mapping[str, Saying], wordings: Mapping[str, Wording]) -> Quotation:
    """One quotation with its variants set against the fullest wording."""
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
