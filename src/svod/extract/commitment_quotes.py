"""Commitments in quotes: promises, demands, threats and forecasts by the quote's act, or by a sentence of it.

In: a stage. Out: drafts. Of a quote of several sentences only those count that say it. Looks at no event.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.commitment_scene import Draft, Stage, heads
from svod.extract.commitment_sides import find_addressees, find_holder
from svod.extract.letters import plain
from svod.read import Token
from svod.records import Mention, Quote

KINDS = {"promise": "promise", "demand": "demand", "threaten": "threat", "forecast": "forecast", "refuse": "promise"}
MANY = 3  # sentences of one quote that may be one commitment
BESIDE = ("conj", "ccomp", "xcomp", "csubj", "aux", "parataxis")  # what tells when as well as the main word


def find_quoted(stage: Stage) -> Iterator[Draft]:
    """The commitments of all quotes, in text order of the quotes."""
    for quote in stage.scene.quotes:
        kind = "promise" if stage.has("announcing.lemmas", *cue_words(stage, quote)) else KINDS.get(quote.act)
        if kind is not None:
            draft = by_act(stage, quote, kind)
            if draft is not None:
                yield draft
                continue
        yield from by_sentence(stage, quote)


def by_act(stage: Stage, quote: Quote, kind: str) -> Draft | None:
    """The commitment that a quote's act makes of it."""
    cue = cue_words(stage, quote)
    explicit = any(stage.explicit(quote.act, t) for t in cue) or stage.has("announcing.lemmas", *cue)
    if kind == "forecast" and stage.has("hopes.lemmas", *cue):
        return None
    if kind == "demand" and stage.has("advice.lemmas", *cue) and quote.speaker_code is None:
        return None
    if quote.speaker_type == "outlet" and not (explicit and kind == "forecast"):
        return None
    if not explicit and kind == "demand" and quote.speaker_code is None:
        return None
    if kind == "demand" and stage.has("suggesting.lemmas", *cue) and "infinitive" not in quote.origin.rule:
        return None
    if not explicit and quote.speaker_type == "unknown" and kind != "forecast":
        return None
    if kind == "threat" and "infinitive" in quote.origin.rule and not any(t.i in stage.triggers for t in cue):
        return None  # «нехватка денег грозит сорвать планы»
    parts, root = narrow(stage, quote, kind, explicit)
    if not parts or root is None:
        return None
    main = stage.token(root)
    if kind == "demand" and stage.has("asking.lemmas", main):
        return None
    if not explicit and not suits(stage, quote, kind, main):
        return None
    if kind == "forecast" and not is_coming(stage, main):
        return None
    if kind == "forecast" and not explicit and is_future(stage, main) and told_of_self(stage, quote, main):
        kind = "promise" if main.feat("Person") == "1" else "plan"
    return make_draft(stage, quote, kind, parts, root)


def told_of_self(stage: Stage, quote: Quote, main: Token) -> bool:
    """True where an official tells what his own side will do: «[Лондон] предложит», said in London."""
    if main.feat("Person") == "1":
        return True
    event = stage.triggers.get(main.i)
    if event is not None and event.when_basis == "said" and any(p.code == quote.speaker_code for p in event.actors):
        return quote.speaker_code is not None
    bodies = [m for m in subjects(stage, main) if m.entity in ("state", "organization", "group") or m.kind == "metonym"]
    return any(m.code is not None and m.code == quote.speaker_code for m in bodies)


def make_draft(stage: Stage, quote: Quote, kind: str, parts: tuple[tuple[int, int], ...], root: int) -> Draft | None:
    """A draft of a quote's words; None where nobody known holds it."""
    holder, words = find_holder(stage, quote)
    if holder is None and not quote.according_to:
        return None
    main = stage.token(root)
    return Draft(
        kind,
        parts,
        root,
        holder,
        find_addressees(stage, quote, kind, main, holder),
        words,
        next((e for e in quote.evidence if e.role == "cue"), None),
        quote,
        None,
        quote.according_to or ((holder.name,) if holder else ()),
        is_negated(stage, main, refusing=kind != "demand")
        != (quote.act == "refuse" and any(stage.explicit("refuse", t) for t in cue_words(stage, quote))),
        f"quote: {quote.act}",
    )


def cue_words(stage: Stage, quote: Quote) -> list[Token]:
    """The tokens of the cue."""
    spans = [e.span for e in quote.evidence if e.role == "cue"]
    return [stage.token(i) for s in spans for i in stage.scene.reading.within(s.start, s.end)]


def sentences(stage: Stage, quote: Quote) -> list[tuple[int, int]]:
    """The sentences of a quote's words, as characters, cut to its parts."""
    found = []
    for part in (e.span for e in quote.evidence if e.role == "content"):
        inside = stage.scene.reading.within(part.start, part.end)
        for number in sorted({stage.token(i).sentence for i in inside}):
            sentence = stage.scene.reading.sentences[number]
            start, end = max(part.start, sentence.start), min(part.end, sentence.end)
            if start < end and stage.scene.article.text[start:end].strip():
                found.append((start, end))
    return found


def narrow(stage: Stage, quote: Quote, kind: str, explicit: bool) -> tuple[tuple[tuple[int, int], ...], int | None]:
    """The sentences of a quote that say it, and the main word of the first; all of them where there is but one."""
    some = sentences(stage, quote)
    some = [s for s in some if not asks(stage, s)]
    kept = some if len(some) == 1 else [s for s in some if says(stage, s, kind)]
    if not kept and explicit and len(some) <= MANY:
        kept = some
    kept = kept[:MANY]
    root = next((t.i for s in kept for t in [main_word(stage, s)] if t is not None), None)
    return joined(stage, kept, quote), root


def joined(stage: Stage, some: list[tuple[int, int]], quote: Quote) -> tuple[tuple[int, int], ...]:
    """Sentences next to each other as one part."""
    found: list[tuple[int, int]] = []
    whole = [(e.span.start, e.span.end) for e in quote.evidence if e.role == "content"]
    for start, end in some:
        between = stage.scene.article.text[found[-1][1] : start] if found else "x"
        same = found and any(a <= found[-1][0] and end <= b for a, b in whole)
        if same and not between.strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def main_word(stage: Stage, span: tuple[int, int]) -> Token | None:
    """The predicate of a sentence's words: the first that no other of them governs in a clause of its own."""
    inside = stage.scene.reading.within(*span)
    first = None
    for token in heads(stage, *span):
        first = first or token
        own = token.rel.split(":")[0] not in ("advcl", "acl") or token.feat("VerbForm") == "Inf"
        if own and token.upos in ("VERB", "ADJ", "AUX", "NOUN", "ADV"):
            return token
    verb = next((stage.token(i) for i in inside if stage.token(i).feat("VerbForm") in ("Fin", "Inf")), None)
    return verb or first


def asks(stage: Stage, span: tuple[int, int]) -> bool:
    """True for a question."""
    return stage.scene.text(*span).rstrip(' »"“”').endswith("?")


def says(stage: Stage, span: tuple[int, int], kind: str) -> bool:
    """True when a sentence itself promises, demands, threatens or foresees."""
    inside = [stage.token(i) for i in stage.scene.reading.within(*span)]
    main = main_word(stage, span)
    if main is None:
        return False
    near = close(stage, main)
    if kind == "demand":
        own = [t for t in near if stage.has("signs.demand", t)]
        asked = any(not (t.feat("VerbForm") == "Fin" and is_negated(stage, t)) for t in own)
        return asked or main.feat("Mood") == "Imp"
    if kind == "promise":
        said = stage.has("signs.promise", *near)
        return said or (is_future(stage, main) and not stage.has("courtesy.lemmas", main))
    if kind == "threat":
        return stage.has("signs.threat", *inside) and (is_future(stage, main) or main.feat("Tense") != "Past")
    return is_coming(stage, main)


def is_future(stage: Stage, main: Token) -> bool:
    """True for «построим», «будем строить», «будут наказаны»."""
    if main.feat("VerbForm") == "Fin" and main.upos in ("VERB", "AUX") and main.feat("Tense") == "Fut":
        return True
    if main.feat("VerbForm") == "Fin" and main.feat("Aspect") == "Perf" and main.feat("Tense") == "Pres":
        return True
    helped = [main, *stage.scene.reading.kids(main.i, "aux", "cop")]
    return any(plain(t.text) in stage.scene.book.lists["future_auxiliaries"] for t in helped)


def is_coming(stage: Stage, main: Token) -> bool:
    """True for what is to come or may come: a future, «может», «есть риск», «ожидается»; not «с риском»."""
    kids = stage.scene.reading.kids(main.i)
    bare = [k for k in kids if not stage.scene.reading.kids(k.i, "case")]
    if is_future(stage, main) or stage.has("signs.forecast", main, *bare):
        return True
    below = [k for t in kids for k in stage.scene.reading.kids(t.i, "aux")]
    return any(is_future(stage, t) for t in (*kids, *below) if t.rel.startswith(BESIDE))


def suits(stage: Stage, quote: Quote, kind: str, main: Token) -> bool:
    """After a cue that only says: a promise or threat is of one's own side, a demand has a word that demands."""
    if kind in ("promise", "threat"):
        if main.feat("Tense") == "Past" and main.feat("Variant") != "Short":
            return False
        coming = (
            kind == "threat"
            or main.feat("VerbForm") == "Inf"
            or quote.act == "refuse"
            or is_future(stage, main)
            or stage.has("signs.promise", *close(stage, main))
        )
        return coming and own_side(stage, quote, main)
    if kind == "demand":
        near = close(stage, main)
        mine = any(t.feat("Person") == "1" for t in (main, *stage.scene.reading.kids(main.i, "nsubj")))
        if mine and not stage.explicit("demand", main):
            return False  # «мы должны»
        if any(m.entity == "state" and m.code == quote.speaker_code for m in subjects(stage, main)):
            return False  # «Берлин должен», said in Berlin
        if not subjects(stage, main) and any(stage.explicit("assess", t) for t in cue_words(stage, quote)):
            return False  # «всё это должно быть иначе, считает депутат»
        if any(t.feat("Tense") == "Past" for t in near if t.rel in ("cop", "aux")):
            return False  # «должны были применить»
        return stage.has("signs.demand", *near) or main.feat("Mood") == "Imp" or main.feat("VerbForm") == "Inf"
    return True


def close(stage: Stage, main: Token) -> list[Token]:
    """The main word with those that belong to its own clause."""
    kids = stage.scene.reading.kids(main.i)
    return [main, *(k for k in kids if k.rel.split(":")[0] not in ("conj", "parataxis", "advcl", "acl"))]


def subjects(stage: Stage, main: Token) -> list[Mention]:
    """The mentions at the subject of a word."""
    return [m for s in stage.scene.reading.kids(main.i, "nsubj") for m in stage.scene.at[s.i]]


def own_side(stage: Stage, quote: Quote, main: Token) -> bool:
    """True unless the subject of the words is somebody of another state: «[Киев] ответит», said in Moscow."""
    codes = {m.code for m in subjects(stage, main)} - {None}
    return not codes or quote.speaker_code is None or quote.speaker_code in codes


def is_negated(stage: Stage, main: Token, *, refusing: bool = True) -> bool:
    """True for «не допустим», «не вмешиваться», «откажется»; not for «не откажется», «не останется без ответа»."""
    kids = stage.scene.reading.kids(main.i)
    below = [t for k in kids if k.rel.startswith("aux") for t in stage.scene.reading.kids(k.i)]
    denied = any(plain(k.text) in stage.scene.book.lists["negations"] for k in (*kids, *below) if k.i < main.i)
    lacks = any(plain(t.text) in stage.scene.book.lists["without"] for k in kids for t in stage.scene.reading.kids(k.i))
    return (denied and not lacks) != (refusing and stage.explicit("refuse", main))


def by_sentence(stage: Stage, quote: Quote) -> Iterator[Draft]:
    """What a direct quote of another act promises or demands in the first person: «Мы построим», «Мы требуем»."""
    if quote.kind != "direct" or quote.speaker_type in ("outlet", "unknown", "document") or quote.speaker_code is None:
        return
    for span in sentences(stage, quote):
        main = main_word(stage, span)
        if main is None or main.feat("Person") != "1" or not says_self(stage, main, span):
            continue
        demands = stage.explicit("demand", main) and main.feat("Tense") != "Fut"
        kind = "demand" if demands else "promise"
        draft = make_draft(stage, quote, kind, (span,), main.i)
        if draft is not None:
            yield draft


def says_self(stage: Stage, main: Token, span: tuple[int, int]) -> bool:
    """True for a first person that promises or demands: no question, no courtesy, no «посмотрим»."""
    inside = stage.scene.reading.within(*span)
    if asks(stage, span) or stage.has("courtesy.lemmas", main):
        return False
    if stage.explicit("demand", main):
        return not stage.has("advice.lemmas", main) and not is_negated(stage, main)
    return is_future(stage, main) and not any(
        stage.token(i).rel == "mark" and stage.token(i).head == main.i for i in inside
    )
