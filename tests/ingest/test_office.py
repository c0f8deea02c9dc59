"""Word and OpenDocument texts: what a reader sees, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import RUSSIAN, take

from svod.ingest import Options, office

Write = Callable[[str, str | bytes], Path]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<p:coreProperties xmlns:p="p" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
    "<dc:title>Мост будет</dc:title><t:created>2025-10-10T09:00:00Z</t:created></p:coreProperties>"
)


def box(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(*paragraphs: str, core: str = CORE, before: str = "") -> bytes:
    body = "".join(f"<w:p>\n  {p}\n</w:p>" for p in paragraphs)
    members = {"word/document.xml": f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"}
    return box(**members, **({"docProps/core.xml": core} if core else {}))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word(write: Write) -> None:
    data = docx(
        run("Министры ") + run("договорились о мосте.") + "<w:r><w:footnoteReference/></w:r>",
        run("Работы начнутся ") + "<w:del><w:r><w:delText>осенью</w:delText></w:r></w:del>"
        + f"<w:ins>{run('весной')}</w:ins>"
        + "<w:r><w:br/></w:r>" + run("Деньги есть."),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )  # fmt: skip
    [article] = (taken := take(write("most.docx", data), options=Options(lang="ru"))).articles
    assert article.text == "Министры договорились о мосте.\nРаботы начнутся весной\nДеньги есть."
    assert (article.title, article.published, article.name) == ("Мост будет", "2025-10-10", "most")
    assert "the day this document was made" in taken.messages


def test_first_lines_may_be_a_header(write: Write) -> None:
    data = docx(run("date: 2025-10-09"), run("outlet: Голос"), "", run(RUSSIAN))
    [article] = (taken := take(write("most.docx", data))).articles
    assert (article.published, article.outlet, article.text) == ("2025-10-09", "Голос", RUSSIAN)
    assert not taken.problems


def test_opendocument(write: Write) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    space = f'xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
    content = (
        f"<office:document-content {space}><office:body><office:text>\n<text:h>Мост</text:h>\n<text:p>Министры"
        "<text:s/>двух <text:span>стран</text:span> договорились<text:note><text:p>сноска</text:p></text:note>"
        " о мосте.<text:line-break/>Да.</text:p>\n</office:text></office:body></office:document-content>"
    )
    [article] = take(write("most.odt", box(**{"content.xml": content})), options=Options(lang="ru")).articles
    assert article.text == "Мост\nМинистры двух стран договорились о мосте.\nДа."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (docx(run("&a;"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "document type"),
        (
            docx(run("&b;"), before='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
            "document type",
        ),
        (box(**{"word/document.xml": "<w:document"}), "broken XML"),
        (box(readme="x"), "no text document"),
        (b"PK\x03\x04 broken", "broken or locked"),
        (docx(""), "no text"),
    ],
)
def test_what_is_not_read_is_told(write: Write, data: bytes, told: str) -> None:
    taken = take(write("a.docx", data))
    assert not taken.articles
    assert told in taken.messages


def test_a_bomb(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LARGEST_PART", 1 << 20)
    assert "unpacks to more than 1 MB" in take(write("a.docx", docx(run("а" * (2 << 20))))).messages


def test_an_old_document_is_told(write: Write) -> None:
    assert "an old office document" in take(write("a.docx", b"\xd0\xcf\x11\xe0" + bytes(900))).messages
