"""States, organisations, outlets and places by name, adjective, capital, seat or demonym.

In: a scene whose people are known. Out: one `Found` for each look-up that stands, and for each name the tagger saw that
the lexicon does not know.
"""

from __future__ import annotations

import re
from dataclasses import replace

from svod.extract.actors_table import country_domains
from svod.extract.mention_forms import fold, is_abbreviation, keep_capitals, readings, spelt_like, to_nominative
from svod.extract.mention_found import QUOTES, Found, Hit, Scene, governor, phrase_head, preposition
from svod.extract.mention_pieces import is_opener, is_quality, is_rubric
from svod.read.reading import Name, Token

ENTITY_KIND = {
    "name": "name",
    "adjective": "adjective",
    "capital": "metonym",
    "metonym": "metonym",
    "demonym": "group",
    "place": "name",
}
DOMAIN = r"\.(?:ru|com|ua|md|az|am|ge|by|kz|org|net|info|news|media|tv|uk|de|lv|lt|ee|me|eu|il|ir|su)(?![\w-])"
SOME_DOMAIN = re.compile(DOMAIN, re.IGNORECASE)
ADDRESS = re.compile(rf"(?<![\w@./-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*{DOMAIN}", re.IGNORECASE)


def find_states(scene: Scene) -> list[Found]:
    """Every hit of the lexicon outside people's names, and the states of compound adjectives."""
    found = []
    for i in sorted(scene.hits):
        hit = scene.hits[i]
        if any(k in scene.people for k in range(hit.first, hit.last)) or doubtful(scene, hit):
            continue
        found.append(make_found(scene, hit))
    for token in scene.reading.tokens:
        if "-" in token.text:
            found += compound(scene, token)
    return found


def doubtful(scene: Scene, hit: Hit) -> bool:
    """True of a short name that begins a sentence and that the tagger takes for a common word («Того же мнения…»)."""
    token = scene.reading.tokens[hit.first]
    if hit.last - hit.first > 1 or hit.entry.kind in ("adjective", "demonym") or is_abbreviation(token.text):
        return False
    if hit.entry.entity == "outlet" and is_common(scene, token):
        return True
    begins = hit.first == scene.reading.sentences[token.sentence].first
    return token.upos not in ("PROPN", "NOUN", "X") and (begins or token.upos != "ADJ")


def is_common(scene: Scene, token: Token) -> bool:
    """True of an outlet's name that is a common noun, at the start of a sentence and without marks: «Страны ждут»."""
    begins = token.i == scene.reading.sentences[token.sentence].first
    proper = {"Name", "Surn", "Geox", "Orgn", "Trad", "Abbr"}
    plain = any(r.is_known and r.tag.POS == "NOUN" and not proper & r.tag.grammemes for r in readings(token.text)[:1])
    return begins and plain and token.upos != "PROPN"


def make_found(scene: Scene, hit: Hit) -> Found:
    """One hit as a mention; a capital in «в Москве» is a place unless it speaks («в Москве заявили»)."""
    entry, tokens = hit.entry, scene.reading.tokens
    head = phrase_head(scene.reading, hit.first, hit.last)
    kind, entity, rule = ENTITY_KIND[entry.kind], entry.entity, entry.kind
    key = f"{entity}:{entry.name if entry.kind in ('capital', 'metonym') or not entry.code else entry.code}"
    if entity in ("organization", "outlet", "place"):
        key = f"{entity}:{entry.name}"
    if entry.kind == "capital" and is_place(scene, head):
        kind, entity, rule, key = "name", "place", "capital as place", f"place:{entry.name}"
    name: str | None = entry.name
    if entry.kind == "demonym":
        name = plural_name(tokens[head])
        key = f"group:{name}"
    gender = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(tokens[head].feat("Gender") or "")
    return Found(
        kind, entity, name, entry.code, rule, tokens[hit.first].start, tokens[hit.last - 1].end,
        hit.first, hit.last, head,
        key=key, gender=gender, plural=tokens[head].feat("Number") == "Plur" and entry.kind == "demonym", entry=entry,
    )  # fmt: skip


def plural_name(token: Token) -> str:
    """«россиян» → «россияне»."""
    return to_nominative(token.text, token.feat("Case"), "Plur", None, "NOUN")


def is_place(scene: Scene, i: int) -> bool:
    """True when a capital's name is where something is, not who does it."""
    above = governor(scene.reading, i)
    word = preposition(scene.reading, i)
    if not word and above is not None and scene.reading.tokens[i].rel == "conj":
        word = preposition(scene.reading, above.i)  # «в Риме и | Берлине»
    lists = scene.lexicon.words
    if (word in lists["inside"] or word in lists["out_of"]) and above is not None and speaks(scene, above):
        return False
    if word in lists["where"]:
        return True
    return above is not None and above.lemma in lists["city"]


def speaks(scene: Scene, verb: Token) -> bool:
    """True of a third person plural verb without a subject: «в Баку считают»."""
    plural = verb.upos == "VERB" and verb.feat("Number") == "Plur" and verb.feat("VerbForm") == "Fin"
    return plural and not scene.reading.kids(verb.i, "nsubj")


def compound(scene: Scene, token: Token) -> list[Found]:
    """Both states of «российско-азербайджанский», each on its own characters."""
    first, dash, rest = token.text.partition("-")
    entry = scene.lexicon.stems.get(fold(first)) if dash else None
    if entry is None or token.i in scene.hits:
        return []
    parts = [(entry, token.start, token.start + len(first))]
    second = next((r.entry for r in scene.lexicon.rows.get(fold(rest), ()) if r.entry.kind == "adjective"), None)
    if second:
        parts.append((second, token.end - len(rest), token.end))
    return [
        Found("adjective", "state", e.name, e.code, "compound adjective", a, b, token.i, token.i + 1, token.i,
              key=f"state:{e.code or e.name}", entry=e)
        for e, a, b in parts
    ]  # fmt: skip


def find_addresses(scene: Scene) -> list[Found]:
    """Outlets named by an address that the lexicon does not know («vestnik.example.ru»)."""
    found = []
    if not SOME_DOMAIN.search(scene.reading.text):
        return []  # most texts have none, and looking for a whole address takes longer
    for match in ADDRESS.finditer(scene.reading.text):
        tokens = scene.reading.within(match.start(), match.end())
        if tokens and not any(i in scene.hits for i in tokens):
            first, last = tokens[0], tokens[-1] + 1
            code = country_domains().get(match[0].rpartition(".")[2].lower())
            start, end, key = match.start(), match.end(), f"outlet:{fold(match[0])}"
            found.append(
                Found("name", "outlet", match[0], code, "web address", start, end, first, last, first, key=key)
            )
    return found


def find_other_names(scene: Scene, taken: set[int]) -> list[Found]:
    """Names of organisations and places that the tagger saw and that nothing else has claimed."""
    found = []
    for name in scene.reading.names:
        if name.kind == "PER" or any(i in taken or i in scene.people for i in range(name.first, name.last)):
            continue
        made = make_other(scene, one_line(scene, name))
        if made:
            found.append(made)
    return found


def one_line(scene: Scene, name: Name) -> Name:
    """The part of a name before a line break, which no name runs over."""
    tokens = scene.reading.tokens
    for i in range(name.first + 1, name.last):
        if "\n" in scene.reading.text[tokens[i - 1].end : tokens[i].start]:
            return replace(name, end=tokens[i - 1].end, last=i)
    return name


def make_other(scene: Scene, name: Name) -> Found | None:
    """One name as the tagger saw it, its first words in the nominative."""
    tokens = scene.reading.tokens[name.first : name.last]
    if (
        is_rubric(scene, tokens[0])
        or not any(c.isalpha() for c in tokens[0].text)
        or not any(t.text[:1].isupper() or t.upos == "X" for t in tokens)
    ):
        return None
    if len(tokens) == 1 and (is_opener(scene, tokens[0]) or is_quality(scene, tokens[0])):
        return None  # «Хотя», «Северный» of «Северный поток»
    entity = "organization" if name.kind == "ORG" else "place"
    head = phrase_head(scene.reading, name.first, name.last)
    noun = next((t.i for t in tokens if t.upos in ("NOUN", "PROPN")), head)
    if entity == "organization" and is_outlet(scene, name, head):
        entity = "outlet"
    text, end = "", -1
    for token in tokens:
        word = token.text
        if token.i <= noun and token.upos in ("NOUN", "PROPN", "ADJ"):
            part = "ADJF" if token.upos == "ADJ" else "NOUN"
            word = to_nominative(word, token.feat("Case"), token.feat("Number"), token.feat("Gender"), part)
            guessed = word != token.text and not readings(word)[0].is_known
            if token.upos == "PROPN" and guessed and fold(token.lemma)[:3] == fold(word)[:3]:
                word = keep_capitals(token.text, spelt_like(word, token.lemma))
        text += (" " if text and token.start > end else "") + word
        end = token.end
    first, last = name.start, name.end
    return Found(
        "name", entity, close_quotes(text), None, "name tagged", first, last, name.first, name.last, head,
        key=f"{entity}:{fold(text)}",
    )  # fmt: skip


def close_quotes(text: str) -> str:
    """A name without marks around it, those inside it whole: «АО «Маяк»»."""
    text = text.strip(' "')
    while text[:1] in "«„“" and text.find("»") in (-1, len(text) - 1):
        text = text[1:].rstrip("»”“ ")
    return text if text.count("«") <= text.count("»") else text + "»"


def is_outlet(scene: Scene, name: Name, head: int) -> bool:
    """True of a domain name, or of a name that follows «газета», «агентство»."""
    text = scene.reading.text[name.start : name.end]
    before = [k for k in range(max(0, name.first - 3), name.first) if scene.reading.tokens[k].text not in QUOTES]
    medium = bool(before) and before[-1] in scene.heads and scene.heads[before[-1]].entry.kind == "medium"
    return medium or ("." in text.strip(".") and text.isascii())
