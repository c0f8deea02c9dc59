"""What stands between an article's paragraphs and is none of them: a parsed page in, the page without it out.

Links to other articles in lists and insets go, by the share of their text that is link; what only looks like an aside
or a form because a site was built so is made plain. Changes the tree it is given. Chooses no body: `html.py` does.
"""

from __future__ import annotations

import re
from typing import Any

SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*$")
LONGEST_INSET = 200  # characters
FEWEST_ITEMS = 3
MOSTLY = 0.5  # of an inset's text is link
ALMOST_ALL = 0.8  # of a list's
INSETS = ("div", "p", "li", "section", "aside", "figure")
WRAPPERS = ("aside", "form")
HOLDS_ARTICLE = "boolean(.//h1 | .//article | .//*[@itemprop='articleBody'])"


def prune(tree: Any) -> None:
    """Take links to other articles out of a page."""
    for element in list(tree.iter(*WRAPPERS)):
        if element.xpath(HOLDS_ARTICLE):
            element.tag = "div"
    for element in list(tree.iter("ul", "ol")):
        if len(element.findall("li")) >= FEWEST_ITEMS and link_share(element) >= ALMOST_ALL:
            drop(element)
    for element in list(tree.iter(*INSETS)):
        if element.find(".//a") is not None and is_inset(element):
            drop(element)


def is_inset(element: Any) -> bool:
    """True for a short block that is mostly link and no sentence: «Мост подорожал вдвое»."""
    text = read_line(element)
    if not text or len(text) > LONGEST_INSET or SENTENCE_END.search(text) or element.find(".//h1") is not None:
        return False
    return link_share(element) >= MOSTLY


def link_share(element: Any) -> float:
    """The share of an element's characters that stand in links, 0..1."""
    whole = len(read_line(element))
    return sum(len(read_line(link)) for link in element.iter("a")) / whole if whole else 0.0


def read_line(element: Any) -> str:
    """Return an element's text as one line."""
    return " ".join("".join(element.itertext()).split())


def drop(element: Any) -> None:
    """Take an element out, keeping the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
