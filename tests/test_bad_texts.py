"""Texts that nobody writes: none fails, what is found rests on the text's characters, and twice is the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile import SVOD, write
from svod.analyse import analyse
from svod.ingest import make_article
from svod.packs import Pack
from svod.records import Article
from svod.work import cached_pack

STRANGE = {
    "2000 opening marks": "«Слово и дело " * 2000,
    "bare marks": "«" * 3000,
    "marks of every kind": "«„“”\"'‘’»" * 300,
    "nested marks": "«начало " * 300 + "конец» " * 300,
    "a mark on every line": "«Мы готовы, — сказал он\n" * 300,
    "commas": "," * 10_000,
    "no verbs": "дом река гора стол окно " * 60,
    "names": "Иван Петров, Мария Сидорова, Никол Пашинян, " * 400,
    "brackets": "(" * 2000 + "слово" + ")" * 2000,
    "said that said that": "Иванов сказал, что Петров считает, что " * 100,
    "emoji": "😀🎉 привет 👩\u200d👩\u200d👧 " * 300,
    "right to left": "\u202eпривет\u202c \u200fмир\u200e שלום " * 200,
    "accents": "а\u0301\u0302\u0303б " * 500 + "и" + "\u0301" * 3000,
    "zero width": "Пу\u200bтин\u200d ска\u2060зал, что " * 100,
    "Roman numbers": "XIV MMXXIV IIIIII " * 200 + "I" * 3000,
    "numbers": "99999999999999999999 года " * 200 + "9" * 5000,
    "days that are none": "31 февраля 0000 года, 32.13.9999, 00.00.0000, 29 февраля 2023 года. ",
    "ends of the calendar": "через 100000 лет, 1 января 1 года, 31 декабря 9999 года, через 99999999999 дней. ",
    "long ago": "300000 лет назад, 5000 лет до нашей эры, за 999999999 часов до этого, миллиард миллиардов лет назад. ",
    "digits of others": "²³¹ мая ²⁰²⁴ года, ١٢ мая ٢٠٢٤ года, Ⅻ век, ½ года. ",
    "dates without blanks": "01.02.2024." * 200,
    "clocks": "12:30:45:" * 300,
    "line ends": "\n" * 3000 + "а",
    "one word": "слово-" * 2000,
    "addresses": "https://example.org/a?b=c&d=e#f " * 200,
    "letters without a name": "𗀀 \U00018800 𛅰 Президент 𗀀𗀁 сказал: «𗀀». Сказал Путин𗀀Путин.",
    "controls that stay": "а\u2028б\u2029в\u0085г\ufffcд\ufffd\U000f0000\U0010ffff",
}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("published", ["2024-05-16", "0001-01-01", "9999-12-31", None])
def test_no_text_fails(pack: Pack, name: str, published: str | None) -> None:
    text = STRANGE[name] if published == "2024-05-16" else STRANGE[name][:400]
    check_findings(make_article(name, text, published=published, lang="ru"), pack)


def check_findings(article: Article, pack: Pack) -> None:
    """Findings of any text rest on its characters, each with an id of its own, and are the same twice."""
    findings = analyse(article, pack)
    records = (*findings.mentions, *findings.times, *findings.quotes, *findings.events)
    for record in records:
        assert record.evidence
        for evidence in record.evidence:
            assert article.text[evidence.span.start : evidence.span.end] == evidence.text
    assert len({record.id for record in records}) == len(records)
    for time_ in findings.times:
        assert time_.start is None or re.fullmatch(r"\d{4}-\d\d-\d\d", time_.start), time_
        assert time_.start is None or time_.end is None or time_.start <= time_.end, time_
    assert analyse(article, pack) == findings


PIECES = st.sampled_from(
    [
        "Путин", "Алиев", "президент России", "МИД Азербайджана", "Кремль", "он", "которая", "агентство «Вестник»",
        "сказал", "заявила", "обвинил", "считает", "пообещал", "встретились", "не", "по словам", "как сообщает",
        "что", "чтобы", "якобы", "Баку", "в Ереване", "во вторник", "9 октября", "через 100000 лет", "31 февраля",
        "9999 год", "в 0000-м", "XX век", "позавчера", "с 5 по 3 мая", "«", "»", "„", "“", '"', "—", "–", "-", ",",
        ".", "…", "?!", ":", "(", ")", "\n", "\n\n", "\n\u2014 ", " ", "\u00a0", "1", "2 000", "№", "1,5 млн", "%",
        "\u0301", "\u200b", "😀", "\u202e", "<b>", "А.", "и", "её", "санкции", "освободила", "мирный договор",
        "погибших", "http://a.b", ";",
    ]
)  # fmt: skip


# Runs a command and says its own peak last: that of all children of this process would count those of other tests.
PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, PIECES, st.text(max_size=4)), max_size=60), st.booleans())
def test_no_mixture_of_pieces_fails(parts: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(parts)
    check_findings(
        make_article("mixture", text, outlet="Вестник", published="2024-05-16", lang="ru"), cached_pack("ru", ())
    )


def test_a_line_of_20_megabytes_is_kept_in_little_memory(tmp_path: Path) -> None:
    line = "Россия и Азербайджан договорились, сказал Иванов. "
    write(tmp_path / "huge.txt", line * (20_000_000 // len(line.encode())), date="2024-01-01", lang="ru")
    command = [*SVOD, "add", str(tmp_path / "huge.txt"), "--db", str(tmp_path / "svod.db")]
    done = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "kept, not extracted" in done.stdout
    assert int(done.stderr.splitlines()[-1]) < 1_500_000  # kilobytes
