from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.documents import Document, Failure

Read = Callable[..., list[Document | Failure]]
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def documents(found: list[Document | Failure]) -> list[Document]:
    return [each for each in found if isinstance(each, Document)]


def test_a_row_is_a_document(read: Read) -> None:
    found = documents(read("jobs.csv", 'id,title,pay\nx1,Intern,"$50, twice"\nx2,PhD intern,\n'))
    assert [(each.id, each.title, each.text) for each in found] == [
        ("jobs.csv#x1", "Intern", "id: x1\ntitle: Intern\npay: $50, twice"),
        ("jobs.csv#x2", "PhD intern", "id: x2\ntitle: PhD intern"),
    ]


def test_rows_are_numbered_where_ids_repeat(read: Read) -> None:
    found = documents(read("jobs.csv", "id,title\nx,One\nx,Two\n"))
    assert [each.id for each in found] == ["jobs.csv#1", "jobs.csv#2"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_lines(read: Read, delimiter: str) -> None:
    lines = [["title", "place"], ["Intern", "Rome"], ["PhD intern", "Köln"]]
    source = "\n".join(delimiter.join(line) for line in lines)
    assert [each.text for each in documents(read("a.csv", source))] == [
        "title: Intern\nplace: Rome",
        "title: PhD intern\nplace: Köln",
    ]


def test_other_encodings_are_told_too(read: Read) -> None:
    source = "Titel;Ort\n" + "Praktikum für Studierende;München\n" * 5
    assert (
        documents(read("a.csv", source.encode("cp1252")))[0].text
        == "Titel: Praktikum für Studierende\nOrt: München"
    )


def test_a_row_with_too_many_values_is_told_by_its_line(read: Read) -> None:
    found = read("a.csv", "title,place\nIntern,Rome\nIntern,Rome,Italy\nPhD\n")
    assert [each.id for each in documents(found)] == ["a.csv#1", "a.csv#3"]
    (failure,) = [each for each in found if isinstance(each, Failure)]
    assert failure.reason.startswith("line 3: has 3 values for 2 columns")


def test_a_quotation_that_is_never_closed_is_told_and_what_follows_is_read(read: Read) -> None:
    found = read("a.csv", 'title,text\nOne,"open\n' + "x" * 140_000 + "\nTwo,ok\n")
    assert [each.title for each in documents(found)] == ["Two"]
    assert any(isinstance(each, Failure) and "quotation mark" in each.reason for each in found)


@pytest.mark.parametrize("source", ["title,place\n", ",,\n1,2,3\n"])
def test_a_table_without_names_or_rows_is_refused(failure_of: Callable[[str, str], str], source: str) -> None:
    assert "column names" in failure_of("a.csv", source)


def test_columns_of_the_same_name_are_kept_apart(read: Read) -> None:
    (found,) = documents(read("a.csv", "title,note,note\nIntern,one,two\n"))
    assert found.text == "title: Intern\nnote: one\nnote 2: two"


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_read_row_by_row(read: Read, rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([("alpha", "beta", "gamma"), *rows])
    found = read("a.csv", written.getvalue())
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if filled:
        assert len(found) == len(filled)
