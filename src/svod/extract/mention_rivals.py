"""Common nouns that a pronoun may take up as well as an actor: «Контракт действует. [Он] выгоден».

In: a scene, a pronoun and the tokens that mentions cover. Out: how likely the likeliest noun is, on the scale by which
`mention_pronouns` scores actors. Chooses nothing.
"""

from __future__ import annotations

from svod.extract.mention_found import Found, Scene
from svod.extract.mention_pronouns import score
from svod.extract.mention_quoted import Quoted
from svod.read.reading import ROOT, Token

REACH = 1  # sentences back
ASIDE = -4.0  # a noun that is neither subject nor object
GENDERS = {"masc": ("Masc", "Neut"), "femn": ("Fem",)}


def is_human(scene: Scene, anaphor: Found) -> bool:
    """True where only a person (or who acts as one) can stand: «[он] заявил», «по [его] словам», «[его] задержали»."""
    lists, tokens = scene.lexicon.words, scene.reading.tokens
    token = tokens[anaphor.head]
    if token.head == ROOT:
        return False
    above = tokens[token.head]
    if token.upos == "DET" or token.rel.split(":")[0] in ("det", "nmod"):
        return above.lemma in (*lists["speech_nouns"], *lists["human_nouns"]) or person_noun(above)
    verbs = [above.lemma, *(k.lemma for k in scene.reading.kids(above.i, "xcomp", "conj"))]
    role = token.rel.split(":")[0]
    if role == "nsubj":
        return any(v in lists["speech"] or v in lists["human_verbs"] for v in verbs)
    told = above.lemma in lists["speech"] and token.feat("Case") == "Dat"
    return told or (above.lemma in lists["human_objects"] and role in ("obj", "iobj"))


def is_thingly(scene: Scene, anaphor: Found) -> bool:
    """True of the subject of what things do: «[она] применяется редко»."""
    tokens = scene.reading.tokens
    token = tokens[anaphor.head]
    verb = tokens[token.head].lemma if token.head != ROOT else ""
    return token.rel.split(":")[0] == "nsubj" and verb in scene.lexicon.words["thing_verbs"]


def person_noun(token: Token) -> bool:
    """True of «жена», «адвокат», «заместитель»: things have none."""
    return token.upos == "NOUN" and token.feat("Animacy") == "Anim"


def rival_score(scene: Scene, anaphor: Found, covered: frozenset[int], quoted: Quoted) -> float:
    """The score of the likeliest common noun before the pronoun; far below any actor's where there is none."""
    tokens, best = scene.reading.tokens, -100.0
    here = tokens[anaphor.head].sentence
    for i in range(anaphor.first - 1, -1, -1):
        token = tokens[i]
        if here - token.sentence > REACH:
            break
        if i in covered or not fits(scene, anaphor, token):
            continue
        noun = Found("noun", "thing", None, None, "", token.start, token.end, i, i + 1, i)
        points = score(scene, anaphor, noun, quoted, REACH)
        if points is not None:
            role = token.rel.split(":")[0]
            best = max(best, points + (0.0 if role in ("nsubj", "obj") else ASIDE))
    return best


def fits(scene: Scene, anaphor: Found, token: Token) -> bool:
    """True of a common noun of the pronoun's number and gender that is no measure of time."""
    if token.upos != "NOUN" or token.lemma in scene.lexicon.words["moments"]:
        return False
    if anaphor.plural:
        return token.feat("Number") == "Plur"
    genders = GENDERS.get(anaphor.gender or "", ())
    return token.feat("Number") == "Sing" and token.feat("Gender") in genders
