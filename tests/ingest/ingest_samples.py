"""What the tests of ingest share: two texts written for them, and reading paths all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from svod.ingest import Options, Skipped, ingest
from svod.records import Article, Problem

RUSSIAN = (
    "Министры двух стран договорились построить мост через реку, сообщила пресс-служба правительства. Переговоры шли"
    " три часа и закончились поздно вечером. «Мы начнём весной», — сказал министр транспорта. По его словам, деньги на"
    " строительство уже выделены, а рабочие наняты в обеих столицах. Оппозиция считает, что мост не нужен."
)
ENGLISH = (
    "The ministers of the two countries agreed to build a bridge over the river, the government press service said."
    " The talks lasted three hours and ended late in the evening. The transport minister promised to begin in spring"
    " and said that the money had been set aside. The opposition holds that nobody needs the bridge and wants a vote."
)


@dataclass
class Taken:
    """All that one call of `ingest` gave."""

    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def messages(self) -> str:
        return "\n".join(problem.message for problem in self.problems)


def take(*paths: Path | str, options: Options | None = None) -> Taken:
    """Read the paths to the end."""
    taken = Taken()
    for item in ingest(paths, options):
        kind = {Article: taken.articles, Problem: taken.problems, Skipped: taken.skipped}[type(item)]
        kind.append(item)  # type: ignore[attr-defined]
    return taken
