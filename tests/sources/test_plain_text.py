from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.documents import Document, Failure
from internbot.sources.plain_text import text_blocks

ReadOne = Callable[[str, bytes | str], Document]


def test_the_text_is_kept_as_it_is(read_one: ReadOne) -> None:
    text = "Pay\n\n  It is paid,\n  twice.  \n\n\n- one\n  more\n- two\n"
    document = read_one("pay.txt", text)
    assert document.text == text
    assert document.title == "Pay"
    assert [(block.kind, block.span.of(text)) for block in document.blocks] == [
        ("paragraph", "Pay"),
        ("paragraph", "It is paid,\n  twice."),
        ("item", "- one\n  more"),
        ("item", "- two"),
    ]


def test_a_file_of_one_long_paragraph_is_called_by_its_name(read_one: ReadOne) -> None:
    assert read_one("notes/first-weeks.txt", "It is paid. " * 20).title == "first weeks"


def test_a_file_without_ending_is_text(read_one: ReadOne) -> None:
    assert read_one("NOTES", "Remember to apply.\n\nSoon.").title == "NOTES"


def test_binary_data_under_a_text_name_is_told(failure_of: Callable[[str, bytes], str]) -> None:
    assert "binary" in failure_of("a.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(200))


@given(st.text())
def test_any_text_is_covered_by_its_blocks(text: str) -> None:
    end = 0
    for block in text_blocks(text):
        assert not text[end : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip() != ""
        end = block.span.end
    assert not text[end:].strip()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_file_of_text_is_read_unchanged(read: Callable[..., list[Document | Failure]], text: str) -> None:
    for found in read("a.txt", text):
        assert isinstance(found, Failure) or found.text == text.removeprefix("\ufeff")
