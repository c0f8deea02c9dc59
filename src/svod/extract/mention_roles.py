"""Phrases made into mentions of their own: institutions, groups, outlets and lone titles.

In: a scene and the phrases that no name has used up. Out: `Found`s. Who a lone title means is left to `chains`.
"""

from __future__ import annotations

from svod.extract.actors_rows import Entry
from svod.extract.mention_forms import fold, is_abbreviation
from svod.extract.mention_found import QUOTES, Found, Scene
from svod.extract.mention_offices import make_office
from svod.extract.mention_phrases import Phrase
from svod.extract.mention_pronouns import is_source, subject_of


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
    named = scene.hits.get(phrase.first)
    if named is not None and named.last >= phrase.last and named.entry.entity == "organization":
        return None  # «Международный суд» is a body that the pack knows by name
    base = base_found(scene, phrase, "name", "organization", "institution")
    if base.base in scene.lexicon.words["side"]:
        if not phrase.adjective or phrase.code is None:
            return None
        return base._replace(entity="state", name=phrase.owner, key=f"state:{phrase.code}", rule="side of a state")
    if is_process(scene, phrase):
        return None
    bare = phrase.last - phrase.first == phrase.hit.last - phrase.hit.first
    if bare and base.base in scene.lexicon.words["generic"]:
        return base._replace(kind="role", name=None, rule="bare institution")
    name = canonical(scene, phrase)
    proper = scene.lexicon.proper.get((phrase.code, fold(phrase.title)))
    if proper and phrase.last - phrase.first == phrase.hit.last - phrase.hit.first + 1:
        return base._replace(name=proper, key=f"organization:{proper}")
    if bare or (phrase.code is None and not phrase.quoted):
        return base._replace(
            name=name, rule="bare institution" if bare else "institution", key=f"organization:{fold(name)}"
        )
    return base._replace(name=name, key=f"organization:{fold(name)}")


def is_process(scene: Scene, phrase: Phrase) -> bool:
    """True of «организация встречи», which is a deed and no body."""
    tokens, lists = scene.reading.tokens, scene.lexicon.words
    if tokens[phrase.head].lemma not in lists["deeds"] or phrase.quoted:
        return False
    after = [t for t in tokens[phrase.hit.last : phrase.last] if t.upos == "NOUN"][:1]
    return any(t.lemma in lists["events"] or t.lemma.endswith(lists["deed_endings"]) for t in after)


def canonical(scene: Scene, phrase: Phrase) -> str:
    """The institution's name with the state in its common short form: «МИД РФ» → «МИД России»."""
    from svod.extract.mention_forms import decline

    name, tokens = phrase.name, scene.reading.tokens
    if phrase.owner is None or phrase.code not in scene.lexicon.states:
        return name
    genitive = next((" ".join(w) for w, c, _ in decline(phrase.owner, scene.lexicon.grammar) if c == "gent"), None)
    own = scene.lexicon.states[phrase.code or ""]
    if genitive is None or phrase.owner != own:
        return name
    state = " ".join(g[:1].upper() + g[1:] if not is_abbreviation(own) else own for g in genitive.split())
    short = is_abbreviation(phrase.hit.entry.name[:3]) or phrase.hit.entry.name.startswith(
        scene.lexicon.words["short_bodies"]
    )
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
        return base._replace(name=phrase.name, key=f"outlet:{fold(phrase.name)}")  # «Польское радио»
    if rest and (phrase.quoted or rest[0].text[:1].isupper() or rest[0].text.isascii()):
        name = scene.reading.text[rest[0].start : rest[-1].end]
        start, end = rest[0].start, rest[-1].end
        return base._replace(
            name=name, start=start, end=end, first=rest[0].i, last=rest[-1].i + 1, key=f"outlet:{fold(name)}"
        )
    if phrase.hit.number == "plur" or base.base in scene.lexicon.words["press"]:
        name_ = phrase.name if phrase.code else None
        return base._replace(kind="group", name=name_, key=f"outlet:{fold(name_)}" if name_ else "")
    if any(n.first == phrase.last and n.kind == "ORG" for n in scene.reading.names):
        return None
    return base._replace(kind="role", name=None, rule="bare outlet")


def make_group(scene: Scene, phrase: Phrase) -> Found | None:
    """«российские власти»: named when they are of a state and stand for it; «эксперты»: a source without a name."""
    entry = phrase.hit.entry
    base = base_found(scene, phrase, "group", "group", "group")
    outlet = staff_of(scene, phrase)
    if outlet is not None:
        return base._replace(entity="outlet", name=outlet.name, code=outlet.code, key=f"outlet:{outlet.name}")
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
        return base._replace(name=proper, key=f"organization:{proper}", plural=True)
    name = phrase.name if not (anonymous and hidden) else None
    if name and name[:1].isupper() and not is_abbreviation(name.split()[0]):
        name = name[:1].lower() + name[1:]
    return base._replace(name=name, key=f"group:{fold(name)}" if name else "", plural=True)


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
        return base._replace(entity="outlet", name=outlet.name, code=outlet.code, key=f"outlet:{outlet.name}")
    verb = scene.reading.tokens[subject] if (subject := subject_of(scene, base)) is not None else None
    if verb is not None and verb.feat("Gender") == "Fem" and base.gender != "femn":
        return base._replace(
            name=None, base=fold(entry.name), gender="femn", offices=(make_office(scene, phrase),)
        )  # «глава государства заявила»
    woman = entry.name.endswith(scene.lexicon.words["womens_titles"])
    marked = entry.sector == "CVL" or woman  # «депутат» may be a woman, «мать» no man
    gender = base.gender if marked else None
    return base._replace(name=None, base=fold(entry.name), gender=gender, offices=(make_office(scene, phrase),))
