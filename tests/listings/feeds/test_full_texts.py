"""Full-text postings: JSONL, saved pages and careers pages. Their texts stay as they are."""
# ruff: noqa: E501

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest

from internbot.listings.feeds.careers_page import CareersPostingsReader
from internbot.listings.feeds.posting_pages import PostingPagesReader
from internbot.listings.feeds.posting_signs import is_posting
from internbot.listings.feeds.posting_texts import PostingTextsReader
from internbot.listings.places import PlaceResolver
from internbot.sources.careers_page import CareersPageReader
from internbot.sources.documents import Document
from internbot.sources.html import HtmlReader
from internbot.sources.jsonl import JsonLinesReader
from listings.feeds.readings import item, read, real, said

TEXT = (
    "Lantern Works is looking for a glass intern.\n\nResponsibilities:\n- Polish lanterns\n\n"
    "Minimum qualifications\n- Enrolled in a bachelor's degree\n- 1+ years of workshop experience\n\n"
    "We are unable to sponsor visas. Apply by May 4, 2027."
)
FILLER = "We shape glass with care and teach whoever joins us how to do it well and safely every day. " * 5


def lines(*values: Mapping[str, object]) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


@pytest.fixture
def texts(places: PlaceResolver) -> PostingTextsReader:
    return PostingTextsReader(places)


@pytest.fixture
def pages(places: PlaceResolver) -> PostingPagesReader:
    return PostingPagesReader(places)


@pytest.fixture
def careers(places: PlaceResolver) -> CareersPostingsReader:
    return CareersPostingsReader(places)


def test_a_line_with_the_sections_of_a_posting(texts: PostingTextsReader) -> None:
    found = item(
        lines({"id": "g-1", "title": "Glass Intern", "text": TEXT, "url": "https://l.example/1"}), "a.jsonl"
    )
    [posting], _, _ = read(texts, found)
    assert (posting.id, posting.title, posting.text) == ("g-1", "Glass Intern", TEXT)
    listing = posting.listing
    assert (listing.employment_type, listing.experience_years) == ("internship", 1)
    assert (listing.degree_levels, listing.sponsorship, listing.expires_at) == (
        ("bachelor",),
        "no",
        date(2027, 5, 4),
    )
    assert said(posting, "sponsorship") == "We are unable to sponsor visas."
    assert said(posting, "expires_at") == "Apply by May 4, 2027"
    assert listing.apply_url == "https://l.example/1"


def test_a_line_whose_keys_say_that_it_is_a_posting(texts: PostingTextsReader) -> None:
    line = {
        "id": "g-2",
        "title": "Glazier",
        "text": "Come and glaze in Lima, Peru.",
        "company": "Lantern Works",
        "location": "Lima, Peru",
    }
    [posting], _, _ = read(texts, item(lines(line), "a.jsonl"))
    assert posting.text == line["text"]
    assert (posting.listing.company, posting.listing.locations[0].city) == ("Lantern Works", "Lima")
    assert said(posting, "locations") == "Lima, Peru"


def test_articles_stay_articles(texts: PostingTextsReader) -> None:
    articles = lines(
        {"id": "1", "title": "How to become a glass intern", "text": TEXT},
        {"id": "2", "title": "Glass", "text": "Glass is old. You will like it."},
        {"id": "3", "title": "Engineer interview", "text": "She said: you will learn."},
    )
    found = item(articles, "a.jsonl")
    postings, others, _ = read(texts, found)
    assert postings == []
    assert others == [one for one in JsonLinesReader().read(found) if isinstance(one, Document)]


def test_objects_without_a_text_keep_their_rendering(texts: PostingTextsReader) -> None:
    line = {
        "Job Title": "Research Sciences Intern", "Location": "Oslo, Norway", "Date Posted": "2027-01-24",
        "Description": "No overview available", "Responsibilities": "Melt sand.\nMeasure heat.",
        "Minimum Qualifications": "2+ years of non-internship professional experience", "Apply Link": "www.l.example/7",
    }  # fmt: skip
    found = item(lines(line, {"name": "x", "colour": "red"}), "a.jsonl")
    [posting], others, _ = read(texts, found)
    plain = [one for one in JsonLinesReader().read(found) if isinstance(one, Document)]
    assert (posting.text, posting.id) == (plain[0].text, plain[0].id)
    assert others == plain[1:]
    listing = posting.listing
    assert (listing.employment_type, listing.posted_at) == ("internship", date(2027, 1, 24))
    assert (listing.description, listing.responsibilities) == (None, ("Melt sand.", "Measure heat."))
    assert listing.apply_url == "https://www.l.example/7"
    assert said(posting, "responsibilities").startswith("Responsibilities: Melt sand.")
    assert said(posting, "experience_years") == "2+ years of non-internship professional experience"


def test_experience_before_an_internship_makes_none(texts: PostingTextsReader) -> None:
    line = {
        "Job Title": "Glazier",
        "Company": "L",
        "Location": "Oslo",
        "Description": "2+ years of non-internship experience",
    }
    [posting], _, _ = read(texts, item(lines(line), "a.jsonl"))
    assert (posting.listing.employment_type, posting.listing.experience_years) == ("unknown", 2)


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h2>{title}</h2>{body}</body></html>"


BODY = (
    "<p>Lantern Works is looking for interns. You will shape glass.</p><h3>Responsibilities</h3><ul><li>Polish</li></ul>"
    "<h3>Requirements</h3><ul><li>Pursuing a bachelor's degree</li></ul>"
)


@pytest.mark.parametrize(
    ("title", "name", "company", "city"),
    [
        ("Glass Intern - Denver, CO 80202", "Glass Intern", None, "Denver"),
        ("Glass Intern - Night Shift - Lima, Peru", "Glass Intern - Night Shift", None, "Lima"),
        ("Glass Intern at Lantern Works", "Glass Intern", "Lantern Works", None),
        ("Glass Intern", "Glass Intern", None, None),
    ],
)
def test_saved_pages(
    pages: PostingPagesReader, title: str, name: str, company: str | None, city: str | None
) -> None:
    found = item(page(title, BODY), "saved.html")
    [posting], _, _ = read(pages, found)
    [plain] = [one for one in HtmlReader().read(found) if isinstance(one, Document)]
    assert (posting.text, posting.id, posting.title) == (plain.text, plain.id, plain.title)
    listing = posting.listing
    assert (listing.title, listing.company, listing.employment_type) == (name, company, "internship")
    assert [place.city for place in listing.locations] == ([city] if city else [])
    assert said(posting, "title") == name
    assert said(posting, "degree_levels") == "bachelor's"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("How to become a glass intern", BODY),
        ("Interview questions for engineers", BODY),
        ("Meet our interns", BODY),
        ("Glass Intern", "<p>You will like this story of a glass intern.</p>"),
        ("Glass Intern", f'<meta property="article:author" content="A">{BODY}'),
    ],
)
def test_other_pages_are_not_taken(pages: PostingPagesReader, title: str, body: str) -> None:
    assert not pages.accepts(item(page(title, body), "page.html"))


def test_signs_of_a_posting() -> None:
    assert is_posting("Data Intern", "We are looking for you.\nResponsibilities:\n- x\nBenefits:\n- y")
    assert not is_posting("Data Intern", "Responsibilities were many. Requirements too.")


CLOSING = "We are open to hiring candidates to work out of one of the following locations:"
CAREERS = f"""A day with a glass intern

Related content
Another story that is no posting at all

She studied glass in Oslo and told us about it at length, one rainy day in spring.

US, CO, Denver
Lantern Works is looking for a Glass Engineer. {FILLER}Key job responsibilities - 5+ years of furnace experience - PhD, or Master's degree and 6+ years of research experience - Melting {CLOSING} Denver, CO, USA

US, CO, Denver
Lantern Works is looking for a Glass Engineer. {FILLER}Key job responsibilities - 3+ years of furnace experience - PhD, or Master's degree and 2+ years of research experience - Melting {CLOSING} Denver, CO, USA

US, WA, Seattle
As a Senior Glass Artist on this team you will travel. Lantern Works has 2+ years of non-internship plans. {FILLER}{CLOSING} Bolder, CO, USA | Austin, TX, USA
"""


def test_careers_page(careers: CareersPostingsReader) -> None:
    found = item(CAREERS, "careers.txt")
    postings, [article], failures = read(careers, found)
    plain = [one for one in CareersPageReader().read(found) if isinstance(one, Document)]
    assert [article.text, *(one.text for one in postings)] == [one.text for one in plain]
    assert [one.id for one in postings] == [one.id for one in plain[1:]]
    assert failures == []
    assert "Related content" not in article.text
    first, second, third = (one.listing for one in postings)
    assert (first.experience_years, second.experience_years) == (5, 3)
    assert said(postings[0], "experience_years") == "5+ years of furnace experience"
    assert first.degree_levels == ("master", "phd")
    assert {one.listing.employment_type for one in postings} == {"unknown"}
    assert {one.listing.company for one in postings} == {"Lantern Works"}
    assert said(postings[0], "title") == "Glass Engineer"
    assert said(postings[0], "locations") == "Denver, CO, USA"
    # The last line names two places, and the heading a third.
    assert [place.city for place in third.locations] == ["Boulder", "Austin", "Seattle"]


def test_the_real_careers_page(careers: CareersPostingsReader) -> None:
    postings, others, failures = read(careers, real("seed", "amazon_science_intern_story_with_listings.txt"))
    assert failures == []
    assert (len(postings), len(others)) == (10, 1)
    assert not any(one.listing.employment_type == "internship" for one in postings)
    years = [one.listing.experience_years for one in postings if one.listing.experience_years]
    assert years == [5, 3]
    cities = [{place.city for place in one.listing.locations} for one in postings]
    assert {"Denver", "Seattle"} in cities
    assert sum("Bengaluru" in one for one in cities) == 4
    assert all(one.field_spans["locations"].start > 0 for one in postings)


@pytest.mark.parametrize(
    ("name", "count"),
    [("amazon_html_2020.jsonl", 100), ("cncf_lfx_2026_sep_nov.jsonl", 59), ("microsoft_pf3.jsonl", 82)],
)
def test_real_postings_in_lines(texts: PostingTextsReader, name: str, count: int) -> None:
    found = real("postings", name)
    postings, others, failures = read(texts, found)
    assert (len(postings), others, failures) == (count, [], [])
    plain = [one.text for one in JsonLinesReader().read(found) if isinstance(one, Document)]
    assert [one.text for one in postings] == plain


def test_real_pages(pages: PostingPagesReader) -> None:
    [posting], _, _ = read(pages, real("postings", "html_indeed", "9042480af958a610_fccid.html"))
    assert (posting.listing.employment_type, posting.listing.locations[0].city) == (
        "internship",
        "San Francisco",
    )
    assert not pages.accepts(real("articles", "outreachy__docs_internship_guide.html"))
