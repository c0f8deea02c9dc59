"""Chains that name states, organisations, outlets, places and groups in, judgements on who of them is one out.

What makes such an actor one is what its name comes down to (`find_body`): a state to its code, an institution to its
word without the state's name («российский МИД», «Министерство иностранных дел РФ»), an outlet to its voice, a firm to
its proper name. The words of a state are the packs', of one that only a user's file knows those met in the findings.
What only describes («российская компания», «журналисты») is nobody in particular, and is joined with nothing. Cost
grows with the number of chains, and with the few codes that one proper name has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType

from svod.records import Findings, Judgement, Reason
from svod.relate.actor_chains import Chain
from svod.relate.actor_outlets import find_voice
from svod.relate.actor_persons import judge
from svod.relate.actor_tables import load_tables, stem
from svod.relate.words import find_words

Words = frozenset[str]
NONE: Words = frozenset()
NO_STATES: Mapping[str, Words] = MappingProxyType({})
QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,})[»”“\"]?$")
WEIGHTS = {
    "one state's names": 3.0,
    "one institution of one state": 3.0,
    "same name and code": 3.0,
    "names of one organisation": 3.0,
    "one outlet's names": 3.0,
    "same name": 2.5,
    "other state": -5.0,
}
REASONS = {name: (Reason(name, weight),) for name, weight in WEIGHTS.items()}


@dataclass(frozen=True, slots=True)
class Body:
    """What a name comes down to: its canonical form, its code, and why two with this form are one."""

    kind: str  # state | organization | outlet | place | group | infrastructure
    form: str
    code: str | None
    reason: str = field(compare=False)


def find_state_words(findings: Iterable[Findings]) -> dict[str, Words]:
    """By code, the stems of the words for states that no pack knows: «ардал», «ардалийск» for XAR."""
    listed = load_tables().state_words
    found: dict[str, set[str]] = defaultdict(set)
    for mention in (m for f in findings for m in f.mentions if m.entity == "state" and m.kind != "metonym"):
        if mention.code and mention.code not in listed:
            found[mention.code].update(stemmed(mention.name or ""), stemmed(mention.evidence[0].text))
    return {code: frozenset(words) for code, words in sorted(found.items())}


def group_bodies(chains: Iterable[Chain], states: Mapping[str, Words] = NO_STATES) -> dict[Body, list[Chain]]:
    """The chains of each body by id; those that mean nobody in particular are of none."""
    groups: dict[Body, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c.id):
        if body := find_body(chain, states):
            groups[body].append(chain)
    return groups


def judge_namesakes(groups: Mapping[Body, Sequence[Chain]]) -> Iterator[tuple[str, Judgement]]:
    """Each further chain of a body, and the judgement that joins it to the first."""
    for body, (first, *others) in groups.items():
        for chain in others:
            same = chain.name == first.name and body.reason != "one outlet's names"
            name = "same name and code" if same and body.code else "same name" if same else body.reason
            yield chain.id, judge(first.id, chain.id, "same", REASONS[name])


def judge_forms(groups: Mapping[Body, Sequence[Chain]]) -> Iterator[Judgement]:
    """Judge the bodies of one name, of which one's code may not be known, by their first chains."""
    by_form: dict[tuple[str, str], list[tuple[Body, Chain]]] = defaultdict(list)
    for body, group in groups.items():
        by_form[body.kind, body.form].append((body, group[0]))
    for _, bodies in sorted(by_form.items()):
        yield from judge_form(bodies)


def judge_form(bodies: list[tuple[Body, Chain]]) -> Iterator[Judgement]:
    """Bodies of one name: of two codes they are two; one without a code belongs to the only one that has any.

    But «Социал-демократическая партия» without its state may be of any.
    """
    common = bool(set(bodies[0][0].form.split()) & load_tables().many)
    for (x, a), (y, b) in combinations(bodies, 2):
        if x.code and y.code:
            yield judge(a.id, b.id, "different", REASONS["same name"] + REASONS["other state"])
        elif not common and sum(body.code is not None for body, _ in bodies) == 1:
            yield judge(a.id, b.id, "same", REASONS["same name"])


def find_body(chain: Chain, states: Mapping[str, Words] = NO_STATES) -> Body | None:
    """What a chain's name comes down to; None where it means nobody in particular."""
    return reduce_name(chain.entity, chain.name, chain.code, states.get(chain.code or "", NONE))


@lru_cache(maxsize=100_000)
def reduce_name(entity: str, name: str, code: str | None, own: Words = NONE) -> Body | None:
    """The body behind a name: ("organization", "МИД РФ", "RUS") and "Министерство иностранных дел" of RUS are one.

    `own` are stems of the words of its state, where the packs do not know it.
    """
    words = " ".join(find_words(name))
    tables = load_tables()
    if not words:
        return None
    if entity == "state":
        return Body("state", code or words, code, "one state's names" if code else "same name")
    if entity == "outlet":
        return reduce_outlet(name, words, code)
    if entity == "place":
        if set(stemmed(words)) <= tables.country:
            return None
        return Body("place", words, code, "same name")
    if entity == "infrastructure":
        return Body(entity, words, None, "same name")
    if entity == "group":
        return reduce_group(words, code, own)
    if alias := tables.aliases.get(words):
        return Body("organization", " ".join(find_words(alias[0])), alias[1] or code, "names of one organisation")
    return reduce_organization(name, code, own)


def reduce_outlet(name: str, words: str, code: str | None) -> Body | None:
    """An outlet by its voice, whatever state it is said to be of; a common noun is none."""
    if set(stemmed(words)) <= load_tables().many or (name.islower() and "." not in name) or is_media_of(words, code):
        return None
    return Body("outlet", find_voice(name), None, "one outlet's names")


def is_media_of(words: str, code: str | None) -> bool:
    """True for «британские СМИ»: a noun that many are called by, with a state's adjective or none."""
    parts = stemmed(words)
    return parts[-1] in load_tables().many and len(parts) > 1 and not parts[0].isascii()


def reduce_group(words: str, code: str | None, own: Words) -> Body | None:
    """A people or a standing force of a known state; all others are told apart by article."""
    tables = load_tables()
    rest = without_state(stemmed(words), code, own)
    if code is None:
        return None
    if not rest and len(words.split()) == 1 and is_people(words, code):
        return Body("group", "people", code, "one institution of one state")
    if len(rest) == 1 and is_people(rest[0], code):
        return Body("group", "people", code, "one institution of one state")
    return (
        Body("group", " ".join(rest), code, "one institution of one state")
        if " ".join(rest) in tables.standing
        else None
    )


def is_people(word: str, code: str) -> bool:
    """True for a stem of the word for a state's people: «россияне», «британцы»."""
    return any(len(d) >= 4 and word[:5] == d[:5] for d in load_tables().demonyms.get(code, ()))


def reduce_organization(name: str, code: str | None, own: Words) -> Body | None:
    """An institution by its word and state, a firm or party by its proper name."""
    tables = load_tables()
    parts = stemmed(name)
    rest = without_state(parts, code, own)
    if quoted := QUOTED.search(name.strip()):
        kind = without_state(stemmed(name[: quoted.start()]), code, own)
        if len(kind) <= 1 and set(kind) <= tables.kinds:
            return Body("organization", " ".join(stemmed(quoted[1])), code, "same name and code")
    if len(rest) > 1 and rest[0] in tables.kinds and name.split()[-1][:1].isupper():
        rest = rest[1:]
    form = " ".join(rest)
    if known := tables.bodies.get(form):
        return Body("organization", known, code, "one institution of one state") if code else None
    if not rest or (len(rest) == 1 and rest[0] in tables.many):
        return None
    if name.islower() and len(rest) > 1 and form not in tables.standing:
        return None if code is None else Body("organization", form, code, "same name and code")
    if len(rest) == 1 and name.islower() and code is None:
        return None
    return Body("organization", form, code, "one institution of one state" if code else "same name")


@lru_cache(maxsize=100_000)
def stemmed(text: str) -> tuple[str, ...]:
    """The words of a text without case endings, those in capitals or Latin letters whole."""
    endings = load_tables().endings
    return tuple(w if w[0].isascii() or len(w) <= 4 else stem(w, endings) for w in find_words(text))


def says_state(name: str, code: str | None, own: Words = NONE) -> bool:
    """True when a name has a word of its state's name in it: «МИД России», «российский МИД»."""
    own |= load_tables().state_words.get(code or "", NONE)
    return any(p in own for p in stemmed(name))


def without_state(parts: tuple[str, ...], code: str | None, own: Words) -> tuple[str, ...]:
    """A name's stems without the names and adjectives of the state it acts for."""
    tables = load_tables()
    own |= tables.state_words.get(code or "", NONE)
    return tuple(p for p in parts if p not in own and p not in tables.country)
