"""Phrases made into mentions: a title beside a name belongs to that person; alone, it is a mention of its own.

In: a scene, its people and its phrases. Out: people with their offices, and `Found`s for institutions, groups, outlets
and lone titles. Who a lone title means is left to `chains`.
"""

from __future__ import annotations

from dataclasses import replace

from svod.extract.actors_table import Entry
from svod.extract.mention_forms import fold, is_abbreviation
from svod.extract.mention_found import QUOTES, Found, Office, Scene
from svod.extract.mention_phrases import Phrase
from svod.extract.mention_pronouns import is_source, subject_of

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
        if not leads(scene, phrases, n):
            continue  # «пресс-секретарь президента | Иван Петров»: the president is somebody else
        who = following(scene, phrase, by_first)
        if who is None:
            who = preceding(scene, phrase, by_last)
        if who is None:
            who = listed(scene, phrase, whose, by_first)
        if who is not None and phrase.hit.entry.kind == "title":
            made[who] = replace(made[who], offices=(make_office(scene, phrase), *made[who].offices))
            used.add(n)
            whose[phrase.first] = who
    return made, used


def leads(scene: Scene, phrases: list[Phrase], n: int) -> bool:
    """True of the title before a name that is in its case, else of the outermost: «адвокат | христианки Анны Вальц»."""
    tokens, here = scene.reading.tokens, phrases[n]
    if here.last not in scene.people:
        return True
    rivals = [p for p in phrases if p.last == here.last and p.hit.entry.kind == "title" and p.hit.number != "plur"]
    case = tokens[here.last].feat("Case")
    fitting = [p for p in rivals if tokens[p.head].feat("Case") == case]
    return here is min(fitting or rivals, key=lambda p: p.first, default=here)


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
    if at >= len(tokens) or tokens[at].text not in (",", "и"):
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
    if at not in by_first or tokens[at].sentence != tokens[phrase.head].sentence:
        return None
    return by_first[at]


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
    title = phrase.title
    if phrase.acting:
        title = f"{phrase.acting} {scene.reading.text[tokens[phrase.first].start : tokens[phrase.last - 1].end]}"
    elif not is_abbreviation(title.split()[0]):
        title = title[:1].lower() + title[1:]
    office = find_office(scene, phrase)
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return Office(title, phrase.code, find_sector(scene, phrase), office, start, end)


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
    """The title's own sector; a general title («председатель») takes that of the body it is of."""
    entry = phrase.hit.entry
    if entry.sector != "GOV" or entry.office not in (None, "leader"):
        return entry.sector
    if phrase.hit.last < phrase.last and scene.reading.tokens[phrase.hit.last].text in QUOTES:
        return None  # «президент «Алмаза»»: of what kind, the words do not say
    for i in range(phrase.hit.first + 1, phrase.last):
        if scene.reading.tokens[i].upos == "ADP":
            break  # «министр по вопросам выхода из Евросоюза»
        for here in (scene.hits.get(i), scene.heads.get(i)):
            if here and here.entry.entity == "organization" and here.entry.sector:
                return here.entry.sector
    return entry.sector


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


def find_phrase_mentions(scene: Scene, phrases: list[Phrase], used: set[int]) -> list[Found]:
    """Mentions from the phrases that no name has used up."""
    found = []
    for n, phrase in enumerate(phrases):
        if n in used:
            continue
        kind, plural = phrase.hit.entry.kind, phrase.hit.number == "plur"
        if kind == "institution":
            made = make_institution(scene, phrase)
        elif kind == "medium":
            made = make_medium(scene, phrase)
        elif kind == "group" or plural:
            made = make_group(scene, phrase)
        else:
            made = make_role(scene, phrase)
        if made:
            found.append(made)
    return found


def base_found(scene: Scene, phrase: Phrase, kind: str, entity: str, rule: str) -> Found:
    """A mention of a phrase's words with what every kind shares."""
    tokens = scene.reading.tokens
    gender = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(tokens[phrase.head].feat("Gender") or "")
    return Found(
        kind, entity, phrase.name, phrase.code, rule, tokens[phrase.first].start, tokens[phrase.last - 1].end,
        phrase.first, phrase.last, phrase.head, gender=gender, plural=phrase.hit.number == "plur",
        entry=phrase.hit.entry, base=fold(phrase.hit.entry.name),
    )  # fmt: skip


def make_institution(scene: Scene, phrase: Phrase) -> Found | None:
    """«МИД РФ» and «российский МИД» are «МИД России»; «азербайджанская сторона» is the state itself."""
    base = base_found(scene, phrase, "name", "organization", "institution")
    if base.base in scene.lexicon.words["side"]:
        if not phrase.adjective or phrase.code is None:
            return None
        return replace(base, entity="state", name=phrase.owner, key=f"state:{phrase.code}", rule="side of a state")
    bare = phrase.last - phrase.first == phrase.hit.last - phrase.hit.first
    if bare and base.base in scene.lexicon.words["generic"]:
        return replace(base, kind="role", name=None, rule="bare institution")
    name = canonical(scene, phrase)
    proper = scene.lexicon.proper.get((phrase.code, fold(phrase.title)))
    if proper and phrase.last - phrase.first == phrase.hit.last - phrase.hit.first + 1:
        return replace(base, name=proper, key=f"organization:{proper}")
    if bare or (phrase.code is None and not phrase.quoted):
        return replace(
            base, name=name, rule="bare institution" if bare else "institution", key=f"organization:{fold(name)}"
        )
    return replace(base, name=name, key=f"organization:{fold(name)}")


def canonical(scene: Scene, phrase: Phrase) -> str:
    """The institution's name with the state in its common short form: «МИД РФ» → «МИД России»."""
    from svod.extract.mention_forms import decline

    name, tokens = phrase.name, scene.reading.tokens
    if phrase.owner is None or phrase.code not in scene.lexicon.states:
        return name
    genitive = next((" ".join(w) for w, c, _ in decline(phrase.owner) if c == "gent"), None)
    own = scene.lexicon.states[phrase.code or ""]
    if genitive is None or phrase.owner != own:
        return name
    state = " ".join(g[:1].upper() + g[1:] if not is_abbreviation(own) else own for g in genitive.split())
    short = is_abbreviation(phrase.hit.entry.name[:3]) or phrase.hit.entry.name.startswith("Мин")
    if short and phrase.last - phrase.first == phrase.hit.last - phrase.hit.first + 1:
        return f"{phrase.hit.entry.name} {state}"  # «министерство иностранных дел Армении», «армянский МИД»
    for i in range(phrase.hit.last, phrase.last):
        here = scene.hits.get(i)
        if (
            here
            and here.entry.entity == "state"
            and here.entry.code == phrase.code
            and is_abbreviation(tokens[i].text)
            and here.entry.kind == "name"
        ):
            return name.replace(tokens[i].text, state, 1)
    return name


def make_medium(scene: Scene, phrase: Phrase) -> Found | None:
    """«пакистанские СМИ» is an outlet of its own; «издание» alone the one named before; «газета «Дни»» is that."""
    tokens = scene.reading.tokens
    base = base_found(scene, phrase, "name", "outlet", "outlet by its kind")
    rest = [t for t in tokens[phrase.hit.last : phrase.last] if t.text not in QUOTES]
    own = next((scene.hits[t.i] for t in rest if t.i in scene.hits and scene.hits[t.i].entry.entity == "outlet"), None)
    after = scene.hits.get(phrase.last)
    if own or (after and after.entry.entity == "outlet"):
        return None
    if any(scene.hits.get(t.i) or scene.heads.get(t.i) for t in rest[:1]) and not phrase.quoted:
        return None  # «на сайте Госдепа»: the department speaks
    begins = scene.reading.sentences[tokens[phrase.first].sentence].first == phrase.first
    if phrase.first < phrase.hit.first and tokens[phrase.first].text[:1].isupper() and not begins:
        return replace(base, name=phrase.name, key=f"outlet:{fold(phrase.name)}")  # «Польское радио»
    if rest and (phrase.quoted or rest[0].text[:1].isupper() or rest[0].text.isascii()):
        name = scene.reading.text[rest[0].start : rest[-1].end]
        start, end = rest[0].start, rest[-1].end
        return replace(
            base, name=name, start=start, end=end, first=rest[0].i, last=rest[-1].i + 1, key=f"outlet:{fold(name)}"
        )
    if phrase.hit.number == "plur" or base.base in scene.lexicon.words["press"]:
        name_ = phrase.name if phrase.code else None
        return replace(base, kind="group", name=name_, key=f"outlet:{fold(name_)}" if name_ else "")
    if any(n.first == phrase.last and n.kind == "ORG" for n in scene.reading.names):
        return None
    return replace(base, kind="role", name=None, rule="bare outlet")


def make_group(scene: Scene, phrase: Phrase) -> Found | None:
    """«российские власти»: named when they are of a state and stand for it; «эксперты»: a source without a name."""
    entry = phrase.hit.entry
    base = base_found(scene, phrase, "group", "group", "group")
    outlet = staff_of(scene, phrase)
    if outlet is not None:
        return replace(base, entity="outlet", name=outlet.name, code=outlet.code, key=f"outlet:{outlet.name}")
    anonymous = entry.sector == "source" or ((entry.anonymous or entry.kind == "title") and not phrase.code)
    people = entry.name in scene.lexicon.words["people"]
    vague = entry.name in scene.lexicon.words["vague"] and not phrase.code
    if (vague and not (people and phrase.counted)) or (
        entry.name in scene.lexicon.words["counted"] and not phrase.counted
    ):
        return None
    hidden = entry.sector == "source" or is_source(scene, base)
    proper = scene.lexicon.proper.get((phrase.code, fold(phrase.title)))
    if proper and phrase.last - phrase.first == 2 and not phrase.counted:
        return replace(base, name=proper, key=f"organization:{proper}", plural=True)
    name = phrase.name if not (anonymous and hidden) else None
    if name and name[:1].isupper() and not is_abbreviation(name.split()[0]):
        name = name[:1].lower() + name[1:]
    return replace(base, name=name, key=f"group:{fold(name)}" if name else "", plural=True)


def staff_of(scene: Scene, phrase: Phrase) -> Entry | None:
    """The outlet of «корреспондент ТАСС»: its staff speak for it."""
    if not phrase.hit.entry.name.startswith(scene.lexicon.words["staff"]):
        return None
    hits = [scene.hits[i] for i in range(phrase.hit.last, phrase.last) if i in scene.hits]
    return hits[0].entry if hits and hits[0].entry.entity == "outlet" else None


def make_role(scene: Scene, phrase: Phrase) -> Found | None:
    """A title without a name beside it."""
    entry = phrase.hit.entry
    bare = phrase.last == phrase.hit.last
    if entry.name in scene.lexicon.words["relative"] and bare and not phrase.code:
        return None
    base = base_found(scene, phrase, "role", "person", "role")
    outlet = staff_of(scene, phrase)
    if outlet is not None:
        return replace(base, entity="outlet", name=outlet.name, code=outlet.code, key=f"outlet:{outlet.name}")
    verb = scene.reading.tokens[subject] if (subject := subject_of(scene, base)) is not None else None
    if verb is not None and verb.feat("Gender") == "Fem" and base.gender != "femn":
        return replace(
            base, name=None, base=fold(entry.name), gender="femn", offices=(make_office(scene, phrase),)
        )  # «глава государства заявила»
    marked = entry.sector == "CVL" or entry.name.endswith(("ица", "ка"))  # «депутат» may be a woman, «мать» no man
    gender = base.gender if marked else None
    return replace(base, name=None, base=fold(entry.name), gender=gender, offices=(make_office(scene, phrase),))
