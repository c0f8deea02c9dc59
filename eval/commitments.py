"""How many of the annotators' promises, demands, threats and forecasts are found as commitments, and of what kind.

usage: python eval/commitments.py [--set dev|train] [--errors N]

The annotators mark no commitments: what each quote does with its words, and which events are to come, stands for them.
Prints, for each set, the share of promising, demanding, threatening and foreseeing quotes that a commitment of that
kind shares most of its words with or lies in; the share of events to come that one is about; and how often the kind is
that of the annotated quote that the words lie in. The articles are those of ../shared/gold; where they are not at hand,
it says so.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[2] / "shared" / "gold"
KINDS = {"promise": "promise", "demand": "demand", "threaten": "threat", "forecast": "forecast", "refuse": "promise"}
Spans = list[tuple[int, int]]
Found = dict[str, Any]


def read_set(name: str) -> Iterator[tuple[str, str, list[Found]]]:
    """The name, text and commitments of each article of a set."""
    from svod.analyse import analyse
    from svod.extract.commitments import find_commitments
    from svod.extract.event_scene import make_scene
    from svod.ingest import Options, ingest
    from svod.packs import load_pack
    from svod.read import read
    from svod.records import Article

    pack = load_pack("ru")
    for article in ingest([GOLD / name], Options()):
        if isinstance(article, Article):
            f, reading = analyse(article, pack), read(article, pack)
            found = find_commitments(make_scene(article, reading, f.mentions, f.times, f.quotes, pack), f.events)
            triggers = {e.id: (e.evidence[0].span.start, e.evidence[0].span.end) for e in f.events}
            yield (
                article.name,
                article.text,
                [
                    {
                        "kind": c.kind,
                        "spans": [(e.span.start, e.span.end) for e in c.evidence if e.role == "content"],
                        "about": [triggers[i] for i in c.about],
                        "words": {e.text for e in c.evidence if e.role == "content"},
                    }
                    for c in found
                ],
            )


def shared(a: Spans, b: Spans) -> int:
    """How many characters two lists of spans share."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def covers(found: Spans, gold: Spans) -> bool:
    """True when most of the shorter one's characters are shared."""
    least = min(sum(b - a for a, b in found), sum(b - a for a, b in gold))
    return 2 * shared(found, gold) > least


def measure(name: str, errors: int) -> None:
    """Score one set and print its figures."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
    gold = {row["article"]: row for row in rows if row["kind"] == "article"}
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for article, text, found in read_set(name):
        row = gold[article]
        for quote in row["quotes"]:
            kind, spans = KINDS.get(quote["act"]), [(a, b) for a, b in quote["content"]]
            if kind is not None:
                printed = {text[a:b] for a, b in spans}  # a page that prints it twice has one commitment
                hit = any(c["kind"] == kind and (covers(c["spans"], spans) or printed == c["words"]) for c in found)
                wanted[kind] += 1
                got[kind] += hit
                errors -= show(errors, f"missed {kind}", article, text, spans) if not hit else 0
        for c in found:
            over = [q for q in row["quotes"] if covers(c["spans"], [(a, b) for a, b in q["content"]])]
            if over:
                hit = any(KINDS.get(q["act"]) == c["kind"] for q in over)
                judged[c["kind"]] += 1
                right[c["kind"]] += hit
                acts = "/".join(q["act"] for q in over)
                errors -= show(errors, f"{c['kind']}, annotated {acts}", article, text, c["spans"]) if not hit else 0
        for event in row["events"]:
            if event["factuality"] == "future":
                wanted["event"] += 1
                a, b = event["trigger"]
                got["event"] += any(shared([(a, b)], c["about"]) for c in found)
    for kind in sorted(wanted):
        said = f"   kind right of those in quotes {right[kind]}/{judged[kind]}" if judged[kind] else ""
        print(f"{name} {kind:9} found {got[kind]}/{wanted[kind]} = {got[kind] / wanted[kind]:.3f}{said}")
    quotes = [k for k in wanted if k != "event"]
    print(
        f"{name} all four  recall {sum(got[k] for k in quotes) / max(1, sum(wanted[k] for k in quotes)):.3f}"
        f"   kind right {sum(right.values()) / max(1, sum(judged.values())):.3f} of {sum(judged.values())}"
    )


def show(left: int, what: str, article: str, text: str, spans: Spans) -> int:
    """Print one error, where any more are asked for; returns how many were printed."""
    if left <= 0:
        return 0
    print(f"  {what}: {article}: {' … '.join(text[a:b] for a, b in spans)[:160]!r}")
    return 1


def main() -> None:
    """Measure the sets asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=("dev", "train"), action="append")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    for name in args.set or ("dev", "train"):
        if not (GOLD / f"{name}.jsonl").is_file():
            print(f"{name}: no annotated articles at hand, nothing measured")
            continue
        measure(name, args.errors)


if __name__ == "__main__":
    main()
