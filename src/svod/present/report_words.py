"""Words for codes, dates and numbers, in the language that is spoken: labels of types, acts, slots and verdicts.

In come codes and ISO days of records; out go words to read, from the catalogues `locale/LANG/labels.po` and
`report.po`, from `ontology/names.toml`, and names of countries from CLDR. It knows nothing of articles and does no
layout. Nothing here is kept from one language to another.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from svod.ontology import load_ontology
from svod.ontology.names import load_names
from svod.present.messages import count, keys, known, language, load_locale, tell


def code_label(kind: str, code: str) -> str:
    """The words for a code of a kind: «promise» of acts → «обещает»; the code itself where there are none."""
    return known(f"labels.{kind}.{code}") or code


def known_label(kind: str, code: str | None) -> str | None:
    """The words for a code of a kind; None where there is nothing to say of it: that something is actual."""
    return known(f"labels.{kind}.{code}") if code else None


def codes(kind: str) -> list[str]:
    """The codes of a kind in the order in which they are shown."""
    beginning = f"labels.{kind}."
    return [key.removeprefix(beginning) for key in keys(beginning)]


def phrase(name: str, *values: object) -> str:
    """A phrase with its values filled in."""
    return tell(f"report.{name}", *values)


def month_name(month: int, form: str = "alone") -> str:
    """10 → «октябрь», of «октября», short «окт»."""
    return tell(f"labels.months_{form}.{month}")


def counted(number: int, noun: str) -> str:
    """The number with a noun: (3, "article") → «3 статьи»."""
    return count(f"report.n_{noun}", number)


def country(code: str | None) -> str | None:
    """«RUS» → «Россия», «IGO:EU» → «ЕС»; the code itself where nothing better is known."""
    return name_country(code, language()) if code else None


@lru_cache(maxsize=2048)
def name_country(code: str, lang: str) -> str:
    """The name of a state or body in a language, which is the one spoken."""
    from babel.core import get_global

    if code.startswith("IGO:"):
        return code_label("bodies", code[4:])
    if own := known_label("states", code):
        return own
    short = (get_global("territory_aliases").get(code) or [""])[0]
    return str(load_locale(lang).territories.get(short, code))


def type_label(type_: str) -> str:
    """«ACCUSE» → «Обвинение»."""
    return load_names(language()).types.get(type_, type_)


def join_label(reason: str) -> str:
    """Why two reports are one event: «day same» → «тот же день», «both AID» → «вид один: Помощь»; else the code."""
    beginning, _, type_ = reason.partition(" ")
    if beginning == "both" and type_ in load_ontology().types:
        return tell("joins.both", type_label(type_))
    name = reason.replace(",", "").replace("–", "_").replace(" ", "_")
    return known(f"joins.{name}") or reason


def act_label(act: str) -> str:
    """«promise» → «обещает»."""
    return code_label("acts", act)


def change_label(change: str) -> str:
    """«shortened» → «сокращено»."""
    return code_label("changes", change)


def mode_label(type_: str, mode: str | None) -> str | None:
    """«phone» of CONSULT → «разговор по телефону»; None where the mode says nothing beyond its type."""
    if not mode:
        return None
    named = load_names(language()).mode(type_, mode)
    return None if named == type_label(type_).lower() else named


def quad(type_: str) -> int:
    """The quad class, 1 to 4; 0 for a type the ontology does not have."""
    kinds = load_ontology().types
    return kinds[type_].quad if type_ in kinds else 0


def format_number(number: float, digits: int = 1) -> str:
    """A number with its sign as the language writes it: «+2,5», "+2.5"."""
    return f"{number:+.{digits}f}".replace("-", "−").replace(".", tell("report.decimal"))


def format_day(day: str | None, *, year: bool = True) -> str:
    """«2025-10-09» → «9 октября 2025»; anything that is no ISO day stays as it is."""
    parts = parse_day(day)
    if parts is None:
        return day or ""
    return f"{parts[2]}\u00a0{month_name(parts[1], 'of')}" + (f"\u00a0{parts[0]}" if year else "")


def format_interval(start: str | None, end: str | None) -> str:
    """«9 октября 2025», «9–12 октября 2025», «октябрь 2025», «2025 год», «28 октября – 3 ноября 2025»."""
    a, b = parse_day(start), parse_day(end or start)
    if a is None or b is None:
        return start or ""
    if a == b:
        return format_day(start)
    whole_months = a[2] == 1 and b[2] == monthrange(b[0], b[1])[1]
    if whole_months and (a[1], b[1]) == (1, 12):
        return phrase("year", a[0]) if a[0] == b[0] else phrase("years", a[0], b[0])
    if whole_months and a[0] == b[0]:
        first, last = month_name(a[1]), month_name(b[1])
        months = first if first == last else f"{first}\u00a0–\u00a0{last}"
        return f"{months} {a[0]}"
    if a[:2] == b[:2]:
        return f"{a[2]}–{format_day(end)}"
    return f"{format_day(start, year=a[0] != b[0])}\u00a0– {format_day(end)}"


def parse_day(day: str | None) -> tuple[int, int, int] | None:
    """Year, month and day of an ISO day or date-time; None where it is neither."""
    try:
        year, month, number = (int(part) for part in (day or "")[:10].split("-"))
    except ValueError:
        return None
    known = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]
    return (year, month, number) if known else None


def days_between(start: str | None, end: str | None) -> int:
    """Days from one ISO day to another; 0 where either is no day."""
    a, b = parse_day(start), parse_day(end)
    return (date(*b) - date(*a)).days if a and b else 0
