"""Every case of every language pack, as one test each."""

from __future__ import annotations

from importlib.resources import files

import pytest

from svod.cases import Case, check_case, parse_cases
from svod.flow import analyse
from svod.packs import Pack, languages, load_pack


def all_cases() -> list[tuple[str, Case]]:
    found = []
    for lang in languages():
        folder = files("svod") / "lang" / lang / "corpus"
        if not folder.is_dir():
            continue
        for item in sorted(folder.iterdir(), key=lambda x: x.name):
            if item.name.endswith(".md"):
                found += [(lang, c) for c in parse_cases(item.read_text("utf-8"), f"{lang}/corpus/{item.name}")]
    return found


PACKS: dict[str, Pack] = {}


@pytest.mark.parametrize(("lang", "case"), [pytest.param(x, c, id=f"{c.where} {c.title}") for x, c in all_cases()])
def test_case(lang: str, case: Case) -> None:
    pack = PACKS.setdefault(lang, load_pack(lang))
    complaints = check_case(case, lambda article: analyse(article, pack))
    if case.known_failure:
        assert complaints, "this known failure passes now: take (xfail) off its heading"
        return
    assert not complaints, "\n".join(complaints)
