from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from internbot.errors import SourceError
from internbot.listings.drafting import Drafting
from internbot.listings.feeds.base import Draft
from internbot.listings.places import PlaceResolver
from internbot.listings.record import Salary
from internbot.listings.rendering import ListingDocument
from internbot.sources.documents import Document, Item, Span

ITEM = Item(key="board:acme", raw=b"", retrieved=datetime(2026, 3, 10, tzinfo=UTC))


@pytest.fixture(scope="session")
def drafting(places: PlaceResolver) -> Drafting:
    return Drafting(places)


def made(drafting: Drafting, **fields: object) -> ListingDocument:
    values: dict[str, object] = {"id": "7", "title": "Cave Mapping Intern", "raw": b"{}"}
    return drafting.document(ITEM, Draft(**(values | fields)))  # type: ignore[arg-type]


def quoted(document: ListingDocument, name: str) -> str:
    return document.field_spans[name].of(document.text)


def test_what_fields_say_has_a_line(drafting: Drafting) -> None:
    document = made(
        drafting,
        title="Cave  Mapping Intern ",
        company="Northwind ",
        places=["US, WA, Seattle", "NYC"],
        employment_type="INTERN",
        terms=["Summer 2026"],
        degrees=["Bachelor's"],
        posted_at=date(2026, 2, 1),
        salary=Salary(min=30, currency="USD", per="hour"),
        sponsorship="no",
        active="open",
        source_url="https://example.org/7",
        source_format="acme",
    )
    assert document.id == "board:acme#7"
    assert document.title == "Cave Mapping Intern, Northwind (US, WA, Seattle and 1 more)"
    assert document.text == (
        "Title: Cave Mapping Intern\nCompany: Northwind\nLocations: US, WA, Seattle; NYC\n"
        "Employment type: internship\nTerm: Summer 2026\nDegree: bachelor's\nVisa sponsorship: no\n"
        "Pay: from 30 USD per hour\nPosted: 2026-02-01\nStatus: open\nSource: https://example.org/7\n"
    )
    assert [place.city for place in document.listing.locations] == ["Seattle", "New York City"]
    assert (document.url, document.published) == ("https://example.org/7", date(2026, 2, 1))
    assert quoted(document, "term") == "Term: Summer 2026"
    assert document.listing.source_format == "acme"


def test_what_only_the_title_says_is_cited_there(drafting: Drafting) -> None:
    document = made(drafting, title="Cave Mapping Intern, Summer 2026")
    assert document.text == "Title: Cave Mapping Intern, Summer 2026\n"
    assert document.listing.employment_type == "internship"
    assert [str(term) for term in document.listing.term] == ["Summer 2026"]
    assert quoted(document, "employment_type") == "Intern"
    assert quoted(document, "term") == "Summer 2026"


def test_a_season_in_another_jobs_title_is_no_term(drafting: Drafting) -> None:
    assert made(drafting, title="Camp Cook, Summer 2026").listing.term == ()


def test_what_only_the_place_says_is_cited_there(drafting: Drafting) -> None:
    document = made(drafting, places=["Hybrid - London"])
    assert (document.listing.remote, quoted(document, "remote")) == ("hybrid", "Hybrid")
    assert "Remote:" not in document.text
    alone = made(drafting, places=["Remote"])
    assert (alone.listing.remote, quoted(alone, "remote")) == ("yes", "Remote: yes")
    told = made(drafting, places=["Hybrid - London"], remote="no")
    assert (told.listing.remote, quoted(told, "remote")) == ("no", "Remote: no")


def test_what_only_the_prose_says_is_cited_there(drafting: Drafting) -> None:
    document = made(
        drafting,
        title="Cave Mapper",
        description="We map caves.",
        qualifications=[
            "3+ years of professional experience",
            "We are unable to sponsor visas for this role.",
        ],
    )
    assert (document.listing.experience_years, document.listing.sponsorship) == (3, "no")
    assert quoted(document, "experience_years").startswith("3+ years")
    assert "sponsor" in quoted(document, "sponsorship")
    assert "Experience:" not in document.text
    assert "Visa sponsorship:" not in document.text
    assert document.field_spans["sponsorship"].start > document.text.index("Qualifications:")


def test_a_field_wins_over_the_prose(drafting: Drafting) -> None:
    said = ["3+ years of professional experience"]
    document = made(drafting, experience_years=1, qualifications=said)
    assert (document.listing.experience_years, quoted(document, "experience_years")) == (
        1,
        "Experience: 1 year or more",
    )


def test_every_known_field_but_its_names_can_be_cited(drafting: Drafting) -> None:
    document = made(
        drafting,
        company="Northwind",
        places=["Remote in USA"],
        description="Apply by March 20, 2026.",
        responsibilities=["Draw maps"],
        skills=["Drawing"],
        apply_url="https://example.org/apply",
    )
    unknown = {"id", "source_format", "last_seen_at"}
    known = set(document.listing.model_dump(exclude_defaults=True)) - unknown
    assert known - document.field_spans.keys() == set()
    assert {"remote", "expires_at", "employment_type"} <= known


def test_where_it_stands_in_the_raw_bytes_is_kept(drafting: Drafting) -> None:
    paths = {"title": "name", "company": "org.name", "salary": "pay"}
    document = made(drafting, company="Northwind", paths=paths, raw=b'{"name": "x"}')
    assert json.loads(document.metadata["paths"]) == {"title": "name", "company": "org.name"}
    assert document.raw == b'{"name": "x"}'


def test_lines_and_items_keep_their_structure(drafting: Drafting) -> None:
    document = made(
        drafting,
        description="We map caves.\n\nYou get:\n- Soup\n- A lamp",
        qualifications=["Basic qualifications:", "Legs", "Preferred qualifications:", "Strong legs"],
    )
    kinds = [(block.kind, block.span.of(document.text)) for block in document.blocks if block.path]
    assert kinds == [
        ("paragraph", "We map caves."),
        ("heading", "You get:"),
        ("item", "- Soup"),
        ("item", "- A lamp"),
        ("heading", "Basic qualifications:"),
        ("item", "- Legs"),
        ("heading", "Preferred qualifications:"),
        ("item", "- Strong legs"),
    ]
    assert document.blocks[-1].path == ("Qualifications", "Preferred qualifications")


@pytest.mark.parametrize(
    ("title", "said", "words"),
    [
        ("Cave Mapping Intern - US Citizens Only", "citizens_only", "US Citizens Only"),
        ("Cave Mapping Intern. Will not sponsor work visas", "no", "Will not sponsor work visas"),
        ("Cave Mapping Intern (Sponsorship Unknown)", "unknown", None),
    ],
)
def test_sponsorship_is_read_from_titles(
    drafting: Drafting, title: str, said: str, words: str | None
) -> None:
    document = made(drafting, title=title)
    assert document.listing.sponsorship == said
    assert words is None or words in quoted(document, "sponsorship")
    assert made(drafting, title=title, sponsorship="yes").listing.sponsorship == "yes"


def test_the_same_draft_gives_the_same_text(drafting: Drafting) -> None:
    assert made(drafting, description="We map caves.") == made(drafting, description="We map caves.")


def test_a_record_attached_to_a_text_leaves_it_as_it_is(drafting: Drafting) -> None:
    text = "US, WA, Seattle\nAs a Cave Mapper you map caves. You have 3+ years of professional experience."
    document = Document(id="dump#2", title="Cave Mapper", text=text, retrieved=ITEM.retrieved)
    draft = Draft(id="2", title="Cave Mapper", places=["US, WA, Seattle"], raw=b"")
    found = drafting.attached(document, draft, {"title": Span(21, 32), "locations": Span(0, 15)})
    assert (found.text, found.id, found.kind) == (text, "dump#2", "listing")
    assert quoted(found, "title") == "Cave Mapper"
    assert (found.listing.experience_years, found.listing.locations[0].city) == (3, "Seattle")
    assert quoted(found, "experience_years").startswith("3+ years")


def test_what_no_record_can_hold_is_refused(drafting: Drafting) -> None:
    with pytest.raises(SourceError, match="posting 7: title"):
        made(drafting, title=" ")
    with pytest.raises(SourceError, match="posting 7: apply_url"):
        made(drafting, apply_url="javascript:alert(1)")


@pytest.mark.parametrize(("url", "text", "company"), [
    ("https://jobs.careers.microsoft.com/global/en/job/7", "", "Microsoft"),
    ("https://careers.northwind-traders.co.uk/7", "At Northwind Traders we map caves.", "Northwind Traders"),
    ("https://www.careers.nasa.example/7", "nasa.example is the site of NASA.", "NASA"),
    ("https://acme.jobs/7", "", None),
    ("https://careers.guild.org/7", "", None),
    ("https://career.tasters.edu/7", "", None),
    ("https://careers.tasters.ac.uk/7", "", None),
    ("https://www.careers.com/7", "", None),
    ("https://careers.smartrecruiters.com/Acme/7", "", None),
    ("https://careers.emea.acme.com/7", "", None),
    ("https://acme.com/careers/7", "", None),
    ("https://10.0.0.1/careers/7", "", None),
])  # fmt: skip
def test_an_employers_own_careers_site_names_the_employer(
    drafting: Drafting, url: str, text: str, company: str | None
) -> None:
    document = made(drafting, apply_url=url, description=text)
    assert document.listing.company == company
    if company is not None:
        assert quoted(document, "company").replace("-", " ") == company.lower()
        assert f"//{quoted(document, 'company')}" in url or f".{quoted(document, 'company')}." in url


def test_what_is_no_address_is_refused_with_its_name(drafting: Drafting) -> None:
    with pytest.raises(SourceError, match="posting 7: apply_url"):
        made(drafting, apply_url="https://[careers.acme.com/7")


def test_a_company_that_is_named_stands_above_the_address(drafting: Drafting) -> None:
    document = made(drafting, company="Northwind", apply_url="https://careers.acme.com/7")
    assert document.listing.company == "Northwind"
    assert quoted(document, "company") == "Company: Northwind"
