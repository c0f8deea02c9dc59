"""What an article says of a state of affairs: that it is there, is not there, or may be.

In: a stage and the word that names it. Out: a `Stance`, None where nobody says anything of the kind: what is feared,
wished, asked for or supposed. Reads the words that govern it, nearest first. Whose it is, is `claim_sides`.
"""

from __future__ import annotations

from svod.extract.claim_marks import asks, conditional, distanced, doubted, negation, until
from svod.extract.claim_words import Sense, Stage, Stance
from svod.extract.event_source import reports
from svod.extract.event_status import find_status
from svod.extract.event_words import preposition
from svod.extract.letters import plain
from svod.read import Token

HIGH = 5  # nouns that may stand between the word and its verb
OPENERS, CLOSERS = '«„"“', '»“"”'
THINGS = ("evidence", "intent")  # topics that something may be without one being there: «является доказательством»
ASKED = ("demand", "threaten")


def find_stance(stage: Stage, token: Token, sense: Sense) -> Stance | None:
    """What is said of the state of affairs that a token names."""
    if conditional(stage, token) or doubted(stage, token):
        return None
    found = early_stance(stage, token, sense)
    if found is None:
        found = of_predicate(stage, token) if sense.way != "noun" else of_noun(stage, token, sense)
        open_ = find_status(stage.scene, token.i, ()) in ("hypothetical", "future")
        found = None if open_ and not (found and found.teller and found.polarity == "denied") else found
    if found is None:
        return None
    if asks(stage, token):
        return Stance("questioned", "question", None, found.teller, found.head, found.owner)
    if sense.against:
        turned = {"asserted": "denied", "denied": "asserted"}.get(found.polarity, found.polarity)
        found = Stance(turned, found.rule, token, found.teller, found.head, found.owner)
    if found.polarity == "asserted" and distanced(stage, token):
        return Stance("questioned", "kept at a distance", None, found.teller, found.head, found.owner)
    return found


def early_stance(stage: Stage, token: Token, sense: Sense) -> Stance | None:
    """What is said of a noun in ways that else look like what may be: «не приведёт к», «не смогли предоставить»."""
    if sense.way != "noun":
        return None
    return (led(stage, token) if sense.topic.led else None) or spoken(stage, token, sense) or unable(stage, token)


# --------------------------------------------------------------------------------------------------- predicates


def of_predicate(stage: Stage, token: Token) -> Stance | None:
    """«Причастен», «не вмешивается»: a verb of the present or a short adjective, negated or not."""
    plain_verb = token.feat("VerbForm") == "Fin" and token.feat("Mood") == "Ind" and token.feat("Tense") != "Fut"
    short = token.upos in ("ADJ", "VERB") and token.feat("Variant") == "Short"
    if not (plain_verb or short or (token.upos == "ADJ" and token.rel in ("root", "ccomp"))):
        return None
    no = negation(stage, token)
    if no is not None:
        return Stance("denied", "predicate denied", no, None, token)
    return Stance("asserted", "predicate", None, None, token)


# --------------------------------------------------------------------------------------------------- nouns


def of_noun(stage: Stage, token: Token, sense: Sense) -> Stance | None:
    """What the words above a noun say of it."""
    word, told = token, None
    for _ in range(HIGH):
        head = stage.head(word)
        if head is None:
            return of_root(stage, word) if told is None else None
        if word.rel == "conj" and head.upos in ("NOUN", "PROPN"):
            word = head
            continue
        if head.upos == "ADV" and stage.words.has("carriers.being", head):
            word = head
            continue
        if head.upos in ("VERB", "AUX", "ADJ", "ADV", "PART", "INTJ") or stage.words.has("says.none", head):
            return of_clause(stage, word, head, sense, told)
        if head.upos not in ("NOUN", "PROPN"):
            return None
        if stage.words.has("says.absent", head):
            return Stance("denied", "absence", head, reporter(stage, head), head) if told is None else None
        if stage.words.has("says.accusation", head) and accused_of(stage, word):
            told = head
        elif stage.words.has("carriers.being", head):
            pass
        elif stage.words.has("carriers.told", head):
            told = head
        elif told is None and sense.topic.presumed and presupposed(stage, word, head):
            return Stance("asserted", "taken for granted", None, None, None)
        else:
            return None
        word = head
    return None


def spoken(stage: Stage, token: Token, sense: Sense) -> Stance | None:
    """«Настаивают на непричастности», «заявил о невиновности»: what somebody says of himself by a noun."""
    head, prep = stage.head(token), preposition(stage.scene.reading, token, stage.scene.book)
    if (
        head is None
        or not sense.against
        or not stage.words.has("says.insist", head)
        or prep not in stage.words.lists["marks.of"]
    ):
        return None
    return Stance("asserted", "insists", None, head, head) if negation(stage, head) is None else None


def led(stage: Stage, token: Token) -> Stance | None:
    """«Не приведёт к зависимости», «усилит зависимость»: what leads into it, or does not, also in days to come."""
    head, prep = stage.head(token), preposition(stage.scene.reading, token, stage.scene.book)
    if head is None or head.feat("VerbForm") != "Fin" or head.feat("Mood") != "Ind":
        return None
    into = stage.words.has("says.lead", head) and prep in stage.words.lists["marks.led"]
    if not into and not (stage.words.has("says.grow", head) and token.rel == "obj"):
        return None
    no = negation(stage, head) or next((k for k in stage.kids(token) if stage.words.has("marks.negations", k)), None)
    return Stance("denied" if no else "asserted", "leads into it", no, None, head)


def unable(stage: Stage, token: Token) -> Stance | None:
    """«Не смогли предоставить доказательств», «отказывается признавать вину»: an infinitive under what undoes it."""
    head = stage.head(token)
    above = stage.head(head) if head is not None and head.feat("VerbForm") == "Inf" else None
    if head is None or above is None or not token.rel.startswith("obj") or head.rel not in ("xcomp", "csubj"):
        return None
    no = negation(stage, above)
    if stage.words.has("says.show", head) and stage.words.has("says.able", above) and no is not None:
        return Stance("denied", "unable to show", no, None, above)
    if stage.words.has("says.confirm", head) and stage.words.has("says.refuse", above) and no is None:
        return Stance("denied", "does not confirm", above, above, above)
    if stage.words.has("says.deny", head) and no is None and not stage.words.has("says.refuse", above):
        return Stance("denied", "denies", head, above, above)
    return None


def of_root(stage: Stage, word: Token) -> Stance | None:
    """«Никакого кризиса нет», «Новый кризис в отношениях»: the noun is the head of its sentence."""
    nos = [k for k in stage.kids(word) if stage.words.has("says.none", k)]
    if nos:
        return Stance("denied", "there is none", nos[0], None, word)
    no = negation(stage, word)
    return Stance("denied", "there is none", no, None, word) if no is not None and word.feat("Case") == "Gen" else None


def accused_of(stage: Stage, word: Token) -> bool:
    """True for «обвинения [в причастности]»."""
    return preposition(stage.scene.reading, word, stage.scene.book) in stage.words.lists["marks.into"]


def presupposed(stage: Stage, word: Token, head: Token) -> bool:
    """True where a noun above takes it for granted that it is there: «урегулирование кризиса»."""
    if preposition(stage.scene.reading, word, stage.scene.book) or not stage.words.has("carriers.sure", head):
        return False
    return find_status(stage.scene, head.i, ()) == "actual"


def of_clause(stage: Stage, word: Token, head: Token, sense: Sense, told: Token | None) -> Stance | None:
    """What the verb of its clause says; `told` is a noun between the two that says that somebody has said it."""
    words, prep = stage.words, preposition(stage.scene.reading, word, stage.scene.book)
    no = negation(stage, head)
    if told is not None:
        return of_told(stage, word, head, told)
    if words.has("says.none", head):
        return Stance("denied", "there is none", head, None, head) if word.rel.startswith(("nsubj", "obj")) else None
    if words.has("says.absent", head) and word.rel.startswith("nsubj"):
        return (
            Stance("asserted", "not absent", None, None, head) if no else Stance("denied", "absence", head, None, head)
        )
    if (
        words.has("says.deny", head)
        and told_by(head)
        and word.rel.startswith(("obj", "iobj", "obl", "nmod"))
        and prep in {"", *words.lists["marks.away"]}
    ):
        return None if no else Stance("denied", "denies", head, head, head)
    spoken_of = (
        any(words.has("carriers.told", k) for k in stage.kids(head, "obj")) and prep in words.lists["marks.into"]
    )
    if words.has("says.deny", head) and told_by(head) and spoken_of and no is None:
        return Stance("denied", "denies what is said", head, head, head)
    if words.has("says.confirm", head) and word.rel.startswith("obj") and told_by(head):
        return (
            Stance("denied", "does not confirm", no, head, head)
            if no
            else Stance("asserted", "confirms", None, head, head)
        )
    if words.has("says.accuse", head) and prep in words.lists["marks.into"] and told_by(head):
        return None if no or sense.topic.shape == "between" else Stance("asserted", "accuses", None, head, head, head)
    return of_fact(stage, word, head, sense)


def reporter(stage: Stage, word: Token) -> Token | None:
    """The verb that tells of a noun: «[заявил] об отсутствии»."""
    head = stage.head(word)
    return head if head is not None and reports(stage.scene, head, word) else None


def told_by(head: Token) -> bool:
    """True for a verb that tells what its subject says or does: «отрицает», «отрицая», no infinitive or participle."""
    return head.feat("VerbForm") in ("Fin", "Conv") and head.feat("Mood") not in ("Imp", "Cnd")


def of_told(stage: Stage, word: Token, head: Token, told: Token) -> Stance | None:
    """What is said of words about it: that they are denied, untrue, or called so."""
    words, no = stage.words, negation(stage, head)
    if words.has("says.deny", head) and told_by(head) and word.rel.startswith(("obj", "nsubj:pass")):
        return None if no else Stance("denied", "denies what is said", head, head, head)
    if words.has("says.fits", head) and no and any(words.has("says.truth", k) for k in stage.kids(head)):
        return Stance("denied", "said to be untrue", no, None, head)
    called = [k for k in stage.kids(head) if words.has("says.untrue", k)]
    if words.has("says.call", head) and called and word.rel.startswith("obj"):
        return None if no else Stance("denied", "called untrue", called[0], head, head)
    if words.has("says.untrue", head) and word.rel.startswith("nsubj"):
        return None if no else Stance("denied", "said to be untrue", head, None, head)
    return None


def of_fact(stage: Stage, word: Token, head: Token, sense: Sense) -> Stance | None:
    """What a plain verb says: that it exists, that somebody has, sees or shows it; else what it takes for granted."""
    words, no = stage.words, negation(stage, head)
    prep = preposition(stage.scene.reading, word, stage.scene.book)
    if not plain_verb(stage, head) or (no and until(stage, head)):
        return None
    subject = word.rel.startswith("nsubj") and not prep
    object_ = (word.rel == "obj" or (word.rel == "nsubj:pass")) and not prep
    none = no or any(words.has("marks.no", k) for k in stage.kids(word, "det", "advmod", "amod"))
    if (subject and words.has("says.exist", head)) or ((subject or object_) and words.has("says.show", head)):
        if no is not None:
            teller = head if words.has("says.perceive", head) and not subject else None
            return Stance("denied", "there is none", no, teller, head) if lacks(word) else None
        return Stance("asserted", "there is one", None, None, head) if not none else None
    if words.has("says.be", head) and word.feat("Case") == "Ins" and sense.topic.key not in THINGS:
        return Stance("denied" if no else "asserted", "said to be one", no, None, head)
    if not sense.topic.presumed or no is not None:
        ended = no is not None and subject and words.has("says.ending", head)
        return Stance("asserted", "not over", None, None, head) if ended else None
    if (
        subject
        or prep in words.lists["marks.factual"]
        or (words.has("says.causing", head) and prep in words.lists["marks.into"])
    ):
        return Stance("asserted", "taken for granted", None, None, head if subject else None)
    return None


def lacks(word: Token) -> bool:
    """True for what is said to be missing, which stands in the genitive: «не было кризиса»."""
    return word.feat("Case") == "Gen" or word.rel == "nsubj:pass"


def plain_verb(stage: Stage, head: Token) -> bool:
    """True for a verb that tells of what is or was, and for a participle of it; not for wishes and infinitives."""
    if head.feat("VerbForm") in ("Inf", None) and head.upos in ("VERB", "AUX"):
        return stage.words.has("says.none", head)
    if head.feat("Mood") in ("Imp", "Cnd") or find_status(stage.scene, head.i, ()) in ("hypothetical", "future"):
        return False
    return not any(plain(k.text) in stage.scene.book.lists["conditional_words"] for k in stage.kids(head))
