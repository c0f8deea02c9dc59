"""Any input file: articles, problems in plain words, never a traceback."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_samples import ENGLISH, RUSSIAN, take

from svod.errors import UsageError
from svod.ingest import Options, make_article
from svod.ingest.walk import KINDS

Write = Callable[[str, str | bytes], Path]
HEAD = "date: 2025-10-10\nlang: ru\n\n"
ENDINGS = sorted(KINDS)
OF_TEXT = sorted(end for end, kind in KINDS.items() if kind not in ("pdf", "office", "warc", "wacz"))
PIECES = r"""
{ } [ ] " , ; : | date text date,text "text":" "date": 1e999 "name":[ lang:ru
date:2025-10-10 date\ 2025-10-10 <rss> <rss\ version='2.0'> <channel> <item> <description> <title> <pubDate>
</item> <feed> <entry> <content\ type='html'> <![CDATA[ ]]> &nbsp; &#0; &#xD800; &#99999999999; &amp;#0;
<!-- <p> <table>
<script\ type='application/ld+json'> </script> <article> <time\ datetime=' <meta\ property='og:title'\ content='
<?xml\ encoding='hex'?> <!DOCTYPE\ x[ Мост. A
"""
BYTES = [b"\n", b"\n\n", b"\t", b"\0", b"\x1b", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xd0", b"\xc4\xc1"]
WORDS = [word.replace("\\ ", " ").encode() for word in re.findall(r"(?:\\ |\S)+", PIECES)]
FRAGMENTS = st.lists(st.sampled_from(BYTES + WORDS), max_size=15)
INTERNAL = "cannot be read as"  # what a parser's own exception is told as; no input is known that leads there


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_file(write: Write, ending: str, content: bytes) -> None:
    taken = take(write("a" + ending, content))
    assert not taken.articles
    assert "empty" in taken.messages
    assert len(taken.problems) == 1


@pytest.mark.parametrize("ending", OF_TEXT)
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)) * 40, b"%PDF-1.7\n" + b"x" * 99])
def test_binary_file(write: Write, ending: str, content: bytes) -> None:
    taken = take(write("a" + ending, content))
    assert not taken.articles
    assert "not text" in taken.messages


@pytest.mark.parametrize("ending", ENDINGS)
@settings(deadline=None)
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | FRAGMENTS.map(b"".join))
def test_any_bytes_in_any_format(tmp_path_factory: pytest.TempPathFactory, ending: str, raw: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / f"any{ending[1:]}"
    folder.mkdir(exist_ok=True)
    (folder / f"any{ending}").write_bytes(raw)
    taken = take(folder)
    assert taken.articles or taken.problems or taken.skipped
    assert all(problem.message for problem in taken.problems)
    assert not any(INTERNAL in problem.message for problem in taken.problems)


def test_no_date_is_kept_and_told(write: Write) -> None:
    taken = take(write("a.txt", RUSSIAN))
    assert taken.articles[0].published is None
    assert taken.articles[0].text == RUSSIAN
    assert "relative times stay unplaced" in taken.messages
    assert taken.problems[0].article == taken.articles[0].id
    assert "a.txt" in taken.messages


def test_unreadable_date(write: Write) -> None:
    taken = take(write("a.txt", f"date: позавчера\nlang: ru\n\n{RUSSIAN}"))
    assert taken.articles[0].published is None
    assert "'позавчера'" in taken.messages
    assert "YYYY-MM-DD" in taken.messages


def test_future_date_needs_a_clock(write: Write) -> None:
    path = write("a.txt", f"date: 2125-10-10\nlang: ru\n\n{RUSSIAN}")
    assert not take(path).problems
    taken = take(path, options=Options(today="2025-10-11"))
    assert "lies in the future" in taken.messages
    assert taken.articles[0].published == "2125-10-10"


def test_a_header_that_lies_about_the_language(write: Write) -> None:
    taken = take(write("a.txt", f"date: 2025-10-10\nlang: ru\n\n{ENGLISH}"))
    assert taken.articles[0].lang == "en"
    assert "lang: ru" in taken.messages
    assert "is en" in taken.messages


def test_a_short_text_is_believed(write: Write) -> None:
    taken = take(write("a.txt", "date: 2025-10-10\nlang: uk\n\nНовини дня."))
    assert taken.articles[0].lang == "uk"
    assert not taken.problems


def test_language_is_found_where_the_file_is_silent(write: Write) -> None:
    taken = take(write("a.txt", f"date: 2025-10-10\n\n{RUSSIAN}"), write("b.txt", f"date: 2025-10-10\n\n{ENGLISH}"))
    assert [a.lang for a in taken.articles] == ["ru", "en"]
    assert "language unknown" in take(write("c.txt", "date: 2025-10-10\n\n12:30")).messages


def test_overrides(write: Write) -> None:
    path = write("a.txt", f"outlet: Голос\n{HEAD}{RUSSIAN}")
    [article] = take(path, options=Options(lang="uk", outlet="Вестник")).articles
    assert (article.lang, article.outlet) == ("uk", "Вестник")


def test_the_override_is_made_a_code(write: Write) -> None:
    path = write("a.txt", f"{HEAD}{RUSSIAN}")
    assert take(path, options=Options(lang="uk-UA")).articles[0].lang == "uk"
    with pytest.raises(UsageError):
        take(path, options=Options(lang="суржик"))


def test_mixed_encoding_is_kept_and_told(write: Write) -> None:
    raw = f"{HEAD}{RUSSIAN}\n".encode() + "Конец".encode("windows-1251")
    taken = take(write("a.txt", raw))
    assert taken.articles[0].text.startswith(RUSSIAN)
    assert "wrong or mixed encoding" in taken.messages


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_encodings_give_the_same_article(write: Write, encoding: str) -> None:
    text = RUSSIAN.replace("«", "'").replace("»", "'").replace("—", "-")
    plain = take(write("a.txt", f"{HEAD}{text}")).articles[0]
    again = take(write("b.txt", f"{HEAD}{text}".encode(encoding)))
    assert again.articles[0].id == plain.id
    assert not again.problems


def test_a_stray_nul_is_taken_out_and_told(write: Write) -> None:
    taken = take(write("a.txt", f"{HEAD}{RUSSIAN}\0"))
    assert taken.articles[0].text == RUSSIAN
    assert "1 NUL" in taken.messages


@pytest.mark.parametrize("ending", [".txt", ".jsonl", ".csv", ".html", ".xml"])
def test_a_line_of_20_megabytes(write: Write, ending: str) -> None:
    line = "Министры договорились построить мост. " * 290_000  # 20 MB in UTF-8
    content = {
        ".txt": f"{HEAD}{line}",
        ".jsonl": f'{{"date": "2025-10-10", "text": "{line}"}}',
        ".csv": f"date,text\n2025-10-10,{line}\n",
        ".html": f"<html><body><article><p>{line}</p></article></body></html>",
        ".xml": f"<rss version='2.0'><channel><item><description>{line}</description></item></channel></rss>",
    }[ending]
    path = write("a" + ending, content)
    begun = time.monotonic()
    [article] = take(path).articles
    assert article.text.strip() == line.strip()
    assert time.monotonic() - begun < 60


def test_gzip(write: Write) -> None:
    raw = gzip.compress(f"{HEAD}{RUSSIAN}".encode())
    [article] = take(write("a.txt.gz", raw)).articles
    assert (article.name, article.text) == ("a", RUSSIAN)
    assert "broken gzip" in take(write("b.txt.gz", raw[:40])).messages
    assert "broken gzip" in take(write("c.txt.gz", HEAD)).messages


def test_unreadable_file(write: Write, tmp_path: Path) -> None:
    write("a.txt", f"{HEAD}{RUSSIAN}")
    (tmp_path / "b.txt").symlink_to("/proc/self/mem")  # a file that opens and cannot be read, even by root
    taken = take(tmp_path)
    assert len(taken.articles) == 1
    assert taken.problems[0].article.endswith("b.txt")
    assert "cannot be read" in taken.problems[0].message


def test_markup_in_plain_text_stays_text(write: Write) -> None:
    text = "Министр сказал: <script>alert(1)</script> & ушёл."
    assert take(write("a.txt", HEAD + text)).articles[0].text == text


def test_reading_again_gives_the_same(write: Write, tmp_path: Path) -> None:
    write("a.txt", f"{HEAD}{RUSSIAN}")
    write("b.jsonl", '{"text": "Раз."}\n{"text": "Два."}')
    assert take(tmp_path) == take(tmp_path)


@given(st.permutations([("Голос", "Раз."), ("Голос", "Два."), ("Вестник", "Раз."), (None, "Раз.")]))
def test_ids_are_of_content_alone(fields: list[tuple[str | None, str]]) -> None:
    ids = {key: make_article("имя", key[1], outlet=key[0]).id for key in fields}
    assert len(set(ids.values())) == 4
    assert all(make_article("другое", key[1] + "\r\n", outlet=key[0]).id == value for key, value in ids.items())
