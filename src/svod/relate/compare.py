"""Events in, comparisons out: slot by slot, what each account says and whether they agree.

Verdicts come from ordered levels, missing first. Silence never counts as disagreement. Of articles that copy one
another only the first speaks. Loaded words are shown as a pair and never scored as truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from svod.ids import make_id
from svod.records import Comparison, Event, EventMention, Telling
from svod.relate.names import same_person, similar_names
from svod.relate.tellings import Claim, collect_claims
from svod.relate.words import same_word

Level = tuple[str, str]  # verdict and the rule that gave it
Rule = Callable[[Claim, Claim, str], Level]
GRAVITY = ("agree", "differ", "contradict")
CONFLICT = frozenset(("ASSAULT",))  # where doers of two states cannot both be the one
LARGE, ROUNDING = 1000, 1.05  # numbers that people round, and how far
MONTH = 31  # days: what is told more vaguely contradicts no other day


def compare_event(
    event: Event, mentions: Sequence[EventMention], speaks: Mapping[str, str], place_codes: Mapping[str, str]
) -> Iterator[Comparison]:
    """The comparisons of one event; none where fewer than two articles of different families tell it.

    `speaks` gives for each article the one that speaks for its reprint family.
    """
    told = [m for m in mentions if speaks.get(m.article, m.article) == m.article or alone(m, mentions, speaks)]
    articles = list(dict.fromkeys(m.article for m in told))
    if len(articles) < 2:
        return
    for (slot, about), claims in sorted(collect_claims(told, place_codes).items()):
        verdict, rule = judge_claims(slot, event.type, claims)
        tellings = make_tellings(articles, claims)
        yield Comparison(make_id("C", event.id, slot, about), event.id, slot, verdict, tellings, rule)


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
        return "silent", "only one account tells it"
    rule = RULES.get(slot, compare_words)

    def compare(a: Claim, b: Claim, kind: str) -> Level:
        level = rule(a, b, kind)
        if level[0] == "contradict" and not alike(a, b):
            return "differ", f"{level[1]}, but they may speak of two things"
        return level

    levels = [judge_two(a, b, compare, kind) for a, b in combinations(by_article.values(), 2)]
    return max(levels, key=lambda level: GRAVITY.index(level[0]))


def alike(a: Claim, b: Claim) -> bool:
    """True when two claims plainly speak of one thing: by one word, of the same participants.

    Only then can they contradict one another: clusters are the machine's and may hold more than one happening.
    """
    together = any(x == y or same_person(x, y) or similar_names(x, y) for x in a.who for y in b.who)
    return together and same_word(a.trigger, b.trigger)


def judge_two(a: Sequence[Claim], b: Sequence[Claim], compare: Rule, kind: str) -> Level:
    """The verdict on two articles: they contradict only if no two of their claims go together, and agree only if every
    claim of the one that says less has its like.
    """
    few, many = sorted((a, b), key=len)
    nearest = [min((compare(x, y, kind) for y in many), key=lambda level: GRAVITY.index(level[0])) for x in few]
    gravest = max(nearest, key=lambda level: GRAVITY.index(level[0]))
    if gravest[0] == "contradict" and any(level[0] != "contradict" for level in nearest):
        return "differ", "some of it told alike, some not"
    if gravest[0] == "agree" and len(few) < len(many):
        return "differ", "one tells more"
    return gravest


def compare_happened(a: Claim, b: Claim, kind: str) -> Level:
    """Did it happen at all: a denial against an assertion contradicts, a plan against a report does not."""
    said = {a.value, b.value}
    if len(said) == 1:
        return "agree", "told alike"
    if said == {"actual", "negated"}:
        return "contradict", "one says it happened, the other that it did not"
    return "differ", f"told as {' and as '.join(sorted(said))}"


def compare_ranges(a: Claim, b: Claim, kind: str) -> Level:
    """Numbers, durations and days as ranges: «более 50» holds 52; an open end reaches as far as need be."""
    first, second = (a.low, a.high), (b.low, b.high)
    if first == second:
        return "agree", "the same range"
    low = max((x for x in (a.low, b.low) if x is not None), default=None)
    high = min((x for x in (a.high, b.high) if x is not None), default=None)
    if low is not None and high is not None and low > high:
        return "contradict", "the ranges have nothing in common"
    return "differ", "one range holds or overlaps the other"


def compare_days(a: Claim, b: Claim, kind: str) -> Level:
    """Days and stretches of days; years and seasons are too vague to contradict."""
    level = compare_ranges(a, b, kind)
    widest = max((c.high or 0) - (c.low or 0) for c in (a, b))
    return ("differ", "told too vaguely to contradict") if level[0] == "contradict" and widest > MONTH else level


def compare_numbers(a: Claim, b: Claim, kind: str) -> Level:
    """Counts and durations: ranges where there are numbers, else the words."""
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return compare_words(a, b, kind)
    level = compare_ranges(a, b, kind)
    return ("differ", "one is rounded") if level[0] == "contradict" and rounded(a, b) else level


def rounded(a: Claim, b: Claim) -> bool:
    """True when two large numbers lie so close that one may be the other rounded: «$2,6 млрд» and «$2,56 млрд»."""
    ends = sorted(x for x in (a.low, a.high, b.low, b.high) if x is not None)
    return ends[0] >= LARGE and ends[-1] <= ends[0] * ROUNDING


def compare_places(a: Claim, b: Claim, kind: str) -> Level:
    """Places: alike, one more exact, of different states."""
    if a.form == b.form:
        return "agree", "the same place"
    if a.form & b.form:
        return "differ", "one place is told more exactly"
    if a.code and b.code and a.code != b.code:
        return "contradict", "places of different states"
    return "differ", "different places, perhaps one within the other"


def compare_parties(a: Claim, b: Claim, kind: str) -> Level:
    """Those who took part: alike, one named more exactly, of different states."""
    if a.low is not None or b.low is not None:
        return compare_ranges(a, b, kind)
    (first,), (second,) = a.form, b.form
    if first == second:
        return "agree", "the same name"
    if a.code and b.code and a.code != b.code:
        return ("contradict" if kind in CONFLICT else "differ"), "participants of different states"
    if same_person(first, second):
        return "agree", "names of the same person"
    return "differ", "one named more exactly" if similar_names(first, second) else "other names"


def compare_wording(a: Claim, b: Claim, kind: str) -> Level:
    """The words it is told by; different words are shown and not judged."""
    if same_word(a.trigger, b.trigger) and (len(a.form & b.form) * 2 >= min(len(a.form), len(b.form))):
        return "agree", "the same words"
    return "differ", "told in other words"


def compare_words(a: Claim, b: Claim, kind: str) -> Level:
    """Causes, outcomes and the like: by the words they share."""
    if a.form == b.form:
        return "agree", "the same words"
    shared = len(a.form & b.form) * 2 >= max(len(a.form), len(b.form))
    return ("agree", "mostly the same words") if shared else ("differ", "told in other words")


RULES: dict[str, Rule] = {
    "happened": compare_happened,
    "time": compare_days,
    "place": compare_places,
    "responsible": compare_parties,
    "participants": compare_parties,
    "count": compare_numbers,
    "duration": compare_numbers,
    "wording": compare_wording,
}
