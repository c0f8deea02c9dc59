"""One commitment and the events of later articles in, what shows it fulfilled, broken or withdrawn out.

An event settles a commitment where it is what the commitment is about: of its type and mode, with its sides, on a day
that fits, and with words, a name or the place in common. Told as fact it fulfils, told as not happening it breaks (the
other way round where the promise was not to). Once one account of an event shows an outcome, what other voices tell to
the contrary of the same event counts too, dated or not: nobody who comes first is right for it. An open promise is
honest and a false "fulfilled" is not, so whatever is missing leaves it open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from svod.records import Change, EventMention, Evidence, Link, Reason
from svod.relate.compare_firm import load_infinitives
from svod.relate.facts import SYMMETRIC, Facts
from svod.relate.gists import Gist
from svod.relate.pledges import Pledge
from svod.relate.retold import Teller
from svod.relate.sides import compare_sides, same_who
from svod.relate.tales import Tale

SETTLED = 2.5  # score from which an event settles a commitment
TOPIC = 2  # rare words that a commitment and the sentence of an event share
MOST = 5  # accounts that show one outcome: more prove nothing more
LATEST = 400  # days after which an event is hardly what was meant where no deadline was set
WEIGHTS: dict[str, float] = {
    "one event": 1.0,
    "doers same": 1.0,
    "doers within": 0.7,
    "doers code": 0.3,
    "doers unknown": -0.5,
    "done to same": 1.0,
    "done to within": 0.7,
    "done to code": 0.3,
    "done to unknown": -0.5,
    "name in common": 0.7,
    "place same": 0.5,
    "words in common": 0.7,
    "words many": 1.2,
    "in time": 0.7,
    "late": -0.5,
    "mode same": 0.3,
}
REASONS = {name: Reason(name, weight) for name, weight in WEIGHTS.items()}
HELD = "announced-held"  # the kind of link that shows a plan come true
AGREEING = ("same", "within", "code")


class Told(NamedTuple):
    """One telling of an event."""

    number: int  # in the order of events and their tellings
    tale: Tale
    fact: Facts


@dataclass(frozen=True, slots=True)
class Scene:
    """What commitments are settled by."""

    facts: Mapping[str, Facts]
    teller: Teller  # who knows the mentions themselves, and the voices
    events: Mapping[str, Tale]  # by EventMention.id
    told: Mapping[str, Sequence[Told]]  # what is told as done or not done, by type and what its word can mean
    held: frozenset[tuple[str, str]]  # events announced, and held: Event.id
    promised: frozenset[str]  # EventMention.id of what some commitment is about: no proof that it was done

    @property
    def voices(self) -> Mapping[str, str]:
        """By article, who speaks."""
        return self.teller.voices


def make_scene(
    facts: Mapping[str, Facts], gists: Mapping[str, Gist], teller: Teller, tales: Sequence[Tale], links: Sequence[Link]
) -> Scene:
    """Look-ups of events by telling and by word."""
    promised = frozenset(e for gist in gists.values() for e in gist.promised)
    by_word: dict[str, list[Told]] = defaultdict(list)
    tellings = (Told(n, tale, facts[m]) for n, (tale, m) in enumerate((t, m) for t in tales for m in t.mentions))
    for telling in tellings:
        if is_told(telling.fact, promised):
            for word in find_words(telling.fact):
                by_word[word].append(telling)
    return Scene(
        facts, teller, {m: t for t in tales for m in t.mentions}, by_word,
        frozenset((x.earlier, x.later) for x in links if x.kind == HELD), promised,
    )  # fmt: skip


def find_words(fact: Facts) -> Iterator[str]:
    """What a telling is looked up by: its type with its rule, and with all that the words of that rule can mean."""
    yield f"{fact.type} {fact.rule}"
    yield from (f"{fact.type} {meaning}" for meaning in sorted(fact.meanings))


def find_told(wanted: Facts, scene: Scene) -> Sequence[Told]:
    """All that is told as done or not done by words that can mean what is wanted, in the order of events."""
    found = [told for word in find_words(wanted) if (told := scene.told.get(word))]
    if len(found) < 2:
        return found[0] if found else ()
    return sorted({told.number: told for some in found for told in some}.values())


def settle(pledges: Sequence[Pledge], scene: Scene) -> list[Change]:
    """What settles a commitment: of each voice and outcome the best shown."""
    found: dict[tuple[str, str], Change] = {}
    for pledge in pledges:
        for about in pledge.commitment.about:
            shown = list(settle_about(pledge, about, scene))
            for change in (*shown, *find_contrary(pledge, shown, scene)):
                at = (scene.voices.get(change.article, change.article), change.status)
                if at not in found or how_shown(change) < how_shown(found[at]):
                    found[at] = change
    counts: Counter[str] = Counter()
    kept = []
    for change in sorted(found.values(), key=how_shown):
        counts[change.status] += 1
        if counts[change.status] <= MOST:
            kept.append(change)
    return kept


def how_shown(change: Change) -> tuple[float, str, int]:
    """Sorts what shows one outcome: the surest first, then what stands first in its article."""
    return -change.score, change.article, change.evidence.span.start


def settle_about(pledge: Pledge, about: str, scene: Scene) -> Iterator[Change]:
    """The tellings of later articles that show one thing promised as done or not done."""
    wanted = scene.facts.get(about)
    told_so = "negated" if pledge.commitment.negated else "future"
    if wanted is None or wanted.factuality in {"actual", "negated"} - {told_so} or not is_matter(pledge, wanted):
        return
    own = scene.events.get(about)
    for _, tale, told in find_told(wanted, scene):
        if told.factuality == told_so:
            continue  # what is promised not to be is broken by one day, and kept by none
        one = tale is own or (own is not None and (own.id, tale.id) in scene.held)
        back = takes_back(pledge, told)
        if back is None or not (told_later(pledge, told) if back else comes_later(pledge, told, one=one)):
            continue
        reasons = weigh(pledge, wanted, told, one=one)
        if reasons and round(sum(WEIGHTS[r] for r in reasons), 2) >= SETTLED:
            change = make_change(pledge, told, scene, reasons)
            yield replace(change, status="withdrawn") if back else change


def find_contrary(pledge: Pledge, shown: Sequence[Change], scene: Scene) -> Iterator[Change]:
    """What other voices tell to the contrary of an event that shows an outcome: «не платит» beside «начала платить»."""
    for change in (c for c in shown if c.status != "withdrawn"):
        voice = scene.voices.get(change.article, change.article)
        for told in (scene.facts[m] for m in scene.events[change.record].mentions):
            if not is_told(told, scene.promised) or told.undone or not told_later(pledge, told):
                continue
            other = make_change(pledge, told, scene, ["one event"])
            apart = scene.voices.get(told.article, told.article) != voice and other.status != change.status
            if apart and not is_early(pledge, told, change):
                yield other


def is_early(pledge: Pledge, told: Facts, change: Change) -> bool:
    """True where something is not done yet, told within its time and before the day on which another has it done."""
    if told.factuality != "negated" or told.published is None or change.day is None:
        return False
    end = pledge.commitment.end
    return told.published < end_of(change.day) and not (end and told.published > end_of(end))


def is_told(told: Facts, promised: Collection[str]) -> bool:
    """True for what is told as done or not done, and neither promised nor only not wanted: «не решаются выпустить»."""
    if told.id in promised or told.factuality not in ("actual", "negated"):
        return False
    willing = told.factuality == "negated" and told.trigger.endswith(load_infinitives())
    return not willing or told.undone


def is_matter(pledge: Pledge, wanted: Facts) -> bool:
    """True unless it hangs on a condition, or is done by somebody else than who promises or threatens it."""
    c = pledge.commitment
    if any(e.role == "condition" for e in c.evidence) or (c.kind == "forecast" and not c.end):
        return False  # whether a condition was met is not known, and what is foreseen for no day comes true some day
    if c.kind not in ("promise", "threat"):
        return c.kind != "demand" or bool(c.addressees)
    if pledge.holder is None:
        return False
    doers = [s for s in wanted.actors if not s.lent]
    return any(same_who(pledge.holder, s) or (s.code and s.code == pledge.holder.code) for s in doers)


def takes_back(pledge: Pledge, told: Facts) -> bool | None:
    """Whether a telling is that the holder does it no more; None where somebody else calls it off."""
    if not told.undone:
        return False
    if pledge.holder and any(same_who(pledge.holder, s) for s in told.actors if not s.lent):
        return True
    return False if told.factuality == "negated" else None


def told_later(pledge: Pledge, told: Facts) -> bool:
    """True when another article tells it on a later day."""
    if pledge.made is None or told.published is None or told.article == pledge.commitment.article:
        return False
    return 0 < told.published - pledge.made <= LATEST


def comes_later(pledge: Pledge, told: Facts, *, one: bool) -> bool:
    """True when a later article tells it of a day after the commitment was made, no sooner than its first day.

    Of the day itself it may be where that is the day set, and the event the one announced; else it is what the words
    were about, or their own report.
    """
    first, day = start_of(pledge), find_day(told)
    if day is None and told.factuality == "negated" and pledge.commitment.end:
        return told_later(pledge, told) and (told.published or 0) > end_of(pledge.commitment.end)
    if pledge.made is None or told.published is None or day is None or told.article == pledge.commitment.article:
        return False
    soonest = pledge.made if one and first is not None else pledge.made + 1
    if min(day[0], told.published) < soonest or (first is not None and day[1] < first):
        return False
    return day[0] - pledge.made <= LATEST


def find_day(told: Facts) -> tuple[int, int] | None:
    """The days of a telling: as its clause says, or of the news that it is."""
    if told.start is not None and told.end is not None:
        return (told.start, told.end) if told.end - told.start <= 31 else None
    return told.told if told.news else None


def start_of(pledge: Pledge) -> int | None:
    """The first day on which it was to come true."""
    start = pledge.commitment.start
    return date.fromisoformat(start[:10]).toordinal() if start else None


def end_of(day: str) -> int:
    """The number of a deadline's day."""
    return date.fromisoformat(day[:10]).toordinal()


def weigh(pledge: Pledge, wanted: Facts, told: Facts, *, one: bool) -> list[str]:
    """The levels by which a telling is what was promised; none where it cannot be."""
    if (wanted.mode and told.mode and wanted.mode != told.mode) or not one_word(wanted, told):
        return []
    levels = ["one event"] * one + ["mode same"] * bool(wanted.mode and wanted.mode == told.mode)
    for name, left, right in (("doers", wanted.actors, told.actors), ("done to", wanted.recipients, told.recipients)):
        left, right = tuple([s for s in left if not s.lent]), tuple([s for s in right if not s.lent])
        level = compare_sides(left, right)
        if level not in (*AGREEING, "silent"):
            return []
        levels += [f"{name} {'unknown' if level == 'silent' else level}"] * bool(left or right)
    named = [s for s in (*wanted.actors, *wanted.recipients) if not s.state and not s.described and not s.lent]
    common = any(same_who(s, o) for s in named for o in (*told.actors, *told.recipients) if not o.lent)
    levels += ["name in common"] * common
    levels += ["place same"] * bool(wanted.place and wanted.place == told.place)
    words = len(pledge.words & told.context)
    denied = told.factuality == "negated" and words > TOPIC
    levels += ["words many" if denied else "words in common"] * (words >= TOPIC)
    shown = "one event" in levels or ("name in common" in levels and words >= TOPIC)
    shown = shown or (denied and "doers same" in levels)
    loose = wanted.type in SYMMETRIC and (len(wanted.actors) < 2 or "doers within" in levels)
    if not shown or "doers unknown" in levels or (loose and not one):
        return []
    time = weigh_time(pledge, told)
    return [] if "late" in time and pledge.commitment.kind == "plan" else [*levels, *time]


def one_word(a: Facts, b: Facts) -> bool:
    """True when two tellings are found by one rule, or by words that can mean one thing."""
    return a.rule == b.rule or bool(a.meanings & b.meanings)


def weigh_time(pledge: Pledge, told: Facts) -> list[str]:
    """Whether it came within the time set."""
    end, day = pledge.commitment.end, find_day(told)
    if not end or day is None:
        return []
    return ["in time"] if day[0] <= end_of(end) else ["late"]


def make_change(pledge: Pledge, told: Facts, scene: Scene, reasons: Sequence[str]) -> Change:
    """What a telling makes of a commitment, on the day it tells of or else the article's."""
    mention, day = scene.teller.find_mention(told), told.start or told.published
    done = (told.factuality == "actual") != pledge.commitment.negated
    return Change(
        "fulfilled" if done else "broken", date.fromordinal(day).isoformat() if day else None, told.article, told.id,
        mention.according_to, words_of(mention), round(sum(WEIGHTS[r] for r in reasons), 2),
        tuple(REASONS[r] for r in reasons),
    )  # fmt: skip


def words_of(told: EventMention) -> Evidence:
    """The sentence that a telling stands in, else its word."""
    return next((e for e in told.evidence if e.role == "whole"), told.evidence[0])
