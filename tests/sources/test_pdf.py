from __future__ import annotations

import io
import logging
from collections.abc import Callable

import pypdf
import pytest

from internbot.sources.documents import Document

from .pdf_files import pdf

ReadOne = Callable[[str, bytes], Document]
FailureOf = Callable[[str, bytes], str]


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def page(number: int, *lines: str) -> list[str]:
    return ["Acme internships guide", *lines, f"Page {number} of 4"]


def test_pages_paragraphs_items_and_headings_are_kept(read_one: ReadOne) -> None:
    raw = pdf(
        [
            [
                ("Internships at Acme", 20, True),
                ("Pay", 14, True),
                "The program lasts twelve weeks and every intern is paid a monthly stipend, which is sent at",
                "the end of each month.",
                "Bring these things on the first day of your internship, and be in time for the welcome talk:",
                "- a passport",
                "- a bank card",
            ],
            [
                "Mentors meet their interns once a week and answer questions in between, in the office or online."
            ],
        ]
    )
    document = read_one("guide.pdf", raw)
    assert document.title == "Internships at Acme"
    assert [(b.kind, b.level, b.page, b.span.of(document.text)) for b in document.blocks] == [
        ("heading", 1, 1, "Internships at Acme"),
        ("heading", 2, 1, "Pay"),
        (
            "paragraph",
            0,
            1,
            "The program lasts twelve weeks and every intern is paid a monthly stipend, which is sent at the end of "
            "each month.",
        ),
        (
            "paragraph",
            0,
            1,
            "Bring these things on the first day of your internship, and be in time for the welcome talk:",
        ),
        ("item", 0, 1, "- a passport"),
        ("item", 0, 1, "- a bank card"),
        (
            "paragraph",
            0,
            2,
            "Mentors meet their interns once a week and answer questions in between, in the office or online.",
        ),
    ]
    assert document.published is None
    assert document.metadata["pages"] == "2"


def test_running_heads_and_page_numbers_are_left_out(read_one: ReadOne) -> None:
    raw = pdf(
        [page(n, f"Sentence number {n} of the guide stands on a page of its own.") for n in range(1, 5)]
    )
    text = read_one("guide.pdf", raw).text
    assert "Acme" not in text
    assert "Page" not in text
    assert text.count("stands on a page") == 4


def test_heads_that_change_with_the_chapter_are_known_by_their_page_number(read_one: ReadOne) -> None:
    pages = [
        [
            f"Chapter {1 + n // 2}: Part {'ABCD'[n // 2]}   {n + 5}",
            f"Sentence {'abcdef'[n]} is here.",
        ]
        for n in range(6)
    ]
    assert "Chapter" not in read_one("guide.pdf", pdf(pages)).text


def test_words_divided_at_the_end_of_a_line_are_put_together(read_one: ReadOne) -> None:
    lines = [
        "Our long-term interns are paid, and so are those who join for a short while only, for their intern-"
    ]
    lines += ["ship is work too; ask for a long-", "term place."]
    assert read_one("a.pdf", pdf([lines])).text.endswith(
        "for their internship is work too; ask for a long-term place."
    )


def test_a_sentence_that_runs_over_the_page_stays_one_block(read_one: ReadOne) -> None:
    pages = [["Every intern of the program is paid a stipend at the"], ["end of each month of the program."]]
    document = read_one("a.pdf", pdf(pages))
    assert (
        document.text
        == "Every intern of the program is paid a stipend at the end of each month of the program."
    )
    assert document.blocks[0].page == 1


def test_the_content_decides_not_the_name(read_one: ReadOne) -> None:
    assert read_one("guide.txt", pdf([["It is paid."]])).text == "It is paid."


def test_a_title_that_only_names_a_file_is_not_taken(read_one: ReadOne) -> None:
    assert (
        read_one("pay-guide.pdf", pdf([["It is paid."]], title="Microsoft Word - x.docx")).title
        == "pay guide"
    )
    assert read_one("pay-guide.pdf", pdf([["It is paid."]], title="Pay at Acme")).title == "Pay at Acme"


def test_protected_scanned_and_broken_files_are_told(failure_of: FailureOf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["It is paid."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert "password" in failure_of("a.pdf", locked.getvalue())
    assert "no text" in failure_of("a.pdf", pdf([[], []]))
    assert "broken" in failure_of("a.pdf", pdf([["It is paid."]])[:200])
    assert "no PDF" in failure_of("a.pdf", b"hello there")
