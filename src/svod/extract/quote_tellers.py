"""The article's own outlet: the teller, and so no link of the chain that words came through.

An article and an outlet's name in, yes or no out: «рассказал РБК» in an article of rbc.ru names the teller itself.
"""

from __future__ import annotations

import re

from svod.packs import Pack
from svod.records import Article

SAME = str.maketrans("cywj", "kivi")
SHORTEST = 3  # letters of an address that may stand for the beginning of a longer name


def is_own(article: Article, name: str, pack: Pack) -> bool:
    """True when the name is that of the outlet whose article this is."""
    label = skeleton(name, pack)
    for known in (article.outlet, article.url):
        host = re.sub(r"^\w+://(?:www\.)?", "", known or "").split("/")[0]
        for written in {host, host.rpartition(".")[0]} - {""}:
            own = skeleton(written, pack)
            if label and (own == label or (len(own) >= SHORTEST and label.startswith(own))):
                return True
    return False


def skeleton(name: str, pack: Pack) -> str:
    """Letters and digits only, in Latin, those that addresses write either way made one."""
    letters = pack.tables["speech"]["latin"]
    latin = "".join(letters.get(c, c) for c in name.lower())
    return re.sub(r"[^a-z0-9]", "", latin).translate(SAME)
