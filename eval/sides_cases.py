"""The events whose sides a person has said: what the side models are trained on and judged by.

In: ../shared/gold/dev and train; of eval/unseen/ `read` and `stories-read`, and `sides.jsonl`: tellings that Svod found
in other articles of ../shared/corpus, with the codes of their sides as a reader gave them (a side left out is one that
she would not say, `both` are the sides of an event where it does not matter who is who). Out: each article laid out as
the product lays it out, and its cases. Trains nothing.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
CORPUS = HERE.parents[1] / "shared" / "corpus" / "ru"
UNSEEN = ("read", "stories-read", "sides")
YEAR = 4  # characters of an article's name: articles of one year are left out together, since they may tell one story


@dataclass(frozen=True)
class Case:
    """One annotated event that was found: where, the codes of its gold sides and of the rules' sides, by side.

    `all` are the codes of both, where who is who does not matter to the scorer.
    """

    story: str
    article: int
    telling: int
    gold: dict[str, frozenset[str]]
    rules: dict[str, frozenset[str]]
    all: frozenset[str] | None = None

    def right(self, chosen: Mapping[str, frozenset[str]]) -> bool:
        """True when the chosen codes are those that a person gave, as far as she did."""
        if self.all is not None:
            return frozenset().union(*chosen.values()) == self.all
        return all(chosen[role] == codes for role, codes in self.gold.items())


@dataclass(frozen=True)
class Article:
    """One article's stage, story and the features of every key."""

    stage: Any
    story: str
    features: dict[Any, dict[str, float]]


def load_score() -> Any:
    """The gold's own scorer."""
    sys.path.insert(0, str(GOLD))
    return importlib.import_module("score")


def sources() -> Iterator[tuple[Path, str, list[Any]]]:
    """Every annotated article: its file, its story, its events."""
    score = load_score()
    for name in ("dev", "train"):
        gold, _ = score.load(GOLD / f"{name}.jsonl")
        for path in sorted((GOLD / name).rglob("*.txt")):
            if path.stem in gold:
                yield path, path.parent.name, gold[path.stem]["events"]
    for name in UNSEEN:
        rows = [json.loads(line) for line in (HERE / "unseen" / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for row in sorted((r for r in rows if r["kind"] == "article"), key=lambda r: str(r["article"])):
            yield CORPUS / f"{row['article']}.txt", f"unseen {row['article'][:YEAR]}", row["events"]


def gather() -> tuple[list[Article], list[Case]]:
    """Read the annotated articles with the product; cases come of the events that are found and annotated."""
    from svod.extract.sides_learned import every_feature
    from svod.ingest import Options, ingest
    from svod.packs import load_pack
    from svod.records import Article as Text

    score, pack, articles, cases = load_score(), load_pack("ru"), list[Article](), list[Case]()
    for path, story, events in sources():
        for got in ingest([path], Options()):
            text = got if isinstance(got, Text) else getattr(got, "article", None)
            if not isinstance(text, Text):
                continue
            stage = lay_out(text, pack)
            cases += find_cases(score, events, (stage, story, len(articles)))
            articles.append(Article(stage, story, dict(every_feature(stage))))
    return articles, cases


def lay_out(text: Any, pack: Any) -> Any:
    """The stage of one article, as `find_events` sets it."""
    from svod.extract.event_scene import make_scene
    from svod.extract.events import find_stage
    from svod.extract.mentions import find_mentions
    from svod.extract.quotes import find_quotes
    from svod.extract.times import find_times
    from svod.extract.times_quoted import place_quoted
    from svod.read import read

    reading = read(text, pack)
    mentions = find_mentions(text, reading, pack)
    times = find_times(text, reading, pack)
    quotes = find_quotes(text, reading, mentions, times, pack)
    times = place_quoted(text, times, quotes)
    scene = make_scene(text, reading, mentions, times, quotes, pack)
    return find_stage(scene)


def find_cases(score: Any, events: Any, at: tuple[Any, str, int]) -> Iterator[Case]:
    """Pair tellings with annotated events as the scorer does."""
    from svod.extract.sides_stage import coded, roles, sides_of

    stage, story, number = at
    tokens = stage.scene.reading.tokens
    found = []
    for telling in stage.tellings:
        word = tokens[telling.own.match.trigger]
        found.append({"trigger": [word.start, word.end], "type": telling.own.type})

    def closeness(a: Any, b: Any) -> int:
        if not score.near(stage.scene.article.text, a["trigger"], b["trigger"]) or a["type"] != b["type"]:
            return 0
        return 2 if score.overlap(a["trigger"], b["trigger"]) else 1

    for i, j in sorted(score.match(events, found, closeness), key=lambda x: x[1]):
        telling, said = stage.tellings[j], sides_said(score, events[i])
        rules = {role: coded(sides_of(telling.full, role)) for role in roles(telling)}
        both = said.get("both") if events[i]["type"] in score.SYMMETRIC else None
        yield Case(story, number, j, {role: said[role] for role in rules if role in said}, rules, both)


def sides_said(score: Any, event: Any) -> dict[str, frozenset[str]]:
    """The codes on each side that a person gave an event; parties with a code, or bare codes."""
    if "both" in event:
        return {"both": frozenset(event["both"])}
    said = {
        role: frozenset(c if isinstance(c, str) else c.get("code") or "" for c in event[side]) - {""}
        for role, side in (("actor", "actors"), ("recipient", "recipients"))
        if side in event
    }
    return said | ({"both": frozenset().union(*said.values())} if len(said) > 1 else {})
