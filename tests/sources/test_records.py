from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.errors import SourceError
from internbot.sources.documents import Document, Item
from internbot.sources.records import own_identity, record_document

ITEM = Item("jobs.csv", b"raw", datetime(2026, 3, 1, tzinfo=UTC))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("ab ", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def rendered(record: Mapping[str, object]) -> Document:
    return record_document(ITEM, record, "7", b"raw")


def test_each_field_stands_on_a_line_of_its_own() -> None:
    document = rendered(
        {
            "title": "Intern",
            "places": ["Rome", "Paris"],
            "remote": True,
            "pay": {"min": 1, "max": 2},
            "end": None,
        }
    )
    assert document.text == "title: Intern\nplaces: Rome; Paris\nremote: yes\npay.min: 1\npay.max: 2"
    assert document.id == "jobs.csv#7"
    assert document.raw == b"raw"


def test_html_in_a_field_is_decoded_into_paragraphs_and_items() -> None:
    document = rendered({"description": "<p>Learn &amp; ask.</p><ul><li>Python</li></ul>", "level": "PhD"})
    assert document.text == "description: Learn & ask.\n\n- Python\n\nlevel: PhD"
    assert [block.kind for block in document.blocks] == ["row", "item", "row"]


def test_markdown_in_a_field_keeps_its_structure_within_it() -> None:
    document = rendered({"about": "## Outcomes\n\n1. **One**\n2. Two", "level": "PhD"})
    assert document.text == "about:\n\nOutcomes\n\n1. One\n2. Two\n\nlevel: PhD"
    assert document.blocks[-1].path == ()


def test_emphasis_and_links_in_a_line_become_plain_text() -> None:
    assert rendered({"about": "You **learn** at [Acme](https://x.org)."}).text == "about: You learn at Acme."
    assert rendered({"about": "Rated 5 * by 2 ** of us"}).text == "about: Rated 5 * by 2 ** of us"


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"title": "Intern", "company": "Acme"}, "listing"),
        ({"jobTitle": "Intern", "apply_link": "https://x.org"}, "listing"),
        ({"title": "How to apply", "body": "Soon."}, "article"),
        ({"name": "Acme", "location": "Rome"}, "article"),
    ],
)
def test_a_role_with_an_employer_or_a_place_is_a_listing(record: dict[str, object], kind: str) -> None:
    assert rendered(record).kind == kind


def test_title_page_and_date_come_from_the_usual_columns() -> None:
    document = rendered(
        {
            "Position": "Intern",
            "URL": "www.example.org/1",
            "posted_at": "2025-02-03T10:00:00Z",
            "deadline": "x",
        }
    )
    assert (document.title, document.url, document.published) == (
        "Intern",
        "https://www.example.org/1",
        date(2025, 2, 3),
    )
    assert rendered({"first": "One", "date": "2025-01-01"}).title == "One"
    assert rendered({"first": "One", "date": "2025-01-01"}).published is None


def test_a_record_knows_its_own_id() -> None:
    assert own_identity({"Job ID": 17}) == "17"
    assert own_identity({"title": "x"}) == ""


def test_a_record_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no field with text"):
        rendered({"a": None, "b": "", "c": []})


@given(st.dictionaries(st.text("abc _", min_size=1, max_size=5), VALUES, max_size=6))
def test_the_same_record_always_gives_the_same_text(record: dict[str, object]) -> None:
    try:
        first = rendered(record)
    except SourceError:
        return
    assert first == rendered(dict(record))
    end = 0
    for block in first.blocks:
        assert not first.text[end : block.span.start].strip()
        assert block.span.of(first.text) == block.span.of(first.text).strip() != ""
        end = block.span.end
    assert end == len(first.text)
