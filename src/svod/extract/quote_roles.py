"""The office or description a speaker is quoted with. Mentions in, words in the nominative out.

The phrase at hand may say only «министр» or «он»: the fullest title that the article gives the person serves, with the
country as the article writes it: «президент Франции».
"""

from __future__ import annotations

from svod.records import Mention, Role

STEM = 3  # letters that two forms of a word share


def find_role(here: list[Mention], best: Mention | None, mentions: tuple[Mention, ...]) -> str | None:
    """The role of the mentions at hand, or of their chain: an office given with the name before any other."""
    own = next((r for m in here for r in m.roles), None)
    if best is None or best.entity != "person":
        return in_words(own) if own else None
    chain = [m for m in mentions if m.chain == best.chain and m.roles]
    beside = [r for m in chain if m.kind == "name" for r in m.roles]
    named = [r for r in beside if r.sector]
    if own is not None:
        fuller = [r for r in named if r.title.split()[0] == own.title.split()[0] and len(r.title) > len(own.title)]
        return in_words(fuller[0] if fuller else own)
    offices = named or beside
    return in_words(offices[0]) if offices else None


def in_words(role: Role) -> str:
    """The title with the country that stands inside or behind it: «посол России в Литве»."""
    written = role.evidence.text
    if written.lower().endswith(role.title.lower()):
        return written[:1].lower() + written[1:] if not written[:2].isupper() else written
    title, found = role.title.split(), []
    for word in written.split():
        form = next((t for t in title if t[:STEM].lower() == word[:STEM].lower()), None)
        if form is not None:
            found.append(form)
            title = title[title.index(form) + 1 :]
        elif found:
            found.append(word)
    return " ".join(found) if found and not title else role.title
