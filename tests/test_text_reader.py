"""Plain text in the encodings editors use is read to the character; anything else is refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_lint.readers import UnreadableError
from fazhi_lint.readers.text import decode

REPORT = "一、主要做法\r\n全年共受理行政复议案件45件，审结45件。\n某政发〔2016〕32号\r"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312"])
def test_reads_what_editors_save_and_gives_the_same_bytes_back(encoding: str) -> None:
    data = REPORT.encode(encoding)
    plain = decode(data)
    assert plain.text == REPORT
    assert plain.encode(plain.text) == data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_utf8_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    try:
        plain = decode(data)
    except UnreadableError:
        return
    assert plain.encode(plain.text) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf \r\n", "空文件"),
        (REPORT.encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是文本文件"),
        (
            REPORT.replace("〔", "(").replace("〕", ")").encode("big5", "ignore") * 3,
            "不是 UTF-8 也不是 GB18030",
        ),
        ("café à la crème".encode("latin-1"), "不是 UTF-8 也不是 GB18030"),
        (REPORT.encode() + b"\n\xff\n", "不是 UTF-8（第4行"),
        (REPORT.encode()[:-3], "不是 UTF-8（第3行"),
    ],
)
def test_anything_else_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        decode(data)
    assert "\n" not in str(caught.value)
