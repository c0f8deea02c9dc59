"""What must hold besides a pattern: a match and the words around it in, yes or no out.

`GUARDS` is the list of guards that rules of a pack may name. They keep «май» in a name, «окружающая среда», counts,
scores and numbers of articles from being read as dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from svod.extract.times_match import DASHES, Atoms, Match
from svod.read.reading import Reading, Token

OPENING = ("«", "„", "“", '"', "‹")
CLOSING = ("»", "“", "”", '"', "›")
JOINTS = ".:/,-–"
MODERN = range(1500, 2101)
HALF_A_DAY = 12  # hours
TITLE = 4  # words of a title before its time


@dataclass(frozen=True, slots=True)
class Around:
    """The text a match stands in, and the pack's lists of words that a guard asks for."""

    atoms: Atoms
    reading: Reading
    lists: Mapping[str, frozenset[str]]
    needs: Mapping[str, frozenset[str]]

    def token(self, atom: int) -> Token | None:
        """The token of the reading that an atom lies in."""
        if not 0 <= atom < len(self.atoms):
            return None
        found = self.reading.within(self.atoms.starts[atom], self.atoms.end(atom))
        return self.reading.tokens[found[0]] if found else None

    def text(self, atom: int) -> str:
        """An atom's folded text, empty beyond the ends."""
        return self.atoms.words[atom].text if 0 <= atom < len(self.atoms) else ""

    def glued(self, atom: int) -> bool:
        """Whether an atom exists and stands right after the one before it."""
        return 0 <= atom < len(self.atoms) and self.atoms.glued(atom)


def allowed(match: Match, around: Around) -> bool:
    """Whether the guards of a match, and of the matches inside it, hold."""
    names = str(match.rule.settings.get("guard", "")).split()
    if not all(GUARDS[name](match, around) for name in names):
        return False
    return all(allowed(m, around) for m in match.values.values() if isinstance(m, Match))


def leaves(match: Match) -> Iterator[tuple[str, object]]:
    """All kept values, those of matches inside included."""
    for name, value in match.values.items():
        if isinstance(value, Match):
            yield from leaves(value)
        else:
            yield name, value


def is_no_count(m: Match, around: Around) -> bool:
    """«2000 человек», «в 2009 рублей»: the figure does not count what follows."""
    after = around.token(m.last)
    if around.text(m.last) in around.lists["measures"] or around.text(m.last) == "%":
        return False
    if after is not None and after.upos == "NOUN" and after.feat("Number") == "Plur" and after.feat("Case") == "Gen":
        return False
    token = around.token(m.last - 1)
    counted = token is not None and token.rel.startswith("nummod") and token.head == token.i + 1
    return not (counted and after is not None and after.upos == "NOUN" and token is not None and token.head == after.i)


def is_modern(m: Match, around: Around) -> bool:
    """A year that news may speak of."""
    return all(int(str(v)) in MODERN for k, v in leaves(m) if k in ("yyyy", "last"))


def is_end(m: Match, around: Around) -> bool:
    """Nothing is glued to the end, and the end is no part of a longer number."""
    after = around.text(m.last)
    if around.glued(m.last) and (after.isalnum() or after in DASHES):
        return False
    return not (
        around.glued(m.last) and after in JOINTS and around.glued(m.last + 1) and around.text(m.last + 1).isdigit()
    )


def is_alone(m: Match, around: Around) -> bool:
    """No digits, letters or joints glued to either side: no telephone number, version or address."""
    before = around.text(m.first - 1)
    if around.glued(m.first) and (before.isdigit() or before in (*DASHES, ".", "/", ":", "№", "+")):
        return False
    return before != "№" and is_end(m, around)


def is_round_year(m: Match, around: Around) -> bool:
    """A year that ends in 0: the 1990s, not the 1995s."""
    return all(int(str(v)) % 10 == 0 for k, v in leaves(m) if k in ("yyyy", "yy"))


def is_no_name(m: Match, around: Around) -> bool:
    """«Тереза Май», «Суббота» in quotation marks, «Красный Октябрь»: no part of a name."""
    start, end = around.atoms.starts[m.first], around.atoms.end(m.last - 1)
    if any(n.start < end and start < n.end and n.kind == "PER" for n in around.reading.names):
        return False
    return not (is_quoted(m, around) or any(is_capital(i, around) for i in range(m.first, m.last)))


def is_quoted(m: Match, around: Around) -> bool:
    """Whether the match ends a title of a few words in quotation marks: «Россия сегодня»."""
    if around.text(m.last) not in CLOSING or not around.glued(m.last):
        return False
    return any(around.text(i) in OPENING for i in range(m.first - TITLE, m.first))


def is_capital(i: int, around: Around) -> bool:
    """Whether a word begins with a capital where no sentence begins, its neighbours not being all capitals."""
    written, token = around.atoms.written[i], around.token(i)
    if not written[0].isupper() or token is None or (written.isupper() and len(written) > 1):
        return False
    if token.i == around.reading.sentences[token.sentence].first:
        return False
    before = around.text(i - 1)
    return before.isalnum() or before == ","


def is_no_title(m: Match, around: Around) -> bool:
    """«улица 9 Мая», газета «Сегодня»: no part of a title."""
    before = around.token(m.first - 1)
    return not (is_quoted(m, around) or (before is not None and before.lemma in around.lists["places"]))


def is_weekday(m: Match, around: Around) -> bool:
    """«в среду», not «окружающую среду» and not «в среде»: words of two senses need their preposition."""
    words = [(i, around.atoms.words[i].text) for i in range(m.first, m.last)]
    for i, word in words:
        if word in around.needs:
            if i > m.first:
                continue
            if around.text(i - 1) not in around.needs[word]:
                return False
    return True


def has_inner_date(m: Match, around: Around) -> bool:
    """The date inside is one of figures."""
    inner = m.values.get("inner")
    return isinstance(inner, Match) and inner.rule.make == "day"


def has_inner_dated(m: Match, around: Around) -> bool:
    """The date inside is one of figures, or a month with its year."""
    inner = m.values.get("inner")
    return has_inner_date(m, around) or (isinstance(inner, Match) and "Year" in inner.values)


def is_last_full(m: Match, around: Around) -> bool:
    """The date at the end names its year: «28.02.–03.03.2024», not «10.1 – 10.12»."""
    last = m.values.get("last")
    return isinstance(last, Match) and last.rule.make == "day" and ("year" in last.values or "Year" in last.values)


def is_adverb(m: Match, around: Around) -> bool:
    """«накануне» by itself, not «накануне выборов»."""
    token, after = around.token(m.last - 1), around.token(m.last)
    if token is not None and token.rel == "case":
        return False
    nominal = after is not None and after.upos in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM")
    return not (nominal and after is not None and after.feat("Case") == "Gen")


def is_no_nowadays(m: Match, around: Around) -> bool:
    """«подписали сегодня», not «риски сегодня велики», «сегодня это крупный порт», where it means these days."""
    token = around.token(m.first)
    if token is None or token.head < 0:
        return True
    head = around.reading.tokens[token.head]
    short = head.upos == "ADJ" and (head.feat("Variant") == "Short" or head.feat("Degree") == "Cmp")
    naming = head.upos in ("NOUN", "NUM", "PROPN") and bool(around.reading.kids(head.i, "nsubj"))
    return not (short or naming) or bool(around.reading.kids(head.i, "cop", "aux"))


def is_not_before_after(m: Match, around: Around) -> bool:
    """«через неделю», not «через неделю после выборов»."""
    return around.text(m.last) not in around.lists["relative"]


def is_no_score(m: Match, around: Around) -> bool:
    """«15:23», not «со счетом 10:12»."""
    before = [around.text(i) for i in range(m.first - 3, m.first)]
    return not any(word in around.lists["score"] for word in before)


def has_clocks(m: Match, around: Around) -> bool:
    """A stretch of clock times begins with one of figures: «11:30–13:30», not «с двух до трех»."""
    inner = m.values.get("inner")
    return isinstance(inner, Match) and "mm" in inner.values


def is_late(m: Match, around: Around) -> bool:
    """«после 14 часов» is a time of day, «после двух часов» may be a length."""
    return all(int(str(v)) > HALF_A_DAY for k, v in leaves(m) if k == "hh")


def is_part_alone(m: Match, around: Around) -> bool:
    """«с утра», «за ночь»: not «с утра до вечера», not «за ночь до»."""
    return around.text(m.last) not in around.lists["relative"]


GUARDS: Mapping[str, Callable[[Match, Around], bool]] = {
    "no_count": is_no_count,
    "modern": is_modern,
    "ends": is_end,
    "alone": is_alone,
    "round_year": is_round_year,
    "no_name": is_no_name,
    "no_title": is_no_title,
    "weekday_sense": is_weekday,
    "inner_date": has_inner_date,
    "inner_dated": has_inner_dated,
    "adverb": is_adverb,
    "no_nowadays": is_no_nowadays,
    "no_after": is_not_before_after,
    "no_score": is_no_score,
    "part_alone": is_part_alone,
    "clocks": has_clocks,
    "last_full": is_last_full,
    "late": is_late,
}
