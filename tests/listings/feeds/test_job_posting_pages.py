"""Pages that declare a JobPosting, in JSON-LD or microdata."""
# ruff: noqa: E501

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from internbot.listings.feeds.job_posting_pages import JobPostingPagesReader
from internbot.listings.places import PlaceResolver
from listings.feeds.readings import item, read, real, said

POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Tide Research Intern",
    "identifier": {"@type": "PropertyValue", "name": "Saltmarsh", "value": "SM-17"},
    "description": "<p>Measure tides.</p><ul><li>2+ years of rowing experience</li></ul><p>We do not sponsor visas.</p>",
    "datePosted": "2026-02-01",
    "validThrough": "2026-04-30T23:59:00-03:00",
    "employmentType": ["FULL_TIME", "INTERN"],
    "hiringOrganization": {"@type": "Organization", "name": "Saltmarsh Institute"},
    "jobLocation": [
        {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Halifax", "addressRegion": "NS", "addressCountry": "CA"}},
        {"@type": "Place", "address": {"addressLocality": "Oslo", "addressCountry": {"@type": "Country", "name": "Norway"}}},
    ],
    "educationRequirements": {"@type": "EducationalOccupationalCredential", "credentialCategory": "bachelor degree"},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "CAD", "value": {"@type": "QuantitativeValue", "minValue": 24, "maxValue": "31.50", "unitText": "HOUR"}},
    "skills": "Rowing, Python; charts",
    "url": "https://saltmarsh.example/jobs/17",
}  # fmt: skip


def page(*scripts: str, body: str = "<p>Apply with us.</p>") -> str:
    declared = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html><html><head><title>Jobs</title>{declared}</head><body>{body}</body></html>"


@pytest.fixture
def reader(places: PlaceResolver) -> JobPostingPagesReader:
    return JobPostingPagesReader(places)


def test_every_property_is_read(reader: JobPostingPagesReader) -> None:
    [posting], others, failures = read(reader, item(page(json.dumps(POSTING)), "job.html"))
    listing = posting.listing
    assert (others, failures) == ([], [])
    assert posting.id == "job.html#SM-17"
    assert (listing.title, listing.company) == ("Tide Research Intern", "Saltmarsh Institute")
    assert [(place.city, place.country) for place in listing.locations] == [("Halifax", "CA"), ("Oslo", "NO")]
    assert listing.employment_type == "internship"
    assert listing.degree_levels == ("bachelor",)
    assert listing.skills == ("Rowing", "Python", "charts")
    assert listing.posted_at == date(2026, 2, 1)
    assert listing.deadline() == datetime(2026, 5, 1, 2, 59, tzinfo=UTC)
    assert listing.salary is not None
    assert (listing.salary.min, listing.salary.max, listing.salary.currency, listing.salary.per) == (
        24,
        31.5,
        "CAD",
        "hour",
    )
    assert listing.apply_url == "https://saltmarsh.example/jobs/17"
    assert listing.sponsorship == "no"
    assert said(posting, "sponsorship") == "We do not sponsor visas."
    assert said(posting, "experience_years") == "2+ years of rowing experience"
    assert posting.raw is not None
    assert json.loads(posting.raw) == POSTING


@pytest.mark.parametrize(
    "declared",
    [
        json.dumps([POSTING]),
        json.dumps(
            {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Jobs"}, POSTING]}
        ),
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]}),
        json.dumps({**POSTING, "@type": ["JobPosting", "Thing"]}),
        json.dumps({**POSTING, "@type": "http://schema.org/JobPosting"}),
        json.dumps({**POSTING, "title": {"@value": "Tide Research Intern", "@language": "en"}}),
        f"<!--\n{json.dumps(POSTING)}\n-->",
        f"//<![CDATA[\n{json.dumps(POSTING)}\n//]]>",
        json.dumps(POSTING).replace("Measure tides.", "Measure\ntides."),
    ],
    ids=[
        "list",
        "graph",
        "item list",
        "two types",
        "type as address",
        "value",
        "comment",
        "cdata",
        "line break",
    ],
)
def test_wherever_it_stands(reader: JobPostingPagesReader, declared: str) -> None:
    [posting], _, _ = read(reader, item(page("{broken", declared), "job.html"))
    assert posting.listing.title == "Tide Research Intern"


@pytest.mark.parametrize(
    ("changed", "named", "remote"),
    [
        ({"jobLocation": "Lima, Peru"}, ["Lima, Peru"], "unknown"),
        ({"jobLocation": {"@type": "Place", "address": "Lima, Peru"}}, ["Lima, Peru"], "unknown"),
        ({"jobLocation": []}, [], "unknown"),
        ({"jobLocation": None, "jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [
            {"@type": "Country", "name": "Peru"}]}, ["Peru"], "yes"),
    ],
)  # fmt: skip
def test_places(
    reader: JobPostingPagesReader, changed: dict[str, Any], named: list[str], remote: str
) -> None:
    [posting], _, _ = read(reader, item(page(json.dumps({**POSTING, **changed})), "job.html"))
    assert [place.text for place in posting.listing.locations] == named
    assert posting.listing.remote == remote


@pytest.mark.parametrize(
    ("changed", "years"),
    [
        (
            {
                "experienceRequirements": {
                    "@type": "OccupationalExperienceRequirements",
                    "monthsOfExperience": 18,
                }
            },
            1.5,
        ),
        ({"experienceRequirements": "no requirements"}, 0),
        ({"experienceRequirements": "At least 3 years of experience at sea", "description": "x"}, 3),
        ({"description": "Nothing is asked."}, None),
    ],
)
def test_experience(reader: JobPostingPagesReader, changed: dict[str, Any], years: float | None) -> None:
    [posting], _, _ = read(reader, item(page(json.dumps({**POSTING, **changed})), "job.html"))
    assert posting.listing.experience_years == years


def test_unknown_stays_unknown(reader: JobPostingPagesReader) -> None:
    bare = {
        "@type": "JobPosting",
        "title": "Cook",
        "description": "Cook.",
        "educationRequirements": "no requirements",
    }
    [posting], _, _ = read(reader, item(page(json.dumps(bare)), "job.html", url="https://salt.example/cook"))
    listing = posting.listing.model_dump(exclude_defaults=True)
    assert listing == {
        "id": "1", "title": "Cook", "description": "Cook.", "apply_url": "https://salt.example/cook",
        "source_url": "https://salt.example/cook", "source_format": "job_posting_pages",
    }  # fmt: skip


def test_a_posting_without_a_description_is_attached_to_the_page(reader: JobPostingPagesReader) -> None:
    bare = {key: value for key, value in POSTING.items() if key != "description"}
    body = "<h1>Tide Research Intern</h1><p>In Halifax, NS you will row. 3+ years of sailing experience.</p>"
    [posting], _, _ = read(reader, item(page(json.dumps(bare), body=body), "job.html"))
    assert posting.text.startswith("Tide Research Intern")
    assert "you will row" in posting.text
    assert said(posting, "title") == "Tide Research Intern"
    assert posting.listing.experience_years == 3


def test_several_postings_and_the_page_itself(reader: JobPostingPagesReader) -> None:
    other = {
        **POSTING,
        "identifier": "SM-18",
        "title": "Marsh Intern",
        "url": "https://saltmarsh.example/jobs/18",
    }
    untitled = {"@type": "JobPosting", "description": "x"}
    found = item(page(json.dumps([POSTING, other, untitled])), "jobs.html")
    postings, articles, failures = read(reader, found)
    assert [one.listing.title for one in postings] == ["Tide Research Intern", "Marsh Intern"]
    assert [one.text for one in articles] == ["Apply with us."]
    assert failures[0].reason == "a JobPosting has no title"


def test_microdata(reader: JobPostingPagesReader) -> None:
    body = """<div itemscope itemtype="https://schema.org/JobPosting">
      <h1 itemprop="title">Kelp Intern</h1>
      <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
        <span itemprop="name">Saltmarsh</span></span>
      <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
        <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
          <span itemprop="addressLocality">Lima</span>, <meta itemprop="addressCountry" content="PE"></p></div>
      <time itemprop="datePosted" datetime="2026-01-05">5 January</time>
      <meta itemprop="employmentType" content="INTERN"><meta itemprop="employmentType" content="PART_TIME">
      <div itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount">
        <meta itemprop="currency" content="PEN"><div itemprop="value" itemscope
         itemtype="https://schema.org/QuantitativeValue"><span itemprop="value">1500</span>
         <meta itemprop="unitText" content="MONTH"></div></div>
      <div itemprop="description"><p>Count kelp.</p><ul><li>Swim</li></ul></div>
      <a itemprop="url" href="https://saltmarsh.example/kelp">Apply</a>
    </div>"""
    [posting], _, _ = read(reader, item(page(body=body), "kelp.html"))
    listing = posting.listing
    assert (listing.title, listing.company, listing.employment_type) == (
        "Kelp Intern",
        "Saltmarsh",
        "internship",
    )
    assert (listing.locations[0].city, listing.locations[0].country) == ("Lima", "PE")
    assert listing.posted_at == date(2026, 1, 5)
    assert listing.salary is not None
    assert (listing.salary.min, listing.salary.currency, listing.salary.per) == (1500, "PEN", "month")
    assert listing.description == "Count kelp.\n- Swim"
    assert listing.apply_url == "https://saltmarsh.example/kelp"


def test_files_of_json(reader: JobPostingPagesReader) -> None:
    [posting], _, _ = read(reader, item(json.dumps(POSTING), "posting.json"))
    assert posting.listing.title == "Tide Research Intern"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (page('{"@type": "Article", "headline": "JobPosting explained"}'), "article.html"),
        (page('{"@type": "JobPosting", broken'), "broken.html"),
        ("<p>JobPosting</p>", "words.html"),
        ('{"title": "Cook"}', "cook.json"),
        (json.dumps(POSTING), "lines.jsonl"),
    ],
)
def test_other_pages_are_not_taken(reader: JobPostingPagesReader, source: str, key: str) -> None:
    assert not reader.accepts(item(source, key))


def test_real_example(reader: JobPostingPagesReader) -> None:
    [posting], _, _ = read(reader, real("feeds", "jsonld_jobposting", "unhead_docs_example.json"))
    assert posting.listing.salary is not None
    assert (posting.listing.salary.min, posting.listing.salary.per) == (120_000, "year")
    assert posting.listing.expires_at == date(2026, 4, 15)
