"""Hypothesis strategies for every record, with spans that fit the article they belong to."""

from __future__ import annotations

from hypothesis import strategies as st

from svod.records import (
    Accounts,
    Actor,
    Article,
    Change,
    Claim,
    Clash,
    Commitment,
    Comparison,
    Context,
    Copy,
    Detail,
    Dispute,
    Edit,
    Event,
    EventMention,
    Evidence,
    Findings,
    FollowUp,
    Judgement,
    Link,
    Mention,
    Origin,
    Party,
    Problem,
    Quotation,
    Quote,
    Reason,
    Reprints,
    Role,
    Span,
    Telling,
    TimeRef,
    Variant,
)  # fmt: skip
from svod.spans import make_evidence

words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)  # NUL too: a name is not an article's text
maybe = st.none() | words
texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=60)
numbers = st.none() | st.floats(allow_nan=False)
chains = st.lists(words, max_size=3).map(tuple)
origins = st.builds(Origin, words, words, words, numbers, words)
party = st.builds(Party, words, maybe, maybe, words)
parties = st.lists(party, max_size=2).map(tuple)


@st.composite
def articles(draw: st.DrawFn, id_: str = "a-1") -> Article:
    """An article with any text that ingest may give."""
    fields = [draw(maybe) for _ in range(5)]
    return Article(id_, draw(words), *fields, draw(texts), draw(words))


@st.composite
def evidence(draw: st.DrawFn, article: Article) -> Evidence:
    """Any characters of an article."""
    start = draw(st.integers(0, len(article.text) - 1))
    return make_evidence(draw(words), article, start, draw(st.integers(start + 1, len(article.text))))


@st.composite
def headlines(draw: st.DrawFn, article: Article) -> Evidence:
    """Any characters of an article's headline."""
    title = article.title or ""
    start = draw(st.integers(0, len(title) - 1))
    end = draw(st.integers(start + 1, len(title)))
    return Evidence(draw(words), Span(article.id, start, end), title[start:end], "title")


def pieces(article: Article) -> st.SearchStrategy[tuple[Evidence, ...]]:
    """Evidence as a record has it: never none."""
    return st.lists(evidence(article), min_size=1, max_size=3).map(tuple)


@st.composite
def findings(draw: st.DrawFn, article: Article) -> Findings:
    """Anything that may be found in an article."""
    own = st.just(article.id)
    count = st.integers(0, 2)
    roles = st.lists(st.builds(Role, words, maybe, maybe, evidence(article)), max_size=2).map(tuple)
    details = st.lists(st.builds(Detail, words, words, numbers, numbers, evidence(article), maybe), max_size=2).map(
        tuple
    )
    contexts = st.lists(st.builds(Context, words, evidence(article)), max_size=2).map(tuple)
    some = pieces(article)

    def ids(prefix: str) -> list[st.SearchStrategy[str]]:
        return [st.just(f"{prefix}-{article.id}-{i}") for i in range(draw(count))]

    return Findings(
        article.id,
        tuple(
            draw(st.builds(Mention, i, own, words, words, maybe, maybe, words, roles, some, origins)) for i in ids("m")
        ),
        tuple(
            draw(st.builds(TimeRef, i, own, words, maybe, maybe, words, words, st.booleans(), maybe, some, origins))
            for i in ids("t")
        ),
        tuple(
            draw(
                st.builds(
                    Quote, i, own, words, maybe, words, maybe, maybe, maybe, words, maybe, chains, maybe, some, origins
                )
            )
            for i in ids("q")
        ),
        tuple(
            draw(
                st.builds(
                    EventMention,
                    i,
                    own,
                    words,
                    maybe,
                    parties,
                    parties,
                    maybe,
                    maybe,
                    maybe,
                    words,
                    maybe,
                    words,
                    chains,
                    maybe,
                    details,
                    some,
                    origins,
                    contexts=contexts,
                )
            )
            for i in ids("e")
        ),
        draw(st.lists(words.filter(lambda w: " " not in w), max_size=4).map(tuple)),
        draw(chains),
        draw(st.lists(st.builds(Problem, own, words, words), max_size=3).map(tuple)),
        tuple(
            draw(
                st.builds(
                    Commitment, i, own, words, st.none() | party, parties, maybe, maybe, maybe, maybe, st.booleans(),
                    chains, maybe, maybe, chains, some, origins,
                )
            )
            for i in ids("k")
        ),
        tuple(
            draw(st.builds(Clash, i, own, words, words, headlines(article), evidence(article), maybe))
            for i in (ids("h") if article.title and "\0" not in article.title else [])
        ),
        tuple(
            draw(
                st.builds(
                    Claim, i, own, words, words, st.none() | party, parties, chains, words, words, maybe, maybe, maybe,
                    chains, maybe, some, origins,
                )
            )
            for i in ids("s")
        ),
    )  # fmt: skip


def make_family(id_: str, copies: tuple[Copy, ...], similarity: float) -> Reprints:
    """A family of those articles."""
    return Reprints(id_, tuple(c.article for c in copies), similarity, copies)


@st.composite
def accounts(draw: st.DrawFn, article: Article) -> Accounts:
    """Anything that may be related, with evidence in one article."""
    count = st.integers(0, 2)
    verdicts = st.sampled_from(["same", "different", "unsure"])
    score = st.floats(allow_nan=False)

    def ids(prefix: str) -> list[st.SearchStrategy[str]]:
        return [st.just(f"{prefix}-{i}") for i in range(draw(count))]

    telling = st.builds(Telling, words, maybe, st.none() | evidence(article), chains)
    tellings = st.lists(telling, max_size=3).map(tuple)
    reasons = st.lists(st.builds(Reason, words, st.floats(allow_nan=False, allow_infinity=False)), max_size=2).map(
        tuple
    )
    edits = st.lists(st.builds(Edit, words, words, words), max_size=2).map(tuple)
    variants = st.lists(st.builds(Variant, chains, words, edits), max_size=3).map(tuple)
    machine = words.map("machine:{}".format)
    change = st.builds(
        Change, words, maybe, words, words, chains, evidence(article), st.floats(allow_nan=False), reasons
    )
    changes = st.lists(change, max_size=2).map(tuple)
    copy = st.builds(Copy, words, maybe, score, st.none() | evidence(article))
    copies = st.lists(copy, min_size=1, max_size=3, unique_by=lambda c: c.article).map(tuple)
    return Accounts(
        tuple(draw(st.builds(make_family, i, copies, score)) for i in ids("R")),
        tuple(draw(st.builds(Actor, i, words, words, maybe, chains, chains)) for i in ids("A")),
        tuple(
            draw(
                st.builds(
                    Event, i, words, words, maybe, maybe, maybe, parties, parties, words, chains, st.integers(0, 9)
                )
            )
            for i in ids("E")
        ),
        tuple(draw(st.builds(Comparison, i, words, words, words, tellings, words)) for i in ids("C")),
        tuple(
            draw(st.builds(Judgement, st.just("event"), i, words, verdicts, score, reasons, machine)) for i in ids("e")
        ),
        tuple(
            draw(st.builds(Quotation, i, maybe, maybe, chains, words, variants, st.integers(0, 9))) for i in ids("Q")
        ),
        tuple(draw(st.builds(Link, i, words, words, words, score, reasons)) for i in ids("L")),
        tuple(
            draw(
                st.builds(
                    FollowUp, i, words, st.none() | party, parties, maybe, maybe, maybe, maybe, chains, words, changes,
                    st.integers(0, 9),
                )
            )
            for i in ids("F")
        ),
        tuple(
            draw(
                st.builds(
                    Dispute, i, words, st.none() | party, parties, chains, maybe, maybe, words, words, chains, maybe,
                    st.integers(0, 9),
                )
            )
            for i in ids("D")
        ),
    )  # fmt: skip
