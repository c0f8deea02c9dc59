"""Checking a language pack: its tables load, every rule's own sentences hold, every language case holds.

In: a language. Out: complaints, each naming file and place; none when the pack is sound. Also the list of known
failures, from which `docs/limits.md` is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from svod.analyse import analyse
from svod.cases import Case, check_case, parse_cases
from svod.extract.event_rules import Rule, compile_rules
from svod.ids import make_id
from svod.packs import Pack, languages, load_pack
from svod.records import Article, Findings

DAY = "2024-05-16"  # the day of a rule's sentences, a Thursday


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was checked, and what is wrong."""

    lang: str
    rules: int
    sentences: int
    cases: int
    known_failures: int
    complaints: tuple[str, ...]


def check_pack(lang: str) -> Checked:
    """Run all rules' sentences and all cases of a language. Raises PackError where a file cannot be read."""
    pack = load_pack(lang)
    run = analyser(pack)
    rules = compile_rules(pack).rules if "events" in pack.supports else ()
    cases = list(load_cases(lang))
    complaints = [c for rule in rules for c in check_rule(rule, run, f"lang/{lang}/events.toml")]
    for case in cases:
        found = check_case(case, run)
        if case.known_failure and not found:
            complaints.append(f"{case.where}: this known failure passes now: take (xfail) off its heading")
        elif not case.known_failure:
            complaints += found
    return Checked(
        lang,
        len(rules),
        sum(len(r.yes) + len(r.no) for r in rules),
        len(cases),
        sum(c.known_failure for c in cases),
        tuple(complaints),
    )


def analyser(pack: Pack) -> Callable[[Article], Findings]:
    """`analyse` with the pack filled in."""
    return lambda article: analyse(article, pack)


def check_rule(rule: Rule, run: Callable[[Article], Findings], where: str) -> Iterator[str]:
    """Complain of each `yes` sentence the rule does not catch and each `no` sentence it does."""
    if not rule.yes or not rule.no:
        yield f"{where}: rule {rule.id!r} needs at least one yes and one no sentence"
    for sentence in rule.yes:
        if not any(e.origin.rule == rule.id for e in run(make_article(sentence)).events):
            yield f"{where}: rule {rule.id!r} does not catch: {sentence}"
    for sentence in rule.no:
        if any(e.origin.rule == rule.id for e in run(make_article(sentence)).events):
            yield f"{where}: rule {rule.id!r} catches what it must leave alone: {sentence}"


def make_article(sentence: str) -> Article:
    """An article of one sentence."""
    return Article(make_id("a", sentence), "sentence", None, None, DAY, "ru", None, sentence, "")


def load_cases(lang: str) -> Iterator[Case]:
    """All cases of a language, file by file."""
    folder = files("svod") / "lang" / lang / "corpus"
    if folder.is_dir():
        for item in sorted(folder.iterdir(), key=lambda x: x.name):
            if item.name.endswith(".md"):
                yield from parse_cases(item.read_text("utf-8"), f"lang/{lang}/corpus/{item.name}")


def format_limits() -> str:
    """`docs/limits.md`: every known failure of every pack, with its text."""
    lines = [
        "# Known limits",
        "",
        "Made from the language cases marked `(xfail)`: sentences that Svod is known to read wrongly today. When one",
        "starts to pass, its test asks for the mark to be taken off. `python -m svod.packcheck` writes this page.",
        "",
    ]
    for lang in languages():
        for case in (c for c in load_cases(lang) if c.known_failure):
            lines += [f"- **{case.title}** ({case.where.rsplit(':', 1)[0]})", ""]
            lines += [f"  > {line}" for line in case.text.split("\n")]
            lines += ["", *(f"  wanted: `{e.source}`" for e in case.expectations), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(format_limits())
