"""Commitments of many articles in, groups that are one out: one promise as several outlets carry it, and said again.

A `Pledge` is a commitment made comparable. Two are one statement where they give the same words (a quotation across
articles), or where the same holder binds himself within days in much the same words to the same deadline. A later
statement of the same holder on the same matter says it again. What came of it is `followups.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from svod.records import Article, Commitment
from svod.relate.facts import Known, Side, make_side
from svod.relate.gists import Bond, Gist, Who
from svod.relate.packed import unpack
from svod.relate.reprints import published_day
from svod.relate.sides import same_who
from svod.relate.words import find_words, stems

WAVE = 3  # days between reports of one statement
LEAST = 3  # rare words that two statements share
RETOLD, ALIKE, AKIN = 0.8, 0.6, 0.45  # share of the shorter one's words: told again, one statement, one matter
RARE = 0.05  # share of all commitments that have a word which says what it is about, at most
BINDING = ("promise", "plan", "threat")  # what the holder does himself, and can take back by saying the opposite
OPENING = 3  # words of a wording that hold its verb
CROWD = 200  # commitments of one holder beyond which only neighbours in time are compared


@dataclass(frozen=True, slots=True)
class Pledge:
    """One commitment as compared."""

    commitment: Commitment
    made: int | None  # the day its article came out, or of the words where that is said
    holder: Side | None
    addressees: tuple[Side, ...]
    words: frozenset[str]  # stems of what it says, without names
    quotation: str | None
    direct: bool = False  # in the holder's own words
    firm: int = 0  # 1 where it binds firmly, -1 where he only means to try
    turn: str | None = None  # what the words before its name make of it: «отказался от обещания», withdrawn

    @property
    def id(self) -> str:
        """Commitment.id."""
        return self.commitment.id


def gather_pledges(articles: Sequence[Article], gists: Mapping[str, Gist], known: Known) -> list[Pledge]:
    """The pledges of all articles, sorted by day, article and place."""
    out = {a.id: published_day(a) for a in articles}
    found = [make_pledge(bond, out.get(gist.article), known) for gist in gists.values() for bond in gist.bonds]
    found.sort(key=lambda p: (p.made or 0, p.commitment.article, p.commitment.evidence[0].span.start, p.id))
    return keep_rare(found)


def make_pledge(bond: Bond, out: int | None, known: Known) -> Pledge:
    """One commitment made comparable; `out` is the day of its article."""
    c = unpack(Commitment, bond.commitment)
    holder = make_party(Who._make(bond.holder), known) if bond.holder else None
    to = tuple(side for row in bond.addressees if (side := make_party(Who._make(row), known)))
    words, said = frozenset(bond.words), known.quotations.get(c.quote or "")
    return Pledge(c, bond.said or out, holder, to, words, said, bond.direct, bond.firm, bond.turn)


def make_party(who: Who, known: Known) -> Side | None:
    """Who is bound, or to whom, as the actor that he is; nobody where the context alone lends a state."""
    return None if who.lent else replace(make_side(who, known), titles=frozenset())


def keep_rare(pledges: Sequence[Pledge]) -> list[Pledge]:
    """The pledges with only those words that few of them have."""
    counts = Counter(w for p in pledges for w in p.words)
    most = max(5, int(len(pledges) * RARE))
    return [replace(p, words=frozenset(w for w in p.words if counts[w] <= most)) for p in pledges]


def join_statements(pledges: Sequence[Pledge], families: Mapping[str, str]) -> list[list[Pledge]]:
    """The pledges of one statement each, in the order of their first; `families` gives an article's reprints."""
    return join(pledges, [(a, b) for a, b in find_pairs(pledges) if one_statement(a, b, families)])


def join_matters(statements: Sequence[Sequence[Pledge]]) -> list[list[list[Pledge]]]:
    """Statements of one holder on one matter, the first made first."""
    by_id = {s[0].id: list(s) for s in statements}
    firsts = [max(s, key=lambda p: (len(p.words), p.id)) for s in statements]
    home = {p.id: s[0].id for s in statements for p in s}
    order = {s[0].id: n for n, s in enumerate(statements)}
    firsts.sort(key=lambda p: order[home[p.id]])
    groups = join(firsts, [(a, b) for a, b in find_pairs(firsts) if one_matter(a, b)])
    return [sorted((by_id[home[p.id]] for p in g), key=lambda s: order[s[0].id]) for g in groups]


def find_pairs(pledges: Sequence[Pledge]) -> Iterator[tuple[Pledge, Pledge]]:
    """Pairs of one kind that share holder or quotation, each once."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, p in enumerate(pledges):
        for name in find_keys(p):
            blocks[p.commitment.kind, name].append(n)
    pairs = {pair for b in blocks.values() for pair in (combinations(b, 2) if len(b) <= CROWD else pairwise(b))}
    return ((pledges[a], pledges[b]) for a, b in sorted(pairs))


def find_keys(pledge: Pledge) -> Iterator[str]:
    """What a pledge is looked up by."""
    if pledge.quotation:
        yield pledge.quotation
    if pledge.holder:
        yield pledge.holder.who
        yield from pledge.holder.name.split()[-1:]


def one_statement(a: Pledge, b: Pledge, families: Mapping[str, str]) -> bool:
    """True when two commitments are one, told by two articles or twice by one."""
    if a.commitment.negated != b.commitment.negated or not same_holder(a, b) or not same_deadline(a, b):
        return False
    if a.turn != b.turn or (a.firm != b.firm and -1 in (a.firm, b.firm)):
        return False
    share = alike(a, b)
    if a.quotation and a.quotation == b.quotation:
        return share >= AKIN
    if a.commitment.article == b.commitment.article:
        return share == 1.0 and len(a.words & b.words) >= LEAST
    copied = families.get(a.commitment.article, a.id) == families.get(b.commitment.article, b.id)
    near = a.made is not None and b.made is not None and abs(a.made - b.made) <= WAVE
    least = ALIKE if copied or near else RETOLD  # whoever tells it later in the same words tells of the same day
    return share >= least and len(a.words & b.words) >= LEAST and same_addressees(a, b)


def one_matter(a: Pledge, b: Pledge) -> bool:
    """True when the second statement says the first again, or its opposite: the same holder, days later, in words that
    are akin.
    """
    if not a.holder or not b.holder or not same_holder(a, b):
        return False
    if a.made is None or b.made is None or a.made == b.made or a.commitment.article == b.commitment.article:
        return False
    if not same_addressees(a, b) or (a.commitment.kind == "plan" and not same_deadline(a, b) and not a.addressees):
        return False  # plans of other days for nobody in particular are as many things
    if a.commitment.negated != b.commitment.negated:
        return says_opposite(a, b)
    return alike(a, b) >= AKIN and len(a.words & b.words) >= LEAST


def says_opposite(a: Pledge, b: Pledge) -> bool:
    """True when he who was to do it says that he will not, in nearly the same words and with the same verb.

    Demands and forecasts are left out: «не вмешиваться» and «решать в Европе» ask for one thing.
    """
    if a.commitment.kind not in BINDING or alike(a, b) < ALIKE or len(a.words & b.words) < LEAST:
        return False
    return bool(opening(a) & opening(b))


def opening(pledge: Pledge) -> frozenset[str]:
    """Stems of the first words of what it says, where its verb stands."""
    said = next((e.text for e in pledge.commitment.evidence if e.role == "content"), "")
    return stems(" ".join(find_words(said)[:OPENING]))


def same_addressees(a: Pledge, b: Pledge) -> bool:
    """True where the two are to one of the same, or one of them says to nobody."""
    return not a.addressees or not b.addressees or any(same_who(x, y) for x in a.addressees for y in b.addressees)


def same_holder(a: Pledge, b: Pledge) -> bool:
    """True when one and the same is bound; unknown fits only the same words."""
    if a.holder is None or b.holder is None:
        return a.quotation is not None and a.quotation == b.quotation
    return same_who(a.holder, b.holder)


def same_deadline(a: Pledge, b: Pledge) -> bool:
    """True where the two set one deadline, or one of them sets none."""
    ends = {(p.commitment.start, p.commitment.end) for p in (a, b)} - {(None, None)}
    return len(ends) < 2


def alike(a: Pledge, b: Pledge) -> float:
    """The share of the shorter one's words that the other has."""
    least = min(len(a.words), len(b.words))
    return len(a.words & b.words) / least if least else 0.0


def join(pledges: Sequence[Pledge], pairs: Iterable[tuple[Pledge, Pledge]]) -> list[list[Pledge]]:
    """Groups joined by pairs, in the order of their first member."""
    home = {p.id: [p] for p in pledges}
    for a, b in pairs:
        into, other = home[a.id], home[b.id]
        if into is not other:
            into += other
            home |= {p.id: into for p in other}
    order = {p.id: n for n, p in enumerate(pledges)}
    groups = {id(g): g for g in home.values()}  # the key only tells groups apart; the order is that of `home`
    return [sorted(g, key=lambda p: order[p.id]) for g in groups.values()]
