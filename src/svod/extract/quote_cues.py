"""Cues: the words that introduce what somebody said. A reading in, cues with their tokens out.

The words are the pack's (`speech.toml`), grouped by meaning. What the words report and who said them is found
elsewhere (`quote_direct`, `quote_frames`, `quote_speakers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from svod.letters import plain
from svod.packs import Pack
from svod.read import Reading, Token


@dataclass(frozen=True, slots=True)
class Entry:
    """What the pack says of one cue word."""

    act: str
    takes: frozenset[str]
    document: bool = False
    quotes_only: bool = False
    needs: tuple[str, ...] = ()  # the preposition that must follow the verb


@dataclass(frozen=True)
class Lexicon:
    """The pack's cue words by lemma."""

    verbs: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, Entry]
    phrases: dict[str, tuple[tuple[str, Entry], ...]]  # verb → (noun, entry)
    infinitive_nouns: dict[str, str]  # noun → act
    that_nouns: dict[str, str]  # the same, with a clause of «что»
    papers: frozenset[str]
    direct_nouns: frozenset[str]
    frames: dict[str, dict[str, str]]  # preposition → noun → act
    documents: frozenset[str]
    outlets: frozenset[str]
    institutions: frozenset[str]
    plans: frozenset[str]
    words: dict[str, frozenset[str]]  # function words by what they do
    carry: frozenset[str]
    talk: frozenset[str]

    @cached_property
    def leading(self) -> frozenset[str]:
        """The lemmas of cues but for frames."""
        nouns = (*self.direct_nouns, *self.that_nouns, *self.infinitive_nouns)
        return frozenset((*self.verbs, *self.adjectives, *self.phrases, *nouns))


class Cue(NamedTuple):
    """Tokens [first, last) that introduce reported words; `head` stands for them in the tree."""

    first: int
    last: int
    head: int
    act: str
    takes: frozenset[str]
    kind: str  # verb | adjective | phrase | noun | frame
    document: bool = False


@lru_cache(maxsize=8)
def load_lexicon(pack: Pack) -> Lexicon:
    """Compile `speech.toml`."""
    table = pack.tables["speech"]
    verbs: dict[str, tuple[Entry, ...]] = {}
    for group in table["verbs"]:
        entry = Entry(
            group["act"],
            frozenset(group["takes"]),
            group.get("document", False),
            group.get("quotes_only", False),
            tuple(group.get("needs", ())),
        )
        for lemma in group["lemmas"]:
            verbs[lemma] = (*verbs.get(lemma, ()), entry)
    phrases: dict[str, tuple[tuple[str, Entry], ...]] = {}
    for group in table["phrases"]:
        pairs = tuple(
            (noun, Entry(act, frozenset(group["takes"]))) for act, nouns in group["nouns"].items() for noun in nouns
        )
        for verb in group["verbs"]:
            phrases[verb] = (*phrases.get(verb, ()), *pairs)
    return Lexicon(
        verbs,
        {w: Entry(g["act"], frozenset(g["takes"])) for g in table["adjectives"] for w in g["lemmas"]},
        phrases,
        {noun: act for act, nouns in table["nouns"]["infinitive"].items() for noun in nouns},
        {noun: act for act, nouns in table["nouns"]["that"].items() for noun in nouns},
        frozenset(table["nouns"]["papers"]),
        frozenset(table["nouns"]["direct"]),
        {p: {n: act for act, nouns in acts.items() for n in nouns} for p, acts in table["frames"].items()},
        frozenset(table["documents"]["lemmas"]),
        frozenset(table["outlets"]["lemmas"]),
        frozenset(table["institutions"]["lemmas"]),
        frozenset(table["plans"]["lemmas"]),
        {name: frozenset(words) for name, words in table["words"].items()},
        frozenset(table["outlets"]["carry"]),
        frozenset(table["outlets"]["talk"]),
    )


CUES = frozenset({"VERB", "NOUN", "ADJ", "ADP", "SCONJ", "ADV"})  # the parts of speech of cues


def find_cues(reading: Reading, lexicon: Lexicon) -> list[Cue]:
    """Find every word or phrase that may introduce reported words, in text order."""
    found = []
    framing = {i for i, word in enumerate(reading.lowers) if word in lexicon.frames}
    for token in (reading.tokens[i] for i in sorted(framing.union(reading.having(lexicon.leading)))):
        if token.upos not in CUES:
            continue
        cue = (
            phrase_cue(reading, token, lexicon)
            or verb_cue(reading, token, lexicon)
            or adjective_cue(reading, token, lexicon)
            or frame_cue(reading, token, lexicon)
            or noun_cue(reading, token, lexicon)
        )
        if cue:
            found.append(cue)
    return found


def phrase_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Cue | None:
    """«выразил уверенность», «обратил внимание»: verb and noun together."""
    if token.upos != "VERB" or token.lemma not in lexicon.phrases or not speaks(reading, token, lexicon):
        return None
    nouns = dict(lexicon.phrases[token.lemma])
    for k in range(token.i + 1, min(token.i + 8, len(reading.tokens))):
        other = reading.tokens[k]
        if other.sentence != token.sentence or (other.upos == "PUNCT" and other.text not in '«»"“”'):
            break
        if other.lemma in nouns and other.upos in ("NOUN", "VERB"):
            entry = nouns[other.lemma]
            return Cue(token.i, k + 1, token.i, entry.act, entry.takes, "phrase")
    return None


def verb_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Cue | None:
    """«заявил», «отметив», «сообщается»: a verb of saying, thinking or asking."""
    # the model knows few words with «ё»: «передаёт»
    verb = token.upos == "VERB" or (token.upos == "NOUN" and plain(token.text) != token.text)
    if not verb or token.lemma not in lexicon.verbs or not speaks(reading, token, lexicon):
        return None
    if token.i + 1 < len(reading.tokens) and reading.tokens[token.i + 1].text.lower() in lexicon.words["asks_if"]:
        return None
    own = any(t.lemma in lexicon.words["speaker_itself"] for t in reading.kids(token.i, "nsubj"))
    if own and token.lemma not in lexicon.carry:
        return None  # «мы говорили, что» is the writer; «мы писали, что» an outlet of itself
    after = reading.tokens[token.i + 1].text.lower() if token.i + 1 < len(reading.tokens) else ""
    entries = [e for e in lexicon.verbs[token.lemma] if not e.quotes_only and (not e.needs or after in e.needs)]
    if not entries or (entries[0].needs and not founded(reading, token, lexicon)):
        return None
    takes = frozenset().union(*(e.takes for e in entries))
    act, first = entries[0].act, token.i
    if first and reading.tokens[first - 1].text.lower() in lexicon.words["not"]:
        first -= 1  # «не думает, что»: what is not thought must be seen
        act = "deny" if token.lemma in lexicon.words["denied"] else act
    return Cue(first, token.i + 1, token.i, act, takes, "verb", entries[0].document)


def founded(reading: Reading, token: Token, lexicon: Lexicon) -> bool:
    """True for «следует из доклада»; «следует из его поведения» is the writer's conclusion."""
    after = reading.tokens[token.i + 2 : token.i + 8]
    noun = next((t for t in after if t.upos in ("NOUN", "PROPN")), None)
    return noun is None or noun.lemma in lexicon.documents | lexicon.words["basis"] or noun.text[:1].isupper()


def speaks(reading: Reading, token: Token, lexicon: Lexicon) -> bool:
    """True when the verb's form can report: third person, not attributive passive, not a denied telling."""
    if token.feat("Person") in ("1", "2") or token.feat("Mood") == "Imp" or supposed(reading, token, lexicon):
        return False
    if negated(reading, token, lexicon) and token.lemma not in lexicon.words["deniable"]:
        return False
    form = token.feat("VerbForm")
    if token.feat("Tense") == "Fut" or (token.feat("Aspect") == "Perf" and token.feat("Tense") == "Pres"):
        return False  # «заявит, что» tells of no words yet
    if form == "Part" and token.feat("Voice") == "Pass" and token.feat("Variant") != "Short":
        return False
    if form == "Inf":
        return token.head >= 0 and reading.tokens[token.head].lemma in lexicon.words["setting_about"]
    return True


def negated(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """True for «не заявил»."""
    return any(t.text.lower() in lexicon.words["not"] for t in reading.kids(verb.i, "advmod"))


def supposed(reading: Reading, token: Token, lexicon: Lexicon) -> bool:
    """True under «если», «чтобы»: nobody has said it; and for «не исключено»."""
    above = [token, *(a for a in reading.ancestors(token.i))][:2]
    if any(m.lemma in lexicon.words["if"] for t in above[:1] for m in reading.kids(t.i, "mark")):
        return True
    return token.lemma in lexicon.words["ruling_out"] and token.feat("Variant") == "Short"


def adjective_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Cue | None:
    """«уверен», «убеждена»: a short adjective or participle as predicate."""
    entry = lexicon.adjectives.get(token.lemma)
    if entry is None or token.upos not in ("ADJ", "VERB") or token.feat("Variant") != "Short":
        return None
    alone = not reading.kids(token.i, "nsubj") and not token.rel.startswith(("conj", "acl"))
    if alone or any(t.lemma in lexicon.words["be"] and t.feat("VerbForm") == "Inf" for t in reading.kids(token.i)):
        return None  # «уверен, что» of the writer's own; «должен быть уверен»
    return Cue(token.i, token.i + 1, token.i, entry.act, entry.takes, "adjective")


def frame_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Cue | None:
    """«по словам», «по его мнению», «согласно сообщению»: a preposition and a noun whose genitive is the source."""
    nouns = lexicon.frames.get(token.text.lower())
    if nouns is None or token.upos not in ("ADP", "SCONJ", "ADV", "VERB"):
        return None
    for k in range(token.i + 1, min(token.i + 4, len(reading.tokens))):
        other = reading.tokens[k]
        if other.sentence != token.sentence or other.upos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "VERB"):
            break
        if other.upos == "NOUN" and other.lemma in nouns and other.feat("Case") in (None, "Dat", "Gen", "Acc"):
            if not owned(reading, (token.i, k), lexicon, opening=k + 1):
                return None
            document = token.text.lower() in lexicon.words["according"] and other.lemma in lexicon.documents
            last = token.i + 1 if document else k + 1
            return Cue(token.i, last, k, nouns[other.lemma], frozenset({"frame"}), "frame")
    return None


def owned(reading: Reading, frame: tuple[int, int], lexicon: Lexicon, *, opening: int) -> bool:
    """True when a frame names its source, or opens its sentence: not «арестован по обвинению в …»."""
    tokens, (first, noun) = reading.tokens, frame
    after = tokens[opening].text.lower() if opening < len(tokens) else ""
    if after in lexicon.words["no_owner"]:
        return False
    if any(t.lemma in lexicon.words["owner"] for t in tokens[first:noun]):
        return True
    follows = [t for t in reading.kids(noun, "nmod", "flat", "appos", "acl") if t.i > noun] or after[:1].isupper()
    named = opening < len(tokens) and (
        tokens[opening].upos in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "X") or after[:1] in '«"'
    )
    return bool(follows) or named or first == 0 or tokens[first - 1].sentence != tokens[first].sentence


def noun_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Cue | None:
    """«с требованием вывести войска», «Ответ: «…»»: a noun that introduces words."""
    if token.upos != "NOUN":
        return None
    after = reading.tokens[token.i + 1].text if token.i + 1 < len(reading.tokens) else ""
    if token.lemma in lexicon.direct_nouns and after == ":":
        return Cue(token.i, token.i + 1, token.i, "assert", frozenset({"direct"}), "noun")
    told = lexicon.that_nouns.get(token.lemma)
    if told is not None and tells_that(reading, token, lexicon):
        return Cue(token.i, token.i + 1, token.i, told, frozenset({"that"}), "noun")
    act = lexicon.infinitive_nouns.get(token.lemma)
    if act is None:
        return None
    if not any(k.feat("VerbForm") == "Inf" and k.i > token.i for k in reading.kids(token.i)):
        return None
    verb = reading.tokens[token.head]
    if verb.lemma in lexicon.papers and verb.head >= 0:
        verb = reading.tokens[verb.head]
    if token.head < 0 or verb.upos != "VERB" or negated(reading, verb, lexicon):
        return None  # «митинг с требованием уйти» tells of a meeting, not of words
    return Cue(token.i, token.i + 1, token.i, act, frozenset({"infinitive"}), "noun")


def tells_that(reading: Reading, noun: Token, lexicon: Lexicon) -> bool:
    """True for «слова министра о том, что …»: the noun has an owner, and its clause follows at once."""
    tokens = reading.tokens
    owners = [t for t in reading.kids(noun.i, "nmod") if t.i > noun.i and t.feat("Case") == "Gen"]
    own = any(
        t.lemma in lexicon.words["personal"] or t.text.lower() in lexicon.words["personal"]
        for t in tokens[max(0, noun.i - 2) : noun.i]
    )
    if (not owners and not own) or noun.feat("Case") == "Loc":
        return False  # «сказал в сообщении газете, что …» names where he said it
    for k in range(noun.i + 1, min(noun.i + 12, len(tokens) - 1)):
        if tokens[k].text == ",":
            return tokens[k + 1].text.lower() in lexicon.words["that"]
        turns = (
            tokens[k].upos == "ADP" and tokens[k].text.lower() not in lexicon.words["about"] | lexicon.words["place"]
        )
        if turns or tokens[k].feat("VerbForm") == "Fin" or tokens[k].text in (".", ":", ";", "("):
            return False
    return False
