"""Hand-made articles of invented states with what was found in them: what the tests of relating are run on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from svod.ids import make_id
from svod.records import Article, Detail, EventMention, Findings, Judgement, Mention, Origin, Party
from svod.spans import make_evidence

ORIGIN = Origin("hand", "hand", "0")
CODES = {
    "Ардалия": "ARD", "Нимория": "NIM", "Турсан Велик": "ARD", "Олма Реш": "NIM", "МИД Ардалии": "ARD", "Ковен": "KOV",
}  # fmt: skip


def make_article(text: str, *, day: str = "2031-05-10", outlet: str | None = None, name: str = "") -> Article:
    """An article; outlet is the name where none is given."""
    name = name or text[:20]
    return Article(make_id("a", name, text, day, outlet), name, outlet or name, None, day, "ru", None, text, "")


def tell(
    article: Article, words: str, kind: str, actors: str = "", recipients: str = "", **more: object
) -> EventMention:
    """An event mention whose trigger is `words`; sides are names parted by commas."""
    at = article.text.index(words)
    evidence = [
        make_evidence("trigger", article, at, at + len(words)),
        make_evidence("whole", article, 0, len(article.text)),
    ]
    for role in ("time", "place"):
        if said := more.pop(f"{role}_words", None):
            start = article.text.index(str(said))
            evidence.append(make_evidence(role, article, start, start + len(str(said))))
    fields = {
        "mode": None, "start": None, "end": None, "time": None, "place": None, "factuality": "actual",
        "according_to": (), "quote": None, "details": (), **more,
    }  # fmt: skip
    if fields["start"] and not fields["end"]:
        fields["end"] = fields["start"]
    fields.setdefault("when_basis", "said" if fields["start"] else "none")
    return EventMention(
        id=make_id("e", article.id, at, kind, words),
        article=article.id,
        type=kind,
        actors=make_parties(actors),
        recipients=make_parties(recipients),
        evidence=tuple(evidence),
        origin=ORIGIN,
        **fields,  # type: ignore[arg-type]
    )


def make_parties(names: str) -> tuple[Party, ...]:
    """Participants with the codes of the invented states."""
    return tuple(Party(n, CODES.get(n), None) for n in names.split(", ") if n)


def count(article: Article, words: str, low: float | None, high: float | None, slot: str = "count") -> Detail:
    """A number told in an article."""
    at = article.text.index(words)
    return Detail(slot, words, low, high, make_evidence("detail", article, at, at + len(words)))


def find(article: Article, *events: EventMention, mentions: Sequence[Mention] = ()) -> Findings:
    """What was found in an article."""
    return Findings(article.id, mentions=tuple(mentions), events=events)


def mention(article: Article, words: str, name: str, *, entity: str = "person", code: str | None = None) -> Mention:
    """A named mention that is a chain of its own."""
    at = article.text.index(words)
    id = make_id("m", article.id, at, name)  # noqa: A001
    whole = make_evidence("whole", article, at, at + len(words))
    return Mention(id, article.id, "name", entity, name, code, id, (), (whole,), ORIGIN)


def decide(a: str, b: str, verdict: str, kind: str = "event") -> Judgement:
    """A person's judgement."""
    first, second = sorted((a, b))
    return Judgement(kind, first, second, verdict, 0.0, (), "редактор")


WORDS = ("переговоры", "встреча", "позвонил", "арест", "задержали", "протест")
SIDES = ("Ардалия", "Нимория", "Турсан Велик", "Олма Реш", "Ковен", "")
DAYS = (None, "2031-05-09", "2031-05-10", "2031-05-20")


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Article], list[Findings]]:
    """A few articles, each telling a few events between a few sides."""
    articles, findings = [], []
    for number in range(draw(st.integers(1, 5))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
        day = draw(st.sampled_from(("2031-05-10", "2031-05-11", "2031-06-30")))
        article = make_article(f"Сообщение {number}: " + ", ".join(words) + ".", day=day, outlet=f"Весть {number}")
        events = [
            tell(
                article,
                w,
                draw(st.sampled_from(("CONSULT", "COERCE", "ACCUSE"))),
                draw(st.sampled_from(SIDES)),
                draw(st.sampled_from(SIDES)),
                start=draw(st.sampled_from(DAYS)),
                factuality=draw(st.sampled_from(("actual", "negated", "future"))),
            )
            for w in words
        ]
        articles.append(article)
        findings.append(find(article, *events))
    return articles, findings
