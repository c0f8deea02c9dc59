"""What the tagger joins or takes for a person's name wrongly: captions, rubrics, brackets, glued verbs, brands.

In: a scene and the tokens of one name as tagged. Out: the pieces that may be names, and whether a word can be one at
all. Who is meant is left to `mention_people` and `chains`.
"""

from __future__ import annotations

from functools import lru_cache

from svod.extract.mention_forms import fold, readings
from svod.extract.mention_found import Scene
from svod.extract.mention_surnames import surname_forms
from svod.extract.names import is_given, is_initials
from svod.read.reading import Token

NAMES = frozenset({"Name", "Surn", "Patr"})
OPENERS = frozenset({"CONJ", "GRND", "ADVB", "PRCL", "PREP", "INTJ", "VERB", "PRED", "ADJF", "PRTF", "INFN", "NPRO"})
BREAKS = frozenset('(){}|/,;:«»"•*')
BRACKETS = frozenset("[]")  # an editor's: «[Марк] Ветров» is one name
SHORTEST_VERB = 6
SHORTEST_NAME = 4
CREDIT = 8  # tokens


def split_name(scene: Scene, first: int, last: int) -> list[tuple[int, int]]:
    """The pieces of a tagged name: it runs over no line, bracket or rubric, and says no part of itself twice."""
    tokens = scene.reading.tokens
    found, start = [], first
    for i in range(first, last):
        if tokens[i].text in BREAKS or is_rubric(scene, tokens[i]):
            found.append((start, i))
            start = i + 1 if tokens[i].text != "(" or not tokens[last - 1].text.isascii() else last
        elif i > start and begins_anew(scene, start, i):
            found.append((start, i))
            start = i
    found.append((start, last))
    return [(a, turned_end(scene, a, b) if a > first else b) for a, b in found if a < b]


def begins_anew(scene: Scene, start: int, i: int) -> bool:
    """True where another name, or this one once more, begins at token i."""
    tokens = scene.reading.tokens
    if "\n" in scene.reading.text[tokens[i - 1].end : tokens[i].start] or again(scene, start, i):
        return True
    if i - start < 2:
        return False
    if i - start == 3 and scene.lexicon.grammar.ends(scene.keys[i - 1], "patronymic"):
        return True  # «Ветров Марк Иванович | Громов …»
    whole = all(len(k) > 2 for k in scene.keys[start:i])
    initial = whole and is_initials(tokens[i].text) and i + 2 < len(tokens) and len(tokens[i + 2].text) > 2
    if initial and tokens[i + 1].text == "." and tokens[i + 2].text[:1].isupper():
        return True  # «Умару Эмбало | В.Путин»
    if scene.keys[i] not in scene.lexicon.people or is_given(tokens[i].text):
        return False
    return is_complete(scene, start, i) or turns_nominative(scene, start, i)


def is_complete(scene: Scene, start: int, i: int) -> bool:
    """True where the table has a person of just the words before: «Си Цзиньпина | Путину», but «Мин Аун Хлайн»."""
    names = (p.name.split() for p in scene.lexicon.people.get(scene.keys[i - 1], ()))
    return any(
        len(n) == i - start and scene.keys[start] in surname_forms(n[0], None, scene.lexicon.grammar) for n in names
    )


def turns_nominative(scene: Scene, start: int, i: int) -> bool:
    """True where a subject follows an object: «Марку Ветрову | Громов»."""
    cases = {t.feat("Case") for t in scene.reading.tokens[start:i]}
    return scene.reading.tokens[i].feat("Case") == "Nom" and len(cases) == 1 and cases <= {"Dat", "Ins", "Gen"}


def again(scene: Scene, start: int, i: int) -> bool:
    """True where a name begins anew: «Марк Ветров | Ветров Марк», «Павлу Громову | Павел Громов»."""
    here = scene.reading.tokens[i].text
    pair = scene.keys[i : i + 2]
    if i - start > 1 and any(scene.keys[k : k + 2] == pair for k in range(start, i - 1)):
        return True
    if len(here) < SHORTEST_NAME or not here[:1].isupper() or i - start < 2:
        return False
    words = (t.text for t in scene.reading.tokens[start:i])
    return any(scene.keys[i] in surname_forms(word, None, scene.lexicon.grammar) for word in words)


def goes_on(scene: Scene, first: int, i: int) -> bool:
    """False where token i, tied to the name that begins at `first`, is a rubric or begins the name anew."""
    return not is_rubric(scene, scene.reading.tokens[i]) and not begins_anew(scene, first, i)


def is_credit(scene: Scene, first: int) -> bool:
    """True of the photographer and the agency in «(Фото: … / …)»."""
    words = scene.lexicon.words["credits"]
    for i in range(first - 1, max(0, first - CREDIT), -1):
        if scene.keys[i] == ":" and scene.keys[i - 1] in words:
            return i == first - 1 or scene.keys[max(0, i - 2)] == "("
        if scene.keys[i] in ").":
            return False
    return False


def turned_end(scene: Scene, first: int, last: int) -> int:
    """The end of a caption's «Ветров Марк Иванович», which the tagger cuts after the surname."""
    tokens = scene.reading.tokens
    if last - first != 1 or last + 1 >= len(tokens) or not is_given(tokens[last].text):
        return last
    patronymic = any("Patr" in r.tag for r in readings(tokens[last + 1].text))
    return last + 2 if patronymic and tokens[last + 1].sentence == tokens[first].sentence else last


def is_rubric(scene: Scene, token: Token) -> bool:
    """True of a page's heading word («Политика»), written as one."""
    return token.text[:1].isupper() and scene.keys[token.i] in scene.lexicon.words["rubrics"]


def is_thing(scene: Scene, first: int, last: int) -> bool:
    """True of a brand or pipeline («Южный поток-2»), a glued verb («Громоввызвал») and an opener («Хотя», «Отжав»)."""
    tokens = scene.reading.tokens
    if is_brand(scene, first, last) or is_credit(scene, first):
        return True
    if last - first > 1:
        return False
    if scene.keys[first] in scene.lexicon.words["no_people"]:
        return True
    return is_glued(scene, tokens[first].text) or is_opener(scene, tokens[first]) or is_quality(scene, tokens[first])


def is_brand(scene: Scene, first: int, last: int) -> bool:
    """True of names with a firm's or a product's word in them («Блю Стрим Компани», «Молдовагаз»)."""
    for key in scene.keys[first:last]:
        if key.partition("-")[0] in scene.lexicon.words["brands"]:
            return True
    tail = scene.keys[last - 1]
    return len(tail) > 7 and tail.endswith(scene.lexicon.words["brand_endings"])


@lru_cache(maxsize=20_000)
def name_part(word: str) -> int:
    """How many letters are a name's where a page has lost its spaces: «Громов|заявил», «Громова|Норвик»; else all."""
    if "-" in word or readings(word)[0].is_known:
        return len(word)
    capital = inner_capital(word)
    if capital:
        return capital
    for cut in range(SHORTEST_NAME, len(word) - SHORTEST_VERB + 1):
        tail = readings(word[cut:].lower())[0]
        told = {"past", "pres"} & tail.tag.grammemes and ("past" in tail.tag or "3per" in tail.tag)
        if tail.is_known and tail.tag.POS == "VERB" and told:
            return cut
    return len(word)


def inner_capital(word: str) -> int:
    """Where a capital stands between small letters, four before it; 0 for none, and in Latin («MasterCard»)."""
    for i in range(SHORTEST_NAME, len(word) - 1):
        around = word[i - SHORTEST_NAME : i] + word[i + 1]
        if word[i].isupper() and around.islower() and around.isalpha() and not around.isascii():
            return i
    return 0


def is_glued(scene: Scene, word: str) -> bool:
    """True of a lone word with a verb glued to it that is no name known: «Напоминаемчто», but «Громов|заявил»."""
    cut = name_part(word)
    if cut == len(word) or fold(word[:cut]) in scene.lexicon.people:
        return False
    return not any(NAMES & r.tag.grammemes for r in readings(word[:cut]) if r.is_known)


def is_opener(scene: Scene, token: Token) -> bool:
    """True of a sentence's first word that the dictionary has only as a conjunction, gerund, adverb or verb."""
    if scene.reading.sentences[token.sentence].first != token.i:
        return False
    best = readings(token.text)[0]
    if best.is_known:
        return can_only_open(token.text)
    comma = token.i + 1 < len(scene.keys) and scene.keys[token.i + 1] == ","
    return comma and best.tag.POS == "VERB" and "1per" in best.tag  # «Напоним,»


@lru_cache(maxsize=20_000)
def can_only_open(word: str) -> bool:
    """True of a word that the dictionary has as a conjunction, gerund, adverb or verb and as no name."""
    return all(r.tag.POS in OPENERS and not NAMES & r.tag.grammemes for r in readings(word) if r.is_known)


def is_quality(scene: Scene, token: Token) -> bool:
    """True of an adjective, no surname, that a common noun follows: «Северный поток»."""
    tokens = scene.reading.tokens
    if token.i + 1 >= len(tokens) or tokens[token.i + 1].sentence != token.sentence:
        return False
    after = tokens[token.i + 1]
    return after.upos == "NOUN" and after.text[:1].islower() and is_plain_adjective(token.text)


@lru_cache(maxsize=20_000)
def is_plain_adjective(word: str) -> bool:
    """True of a word that the dictionary has as an adjective and as no name."""
    found = [r for r in readings(word) if r.is_known]
    return bool(found) and all(r.tag.POS == "ADJF" and not {"Name", "Surn"} & r.tag.grammemes for r in found)
