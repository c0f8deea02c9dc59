"""All articles' findings in, accounts out: reprints, actors, quotations, events, where the tellings part, what
follows from what, what became of each commitment, and which states of affairs one asserts and another denies.

Findings are read and never changed. The result is a pure function of articles, findings and judgements, whatever their
order; a person's judgement (one not by "machine:…") prevails over the machine's.
"""

from __future__ import annotations

from collections.abc import Sequence

from svod.records import Accounts, Article, EventMention, Findings, Judgement
from svod.relate.actors import find_actors
from svod.relate.clusters import by_person, join_all, open_questions
from svod.relate.compare import compare_event
from svod.relate.decided import find_refused, overrule
from svod.relate.dispute_events import compare_disputes
from svod.relate.disputes import find_disputes, gather_said, lay_ground
from svod.relate.events import Known, find_kinds, find_voices, make_event
from svod.relate.facts import Facts, gather_facts
from svod.relate.followups import find_follow_ups
from svod.relate.frames import Frame
from svod.relate.levels import is_bare
from svod.relate.links import find_links
from svod.relate.memo import Memos, open_memos
from svod.relate.names import key
from svod.relate.outcomes import make_scene
from svod.relate.pairs import BARE, UNJUDGED, judge_events
from svod.relate.pledges import gather_pledges, join_matters, join_statements
from svod.relate.quotations import find_quotations
from svod.relate.reprints import find_reprints
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
    findings = list(shelf)
    reprints = find_reprints(shelf, judgements, memos["reprints"])
    actors, about_actors = find_actors(findings, judgements, {a.id: a.published for a in articles})
    quotations, about_quotations = find_quotations(articles, findings, actors, reprints, judgements)
    codes = find_place_codes(findings)
    facts = gather_facts(articles, findings, actors, codes, quotations)
    groups, about_events = join_events(facts, judgements)
    told = order_tellings(groups, findings)
    voices = find_voices(articles, reprints)
    speaks = {a: r.articles[0] for r in reprints for a in r.articles}
    known = Known(voices, {a.id: a.lang for a in articles}, find_kinds(findings), speaks)
    events = [make_event(mentions, known) for mentions in told]
    by_id = {f.id: f for f in facts}
    comparisons = [c for e, t in zip(events, told, strict=True) for c in compare_event(e, t, speaks, codes, by_id)]
    ground = lay_ground(voices, speaks, events, findings)
    disputes = find_disputes(gather_said(articles, findings, actors, ground), ground)
    comparisons += compare_disputes(disputes, findings, events, ground.mentions)
    tales = gather_tales(events, facts)
    statements = join_statements(gather_pledges(articles, findings, actors, quotations), speaks)
    links = find_links(tales)
    scene = make_scene(facts, findings, tales, links, voices)
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


def join_events(
    facts: Sequence[Facts], judgements: Sequence[Judgement]
) -> tuple[list[tuple[str, ...]], tuple[Judgement, ...]]:
    """Clusters of event mentions, and the machine's judgements worth keeping: those that joined, and open questions."""
    judged = [*judge_events(facts), *(j for j in judgements if j.kind == "event")]
    weights = {f.id: BARE for f in facts if is_bare(f)}
    frames = {f.id: Frame(f.start, f.end) for f in facts if f.start is not None and f.end is not None}
    groups, joins = join_all([f.id for f in facts], judged, frames=frames, unjudged=UNJUDGED, weights=weights)
    return groups, (*(j for j in joins if not by_person(j)), *open_questions(groups, judged))


def order_tellings(groups: Sequence[Sequence[str]], findings: Sequence[Findings]) -> list[list[EventMention]]:
    """The mentions of each cluster by article, then place in the text."""
    mentions = {e.id: e for f in findings for e in f.events}
    told = [[mentions[i] for i in group] for group in groups]
    return [sorted(t, key=lambda m: (m.article, m.evidence[0].span.start, m.id)) for t in told]


def find_place_codes(findings: Sequence[Findings]) -> dict[str, str]:
    """The state that each place lies in, by its folded name, where mentions know it.

    States are left out: as places they are too often whom a thing concerns.
    """
    codes: dict[str, str] = {}
    for mention in (m for f in findings for m in f.mentions if m.entity == "place"):
        if mention.name and mention.code:
            name = key(mention.name)
            codes[name] = min(codes.get(name, mention.code), mention.code)
    return codes
