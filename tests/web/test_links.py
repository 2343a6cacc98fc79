import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.web.links import live_page, source_path, web_address

IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def test_a_quote_is_linked_by_its_offsets_and_the_text_they_count_in() -> None:
    path = source_path("articles/summer.md", 3, 9, "0123456789abcdef")
    assert path == "/sources/articles/summer.md?start=3&end=9&version=0123456789ab#quote"


@pytest.mark.parametrize("document", ["a/../b", "./a", "a//b", "/a", "https://example.org/a?b=1#c", ".."])
def test_an_id_that_browsers_would_fold_travels_in_the_query(document: str) -> None:
    parts = urlsplit(source_path(document, 1, 2))
    assert parts.path == "/sources/"
    assert parse_qs(parts.query)["id"] == [document]


@given(IDS)
def test_every_id_comes_back(document: str) -> None:
    parts = urlsplit(source_path(document, 1, 2))
    named = parse_qs(parts.query, keep_blank_values=True).get("id")
    assert (named[0] if named else unquote(parts.path).removeprefix("/sources/")) == document
    assert parts.fragment == "quote"
    assert re.fullmatch(r"/sources/[\x21-\x7e]*", parts.path)


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//example.org/a", "/a", "https://", "ftp://example.org/",
     "https://user@example.org/", "https://example.org/\n", 'https://example.org/"x', "https://[::1", " https://a.org"],
)  # fmt: skip
def test_what_is_no_web_address_is_not_linked(url: str | None) -> None:
    assert web_address(url) is None
    assert live_page(url, "some words") is None


def test_the_live_page_is_opened_at_the_words() -> None:
    link = live_page("https://example.org/a?b=1", "Pay is 45 USD, well-paid & taxed")
    assert link == "https://example.org/a?b=1#:~:text=Pay%20is%2045%20USD%2C%20well%2Dpaid%20%26%20taxed"


def test_a_fragment_of_the_page_is_kept() -> None:
    assert live_page("https://example.org/a#pay", "Pay") == "https://example.org/a#pay:~:text=Pay"


def test_a_long_quote_or_one_over_several_blocks_is_a_range() -> None:
    words = [f"w{number}" for number in range(20)]
    expected = "w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    assert live_page("https://example.org/", " ".join(words)) == f"https://example.org/#:~:text={expected}"
    assert live_page("https://example.org/", "First line\n\nLast line") == (
        "https://example.org/#:~:text=First%20line,Last%20line"
    )


def test_bullets_of_lists_are_not_looked_for() -> None:
    assert live_page("https://example.org/", "- a talk\n- 1. a walk") == (
        "https://example.org/#:~:text=a%20talk,1.%20a%20walk"
    )


def test_field_names_that_we_added_are_not_looked_for() -> None:
    assert live_page("https://example.org/", "Location: Bellevue, WA", record=True) == (
        "https://example.org/#:~:text=Bellevue%2C%20WA"
    )


@given(st.text(max_size=200))
def test_a_text_fragment_has_no_mark_that_was_not_meant(passage: str) -> None:
    link = live_page("https://example.org/", passage)
    assert link is not None
    directive = link.partition(":~:text=")[2]
    assert re.fullmatch(r"[A-Za-z0-9%._~]*(,[A-Za-z0-9%._~]*)?", directive)
