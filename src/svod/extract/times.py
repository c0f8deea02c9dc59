"""Calendar expressions: an article's reading in, `TimeRef`s out, in the order of the text.

The way: words are looked up and patterns matched (`times_match`), false friends sent away (`times_guard`), of
overlapping readings the longest kept, and each placed on the calendar (`times_make`, `calendar`) from the article's own
day, the day its passage is about, and the direction of its verb (`times_direction`). What they mean is data of the
pack: `lang/*/times.toml`. Does not say which event a time belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from svod.extract.calendar import Interval, format_edtf
from svod.extract.times_direction import find_direction
from svod.extract.times_found import FINE, NO_SUCH_DAY, Clock, Made
from svod.extract.times_grammar import compile_lexicon
from svod.extract.times_guard import Around, allowed
from svod.extract.times_make import make
from svod.extract.times_match import Atoms, Match, Matcher, split_atoms
from svod.ids import make_id
from svod.packs import Pack
from svod.read import Reading
from svod.records import Article, Origin, Problem, TimeRef
from svod.spans import make_evidence

WITHIN_A_YEAR = (*FINE, "month", "quarter", "season")


@dataclass(frozen=True, slots=True)
class Thread:
    """What the text has spoken of so far: the last day, the last day or longer, and what a sentence named in full."""

    passage: Interval | None = None
    period: Interval | None = None
    sentence: int = -1
    named: Interval | None = None

    def follow(self, made: Made, sentence: int) -> Thread:
        """The thread after one more expression."""
        when = made.interval
        if when is None:
            return self
        after = self
        if made.anchor == "absolute" and when.grain in WITHIN_A_YEAR:
            after = replace(after, sentence=sentence, named=when)
        if when.grain in (*FINE, "month", "year"):
            after = replace(after, period=when, passage=when if when.start == when.end else after.passage)
        return after


def find_times(article: Article, reading: Reading, pack: Pack) -> tuple[TimeRef, ...]:
    """Find every calendar expression as an interval; durations and repeated times are found too, without one."""
    lexicon = compile_lexicon(pack)
    atoms = split_atoms(article.text, lexicon.grammar)
    around = Around(atoms, reading, lexicon.lists, lexicon.needs)
    matches = keep_longest(m for m in Matcher(lexicon.grammar, atoms).find() if allowed(m, around))
    placed = place_matches(matches, around, parse_day(article.published))
    return tuple(make_time(article, pack, atoms, match, made) for match, made in placed)


def find_impossible(times: Sequence[TimeRef]) -> tuple[Problem, ...]:
    """A problem for each date that does not exist («31 апреля»); it is kept unplaced."""
    return tuple(
        Problem(t.article, "times", f"«{t.evidence[0].text}»: {NO_SUCH_DAY}, kept without one")
        for t in times
        if t.origin.rule.endswith(f": {NO_SUCH_DAY}")
    )


def place_matches(matches: Sequence[Match], around: Around, published: date | None) -> list[tuple[Match, Made]]:
    """Place each match, in text order, in the light of those before it."""
    dated, atoms = find_dated(matches), around.atoms
    placed, thread = [], Thread()
    for match in matches:
        tokens = around.reading.within(atoms.starts[match.first], atoms.end(match.last - 1))
        sentence = around.reading.tokens[tokens[0]].sentence if tokens else -1
        direction, firm = find_direction(around.reading, tokens, around.lists)
        named = thread.named if thread.sentence == sentence else None
        made = make(match, Clock(published, thread.passage, thread.period, named, direction, firm, dated))
        placed.append((match, made))
        thread = thread.follow(made, sentence)
    return placed


def find_dated(matches: Iterable[Match]) -> dict[tuple[int, int], Interval]:
    """The days that a text gives in full, by month and day; the first year given counts."""
    found: dict[tuple[int, int], Interval] = {}
    for match in matches:
        inner = [m for m in (match, *match.values.values()) if isinstance(m, Match) and m.rule.make == "day"]
        for made in (make(m, Clock(None)) for m in inner):
            if made.interval:
                found.setdefault((made.interval.start.month, made.interval.start.day), made.interval)
    return found


def parse_day(published: str | None) -> date | None:
    """The day of publication, None where it is unknown or unreadable."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def keep_longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches that overlap, the longest; of equally long ones, the rule that stands first. In text order."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, m.rule.order)):
        if taken.isdisjoint(range(match.first, match.last)):
            taken.update(range(match.first, match.last))
            kept.append(match)
    return sorted((m for m in kept if m.rule.make != "none"), key=lambda m: m.first)


def is_approximate(atoms: Atoms, match: Match) -> bool:
    """Whether «около», «примерно» or the like stands before an expression, a preposition between them allowed."""
    before = atoms.words[max(0, match.first - 2) : match.first]
    return any("approx" in a.kinds for a in before[-1:]) or (
        len(before) == 2 and "approx" in before[0].kinds and "prep" in before[1].kinds
    )


def make_time(article: Article, pack: Pack, atoms: Atoms, match: Match, made: Made) -> TimeRef:
    """Make the record of one match."""
    start, end = atoms.starts[match.first], atoms.end(match.last - 1)
    when, vague = made.interval, made.approximate or is_approximate(atoms, match)
    return TimeRef(
        id=make_id("t", article.id, start, end),
        article=article.id,
        kind=made.kind,
        start=when.start.isoformat() if when else None,
        end=when.end.isoformat() if when else None,
        grain=when.grain if when else "other",
        anchor=made.anchor if when else "none",
        approximate=vague,
        edtf=format_edtf(when, vague) if when else made.code,
        evidence=(make_evidence("whole", article, start, end),),
        origin=Origin("times", f"{match.rule.name}: {made.why}" if made.why else match.rule.name, pack.version),
    )
