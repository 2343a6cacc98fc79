"""Which reader reads what: by content where that is certain, else by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from internbot.errors import SourceError
from internbot.sources.careers_page import CareersPageReader
from internbot.sources.csv import CsvReader
from internbot.sources.documents import Document, Failure, Item, Reader
from internbot.sources.docx import DocxReader
from internbot.sources.html import HtmlReader
from internbot.sources.jsonl import JsonLinesReader
from internbot.sources.markdown import MarkdownReader
from internbot.sources.pdf import PdfReader
from internbot.sources.plain_text import PlainTextReader

ACCEPTED_KINDS = (
    "Markdown (.md), web pages (.html), plain text (.txt), PDF (.pdf), Word (.docx), CSV (.csv), "
    "JSONL (.jsonl)"
)


def default_readers() -> tuple[Reader, ...]:
    """Readers of the kinds that internbot reads by itself; the first that accepts an item reads it."""
    return (
        PdfReader(),
        DocxReader(),
        MarkdownReader(),
        HtmlReader(),
        JsonLinesReader(),
        CsvReader(),
        CareersPageReader(),
        PlainTextReader(),
    )


def choose_reader(item: Item, readers: Sequence[Reader]) -> Reader | None:
    """The first of `readers` that accepts `item`."""
    return next((reader for reader in readers if reader.accepts(item)), None)


def read(item: Item, readers: Sequence[Reader], own: Reader | None = None) -> Iterator[Document | Failure]:
    """Documents of `item`, and a failure with reason and remedy for each part that cannot be read.

    Args:
        item: raw bytes with their key.
        readers: in the order in which they are asked.
        own: the one that reads it without being asked, where the item's source has its own.
    """
    if not item.raw.strip():
        yield Failure(item.key, "is empty; remove it or put text into it")
        return
    reader = own or choose_reader(item, readers)
    if reader is None:
        ending = f"files ending in {item.suffix}" if item.suffix else "files of this kind"
        yield Failure(item.key, f"{ending} are not read; what is read: {ACCEPTED_KINDS}")
        return
    try:
        yield from reader.read(item)
    except SourceError as error:
        yield Failure(item.key, str(error))
