from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.errors import SourceError
from internbot.sources.text_decoding import decode

GERMAN = "Für das Praktikum in Köln brauchst du eine Zusage und müssen Bewerbungen bis März eingehen. " * 4
TEXT = st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc")), min_size=1)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_comes_back_whole_from_usual_encodings(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Стажировка длится двенадцать недель, заявки принимаются до конца марта. " * 6),
        ("shift_jis", "インターンシップは十二週間続きます。応募は三月末までに受け付けます。" * 8),
        ("gb18030", "实习为期十二周，申请截止日期为三月底，欢迎所有学生报名参加。" * 8),
        ("euc_kr", "인턴십은 십이 주 동안 진행되며 지원서는 삼월 말까지 접수합니다. " * 8),
    ],
)
def test_other_scripts_are_recognised(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_used_where_utf8_does_not_fit() -> None:
    assert decode("Łódź żółw".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź żółw"


def test_line_ends_become_newlines() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@given(TEXT)
def test_utf8_is_never_changed(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_text_without_replacement_or_a_clear_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except SourceError:
        return
    assert "\x00" not in text
    if "\ufffd" in text:  # only where the bytes themselves said so
        assert (
            b"\xef\xbf\xbd" in raw
            or raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            or b"\x00" in raw
        )


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 4, b"\x01\x02\x03\x04" * 50]
)
def test_binary_data_is_named_as_such(raw: bytes) -> None:
    with pytest.raises(SourceError, match=r"binary|encoding"):
        decode(raw)


def test_text_cut_in_the_middle_of_a_character_is_an_error_not_a_loss() -> None:
    with pytest.raises(SourceError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le") + b"\x00")
