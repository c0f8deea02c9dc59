"""Encodings: what a file was written in is found, and what cannot be is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import ENGLISH, RUSSIAN

from svod.ingest.encoding import decode, find_binary

UKRAINIAN = (
    "Міністри двох країн домовилися збудувати міст через річку, повідомила пресслужба уряду. Її слова наводять ЗМІ."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "windows-1251", "koi8-r"])
@pytest.mark.parametrize("size", [30, 60, len(RUSSIAN)])
def test_russian(encoding: str, size: int) -> None:
    text = RUSSIAN[:size].replace("«", '"').replace("»", '"').replace("—", "-")
    raw = ("\ufeff" + text).encode(encoding) if encoding == "utf-16-be" else text.encode(encoding)
    decoded = decode(raw)
    assert decoded.text.removeprefix("\ufeff") == text
    assert decoded.remark is None


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "ibm866"])
def test_ukrainian(encoding: str) -> None:
    text = UKRAINIAN.replace("ґ", "г").encode(encoding, "ignore").decode(encoding)
    assert decode(text.encode(encoding)).text == text


def test_headline_in_capitals() -> None:
    text = "МИНИСТРЫ ДОГОВОРИЛИСЬ ПОСТРОИТЬ МОСТ ЧЕРЕЗ РЕКУ"
    assert decode(text.encode("windows-1251")).text == text


def test_ascii_head_before_cyrillic() -> None:
    raw = b"x" * 200_000 + RUSSIAN.encode("windows-1251", "ignore")
    assert decode(raw).encoding == "windows-1251"


def test_latin_is_a_guess_and_says_so() -> None:
    decoded = decode(f"“{ENGLISH}”".encode("cp1252"))
    assert decoded.text == f"“{ENGLISH}”"
    assert "not stated" in (decoded.remark or "")


def test_french_is_not_taken_for_russian() -> None:
    text = "Le président a été reçu hier par les députés, où il a déclaré être prêt."
    assert decode(text.encode("cp1252")).encoding.startswith("cp125")


def test_damaged_utf8_is_replaced_and_told() -> None:
    raw = RUSSIAN.encode("utf-8")
    decoded = decode(raw[:51] + b"\xff" + raw[52:])
    assert decoded.text.count("\ufffd") >= 1
    assert decoded.text.endswith(RUSSIAN[40:])
    assert "wrong or mixed encoding" in (decoded.remark or "")


def test_two_encodings_in_one_file() -> None:
    decoded = decode(RUSSIAN.encode("utf-8") + RUSSIAN[:60].encode("windows-1251"))
    assert decoded.text.startswith(RUSSIAN)
    assert "wrong or mixed encoding" in (decoded.remark or "")


def test_a_wrong_declaration_is_not_believed() -> None:
    raw = RUSSIAN.encode("windows-1251")
    assert decode(raw, "koi8-r").text == RUSSIAN
    assert decode(raw, "no-such-set").text == RUSSIAN
    assert decode(raw, "iso-8859-1").text == RUSSIAN
    assert decode("“quoted”".encode("cp1252"), "base64").text == "“quoted”"
    assert decode(RUSSIAN.encode("utf-8"), "windows-1251").text == RUSSIAN


def test_a_declaration_is_believed_where_nothing_speaks_against_it() -> None:
    text = "両国の大臣は橋を建設することで合意した。" * 3
    assert decode(text.encode("shift_jis"), "Shift_JIS").text == text
    assert decode("Görüşmə".replace("ə", "e").encode("cp1254"), "windows-1254").text == "Görüşme"


@given(st.binary(max_size=300), st.none() | st.sampled_from(["utf-8", "koi8-r", "hex", "utf-7", "idna", "x"]))
def test_never_fails(raw: bytes, declared: str | None) -> None:
    decode(raw, declared)
    find_binary(raw)


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n...", b"%PDF-1.7 ...", b"PK\x03\x04....", bytes(range(256)), b"ab\0" * 30]
)
def test_binary(raw: bytes) -> None:
    assert find_binary(raw)


@pytest.mark.parametrize("raw", [RUSSIAN.encode(), RUSSIAN.encode("utf-16"), RUSSIAN.encode() + b"\0", b"a\tb\r\nc"])
def test_not_binary(raw: bytes) -> None:
    assert find_binary(raw) is None
