"""Events in, comparisons out: slot by slot, what each account says and whether they agree.

Verdicts come from ordered levels, missing first. Silence never counts as disagreement. Of articles that copy one
another only the first speaks. Loaded words are shown as a pair and never scored as truth.

A false "contradict" is the worst thing to print, so that much is asked for one: both tellings as fact (or one a
denial), by one word, of the same participants, held together by a day, a place or both sides; values of one kind and
grain, that exclude each other. Whatever falls short of it differs.

The reason of a comparison is a code, «count.apart», with what it was followed by where that was not enough to
contradict: «count.apart.weak». `svod.ontology.names` has the sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from svod.ids import make_id
from svod.records import Comparison, Event, EventMention, Telling
from svod.relate.compare_firm import firm
from svod.relate.compare_numbers import compare_days, compare_numbers, compare_ranges
from svod.relate.compare_who import compare_doers, compare_parties, compare_places
from svod.relate.compare_words import compare_happened, compare_wording, compare_words
from svod.relate.facts import Facts
from svod.relate.loaded import compare_loaded, find_loaded
from svod.relate.tellings import Claim, Level, collect_claims

Rule = Callable[[Claim, Claim, str], Level]
GRAVITY = ("agree", "differ", "contradict")
FEWEST_DENIALS = 0.2  # share of the accounts
UNSURE = frozenset(("hypothetical",))  # where others only consider it, neither fact nor denial is plain


def compare_event(
    event: Event,
    mentions: Sequence[EventMention],
    speaks: Mapping[str, str],
    place_codes: Mapping[str, str],
    facts: Mapping[str, Facts] = MappingProxyType({}),
) -> Iterator[Comparison]:
    """The comparisons of one event; none where fewer than two articles of different families tell it.

    `speaks` gives for each article the one that speaks for its reprint family.
    """
    told = [m for m in mentions if speaks.get(m.article, m.article) == m.article or alone(m, mentions, speaks)]
    articles = list(dict.fromkeys(m.article for m in told))
    if len(articles) < 2:
        return
    for (slot, about), claims in sorted(collect_claims(told, place_codes, facts).items()):
        if slot == "wording" and len(claims) > 1 and not worded_apart(claims):
            continue
        verdict, rule = judge_claims(slot, event.type, claims)
        tellings = make_tellings(articles, claims)
        yield Comparison(make_id("C", event.id, slot, about), event.id, slot, verdict, tellings, rule)
    for group, claims in find_loaded(told):
        verdict, rule = judge_claims("loaded", event.type, claims)
        if verdict == "differ":
            tellings = make_tellings(articles, claims)
            yield Comparison(make_id("C", event.id, "wording", group), event.id, "wording", verdict, tellings, rule)


def worded_apart(claims: Sequence[Claim]) -> bool:
    """True when accounts of one happening have different words for it, «задержала» and «захвачены»: one word, however
    inflected and surrounded, is no difference worth showing.
    """
    pairs = [(a, b) for a, b in combinations(claims, 2) if a.article != b.article]
    return any(compare_wording(a, b, "")[0] == "differ" for a, b in pairs)


def alone(mention: EventMention, mentions: Sequence[EventMention], speaks: Mapping[str, str]) -> bool:
    """True for the earliest article of a family whose first one does not tell this event."""
    family = speaks.get(mention.article, mention.article)
    tellers = {m.article for m in mentions if speaks.get(m.article, m.article) == family}
    return family not in tellers and mention.article == find_first(tellers, speaks)


def find_first(copies: Collection[str], speaks: Mapping[str, str]) -> str:
    """The earliest of some copies of one text: `speaks` names the articles of each family in the order they came."""
    return next((article for article in speaks if article in copies), min(copies))


def make_tellings(articles: Sequence[str], claims: Sequence[Claim]) -> tuple[Telling, ...]:
    """The tellings of each article in the order of the articles; a telling without a value where it is silent."""
    tellings: list[Telling] = []
    for article in articles:
        said = [Telling(article, c.value, c.evidence, c.according_to) for c in claims if c.article == article]
        tellings += said or [Telling(article, None, None)]
    return tuple(tellings)


def judge_claims(slot: str, kind: str, claims: Sequence[Claim]) -> Level:
    """The verdict on one slot: the gravest between any two articles, silent where only one speaks."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    if len(by_article) < 2:
        return "silent", "silent"
    rule = RULES.get(slot, compare_words)
    if slot == "happened" and doubtful(by_article.values()):
        return "differ", "happened.denied.weak"

    if slot in ("count", "participants") and any(several(told) for told in by_article.values()):
        rule = compare_several if slot == "count" else compare_names

    def compare(a: Claim, b: Claim, kind: str) -> Level:
        level = rule(a, b, kind)
        if level[0] == "contradict" and not firm(a, b, slot):
            return "differ", f"{level[1]}.weak"
        return level

    levels = [judge_two(a, b, compare, kind) for a, b in combinations(by_article.values(), 2)]
    return max(levels, key=lambda level: GRAVITY.index(level[0]))


def several(told: Sequence[Claim]) -> bool:
    """True when one article itself counts two groups: «двое сотрудников», and of all «семь человек»."""
    numbers = [c for c in told if c.low is not None or c.high is not None]
    return any(compare_ranges(a, b, "count")[0] == "contradict" for a, b in combinations(numbers, 2))


def compare_several(a: Claim, b: Claim, kind: str) -> Level:
    """Numbers where there is more than one group to count: they contradict nothing."""
    level = compare_numbers(a, b, kind)
    return ("differ", "count.scope") if level[0] == "contradict" else level


def compare_names(a: Claim, b: Claim, kind: str) -> Level:
    """Participants where one account gives the ages of several: they contradict nothing."""
    level = compare_parties(a, b, kind)
    return ("differ", f"{level[1]}.weak") if level[0] == "contradict" else level


def doubtful(articles: Iterable[Sequence[Claim]]) -> bool:
    """True when so few of many accounts deny it that one was hardly read right: «отставка не изменит планов»."""
    told = [{c.value for c in claims} for claims in articles]
    denied = sum("negated" in values for values in told)
    unsure = any(values <= UNSURE for values in told)
    return 0 < denied < len(told) * FEWEST_DENIALS or (denied > 0 and unsure)


def judge_two(a: Sequence[Claim], b: Sequence[Claim], compare: Rule, kind: str) -> Level:
    """The verdict on two articles: they contradict only if no two of their claims go together, and agree only if every
    claim of the one that says less has its like.
    """
    few, many = sorted((a, b), key=len)
    nearest = [min((compare(x, y, kind) for y in many), key=lambda level: GRAVITY.index(level[0])) for x in few]
    gravest = max(nearest, key=lambda level: GRAVITY.index(level[0]))
    if gravest[0] == "contradict" and any(level[0] != "contradict" for level in nearest):
        return "differ", "partly"
    if gravest[1].startswith("doer") and len(many) > 1:
        return "differ", "party.states"
    if gravest[0] == "agree" and len(few) < len(many):
        return "differ", "more"
    return gravest


RULES: dict[str, Rule] = {
    "happened": compare_happened,
    "time": compare_days,
    "place": compare_places,
    "responsible": compare_doers,
    "participants": compare_parties,
    "count": compare_numbers,
    "duration": compare_numbers,
    "wording": compare_wording,
    "loaded": compare_loaded,
}
