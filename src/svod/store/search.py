"""Full-text search in every form of a word: what a person types comes in, articles with the place that fits go out.

A word of the query is looked for as it is in title and text, and by its dictionary forms in the lemmas. The forms come
from the caller (`forms`), so the store knows no language. Letters are compared in lower case with ё as е, as the
triggers of the schema index them. Several words must all occur; words in quotation marks stand side by side; a word
that ends in * is a beginning. Nothing in a query is syntax beyond that, so any text is a safe query.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from svod.letters import plain
from svod.records import Article, Span
from svod.store.faults import explained
from svod.store.load import load_article

WORD = re.compile(r"[^\W_]+")
TERM = re.compile(r"\"([^\"]*)\"|«([^»]*)»|“([^”]*)”|([^\W_]+)(\*?)")
ACCENTS = re.compile("[\u0300\u0301]")  # stress marks
WINDOW = 160  # characters of a snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that fits, the characters of its text to show, and the words in them that fit."""

    article: Article
    snippet: Span
    words: tuple[Span, ...]


def no_forms(word: str) -> Collection[str]:
    """No dictionary: a word is itself only."""
    return ()


def keep_all(article: Article) -> bool:
    """No further condition."""
    return True


def search(
    db: sqlite3.Connection,
    query: str,
    *,
    forms: Callable[[str], Collection[str]] = no_forms,
    keep: Callable[[Article], bool] = keep_all,
    limit: int | None = 20,
) -> list[Hit]:
    """The articles that fit the query and that `keep` keeps, best first; none for a query without words.

    `forms("переговорам")` gives the dictionary forms of a word: ("переговоры",).
    """
    with explained(db):
        ids = rank_articles(db, query, forms)
        fitting = (a for id_ in ids if (a := load_article(db, id_)) is not None and keep(a))
        return make_hits(islice(fitting, limit), query, forms)


def rank_articles(db: sqlite3.Connection, query: str, forms: Callable[[str], Collection[str]]) -> list[str]:
    """The ids of the articles that fit the query, best first."""
    match = make_match(query, forms)
    order = (
        "SELECT a.id FROM articles_search AS s JOIN articles AS a ON a.number = s.rowid"
        " WHERE articles_search MATCH ? ORDER BY bm25(articles_search, 4.0, 1.0, 1.0), a.id"
    )
    return [id_ for (id_,) in db.execute(order, (match,))] if match else []


def make_hits(articles: Iterable[Article], query: str, forms: Callable[[str], Collection[str]]) -> list[Hit]:
    """Articles that fit the query with the place that fits."""
    fits = make_test(query, forms)
    return [make_hit(article, fits) for article in articles]


def make_match(query: str, forms: Callable[[str], Collection[str]]) -> str:
    """The query in the language of FTS5, every word of it quoted."""
    parts = []
    for words, beginning in terms(query):
        if len(words) == 1:
            parts.append(match_word(words[0], beginning=beginning, forms=forms))
        else:
            # side by side as they are, or all of them side by side in dictionary form
            lemmas = " ".join(first_form(w, forms) for w in words)
            parts.append(f'({{title text}} : "{" ".join(words)}" OR lemmas : "{lemmas}")')
    return " AND ".join(parts)


def match_word(word: str, *, beginning: bool, forms: Callable[[str], Collection[str]]) -> str:
    """One word of a query for FTS5: «переговорам» → ("переговорам" OR "переговоры"), in text and lemmas alike."""
    if beginning:
        return f'"{word}" *'
    lemmas = sorted({fold(f) for f in forms(word)} - {word})
    return "(" + " OR ".join(f'"{form}"' for form in [word, *lemmas]) + ")"


def first_form(word: str, forms: Callable[[str], Collection[str]]) -> str:
    """The first dictionary form of a word, or the word."""
    return next((fold(f) for f in forms(word)), word)


def terms(query: str) -> Iterator[tuple[list[str], bool]]:
    """The terms of a query: the words of each, and whether it is the beginning of a word."""
    for match in TERM.finditer(fold(query.replace("\0", " "))):
        *phrases, word, star = match.groups()
        if word:
            yield [word], star == "*"
        else:
            words = WORD.findall(" ".join(p for p in phrases if p))
            if words:
                yield words, False


def make_test(query: str, forms: Callable[[str], Collection[str]]) -> Callable[[str], bool]:
    """A test whether a word of a text is one that the query asks for."""
    wanted: set[str] = set()
    beginnings: list[str] = []
    for words, beginning in terms(query):
        if beginning:
            beginnings += words
            continue
        for word in words:
            wanted |= {word, *(fold(f) for f in forms(word))}

    def fits(word: str) -> bool:
        own = fold(word)
        if own in wanted or any(own.startswith(b) for b in beginnings):
            return True
        return any(fold(f) in wanted for f in forms(own))

    return fits


def make_hit(article: Article, fits: Callable[[str], bool]) -> Hit:
    """Choose the stretch of an article's text with most of the words that fit; its beginning where none does."""
    known: dict[str, bool] = {}
    found = []
    for match in WORD.finditer(article.text):
        word = match[0]
        if word not in known:
            known[word] = fits(word)
        if known[word]:
            found.append((match.start(), match.end()))
    start = widen_left(article.text, max(0, fullest(found) - 40)) if found else 0
    end = widen_right(article.text, min(len(article.text), start + WINDOW))
    words = tuple(Span(article.id, s, e) for s, e in found if s >= start and e <= end)
    return Hit(article, Span(article.id, start, end), words)


def fullest(words: Sequence[tuple[int, int]]) -> int:
    """Where the stretch of WINDOW characters begins that holds most of the words, the first such."""
    best, most, last = words[0][0], 0, 0
    for first, (start, _) in enumerate(words):
        while last < len(words) and words[last][1] <= start + WINDOW:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def widen_left(text: str, at: int) -> int:
    """The beginning of the word that `at` stands in, at most 30 characters back."""
    start = at
    while start > 0 and at - start < 30 and not text[start - 1].isspace():
        start -= 1
    return start


def widen_right(text: str, at: int) -> int:
    """The end of the word that `at` stands in, at most 30 characters on."""
    end = at
    while end < len(text) and end - at < 30 and not text[end].isspace():
        end += 1
    return end


def fold(text: str) -> str:
    """Lower case, ё as е, without stress marks: how letters are compared."""
    return plain(ACCENTS.sub("", text.lower()))
