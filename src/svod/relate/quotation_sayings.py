"""The quotes of all articles, made ready to be judged when they are first asked for: most never are.

In: articles with their findings, actors, reprints. Out: by a quote's id, its `Saying` and its `Wording`, and marks that
say whether anything of some quotes changed. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from svod.records import Actor, Reprints
from svod.relate.events import find_voices
from svod.relate.memo import make_mark
from svod.relate.quotation_looks import Look
from svod.relate.quotation_pairs import Saying
from svod.relate.quotation_words import Wordings
from svod.relate.reprint_texts import published_day
from svod.relate.shelf import Shelf


class Told:
    """All quotes of a collection: where each is told, who speaks, with whose voice."""

    def __init__(
        self, shelf: Shelf, looks: Mapping[str, Iterable[Look]], actors: Iterable[Actor], reprints: Iterable[Reprints]
    ) -> None:
        chains = {chain: actor.id for actor in actors for chain in actor.chains}
        self.shelf = shelf
        self.homes = {look.quote: article for article, own in looks.items() for look in own}
        self.actors = {look.quote: chains.get(look.chain or "") for own in looks.values() for look in own}
        self.voices = find_voices(shelf.articles.values(), reprints)
        self.sayings = Sayings(self)
        self.wordings = Wordings(shelf, self.homes)

    def mark(self, *parts: object) -> str:
        """A key for what follows from some quotes, `parts` naming what it is; lists among them are of quotes' ids."""
        found = [
            [(i, self.shelf.marks[self.homes[i]]) for i in part] if isinstance(part, list) else part for part in parts
        ]
        return make_mark(*found)


class Sayings(dict[str, Saying]):
    """What pairs are judged by, for each quote."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told

    def __missing__(self, quote: str) -> Saying:
        told, article = self.told, self.told.homes[quote]
        day = published_day(told.shelf.articles[article])
        for q in told.shelf[article].quotes:
            self[q.id] = Saying(q, told.actors[q.id], day, told.voices[article])
        return self[quote]
