"""Reading text in the encodings that Windows programs write."""

from __future__ import annotations

import codecs

import pytest

from wizard.support.text_encoding import decode_text, detect_encoding

TEXT = "token: Söhne 工房\r\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_the_encoding(mark: bytes, encoding: str) -> None:
    assert decode_text(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_ascii_letters_needs_no_byte_order_mark(encoding: str) -> None:
    assert detect_encoding("token\r\n".encode(encoding)) == encoding
    assert decode_text("token\r\n".encode(encoding)) == "token\r\n"


@pytest.mark.parametrize("data", [b"", b"\0", b"a", b"\0\0", b"a\0\0\0", b"ab\0\0", b"a\0bc", b"\0a\0\0"])
def test_ambiguous_bytes_are_not_taken_for_utf_16(data: bytes) -> None:
    assert detect_encoding(data) is None
