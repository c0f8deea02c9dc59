"""A story of two invented states, told by hand-made records: what the tests of the report are run on.

Three outlets report that Ардалия expelled an envoy of Нимория; they disagree on how many people left. A fourth article
copies the first. The texts hold what a report must survive: markup, script, bidi controls, astral characters.
"""

from __future__ import annotations

from svod.ids import make_id
from svod.records import (
    Accounts,
    Actor,
    Article,
    Comparison,
    Detail,
    Event,
    EventMention,
    Evidence,
    Findings,
    Mention,
    Origin,
    Party,
    Problem,
    Quote,
    Reprints,
    Span,
    Telling,
)

ORIGIN = Origin("hand", "hand", "0")
ARDALIA, NIMORIA = Party("Ардалия", "XAR", None), Party("Нимория", "XNI", None)

TEXTS = {
    "meridian": (
        "Меридиан", "2024-03-12", "https://meridian.example/vysylka?a=1&b=2", "Ардалия высылает посла",
        "Ардалия выслала посла Нимории и трёх дипломатов 🙂.\n\n"
        "«Это недружественный шаг, мы ответим», — заявила министр Амина Дорская. Она добавила, что Ардалия "
        "требует извинений от Нимории.\n\nПереговоры сторон намечены на 20 марта в Порт-Лаэне.",
    ),
    "vestnik": (
        "Вестник <b>Кестрена</b>", "2024-03-13", "javascript:alert(1)", '<script>alert("заголовок")</script>',
        "По данным ведомства, Ардалия выслала пятерых <script>alert('текст')</script> дипломатов Нимории.\n"
        "В 2019 году Нимория обвинила Ардалию в давлении \u202eхитрость\u202c.",
    ),
    "golos": (
        "Голос Сельдара", "2024-03-13T09:30:00+03:00", None, None,
        "Нимория заявляет о высылке посла. Как сообщил источник, «никто не уедет».",
    ),
    "kopiya": (
        "Копия дня", "2024-03-13", "http://kopiya.example/1", None,
        "Ардалия выслала посла Нимории и трёх дипломатов 🙂.",
    ),
    "bez-daty": (None, None, None, None, "Стороны молчат."),
}  # fmt: skip

ARTICLES = {
    name: Article(make_id("a", name, text), name, outlet, url, day, "ru", title, text, "")
    for name, (outlet, day, url, title, text) in TEXTS.items()
}


def find(name: str, role: str, words: str, nth: int = 1) -> Evidence:
    """Evidence for the nth occurrence of words in an article."""
    article, at = ARTICLES[name], -1
    for _ in range(nth):
        at = article.text.index(words, at + 1)
    return Evidence(role, Span(article.id, at, at + len(words)), words)


def happen(
    name: str, type_: str, trigger: str, whole: str, *, sides: tuple[tuple[Party, ...], tuple[Party, ...]],
    when: tuple[str, str] | None = None, place: str | None = None, factuality: str = "actual",
    source: tuple[str, ...] = (), more: tuple[Evidence, ...] = (),
) -> EventMention:  # fmt: skip
    """One telling of an event."""
    evidence = (find(name, "trigger", trigger), find(name, "whole", whole), *more)
    start, end = when or (None, None)
    id_ = make_id("e", ARTICLES[name].id, evidence[0].span.start, type_)
    return EventMention(
        id_, ARTICLES[name].id, type_, None, sides[0], sides[1], start, end, None,
        "said" if start else "none", place, factuality, source, None,
        tuple(Detail("count", e.text, None, None, e) for e in more), evidence, ORIGIN,
    )  # fmt: skip


def say(
    name: str, parts: tuple[str, ...], speaker: str | None, act: str, kind: str = "direct", cue: str = "заявила"
) -> Quote:
    """One quote; its speaker, where there is one, is a person of Нимория."""
    content = tuple(find(name, "content", p) for p in parts)
    words = (find(name, "speaker", speaker),) if speaker else ()
    return Quote(
        make_id("q", ARTICLES[name].id, content[0].span.start), ARTICLES[name].id, kind, speaker,
        "person" if speaker else "unknown", make_id("m", speaker) if speaker else None, "XNI" if speaker else None,
        "министр" if speaker else None, act, None, (speaker,) if speaker else (), None,
        (*content, *words, find(name, "cue", cue)), ORIGIN,
    )  # fmt: skip


BOTH = ((ARDALIA,), (NIMORIA,))
DAY = ("2024-03-12", "2024-03-12")
FIRST = "Ардалия выслала посла Нимории и трёх дипломатов 🙂."
EXPELLED = (
    happen("meridian", "SANCTION", "выслала", FIRST, sides=BOTH, when=DAY, more=(find("meridian", "detail", "трёх"),)),
    happen("vestnik", "SANCTION", "выслала", TEXTS["vestnik"][4].split("\n")[0], sides=BOTH, when=DAY,
           source=("ведомство",), more=(find("vestnik", "detail", "пятерых"),)),
    happen("golos", "SANCTION", "высылке", "Нимория заявляет о высылке посла.", sides=BOTH, when=DAY),
    happen("kopiya", "SANCTION", "выслала", FIRST, sides=BOTH, when=DAY, more=(find("kopiya", "detail", "трёх"),)),
)  # fmt: skip
DEMANDED = happen(
    "meridian", "REQUEST", "требует", "Она добавила, что Ардалия требует извинений от Нимории.", sides=BOTH
)
TALKS = happen(
    "meridian", "CONSULT", "Переговоры", "Переговоры сторон намечены на 20 марта в Порт-Лаэне.",
    sides=((ARDALIA, NIMORIA), ()), when=("2024-03-20", "2024-03-20"), place="Порт-Лаэн", factuality="future",
)  # fmt: skip
BLAMED = happen(
    "vestnik", "ACCUSE", "обвинила", TEXTS["vestnik"][4].split("\n")[1], sides=((NIMORIA,), (ARDALIA,)),
    when=("2019-01-01", "2019-12-31"),
)  # fmt: skip

QUOTES = (
    say("meridian", ("Это недружественный шаг, мы ответим",), "Амина Дорская", "threaten"),
    # begins inside the sentence of DEMANDED and holds its trigger: evidence that overlaps
    say("meridian", ("Ардалия требует извинений от Нимории",), "Амина Дорская", "accuse", "indirect", "добавила"),
    say("golos", ("никто не уедет",), None, "deny", cue="сообщил"),
)

MINISTER = Mention(
    make_id("m", "Амина Дорская"), ARTICLES["meridian"].id, "name", "person", "Амина Дорская", "XNI", "m-chain", (),
    (find("meridian", "whole", "Амина Дорская"),), ORIGIN,
)  # fmt: skip
STATE = Mention(
    make_id("m", "Нимория"), ARTICLES["golos"].id, "name", "state", "Нимория", "XNI", "m-state", (),
    (find("golos", "whole", "Нимория"),), ORIGIN,
)  # fmt: skip

FINDINGS = tuple(
    Findings(
        article.id,
        mentions=tuple(m for m in (MINISTER, STATE) if m.article == article.id),
        quotes=tuple(q for q in QUOTES if q.article == article.id),
        events=tuple(e for e in (*EXPELLED, DEMANDED, TALKS, BLAMED) if e.article == article.id),
        problems=(Problem(article.id, "events", "предложение <i>слишком</i> длинное"),) if name == "golos" else (),
    )
    for name, article in ARTICLES.items()
)


def cluster(*mentions: EventMention, voices: int = 1) -> Event:
    """One event of these tellings."""
    first = mentions[0]
    return Event(
        make_id("E", *(m.id for m in mentions)), first.type, "", first.start, first.end, first.place, first.actors,
        first.recipients, first.factuality, tuple(m.id for m in mentions), voices,
    )  # fmt: skip


EXPULSION = cluster(*EXPELLED, voices=3)
COUNTS = Comparison(
    "C-count", EXPULSION.id, "count", "contradict",
    (Telling(ARTICLES["meridian"].id, "3", find("meridian", "detail", "трёх")),
     Telling(ARTICLES["vestnik"].id, "5", find("vestnik", "detail", "пятерых"), ("ведомство",)),
     Telling(ARTICLES["golos"].id, None, None)),
    "3 и 5 вместе неверны",
)  # fmt: skip
TIMES = Comparison(
    "C-time", EXPULSION.id, "time", "agree",
    (Telling(ARTICLES["meridian"].id, "2024-03-12", None), Telling(ARTICLES["vestnik"].id, "2024-03-12", None)), "",
)  # fmt: skip

ACCOUNTS = Accounts(
    reprints=(Reprints("R-1", (ARTICLES["meridian"].id, ARTICLES["kopiya"].id), 0.9),),
    actors=(Actor("A-1", "Амина Дорская", "person", "XNI", ("Амина Дорская", "Дорская"), ("m-chain",)),),
    events=(EXPULSION, cluster(DEMANDED), cluster(TALKS), cluster(BLAMED)),
    comparisons=(COUNTS, TIMES),
)
LOST = Problem("/tmp/dir/<плохой>.txt", "ingest", "не текст")
