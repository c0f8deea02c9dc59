"""Articles and what was found in each, taken down one by one when they are asked for.

Most articles of a large collection have nothing to do with the few that are new: their findings are never loaded where
all that is wanted of them is in a memo already (`memo.py`). Each has a mark for that: equal marks, equal findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from svod.records import Article, EventMention, Findings
from svod.relate.memo import make_mark


class Shelf:
    """All articles by id, with `marks`: what an article, its language and all found in it are known by.

    Iterating gives the findings of all articles that have been read, by id, and loads them.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        marks: Mapping[str, str],
        fetch: Callable[[str], Findings],
        fetch_events: Callable[[str], Iterable[EventMention]] | None = None,
    ) -> None:
        self.articles = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
        self.marks = {id_: marks[id_] for id_ in sorted(marks)}
        self.fetch, self.fetch_events = fetch, fetch_events
        self.loaded: dict[str, Findings] = {}

    def __getitem__(self, article: str) -> Findings:
        """What was found in an article that has been read."""
        if article not in self.loaded:
            self.loaded[article] = self.fetch(article)
        return self.loaded[article]

    def events(self, article: str) -> tuple[EventMention, ...]:
        """The event mentions of an article, which are loaded without the rest where they can be."""
        if self.fetch_events is None or article in self.loaded:
            return self[article].events
        return tuple(self.fetch_events(article))

    def __iter__(self) -> Iterator[Findings]:
        return (self[id_] for id_ in self.marks)

    def __len__(self) -> int:
        return len(self.marks)


def fill_shelf(articles: Iterable[Article], findings: Sequence[Findings], *, kept: bool = False) -> Shelf:
    """A shelf of findings that are at hand; marked by all that they say where memos are kept for another run."""
    by_id = {f.article: f for f in findings}
    langs = {a.id: a.lang for a in articles}
    marks = {id_: make_mark(id_, langs.get(id_), repr(f)) if kept else id_ for id_, f in by_id.items()}
    return Shelf(articles, marks, by_id.__getitem__)
