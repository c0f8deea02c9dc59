"""The one place where an article is made: drafts of any format in, articles with their problems out.

Text is normalised here and then fixed for ever; the id comes from outlet, day, title and text, so that the same article
from two files is one. Reads no files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from svod.ids import make_id
from svod.ingest.dates import is_later, parse_published
from svod.ingest.drafts import Draft, Options
from svod.ingest.language import find_contradiction, find_language, parse_language
from svod.ingest.normalise import normalise, normalise_line
from svod.records import Article, Problem

GUESS_FROM = 0.5  # a language less sure than this stays unknown
ADD_DATE = "add one (for a .txt file a first line `date: YYYY-MM-DD`) to place them"


def make_article(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    lang: str | None = None,
    title: str | None = None,
    raw_sha256: str | None = None,
) -> Article:
    """Make an article of fields as they were read; `published` is ISO already. Without a hash, the text's is taken."""
    clean, outlet, title = normalise(text), normalise_line(outlet), normalise_line(title)
    return Article(
        id=make_id("a", outlet, published, title, clean),
        name=normalise_line(name) or "unnamed",
        outlet=outlet,
        url=normalise_line(url),
        published=published,
        lang=lang,
        title=title,
        text=clean,
        raw_sha256=raw_sha256 or hashlib.sha256(clean.encode("utf-8")).hexdigest(),
    )


def finish(draft: Draft, options: Options) -> Iterator[Article | Problem]:
    """Make an article of a draft, followed by what was wrong with it; a Problem alone where there is no text."""
    if not (text := normalise(draft.text)).strip():
        yield Problem(draft.where, "ingest", "no text: the file or record is empty; nothing was added")
        return
    published, about_date = settle_date(normalise_line(draft.date) or options.date, options.today)
    lang, about_lang = settle_language(draft, text, options.lang)
    article = make_article(
        draft.name,
        text,
        outlet=options.outlet or draft.outlet,
        url=draft.url,
        published=published,
        lang=lang,
        title=draft.title,
        raw_sha256=hashlib.sha256(draft.raw).hexdigest(),
    )
    yield article
    for message in (*draft.remarks, *find_damage(draft.text), about_date, about_lang):
        if message:
            yield Problem(article.id, "ingest", f"{message} ({draft.where})")


def settle_date(value: str | None, today: str | None) -> tuple[str | None, str | None]:
    """Return the ISO date of what a file says, and what is to be said about it."""
    stated = normalise_line(value)
    if stated is None:
        return None, f"no date: relative times stay unplaced; {ADD_DATE}"
    published = parse_published(stated)
    if published is None:
        return None, f"unreadable date {stated[:60]!r}: relative times stay unplaced; write it as YYYY-MM-DD"
    if today and is_later(published, today):
        return (
            published,
            f"the date {published} lies in the future (today is {today}): kept; correct it if it is a slip",
        )
    return published, None


def settle_language(draft: Draft, text: str, override: str | None) -> tuple[str | None, str | None]:
    """Return the language: the caller's, else the file's unless the text is surely another, else the text's own."""
    if override:
        return override, None
    if stated := parse_language(draft.lang):
        if not (found := find_contradiction(text, stated)):
            return stated, None
        remark = f"the file says lang: {stated}, but the text is {found}: read as {found}; correct the header"
        return found, remark if draft.lang_is_stated else None
    found, sure = find_language(f"{draft.title or ''}\n{text}")
    if found and sure >= GUESS_FROM:
        return found, None
    return None, "language unknown: say it in the file (lang: ru) or with --lang"


def find_damage(text: str) -> Iterator[str]:
    """Say which characters of a text could not be kept."""
    if nuls := text.count("\0"):
        yield f"{nuls} NUL characters were taken out of the text"
    if lone := sum("\ud800" <= char <= "\udfff" for char in text) if not is_encodable(text) else 0:
        yield f"{lone} halves of characters (lone surrogates) became \ufffd or were joined"


def is_encodable(text: str) -> bool:
    """True when a text holds no lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
