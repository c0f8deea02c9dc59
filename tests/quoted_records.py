"""Hand-made articles of invented outlets with one or more quotes each: what the tests of quotations are run on."""

from __future__ import annotations

from svod.ids import make_id
from svod.records import Article, Findings, Origin, Quote
from svod.spans import make_evidence

ORIGIN = Origin("hand", "hand", "0")
Told = tuple[Article, Findings]
# dictionary forms of the words that the tests inflect; any other word is its own
LEMMAS = {"переговорам": "переговоры", "переговоров": "переговоры", "войска": "войско", "войск": "войско"}


def report(
    outlet: str, *quoted: str, who: str | None = "Турсан Велик", kind: str = "direct", day: str = "2031-05-10",
    code: str | None = "ARD", more: str = "",
) -> Told:  # fmt: skip
    """One article of an outlet that quotes somebody, and what is found in it."""
    said = ". ".join(f"«{words}», — говорит источник номер {n}" for n, words in enumerate(quoted))
    text = f"Сообщает {outlet}. {said}. {more}"
    article = Article(make_id("a", outlet, text, day), outlet, outlet, None, day, "ru", None, text, "")
    quotes = tuple(make_quote(article, words, who, kind, code) for words in quoted)
    return article, Findings(article.id, quotes=quotes, lemmas=tuple(find_lemmas(text)))


def make_quote(article: Article, words: str, who: str | None, kind: str, code: str | None) -> Quote:
    """A quote of words that stand in the article once."""
    at = article.text.index(words)
    type_ = "person" if who else "unknown"
    chain = (who,) if who else ()
    content = (make_evidence("content", article, at, at + len(words)),)
    return Quote(
        make_id("q", article.id, at), article.id, kind, who, type_, None, code if who else None, None, "assert", None,
        chain, None, content, ORIGIN,
    )  # fmt: skip


def find_lemmas(text: str) -> list[str]:
    """A dictionary form for every token, as reading gives it."""
    from svod.read.segment import split_sentences

    tokens = [token.text.lower() for sentence in split_sentences(text) for token in sentence]
    return [LEMMAS.get(token, token) for token in tokens]
