"""The words that name a source: subject of the cue, genitive of «по словам», place «в ведомстве», owner of a document.

A scene and a draft in, a source out: its tokens, and the tokens of who carried the words. Whom they mean is
`quote_speakers`'.
"""

from __future__ import annotations

from dataclasses import dataclass

from svod.extract.quote_cues import Cue
from svod.extract.quote_nearby import before_verb, nearby, outside, relative_noun, verb_before
from svod.extract.quote_turns import coordinate
from svod.extract.quote_units import DASHES, MARKS, Draft, Scene, institution, noun_phrase
from svod.read import Token

REACH = 16  # tokens from a title to its name


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens [first, last) of the words that name the source, and of its issuer where these words name a document."""

    words: tuple[int, int]
    head: int  # the token that stands for them
    issuer: tuple[int, int] | None = None
    document: bool = False


def find_source(scene: Scene, draft: Draft) -> Source | None:
    """The source that a draft's cue names."""
    if draft.source:
        return Source(draft.source, draft.source[0])
    if draft.cue is None:
        return None
    head = source_head(scene, draft, draft.cue)
    if head is None:
        return None
    if head.upos == "PRON" or (head.upos == "DET" and head.lemma in scene.words("personal")):
        return Source((head.i, head.i + 1), head.i)
    words = spelled_on(scene, noun_phrase(scene.reading, head.i))
    if institution(scene, head):
        words = with_owner(scene, words)
    if head.lemma in scene.lexicon.documents and head.upos in ("NOUN", "PROPN"):
        owner = next((t for t in scene.reading.kids(head.i, "nmod") if t.feat("Case") == "Gen" and t.i > head.i), None)
        issuer = noun_phrase(scene.reading, owner.i) if owner else None
        return Source(words, head.i, issuer, document=True)
    return with_name(scene, draft, Source(words, head.i))


def spelled_on(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """Take in the rest of a foreign name that the tree tears apart: «The [Wall] Street Journal»."""
    tokens = scene.reading.tokens

    def foreign(k: int) -> bool:
        return 0 <= k < len(tokens) and tokens[k].text.isascii() and tokens[k].text[:1].isupper()

    first, last = words
    while first + 1 < last and tokens[first].upos == "PUNCT" and tokens[first].text not in MARKS:
        first += 1
    while foreign(first) and foreign(first - 1):
        first -= 1
    while foreign(last - 1) and foreign(last):
        last += 1
    return first, last


def with_owner(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """Take in the name right behind an institution, which the tree took for a subject: «в МИД [Нимории] сообщили»."""
    after = words[1]
    name = next((n for n in scene.reading.names if n.first == after and n.kind == "LOC"), None)
    return words if name is None else (words[0], name.last)


def with_name(scene: Scene, draft: Draft, source: Source) -> Source:
    """Take in the name that ends the phrase where the tree breaks it: «депутат от «Зари» [Иван Петров] заявил»."""
    cue, (first, last) = draft.cue, source.words
    if cue is None:
        return source
    limit = cue.first if last <= cue.first else min(draft.unit.last, last + REACH)
    for n in scene.reading.names:
        if n.kind != "PER" or n.last <= last or not first <= n.first < limit or n.last > limit:
            continue
        if not leads_to_name(scene, draft, last, n.first):
            break
        tokens = scene.reading.tokens
        same_case = tokens[n.first].feat("Case") in (tokens[source.head].feat("Case"), None)
        after = tokens[n.last].feat("VerbForm") == "Fin" if n.last < len(tokens) else False
        before_cue = all(t.upos in ("ADV", "PART") for t in tokens[n.last : cue.first])
        if same_case and (before_cue if last <= cue.first else not after):
            return Source((first, n.last), source.head)
    return source


def leads_to_name(scene: Scene, draft: Draft, last: int, name: int) -> bool:
    """True when what stands between a title and a name only goes on with the title, also after a comma or in brackets.

    «директор фонда (ФЗП) | Иван Петров», «лидер партии, проповедник | Иван Петров».
    """
    tokens = scene.reading.tokens
    deep, commas = 0, 0
    for k in range(last, name):
        token = tokens[k]
        deep += (token.text in "([") - (token.text in ")]")
        if deep or token.text in ")]":
            continue
        if token.text == ",":
            commas += 1
            noun = next((t for t in tokens[k + 1 : name] if t.upos in ("NOUN", "PROPN", "VERB", "SCONJ", "PRON")), None)
            if commas > 2 or noun is None or noun.upos != "NOUN" or noun.feat("Case") != "Nom":
                return False
            continue
        other = token.upos == "VERB" and token.feat("VerbForm") != "Part"
        if token.text in (".", ":", *DASHES) or other or not outside(draft, token):
            return False
    return deep == 0


def source_head(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """The head of the words that name the source."""
    if cue.kind == "frame":
        return frame_owner(scene, cue)
    if cue.kind == "noun" and "direct" in cue.takes:
        return author(scene, draft, cue)
    quoted = quoted_person(scene, cue)
    if quoted is not None:
        return quoted
    if cue.kind == "noun" and "that" in cue.takes:
        return frame_owner(scene, cue._replace(first=cue.first - 3))
    if cue.kind == "noun" and scene.reading.tokens[cue.head].rel.startswith("nsubj"):
        return caller(scene, cue)
    shared = shared_cue(scene, draft, cue)
    found = source_head(scene, draft._replace(cue=shared), shared) if shared is not None else None
    if found is not None:
        return found
    verb = scene.reading.tokens[cue.head]
    if verb.feat("VerbForm") == "Part" and verb.feat("Variant") != "Short" and verb.rel.startswith("acl"):
        noun = scene.reading.tokens[verb.head]
        return noun if noun.upos in ("NOUN", "PROPN") and outside(draft, noun) else None
    chain = tuple(t for t in (verb, *governors(scene, draft, verb)))
    for token in chain:
        local = None if token is verb else local_subject(scene, draft, cue, verb, token)
        if local is not None:
            return local
        for subject in scene.reading.kids(token.i, "nsubj"):
            if subject.lemma in scene.words("relative"):
                return relative(scene, subject) or relative_noun(scene, subject)
            if not subject_of(scene, draft, token, subject):
                continue
            if outside(draft, subject) and subject.lemma not in scene.words("speechless"):
                return told_outlet(scene, cue, subject) or subject
        place = place_head(scene, draft, token)
        if place is not None and speaks_from(scene, place):
            return place
    loose = next((p for p in (place_head(scene, draft, t) for t in chain) if p is not None), None)
    return nearby(scene, draft, cue) or loose


def local_subject(scene: Scene, draft: Draft, cue: Cue, verb: Token, above: Token) -> Token | None:
    """The subject right before a verb that the tree hangs on another: «Петров молчал, а [посол] подтвердил, что …»."""
    if verb.feat("VerbForm") != "Fin" or not above.i < cue.first:
        return None
    found = before_verb(scene, draft, cue.first, verb)
    links = scene.words("join") | {","}
    joined = found is not None and any(t.text.lower() in links for t in scene.reading.tokens[above.i + 1 : found.i])
    return found if found is not None and found.i > above.i and joined else None


def author(scene: Scene, draft: Draft, cue: Cue) -> Token | None:
    """«[рыбаки] оставили комментарии: «…»»: who does it, where the noun is the object of a verb."""
    noun = scene.reading.tokens[cue.head]
    if not noun.rel.startswith("obj") or noun.head < 0:
        return None
    subjects = scene.reading.kids(noun.head, "nsubj")
    living = (t for t in subjects if t.feat("Animacy") == "Anim" or t.upos == "PROPN")
    return next((t for t in living if draft.unit.first <= t.i < cue.first), None)


def caller(scene: Scene, cue: Cue) -> Token | None:
    """«остался призыв [Германии] решить …»: the owner of a call that is itself the subject, where it is a name."""
    owners = (t for t in scene.reading.kids(cue.head, "nmod") if t.i > cue.head and t.feat("Case") == "Gen")
    return next((t for t in owners if t.text[:1].isupper() or t.feat("Animacy") == "Anim"), None)


def shared_cue(scene: Scene, draft: Draft, cue: Cue) -> Cue | None:
    """The cue before that this one goes on from: «[заявил], что …, но выразил надежду, что …»."""
    if cue.kind == "frame" or any(t.i > cue.head for t in scene.reading.kids(cue.head, "nsubj")):
        return None
    cues = scene.cues_in(draft.unit.first, cue.first)
    earlier = [c for c in cues if c.kind != "frame" and outside(draft, scene.reading.tokens[c.head])]
    return next((c for c in reversed(earlier) if coordinate(scene, c, cue)), None)


def told_outlet(scene: Scene, cue: Cue, subject: Token) -> Token | None:
    """«рассказал РБК [Петров]»: a name without cases between the verb and a person is who was told."""
    reading = scene.reading
    if subject.i != cue.last or not (subject.text.isupper() or subject.text.isascii()):
        return None
    person = next((n for n in reading.names if n.kind == "PER" and n.first == subject.i + 1), None)
    own = any(n.kind == "PER" and n.first <= subject.i < n.last for n in reading.names)
    if person is None or own or reading.tokens[person.first].feat("Case") not in ("Nom", None):
        return None
    return reading.tokens[person.first]


def subject_of(scene: Scene, draft: Draft, verb: Token, subject: Token) -> bool:
    """False where the tree errs: another clause stands between, or «в МИД [Нимории] сообщили» has its number wrong."""
    if not draft.unit.first <= subject.i < draft.unit.last or quoted_away(scene, draft, verb, subject):
        return False
    between = scene.reading.tokens[verb.i + 1 : subject.i]
    if any(t.feat("VerbForm") == "Fin" and scene.reading.tokens[t.i - 1].text == "," for t in between):
        return False
    alone = subject.feat("Number") == "Sing" and not scene.reading.kids(subject.i, "conj", "nummod", "nmod")
    return not (alone and verb.feat("Number") == "Plur" and subject.upos in ("PROPN", "PRON"))


def quoted_away(scene: Scene, draft: Draft, verb: Token, subject: Token) -> bool:
    """True for a noun that stands in quotation marks, and the verb outside them: ««мы строим», — заявили они»."""
    start = scene.reading.tokens[draft.unit.first].start
    stretches = scene.stretches_in(start, subject.start)
    return any(
        subject.start < s.closed and not s.opened < verb.start < s.closed
        for s in stretches
        if " " in scene.reading.text[s.start : s.end]
    )


def speaks_from(scene: Scene, place: Token) -> bool:
    """True for a place that speaks, a document, or «из письма»."""
    if place.lemma in scene.words("there") or place.feat("Case") == "Gen":
        return True
    return institution(scene, place) or place.lemma in scene.lexicon.documents


def relative(scene: Scene, pronoun: Token) -> Token | None:
    """The noun that «который» stands for."""
    for above in scene.reading.ancestors(pronoun.i):
        if above.rel.startswith("acl") and above.head >= 0:
            return scene.reading.tokens[above.head]
    return None


def quoted_person(scene: Scene, cue: Cue) -> Token | None:
    """«приводит слова [министра]», «цитирует [министра]»: who spoke is not the subject."""
    reading = scene.reading
    verb = reading.tokens[cue.head]
    if cue.kind == "phrase" and cue.last - 1 > cue.head:
        noun = reading.tokens[cue.last - 1]
        if noun.upos == "NOUN" and verb.lemma in scene.lexicon.carry:
            return next((t for t in reading.kids(noun.i, "nmod") if t.i > noun.i), None)
    if verb.lemma in scene.words("quoting"):
        for n in reading.names:
            if (
                n.kind == "PER"
                and cue.last <= n.first < cue.last + 10
                and reading.tokens[n.first].feat("Case") != "Nom"
            ):
                return reading.tokens[n.first]
        return next((t for t in reading.kids(verb.i, "obj") if t.i > verb.i), None)
    return None


def governors(scene: Scene, draft: Draft, verb: Token) -> list[Token]:
    """The verbs whose subject a gerund, a participle or a coordinated verb shares."""
    found = []
    if verb.feat("VerbForm") == "Conv":
        near = verb_before(scene, draft, verb.i)
        found += [near] if near is not None and near.i != verb.head else []
    while verb.head >= 0 and verb.rel.split(":")[0] in ("conj", "advcl", "acl", "xcomp", "obl", "nmod", "obj"):
        verb = scene.reading.tokens[verb.head]
        found.append(verb)
    return found


def place_head(scene: Scene, draft: Draft, verb: Token) -> Token | None:
    """«[в МИД] сообщили», «говорится [в сообщении ведомства]»."""
    reflexive = verb.lemma.endswith(tuple(scene.words("reflexive")))
    singular = verb.feat("Number") == "Sing" and not reflexive and verb.feat("Gender") != "Neut"
    one = singular and verb.feat("VerbForm") == "Fin"  # «сказал в порту» names a place, «сказали в порту» a source
    passive = verb.feat("Variant") == "Short" or reflexive
    for token in scene.reading.kids(verb.i, "obl", "nmod", "advmod"):
        case = [c.lemma for c in scene.reading.kids(token.i, "case")]
        issued = token.feat("Case") == "Gen" and not scene.words("out_of").isdisjoint(case)
        if issued and outside(draft, token) and not verb.feat("Gender"):
            return token
        if one or (token.lemma in scene.lexicon.talk and not passive) or token.lemma in scene.words("settings"):
            continue
        if token.lemma in scene.words("there"):
            return token
        if token.feat("Case") == "Loc" and not scene.words("located").isdisjoint(case) and outside(draft, token):
            return token
    return None


def frame_owner(scene: Scene, cue: Cue) -> Token | None:
    """«по словам [министра]», «по [его] мнению», «согласно [документу]»."""
    tokens = scene.reading.tokens
    for k in range(cue.first + 1, cue.head):
        if tokens[k].lemma in scene.words("personal") or tokens[k].text.lower() in scene.words("personal"):
            return tokens[k]
    noun = tokens[cue.head]
    owner = next((t for t in scene.reading.kids(cue.head, "nmod", "flat", "appos") if t.i > cue.head), None)
    if owner is not None and noun.lemma not in scene.lexicon.documents:
        return owner
    if noun.lemma in scene.lexicon.documents and tokens[cue.first].text.lower() in scene.words("according"):
        return noun
    if owner is None and cue.last < len(tokens) and tokens[cue.last].upos in ("PROPN", "NOUN"):
        return tokens[cue.last]
    return owner
