"""Laws of relating on articles that were really read: no order and no hash seed matters, nor does what is unrelated.

An article is unrelated to others when it names nobody and nothing that they name and quotes nothing that they quote; it
may be of the same week, tell of things of the same kind and in the same words. What a single other article may change,
although no event of its own is theirs: offices and names of an actor that it names too, the state in which a place lies
that it names too, and the pairs compared of words that more than 40 quotes share.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import make_article

from svod.analyse import analyse
from svod.flow import AddOptions, add
from svod.packs import Pack, read_actors_file
from svod.records import Accounts, Article, Findings
from svod.relate import relate
from svod.store import load_articles, load_findings, open_store

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "ru"
TOLD = 13  # articles of the sample
SOME = 16  # articles of the corpus, next to one another in time, so that some tell one story
SHUFFLES, SEEDS = 7, ("0", "1", "2")  # 21 orders of each

# of the weeks of the sample, with its kinds of events and its words for them, of states that it never names
ELSEWHERE = {
    "2024-05-25": "Президент Перу Хосе Кальвера позвонил 24 мая президенту Чили Диего Монтальбе и выразил сожаление. "
    "Разговор Кальверы и Монтальбы продолжался около часа.",
    "2024-04-09": "Полиция Чили задержала 8 апреля четырех рыбаков из Перу. «Мы ничего не нарушали», — заявил капитан "
    "Хуан Эррада.",
    "2024-06-28": "МИД Перу опроверг, что Чили захватила рыбаков. Диего Монтальба потребовал от Перу компенсацию.",
}


class Read:
    """Articles that were read, with what was found in each; no dataclass, lest hypothesis print all of it."""

    def __init__(self, articles: Sequence[Article], findings: Sequence[Findings]) -> None:
        self.articles, self.findings = articles, findings

    def relate(self, chosen: Collection[str]) -> Accounts:
        """What some of the articles, by id, come to together."""
        articles = [a for a in self.articles if a.id in chosen]
        return relate(articles, [f for f in self.findings if f.article in chosen])


def load(path: Path) -> Read:
    """All that a database holds."""
    with contextlib.closing(open_store(path)) as db:
        return Read(list(load_articles(db)), list(load_findings(db)))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the packaged sample."""
    path = Path(tmp_path_factory.mktemp("sample")) / "svod.db"
    with contextlib.closing(open_store(path)) as db, as_file(files("svod") / "sample") as folder:
        add([folder], db, AddOptions(actors=(read_actors_file(folder / "actors.toml"),)))
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A database of some real articles, where they are at hand: the texts are their outlets'."""
    if not CORPUS.is_dir():
        return None
    path = Path(tmp_path_factory.mktemp("corpus")) / "svod.db"
    found = sorted(CORPUS.iterdir())
    with contextlib.closing(open_store(path)) as db:
        add(found[len(found) // 2 :][:SOME], db, AddOptions())
    return path


@pytest.fixture(scope="module")
def read(sample: Path, pack: Pack) -> Read:
    """The sample, and what has nothing to do with it."""
    own = load(sample)
    others = [make_article(text, day=day, outlet="Барабан") for day, text in ELSEWHERE.items()]
    return Read([*own.articles, *others], [*own.findings, *(analyse(a, pack) for a in others)])


def digests(folder: Path, databases: Sequence[Path]) -> set[str]:
    """What relating gives in many orders under several hash seeds: the same two digests of each database throughout."""
    script = Path(__file__).with_name("shuffled.py")
    running = []
    for seed in SEEDS:
        (folder / seed).mkdir()
        command: list[str | Path] = [sys.executable, script, str(SHUFFLES), folder / seed, *databases]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env))
    return {process.communicate()[0] for process in running}


def test_neither_order_nor_hash_seed_changes_a_byte(sample: Path, corpus: Path | None, tmp_path: Path) -> None:
    databases = [sample, *([corpus] if corpus else [])]
    (found,) = digests(tmp_path, databases)  # several: hash seeds give different bytes
    assert [len(line.split()) for line in found.splitlines()] == [2] * len(databases), "orders give different bytes"


def home_of(findings: Sequence[Findings]) -> dict[str, str]:
    """The article of every mention, chain, event mention, quote and commitment."""
    found = {f.article: f.article for f in findings}
    for f in findings:
        for records in (f.mentions, f.events, f.quotes, f.commitments):
            found.update((r.id, f.article) for r in records)
    return found


def parts(accounts: Accounts) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Every record with the ids of what it is made of."""
    told = {e.id: e.mentions for e in accounts.events}
    yield from ((r, r.articles) for r in accounts.reprints)
    yield from ((a, a.chains) for a in accounts.actors)
    yield from ((e, e.mentions) for e in accounts.events)
    yield from ((c, told[c.event]) for c in accounts.comparisons)
    yield from ((j, (j.a, j.b)) for j in accounts.judgements)
    yield from ((q, tuple(i for v in q.variants for i in v.quotes)) for q in accounts.quotations)
    yield from ((x, (*told[x.earlier], *told[x.later])) for x in accounts.links)
    yield from ((f, (*f.commitments, *(c.record for c in f.changes))) for f in accounts.followups)


@given(st.sets(st.integers(0, TOLD - 1), min_size=5), st.sets(st.integers(0, len(ELSEWHERE) - 1), min_size=1))
@settings(max_examples=12, deadline=None)
def test_what_is_unrelated_changes_nothing(read: Read, some: set[int], strange: set[int]) -> None:
    ids, home = [a.id for a in read.articles], home_of(read.findings)
    chosen, beside = {ids[n] for n in some}, {ids[TOLD + n] for n in strange}
    before = read.relate(chosen)
    after = {record: {home[i] for i in made_of} for record, made_of in parts(read.relate(chosen | beside))}
    assert [r for r, made_of in after.items() if made_of & chosen and made_of & beside] == [], "joined with a stranger"
    assert {r for r, made_of in after.items() if made_of <= chosen} == {r for r, _ in parts(before)}
