"""Makes small PDF files for the tests: lines of text in a font that is named but not embedded."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def make_pdf(pages: Sequence[Sequence[str]], info: str = "", *, raw_stream: bytes | None = None) -> bytes:
    """Write a PDF with the given lines on each page; `info` holds entries of the information dictionary."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: index + 1 for index, letter in enumerate(letters)}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R]"
                   b" /ToUnicode 5 0 R >>")  # fmt: skip
    objects.append(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500"
                   b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>")  # fmt: skip
    objects.append(stream(make_unicode_map(codes)))
    kids = []
    for page in pages:
        objects.append(stream(raw_stream or make_content(page, codes)))
        kids.append(f"{len(objects) + 1} 0 R")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< {info} >>".encode())
    return write_objects(objects)


def stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def make_content(lines: Sequence[str], codes: dict[str, int]) -> bytes:
    shown = ["".join(f"{codes[letter]:04x}" for letter in line) for line in lines]
    return ("BT /F 12 Tf 50 800 Td 14 TL\n" + "".join(f"<{line}> Tj T*\n" for line in shown) + "ET").encode()


def make_unicode_map(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    return f"{head}{body}endcmap\nend".encode()


def write_objects(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(places) + 1} /Root 1 0 R /Info {len(places)} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
