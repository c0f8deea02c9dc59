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

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from svod.ids import make_id
from svod.records import Comparison, Event, EventMention, Telling
from svod.relate.facts import SYMMETRIC, Facts
from svod.relate.frames import EXACT, Frame, clash
from svod.relate.levels import SEIZED
from svod.relate.names import same_person, similar_names
from svod.relate.sides import acts_for_same, same_who
from svod.relate.tellings import Claim, collect_claims
from svod.relate.words import same_word, stems

Level = tuple[str, str]  # verdict and the rule that gave it
Rule = Callable[[Claim, Claim, str], Level]
GRAVITY = ("agree", "differ", "contradict")
VIOLENT = frozenset(("ASSAULT", "COERCE"))  # where doers of two states can hardly both be the one
TO_WHOM = ("count", "recipients")
CLOCK = re.compile(r"\d{1,2}:\d\d")  # the hour under a headline is no day
AT_ONCE = 2  # days between reports of one state of things
FEWEST_DENIALS = 0.1  # share of the accounts
LARGE, ROUNDING = 1000, 1.05  # numbers that people round, and how far
SCOPE = 2  # one number this many times the other: they count two things, or a part and the whole


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


def worded_apart(claims: Sequence[Claim]) -> bool:
    """True when accounts of one happening have different words for it, «задержала» and «захвачены»: one word, however
    inflected and surrounded, is no difference worth showing.
    """
    pairs = [(a, b) for a, b in combinations(claims, 2) if a.article != b.article]
    return any(compare_wording(a, b, "")[0] == "differ" for a, b in pairs)


def colours(claim: Claim) -> frozenset[str]:
    """Stems of the words in small letters that colour the event's own: «тайные» of «тайные действия»."""
    small = " ".join(w for w in claim.value.split() if w.islower() and not same_word(w, claim.trigger))
    return stems(small)


def alone(mention: EventMention, mentions: Sequence[EventMention], speaks: Mapping[str, str]) -> bool:
    """True for the smallest article of a family whose first one does not tell this event."""
    family = speaks.get(mention.article, mention.article)
    tellers = {m.article for m in mentions if speaks.get(m.article, m.article) == family}
    return family not in tellers and mention.article == min(tellers)


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

    def compare(a: Claim, b: Claim, kind: str) -> Level:
        level = rule(a, b, kind)
        if level[0] == "contradict" and not firm(a, b, slot):
            return "differ", f"{level[1]}.weak"
        return level

    levels = [judge_two(a, b, compare, kind) for a, b in combinations(by_article.values(), 2)]
    return max(levels, key=lambda level: GRAVITY.index(level[0]))


def doubtful(articles: Iterable[Sequence[Claim]]) -> bool:
    """True when so few of many accounts deny it that one was hardly read right: «отставка не изменит планов»."""
    denied = [any(c.value == "negated" for c in told) for told in articles]
    return 0 < sum(denied) < len(denied) * FEWEST_DENIALS


def firm(a: Claim, b: Claim, slot: str) -> bool:
    """True when two claims plainly speak of one thing as fact: clusters are the machine's, and only then may they
    contradict one another.
    """
    if not {a.factuality, b.factuality} <= {"actual", "negated"} or not akin(a, b):
        return False
    if a.factuality != b.factuality and slot != "happened":
        return False
    shared, one_day = count_shared(a, b), same_day(a, b)
    if slot == "happened":
        return (shared >= 1 and one_day) or (shared >= 2 and told_at_once(a, b))
    if slot in ("place", "responsible"):
        return one_day and shared >= (2 if slot == "place" else 1)
    if slot == "time":
        return shared >= 1 and dated(a) and dated(b)
    if a.about == b.about == TO_WHOM and shared >= 1 and told_at_once(a, b):
        return True
    return shared >= 2 or (shared == 1 and (one_day or (a.place is not None and a.place == b.place)))


def count_shared(a: Claim, b: Claim) -> int:
    """How many participants two claims have in common."""
    if a.sides and b.sides:
        return sum(any(same_who(x, y) or acts_for_same(x, y) for y in b.sides) for x in a.sides)
    return sum(any(x == y or same_person(x, y) or similar_names(x, y) for y in b.who) for x in a.who)


def akin(a: Claim, b: Claim) -> bool:
    """True when two claims name the happening alike: by one word, or as one kind of thing of one day."""
    if same_word(a.trigger, b.trigger):
        return True
    met = a.type == b.type and a.type in SYMMETRIC and count_shared(a, b) >= 2
    kind = met or (a.type == b.type and a.mode is not None and a.mode == b.mode) or {a.mode, b.mode} == SEIZED
    return kind and same_day(a, b) and a.factuality == b.factuality


def told_at_once(a: Claim, b: Claim) -> bool:
    """True when two reports came out within days of one another, and the days that they give are hardly two."""
    if a.published is None or b.published is None or (a.day and b.day and clash(Frame(*a.day), Frame(*b.day))):
        return False
    return abs(a.published - b.published) <= AT_ONCE


def same_day(a: Claim, b: Claim) -> bool:
    """True when both claims' mentions give one and the same day."""
    return a.day is not None and a.day == b.day and a.day[1] - a.day[0] <= EXACT


def dated(claim: Claim) -> bool:
    """True for a single day told by its number («27 июня»): weekdays and «накануне» may have been counted wrongly."""
    words = claim.evidence.text if claim.evidence else ""
    return claim.low == claim.high and any(c.isdigit() for c in CLOCK.sub("", words))


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


def compare_happened(a: Claim, b: Claim, kind: str) -> Level:
    """Did it happen at all: a denial against an assertion contradicts, a plan against a report does not."""
    said = {a.value, b.value}
    if len(said) == 1:
        return "agree", "happened.same"
    if said == {"actual", "negated"}:
        return "contradict", "happened.denied"
    return "differ", f"happened.{'-'.join(sorted(said))}"


def compare_ranges(a: Claim, b: Claim, about: str) -> Level:
    """Numbers, durations and days as ranges: «более 50» holds 52; an open end reaches as far as need be."""
    if (a.low, a.high) == (b.low, b.high):
        return "agree", f"{about}.same"
    low = max((x for x in (a.low, b.low) if x is not None), default=None)
    high = min((x for x in (a.high, b.high) if x is not None), default=None)
    if low is not None and high is not None and low > high:
        return "contradict", f"{about}.apart"
    return "differ", f"{about}.within"


def compare_days(a: Claim, b: Claim, kind: str) -> Level:
    """Days and stretches of days; only days contradict one another, months and years are too vague for it."""
    level = compare_ranges(a, b, "time")
    widest = max((c.high or 0) - (c.low or 0) for c in (a, b))
    return ("differ", "time.vague") if level[0] == "contradict" and widest > EXACT else level


def compare_numbers(a: Claim, b: Claim, kind: str) -> Level:
    """Counts and durations: ranges where there are numbers, else the words."""
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return compare_words(a, b, kind)
    level = compare_ranges(a, b, "count")
    if level[0] == "contradict" and rounded(a, b):
        return "differ", "count.rounded"
    return ("differ", "count.scope") if level[0] == "contradict" and not whole(a, b) and other_scope(a, b) else level


def whole(a: Claim, b: Claim) -> bool:
    """True for how long a thing of one day took, and to how many it was done: there is no other thing to count."""
    if not same_day(a, b) or a.about != b.about:
        return False
    return a.about[0] == "duration" or (a.about == TO_WHOM and count_shared(a, b) >= 2)


def other_scope(a: Claim, b: Claim) -> bool:
    """True when two numbers are so far apart that they must count two things: «50 граждан» and «двоих граждан»."""
    ends = sorted(x for x in (a.low, a.high, b.low, b.high) if x is not None)
    return ends[-1] > ends[0] * SCOPE


def rounded(a: Claim, b: Claim) -> bool:
    """True when two large numbers lie so close that one may be the other rounded: «$2,6 млрд» and «$2,56 млрд»."""
    ends = sorted(x for x in (a.low, a.high, b.low, b.high) if x is not None)
    return ends[0] >= LARGE and ends[-1] <= ends[0] * ROUNDING


def compare_places(a: Claim, b: Claim, kind: str) -> Level:
    """Places: alike, one more exact, of different states."""
    if a.form == b.form:
        return "agree", "place.same"
    if a.form & b.form:
        return "differ", "place.exact"
    if a.code and b.code and a.code != b.code:
        return "contradict", "place.states"
    return "differ", "place.other"


def compare_parties(a: Claim, b: Claim, kind: str) -> Level:
    """Those who took part: alike, one named more exactly, of different states."""
    if a.low is not None or b.low is not None:
        return compare_ranges(a, b, "age")
    (first,), (second,) = a.form, b.form
    if first == second:
        return "agree", "party.same"
    if a.code and a.code == b.code and (a.state or b.state):
        return "agree", "party.code"  # «Баку», «Азербайджан», «МИД Азербайджана»
    if a.code and b.code and a.code != b.code:
        return "differ", "party.states"
    if same_person(first, second):
        return "agree", "party.person"
    return "differ", "party.exact" if similar_names(first, second) else "party.other"


def compare_doers(a: Claim, b: Claim, kind: str) -> Level:
    """Those who did it: as participants, but of two states only one can have struck or seized."""
    level = compare_parties(a, b, kind)
    return ("contradict", "doer.states") if level[1] == "party.states" and kind in VIOLENT else level


def compare_wording(a: Claim, b: Claim, kind: str) -> Level:
    """The words it is told by; different words are shown and not judged."""
    if not same_word(a.trigger, b.trigger):
        return "differ", "words.other"
    first, second = colours(a), colours(b)
    return ("differ", "words.colour") if first and second and not first & second else ("agree", "words.same")


def compare_words(a: Claim, b: Claim, kind: str) -> Level:
    """Causes, outcomes and the like: by the words they share."""
    if a.form == b.form:
        return "agree", "words.same"
    shared = len(a.form & b.form) * 2 >= max(len(a.form), len(b.form))
    return ("agree", "words.most") if shared else ("differ", "words.other")


RULES: dict[str, Rule] = {
    "happened": compare_happened,
    "time": compare_days,
    "place": compare_places,
    "responsible": compare_doers,
    "participants": compare_parties,
    "count": compare_numbers,
    "duration": compare_numbers,
    "wording": compare_wording,
}
