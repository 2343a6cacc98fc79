from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.documents import Document, Failure

Read = Callable[..., list[Document | Failure]]


def test_a_line_is_a_document_with_its_own_id_and_its_text_unchanged(read: Read) -> None:
    text = "  One\r\n\tline\u2028and \u00a0 more.  \n\n"
    lines = [
        {
            "id": "d1",
            "title": "One",
            "text": text,
            "url": "https://example.org/1",
            "published": "2024-05-06",
            "lang": "en",
        },
        {"id": 2, "title": "", "text": "Two words."},
    ]
    first, second = read("corpus.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n\n")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.title, first.text) == ("d1", "One", text)
    assert (first.url, first.published) == ("https://example.org/1", date(2024, 5, 6))
    assert first.metadata == {"lang": "en"}
    assert first.blocks == ()
    assert (second.id, second.title, second.published) == ("2", "Two words.", None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "no JSON object|not a JSON object"),
        ('{"id": "x", "text": " "}', "has no text"),
        ('{"id": "x", "text": 5}', "has no text"),
        ('{"text": "x"}', "has no id"),
        ('{"id": "", "text": "x"}', "has no id"),
        ('{"id": "x", "text": "\\ud800"}', "surrogate"),
        ('{"id": "a", "text": "again"}', "earlier line"),
        ("[" * 5_000, "JSON"),
        ("{}", "no field"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on(read: Read, line: str, reason: str) -> None:
    found = read(
        "c.jsonl",
        f'{{"id": "a", "title": "A", "text": "one"}}\n{line}\n{{"id": "b", "title": "B", "text": "two"}}',
    )
    assert [each.id for each in found if isinstance(each, Document)] == ["a", "b"]
    (failure,) = [each for each in found if isinstance(each, Failure)]
    assert failure.key == "c.jsonl:2"
    assert failure.reason.startswith("line 2: ")
    assert any(part in failure.reason for part in reason.split("|"))


def test_a_line_that_is_no_utf8_is_told(read: Read) -> None:
    found = read("c.jsonl", b'{"id": "a", "text": "caf\xe9"}\n{"id": "b", "text": "two"}')
    assert isinstance(found[0], Failure)
    assert "UTF-8" in found[0].reason
    assert isinstance(found[1], Document)


def test_thousands_of_bad_lines_are_counted_not_listed(read: Read) -> None:
    found = read("c.jsonl", "x\n" * 5_000 + '{"id": "a", "text": "one"}')
    assert len(found) == 102
    assert isinstance(found[-1], Failure)
    assert found[-1].reason.startswith("4900 more lines")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_of_unicode_are_read(read: Read, encoding: str) -> None:
    (found,) = read("c.jsonl", '{"id": "a", "title": "A", "text": "Köln"}'.encode(encoding))
    assert isinstance(found, Document)
    assert found.text == "Köln"


def test_an_object_without_text_is_a_record(read: Read) -> None:
    posting = {
        "Job Title": "Intern",
        "Company": "Acme",
        "Date Posted": "2025-02-03",
        "Description": "Learn.\n- Ask\n- Try",
    }
    (found,) = read("postings.jsonl", json.dumps(posting))
    assert isinstance(found, Document)
    assert (found.id, found.title, found.kind) == ("postings.jsonl#1", "Intern", "listing")
    assert found.published == date(2025, 2, 3)
    assert found.text.startswith("Job Title: Intern\nCompany: Acme\n")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, TEXTS), unique_by=lambda pair: pair[0]))
def test_any_text_comes_back_unchanged(read: Read, pairs: list[tuple[str, str]]) -> None:
    lines = "\n".join(json.dumps({"id": i, "title": "T", "text": t}, ensure_ascii=False) for i, t in pairs)
    found = [each for each in read("c.jsonl", lines) if isinstance(each, Document)]
    assert [(each.id, each.text) for each in found] == pairs
