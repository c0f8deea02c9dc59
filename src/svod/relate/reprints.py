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

Noted for the next run: the sketch of each article, of each pair that was compared whether it is a copy, and of each
family who copied whom. Two articles that stay are not compared again, nor are their texts cut into words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations

from svod.ids import make_id
from svod.records import Article, Copy, Judgement, Reason, Reprints
from svod.relate.clusters import by_person, cluster
from svod.relate.memo import Memo, make_mark
from svod.relate.packed import pack, unpack
from svod.relate.reprint_sketches import (
    Pair,
    Sketch,
    candidates,
    format_sketch,
    make_sketch,
    parse_sketch,
    sketch_version,
)
from svod.relate.reprint_texts import DAYS, Text, Texts, make_text, published_day, share
from svod.relate.reprint_trees import Sources, make_copies
from svod.relate.shelf import Shelf

__all__ = ["find_reprints", "published_day"]

COPY = 0.8  # of the runs, on any day
NEAR_COPY = 0.6  # of the runs, within DAYS
EDITED_RUNS, EDITED_PAIRS = 0.3, 0.55  # an edited copy within DAYS keeps so much of both
TOLD = 0.3  # of the runs outside quotation marks that both must share besides
OPENS = 0.4  # of the opening runs that the earlier article of the same outlet must hold
SHORTEST = 20  # runs; less is a headline, which others may write by chance
NOTHING = 0.2  # of the runs: two texts that share less are nothing to one another
RULE = "machine:reprints-2"


def find_reprints(shelf: Shelf, judgements: Sequence[Judgement], memo: Memo) -> tuple[Reprints, ...]:
    """Families of two or more articles that copy one another; who came first stands first."""
    texts, rule = Texts(shelf.articles), sketch_version()
    sketches = {id_: recall_sketch(article, rule, memo) for id_, article in shelf.articles.items()}
    days = {id_: published_day(article) for id_, article in shelf.articles.items()}
    own, shares = find_copies(candidates(sketches, days), texts, memo)
    sources = Sources(shelf, texts, shares)
    people = [j for j in judgements if j.kind == "article"]
    families = [f for f in cluster(sorted(sketches), [*own, *people]) if len(f) > 1]
    scores, decided = {(j.a, j.b): j.score for j in own}, {(j.a, j.b) for j in people if by_person(j)}
    found = [make_family(f, sources, find_links(f, scores, decided), memo) for f in families]
    return tuple(sorted(found, key=lambda r: r.id))


def recall_sketch(article: Article, rule: str, memo: Memo) -> Sketch:
    """What an article is looked up by."""
    return parse_sketch(memo.recall(f"{article.id} {rule}", lambda: format_sketch(make_sketch(make_text(article)))))


def find_copies(pairs: Iterable[Pair], texts: Texts, memo: Memo) -> tuple[list[Judgement], dict[Pair, float]]:
    """The judgements "same" on pairs of articles, but those of digests; and for each copy the share of runs it has."""
    noted = {pair: memo.recall(" ".join(pair), partial(compare_texts, pair, texts)) for pair in pairs}
    copies = {pair: note for pair, note in noted.items() if note}
    dropped = set(part_digests({pair: common for pair, (_, common, _) in copies.items()}, texts, memo))
    own = [Judgement("article", *p, "same", copies[p][0], (), RULE) for p in sorted(copies) if p not in dropped]
    return own, {pair: common / shorter for pair, (_, common, shorter) in copies.items()}


def compare_texts(pair: Pair, texts: Texts) -> tuple[float, int, int] | None:
    """The score of two texts, how many runs they share and how many the shorter has; None where neither is a copy."""
    a, b = texts[pair[0]], texts[pair[1]]
    judged = judge_copy(a, b)
    if judged.verdict != "same":
        return None
    return judged.score, len(a.runs & b.runs), min(len(a.runs), len(b.runs))


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


def part_digests(common: Mapping[Pair, int], texts: Texts, memo: Memo) -> Iterable[Pair]:
    """Pairs by which a digest would make one voice of texts that are nothing to one another.

    `common` says how many runs each copy shares with its other.
    """
    near: dict[str, list[tuple[int, str]]] = {}
    for a, b in sorted(common):
        near.setdefault(a, []).append((-common[a, b], b))
        near.setdefault(b, []).append((-common[a, b], a))
    for article in sorted(near):
        (_, most), *others = sorted(near[article])
        for _, other in others:
            pair = order(most, other)
            if pair not in common and memo.recall(" strangers ".join(pair), partial(are_strangers, pair, texts)):
                yield order(article, other)


def order(a: str, b: str) -> Pair:
    """Two ids, the smaller first."""
    return (a, b) if a < b else (b, a)


def are_strangers(pair: Pair, texts: Texts) -> bool:
    """True for two texts that are nothing to one another."""
    return share(texts[pair[0]].runs, texts[pair[1]].runs) < NOTHING


def find_links(ids: Sequence[str], scores: Mapping[Pair, float], decided: Container[Pair]) -> list[float]:
    """The scores of what holds a family together; pairs that people decided about are not among them."""
    return [scores[pair] for pair in combinations(sorted(ids), 2) if pair in scores and pair not in decided]


def make_family(ids: Sequence[str], sources: Sources, links: Sequence[float], memo: Memo) -> Reprints:
    """A family with its weakest link; a link that only a person made counts 1."""
    marks = [sources.shelf.marks.get(i) for i in ids]
    noted = memo.recall(make_mark(ids, marks), lambda: pack(make_copies(ids, sources)))
    copies = tuple(unpack(Copy, c) for c in noted)
    return Reprints(make_id("R", sorted(ids)), tuple(c.article for c in copies), min(links, default=1.0), copies)
