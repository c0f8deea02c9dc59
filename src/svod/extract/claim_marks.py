"""Small words that change what is said of a state of affairs: negations, conditions, doubts, questions, scare quotes.

In: a stage and a token. Out: the mark, or whether there is one. What follows from it is `claim_stance`.
"""

from __future__ import annotations

from svod.extract.claim_words import Stage
from svod.extract.letters import plain
from svod.read import Token

OPENERS, CLOSERS = '«„"“', '»“"”'
LONGEST = 6  # tokens of words in scare quotes


def negation(stage: Stage, head: Token) -> Token | None:
    """The «не» of a verb or adjective."""
    return next((k for k in stage.kids(head, "advmod") if stage.words.has("marks.negations", k)), None)


def conditional(stage: Stage, token: Token) -> bool:
    """True inside «если …» and «ли»."""
    for word in (token, *stage.scene.reading.ancestors(token.i)):
        if any(stage.words.has("marks.whether", k) for k in stage.kids(word, "mark", "advmod")):
            return True
    return False


def doubted(stage: Stage, token: Token) -> bool:
    """True where its clause is doubted, hoped for or long past, or hangs on what is: «нельзя сказать, что …»."""
    word = token
    for head in stage.scene.reading.ancestors(token.i):
        said_with = ("doubt", "once") if word is token else ("doubt",)
        if any(stage.words.has(f"marks.{x}", k) for x in said_with for k in stage.kids(head, "advmod", "mark")):
            return True
        hangs = word.rel.startswith(("ccomp", "csubj"))
        wished = stage.scene.book.has("makes_hypothetical", head.lemma) or stage.words.has("marks.unsure", head)
        below = any(stage.words.has("marks.unsure", k) for k in stage.kids(head))
        if hangs and (wished or below or negation(stage, head) is not None):
            return True
        word = head
    return False


def asks(stage: Stage, token: Token) -> bool:
    """True in a sentence that ends with a question mark."""
    sentence = stage.scene.reading.sentences[token.sentence]
    return stage.scene.text(sentence.start, sentence.end).rstrip('»"” )').endswith("?")


def distanced(stage: Stage, token: Token) -> bool:
    """True for scare quotes and «так называемый»: who speaks of it so does not say that it is there."""
    if any(stage.words.has("marks.distance", k) for k in stage.kids(token)):
        return True
    tokens = stage.scene.reading.tokens
    first = token.i
    while first - 1 >= 0 and tokens[first - 1].head == token.i and tokens[first - 1].upos in ("ADJ", "DET"):
        first -= 1
    if first == 0 or tokens[first - 1].text not in OPENERS:
        return False
    after = tokens[token.i + 1 : token.i + 1 + LONGEST]
    for t in after:
        if t.text in CLOSERS:
            return True
        if t.upos in ("VERB", "PUNCT"):
            return False
    return False


def until(stage: Stage, head: Token) -> bool:
    """True for «пока вина не будет доказана»: nobody says that it is not."""
    waits = [k for k in stage.kids(head) if plain(k.text) in stage.scene.book.lists["until_words"]]
    return any(k.rel == "mark" or head.rel in ("advcl", "ccomp", "acl") for k in waits)
