"""Whose a state of affairs is and between whom, and what narrows it, from the words around it.

In: a stage, the word that names it and the stance. Out: parties with the words that name them, lemmas of its scope.
Two states that only the sentence or the article names are lent where it is said to be between two («двусторонний»).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from svod.extract.claim_words import Draft, Sense, Stage, Stance
from svod.extract.event_frames import Frame, frame
from svod.extract.event_setting import find_pair, state_names
from svod.extract.event_sides import Side, find_sides
from svod.extract.event_words import preposition
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Evidence, Mention, Party
from svod.spans import make_evidence

PHRASE = ("nmod", "amod", "appos", "flat", "conj", "det", "nummod")
NARROWS = ("NOUN", "ADJ", "PROPN", "X", "VERB")
WIDE = 14  # tokens of clauses that say what it is of
MOST = 6  # lemmas of a scope
SELF = ("denies", "denies what is said", "confirms", "does not confirm", "insists")  # of himself, where of nobody else
TALKS = ("CONSULT", "AGREE")


def make_draft(stage: Stage, token: Token, sense: Sense, stance: Stance) -> Draft:
    """The draft of a claim with all that its own words say of sides and scope."""
    around = list(phrase_tokens(stage, token, stance, sense))
    if sense.topic.shape == "between":
        named = list(find_named(stage, around))
        scope = find_scope(stage, token, around, [t for t, _ in named])
        parties = unique(m for _, m in named)
        words = tuple(dict.fromkeys(evidence_of(stage, m) for _, m in named))
        mutual = any(stage.words.has("sides.mutual", t) or related(stage, t) for t in around)
        about = tuple(make_party(stage, m) for m in parties)
        strange = any(unknown(stage, t) for t in around)
        return Draft(token, sense, stance, None, about, scope, words, mutual, tellers_of(stage, stance), strange)
    owner = find_owner(stage, token, sense, stance)
    taken = range(owner.token, owner.token + 1) if owner else range(0)
    named = [(t, m) for t, m in find_named(stage, around) if t.i not in taken and not same(owner, m)]
    scope = find_scope(stage, token, around, [t for t, _ in named])
    words = (make_evidence("actor", stage.scene.article, owner.start, owner.end),) if owner else ()
    others = unique(m for _, m in named)
    about = tuple(make_party(stage, m) for m in others)
    words += tuple(evidence_of(stage, m) for m in others)
    return Draft(token, sense, stance, owner.party if owner else None, about, scope, tuple(dict.fromkeys(words)), False,
                 tellers_of(stage, stance))  # fmt: skip


def tellers_of(stage: Stage, stance: Stance) -> tuple[Party, ...]:
    """The subject of the verb that says so: «[МИД] отрицает»."""
    if stance.teller is None:
        return ()
    seen = frame(stage.scene.reading, stance.teller.i, stage.scene.book, noun=False)
    return tuple(s.party for s in find_sides(stage.scene, seen, ("subject",))[:1])


# --------------------------------------------------------------------------------------------------- words around


def phrase_tokens(stage: Stage, token: Token, stance: Stance, sense: Sense) -> Iterator[Token]:
    """The tokens of its noun phrase, of the carriers above it, and of phrases beside it that say between whom."""
    seen = {token.i}
    if sense.topic.wide:
        last = min(stage.scene.reading.subtree(token.i)[1], token.i + 1 + WIDE)
        yield from (stage.token(i) for i in range(token.i + 1, last))
        seen |= set(range(token.i + 1, last))
    stack = [token]
    while stack:
        word = stack.pop()
        if word is not token:
            yield word
        for kid in stage.kids(word, *PHRASE, *(("obl",) if word is token and sense.way != "noun" else ())):
            joined = kid.rel == "conj" and word is token and kid.upos == "NOUN"
            outside = sense.topic.shape == "between" and apart(stage, kid)
            if kid.i not in seen and kid.feat("VerbForm") is None and not joined and not outside:
                seen.add(kid.i)
                stack.append(kid)
        head = stage.head(word)
        if word is token or stage.words.has("carriers.being", word):
            if head is not None and stage.words.has("carriers.being", head) and head.i not in seen:
                seen.add(head.i)
                stack.append(head)
            elif head is not None:
                for kid in beside(stage, head, stance, sense):
                    if kid.i not in seen:
                        seen.add(kid.i)
                        stack.append(kid)


def apart(stage: Stage, kid: Token) -> bool:
    """True for a phrase that says on what or why, not between whom: «под эгидой ОБСЕ», «в вопросе о торговле»."""
    prep = preposition(stage.scene.reading, kid, stage.scene.book)
    if prep in stage.scene.book.lists["direction_prepositions"] and kid.feat("Case") == "Acc":
        return True
    if prep in stage.words.lists["sides.within"]:
        return not stage.words.has("sides.relations", kid) and not stage.scene.at[kid.i]
    return bool(prep) and prep not in stage.words.lists["sides.between"]


def beside(stage: Stage, head: Token, stance: Stance, sense: Sense) -> Iterator[Token]:
    """Phrases of the clause that say between whom or of what it is: «[между X и Y] не было кризиса»."""
    if stance.head is None or head.i != stance.head.i or stance.teller is not None:
        return
    for kid in stage.kids(head, "obl", "nmod"):
        prep = preposition(stage.scene.reading, kid, stage.scene.book)
        of_it = sense.topic.wide and prep and prep not in stage.words.lists["sides.owner"]
        relations = prep in stage.words.lists["sides.within"] and stage.words.has("sides.relations", kid)
        if of_it or relations or prep in stage.words.lists["sides.level"]:
            yield kid


def related(stage: Stage, token: Token) -> bool:
    """True for «отношений», «двух стран»; not for «27 стран», «стран Европы»."""
    if stage.words.has("sides.relations", token):
        return True
    return parties_meant(stage, token) and not narrowed(stage, token)


def parties_meant(stage: Stage, token: Token) -> bool:
    """True for several states that are not named."""
    return stage.words.has("sides.parties", token) and token.feat("Number") == "Plur"


def narrowed(stage: Stage, token: Token) -> bool:
    """True where a number, an adjective or a genitive says that they are others than the two spoken of."""
    words = stage.words
    numbers = [k for k in stage.kids(token, "nummod") if not words.has("sides.two", k)]
    adjectives = [
        k for k in stage.kids(token, "amod") if not (words.has("sides.idle", k) or words.has("sides.mutual", k))
    ]
    return bool(numbers or adjectives or stage.kids(token, "nmod"))


def unknown(stage: Stage, token: Token) -> bool:
    """True for a name without a state, and for states that are others than the two spoken of."""
    nameless = token.upos in ("PROPN", "X") and not any(m.code for m in stage.scene.at[token.i])
    return nameless or (parties_meant(stage, token) and narrowed(stage, token))


def find_named(stage: Stage, around: Iterable[Token]) -> Iterator[tuple[Token, Mention]]:
    """The mentions of actors with a state, or of people, at tokens, each token's longest or all its adjectives."""
    for token in sorted(around, key=lambda t: t.i):
        here = [m for m in stage.scene.at[token.i] if m.code or (m.entity == "person" and m.name)]
        adjectives = [m for m in here if m.kind == "adjective"]
        heads = [m for m in here if m.entity not in ("outlet",)]
        for mention in adjectives or heads[:1]:
            yield token, mention


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention per state, per person where that is whom it is about."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        kept.setdefault(mention.code or mention.chain, mention)
    return list(kept.values())


def make_party(stage: Stage, mention: Mention) -> Party:
    """The party of a mention: the state itself for places and adjectives."""
    name = mention.name
    if mention.entity in ("state", "place") or name is None:
        name = state_names(stage.scene.pack).get(mention.code or "") or name
    called = name or stage.scene.names.get(mention.chain) or mention.evidence[0].text
    return Party(called, mention.code, mention.id, "clause")


def evidence_of(stage: Stage, mention: Mention) -> Evidence:
    """The words of a mention as those of a side."""
    span = mention.evidence[0].span
    return make_evidence("actor", stage.scene.article, span.start, span.end)


def find_scope(stage: Stage, token: Token, around: Iterable[Token], named: list[Token]) -> tuple[str, ...]:
    """Lemmas of what narrows it: «энергетический», «причастности», «взрыву»; none of sides and relations."""
    words, taken = stage.words, {t.i for t in named}
    found = []
    for t in sorted(around, key=lambda t: t.i):
        if t.upos not in NARROWS or t.i in taken or stage.scene.at[t.i] or related(stage, t):
            continue
        if any(words.has(f"sides.{name}", t) for name in ("idle", "mutual", "relations", "parties")):
            continue
        paired = any(plain(t.lemma) == adjective for adjective, _ in words.pairs.values())
        if paired or words.has("carriers.being", t) or in_time(stage, t):
            continue
        found.append(plain(t.lemma))
    return tuple(dict.fromkeys(found))[:MOST]


def in_time(stage: Stage, token: Token) -> bool:
    """True for a word of a time."""
    return any(t.evidence[0].span.start <= token.start < t.evidence[0].span.end for t in stage.scene.times)


# --------------------------------------------------------------------------------------------------- owners


def find_owner(stage: Stage, token: Token, sense: Sense, stance: Stance) -> Side | None:
    """Whose it is: a genitive, «у X», the subject of what is predicated, of «имеет», the accused, the denier."""
    scene = stage.scene
    if stance.owner is not None:
        return first(find_sides(scene, frame(scene.reading, stance.owner.i, scene.book, noun=False), ("object",)))
    if sense.way != "noun":
        return first(find_sides(scene, frame(scene.reading, token.i, scene.book, noun=False), ("subject",)))
    seen = frame(scene.reading, token.i, scene.book, noun=True)
    slots = ("poss",) if sense.topic.key == "evidence" else ("poss", "adj", "Gen", "Ins")
    direct = {k: tuple(i for i in v if stage.token(i).head == token.i) for k, v in seen.slots.items() if k in slots}
    direct["aside"] = tuple(aside(stage, token, stance))
    found = named_there(stage, first(find_sides(scene, Frame(direct, (), False, False), (*slots, "aside"))))
    if found is not None:
        return found
    falls = stance.head is not None and sense.topic.led and stage.words.has("says.fall", stance.head)
    named = falls or (
        stance.head is not None and any(stage.words.has(f"says.{x}", stance.head) for x in ("show", "be"))
    )
    if stance.head is not None and stance.teller is None and named:
        seen = frame(scene.reading, stance.head.i, scene.book, noun=False)
        return named_there(stage, first(find_sides(scene, seen, ("subject",))))
    if stance.teller is not None and stance.rule in SELF:
        return first(find_sides(scene, frame(scene.reading, stance.teller.i, scene.book, noun=False), ("subject",)))
    return None


def aside(stage: Stage, token: Token, stance: Stance) -> Iterator[int]:
    """«У Чили нет доказательств», «угроза со стороны Чили»."""
    for word in (token, *((stance.head,) if stance.head else ())):
        for kid in stage.kids(word, "obl", "nmod"):
            if preposition(stage.scene.reading, kid, stage.scene.book) in stage.words.lists["sides.owner"]:
                yield kid.i


def first(sides: tuple[Side, ...]) -> Side | None:
    """The first side that acts for a state or is somebody with a name."""
    return next((s for s in sides if s.party.code or s.entity == "person"), None)


def named_there(stage: Stage, side: Side | None) -> Side | None:
    """A side that its own word names: not «реализация плана по Чили»."""
    return side if side is not None and stage.scene.at[side.token] else None


def same(side: Side | None, mention: Mention) -> bool:
    """True when a mention is the side itself."""
    if side is None:
        return False
    inside = side.start <= mention.evidence[0].span.start < side.end
    return inside or (side.chain is not None and side.chain == mention.chain)


# --------------------------------------------------------------------------------------------------- lent sides


def lend(stage: Stage, draft: Draft) -> tuple[Party, ...]:
    """The two sides of what is between two and names fewer: of the talks it led to, the denier's, the pair that the
    sentence or the whole article is about.
    """
    known = {p.code for p in draft.about if p.code}
    if draft.strange:
        return draft.about
    for codes, basis in candidates(stage, draft):
        if len(codes) == 2 and known == set(codes):
            return draft.about
        if len(codes) == 2 and known <= set(codes):
            names = state_names(stage.scene.pack)
            own = {p.code: p for p in draft.about}
            return tuple(own.get(c) or Party(names.get(c, c), c, None, basis) for c in codes)
    return draft.about


def candidates(stage: Stage, draft: Draft) -> Iterator[tuple[tuple[str, ...], str]]:
    """Pairs of states that may be meant, the likeliest first, with the basis of each."""
    for kid in stage.kids(draft.token, "acl"):
        for i in range(*stage.scene.reading.subtree(kid.i)):
            event = stage.triggers.get(i)
            if event is not None and event.type in TALKS:
                yield tuple(dict.fromkeys(p.code for p in event.actors if p.code)), "telling"
    if not draft.mutual:
        return
    tellers = [p.code for p in draft.tellers if p.code]
    own = [p.code for p in draft.about if p.code]
    if tellers:
        yield tuple(dict.fromkeys((*own, *tellers))), "speaker"
    yield tuple(sorted(find_pair(stage.scene))), "pair"
    here = stage.scene.reading.sentences[draft.token.sentence]
    near = [m for t in stage.scene.reading.of(here) for m in stage.scene.at[t.i] if m.entity in ("state", "place")]
    yield tuple(sorted({m.code for m in near if m.code and not m.code.startswith("IGO")})), "passage"
