"""Times as TIMEX3: every document is XML, its text is the article's, its attributes those TimeML allows."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sample_records as sample
from svod.extract.times import find_times
from svod.packs import load_pack
from svod.present.timex import export_timex, format_timeml
from svod.read import read
from svod.records import Article
from svod.store import open_store

PACK = load_pack("ru")
VALUE = re.compile(
    r"XXXX-XX-XX|\d{4}(-\d\d(-\d\d)?|-W\d\d|-Q[1-4]|-H[12]|-(SP|SU|FA|WI))?|\d{3}"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(Z|[+-]\d\d:\d\d))?|P(T?\d+[YMWDH]|XX)"
)


def timeml(text: str, day: str | None = "2025-10-10") -> ElementTree.Element:
    """The TimeML of a text, parsed."""
    article = Article("a-test", "test", None, None, day, "ru", None, text, "")
    return ElementTree.fromstring(format_timeml(article, "test", find_times(article, read(article, PACK), PACK)))


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("9 октября 2025 года суд встал.", "DATE", "2025-10-09"),
        ("В октябре 2014 года суд встал.", "DATE", "2014-10"),
        ("На прошлой неделе суд встал.", "DATE", "2025-W40"),
        ("Летом 2020 года суд встал.", "DATE", "2020-SU"),
        ("В первом квартале 2024 года суд встал.", "DATE", "2024-Q1"),
        ("В 1990-е годы суд стоял.", "DATE", "199"),
        ("10 июля 2025 года в 15:23 суд встал.", "TIME", "2025-07-10T15:23"),
        ("10 июля 2025 года в 15:23 мск суд встал.", "TIME", "2025-07-10T15:23:00+03:00"),
        ("Суд стоял с 3 по 5 мая 2024 года.", "DURATION", "P3D"),
        ("Суд стоял три года.", "DURATION", "P3Y"),
        ("Суд встает каждый год.", "SET", "P1Y"),
        ("Это было 31 апреля.", "DATE", "XXXX-XX-XX"),
    ],
)
def test_values(text: str, type_: str, value: str) -> None:
    found = timeml(text).find("TEXT/TIMEX3")
    assert found is not None
    assert (found.get("type"), found.get("value")) == (type_, value)
    assert VALUE.fullmatch(value)


def test_ends_of_a_stretch_and_the_anchor() -> None:
    root = timeml("Суд стоял с 3 по 5 мая, вчера он лег.")
    stretch, begin, end, yesterday = root.findall("TEXT/TIMEX3")
    assert (stretch.get("beginPoint"), stretch.get("endPoint")) == (begin.get("tid"), end.get("tid"))
    assert (begin.get("value"), end.get("value")) == ("2025-05-03", "2025-05-05")
    assert (yesterday.get("anchorTimeID"), yesterday.get("temporalFunction")) == ("t0", "true")
    created = root.find("DCT/TIMEX3")
    assert created is not None
    assert (created.get("tid"), created.get("functionInDocument")) == ("t0", "CREATION_TIME")


def test_the_text_keeps_its_characters_and_those_xml_forbids_become_one_each() -> None:
    text = "Ниже <5 & «так»\x0b: 9 октября"
    element = timeml(text).find("TEXT")
    assert element is not None
    assert "".join(element.itertext()) == text.replace("\x0b", "\ufffd")


def test_a_file_an_article(tmp_path: Path) -> None:
    db = open_store(tmp_path / "svod.db")
    sample.save_all(db)
    done = export_timex(db, tmp_path / "timex")
    db.close()
    files = sorted((tmp_path / "timex").iterdir())
    assert done.rows == len(files) == len(sample.ARTICLES)
    assert all(f.suffix == ".tml" and ElementTree.parse(f).getroot().tag == "TimeML" for f in files)
