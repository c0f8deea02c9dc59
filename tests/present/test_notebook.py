"""A chronicle from Python: the rows are those of the commands, each leads to its evidence, no text in it is obeyed."""

from __future__ import annotations

import html.parser
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import sample_records as sample
import svod
from svod.errors import StoreError, SvodError, UsageError
from svod.flow import AddOptions, add
from svod.packs import read_actors_file
from svod.present.cli import app
from svod.present.notebook import Chronicle
from svod.present.notebook_rows import Rows
from svod.store import open_store, save_article

HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror=alert(1)> «Переговоры» \u202eтадо\u202c "quoted" \x1b[31m'
)
TAGS = (
    "table", "thead", "tbody", "tr", "th", "td", "p", "details", "summary", "blockquote", "mark", "br", "small", "a",
    "pre",
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged sample, read and related."""
    path = tmp_path_factory.mktemp("notebook") / "svod.db"
    store = open_store(path)
    with as_file(files("svod") / "sample") as folder:
        add([folder], store, AddOptions(actors=(read_actors_file(folder / "actors.toml"),)))
    store.close()
    return path


@pytest.fixture
def chronicle(path: Path) -> Iterator[Chronicle]:
    with svod.open(path) as opened:
        yield opened


QUESTIONS: list[tuple[Callable[[Chronicle], Rows], list[str]]] = [
    (lambda c: c.events(), ["events"]),
    (lambda c: c.events(since="2024", type="consult"), ["events", "--since", "2024", "--type", "consult"]),
    (lambda c: c.events(quad=[3, 4]), ["events", "--quad", "3", "--quad", "4"]),
    (lambda c: c.events(mentions=True, factuality=["actual"]), ["events", "--mentions", "--factuality", "actual"]),
    (lambda c: c.events(on_word_of="-", mentions=True), ["events", "--mentions", "--on-word-of", "-"]),
    (lambda c: c.quotes(), ["quotes"]),
    (lambda c: c.quotes(act=["deny", "accuse"]), ["quotes", "--act", "deny", "--act", "accuse"]),
    (lambda c: c.quotes(words="не"), ["quotes", "--words", "не"]),
    (lambda c: c.compare(), ["compare"]),
    (lambda c: c.compare(everything=True), ["compare", "--all"]),
    (lambda c: c.compare(verdict="contradict"), ["compare", "--verdict", "contradict"]),
    (lambda c: c.claims(), ["claims"]),
    (
        lambda c: c.claims(disputed=True, topic="crisis", says=["denied"]),
        ["claims", "--disputed", "--topic", "crisis", "--says", "denied"],
    ),
    (lambda c: c.commitments(), ["commitments"]),
    (lambda c: c.commitments(kind="promise", open=True), ["commitments", "--kind", "promise", "--open"]),
    (lambda c: c.actors(), ["actors"]),
    (lambda c: c.actors(type="person"), ["actors", "--type", "person"]),
    (lambda c: c.index(), ["index"]),
    (lambda c: c.coverage(), ["coverage"]),
    (lambda c: c.coverage(by="outlet", least=1), ["coverage", "--by", "outlet", "--least", "1"]),
]


@pytest.mark.parametrize(("ask", "words"), QUESTIONS, ids=[" ".join(words) for _, words in QUESTIONS])
def test_rows_are_those_of_the_command(
    ask: Callable[[Chronicle], Rows], words: list[str], chronicle: Chronicle, path: Path
) -> None:
    done = CliRunner().invoke(app, [*words, "--db", str(path), "--json"])
    assert done.exit_code == 0, done.output
    rows = ask(chronicle)
    assert rows.to_json() == done.stdout
    assert len(rows)


def test_the_index_has_the_points_of_the_command(chronicle: Chronicle, path: Path) -> None:
    dyad = chronicle.index()[0].dyad
    done = CliRunner().invoke(app, ["index", "--dyad", dyad, "--db", str(path), "--json"])
    found = json.loads(done.stdout)
    points = chronicle.index(dyad)
    assert json.loads(points.to_json()) == found.pop("points")
    assert json.loads(json.dumps(dict(points.notes))) == found
    point = next(p for p in points if p.events)
    assert {p.record for p in chronicle.evidence(point)} <= {m.id for m in chronicle.events(mentions=True)}


def test_articles_by_day_and_by_words(chronicle: Chronicle) -> None:
    days = [row.published for row in chronicle.articles() if row.published]
    assert days == sorted(days)
    (first, *_) = chronicle.articles("переговорам")
    (passage,) = chronicle.evidence(first)
    assert passage.text == first.snippet == passage.main[0].words
    (whole,) = chronicle.evidence(first.id)
    assert whole.text[first.start : first.end] == first.snippet


def every(chronicle: Chronicle) -> list[Rows]:
    """Rows of every kind that rests on something."""
    return [
        chronicle.events(), chronicle.events(mentions=True), chronicle.quotes(), chronicle.compare(everything=True),
        chronicle.claims(), chronicle.commitments(), chronicle.actors(), chronicle.coverage(),
    ]  # fmt: skip


def test_every_row_leads_to_the_exact_characters(chronicle: Chronicle) -> None:
    texts = {row.id: chronicle.evidence(row.id)[0].text for row in chronicle.articles()}
    titles = {row.id: row.title for row in chronicle.articles()}
    for rows in every(chronicle):
        for row in rows:
            passages = chronicle.evidence(row)
            assert passages or row.get("value", "") is None or rows.noun in ("accounts", "actors"), (rows.noun, row)
            for passage in passages:
                text = texts[passage.article] if passage.field == "text" else titles[passage.article]
                assert passage.text == text[passage.start : passage.end]
                assert passage.marks
                for mark in passage.marks:
                    assert mark.words == text[mark.start : mark.end]
                    assert passage.start <= mark.start < mark.end <= passage.end


def test_showing_a_record(chronicle: Chronicle, path: Path) -> None:
    row = chronicle.events()[0]
    shown = chronicle.show(row.id[:12])
    done = CliRunner().invoke(app, ["show", row.id, "--db", str(path)])
    assert done.stdout.startswith(str(shown))
    assert shown.passages == chronicle.evidence(row)
    assert "<mark" in shown._repr_html_()


def test_a_dispute_shows_both_answers(chronicle: Chronicle) -> None:
    answers = chronicle.claims(disputed=True)
    (dispute,) = {row.dispute for row in answers}
    shown = chronicle.show(dispute)
    assert {row.polarity for row in answers} == {"asserted", "denied"}
    assert {mark.words for p in shown.passages for mark in p.main} == {row.words for row in answers}


def test_rows_are_a_sequence_of_fixed_records(chronicle: Chronicle) -> None:
    rows = chronicle.actors()
    assert list(rows[1:3]) == [rows[1], rows[2]]
    assert len(rows[:2]) == 2
    row = rows[0]
    assert row["name"] == row.name == dict(row)["name"]
    assert isinstance(row.names, tuple)
    assert "name" in dir(row)
    with pytest.raises(AttributeError, match="fixed"):
        row.name = "another"
    with pytest.raises(AttributeError, match="has no surname, but id, name"):
        _ = row.surname
    assert repr(rows).startswith(f"<{len(rows)} actors: id, name")
    assert repr(row).startswith("Record(id='A-")


def test_errors_speak_of_parameters(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="dyad 'RUS' is no pair") as caught:
        chronicle.events(dyad="RUS")
    assert caught.value.hint == "write two codes with a comma: dyad RUS,AZE"
    assert caught.value.__notes__ == [f"hint: {caught.value.hint}"]  # a traceback shows it
    for ask in (
        lambda: chronicle.events(type="NONSENSE"), lambda: chronicle.quotes(since="soon"), lambda: chronicle.show("x"),
        lambda: chronicle.index("RUS,AZE", by="year"), lambda: chronicle.evidence(chronicle.index()[0]),
        lambda: chronicle.coverage(by="day"), lambda: chronicle.events(on_word_of=" "),
        lambda: chronicle.show("a-\ud800"),
    ):  # fmt: skip
        with pytest.raises(SvodError) as raised:
            ask()
        assert raised.value.hint
        assert "--" not in raised.value.message


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        svod.open(tmp_path / "svod.db")
    (tmp_path / "text.db").write_text("no database at all, only text\n" * 99, "utf-8")
    with pytest.raises(StoreError, match="not a Svod database"):
        svod.open(tmp_path / "text.db")


def test_a_closed_chronicle(path: Path) -> None:
    with svod.open(str(path)) as chronicle:
        rows = chronicle.events()
        assert repr(chronicle).endswith("quotes>")
    assert repr(chronicle).endswith("closed>")
    assert "<table>" in rows._repr_html_()  # what is in the rows is shown, without the passages
    with pytest.raises(StoreError, match="closed"):
        chronicle.events()
    chronicle.close()


def test_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    with svod.open(path) as chronicle:
        for rows in every(chronicle):
            rows._repr_html_()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


class Page(html.parser.HTMLParser):
    """What a browser would see of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}


def test_articles_text_is_never_markup(tmp_path: Path) -> None:
    store = open_store(tmp_path / "svod.db")
    sample.save_all(store)
    one = replace(sample.A, id="a-feedbeef", title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", text=HOSTILE)
    save_article(store, replace(one, lang="ru"))
    store.close()
    with svod.open(tmp_path / "svod.db") as chronicle:
        pages = [rows._repr_html_() for rows in (*every(chronicle), chronicle.articles())]
        pages.append(chronicle.show("a-feedbeef")._repr_html_())
    for shown in pages:
        page = Page()
        page.feed(shown)
        assert page.tags <= {*TAGS}
        assert page.attributes <= {"style", "href", "target", "rel"}
        assert all(link.startswith("https://") for link in page.links)
        assert not set(shown) & set("\u202e\u202c\x1b")
    assert "&lt;script&gt;" in pages[-1]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_a_library_the_extra_is_named(
    library: str, chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is not installed") as caught:
        getattr(chronicle.events(), f"to_{library}")()
    assert caught.value.hint == f"pip install 'svod[{library}]'"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames(library: str, chronicle: Chronicle) -> None:
    pytest.importorskip(library)
    for rows in (*every(chronicle), chronicle.events(place="нигде"), chronicle.coverage(by="outlet", least=1)):
        frame: Any = getattr(rows, f"to_{library}")()
        assert list(frame.columns) == list(rows.columns)
        assert len(frame) == len(rows)
    events = chronicle.events()
    assert list(getattr(events, f"to_{library}")()["id"]) == [row.id for row in events]


def test_csv_has_no_formulas(tmp_path: Path) -> None:
    store = open_store(tmp_path / "svod.db")
    sample.save_all(store)
    store.close()
    with svod.open(tmp_path / "svod.db") as chronicle:
        assert "'=Переговоры" in chronicle.articles().to_csv()


def test_importing_svod_is_light() -> None:
    code = "import svod, sys; print(sorted({'typer', 'rich', 'numpy', 'sqlite3', 'svod.present'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
