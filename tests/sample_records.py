"""Hand-made records of an invented story, for tests of everything that stands after finding and relating.

Four articles of three invented outlets tell of talks between two invented states; two of them are one text. `save_all`
puts everything into a database.
"""

from __future__ import annotations

import sqlite3

from svod.ids import make_id
from svod.records import (
    Accounts,
    Actor,
    Article,
    Comparison,
    Context,
    Detail,
    Event,
    EventMention,
    Evidence,
    Findings,
    Judgement,
    Mention,
    Origin,
    Party,
    Problem,
    Quote,
    Reason,
    Reprints,
    Role,
    Telling,
    TimeRef,
)  # fmt: skip
from svod.spans import make_evidence
from svod.store import save_accounts, save_article, save_findings, save_judgement, save_problem

VERSION = "test-1"
GOLOS = (
    "Президент Ардалии Лука Самовит и премьер Нимории Йон Веллер встретились 9 октября в Кестрене. "
    "Беседа длилась более двух часов.\n"
    "«Мы готовы к переговорам, — заявил Самовит. — Всё будет сделано»."
)
VESTNIK = (
    "Веллер и Самовит провели переговоры в Порт-Лаэне 9 октября, беседа заняла около часа. "
    "По словам Веллера, самолёт сбили ракетой."
)
KHRONIKA = "Нимория вышлет двух дипломатов Ардалии\x1b[31m, пишет «Вестник»."


def article(name: str, outlet: str | None, day: str | None, text: str, title: str | None) -> Article:
    """An article with an id made of its content."""
    url = f"https://{name}.example/1" if outlet else None
    return Article(make_id("a", name, text), name, outlet, url, day, "ru", title, text, "0" * 64)


A = article("golos", "Голос Ардалии", "2025-10-09T18:30:00+03:00", GOLOS, "Самовит и Веллер встретились")
B = article("vestnik", "Вестник", "2025-10-10", VESTNIK, "=Переговоры в Порт-Лаэне")
C = article("khronika", "Хроника", None, KHRONIKA, None)
D = article("golos-copy", None, "2025-10-10", GOLOS + "\n", "Встреча в Кестрене")
ARTICLES = (A, B, C, D)


def find(role: str, of: Article, words: str, nth: int = 1) -> Evidence:
    """The nth occurrence of words in an article, as evidence."""
    at = -1
    for _ in range(nth):
        at = of.text.index(words, at + 1)
    return make_evidence(role, of, at, at + len(words))


def origin(extractor: str, rule: str = "by hand") -> Origin:
    """An origin of the tests' own."""
    return Origin(extractor, rule, "ru-test", 0.5, "heuristic")


def mention(of: Article, words: str, name: str, code: str, *roles: Role) -> Mention:
    """A mention of a person."""
    whole = find("whole", of, words)
    id_ = make_id("m", of.id, whole.span.start, whole.span.end)
    return Mention(id_, of.id, "name", "person", name, code, id_, roles, (whole,), origin("mentions"))


def event(of: Article, type_: str, words: str, *, factuality: str = "actual", place: str | None = None) -> EventMention:
    """An event mention without details, with a sentence that is the whole text's first line."""
    trigger = find("trigger", of, words)
    id_ = make_id("e", of.id, type_, trigger.span.start)
    sides = (Party("Лука Самовит", "XAR", None), Party("Йон Веллер", "XNI", None))
    day = "2025-10-09" if type_ == "CONSULT" else None
    sentence = find("whole", of, of.text.split("\n")[0])
    return EventMention(
        id_, of.id, type_, "visit" if place else None, sides if type_ == "CONSULT" else sides[1:],
        () if type_ == "CONSULT" else sides[:1], day, day, None,
        "said" if day else "none", place, factuality, (), None, (), (trigger, sentence),
        origin("events"),
    )  # fmt: skip


SAMOVIT = mention(
    A, "Лука Самовит", "Лука Самовит", "XAR", Role("президент", "XAR", "GOV", find("role", A, "Президент Ардалии"))
)
VELLER_A = mention(A, "Йон Веллер", "Йон Веллер", "XNI")
VELLER_B = mention(B, "Веллер", "Веллер", "XNI")
DAY_A = TimeRef(
    make_id("t", A.id, 1), A.id, "date", "2025-10-09", "2025-10-09", "day", "published", False, "2025-10-09",
    (find("whole", A, "9 октября"),), origin("times"),
)  # fmt: skip
LONG = TimeRef(
    make_id("t", A.id, 2), A.id, "duration", None, None, "hour", "none", True, None,
    (find("whole", A, "более двух часов"),), origin("times"),
)  # fmt: skip
READY = Quote(
    make_id("q", A.id, 1), A.id, "direct", "Лука Самовит", "person", SAMOVIT.id, "XAR", "президент", "promise", None,
    ("Лука Самовит",), DAY_A.id,
    (
        find("content", A, "Мы готовы к переговорам"), find("content", A, "Всё будет сделано"),
        find("speaker", A, "Самовит", 2), find("cue", A, "заявил"),
    ),
    origin("quotes", "words, cue, words"),
)  # fmt: skip
SHOT = Quote(
    make_id("q", B.id, 1), B.id, "indirect", "Йон Веллер", "person", None, "XNI", None, "accuse", "Вестник",
    ("Вестник", "Йон Веллер"), None,
    (find("content", B, "самолёт сбили ракетой"), find("speaker", B, "Веллера"), find("cue", B, "По словам")),
    origin("quotes"),
)  # fmt: skip
MET_A = event(A, "CONSULT", "встретились", place="Кестрен")
MET_B = event(B, "CONSULT", "переговоры", place="Порт-Лаэн")
MET_D = event(D, "CONSULT", "встретились", place="Кестрен")
EXPEL = event(C, "SANCTION", "вышлет", factuality="future")
TOOK = EventMention(
    make_id("e", B.id, "ASSAULT"), B.id, "ASSAULT", None, (), (Party("самолёт", None, None),), None, None, None,
    "none", None, "actual", ("Йон Веллер",), SHOT.id,
    (Detail("cause", "ракета", None, None, find("detail", B, "ракетой")),),
    (find("trigger", B, "сбили"), find("recipient", B, "самолёт")), origin("events"),
    contexts=(Context("military", find("context", B, "ракетой")),),
)  # fmt: skip
LEMMAS = {
    A.id: ("президент", "встретиться", "беседа", "длиться", "мы", "готовый", "переговоры", "всё", "сделать"),
    B.id: ("провести", "переговоры", "беседа", "занять", "слово", "самолёт", "сбить", "ракета"),
    C.id: ("выслать", "два", "дипломат"),
    D.id: ("президент", "встретиться", "переговоры"),
}
FINDINGS = (
    Findings(A.id, (SAMOVIT, VELLER_A), (DAY_A, LONG), (READY,), (MET_A,), LEMMAS[A.id]),
    Findings(B.id, (VELLER_B,), (), (SHOT,), (MET_B, TOOK), LEMMAS[B.id]),
    Findings(C.id, events=(EXPEL,), lemmas=LEMMAS[C.id], problems=(Problem(C.id, "times", "no publication date"),)),
    Findings(D.id, events=(MET_D,), lemmas=LEMMAS[D.id], skipped=("quotes",)),
)


def make_event(label: str, *mentions: EventMention, voices: int) -> Event:
    """An event out of mentions, told as the first tells it."""
    first = mentions[0]
    parts = tuple(sorted(m.id for m in mentions))
    return Event(
        make_id("E", parts), first.type, label, first.start, first.end, first.place, first.actors, first.recipients,
        first.factuality, parts, voices,
    )  # fmt: skip


TALKS = make_event("Самовит и Веллер: встреча", MET_A, MET_B, MET_D, voices=2)
EXPULSION = make_event("Нимория вышлет дипломатов", EXPEL, voices=1)
SHOOTING = make_event("самолёт сбит", TOOK, voices=1)


def compare(slot: str, verdict: str, *tellings: Telling) -> Comparison:
    """A comparison of the talks."""
    return Comparison(make_id("C", TALKS.id, slot), TALKS.id, slot, verdict, tellings, f"by hand: {verdict}")


ACCOUNTS = Accounts(
    (Reprints(make_id("R", A.id, D.id), (A.id, D.id), 0.97),),
    (
        Actor(
            make_id("A", "Веллер"), "Йон Веллер", "person", "XNI", ("Веллер", "Йон Веллер"), (VELLER_A.id, VELLER_B.id)
        ),
        Actor(make_id("A", "Самовит"), "Лука Самовит", "person", "XAR", ("Лука Самовит",), (SAMOVIT.id,)),
    ),
    (EXPULSION, SHOOTING, TALKS),
    (
        compare(
            "place", "contradict",
            Telling(A.id, "Кестрен", find("place", A, "Кестрене")),
            Telling(B.id, "Порт-Лаэн", find("place", B, "Порт-Лаэне")),
        ),
        compare(
            "duration", "contradict",
            Telling(A.id, "более двух часов", find("detail", A, "более двух часов")),
            Telling(B.id, "около часа", find("detail", B, "около часа"), ("Йон Веллер",)),
        ),
        compare("time", "agree", Telling(A.id, "2025-10-09", DAY_A.evidence[0]), Telling(B.id, "2025-10-09", None)),
        compare("outcome", "silent", Telling(A.id, "договорились", None), Telling(B.id, None, None)),
    ),
    (
        Judgement(
            "event", *sorted((MET_A.id, MET_B.id)), "same", 3.5, (Reason("same day", 2.0), Reason("same sides", 1.5)),
            "machine:1",
        ),
    ),
)  # fmt: skip
DIFFERENT = Judgement("event", *sorted((EXPEL.id, TOOK.id)), "different", 0.0, (), "Мария")


def save_all(db: sqlite3.Connection) -> None:
    """Store everything."""
    for one in ARTICLES:
        save_article(db, one)
    for findings in FINDINGS:
        save_findings(db, findings, VERSION)
    save_problem(db, Problem("notes/broken.html", "ingest", "no text in it"))
    save_accounts(db, ACCOUNTS)
    save_judgement(db, DIFFERENT, "2025-10-11T10:00:00+00:00")
