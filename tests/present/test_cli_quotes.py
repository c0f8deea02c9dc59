"""`svod quotes` on a real database: filters, variants word by word, citations, and a plain word when nothing fits."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from quoted_records import report
from svod.present.cli import app
from svod.records import Accounts
from svod.relate import relate
from svod.store import open_store, save_accounts, save_article, save_findings

WHOLE = "Мы готовы к переговорам без предварительных условий, и стороны знают об этом с весны"
TOLD = (
    report("Меридиан", WHOLE),
    report("Вестник", WHOLE.replace("знают", "слышали"), day="2031-05-11"),
    report("Голос", "=Войска уйдут\x1b[31m в четверг", who="Олма Реш", code="NIM", day="2031-06-01", kind="indirect"),
    report("Хроника", "Никто не пришёл на встречу", who=None),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quotes") / "svod.db"
    db = open_store(path)
    for article, findings in TOLD:
        save_article(db, article)
        save_findings(db, findings, "1")
    accounts: Accounts = relate([a for a, _ in TOLD], [f for _, f in TOLD])
    save_accounts(db, accounts)
    db.close()
    return path


def call(*words: str | Path, columns: int = 140) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["quotes", *(str(w) for w in words)])


def good(*words: str | Path, columns: int = 140) -> str:
    done = call(*words, columns=columns)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def rows(*words: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(good(*words, "--json"))
    return found


def test_the_same_words_are_one_row_of_the_table(database: Path) -> None:
    table = good("--db", database)
    assert "3 quotes" in table
    (line,) = [line for line in table.splitlines() if "Мы готовы" in line]
    assert "  2  " in line
    assert "\x1b" not in table
    assert len(rows("--db", database)) == 4


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], 4),
        (["--speaker", "Велик"], 2),
        (["--speaker", "турсана велика"], 2),
        (["--speaker", "Т. Велик"], 2),
        (["--speaker", "Реш", "--country", "nim"], 1),
        (["--country", "ARD"], 2),
        (["--outlet", "голос"], 1),
        (["--kind", "indirect"], 1),
        (["--act", "assert"], 4),
        (["--act", "deny"], 0),
        (["--since", "2031-05-11"], 2),
        (["--until", "2031-05"], 3),
        (["--words", "переговоры"], 2),
        (["--words", "готов условие"], 2),
        (["--words", '"предварительные условия"'], 2),
        (["--words", '"условия предварительные"'], 0),
        (["--words", "войско"], 1),
        (["--words", "перегов*"], 2),
        (["--words", "знать"], 1),
        (["--several"], 2),
        (["--limit", "1"], 1),
        (["--offset", "3"], 1),
        (["--offset", "1", "--limit", "2"], 2),
    ],
)
def test_filters(database: Path, options: list[str], expected: int) -> None:
    assert len(rows("--db", database, *options)) == expected


def test_an_actor_is_named_by_id(tmp_path: Path) -> None:
    import sample_records as sample

    db = open_store(tmp_path / "svod.db")
    sample.save_all(db)
    db.close()
    (found,) = rows("--db", tmp_path / "svod.db", "--speaker", sample.ACCOUNTS.actors[1].id)
    assert (found["actor"], found["speaker"]) == (sample.ACCOUNTS.actors[1].id, "Лука Самовит")


def test_nothing_is_said_to_fit_in_plain_words(database: Path) -> None:
    done = call("--db", database, "--speaker", "Никто", "--country", "ARD")
    assert (done.exit_code, done.stdout.strip()) == (0, "no quotes")
    assert done.stderr == "none of 4 quotes fits --speaker Никто --country ARD\n"


def test_variants_stand_word_by_word(database: Path) -> None:
    cards = good("--db", database, "--variants")
    assert "Турсан Велик  2 voices" in cards
    assert "[-знают-]{+слышали+}" in cards or "[-слышали-]{+знают+}" in cards
    assert "1 quotation" in cards
    (found,) = json.loads(good("--db", database, "--variants", "--json"))
    base, other = found["variants"]
    assert (base["change"], other["change"]) == ("base", "altered")
    assert "".join(e["words"] for e in other["edits"]) == other["words"]
    assert "".join(e["base"] for e in other["edits"]) == base["words"]


def test_variants_of_nothing(database: Path) -> None:
    assert good("--db", database, "--variants", "--speaker", "Реш").strip() == "no quotations with variants"


def test_csv_runs_nothing(database: Path) -> None:
    found = list(csv.DictReader(io.StringIO(good("--db", database, "--csv", "--speaker", "Реш"))))
    assert found[0]["words"].startswith("'=Войска")


@pytest.mark.parametrize("style", ["bibtex", "md", "csl"])
def test_a_citation_for_every_quote(database: Path, style: str) -> None:
    said = good("--db", database, "--format", style)
    assert said.count("Турсан Велик") >= 2
    assert "\x1b" not in said
    if style == "csl":
        assert len(json.loads(said)) == 4
    else:
        assert said.count("@misc{" if style == "bibtex" else "\n> — ") == 4


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "md", "--json"], ["--format", "csl", "--variants"], ["--variants", "--csv"], ["--format", "ris"],
        ["--kind", "loud"], ["--dyad", "ARD"], ["--offset", "-1"],
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(database: Path, words: list[str]) -> None:
    done = call("--db", database, *words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_quotation_is_shown_and_a_quote_cited(database: Path) -> None:
    quote = rows("--db", database, "--speaker", "Велик")[0]
    shown = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["show", quote["quotation"], "--db", str(database)])
    assert "fullest wording" in shown.stdout
    cited = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["show", quote["id"], "--db", str(database)])
    assert f"cite as:\n{good('--db', database, '--format', 'md', '--limit', '1')}" in cited.stdout


def test_a_person_parts_a_quotation(database: Path, tmp_path: Path) -> None:
    own = tmp_path / "svod.db"
    own.write_bytes(database.read_bytes())
    first, second = (r["id"] for r in rows("--db", own, "--several"))
    done = CliRunner().invoke(app, ["judge", first, second, "different", "--db", str(own)])
    assert done.exit_code == 0, done.output
    assert rows("--db", own, "--several") == []


def test_quotations_are_exported_with_their_offsets(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "q.jsonl"
    done = CliRunner().invoke(app, ["export", "quotations", "-o", str(out), "--db", str(database)])
    assert done.stdout == f"{out}: 1 lines\n"
    (row,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    texts = {a.id: a.text for a, _ in TOLD}
    for variant in row["variants"]:
        ((start, end),) = variant["spans"]
        assert texts[variant["article"]][start:end] == variant["words"]
    printed = CliRunner().invoke(app, ["export", "quotations", "-o", "-", "--db", str(database)])
    assert printed.stdout == out.read_text("utf-8")


def test_a_row_says_who_spoke_where_only_the_second_article_does(tmp_path: Path) -> None:
    told = report("РБК", WHOLE, who=None), report("Вестник", WHOLE, day="2031-05-11")
    with closing(open_store(tmp_path / "svod.db")) as db:
        for article, findings in told:
            save_article(db, article)
            save_findings(db, findings, "1")
        save_accounts(db, relate([a for a, _ in told], [f for _, f in told]))
    table = good("--db", tmp_path / "svod.db")
    assert "Турсан Велик" in table
    assert "(unknown)" not in table
    assert [r["outlet"] for r in rows("--db", tmp_path / "svod.db", "--outlet", "rbc.ru")] == ["РБК"]


def test_an_offset_beyond_the_end_says_so(database: Path) -> None:
    done = call("--db", database, "--offset", "99")
    assert "--offset 99 leaves out all 3" in done.stderr
