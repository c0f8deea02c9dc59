"""Language cases: the tests that a linguist reads and writes, in `lang/<language>/corpus/*.md`.

A case is a level-two heading, a line `@ YYYY-MM-DD` (the article's day; `@ -` for none), the text, an empty line, and
what is expected of it, one line each:

    + quote [Мы готовы к переговорам] kind=direct name="Песков" act=assert
    + time [вторник] start=2024-05-14
    + mention [российский лидер] name="Владимир Путин" code=RUS
    + event [встретились] type=CONSULT actors=RUS,AZE factuality=actual source="ТАСС|Песков"
    - event
    - time [май]
    + detail [из-за беспорядков] slot=cause event=задержала
    + commitment [закрыть верфь] kind=demand holder="Иван Петров" end=2024-06-01 condition=[если порт не оживёт]
    + claim [кризиса] topic=crisis polarity=denied about=CHL,PER source="Иван Петров"

`[words]` are characters of the text, `[words]#2` their second occurrence; a quote of several parts is written
`[part one] [part two]`. A `+` line wants a record whose words are exactly these and whose fields have these values; an
empty value (`start=`) wants unknown. A `-` line wants no such record at all, or none that overlaps the words. What is
not mentioned is not checked. A line that starts with `>` is a remark. A heading that ends in `(xfail)` is a known
failure: it must fail, and `docs/limits.md` lists it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from svod.errors import PackError
from svod.ids import make_id
from svod.records import Article, Claim, Commitment, EventMention, Evidence, Findings, Mention, Origin, Quote, TimeRef

KINDS = ("mention", "time", "quote", "event", "detail", "commitment", "claim")
VALUE = re.compile(r"=\[([^\]\"]*)\]")  # words as a value: condition=[если порт не оживёт]
WORDS = re.compile(r"\[((?:[^\]\\]|\\.)*)\](?:#(\d+))?")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One `+` or `-` line."""

    line: int
    wanted: bool
    kind: str
    spans: tuple[tuple[int, int], ...]
    fields: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what is expected of it."""

    where: str  # file:line
    title: str
    published: str | None
    text: str
    expectations: tuple[Expectation, ...]
    known_failure: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A detail with the word of the event it is told about."""

    slot: str
    value: str
    low: float | None
    high: float | None
    unit: str | None
    event: str
    evidence: tuple[Evidence, ...]
    origin: Origin


def parse_cases(markdown: str, file: str) -> Iterator[Case]:
    """Read the cases of one file. Raises PackError, naming file and line, where a case is malformed."""
    lines = markdown.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        yield parse_case(lines, start, end, file)


def parse_case(lines: list[str], start: int, end: int, file: str) -> Case:
    """Read one case from lines[start:end]; lines[start] is its heading."""
    title = lines[start].removeprefix("## ").strip()
    body = [(i, line) for i, line in enumerate(lines[start + 1 : end], start + 1) if not line.startswith(">")]
    day = [line for _, line in body if line.startswith("@ ")]
    marks = [i for i, (_, line) in enumerate(body) if line.startswith(("+ ", "- ")) and line[2:].split(" ")[0] in KINDS]
    if len(day) != 1 or not marks:
        raise PackError(f"{file}:{start + 1}: a case needs one '@ day' line and at least one + or - line")
    at = next(i for i, (_, line) in enumerate(body) if line.startswith("@ "))
    text = "\n".join(line for _, line in body[at + 1 : marks[0]]).strip("\n")
    expectations = [
        parse_expectation(line, i + 1, text, file) for i, line in body[marks[0] :] if line.startswith(("+ ", "- "))
    ]
    published = day[0][2:].strip()
    return Case(
        f"{file}:{start + 1}",
        title.removesuffix("(xfail)").strip(),
        None if published == "-" else published,
        text,
        tuple(expectations),
        title.endswith("(xfail)"),
    )


def parse_expectation(line: str, number: int, text: str, file: str) -> Expectation:
    """Read one `+` or `-` line and place its words in the text."""
    kind = line[2:].split(" ")[0]
    if kind not in KINDS:
        raise PackError(f"{file}:{number}: {kind!r} is not one of {', '.join(KINDS)}")
    spans, last = [], 0
    for match in WORDS.finditer(line):
        if line[match.start() - 1] == "=":
            break
        words, nth = match[1].replace("\\]", "]"), int(match[2] or 1)
        spans.append(place(words, nth, text, f"{file}:{number}"))
        last = match.end()
    rest = line[last:] if spans else line[2 + len(kind) :]
    try:
        pairs = [p.partition("=") for p in shlex.split(VALUE.sub(r'="\1"', rest))]
    except ValueError as err:
        raise PackError(f"{file}:{number}: {err}") from err
    return Expectation(number, line[0] == "+", kind, tuple(spans), tuple((k, v) for k, _, v in pairs), line)


def place(words: str, nth: int, text: str, where: str) -> tuple[int, int]:
    """Offsets of the nth occurrence of words in the text."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0 or not words:
            raise PackError(f"{where}: {words!r} does not occur {nth} time(s) in the case's text")
    return at, at + len(words)


def check_case(case: Case, analyse: Callable[[Article], Findings]) -> list[str]:
    """Run one case; returns a complaint for each expectation that is not met, empty when all are."""
    article = Article(
        make_id("a", case.where, case.text), case.title, None, None, case.published, "ru", None, case.text, ""
    )
    findings = analyse(article)
    records = {
        "mention": findings.mentions,
        "time": findings.times,
        "quote": findings.quotes,
        "event": findings.events,
        "detail": tuple(find_told(findings)),
        "commitment": findings.commitments,
        "claim": findings.claims,
    }
    complaints = []
    for want in case.expectations:
        complaint = check_expectation(want, records[want.kind])
        if complaint:
            complaints.append(f"{case.where.split(':')[0]}:{want.line}: {want.source}\n    {complaint}")
    return complaints


def find_told(findings: Findings) -> Iterator[Told]:
    """The details of all events."""
    for event in findings.events:
        for d in event.details:
            whole = (replace(d.evidence, role="whole"),)
            yield Told(d.slot, d.value, d.low, d.high, d.unit, event.evidence[0].text, whole, event.origin)


def check_expectation(want: Expectation, records: tuple[Any, ...]) -> str | None:
    """Say what is wrong, or None."""
    touching = [r for r in records if not want.spans or overlaps(record_spans(r), want.spans)]
    if not want.wanted:
        hits = [r for r in touching if all(fits(field_value(r, k), v) for k, v in want.fields)]
        return f"found {describe(hits[0])}" if hits else None
    exact = [r for r in touching if record_spans(r) == want.spans]
    if not exact:
        return f"not found; nearest: {describe(touching[0])}" if touching else "not found"
    wrong: list[str] = []
    for record in exact:
        wrong = [f"{k}={field_value(record, k)!r}" for k, v in want.fields if not fits(field_value(record, k), v)]
        if not wrong:
            return None
    return "found, but " + ", ".join(wrong)


def record_spans(record: Any) -> tuple[tuple[int, int], ...]:
    """The spans that name a record: the parts of a quote or commitment, an event's trigger, the whole of others."""
    role = {Quote: "content", Commitment: "content", EventMention: "trigger", Claim: "trigger"}.get(
        type(record), "whole"
    )
    return tuple((e.span.start, e.span.end) for e in record.evidence if e.role == role)


def overlaps(a: tuple[tuple[int, int], ...], b: tuple[tuple[int, int], ...]) -> bool:
    """True when any two of the spans share a character."""
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def field_value(record: Any, key: str) -> str:
    """A field of a record as a case writes it; unknown is the empty string."""
    if isinstance(record, EventMention):
        if key in ("actors", "recipients"):
            return ",".join(sorted(p.code or "?" for p in getattr(record, key)))
        if key in ("actor_names", "recipient_names"):
            return "|".join(p.name for p in getattr(record, key.split("_")[0] + "s"))
        if key == "source":
            return "|".join(record.according_to)
    if isinstance(record, Quote):
        if key == "name":
            return record.speaker or ""
        if key in ("speaker", "cue", "via_words"):
            role = key.removesuffix("_words")
            return next((e.text for e in record.evidence if e.role == role), "")
        if key == "type":
            return record.speaker_type
        if key == "chain":
            return "|".join(record.according_to)
    if isinstance(record, Mention) and key == "role":
        return record.roles[0].title if record.roles else ""
    if isinstance(record, Commitment) and key in COMMITTED:
        return COMMITTED[key](record)
    if isinstance(record, Claim) and key in CLAIMED:
        return CLAIMED[key](record)
    if isinstance(record, TimeRef | Mention | Quote | EventMention | Commitment | Claim) and key == "rule":
        return record.origin.rule
    value = getattr(record, key)
    return "" if value is None else str(value)


def words(role: str) -> Callable[[Commitment], str]:
    """What gives the words of a commitment in one role."""
    return lambda c: next((e.text for e in c.evidence if e.role == role), "")


COMMITTED: dict[str, Callable[[Commitment], str]] = {
    "holder": lambda c: c.holder.name if c.holder else "",
    "code": lambda c: (c.holder and c.holder.code) or "",
    "addressees": lambda c: "|".join(p.name for p in c.addressees),
    "source": lambda c: "|".join(c.according_to),
    "about": lambda c: str(len(c.about)),
    "acts": lambda c: "" if c.event is None else "yes",
    "condition": words("condition"),
    "deadline": words("deadline"),
    "cue": words("cue"),
}


CLAIMED: dict[str, Callable[[Claim], str]] = {
    "holder": lambda c: c.holder.name if c.holder else "",
    "code": lambda c: (c.holder and c.holder.code) or "",
    "about": lambda c: ",".join(sorted(p.code or p.name for p in c.about)),
    "basis": lambda c: ",".join(sorted({p.basis for p in c.about})),
    "scope": lambda c: " ".join(c.scope),
    "source": lambda c: "|".join(c.according_to),
    "cue": lambda c: next((e.text for e in c.evidence if e.role == "cue"), ""),
}


def fits(value: str, wanted: str) -> bool:
    """Equal, lists compared without order."""
    return value == wanted or ("," in wanted and sorted(value.split(",")) == sorted(wanted.split(",")))


def describe(record: Any) -> str:
    """A record in a line, for a complaint."""
    words = " … ".join(e.text for e in record.evidence if e.role in ("content", "trigger", "whole"))[:80]
    return f"{type(record).__name__} [{words}] by rule {record.origin.rule!r}"
