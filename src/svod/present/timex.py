"""Times as TIMEX3 (TimeML 1.2.1): the article's text with its calendar expressions marked, one XML file an article.

In: an article and its times. Out: a TimeML document; DCT is the day of publication and anchors what is counted from it.
One calendar unit is a DATE ("2025-10", "2025-W41", "2025-Q4", "2025-FA", "199"), a clock time a TIME, another stretch
of days a DURATION with beginPoint and endPoint, whose empty TIMEX3 stand at its end. What is not placed has the value
XXXX-XX-XX. Characters that XML forbids become U+FFFD, so that the text keeps its length. Computes no new time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from svod.errors import UsageError
from svod.present.export import Exported, load_names
from svod.present.export_files import written
from svod.records import Article, TimeRef
from svod.store import load_article, load_findings

UNPLACED = "XXXX-XX-XX"
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
SUB_YEAR = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2", **SEASONS}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
DCT = "t0"


def export_timex(db: sqlite3.Connection, out: Path) -> Exported:
    """Write every article as TimeML into the folder `out`; returns how many files."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise UsageError(f"{out}: {err.strerror}", "give -o a folder that can be written") from err
    names, count = load_names(db), 0
    for id_, name in names.of.items():
        article, findings = load_article(db, id_), next(load_findings(db, [id_]), None)
        if article is None:
            continue
        with written(out / f"{NOT_IN_NAMES.sub('_', name)}.tml") as file:
            file.write(format_timeml(article, name, findings.times if findings else ()))
        count += 1
    return Exported(count, tuple(names.notes))


def format_timeml(article: Article, name: str, times: tuple[TimeRef, ...]) -> str:
    """One article as a TimeML document."""
    published = (article.published or UNPLACED)[:10]
    dct = {"tid": DCT, "type": "DATE", "value": published, "functionInDocument": "CREATION_TIME"}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<TimeML>\n<DOCID>{clean(name)}</DOCID>\n<DCT>{tag(dct, published)}</DCT>\n"
        f"<TEXT>{mark(article, times)}</TEXT>\n</TimeML>\n"
    )


def mark(article: Article, times: tuple[TimeRef, ...]) -> str:
    """The text with a TIMEX3 around each expression."""
    pieces, at = [], 0
    for number, time in enumerate(sorted(times, key=lambda t: t.evidence[0].span.start), 1):
        span = time.evidence[0].span
        if span.start < at:
            continue
        pieces.append(clean(article.text[at : span.start]))
        pieces.append(format_timex(time, f"t{number}"))
        at = span.end
    return "".join(pieces) + clean(article.text[at:])


def format_timex(time: TimeRef, tid: str) -> str:
    """One expression, and for a stretch of days its two ends."""
    attributes = {"tid": tid, **describe(time)}
    if time.approximate:
        attributes["mod"] = "APPROX"
    if time.anchor == "published":
        attributes |= {"temporalFunction": "true", "anchorTimeID": DCT}
    ends = ""
    if time.kind == "date" and attributes["type"] == "DURATION":
        attributes |= {"beginPoint": f"{tid}b", "endPoint": f"{tid}e"}
        for side, day in (("b", time.start), ("e", time.end)):
            ends += tag({"tid": tid + side, "type": "DATE", "value": day or UNPLACED})
    return tag(attributes, time.evidence[0].text) + ends


def describe(time: TimeRef) -> dict[str, str]:
    """The type and value of an expression."""
    if time.kind == "set":
        return {"type": "SET", "value": (time.edtf or "R/PXX").removeprefix("R/"), "quant": "EVERY"}
    if time.kind == "duration":
        return {"type": "DURATION", "value": time.edtf or "PXX"}
    if time.start is None or time.end is None:
        return {"type": "DATE", "value": UNPLACED}
    if time.edtf and "T" in time.edtf:
        return {
            "type": "TIME",
            "value": time.edtf.rstrip("~").removesuffix(":00") if is_local(time.edtf) else time.edtf,
        }
    value = unit_value(time)
    if value:
        return {"type": "DATE", "value": value}
    days = (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days + 1
    return {"type": "DURATION", "value": f"P{days}D"}


def is_local(edtf: str) -> bool:
    """True for a clock time without its zone: «2025-07-10T15:23:00»."""
    return not re.search(r"(Z|[+-]\d\d:\d\d)~?$", edtf.partition("T")[2])


def unit_value(time: TimeRef) -> str | None:
    """The TIMEX3 value of one calendar unit, None for any other stretch of days."""
    edtf = (time.edtf or "").rstrip("~")
    if time.start == time.end:
        return time.start
    if time.grain == "week" and time.start:
        year, week, _ = date.fromisoformat(time.start).isocalendar()
        return f"{year:04d}-W{week:02d}"
    if re.fullmatch(r"\d{3}X", edtf):
        return edtf[:3]
    if code := re.fullmatch(r"(\d{4})-(\d\d)", edtf):
        return f"{code[1]}-{SUB_YEAR.get(code[2], code[2])}"
    return edtf if re.fullmatch(r"\d{4}", edtf) else None


def tag(attributes: Mapping[str, str], words: str = "") -> str:
    """A TIMEX3 element; empty without words."""
    listed = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<TIMEX3{listed}>{clean(words)}</TIMEX3>" if words else f"<TIMEX3{listed}/>"


def clean(text: str) -> str:
    """Text for XML: escaped, forbidden characters replaced one by one."""
    return escape(FORBIDDEN.sub("\ufffd", text))
