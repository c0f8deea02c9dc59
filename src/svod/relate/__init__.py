"""All articles' findings in, accounts out: reprints, actors, quotations, events, where the tellings part, what
follows from what, what became of each commitment, and which states of affairs one asserts and another denies.

Findings are read and never changed. The result is a pure function of articles, findings and judgements, whatever their
order; a person's judgement (one not by "machine:…") prevails over the machine's.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.records import Accounts, Article, Findings, Judgement
from svod.relate.actors import find_actors
from svod.relate.decided import find_refused, overrule
from svod.relate.dispute_events import compare_disputes
from svod.relate.disputes import find_disputes, gather_said, lay_ground
from svod.relate.facts import collect_facts, know
from svod.relate.followups import find_follow_ups
from svod.relate.gists import gather_gists, merge_places
from svod.relate.joined import join_events
from svod.relate.links import find_links
from svod.relate.memo import Memos, open_memos
from svod.relate.outcomes import make_scene
from svod.relate.pledges import gather_pledges, join_matters, join_statements
from svod.relate.quotations import find_quotations
from svod.relate.reprints import find_reprints
from svod.relate.retold import Teller, order_tellings
from svod.relate.shelf import Shelf, fill_shelf
from svod.relate.tales import gather_tales
from svod.uncollected import uncollected

__all__ = ["relate", "relate_shelf"]


def relate(articles: Sequence[Article], findings: Sequence[Findings], judgements: Sequence[Judgement] = ()) -> Accounts:
    """Relate what many articles say, from nothing but that."""
    return relate_shelf(fill_shelf(articles, findings), judgements, open_memos())


@uncollected()
def relate_shelf(shelf: Shelf, judgements: Sequence[Judgement], memos: Memos) -> Accounts:
    """Relate what many articles say: reprints → actors → quotations → events → comparisons → links → follow-ups.

    What the last run left in `memos` spares work and changes nothing; they hold what this one leaves afterwards.
    """
    articles = list(shelf.articles.values())
    reprints = find_reprints(shelf, judgements, memos["reprints"])
    actors, about_actors = find_actors(shelf, judgements, memos["actors"])
    quotations, about_quotations = find_quotations(shelf, actors, reprints, judgements, memos["quotations"])
    gists = gather_gists(shelf, memos["gists"])
    codes = merge_places(gists)
    known = know(gists, actors, codes, quotations)
    facts = collect_facts(shelf, gists, known)
    by_id = {f.id: f for f in facts}
    groups, about_events = join_events(facts, judgements, memos)
    teller = Teller(shelf, gists, reprints, codes)
    retold = [teller.retell(tellings, memos["events"]) for tellings in order_tellings(groups, by_id)]
    events = [event for event, _ in retold]
    comparisons = [c for _, compared in retold for c in compared]
    ground = lay_ground(teller.voices, teller.speaks, events, by_id)
    said = gather_said(articles, gists, known, ground)
    disputes = find_disputes(said, ground)
    comparisons += compare_disputes(disputes, {s.claim.id: s.claim for s in said}, events, by_id)
    tales = gather_tales(events, facts)
    statements = join_statements(gather_pledges(articles, gists, known), teller.speaks)
    links = find_links(tales)
    scene = make_scene(by_id, gists, teller, tales, links)
    return Accounts(
        reprints=reprints,
        actors=actors,
        events=tuple(sorted(events, key=lambda e: e.id)),
        comparisons=tuple(sorted(overrule(comparisons, judgements), key=lambda c: c.id)),
        judgements=(*about_actors, *about_events, *about_quotations),
        quotations=quotations,
        links=links,
        followups=find_follow_ups(join_matters(statements), scene, find_refused(judgements)),
        disputes=disputes,
    )
