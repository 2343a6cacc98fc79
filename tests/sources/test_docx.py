from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from internbot.sources.documents import Document

ReadOne = Callable[[str, bytes], Document]
FailureOf = Callable[[str, bytes], str]


def saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def test_headings_lists_and_tables_are_kept(read_one: ReadOne) -> None:
    word = docx.Document()
    word.core_properties.title = "Guide to pay"
    word.add_heading("Pay", 1)
    word.add_paragraph("It is paid.")
    word.add_paragraph("Passport", style="List Bullet")
    word.add_paragraph("Write", style="List Number")
    word.add_paragraph("Send", style="List Number")
    table = word.add_table(2, 2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Level", "Pay", "Intern", "$50"], strict=True
    ):
        cell.text = text
    word.add_paragraph("Be kind.", style="Quote")
    document = read_one("guide.docx", saved(word))
    assert document.title == "Guide to pay"
    assert document.published is None
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("heading", "Pay"),
        ("paragraph", "It is paid."),
        ("item", "- Passport"),
        ("item", "1. Write"),
        ("item", "2. Send"),
        ("row", "Level: Intern; Pay: $50"),
        ("quotation", "Be kind."),
    ]


def test_text_is_read_as_it_is_printed(read_one: ReadOne) -> None:
    word = docx.Document()
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>It is </w:t></w:r>"
            "<w:del><w:r><w:delText>not </w:delText><w:t>never</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t>well </w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
            "<w:hyperlink><w:r><w:t>paid</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
        ),
    )
    word.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read_one("a.docx", saved(word)).text == "It is well paid.\n\nIn a box."


def test_a_table_that_arranges_the_page_is_read_as_text(read_one: ReadOne) -> None:
    word = docx.Document()
    word.add_table(1, 1).rows[0].cells[0].text = "It is paid."
    assert [block.kind for block in read_one("a.docx", saved(word)).blocks] == ["paragraph"]


def test_bombs_are_refused_before_they_are_unpacked(failure_of: FailureOf) -> None:
    assert "unpack" in failure_of("a.docx", archive(document=bytes(50_000_000)))
    assert "unpack" in failure_of("a.docx", archive(**{f"part{n}": b"" for n in range(10_001)}))


def test_damaged_old_and_empty_files_are_told(failure_of: FailureOf) -> None:
    whole = saved(docx.Document())
    assert "no text" in failure_of("a.docx", whole)
    assert "damaged" in failure_of("a.docx", whole[: len(whole) // 2])
    assert "broken" in failure_of("a.docx", archive(document=b"<x/>"))
    assert "old" in failure_of("a.docx", b"\xd0\xcf\x11\xe0" + bytes(100))
    assert "no Word file" in failure_of("a.docx", b"hello there")
