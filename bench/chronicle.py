"""A chronicle that is made up, as large as asked: for measuring how fast a large database answers, and nothing else.

usage: python bench/chronicle.py OUT.db [--mentions 1000000]

Everything in it is synthetic: states, people, outlets and sentences are put together from syllables by a fixed seed.
Numbers for one article are near those of real ones (13 tellings of events, 5 quotes, 16 mentions of actors, 2
commitments), and so are 2.4 tellings an event; one quote in twelve carries the words of another of that day. A day's
articles tell what happened that day. Rows go straight into the tables, a day at a time, with indexes and triggers of
the schema laid on afterwards, and what is kept for lists; the machine's judgements are left out. A million tellings
take some minutes and 4 GB.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from pathlib import Path
from typing import TypeVar

from svod.ids import make_id
from svod.ontology import load_ontology
from svod.store import open_store
from svod.store.lists import fill_lists
from svod.store.rows import dump, insert
from svod.store.steps_lists import CODES

T = TypeVar("T")
SEED = 7
TELLINGS, QUOTES, PER_EVENT, PER_DAY = (
    13,
    5,
    2.4,
    76,
)  # tellings and quotes an article, tellings an event, articles a day
FIRST = date(2023, 1, 1)
ORIGIN = ("bench", "synthetic", "bench", None, "none")
ACTS = ("assert", "deny", "promise", "demand", "accuse", "assess")
CONTEXTS = ("military", "diplomatic", "economic", "legal", "refugees")
SYLLABLES = ("ба", "ве", "ги", "до", "жу", "ка", "ле", "ми", "но", "ру", "са", "те")
WORDS = tuple("".join(s) for s in product(SYLLABLES, repeat=3))
SENTENCE = "{} {} {} {} в городе {} из-за {} и {}, сообщили там."
SPEECH = "«{} и {} важнее, чем {}», — сказал {}."


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody invented who acts and speaks."""

    id: str
    name: str
    entity: str
    code: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something invented that happens on a day."""

    number: int
    kind: str
    sides: tuple[Player, Player]
    day: str | None
    place: str | None
    factuality: str


class World:
    """Who and what there is, chosen by one stream of chance; the first of every list is met most."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.types = sorted(load_ontology().types)
        codes = [f"X{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"]
        self.players = [self.player(n, codes) for n in range(20_000)]
        self.outlets = [f"{WORDS[n].title()} {n}" for n in range(170)]
        self.towns = [word.title() for word in WORDS[500:900]]
        self.weights = {n: list(accumulate(1 / (k + 1) for k in range(n))) for n in (20_000, 170, 400, len(WORDS))}

    def player(self, number: int, codes: Sequence[str]) -> Player:
        """A state for each of the first numbers, then people and offices of states."""
        code = codes[number % len(codes)]
        entity = "state" if number < len(codes) else "person" if number % 3 else "organization"
        name = f"{WORDS[number % 1700].title()} {WORDS[number % 1201].title()}ов-{number}"
        return Player(make_id("A", "synthetic", number), name, entity, code)

    def one(self, of: Sequence[T]) -> T:
        """One of a list, the earlier the likelier."""
        return self.chance.choices(of, cum_weights=self.weights[len(of)])[0]

    def happening(self, number: int, day: date) -> Happening:
        """Something that happens on a day."""
        chance = self.chance
        a, b = self.one(self.players), self.one(self.players)
        when = day.isoformat() if chance.random() < 0.85 else None
        fact = chance.choices(("actual", "future", "hypothetical", "negated"), (75, 12, 9, 4))[0]
        place = self.one(self.towns) if chance.random() < 0.4 else None
        return Happening(number, chance.choice(self.types), (a, b), when, place, fact)


class Day:
    """The rows of one day's articles, by table."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self.rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.told: dict[Happening, list[tuple[str, str, str]]] = defaultdict(list)  # mention, article, outlet
        self.chains: list[tuple[str, str]] = []  # actor, chain
        self.said: list[tuple[str, str]] = []  # quote, speaker

    def write_article(self, number: int, pool: Sequence[Happening]) -> None:
        """One article: sentences of events and of speech, with all that is found in them."""
        world, chance = self.world, self.world.chance
        outlet, id_ = world.one(world.outlets), make_id("a", "synthetic", number)
        text, chains = "", dict[str, str]()
        quotes = []
        for place in range(QUOTES):
            who = world.one(world.players)
            said = SPEECH.format(*(world.one(WORDS) for _ in range(3)), who.name)
            quotes.append((self.quote(id_, place, who, (len(text), said), chains), who))
            text += said + " "
        for place, what in enumerate(chance.choices(pool, k=TELLINGS)):
            quote = chance.choice(quotes) if chance.random() < 0.3 else None
            words = SENTENCE.format(what.sides[0].name, world.one(WORDS), what.kind.lower(), what.sides[1].name,
                                    what.place or "столицы", world.one(WORDS), world.one(WORDS))  # fmt: skip
            mention = self.telling((id_, place), what, (len(text), words), chains, quote)
            self.told[what].append((mention, id_, outlet))
            text += words + " "
        self.commitments(id_, text, quotes)
        day = f"{self.day}T{chance.randrange(24):02}:00:00+03:00"
        row = (number, id_, f"n{number}", outlet, f"https://example.org/{number}", day, "ru", text[:60], "0" * 64, text)
        self.rows["articles"].append((*row, text.lower()))
        self.rows["analyses"].append((id_, "synthetic", "[]"))

    def mention(self, article: str, who: Player, at: tuple[int, str], chains: dict[str, str]) -> str:
        """Somebody is named."""
        start, words = at
        at_name = start + words.index(who.name)
        id_ = make_id("m", article, at_name)
        if who.id not in chains:
            chains[who.id] = id_
            self.chains.append((who.id, id_))
        row = (id_, article, at_name, "name", who.entity, who.name, who.code, chains[who.id], *ORIGIN)
        self.rows["mentions"].append(row)
        self.evidence(id_, ("whole",), article, (at_name, who.name))
        return id_

    def quote(self, article: str, place: int, who: Player, at: tuple[int, str], chains: dict[str, str]) -> str:
        """Somebody says something."""
        start, words = at
        id_, mention = make_id("q", article, start), self.mention(article, who, at, chains)
        kind = "person" if who.entity == "person" else "organization"
        row = (id_, article, place, "direct", who.name, kind, mention, who.code, None, self.world.chance.choice(ACTS),
               None, dump([who.name]), None, *ORIGIN)  # fmt: skip
        self.rows["quotes"].append(row)
        self.said.append((id_, who.name))
        content = words[1 : words.index("»")]
        self.evidence(id_, ("content", "cue"), article, (start + 1, content), (start + words.index("сказал"), "сказал"))
        return id_

    def telling(
        self, own: tuple[str, int], what: Happening, at: tuple[int, str], chains: dict[str, str],
        quote: tuple[str, Player] | None,
    ) -> str:  # fmt: skip
        """An article tells of something."""
        article, place = own
        id_, chance = make_id("e", article, at[0]), self.world.chance
        chain = dump([quote[1].name]) if quote else "[]"
        row = (id_, article, place, what.kind, None, what.day, what.day, None, "said" if what.day else "none",
               what.place, what.factuality, chain, quote[0] if quote else None, *ORIGIN)  # fmt: skip
        self.rows["event_mentions"].append(row)
        for side, who in zip(("actor", "recipient"), dict.fromkeys(what.sides), strict=False):
            named = self.mention(article, who, at, chains) if place % 2 else None
            self.rows["parties"].append((id_, side, 0, who.name, who.code, named, "clause"))
        if place % 2:
            self.rows["details"].append((id_, 0, "count", str(place), place, place, "detained"))
            self.evidence(id_, ("detail",), article, (at[0], at[1][:8]), part="detail")
        if what.place and len(what.place) % 2 == 0:
            spot = (what.place, what.sides[1].code, "settlement", 40 + what.number % 17, 20 + what.number % 41, "pack")
            self.rows["locations"].append((id_, *spot))
        self.rows["contexts"].append((id_, 0, chance.choice(CONTEXTS)))
        self.evidence(id_, ("context",), article, (at[0], at[1][:8]), part="context")
        verb = at[1].index(" ", len(what.sides[0].name)) + 1
        self.evidence(id_, ("trigger", "whole"), article, (at[0] + verb, at[1][verb : verb + 6]), at)
        return id_

    def commitments(self, article: str, text: str, quotes: Sequence[tuple[str, Player]]) -> None:
        """The first two who speak promise something."""
        for place, (quote, who) in enumerate(quotes[:2]):
            id_, follow = make_id("k", article, place), make_id("F", article, place)
            kind = self.world.chance.choice(("promise", "demand", "threat", "forecast", "plan"))
            due = (self.day + timedelta(self.world.chance.randrange(200))).isoformat()
            row = (id_, article, place, kind, None, due, due, None, 0, dump([who.name]), quote, None, "[]", *ORIGIN)
            self.rows["commitments"].append(row)
            self.evidence(id_, ("content",), article, (place, text[place : place + 30]))
            status = self.world.chance.choices(("open", "fulfilled", "broken"), (90, 7, 3))[0]
            self.rows["follow_ups"].append((follow, 0, kind, None, due, due, self.day.isoformat(), status, 1))
            self.rows["follow_up_parts"].append((follow, 0, id_))
            self.rows["parties"] += [(x, "holder", 0, who.name, who.code, None, "clause") for x in (id_, follow)]

    def evidence(
        self, record: str, roles: Sequence[str], article: str, *spots: tuple[int, str], part: str = "whole"
    ) -> None:
        """Where a record stands in the text."""
        for place, (role, (start, words)) in enumerate(zip(roles, spots, strict=True)):
            row = (record, part, place, role, article, start, start + len(words), words, "text")
            self.rows["evidence"].append(row)

    def relate(self) -> None:
        """Events of the day's tellings, comparisons of those that several tell, and words that two articles carry."""
        chance = self.world.chance
        for place in range(0, len(self.said) - 12, 24):
            (base, speaker), (other, _) = self.said[place], self.said[place + 12]
            id_ = make_id("Q", base)
            self.rows["quotations"].append((id_, place, speaker, None, "[]", base, 2))
            self.rows["quotation_variants"] += [(id_, 0, "base"), (id_, 1, "equal")]
            self.rows["quotation_quotes"] += [(id_, 0, 0, base), (id_, 1, 0, other)]
        for what, told in self.told.items():
            event, (a, b) = make_id("E", "synthetic", what.number), what.sides
            voices = len({outlet for _, _, outlet in told})
            label = f"{what.kind}: {a.name}, {b.name}"
            row = (event, what.number, what.kind, label, what.day, what.day, what.place, what.factuality, voices)
            self.rows["events"].append(row)
            for side, who in zip(("actor", "recipient"), dict.fromkeys(what.sides), strict=False):
                self.rows["parties"].append((event, side, 0, who.name, who.code, None, "clause"))
            self.rows["event_parts"] += [(event, i, mention) for i, (mention, _, _) in enumerate(told)]
            articles = dict.fromkeys(article for _, article, _ in told)
            if len(articles) > 1:
                verdict = chance.choices(("agree", "differ", "contradict", "silent"), (30, 30, 5, 35))[0]
                comparison = make_id("C", event)
                slot = (comparison, what.number, event, "count", verdict, f"synthetic.{verdict}")
                self.rows["comparisons"].append(slot)
                tellings = [(comparison, i, article, str(i), "[]") for i, article in enumerate(articles)]
                self.rows["tellings"] += tellings


def make_days(world: World, mentions: int) -> Iterator[Day]:
    """Day after day, until there are so many tellings."""
    articles = -(-mentions // TELLINGS)
    pool_size, number, happened, day = int(PER_DAY * TELLINGS / PER_EVENT), 0, 0, FIRST
    while number < articles:
        today = Day(world, day)
        pool = [world.happening(happened + n, day) for n in range(pool_size)]
        for _ in range(min(PER_DAY, articles - number)):
            number += 1
            today.write_article(number, pool)
        today.relate()
        yield today
        happened, day = happened + pool_size, day + timedelta(1)


def take_off(db: sqlite3.Connection) -> list[str]:
    """Drop triggers and indexes, but for the trigger that fills the full-text index; returns what makes them again."""
    query = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    found = [row for row in db.execute(query).fetchall() if row[0] != "search_add"]
    for name, kind, _ in found:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def make_chronicle(path: Path, mentions: int) -> None:
    """Write the database."""
    world, ordinals, follow_ups = World(SEED), defaultdict[str, int](int), 0
    with contextlib.closing(open_store(path)) as db:
        for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF", "cache_size = -1500000"):
            db.execute(f"PRAGMA {pragma}")
        later = take_off(db)
        db.execute("BEGIN")
        for today in make_days(world, mentions):
            for actor, chain in today.chains:
                today.rows["actor_chains"].append((actor, ordinals[actor], chain))
                ordinals[actor] += 1
            numbered = enumerate(today.rows["follow_ups"], follow_ups)
            today.rows["follow_ups"] = [(row[0], place, *row[2:]) for place, row in numbered]
            follow_ups += len(today.rows["follow_ups"])
            for table, rows in today.rows.items():
                insert(db, table, rows)
        met = [p for p in world.players if p.id in ordinals]
        insert(db, "actors", [(p.id, i, p.name, p.entity, p.code, dump([p.name])) for i, p in enumerate(met)])
        for statement in later:
            db.execute(statement)
        db.execute(CODES)
        fill_lists(db)
        db.execute("COMMIT")


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    options = parser.parse_args()
    begun = time.perf_counter()
    make_chronicle(options.out, options.mentions)
    size = options.out.stat().st_size / 1e9
    print(
        f"{options.out}: synthetic, {options.mentions:,} tellings, {size:.1f} GB, {time.perf_counter() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
