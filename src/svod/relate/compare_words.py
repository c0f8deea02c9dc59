"""Two claims that are words in, a level out. Different words are shown and never judged."""

from __future__ import annotations

from svod.relate.tellings import Claim, Level
from svod.relate.words import same_word, stems


def compare_happened(a: Claim, b: Claim, kind: str) -> Level:
    """Did it happen at all: a denial against an assertion contradicts, a plan against a report does not."""
    said = {a.value, b.value}
    if len(said) == 1:
        return "agree", "happened.same"
    if said == {"actual", "negated"}:
        return "contradict", "happened.denied"
    return "differ", f"happened.{'-'.join(sorted(said))}"


def compare_wording(a: Claim, b: Claim, kind: str) -> Level:
    """The words it is told by; different words are shown and not judged."""
    if not same_word(a.trigger, b.trigger):
        return "differ", "words.other"
    first, second = colours(a), colours(b)
    if first and second and not first & second:
        return "differ", "words.colour"
    each = first - second and second - first  # «прекращению огня» and «соблюдению перемирия» behind one «призвал»
    return ("differ", "words.each") if each else ("agree", "words.same")


def colours(claim: Claim) -> frozenset[str]:
    """Stems of the words in small letters that colour the event's own: «тайные» of «тайные действия»."""
    small = " ".join(w for w in claim.value.split() if w.islower() and not same_word(w, claim.trigger))
    return stems(small)


def compare_words(a: Claim, b: Claim, kind: str) -> Level:
    """Causes, outcomes and the like: by the words they share."""
    if a.form == b.form:
        return "agree", "words.same"
    shared = len(a.form & b.form) * 3 >= max(len(a.form), len(b.form)) * 2
    return ("agree", "words.most") if shared else ("differ", "words.other")
