from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.sources.front_matter import split_front_matter


def test_jekyll_and_docusaurus_keys_are_read() -> None:
    matter, text = split_front_matter(
        "---\ntitle: 'How it works'\ndate: 2024-05-06\nlicense: CC-BY-4.0\ntags: [pay, visas]\n"
        "canonical_url: https://example.org/how\nsidebar_label: How\n---\n\n# How\n"
    )
    assert matter.title == "How it works"
    assert matter.published == date(2024, 5, 6)
    assert matter.license_note == "CC-BY-4.0"
    assert matter.url == "https://example.org/how"
    assert matter.metadata["tags"] == "pay, visas"
    assert matter.metadata["sidebar_label"] == "How"
    assert text.strip() == "# How"


def test_a_date_of_the_last_change_stands_in_for_one_of_publication() -> None:
    matter, _ = split_front_matter("---\nlast_update:\n  date: 2025-01-02\n---\nText")
    assert matter.published == date(2025, 1, 2)


def test_hugo_writes_toml() -> None:
    matter, text = split_front_matter('+++\ntitle = "Pay"\ndate = 2024-05-06\n+++\nText')
    assert (matter.title, matter.published, text) == ("Pay", date(2024, 5, 6), "Text")


def test_broken_front_matter_is_told_and_its_text_kept() -> None:
    matter, text = split_front_matter("---\ntitle: [unclosed\n---\nText")
    assert "not valid YAML at line" in (matter.problem or "")
    assert text == "Text"


@pytest.mark.parametrize(
    "source", ["---\nA quotation between rules.\n---\nText", "No front matter.", "---\n\nText", ""]
)
def test_rules_are_no_front_matter(source: str) -> None:
    matter, text = split_front_matter(source)
    assert text == source
    assert not matter.values


def test_nested_aliases_do_not_grow() -> None:
    lines = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(20))
    matter, _ = split_front_matter(f"---\n{lines}---\nText")
    assert sum(map(len, matter.metadata.values())) < 1_000


@given(st.text(alphabet="ab: -[]{}&*!|>'\"\n\t#0123456789%@`,?"))
def test_any_front_matter_is_read_or_refused(source: str) -> None:
    matter, text = split_front_matter(f"---\n{source}\n---\nText")
    assert text.endswith("Text")
    assert all(isinstance(value, str) for value in matter.metadata.values())
    assert matter.published is None or isinstance(matter.published, date)


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("published: null\nupdated: 2024-05-06", None),
        ("checked: 2024-05-06", None),
        ("updated: 2024-05-06", date(2024, 5, 6)),
    ],
)
def test_a_day_on_which_facts_were_checked_is_no_date_of_publication(
    lines: str, published: date | None
) -> None:
    matter, _ = split_front_matter(f"---\ntitle: Pay\n{lines}\n---\nText")
    assert matter.published == published
