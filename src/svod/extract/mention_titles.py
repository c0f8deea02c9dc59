"""Whether a lone title («министр», «экс-президент», «американский коллега») may mean a given person, or nobody named.

In: a scene, the title and what a candidate is linked to. Out: yes or no. Which one is the likeliest, `chains` says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from svod.extract.actors_table import Lexicon
from svod.extract.mention_forms import fold
from svod.extract.mention_found import Found, Scene, governor
from svod.extract.mention_pronouns import speaks
from svod.extract.mention_setting import Link


def opens_anew(scene: Scene, item: Found) -> bool:
    """True of «преемник», «любой политик», «его заместитель», and of an office in «смена лидера»: nobody named."""
    lists, tokens = scene.lexicon.words, scene.reading.tokens
    above = governor(scene.reading, item.head)
    nominal = tokens[item.head].feat("Case") == "Gen" and tokens[item.head].rel == "nmod"
    if any(kid.lemma in lists["any"] for kid in scene.reading.kids(item.head, "det", "amod")):
        return True
    if item.base not in lists["peers"] and is_owned(scene, item):
        return True
    return item.base in lists["newcomers"] or bool(nominal and above and above.lemma in lists["changes"])


def is_owned(scene: Scene, item: Found) -> bool:
    """True of «[его] заместитель», «[свой] советник»: whoever has them is another."""
    owners = scene.lexicon.words["owners"]
    return any(scene.keys[k.i] in owners or k.lemma in owners for k in scene.reading.kids(item.head))


def suits(scene: Scene, item: Found, candidate: Found, link: Link) -> bool:
    """True where the candidate is a person whose offices, state and sector allow the title."""
    lists, who = scene.lexicon.words, link.who
    if item.base in lists["voices"] and goes_on(scene, item, candidate, link):
        return True
    if candidate.kind == "role" and candidate.base == item.base and item.base:
        return item.code is None or item.code == link.code
    if who is None or candidate.entity != "person" or not item.base:
        return False
    if item.code and who.code and item.code != who.code:
        return False
    asked = item.offices[0] if item.offices else None
    bare = asked is None or (asked.title == item.base and " " not in item.base)
    same = [o for o in who.offices if same_title(scene, o.title, item.base)]
    state = item.code is not None and item.base not in lists["of_something"]
    if same and (bare or state or any(asked and says_all(o.title, plain_title(scene, asked.title)) for o in same)):
        return True
    if asked and any(same_words(scene, o.title, asked.title) for o in who.offices):
        return True
    if item.base in lists["peers"]:
        return item.code is not None and item.code == who.code
    bare = asked is None or asked.title == item.base
    if not bare or item.base in lists["anonymous"] or item.entry is None:
        return False
    if asked and asked.office and not who.holds(asked.office, item.code):
        return False
    return bool(who.tags() & set(item.entry.of)) or (
        item.entry.sector in who.tags() and goes_on(scene, item, candidate, link)
    )


def goes_on(scene: Scene, item: Found, candidate: Found, link: Link) -> bool:
    """True of whoever spoke before «считает эксперт», where the title says little more than that somebody speaks."""
    person = candidate.entity == "person" and link.name is not None
    states = item.code is None or link.code in (None, item.code)
    return person and states and speaks(scene, item) and speaks(scene, candidate)


def same_title(scene: Scene, a: str, b: str) -> bool:
    """True when two titles begin with one word: «вице-премьер-министр по реинтеграции» and «вице-премьер».

    One that was held is none that is: «экс-министр» is a «бывший министр», no «министр».
    """
    bare = [without_former(scene, t) for t in (a, b)]
    first, second = (t.split()[0] for t in bare)
    alike = first == second or first.startswith(second + "-") or second.startswith(first + "-")
    return alike and (bare[0] == a) == (bare[1] == b)


def without_former(scene: Scene, title: str) -> str:
    """A title without what says that it is held no more: «экс-министр», «бывший министр» → «министр»."""
    for beginning in scene.lexicon.words["no_more"]:
        if title.startswith(beginning):
            return title[len(beginning) :] if beginning.endswith("-") else title.partition(" ")[2] or title
    return title


def says_all(whole: str, short: str) -> bool:
    """True when a title has every word of another, in any form: «редактор журнала «Дни»» has «редактор «Дней»»."""
    return stems(short) <= stems(whole)


@lru_cache(maxsize=20_000)
def stems(title: str) -> frozenset[str]:
    """The words of a title, the short ones left out, as far as their forms agree."""
    return frozenset(word[:4] for word in re.findall(r"\w{3,}", fold(title)))


def plain_title(scene: Scene, title: str) -> str:
    """A title without the words that stand for a body named before: «глава ведомства» → «глава»."""
    return " ".join(w for w in title.split() if fold(w) not in scene.lexicon.words["bodies"])


def same_words(scene: Scene, a: str, b: str) -> bool:
    """True when two titles say one thing: «замглавы МИД» and «заместитель министра иностранных дел»."""
    spelt = [spelt_out(fold(t), scene.lexicon) for t in (a, b)]
    return len(spelt[1].split()) > 1 and says_all(*spelt)


@lru_cache(maxsize=20_000)
def spelt_out(title: str, lexicon: Lexicon) -> str:
    """A title with its short words in full."""
    for short, full in zip(*[iter(lexicon.words["short_titles"])] * 2, strict=True):
        title = re.sub(rf"\b{re.escape(fold(short))}\b", fold(full), title)
    return title
