"""The Russian words of the report: labels of types, acts, slots and verdicts, dates and plurals.

In come codes and ISO days of records; out go words to read. It knows nothing of articles and does no layout.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from svod.ontology import load_ontology
from svod.ontology.names import load_names

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
MONTHS_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

ACTS = MappingProxyType({
    "assert": "утверждает", "deny": "отрицает", "acknowledge": "признаёт", "promise": "обещает", "demand": "требует",
    "threaten": "угрожает", "accuse": "обвиняет", "praise": "хвалит", "forecast": "предсказывает",
    "refuse": "отказывается", "apologise": "извиняется", "assess": "оценивает",
})  # fmt: skip

CHANGES = MappingProxyType({
    "equal": "слово в слово", "form": "те же слова в других формах", "shortened": "сокращено",
    "extended": "дополнено", "altered": "слова изменены",
})  # fmt: skip

SLOTS = MappingProxyType({
    "happened": "Было ли", "time": "Когда", "place": "Где", "participants": "Участники", "count": "Сколько",
    "duration": "Как долго", "cause": "Почему", "responsible": "Кто сделал", "outcome": "Чем кончилось",
    "wording": "Какими словами", "sequence": "Что раньше",
})  # fmt: skip

VERDICTS = MappingProxyType(
    {"contradict": "противоречит", "differ": "различается", "agree": "совпадает", "silent": "сообщает один источник"}
)
FACTUALITIES = MappingProxyType({"future": "планируется", "hypothetical": "предположение", "negated": "не произошло"})
HAPPENED = MappingProxyType({"actual": "да", "future": "планируется", "hypothetical": "возможно", "negated": "нет"})
SPEAKERS = MappingProxyType({
    "organization": "организация", "outlet": "издание", "document": "документ", "group": "группа лиц",
})  # fmt: skip
STAGES = MappingProxyType({
    "ingest": "чтение файла", "read": "разбор текста", "mentions": "участники", "times": "время", "quotes": "цитаты",
    "events": "события", "relate": "сопоставление", "store": "запись",
})  # fmt: skip
BODIES = MappingProxyType({
    "EU": "ЕС", "UN": "ООН", "NATO": "НАТО", "OSCE": "ОБСЕ", "CIS": "СНГ", "CSTO": "ОДКБ", "EAEU": "ЕАЭС",
    "SCO": "ШОС", "COE": "Совет Европы", "IMF": "МВФ", "WHO": "ВОЗ", "IAEA": "МАГАТЭ",
})  # fmt: skip
# short names where CLDR's are longer than a label has room for; unrecognised entities by the codes in use
STATES = MappingProxyType({
    "ARE": "ОАЭ", "COD": "ДР Конго", "DNR": "ДНР", "DPR": "ДНР", "LPR": "ЛНР", "NKR": "Нагорный Карабах",
    "PMR": "Приднестровье", "PSE": "Палестина", "XKX": "Косово", "HKG": "Гонконг", "MMR": "Мьянма",
})  # fmt: skip


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with its noun: «1 статья», «3 статьи», «11 статей»."""
    tail, hundred = number % 10, number % 100
    word = one if tail == 1 and hundred != 11 else few if 2 <= tail <= 4 and not 12 <= hundred <= 14 else many
    return f"{number}\u00a0{word}"


@lru_cache(maxsize=512)
def country(code: str | None) -> str | None:
    """«RUS» → «Россия», «IGO:EU» → «ЕС»; the code itself where nothing better is known."""
    if not code:
        return None
    if code.startswith("IGO:"):
        return BODIES.get(code[4:], code[4:])
    if code in STATES:
        return STATES[code]
    short = (get_global("territory_aliases").get(code) or [""])[0]
    return str(Locale("ru").territories.get(short, code))


def type_label(type_: str) -> str:
    """«ACCUSE» → «Обвинение»."""
    return load_names("ru").types.get(type_, type_)


def act_label(act: str) -> str:
    """«promise» → «обещает»."""
    return ACTS.get(act, act)


def change_label(change: str) -> str:
    """«shortened» → «сокращено»."""
    return CHANGES.get(change, change)


def mode_label(type_: str, mode: str | None) -> str | None:
    """«phone» of CONSULT → «разговор по телефону»; None where the mode says nothing beyond its type."""
    if not mode:
        return None
    label = load_names("ru").mode(type_, mode)
    return None if label == type_label(type_).lower() else label


def quad(type_: str) -> int:
    """The quad class, 1 to 4; 0 for a type the ontology does not have."""
    kinds = load_ontology().types
    return kinds[type_].quad if type_ in kinds else 0


def format_day(day: str | None, *, year: bool = True) -> str:
    """«2025-10-09» → «9 октября 2025»; anything that is no ISO day stays as it is."""
    parts = parse_day(day)
    if parts is None:
        return day or ""
    return f"{parts[2]}\u00a0{MONTHS_OF[parts[1] - 1]}" + (f"\u00a0{parts[0]}" if year else "")


def format_interval(start: str | None, end: str | None) -> str:
    """«9 октября 2025», «9–12 октября 2025», «октябрь 2025», «2025 год», «28 октября – 3 ноября 2025»."""
    a, b = parse_day(start), parse_day(end or start)
    if a is None or b is None:
        return start or ""
    if a == b:
        return format_day(start)
    whole_months = a[2] == 1 and b[2] == monthrange(b[0], b[1])[1]
    if whole_months and (a[1], b[1]) == (1, 12):
        return f"{a[0]}\u00a0год" if a[0] == b[0] else f"{a[0]}–{b[0]}\u00a0годы"
    if whole_months and a[0] == b[0]:
        months = MONTHS[a[1] - 1] if a[1] == b[1] else f"{MONTHS[a[1] - 1]}\u00a0–\u00a0{MONTHS[b[1] - 1]}"
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
