"""Article in, `Reading` out: sentences, tokens with Universal Dependencies, names. The engines are known only here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from svod.packs import Pack
from svod.read.engine import Engine, Tags
from svod.read.lemmas import find_lemma
from svod.read.reading import ROOT, Name, Reading, Sentence, Token
from svod.read.segment import Word, split_sentences
from svod.records import Article
from svod.uncollected import uncollected

__all__ = ["Name", "Reading", "Sentence", "Token", "read"]


@lru_cache(maxsize=1)
def load_engine() -> Engine:
    """The models, loaded once per process."""
    return Engine()


@uncollected()  # a search for cycles among the tokens of one article would find none
def read(article: Article, pack: Pack) -> Reading:
    """Segment, tag and parse one article. An empty text gives an empty reading."""
    if pack.lang != "ru":
        raise ValueError(f"no reader for {pack.lang!r}; the packs' engines are listed in pack.toml")
    sentences = list(split_sentences(article.text, pack))
    tags = load_engine().tag([[w.text for w in s] for s in sentences])
    return make_reading(article, sentences, tags)


def make_reading(article: Article, sentences: Sequence[tuple[Word, ...]], tags: Sequence[Tags]) -> Reading:
    """Put words, tags and name tags together, with token indices global to the article."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    for number, (words, tag) in enumerate(zip(sentences, tags, strict=True)):
        first = len(tokens)
        heads = break_cycles(tag.heads)
        for word, morph, head, rel in zip(words, tag.morph, heads, tag.rels, strict=True):
            upos, pairs, feats = parse_tag(morph)
            lemma = find_lemma(word.text, upos, pairs)
            above = ROOT if head < 0 else first + head
            tokens.append(Token(len(tokens), word.start, word.end, word.text, lemma, upos, feats, above, rel, number))
        found.append(Sentence(number, words[0].start, words[-1].end, first, len(tokens)))
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != ROOT:
            children[token.head].append(token.i)
    return Reading(
        article.id,
        article.text,
        tuple(found),
        tuple(tokens),
        tuple(find_names(tokens, [n for tag in tags for n in tag.names])),
        tuple(tuple(c) for c in children),
    )


@lru_cache(maxsize=4096)
def parse_tag(tag: str) -> tuple[str, tuple[tuple[str, str], ...], dict[str, str]]:
    """Split "NOUN|Case=Nom|Number=Sing" into the part of speech and its features, as pairs and by name."""
    upos, *feats = tag.split("|")
    pairs = tuple((k, v) for k, _, v in (f.partition("=") for f in feats))
    return upos, pairs, dict(pairs)


def break_cycles(heads: Sequence[int]) -> list[int]:
    """Make heads a forest: the parser picks each head alone, so now and then two words govern each other.

    The first word of a cycle becomes a root (-1); every other head stays as the parser gave it.
    """
    fixed = list(heads)
    done: set[int] = set()
    for i in range(len(fixed)):
        path: dict[int, None] = {}
        while i >= 0 and i not in done and i not in path:
            path[i] = None
            i = fixed[i]
        if i in path:
            fixed[min(list(path)[list(path).index(i) :])] = ROOT
        done.update(path)
    return fixed


def find_names(tokens: Sequence[Token], tags: Sequence[str]) -> list[Name]:
    """Names from BIO tags; a stray I- begins a name of its own, and no name runs over a sentence's end."""
    names: list[Name] = []
    for token, tag in zip(tokens, tags, strict=True):
        part, _, kind = tag.partition("-")
        if part == "O":
            continue
        last = names[-1] if names else None
        joins = last is not None and last.last == token.i and last.kind == kind
        if part == "I" and joins and last is not None and tokens[last.first].sentence == token.sentence:
            names[-1] = Name(last.start, token.end, kind, last.first, token.i + 1)
        else:
            names.append(Name(token.start, token.end, kind, token.i, token.i + 1))
    return names
