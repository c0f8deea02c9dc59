"""One quote as print cites it: exact words, who said them as what, which article carries them, through whom.

In: a quote, its article and what was found there. Out: a `Citation`, and it as BibTeX, CSL-JSON or Markdown. Titles,
names and words are other people's text: each format escapes what it would obey. Nothing is looked up and no day is
guessed; what is unknown is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from svod.present.tables import one_line
from svod.records import Article, Findings, Mention, Quote

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORD = re.compile(r"\w+")
SAME = 5  # letters by which two words for an office are one
PRIVATE = "CVL"  # PLOVER's sector of those who hold no office
LINK_WORDS = 5  # words at each end of long words by which a browser finds them
IN_URL = "!#$&'()*+,/:;=?@[]%~"  # what an address may hold as it is
BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~$!@<>])")
AUTOLINK = re.compile(r"(?<=\w)(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)
LEADING = re.compile(r"^(\d*)([-+=:.)])")  # what would make a list of a line


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says. Offsets are those of the article's text in the database, in code points."""

    id: str  # Quote.id
    words: str
    kind: str  # direct | indirect | mixed
    speaker: str | None
    role: str | None  # as the article has it, which is as of its day
    office: str | None  # where the role does not say it: the office on that day by the tables of holders
    code: str | None
    said: str | None  # ISO day
    chain: tuple[str, ...]  # whose word it came through, outermost first, without the speaker
    outlet: str | None
    title: str | None
    published: str | None  # ISO day
    url: str | None
    lang: str | None
    spans: tuple[tuple[int, int], ...]
    permalink: str | None  # the address with a text fragment that leads to the words

    @property
    def who(self) -> str | None:
        """The speaker with role and code: «Лука Самовит, президент (XAR)», «Лука Самовит (XAR; in office: президент)».

        The first is the article's own word, the second that of the tables.
        """
        if self.speaker is None:
            return None
        role = f", {self.role}" if self.role and self.role.casefold() != self.speaker.casefold() else ""
        known = [*([self.code] if self.code else []), *([f"in office: {self.office}"] if self.office else [])]
        return f"{self.speaker}{role}" + (f" ({'; '.join(known)})" if known else "")

    @property
    def marked(self) -> str:
        """The words, those said word for word in quotation marks."""
        return f"«{self.words}»" if self.kind == "direct" else self.words

    @property
    def place(self) -> str:
        """Where in the article's text the words stand."""
        return ", ".join(f"{start}–{end}" for start, end in self.spans)


def make_citation(quote: Quote, article: Article, findings: Findings, office: str | None = None) -> Citation:
    """Put together what is known of a quote; `office` stands where the article's own words do not say it."""
    parts = [e for e in quote.evidence if e.role == "content"]
    said = next((t.start for t in findings.times if t.id == quote.said and t.start == t.end), None)
    url = (article.url or "").strip()
    role = text_or_none(quote.speaker_role or role_found(quote, findings))
    return Citation(
        id=quote.id,
        words=" … ".join(one_line(e.text) for e in parts),
        kind=quote.kind,
        speaker=text_or_none(quote.speaker),
        role=role,
        office=text_or_none(office_beside(role, office)),
        code=quote.speaker_code,
        said=said,
        chain=tuple(one_line(name) for name in before_speaker(quote, article.outlet)),
        outlet=text_or_none(article.outlet),
        title=text_or_none(article.title),
        published=article.published[:10] if article.published and DAY.match(article.published) else None,
        url=escape_url(url) if is_web(url) else None,
        lang=article.lang,
        spans=tuple((e.span.start, e.span.end) for e in parts),
        permalink=make_permalink(url, [e.text for e in parts]) if is_web(url) else None,
    )


def text_or_none(text: str | None) -> str | None:
    """Text on one line without what a terminal would obey; None for none."""
    return one_line(text) or None if text else None


def before_speaker(quote: Quote, outlet: str | None = None) -> tuple[str, ...]:
    """The chain that the words came through, without the speaker, with the outlet they were said to.

    Each outlet once under the first of its names, the article's own left out: it is named beside the chain.
    """
    from svod.relate.actor_outlets import find_voice, one_spelling  # loads all of relate, which only who asks needs

    before = [*quote.according_to, *([quote.via] if quote.via else [])]
    known = {find_voice(name) for name in (quote.speaker, outlet) if name}
    return tuple(name for name in one_spelling(before) if find_voice(name) not in known)


def role_found(quote: Quote, findings: Findings) -> str | None:
    """The first office that the article gives the speaker anywhere, else what it calls a private person.

    «коллега», which has no sector, says nothing of anybody.
    """
    own = next((m for m in findings.mentions if m.id == quote.speaker_mention), None)
    chain: Iterable[Mention] = (m for m in findings.mentions if own and m.chain == own.chain)
    roles = [role for mention in chain for role in mention.roles if role.sector]
    return next((role.title for role in sorted(roles, key=lambda r: r.sector == PRIVATE)), None)


def office_beside(role: str | None, office: str | None) -> str | None:
    """The office where the role has none of its words: «президент» beside «лидер», none beside «экс-президент»."""
    words = [w[:SAME] for w in WORD.findall((role or "").casefold()) if len(w) >= SAME]
    return None if office and any(w in office.casefold() for w in words) else office


# -------------------------------------------------------------------------------------------------- addresses


def is_web(url: str) -> bool:
    """True for http and https addresses only: nothing else is cited as one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def escape_url(url: str) -> str:
    """An address in ASCII without braces, quotation marks or spaces, so that every format can hold it."""
    return percent(url, safe=IN_URL)


def make_permalink(url: str, parts: Iterable[str]) -> str:
    """The address with a W3C text fragment for each part of the words: …#:~:text=Мы%20готовы."""
    directives = "&".join(f"text={make_fragment(part)}" for part in parts if part.split())
    if not directives:
        return escape_url(url)
    return escape_url(url) + ("" if "#" in url else "#") + f":~:{directives}"


def make_fragment(text: str) -> str:
    """How a browser finds a text: whole when it is short, else by its first and last words, each within a line."""
    lines = [line.split() for line in text.split("\n") if line.split()]
    if len(lines) == 1 and len(lines[0]) <= 2 * LINK_WORDS:
        return escape_fragment(lines[0])
    return f"{escape_fragment(lines[0][:LINK_WORDS])},{escape_fragment(lines[-1][-LINK_WORDS:])}"


def escape_fragment(words: Iterable[str]) -> str:
    """Words for a text directive, where comma, ampersand and hyphen mean something."""
    return percent(" ".join(words), safe="").replace("-", "%2D")


# -------------------------------------------------------------------------------------------------- formats


def format_bibtex(c: Citation) -> str:
    """One BibTeX entry; biblatex reads it too."""
    fields = {
        "author": f"{{{escape_bibtex(c.outlet)}}}" if c.outlet else None,
        "title": f"{{{escape_bibtex(c.title)}}}" if c.title else None,
        "year": c.published[:4] if c.published else None,
        "date": c.published,
        "url": escape_url(c.url) if c.url else None,
        "note": escape_bibtex(describe(c)),
        "permalink": c.permalink,
        "language": escape_bibtex(c.lang) if c.lang else None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if c.published:
        lines.insert(-1, f"  month = {MONTHS[int(c.published[5:7]) - 1]},")
    return "\n".join([f"@misc{{{c.id},", *lines, "}"])


def escape_bibtex(text: str) -> str:
    """Text that BibTeX and TeX only print: specials by command, so that braces stay in pairs."""
    return "".join(BIBTEX.get(char, char) for char in one_line(text))


def describe(c: Citation) -> str:
    """Who said what, when, through whom, where in the article, on one line."""
    said = f", {c.said}" if c.said else ""
    chain = f"; via {' → '.join(c.chain)}" if c.chain else ""
    return f"{c.who or '(unattributed)'}{said}: {c.marked}{chain}; characters {c.place}; {c.id}"


def make_csl(c: Citation) -> dict[str, Any]:
    """One item of CSL-JSON; what the standard has no field for stands in `custom`."""
    own = {
        "quote": c.words, "kind": c.kind, "speaker": c.speaker, "role": c.role, "office": c.office, "code": c.code,
        "said": c.said, "via": list(c.chain), "spans": [list(span) for span in c.spans], "permalink": c.permalink,
    }  # fmt: skip
    item = {
        "id": c.id,
        "type": "article-newspaper",
        "title": c.title,
        "container-title": c.outlet,
        "issued": {"date-parts": [[int(part) for part in c.published.split("-")]]} if c.published else None,
        "URL": c.url,
        "language": c.lang,
        "note": describe(c),
        "custom": own,
    }
    return {key: value for key, value in item.items() if value is not None}


def format_markdown(c: Citation) -> str:
    """The words as a block quotation, and beneath them whose they are and where they stand."""
    said = f", {c.said}" if c.said and c.said != c.published else ""
    chain = f", via {escape_markdown(' → '.join(c.chain))}" if c.chain else ""
    title = escape_markdown(c.title or "")
    link = f"[{title or 'link'}]({link_target(c.permalink)})" if c.permalink else title
    source = ", ".join(x for x in (escape_markdown(c.outlet or ""), link, c.published) if x)
    who = escape_markdown(c.who) if c.who else "(unattributed)"
    words = LEADING.sub(r"\1\\\2", escape_markdown(c.marked))
    return f"> {words}\n>\n> — {who}{said}{chain}. {source} ({c.id}, characters {c.place})"


def escape_markdown(text: str) -> str:
    """Text that Markdown only prints: no markup, no HTML, no link of its own making."""
    escaped = MARKDOWN.sub(r"\\\1", one_line(text).replace("&", "&amp;"))
    return AUTOLINK.sub(r"\\", escaped)


def link_target(url: str) -> str:
    """An address inside the round brackets of a link."""
    return url.replace("(", "%28").replace(")", "%29")
