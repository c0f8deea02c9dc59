"""A quotation's variants word by word, as the report shows them.

In come a quotation and the index; out come `VariantView`s, the base left out. Long runs that a variant leaves out are
shown by their ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from svod.present.report_index import Index
from svod.present.report_words import change_label, counted, format_day
from svod.records import Edit, Quotation

CSS = {"equal": "", "form": "form", "left out": "out", "added": "in", "changed": "in"}
ELIDED, ENDS = 12, 4  # words left out in a row beyond which only the ends are shown, and how many at each end


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: "" as in the base, form, out (the base's only), in (the variant's only)."""

    css: str
    text: str
    space: bool  # whether a space follows


@dataclass(frozen=True, slots=True)
class VariantView:
    """Another place where the words stand, with what became of them there."""

    ids: tuple[str, ...]  # Quote.id
    article: str
    outlet: str
    day: str
    kind: str
    change: str
    change_label: str
    speaker: str | None  # where the article names somebody else or nobody, what it says; None where it is the same name
    words: str
    runs: tuple[Run, ...]


def make_variants(quotation: Quotation, index: Index) -> tuple[VariantView, ...]:
    """The variants of a quotation in their order, without the base."""
    views = []
    for variant in quotation.variants[1:]:
        known = [index.quotes[id_] for id_ in variant.quotes if id_ in index.quotes]
        if known:
            first = known[0]
            views.append(
                VariantView(
                    ids=tuple(q.id for q in known),
                    article=first.article,
                    outlet=index.outlet(first.article),
                    day=format_day(index.articles[first.article].published),
                    kind=first.kind,
                    change=variant.change,
                    change_label=change_label(variant.change),
                    speaker=first.speaker if first.speaker != quotation.speaker else None,
                    words="".join(edit.words for edit in variant.edits),
                    runs=tuple(run for edit in variant.edits for run in make_runs(edit)),
                )
            )
    return tuple(views)


def make_runs(edit: Edit) -> Iterator[Run]:
    """One edit as it looks: what was changed is struck out, then written anew."""
    if edit.base.strip() and edit.kind in ("left out", "changed"):
        yield Run("out", elide(edit.base), edit.base[-1:].isspace() or not edit.words)
    if edit.words.strip():
        space = any(side[-1:].isspace() for side in (edit.words, edit.base))
        yield Run(CSS.get(edit.kind, "in"), edit.words.strip(), space)


def elide(words: str) -> str:
    """A long run by its ends: «Мы готовы … и победим (31 слово)»."""
    own = words.split()
    if len(own) <= ELIDED:
        return words.strip()
    number = counted(len(own), "word")
    return f"{' '.join(own[:ENDS])} … {' '.join(own[-ENDS:])} ({number})"
