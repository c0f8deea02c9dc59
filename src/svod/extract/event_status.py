"""How far an event is fact: actual, future, hypothetical or negated, read from the words that govern its trigger.

Goes in: a scene, the trigger and its light words. Comes out: one of the four. Judges grammar, not truth: what a
quoted speaker states as fact is actual, and stands on the speaker's word.
"""

from __future__ import annotations

from collections.abc import Iterator

from svod.extract.event_scene import Scene
from svod.extract.event_words import is_light, preposition
from svod.extract.letters import plain
from svod.read import Token
from svod.read.reading import ROOT

HIGH = 8  # how many governors may colour the trigger
CLAUSAL = ("ccomp", "advcl", "acl", "csubj", "parataxis", "root")


def find_status(scene: Scene, i: int, light: tuple[int, ...]) -> str:
    """The factuality of the event whose trigger is token i, carried by `light` words, nearest first."""
    word = scene.reading.tokens[i]
    own = own_status(scene, word)
    if own:
        return own
    if performed(scene, word):
        return "actual"
    for head in governors(scene, word):
        verdict = governed(scene, word, head, light)
        if verdict:
            return verdict
        word = head
    return "actual"


def performed(scene: Scene, word: Token) -> bool:
    """True for what is done by saying that one wants to: «хочу поблагодарить», «позвольте поздравить»."""
    head = scene.reading.tokens[word.head] if word.head != ROOT else None
    if head is None or word.feat("VerbForm") != "Inf" or not scene.book.has("done_in_words", word.lemma):
        return False
    asked = head.feat("Person") == "1" or head.feat("Mood") == "Imp"
    return asked and scene.book.has("wanting", head.lemma)


def governors(scene: Scene, word: Token) -> Iterator[Token]:
    """The words above, nearest first, as far as they can matter."""
    for n, head in enumerate(scene.reading.ancestors(word.i)):
        if n == HIGH:
            return
        yield head


def governed(scene: Scene, word: Token, head: Token, light: tuple[int, ...]) -> str | None:
    """What one governor makes of the word below it; None where the next one above has to be asked."""
    if clausal(word):
        return colour(scene, word, head) if word.rel.startswith(("ccomp", "csubj")) else "actual"
    if word.rel == "conj":
        return own_status(scene, head) if shares_mood(word, head) else None
    taking_part = head.i in light and head.upos == "NOUN"  # «примет участие в саммите»
    if not taking_part and not content(scene, word, head):
        return beside(scene, word, head) if head.upos in ("VERB", "AUX", "ADJ") else "actual"
    if scene.book.has("undoing", head.lemma) and word.upos == "NOUN":
        return "actual"
    verdict = colour(scene, word, head)
    if verdict:
        return verdict
    own = own_status(scene, head)
    if own == "negated" and preposition(scene.reading, word, scene.book) in scene.book.lists["direction_prepositions"]:
        own = "future" if head.feat("Tense") == "Fut" else None  # «на саммит не прибудут»: the summit takes place
    if own and (word.feat("VerbForm") == "Inf" or head.i in light or causes(scene, head)):
        return own
    if head.upos in ("VERB", "AUX", "ADJ", "ADV") and word.feat("VerbForm") != "Inf" and head.i not in light:
        above = head.feat("VerbForm") == "Inf" and not own and (word.rel.startswith("nsubj") or carried(scene, head))
        return None if above else beside(scene, word, head)  # «может начаться», «может привести к»
    return None


def causes(scene: Scene, verb: Token) -> bool:
    """True for «привести к», «повлечь», «вызвать»: what follows is as real as they are."""
    return scene.book.has("causing", verb.lemma)


def carried(scene: Scene, verb: Token) -> bool:
    """True for an infinitive whose object is as real as itself: «начать проработку вопроса», «привести к войне»."""
    return causes(scene, verb) or is_light(verb, scene.book)


def clausal(word: Token) -> bool:
    """True for the finite or participial head of a clause of its own."""
    return (
        word.rel.split(":")[0] in CLAUSAL
        and word.upos in ("VERB", "AUX", "ADJ", "ADV")
        and word.feat("VerbForm") != "Inf"
    )


def shares_mood(word: Token, head: Token) -> bool:
    """True for coordinated participles and infinitives, which share an auxiliary: «будут найдены и наказаны»."""
    return word.upos == head.upos == "VERB" and word.feat("VerbForm") == head.feat("VerbForm") != "Fin"


def content(scene: Scene, word: Token, head: Token) -> bool:
    """True where the governor is about the word: its object or infinitive, «о встрече», not «на встрече»."""
    prep = preposition(scene.reading, word, scene.book)
    if not prep or word.feat("VerbForm") == "Inf" or scene.book.has("measures", head.lemma):
        return True  # «[большинство] из атак»
    if prep in scene.book.lists["content_prepositions"]:
        return True
    insists = scene.book.has("insisting", head.lemma)
    return prep in scene.book.lists["direction_prepositions"] and (word.feat("Case") == "Acc" or insists)


def own_status(scene: Scene, word: Token) -> str | None:
    """What the word itself and its particles say: negation, future, conditional, «предстоящий», «якобы»."""
    book = scene.book
    words = colouring(scene, word)
    prep = preposition(scene.reading, word, book)
    if prep in book.lists["without"]:
        return "negated"
    if prep in book.lists["purpose_prepositions"] or words & book.lists["conditional_words"]:
        return "hypothetical"
    if words & book.lists["negations"] and negates(scene, word):
        until = words & book.lists["until_words"] and word.rel not in ("root", "ccomp", "parataxis", "conj")
        return "hypothetical" if until and clausal(word) else "negated"
    if word.feat("Mood") in ("Cnd", "Imp") or words & book.lists["doubt_words"]:
        return "hypothetical"
    if words & book.lists["past_words"]:
        return "actual"
    if words & (book.lists["future_words"] | book.lists["future_auxiliaries"]):
        return "future"
    if word.upos in ("VERB", "AUX") and word.feat("VerbForm") == "Fin" and word.feat("Tense") == "Fut":
        past = plain(word.text).endswith(tuple(book.lists["past_endings"]))  # an unknown verb may be read as future
        if not past:
            return "future"
    return "future" if plain(word.text) in book.lists["future_auxiliaries"] else None


def colouring(scene: Scene, word: Token) -> set[str]:
    """The words beside it that may say how far it is fact: «не», «бы», «якобы», «завтра»."""
    found = set[str]()
    for kid in scene.reading.kids(word.i):
        known = scene.book.colouring.intersection((plain(kid.lemma), plain(kid.text)))
        if known and not tells_more(scene, kid):
            found |= known
    return found


def tells_more(scene: Scene, kid: Token) -> bool:
    """True for the head of another clause: «повреждено здание, пострадавших [нет]», but not for «[возможно], сбили»."""
    if kid.rel.partition(":")[0] not in ("conj", *CLAUSAL):
        return False
    return any(k.upos != "PUNCT" for k in scene.reading.kids(kid.i))


def negates(scene: Scene, word: Token) -> bool:
    """True unless the negation belongs to a contrast: «не только задержали»."""
    for kid in scene.reading.kids(word.i):
        if plain(kid.text) in scene.book.lists["negations"] and not tells_more(scene, kid):
            after = scene.reading.tokens[kid.i + 1] if kid.i + 1 < len(scene.reading.tokens) else None
            if after is None or not scene.book.has("not_negations", after.text):
                return True
    return False


def colour(scene: Scene, word: Token, head: Token) -> str | None:
    """What a governor makes of what it is about, by the pack's lists; its own negation turns it round."""
    book = scene.book
    if word.rel == "nsubj" and head.upos in ("VERB", "AUX") and not comes_about(scene, head):
        return None
    turned = negates(scene, head)
    if book.has("bringing", word.lemma) and preposition(scene.reading, word, book) in book.lists["against"]:
        return "hypothetical"
    if book.has("deciding", head.lemma) and word.feat("VerbForm") == "Inf":
        return "negated" if turned else "future"
    if book.has("bringing", word.lemma) and book.has("weighing", head.lemma):
        return "hypothetical"
    if book.has("makes_negated", head.lemma):
        return ("hypothetical" if book.has("doubt_when_negated", head.lemma) else "actual") if turned else "negated"
    told = word.feat("Variant") == "Short" and word.rel.startswith("ccomp")  # «убеждены, что задержаны»
    finite = word.feat("VerbForm") == "Fin" or told
    for status in ("hypothetical", "future"):
        if book.has(f"makes_{status}", head.lemma) and not finite:
            return "negated" if turned else status
    return None


def comes_about(scene: Scene, verb: Token) -> bool:
    """True for a verb whose subject is what happens: «состоится», «могут начаться»."""
    below = (k.lemma for k in scene.reading.kids(verb.i, "xcomp"))
    return any(scene.book.has("being_verbs", lemma) for lemma in (verb.lemma, *below))


def beside(scene: Scene, word: Token, head: Token) -> str:
    """What a noun takes from a verb that is not about it: «на саммите обсудят» is a summit to come."""
    own = own_status(scene, head)
    temporal = word.rel.startswith("obl") and not content(scene, word, head)
    if own == "future" and (temporal or word.rel == "nsubj"):
        late = preposition(scene.reading, word, scene.book) in scene.book.lists["after_prepositions"]
        return "actual" if late else own
    if word.rel.startswith("nsubj") and scene.book.has("being_verbs", head.lemma) and own:
        return own
    if word.rel == "nsubj:pass" and own in ("hypothetical", "negated"):
        return own
    above = scene.reading.tokens[head.head] if head.head != ROOT else None
    if (
        temporal
        and head.feat("VerbForm") == "Inf"
        and above is not None
        and scene.book.has("makes_future", above.lemma)
    ):
        return "future"
    return "actual"
