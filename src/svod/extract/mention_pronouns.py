"""Third person pronouns, and the choice of what they (and lone titles) take up again.

In: a scene and the mentions found so far. Out: pronouns as `Found`s, and scores of antecedents. Holds no state.
"""

from __future__ import annotations

from typing import Protocol

from svod.extract.mention_forms import UD_GENDER
from svod.extract.mention_found import Found, Scene
from svod.extract.mention_standing import find_standing, is_above_subject, is_subject
from svod.read.reading import ROOT


def find_pronouns(scene: Scene) -> list[Found]:
    """Every «он», «её», «их» that stands for somebody."""
    found = []
    masculine, feminine, plurals = (scene.lexicon.words[k] for k in ("masculine", "feminine", "plural"))
    pronouns = {*masculine, *feminine, *plurals}
    for i, word in enumerate(scene.keys):
        token = scene.reading.tokens[i]
        if word not in pronouns or token.upos not in ("PRON", "DET"):
            continue
        plural = word in plurals and (word not in masculine or token.feat("Number") == "Plur")
        gender = None if plural else "femn" if word in feminine else "masc"
        found.append(
            Found("pronoun", "group" if plural else "person", None, None, "pronoun", token.start, token.end, token.i,
                  token.i + 1, token.i, gender=gender, plural=plural)
        )  # fmt: skip
    return found


class Quotation(Protocol):
    """What is quoted: tokens, and sentences that are so altogether."""

    @property
    def tokens(self) -> frozenset[int]: ...

    @property
    def sentences(self) -> frozenset[int]: ...


def score(scene: Scene, anaphor: Found, candidate: Found, quoted: Quotation, reach: int) -> float | None:
    """How likely the candidate, earlier in the text, is what the anaphor takes up; None when it cannot be."""
    tokens = scene.reading.tokens
    a, c = tokens[anaphor.head], tokens[candidate.head]
    distance = told_between(scene, c.i, a.i, quoted)
    if candidate.end > anaphor.start or distance > reach:
        return None
    if clause_mates(scene, anaphor, candidate):
        return None
    standing = find_standing(scene, c.i)
    points = 10.0 - 2.5 * distance + standing.prominence
    if a.feat("Case") != "Nom" and told_on(scene, anaphor, candidate, ("obj", "iobj", "obl")):
        points += 5.0
    if anaphor.head not in quoted.tokens and candidate.head in quoted.tokens:
        points -= 6.0
    if standing.speaks and not standing.subordinate and speaks(scene, anaphor):
        points += 2.0
    return points + candidate.start / (1 + len(scene.reading.text))


def reason(scene: Scene, anaphor: Found, candidate: Found) -> str:
    """What speaks most for an antecedent, in words for whoever asks why."""
    if anaphor.kind == "role" and candidate.kind == "role" and candidate.base == anaphor.base:
        return "same title"
    if speaks(scene, anaphor) and speaks(scene, candidate):
        return "spoke before"
    if scene.reading.tokens[anaphor.head].feat("Case") != "Nom" and told_on(
        scene, anaphor, candidate, ("obj", "iobj", "obl")
    ):
        return "object goes on"
    if anaphor.kind == "role":
        return "title fits"
    token = scene.reading.tokens[candidate.head]
    subject = is_subject(token) or is_above_subject(scene, token.i, find_standing(scene, token.i).top)
    return "subject before" if subject else "named before"


def verb_gender(scene: Scene, items: list[Found]) -> str | None:
    """The gender that past tense verbs give their subject, where they agree: «заявила» → femn."""
    seen: dict[str, int] = {}
    for item in items:
        subject = subject_of(scene, item)
        verb = scene.reading.tokens[subject] if subject is not None else None
        gender = UD_GENDER.get(verb.feat("Gender") or "") if verb is not None and verb.upos == "VERB" else None
        if gender in ("masc", "femn"):
            seen[gender] = seen.get(gender, 0) + 1
    return max(sorted(seen), key=lambda g: seen[g], default=None)


def subject_of(scene: Scene, item: Found) -> int | None:
    """The verb that a mention, or the title it stands beside, is the subject of."""
    return find_standing(scene, item.head).verb


def speaks(scene: Scene, item: Found) -> bool:
    """True of the subject of a verb of speech, and of X in «по словам X»."""
    return find_standing(scene, item.head).speaks


def is_source(scene: Scene, item: Found) -> bool:
    """True of a group that speaks, also further on («судьи встали и заявили») or by one of it («один из судей»)."""
    tokens, speech = scene.reading.tokens, scene.lexicon.words["speech"]
    if speaks(scene, item):
        return True
    token = tokens[item.head]
    if token.head != ROOT and tokens[token.head].lemma in scene.lexicon.words["some_of"]:
        token = tokens[token.head]
    if token.head == ROOT or token.rel.split(":")[0] != "nsubj":
        return False
    stack, seen = [token.head], set[int]()
    while stack:
        verb = stack.pop()
        if tokens[verb].lemma in speech:
            return True
        seen.add(verb)
        stack += [k.i for k in scene.reading.kids(verb, "conj", "advcl", "xcomp") if k.i not in seen]
    return False


def told_between(scene: Scene, i: int, k: int, quoted: Quotation) -> int:
    """How many sentences lie from token i to k, those that are all quotation left out."""
    tokens = scene.reading.tokens
    first, last = tokens[i].sentence, tokens[k].sentence
    return last - first - (sum(s in quoted.sentences for s in range(first + 1, last)) if quoted.sentences else 0)


def clause_mates(scene: Scene, anaphor: Found, candidate: Found) -> bool:
    """True of subject and object of one verb: in «Иванов его встретил» they are two people."""
    tokens = scene.reading.tokens
    a, c = tokens[anaphor.head], tokens[candidate.head]
    if a.sentence != c.sentence:
        return False
    if a.upos == "DET" or (a.rel == "nmod" and not scene.reading.kids(a.i, "case")):
        return is_own_subject(scene, anaphor, candidate)
    if a.feat("Case") != "Nom" and told_on(scene, anaphor, candidate, ("nsubj",)):
        return True
    c = find_standing(scene, c.i).top
    return a.head == c.head and a.head != ROOT and c.rel.split(":")[0] in ("nsubj", "obj", "iobj", "obl")


def is_own_subject(scene: Scene, anaphor: Found, candidate: Found) -> bool:
    """True of the subject of the clause that «его» stands in, who would have «свой»: «Иванов поздравил его сына»."""
    for token in scene.reading.ancestors(anaphor.head):
        if token.lemma in scene.lexicon.words["speech_nouns"]:
            return False  # «Иванов уехал, так как, по его словам, …»
        if token.upos == "VERB":
            acts = token.feat("VerbForm") == "Fin" and token.feat("Voice") != "Pass"
            return acts and subject_of(scene, candidate) == token.i
        if token.rel == "conj":
            return False  # «Иванов и его сын»
    return False


def told_on(scene: Scene, anaphor: Found, candidate: Found, rels: tuple[str, ...]) -> bool:
    """True where the anaphor's verb goes on from the candidate's with one subject: «вызвал посла и вручил ему ноту»."""
    tokens = scene.reading.tokens
    c = find_standing(scene, candidate.head).top
    if c.rel.split(":")[0] not in rels or tokens[anaphor.head].head == ROOT:
        return False
    verb = tokens[tokens[anaphor.head].head]
    while verb.rel == "conj" and verb.upos == "VERB" and not scene.reading.kids(verb.i, "nsubj"):
        verb = tokens[verb.head]
        if verb.i == c.head:
            return True
    return False


def rules_over(scene: Scene, anaphor: Found, candidate: Found) -> bool:
    """True where the candidate is subject of a verb above the title: in «Иванов назвал слова дипломата» they differ.

    Not so of a predicate: «Иванов был министром».
    """
    tokens = scene.reading.tokens
    c = find_standing(scene, candidate.head).top
    if (
        tokens[anaphor.head].feat("Case") == "Ins"
        or c.sentence != tokens[anaphor.head].sentence
        or c.rel.split(":")[0] != "nsubj"
        or c.i == anaphor.head
    ):
        return False
    return any(above.i == c.head for above in scene.reading.ancestors(anaphor.head))


def agrees(anaphor: Found, candidate: Found, gender: str | None) -> bool:
    """True when number and gender let the candidate be taken up."""
    if anaphor.plural:
        return candidate.plural
    if candidate.plural:
        return False
    if candidate.entity == "person":
        return gender is None or anaphor.gender is None or gender == anaphor.gender
    return anaphor.kind == "pronoun" and candidate.gender == anaphor.gender
