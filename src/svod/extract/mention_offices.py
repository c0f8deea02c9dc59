"""Titles beside names: whose they are, and what office, state and sector they mean.

In: a scene, its people and its phrases. Out: people with their offices, and which phrases that has used up. Titles
without a name are made into mentions in `mention_roles`.
"""

from __future__ import annotations

from svod.extract.mention_forms import fold, is_abbreviation
from svod.extract.mention_found import QUOTES, Found, Office, Scene
from svod.extract.mention_phrases import Phrase

GENERAL = frozenset({"GOV", "BUS", ""})  # sectors of titles that stand for many kinds of bodies
NEAR = 6  # phrases that may end where a title ends
DESCRIPTION = 6  # tokens of a second description before the name


def attach_offices(scene: Scene, people: list[Found], phrases: list[Phrase]) -> tuple[list[Found], set[int]]:
    """Give people the titles beside their names; returns them and the numbers of the phrases used up."""
    by_first = {p.first: k for k, p in enumerate(people)}
    by_last = {p.last: k for k, p in enumerate(people)}
    made, used = list(people), set()
    whose: dict[int, int] = {}  # first token of a title given away → its person
    for n, phrase in reversed(list(enumerate(phrases))):
        if phrase.hit.entry.kind not in ("title", "group") or phrase.hit.number == "plur":
            continue
        if not leads(scene, phrases, n) or serves(scene, phrase):
            continue  # «пресс-секретарь президента | Иван Петров»: the president is somebody else
        who = following(scene, phrase, by_first)
        if who is None:
            who = preceding(scene, phrase, by_last)
        if who is None:
            who = listed(scene, phrase, whose, by_first)
            if who is not None and abroad(phrase, made[who]):
                continue
        if who is not None and phrase.hit.entry.kind == "title":
            made[who] = made[who]._replace(offices=(make_office(scene, phrase), *made[who].offices))
            used.add(n)
            whose[phrase.first] = who
    return made, used


def leads(scene: Scene, phrases: list[Phrase], n: int) -> bool:
    """True of the title before a name that is in its case, else of the outermost: «адвокат | христианки Анны Вальц»."""
    tokens, here = scene.reading.tokens, phrases[n]
    if here.last not in scene.people:
        return True
    near = phrases[max(0, n - NEAR) : n + NEAR]
    rivals = [p for p in near if p.last == here.last and p.hit.entry.kind == "title" and p.hit.number != "plur"]
    case = tokens[here.last].feat("Case")
    fitting = [p for p in rivals if tokens[p.head].feat("Case") == case]
    return here is min(fitting or rivals, key=lambda p: p.first, default=here)


def serves(scene: Scene, phrase: Phrase) -> bool:
    """True of «супруг | Анны Вальц» and «пресс-секретарь президента | Ивана Петрова»: the name owns the title."""
    tokens = scene.reading.tokens
    name, own = scene.people.get(phrase.last), tokens[phrase.head].feat("Case")
    if name is None or tokens[name].feat("Case") != "Gen" or own in ("Gen", None):
        return False
    if tokens[name].rel == "nmod" and tokens[name].head == phrase.head and phrase.hit.entry.name in whose_words(scene):
        return True
    inner = (scene.keys[i] for i in range(phrase.head + 1, phrase.hit.last))
    return any(r.entry.kind == "title" and r.case == "gent" for key in inner for r in scene.lexicon.rows.get(key, ()))


def whose_words(scene: Scene) -> tuple[str, ...]:
    """Titles that are somebody's: «адвокат», «супруга», «преемник»."""
    return (*scene.lexicon.words["relative"], *scene.lexicon.words["somebodys"])


def abroad(phrase: Phrase, person: Found) -> bool:
    """True of two titles in a row of two states: «с президентом Франции и канцлером Германии | Иваном Петровым»."""
    codes = {o.code for o in person.offices if o.code}
    return phrase.code is not None and bool(codes) and phrase.code not in codes


def described(scene: Scene, phrase: Phrase, by_first: dict[int, int]) -> int | None:
    """The person further on in apposition: «лидер партии, радикальный проповедник | Иван Петров»."""
    tokens = scene.reading.tokens
    for k in range(phrase.last + 1, min(phrase.last + DESCRIPTION, len(tokens))):
        if k in by_first:
            above = [tokens[k].head, tokens[tokens[k].head].head]
            tied = phrase.head in above and tokens[k].rel in ("appos", "flat:name")
            return by_first[k] if tied and tokens[phrase.last].text == "," else None
        if tokens[k].upos not in ("ADJ", "NOUN", "PROPN") or tokens[k].sentence != tokens[phrase.head].sentence:
            return None
    return None


def listed(scene: Scene, phrase: Phrase, whose: dict[int, int], by_first: dict[int, int]) -> int | None:
    """The person of the title that follows after a comma: «депутат Думы, глава комитета | Иван Петров»."""
    tokens, at = scene.reading.tokens, phrase.last
    if at >= len(tokens) or (tokens[at].text != "," and scene.keys[at] not in scene.lexicon.words["and"]):
        return None
    if at + 1 not in whose:
        return described(scene, phrase, by_first)
    same_case = tokens[phrase.head].feat("Case") == scene.reading.tokens[at + 1].feat("Case")
    return whose[at + 1] if same_case else None


def following(scene: Scene, phrase: Phrase, by_first: dict[int, int]) -> int | None:
    """The person right after the title: «президент Азербайджана | Ильхам Алиев»."""
    at = phrase.last
    tokens = scene.reading.tokens
    if at < len(tokens) and tokens[at].text in ("(", ",") and at + 1 in by_first and closes(scene, at + 1):
        at += 1
    if at not in by_first or tokens[at].sentence != tokens[phrase.head].sentence or owns(scene, phrase, at):
        return None
    return by_first[at]


def owns(scene: Scene, phrase: Phrase, name: int) -> bool:
    """True of «указом президента | Иван Рогов назначен»: a title in the genitive, a man's name in the nominative."""
    tokens = scene.reading.tokens
    title, own = tokens[phrase.head], tokens[name]
    plain = title.feat("Case") == "Gen" and own.feat("Case") == "Nom" and own.feat("Gender") == "Masc"
    given = name + 1 < len(tokens) and scene.people.get(name + 1) == name and tokens[name + 1].feat("Case") == "Nom"
    return plain and given and title.rel == "nmod" and bool(passive(scene, name))


def passive(scene: Scene, name: int) -> bool:
    """True where the verb right after a name is a passive: «Иван Рогов | назначен послом»."""
    tokens = scene.reading.tokens
    after = next((t for t in tokens[name : name + 6] if scene.people.get(t.i) != name), None)
    return after is not None and after.feat("Variant") == "Short"


def closes(scene: Scene, i: int) -> bool:
    """True when the name at i is set off: a bracket or comma follows it."""
    last = i
    while last in scene.people and scene.people[last] == i:
        last += 1
    tokens = scene.reading.tokens
    return last < len(tokens) and tokens[i - 1].text == "(" and tokens[last].text == ")"


def preceding(scene: Scene, phrase: Phrase, by_last: dict[int, int]) -> int | None:
    """The person right before the title, set off by a comma or bracket: «Мария Захарова, представитель МИД,»."""
    tokens = scene.reading.tokens
    at = phrase.first
    if at < 2 or tokens[at - 1].text not in (",", "(", "—") or at - 1 not in by_last:
        return None
    end = tokens[phrase.last].text if phrase.last < len(tokens) else "."
    if tokens[at - 1].text == "—" or end not in (",", ".", ")", ";", ":", "—"):
        return None
    person = scene.people[at - 2]
    same_case = tokens[person].feat("Case") == tokens[phrase.head].feat("Case")
    return by_last[at - 1] if same_case and tokens[phrase.head].rel in ("appos", "conj", "parataxis", "nmod") else None


def make_office(scene: Scene, phrase: Phrase) -> Office:
    """A title as an office with its words."""
    tokens = scene.reading.tokens
    title = in_nominative(phrase)
    if phrase.acting:
        title = f"{phrase.acting} {scene.reading.text[tokens[phrase.first].start : tokens[phrase.last - 1].end]}"
    elif not is_abbreviation(title.split()[0]):
        title = title[:1].lower() + title[1:]
    office = find_office(scene, phrase)
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return Office(title, phrase.code, find_sector(scene, phrase), office, start, end)


def in_nominative(phrase: Phrase) -> str:
    """A phrase's title, its words as the titles have them where grammar left them in another case: «главкому»."""
    title = phrase.title.strip(" [](),«»") if phrase.title.count("«") != phrase.title.count("»") else phrase.title
    title, name = title.strip(" [](),"), phrase.hit.entry.name
    words, own = title.split(), name.split()
    first = fold(words[0]) if words else ""
    whole = phrase.first == phrase.hit.first and phrase.hit.number != "plur" and len(words) >= len(own)
    if whole and len(own) == phrase.hit.last - phrase.hit.first and first[:4] == fold(own[0])[:4] and "-" not in first:
        title = " ".join([*own, *words[len(own) :]]) if first != fold(own[0]) else title
    return title or name


def find_office(scene: Scene, phrase: Phrase) -> str | None:
    """The one office of a state that the title means: «глава иранского МИД» is the foreign minister."""
    entry = phrase.hit.entry
    inner = next((scene.heads[i] for i in range(phrase.hit.last, phrase.last) if i in scene.heads), None)
    if inner is None:
        return entry.office if is_whole_office(scene, phrase, phrase.hit.last) else None
    if entry.office == "leader" and inner.entry.kind == "institution" and is_whole_office(scene, phrase, inner.last):
        return inner.entry.office
    return None


def find_sector(scene: Scene, phrase: Phrase) -> str | None:
    """The title's own sector; a general title («председатель», «директор») takes that of the body it is of."""
    entry, lists = phrase.hit.entry, scene.lexicon.words
    party = entry.sector == "IGO" and phrase.code is not None and not phrase.code.startswith("IGO:")
    if not party and (entry.sector not in GENERAL or entry.office not in (None, "leader")):
        return entry.sector
    own = "PTY" if party else entry.sector or None  # «генсек ЦК Компартии Вьетнама» is no body of many states
    for i in range(phrase.hit.first + 1, phrase.last):
        token = scene.reading.tokens[i]
        if token.upos == "ADP":
            break  # «министр по вопросам выхода из Евросоюза»
        for here in (scene.hits.get(i), scene.heads.get(i)):
            if here and here.entry.entity in ("organization", "outlet") and here.entry.sector:
                return here.entry.sector
        if i >= phrase.hit.last and token.text in QUOTES and own == "GOV":
            own = None  # «президент «Алмаза»»: of what kind, the words do not say
    state = phrase.code is not None or phrase.last == phrase.hit.last
    leads_none = entry.office == "leader" and not state
    return "PTY" if leads_none and fold(entry.name) in lists["party_heads"] else own


def is_whole_office(scene: Scene, phrase: Phrase, after: int) -> bool:
    """False of «бывший президент», «глава комитета Госдумы»: the one office that a state has is not meant."""
    tokens = scene.reading.tokens
    if phrase.acting or any(
        scene.keys[i].startswith(scene.lexicon.words["former"]) for i in range(phrase.first, phrase.hit.last)
    ):
        return False
    i = after
    while i < phrase.last:
        here = scene.hits.get(i)
        of_state = here is not None and (here.entry.entity == "state" or (here.entry.code or "").startswith("IGO:"))
        if here is not None and of_state:
            i = here.last
        elif scene.keys[i] in scene.lexicon.words["country"] or tokens[i].upos == "PUNCT":
            i += 1
        else:
            return False
    return True
