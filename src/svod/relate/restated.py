"""Two statements of one commitment in, what the later makes of the earlier out: the same, softer, harder, taken back.

Says nothing of what was done about it (`followups.py`).
"""

from __future__ import annotations

from svod.records import Commitment
from svod.relate.pledges import Pledge
from svod.relate.words import stems


def compare_statements(before: Pledge, after: Pledge) -> str:
    """withdrawn where the later says the opposite, else as its terms are.

    A condition counts only between two direct quotations: one report leaves out what another tells.
    """
    a, b = before.commitment, after.commitment
    if a.negated != b.negated:
        return "withdrawn"
    told = compare_terms(a, b)
    if told != "restated":
        return told
    if before.firm != after.firm and -1 in (before.firm, after.firm):
        return "softened" if after.firm < before.firm else "hardened"
    if before.direct and after.direct:
        bound, still = (any(e.role == "condition" for e in c.evidence) for c in (a, b))
        if bound != still:
            return "softened" if still else "hardened"
    return "restated"


def compare_terms(a: Commitment, b: Commitment) -> str:
    """Softened by a later deadline, hardened by an earlier one, else restated.

    «в течение года», said again, moves nothing.
    """
    if a.end and b.end and a.end != b.end:
        words, again = terms(a, "deadline"), terms(b, "deadline")
        if not words or not again or not (words <= again or again <= words):
            return "softened" if b.end > a.end else "hardened"
    return "restated"


def terms(commitment: Commitment, role: str) -> frozenset[str]:
    """Stems of the words of a deadline."""
    return stems(" ".join(e.text for e in commitment.evidence if e.role == role))
