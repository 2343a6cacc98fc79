"""What all formats have in common."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from internbot.listings.feeds.registry import boards, formats
from internbot.listings.places import PlaceResolver
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Item
from internbot.sources.readers import default_readers
from listings.feeds.board_payloads import NAMES, READ, item, payload, raw, read

FEEDS = Path(__file__).parents[4] / "shared" / "data" / "feeds"
_FOLDERS = {"amazon": 1, "ashby": 2, "greenhouse": 3, "lever": 2, "recruitee": 2, "smartrecruiters": 2}
_FOLDERS |= {"teamtailor_jsonfeed_jobposting": 2, "workable": 1, "workday": 4}


def test_every_board_has_a_payload(places: PlaceResolver) -> None:
    assert {board.name.replace("-", "_") for board in boards(places).values()} == set(NAMES)
    assert all(scheme == board.scheme for scheme, board in boards(places).items())


@pytest.mark.parametrize("name", NAMES)
def test_a_payload_is_known_by_its_content(places: PlaceResolver, name: str) -> None:
    readers = [reader.name for reader in formats(places) if reader.accepts(item(raw(name)))]
    assert readers[0] == name.replace("_", "-")
    lines = Item(key="rows.jsonl", raw=raw(name), retrieved=READ)
    assert not any(board.accepts(lines) for board in boards(places).values())
    quoted = b"# An article\n\n```json\n" + raw(name) + b"\n```\n"
    assert not any(board.accepts(item(quoted, "article.md")) for board in boards(places).values())


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_record_can_be_cited(places: PlaceResolver, name: str) -> None:
    reader = next(reader for reader in formats(places) if reader.accepts(item(raw(name))))
    documents = read(reader, raw(name))
    assert documents
    for document in documents.values():
        listing = document.listing
        known = set(listing.model_dump(exclude_defaults=True)) - {"id", "source_format", "last_seen_at"}
        assert known <= document.field_spans.keys()
        assert all(span.of(document.text).strip() for span in document.field_spans.values())
        assert "<" not in document.text
        assert listing.source_format == name.replace("_", "-")
        assert document.raw is not None
        assert document.raw in raw(name) or b"\n" in document.raw
        assert json.loads(document.metadata["paths"]).keys() <= known


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_truncated_payload_is_refused(places: PlaceResolver, name: str, share: float) -> None:
    whole = raw(name).rstrip()
    reader = next(reader for reader in formats(places) if reader.accepts(item(whole)))
    with pytest.raises(Exception, match="no JSON that can be read, or was cut"):
        list(reader.read(item(whole[: int(len(whole) * share)])))


@pytest.mark.parametrize("name", NAMES)
def test_one_broken_posting_does_not_cost_the_others(places: PlaceResolver, name: str) -> None:
    content = payload(name)
    whole = json.dumps(content).encode()
    reader = next(reader for reader in formats(places) if reader.accepts(item(whole)))
    postings = (
        content
        if isinstance(content, list)
        else next(v for v in content.values() if isinstance(v, list) and v)
    )
    good = len(read(reader, content))
    postings += ["no object", {}]
    found = list(reader.read(item(content)))
    assert sum(isinstance(one, ListingDocument) for one in found) == good
    assert len(found) == good + 2


@pytest.mark.skipif(not FEEDS.is_dir(), reason="../shared is absent: no real payloads")
@pytest.mark.parametrize(("folder", "count"), sorted(_FOLDERS.items()))
def test_real_payloads(places: PlaceResolver, folder: str, count: int) -> None:
    readers = [*formats(places), *default_readers()]
    found: list[ListingDocument] = []
    for path in sorted((FEEDS / folder).iterdir()):
        one = Item(key=path.name, raw=path.read_bytes(), retrieved=READ)
        reader = next(reader for reader in readers if reader.accepts(one))
        for document in reader.read(one):
            assert isinstance(document, ListingDocument), document
            found.append(document)
    assert len(found) == count
    assert all(document.listing.title and "<" not in document.text for document in found)
