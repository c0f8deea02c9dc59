"""What would be taken: the stream of a run in, one record for each file out. Writes nothing, keeps no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from svod.ingest.drafts import Skipped
from svod.ingest.walk import Found
from svod.records import Article, Problem


@dataclass(frozen=True, slots=True)
class FileSurvey:
    """What one file holds. Days, outlets and languages are of its articles; None stands for "not known"."""

    path: str
    form: str | None  # text, html, telegram, …; None for a file that is left out
    articles: int = 0
    first_day: str | None = None
    last_day: str | None = None
    undated: int = 0
    outlets: Mapping[str | None, int] = field(default_factory=dict)
    languages: Mapping[str | None, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)  # why → how many posts, records or files
    ids: tuple[str, ...] = ()  # of its articles


class Tally:
    """A file's figures while it is read."""

    def __init__(self, path: str, form: str | None) -> None:
        self.path, self.form = path, form
        self.days: list[str | None] = []
        self.outlets: Counter[str | None] = Counter()
        self.languages: Counter[str | None] = Counter()
        self.problems: list[str] = []
        self.left_out: Counter[str] = Counter()
        self.ids: dict[str, None] = {}

    def add(self, item: Article | Problem | Skipped) -> None:
        """Count one thing; an article that the file holds twice counts once."""
        if isinstance(item, Problem):
            self.problems.append(item.message)
        elif isinstance(item, Skipped):
            self.left_out[item.reason] += item.count
        elif item.id not in self.ids:
            self.ids[item.id] = None
            self.days.append(item.published[:10] if item.published else None)
            self.outlets[item.outlet] += 1
            self.languages[item.lang] += 1

    def finish(self) -> FileSurvey:
        """Return the record of the file."""
        days = sorted(day for day in self.days if day)
        return FileSurvey(
            path=self.path,
            form=self.form,
            articles=len(self.ids),
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
            undated=len(self.days) - len(days),
            outlets=in_order(self.outlets),
            languages=in_order(self.languages),
            problems=tuple(self.problems),
            left_out=dict(sorted(self.left_out.items())),
            ids=tuple(self.ids),
        )


def make_survey(
    first: Sequence[Skipped | Problem],
    found: Sequence[Found],
    items: Iterable[tuple[Found, Article | Problem | Skipped]],
) -> list[FileSurvey]:
    """Tally what each file holds: files in the order of reading, then what the walk left out."""
    tallies = {str(file.path): Tally(str(file.path), file.kind) for file in found}
    for file, item in items:
        tallies[str(file.path)].add(item)
    for left in first:
        path = left.path if isinstance(left, Skipped) else left.article
        tallies.setdefault(path, Tally(path, None)).add(left)
    return [tally.finish() for tally in tallies.values()]


def in_order(counts: Counter[str | None]) -> dict[str | None, int]:
    """Order by number, the most first, then by name."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")))
