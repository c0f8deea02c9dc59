"""Articles in, families of reprints out: copies, shortened, edited and machine-spun ones are one voice.

How two texts are compared: `svod.relate.reprint_texts`; the shares are of the shorter text, so that a shortened copy
and one that stands whole within another article count. What makes a copy:

    another outlet, any day          0.8 of the runs of four words
    another outlet, within DAYS      0.6 of them, or fewer of them and most of the pairs of long words: an edited copy
    the same outlet                  as above, and the later one opens with what the earlier one tells: what an
                                     outlet repeats beneath fresh news is its own background
    a statement that both quote      is taken out before the shares are counted again

An article that shares its words with two texts that have nothing to do with one another is a digest, or a brief: it
stays with the one it shares most with and does not make one voice of both. Translations are not found. Who copied
whom: `svod.relate.reprint_trees`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from svod.ids import make_id
from svod.records import Article, Findings, Judgement, Reason, Reprints
from svod.relate.clusters import by_person, cluster
from svod.relate.reprint_texts import DAYS, Text, candidates, make_text, published_day, share
from svod.relate.reprint_trees import Sources, make_copies, order_family

__all__ = ["find_reprints", "published_day"]

COPY = 0.8  # of the runs, on any day
NEAR_COPY = 0.6  # of the runs, within DAYS
EDITED_RUNS, EDITED_PAIRS = 0.3, 0.55  # an edited copy within DAYS keeps so much of both
TOLD = 0.3  # of the runs outside quotation marks that both must share besides
OPENS = 0.4  # of the opening runs that the earlier article of the same outlet must hold
SHORTEST = 20  # runs; less is a headline, which others may write by chance
NOTHING = 0.2  # of the runs: two texts that share less are nothing to one another
RULE = "machine:reprints-2"


def find_reprints(
    articles: Sequence[Article], judgements: Sequence[Judgement] = (), findings: Sequence[Findings] = ()
) -> tuple[Reprints, ...]:
    """Families of two or more articles that copy one another; who came first stands first."""
    texts = {a.id: make_text(a) for a in articles}
    own = part_digests([judge_copy(texts[a], texts[b]) for a, b in candidates(texts)], texts)
    people = [j for j in judgements if j.kind == "article"]
    families = [f for f in cluster(sorted(texts), [*own, *people]) if len(f) > 1]
    sources = Sources({a.id: a for a in articles}, texts, {f.article: f for f in findings})
    found = [make_family(f, sources, own, people) for f in families]
    return tuple(sorted(found, key=lambda r: r.id))


def judge_copy(a: Text, b: Text) -> Judgement:
    """Same when the shorter article's words stand in the longer one; the score is their share."""
    runs, pairs = share(a.runs, b.runs), share(a.pairs, b.pairs)
    shorter = min(len(a.runs), len(b.runs))
    near = a.day is not None and b.day is not None and abs(a.day - b.day) <= DAYS
    if shorter < SHORTEST:
        copy = runs == 1.0
    elif near:
        edited = runs >= EDITED_RUNS and pairs >= EDITED_PAIRS and (a.voice is None or a.voice != b.voice)
        copy = runs >= NEAR_COPY or edited
    else:
        copy = runs >= COPY
    copy = copy and own_words(a, b) and not background(a, b)
    reasons = (Reason("shared shingles", round(runs, 3)), Reason("shared word pairs", round(pairs, 3)))
    return Judgement("article", a.article, b.article, "same" if copy else "unsure", round(runs, 3), reasons, RULE)


def own_words(a: Text, b: Text) -> bool:
    """False where two articles share no more than a statement that both quote; all-quoted texts are their quotes."""
    return min(len(a.told), len(b.told)) < SHORTEST or share(a.told, b.told) >= TOLD


def background(a: Text, b: Text) -> bool:
    """True where an outlet repeats beneath fresh news what it told before."""
    if a.voice is None or a.voice != b.voice or (a.day == b.day and share(a.runs, b.runs) >= COPY):
        return False
    if a.day is None or b.day is None or a.day == b.day:
        return not (opens_with(a, b) or opens_with(b, a))
    earlier, later = sorted((a, b), key=lambda t: t.day or 0)
    return not opens_with(later, earlier)


def opens_with(later: Text, earlier: Text) -> bool:
    """True when the beginning of one article is told in another."""
    return len(later.opening & earlier.runs) >= OPENS * len(later.opening)


def part_digests(judged: Sequence[Judgement], texts: Mapping[str, Text]) -> list[Judgement]:
    """The judgements without those by which a digest would make one voice of texts that are nothing to one another."""
    same = {(j.a, j.b) for j in judged if j.verdict == "same"}
    near: dict[str, list[str]] = {}
    for a, b in sorted(same):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    dropped = {pair for article in sorted(near) for pair in strangers(article, near[article], same, texts)}
    return [j for j in judged if (j.a, j.b) not in dropped]


def strangers(
    article: str, partners: Iterable[str], same: set[tuple[str, str]], texts: Mapping[str, Text]
) -> Iterable[tuple[str, str]]:
    """The pairs of a digest, or of a brief, with texts that are nothing to the one it shares most with."""
    parts = sorted(partners, key=lambda p: (-len(texts[p].runs & texts[article].runs), p))
    for other in parts[1:]:
        first, second = sorted((parts[0], other))
        if (first, second) not in same and share(texts[first].runs, texts[second].runs) < NOTHING:
            yield (article, other) if article < other else (other, article)


def make_family(
    ids: Sequence[str], sources: Sources, judged: Sequence[Judgement], people: Sequence[Judgement]
) -> Reprints:
    """A family with its weakest link; a link that only a person made counts 1."""
    members = order_family(ids, sources)
    pairs = set(combinations(sorted(ids), 2))
    decided = {(j.a, j.b) for j in people if by_person(j)}
    links = [j.score for j in judged if j.verdict == "same" and (j.a, j.b) in pairs - decided]
    return Reprints(make_id("R", sorted(ids)), members, min(links, default=1.0), make_copies(members, sources))
