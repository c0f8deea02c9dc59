"""Checks the table of office holders against articles of the day: whom they name in office, and whom the table has.

usage: python eval/offices.py [FOLDER] [--limit N] [--sure N]

An article that writes «министр иностранных дел Армении Имярек» is a witness for its day. This reads every article of
FOLDER (../shared/corpus/ru by default), takes each title with a state and a full name in apposition, and prints
clashes, where the table has somebody else; offices that it lacks; and, with --sure N, the holders whom at least N
outlets confirm. Reprints count once, as one outlet does. Where the folder is missing it says so.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from svod.extract.actors_people import Person
from svod.extract.actors_table import Lexicon, compile_lexicon
from svod.extract.mention_forms import fold
from svod.extract.mention_found import make_scene
from svod.extract.mention_offices import attach_offices
from svod.extract.mention_people import find_people
from svod.extract.mention_phrases import find_phrases
from svod.ingest import ingest
from svod.packs import Pack, load_pack
from svod.read import Reading, read
from svod.records import Article

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ru"


@dataclass(frozen=True, slots=True)
class Witness:
    """One article's word that somebody held an office."""

    code: str
    office: str
    name: str
    day: str
    outlet: str
    words: str


def find_witnesses(article: Article, reading: Reading, pack: Pack) -> Iterator[Witness]:
    """Every full name with a title of a state's one office beside it."""
    scene = make_scene(reading, compile_lexicon(pack))
    people, _ = attach_offices(scene, find_people(scene), find_phrases(scene))
    day = (article.published or "")[:10]
    for found in people:
        for office in found.offices:
            whole = found.person is not None and found.person.whole
            if day and whole and office.office not in (None, "leader") and office.code and found.person is not None:
                words = article.text[min(office.start, found.start) : max(office.end, found.end)]
                outlet = article.outlet or article.name
                yield Witness(office.code, office.office or "", found.person.full, day, outlet, " ".join(words.split()))


def same(person: Person, name: str) -> bool:
    """True when a name as an article has it may be the person's: the surname, or every longer word but one, agrees."""
    ours, theirs = fold(person.name).split(), fold(name).split()
    common = {w for w in ours for v in theirs if w[:4] == v[:4] and abs(len(w) - len(v)) <= 3}
    return ours[-1] in common or len(common) >= 2


def judge(lexicon: Lexicon, witness: Witness) -> str:
    """confirm, clash, former (of the table, on another day) or lacking."""
    seat = (witness.code, witness.office)
    people = lexicon.offices.get(seat, ())
    may = [p for p in people if any((r.code, r.office) == seat and r.maybe(witness.day) for r in p.roles)]
    if any(same(p, witness.name) for p in may):
        return "confirm"
    if any(same(p, witness.name) for p in people):
        return "former"
    return "clash" if may else "lacking"


def report(witnesses: list[Witness], lexicon: Lexicon, sure: int) -> None:
    """Print what the articles say against the table, and with `sure` what they say for it."""
    kinds: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    outlets: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for w in sorted(set(witnesses), key=lambda w: (w.code, w.office, w.day, w.name, w.outlet, w.words)):
        kind = judge(lexicon, w)
        if kind == "confirm":
            holder = next(p for p in lexicon.offices[(w.code, w.office)] if same(p, w.name))
            outlets[(w.code, w.office, holder.name)].add(w.outlet)
        kinds[kind][(w.code, w.office, w.name, w.day, w.words)] += 1
    for kind in ("clash", "former", "lacking"):
        print(f"\n== {kind}: {sum(kinds[kind].values())}")
        for row, n in sorted(kinds[kind].items()):
            print(f"{n:3} {' | '.join(row)}")
    print(f"\n== confirmed: {sum(kinds['confirm'].values())} times, {len(outlets)} holders")
    for key, seen in sorted(outlets.items()):
        if sure and len(seen) >= sure:
            print(f"{len(seen):3} {' | '.join(key)}")


def main() -> None:
    """Read the folder and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--sure", type=int, default=0)
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"offices: {options.folder} is not here, so nothing was checked (the articles are others' property)")
        return
    pack = load_pack("ru")
    articles = [a for a in ingest([options.folder]) if isinstance(a, Article)]
    articles = articles[: options.limit or None]
    report([w for a in articles for w in find_witnesses(a, read(a, pack), pack)], compile_lexicon(pack), options.sure)


if __name__ == "__main__":
    main()
