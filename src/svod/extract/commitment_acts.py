"""Commitments that a word tells without a quote: «намерен построить», «призвал к переговорам», «пригрозил санкциями».

In: a stage. Out: drafts whose words are the complement. What a quote holds already is left to `commitment_quotes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from svod.extract.commitment_quotes import is_negated
from svod.extract.commitment_scene import Draft, Stage, Word
from svod.extract.commitment_sides import as_holder, evidence_of, others, sides_of
from svod.extract.commitment_terms import find_term
from svod.extract.event_frames import frame
from svod.extract.event_scene import quote_at
from svod.extract.event_sides import Side, resolve
from svod.extract.event_source import vouchers
from svod.extract.event_status import find_status
from svod.extract.event_words import preposition
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Party
from svod.spans import make_evidence, trim

CLAUSES = ("advcl", "acl:relcl", "parataxis")
INFINITIVES = ("xcomp", "ccomp", "acl", "csubj", "nmod", "advcl")
KNOWN = ("coded", "speaker", "telling")
LONGEST = 40  # tokens
HOLDERS = ("subject",)
OF_NOUNS = ("subject", "Gen", "adj")


def find_told(stage: Stage, taken: set[int]) -> Iterator[Draft]:
    """The commitments that words tell, in text order; none at the tokens taken by the cues of quotes."""
    for token in (stage.token(i) for i in stage.scene.having(stage.words.telling) if i not in taken):
        for word in stage.words.acts[plain(token.lemma)]:
            draft = read_word(stage, token, word)
            if draft is not None:
                yield draft
                break


def read_word(stage: Stage, token: Token, word: Word) -> Draft | None:
    """The commitment that one word tells; None where its complement, its holder or its tense does not serve."""
    event = stage.triggers.get(token.i)
    if not fits_tense(stage, token, word) or (word.needs and (event is None or event.type != word.needs)):
        return None
    found = complement(stage, token, word)
    if found is None:
        return None
    root, span = found
    if token.upos != "NOUN" and find_status(stage.scene, token.i, ()) not in ("actual", "negated"):
        return None
    negated = token.upos != "NOUN" and is_negated(stage, token)
    if negated and word.kind != "plan":
        return None
    holder, side = find_doer(stage, token, span)
    if holder is None or (word.kind == "plan" and holder.code is None):
        return None
    quote = quote_at(stage.scene, token.start)
    draft = Draft(
        word.kind,
        (span,),
        root.i,
        holder,
        find_asked(stage, token, word.kind, span, holder),
        evidence_of(stage, "speaker", side) if side else None,
        make_evidence("cue", stage.scene.article, token.start, token.end),
        None,
        event if event is not None and event.type in ("AGREE", "REQUEST", "THREATEN") else None,
        vouchers(stage.scene, quote),
        negated != is_negated(stage, root, refusing=word.kind != "demand"),
        f"word: {plain(token.lemma)}",
        stage.triggers.get(root.i),
    )
    return draft if word.tense != "dated" or find_term(stage, draft).time else None


def fits_tense(stage: Stage, token: Token, word: Word) -> bool:
    """True unless a plan is told in the past: «планировал», «был намерен»."""
    if token.upos == "NOUN":
        return token.feat("Case") != "Dat"  # «отвечает требованиям»
    if token.feat("VerbForm") in ("Inf", "Conv"):
        return token.feat("VerbForm") == "Conv"
    if word.tense != "now":
        return True
    helped = any(k.feat("Tense") == "Past" for k in stage.scene.reading.kids(token.i, "cop", "aux"))
    if helped or token.feat("Variant") == "Short":
        return not helped
    return token.feat("Tense") != "Past" and token.feat("VerbForm") != "Part"


def complement(stage: Stage, token: Token, word: Word) -> tuple[Token, tuple[int, int]] | None:
    """What is promised, demanded or planned, and its characters: the first of the word's slots that holds a deed."""
    seen = frame(stage.scene.reading, token.i, stage.scene.book, noun=token.upos == "NOUN").slots
    for slot in word.takes:
        for kid in fillers(stage, token, slot, seen):
            if kid.i > token.i and is_deed(stage, kid) and not is_side(stage, token, kid):
                span = words_of(stage, kid, token)
                if span is not None:
                    return kid, span
    return None


def fillers(stage: Stage, token: Token, slot: str, seen: Mapping[str, tuple[int, ...]]) -> list[Token]:
    """The words in one slot, its own or its object's: «призвал стороны [к прекращению] огня»."""
    reading = stage.scene.reading
    if slot == "inf":
        return [k for k in reading.kids(token.i, *INFINITIVES) if k.feat("VerbForm") == "Inf"]
    found = [stage.token(i) for i in seen.get(slot, ()) if stage.token(i).head == token.i]
    opener, _, case = slot.partition("+")
    for kid in reading.kids(token.i, "obj", "iobj") if case else ():
        for below in reading.kids(kid.i, "nmod"):
            if below.feat("Case") == case and preposition(reading, below, stage.scene.book) == opener:
                found.append(below)
    return found


def is_deed(stage: Stage, word: Token) -> bool:
    """True for an infinitive or noun that can be promised: no idle verb, nobody, no relative or pronoun."""
    if word.feat("VerbForm") == "Inf":
        return not stage.has("idle.lemmas", word)
    if word.upos != "NOUN" or word.feat("Animacy") == "Anim" or stage.has("idle.nouns", word):
        return False
    return not any(
        m.kind not in ("adjective",)
        and m.entity in ("person", "state", "organization")
        and head_of(stage, m.evidence[0].span.start, m.evidence[0].span.end, word)
        for m in stage.scene.at[word.i]
    )


def is_side(stage: Stage, token: Token, word: Token) -> bool:
    """True for who acts or is asked in the event of the word: no deed, «призвала [все государства]»."""
    event = stage.triggers.get(token.i)
    spans = [e.span for e in event.evidence if e.role in ("actor", "recipient")] if event else []
    return any(s.start <= word.start < s.end for s in spans) and word.feat("VerbForm") != "Inf"


def head_of(stage: Stage, start: int, end: int, word: Token) -> bool:
    """True when a word is the head of characters [start, end): the mention is of it, not of its genitive."""
    inside = stage.scene.reading.within(start, end)
    return word.i in inside and word.head not in inside


def words_of(stage: Stage, root: Token, cue: Token) -> tuple[int, int] | None:
    """The characters of a complement: its subtree from its own first word on, clauses that only add left out."""
    reading = stage.scene.reading
    last = reading.subtree(root.i)[1]
    sentence = reading.sentences[root.sentence]
    last = min(last, sentence.last)
    for kid in reading.kids(root.i, *CLAUSES):
        if kid.i > root.i and kid.rel.startswith("parataxis"):
            last = min(last, reading.subtree(kid.i)[0])
    own = [k for k in reading.kids(root.i) if k.i < root.i and k.rel != "punct"]
    own = [k for k in own if k.i > cue.i or (k.rel == "obj" and k.upos in ("NOUN", "PROPN"))]
    first = min([root.i, *(reading.subtree(k.i)[0] for k in own)])
    last = min(last, first + LONGEST)
    while last - 1 > root.i and stage.token(last - 1).upos in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
        last -= 1
    start, end = trim(stage.scene.article.text, stage.token(first).start, stage.token(last - 1).end)
    return (start, end) if start < end else None


def find_doer(stage: Stage, token: Token, span: tuple[int, int]) -> tuple[Party | None, Side | None]:
    """Who promises, demands, plans: the subject, or the speaker where he speaks of himself; somebody with a state."""
    noun = token.upos in ("NOUN", "PROPN")
    sides = [s for s in sides_of(stage, token, OF_NOUNS if noun else HOLDERS) if s.entity != "outlet"]
    sides = [s for s in sides if not span[0] <= s.start < span[1]] or nearest(stage, token)
    if (
        noun
        and not sides_of(stage, token, ("Gen",))
        and any(k.feat("Case") == "Gen" for k in nouns_of(stage, token, span))
    ):
        return None, None  # «заявила о готовности [страны]»: whose it is is not known
    known = [s for s in sides if s.party.code or (s.entity in ("organization", "group") and s.party.name)]
    if known:
        heads = stage.scene.reading.kids(token.i, "nsubj")
        late = [s for s in known if len(heads) > 1 and s.token >= heads[-1].i]
        first = (late or known)[0]  # of two subjects, where a page lost a space, the nearer one
        return as_holder(first), first
    event = stage.triggers.get(token.i)
    if event is not None:
        told = [p for p in event.actors if p.code and p.basis in KNOWN]
        if told:
            return told[0], None
    quote = quote_at(stage.scene, token.start)
    seen = frame(stage.scene.reading, token.i, stage.scene.book, noun=noun)
    mine = any(stage.token(i).feat("Person") == "1" for i in seen.slots.get("subject", ()))
    if quote is not None and quote.speaker and (seen.speaker or mine):
        return Party(quote.speaker, quote.speaker_code, quote.speaker_mention, "speaker"), None
    return None, None


def nouns_of(stage: Stage, noun: Token, span: tuple[int, int]) -> list[Token]:
    """The nouns that hang on a noun, those of its complement left out."""
    below = stage.scene.reading.kids(noun.i, "nmod")
    return [k for k in below if k.upos in ("NOUN", "PROPN") and not span[0] <= k.start < span[1]]


def nearest(stage: Stage, verb: Token) -> list[Side]:
    """The nearest noun before a finite verb that can be its subject, where the parser hung it elsewhere."""
    first = stage.scene.reading.sentences[verb.sentence].first
    for i in range(verb.i - 1, first - 1, -1) if verb.feat("VerbForm") == "Fin" else ():
        word = stage.token(i)
        if word.feat("VerbForm") in ("Fin", "Part", "Conv") or word.text in ";:()«»—–":
            break
        if word.feat("Case") == "Nom" and word.feat("Number") == verb.feat("Number") and word.upos in ("NOUN", "PROPN"):
            return [s for s in resolve(stage.scene, i) if s.party.code]
    return []


def find_asked(stage: Stage, token: Token, kind: str, span: tuple[int, int], holder: Party) -> tuple[Party, ...]:
    """Who is asked, threatened or promised something, named outside the complement."""
    event = stage.triggers.get(token.i)
    if kind == "plan":
        return ()
    found: tuple[Party, ...] = ()
    if event is not None:
        words = [e.span.start for e in event.evidence if e.role == "recipient"]
        named = [p for p, at in zip(event.recipients, words, strict=False) if not span[0] <= at < span[1]]
        found = tuple(p for p in named if p.basis in ("clause", "coded"))
    if not found:
        slots = tuple(stage.scene.book.addressee) if kind == "demand" else ("Dat",)
        some = sides_of(stage, token, slots)
        found = tuple(s.party for s in some if not span[0] <= s.start < span[1])
    return others(stage, found, holder)
