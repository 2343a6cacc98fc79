from __future__ import annotations

import logging
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internbot.sources.documents import Document, Failure, Item
from internbot.sources.readers import choose_reader, default_readers

from .conftest import RETRIEVED
from .pdf_files import pdf

Read = Callable[..., list[Document | Failure]]
ENDINGS = (".md", ".html", ".txt", ".pdf", ".docx", ".csv", ".tsv", ".jsonl", "", ".xml", ".py")


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@pytest.mark.parametrize(
    ("key", "raw", "name"),
    [
        ("a.md", b"# x", "markdown"),
        ("a.MDX", b"x", "markdown"),
        ("a.htm", b"x", "html"),
        ("a.txt", b"<!doctype html><p>x", "html"),
        ("a.txt", b"x", "plain_text"),
        ("LICENSE", b"x", "plain_text"),
        ("a.md", pdf([["x"]]), "pdf"),
        ("a.jsonl", b"{}", "jsonl"),
        ("a.tsv", b"x", "csv"),
        ("a.docx", b"x", "docx"),
    ],
)
def test_content_decides_where_it_is_certain_else_the_name(key: str, raw: bytes, name: str) -> None:
    reader = choose_reader(Item(key, raw, RETRIEVED), default_readers())
    assert reader is not None
    assert reader.name == name


def test_every_reader_has_a_name_of_its_own() -> None:
    names = [reader.name for reader in default_readers()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("key", ["a.zip", "a.exe", "a.py", "a.json"])
def test_other_kinds_are_told_with_what_is_read(failure_of: Callable[[str, str], str], key: str) -> None:
    assert "Markdown (.md)" in failure_of(key, "x")


@pytest.mark.parametrize("raw", ["", " \n\t "])
def test_an_empty_file_is_told(failure_of: Callable[[str, str], str], raw: str) -> None:
    assert "is empty" in failure_of("a.md", raw)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(ENDINGS), st.binary(max_size=2_000))
def test_no_bytes_are_too_strange(read: Read, ending: str, raw: bytes) -> None:
    read(f"a{ending}", raw)


# fmt: off
SNIPPETS = st.sampled_from([
    "# A\n", "\n\n", "- x\n", "1. y\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "> q\n", "```\n", "{{ x }}", "{% y %}",
    "<table><tr><td>", "</table>", "<details>", "<!--", "-->", ":::note\n", "---\n", "a: b\n", '"', ",", ";", "\t",
    "<p>", "<b>bold</b>", "Rome, Italy\n", "Words that make a sentence. ", "\u2028", "\u00a0", "[l](#x)",
    "[w](http://x.y)", "**b**", '{"id": "a", "text": "b"}\n', "\r\n", "é", "\x0c",
])
# fmt: on


@settings(deadline=None)
@given(
    st.sampled_from((".md", ".html", ".txt", ".csv", ".jsonl")), st.lists(SNIPPETS, max_size=40).map("".join)
)
def test_any_text_gives_blocks_that_cover_it_and_no_placeholders(read: Read, ending: str, text: str) -> None:
    for found in read(f"a{ending}", text):
        if isinstance(found, Document) and ending in (".md", ".html"):
            assert "{{ x }}" not in found.text
            assert "{% y %}" not in found.text


def test_the_real_files_are_read(read: Read, shared_data: Path) -> None:
    count = 0
    for folder in ("seed", "articles", "postings", "feeds/csv"):
        for file in sorted((shared_data / folder).rglob("*.*")):
            found = read(file.name, file.read_bytes())
            assert not [each for each in found if isinstance(each, Failure)], file
            for each in found:
                assert isinstance(each, Document)
                for mark in ("{{ ", "{% ", "<!--", ":::", "](http", "&nbsp;", "</"):
                    assert mark not in each.text, (file, mark)
            count += len(found)
    assert count > 300


def test_damaged_real_files_are_read_or_told(read: Read, shared_data: Path) -> None:
    chance = random.Random(7)
    files = [
        f
        for folder in ("seed", "articles", "feeds/csv", "postings/html_indeed")
        for f in (shared_data / folder).glob("*.*")
    ]
    for file in files:
        raw = bytearray(file.read_bytes()[: chance.randrange(20_000)])
        for _ in range(min(len(raw), 20)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        read(file.name, bytes(raw))
