from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from internbot.errors import SourceError
from internbot.listings.feeds.own_yaml import OwnYamlReader
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Failure, Item

READ = datetime(2026, 3, 10, tzinfo=UTC)
KNOWLEDGE = Path(__file__).parents[3] / "knowledge" / "listings"


@pytest.fixture(scope="module")
def reader() -> OwnYamlReader:
    return OwnYamlReader(PlaceResolver(Gazetteer()))


def item(text: str | bytes, key: str = "jobs.yaml") -> Item:
    return Item(key=key, raw=text.encode() if isinstance(text, str) else text, retrieved=READ)


def test_a_record_becomes_a_document(reader: OwnYamlReader) -> None:
    text = """
- id: 7
  title: Intern
  company: Northwind
  locations: [NYC, {city: San Diego, region: CA, country: US}, Remote in USA]
  remote: no
  sponsorship: yes
  term: Summer 2026
  posted_at: 2026-02-01
  expires_at: 2026-03-20
  company_size: ~
  salary: {min: 30, currency: USD, per: hour}
  source_url: https://example.org/7
  license_note: CC0
"""
    (failure,) = reader.read(item(text))
    assert failure == Failure("jobs.yaml:2", "unknown key company_size") or isinstance(
        failure, ListingDocument
    )
    (document,) = reader.read(item(text.replace("  company_size: ~\n", "")))
    assert isinstance(document, ListingDocument)
    listing = document.listing
    assert document.id == "jobs.yaml#7"
    assert document.kind == "listing"
    assert (listing.remote, listing.sponsorship, listing.source_format) == ("no", "yes", "yaml")
    assert [place.city for place in listing.locations] == ["New York City", "San Diego", None]
    assert (document.published, document.url, document.license_note) == (
        date(2026, 2, 1),
        "https://example.org/7",
        "CC0",
    )
    assert document.field_spans["sponsorship"].of(document.text) == "Visa sponsorship: yes"
    assert document.raw is not None
    assert document.raw.startswith(b"id: 7")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("- id: a\n  title: x\n  colour: red", "unknown key colour"),
        ("- id: a", "the key title is missing"),
        (
            "- id: a\n  title: x\n  remote: maybe",
            "remote: Input should be 'yes', 'no', 'hybrid' or 'unknown'",
        ),
        ("- id: a\n  title: x\n  term: 2026", "term: '2026' names no season; write for example Summer 2026"),
        ("- id: a\n  title: x\n  title: y", "the key title is given twice"),
        ("- just text", "expected a record with `key: value` lines"),
        ("- id: a\n  title: x\n  locations: {town: Rome}", "locations: unknown key town"),
        ("- id: a\n  title: x\n  salary: {min: 5, max: 1}", "salary: the salary's min is above its max"),
    ],
)
def test_a_wrong_record_is_a_failure_with_its_line(reader: OwnYamlReader, record: str, reason: str) -> None:
    good = "- id: z\n  title: Good\n"
    first, second = reader.read(item(good + record))
    assert isinstance(first, ListingDocument)
    assert second == Failure("jobs.yaml:3", reason)


def test_an_id_is_used_once(reader: OwnYamlReader) -> None:
    _, second = reader.read(item("- {id: a, title: x}\n- {id: a, title: y}"))
    assert second == Failure("jobs.yaml:2", "the id a is used twice")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: [", "not valid YAML"), (b"site: docs", "expected a list of records")],
)
def test_a_file_that_is_no_list_of_records(reader: OwnYamlReader, raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        list(reader.read(item(raw)))


def test_an_empty_file_holds_nothing(reader: OwnYamlReader) -> None:
    assert list(reader.read(item("# nothing yet\n"))) == []


@pytest.mark.parametrize(("key", "accepted"), [("a.yaml", True), ("b/C.YML", True), ("a.md", False)])
def test_it_reads_yaml(reader: OwnYamlReader, key: str, accepted: bool) -> None:
    assert reader.accepts(item("", key)) is accepted


def test_the_bundled_listings_are_read_without_a_failure(reader: OwnYamlReader) -> None:
    found = [
        document
        for path in sorted(KNOWLEDGE.glob("*.yaml"))
        for document in reader.read(item(path.read_bytes(), path.name))
    ]
    assert found
    assert all(isinstance(document, ListingDocument) for document in found)
