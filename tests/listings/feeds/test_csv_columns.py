"""CSV lists of jobs."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from internbot.listings.feeds.csv_columns import CsvColumnsReader
from internbot.listings.feeds.numeric_days import day_order, read_numeric_day
from internbot.listings.feeds.written_pay import read_written_pay
from internbot.listings.places import PlaceResolver
from internbot.sources.csv import CsvReader
from internbot.sources.readers import read as read_item
from listings.feeds.readings import item, read, real, said

ENGLISH = """Job Title,Company,Location,Season,Date Posted,Deadline,Salary,Visa Sponsorship,Status,Skills,Apply Link,Colour
Glaze Intern,Kiln & Co,"Oslo, Norway; Lima, Peru",Summer 2027,2027-01-05,2027-03-01,$10K per month,citizens-only,Active,"Clay, Python",https://kiln.example/1?utm_source=x,red
"Wheel Intern, Day Shift",Kiln & Co,"Denver, CO",Fall 2026,01/25/2027,,"$25 - $33/hr",unknown,Closed,,https://kiln.example/2,
International Buyer,Kiln & Co,Remote,,02/03/2027,,n/a,no,,,,blue
,Kiln & Co,Oslo,,,,,,,,,
"""

GERMAN = """Stellenbezeichnung;Firma;Ort;Vertragsart;Gehalt;Bewerbungsfrist
Praktikum Töpferei;Ofen GmbH;Leipzig, Deutschland;Praktikum;1.250,50 € im Monat;31.03.2027
Töpfer;Ofen GmbH;Berlin, Deutschland;Vollzeit;38.000 - 42.500 EUR pro Jahr;
"""


@pytest.fixture
def reader(places: PlaceResolver) -> CsvColumnsReader:
    return CsvColumnsReader(places)


def test_guessed_columns(reader: CsvColumnsReader) -> None:
    postings, _, failures = read(reader, item(ENGLISH, "jobs.csv"))
    first, second, third = (one.listing for one in postings)
    assert (first.title, first.company, first.employment_type) == ("Glaze Intern", "Kiln & Co", "internship")
    assert [place.city for place in first.locations] == ["Oslo", "Lima"]
    assert [str(term) for term in first.term] == ["Summer 2027"]
    assert (first.posted_at, first.expires_at) == (date(2027, 1, 5), date(2027, 3, 1))
    assert first.salary is not None
    assert (first.salary.min, first.salary.max, first.salary.per) == (10_000, 10_000, "month")
    assert (first.sponsorship, first.active, first.skills) == ("citizens_only", "open", ("Clay", "Python"))
    assert second.salary is not None
    assert (second.salary.min, second.salary.max, second.salary.currency, second.salary.per) == (
        25,
        33,
        "USD",
        "hour",
    )
    assert (second.posted_at, second.active, second.sponsorship) == (date(2027, 1, 25), "closed", "unknown")
    # The month goes first in this file: another row says so.
    assert (third.posted_at, third.remote, third.salary, third.apply_url) == (
        date(2027, 2, 3),
        "yes",
        None,
        None,
    )
    assert third.employment_type == "internship"  # as most of the list
    assert [one.reason for one in failures] == ["line 5: has no title"]


def test_the_text_holds_all_columns_and_the_fields_point_into_it(reader: CsvColumnsReader) -> None:
    [first, *_], _, _ = read(reader, item(ENGLISH, "jobs.csv"))
    plain, *_ = CsvReader().read(item(ENGLISH.split("\n,Kiln")[0], "jobs.csv"))
    assert first.text == getattr(plain, "text", None)
    assert "Colour: red" in first.text
    assert said(first, "title") == "Job Title: Glaze Intern"
    assert said(first, "sponsorship") == "Visa Sponsorship: citizens-only"
    assert said(first, "locations") == "Location: Oslo, Norway; Lima, Peru"
    assert said(first, "employment_type") == "Intern"


def test_ids_stay_when_rows_are_added_above(reader: CsvColumnsReader) -> None:
    header, rest = ENGLISH.split("\n", 1)
    more = f"{header}\nNew Intern,Kiln & Co,Oslo,,,,,,,,https://kiln.example/9,\n{rest}"
    before = {one.listing.title: one.id for one in read(reader, item(ENGLISH, "jobs.csv"))[0][:2]}
    after = {one.listing.title: one.id for one in read(reader, item(more, "jobs.csv"))[0]}
    assert before.items() <= after.items()


def test_other_languages_and_their_numbers(reader: CsvColumnsReader) -> None:
    postings, _, _ = read(reader, item(GERMAN.encode("cp1252"), "stellen.csv"))
    intern, potter = (one.listing for one in postings)
    assert (intern.title, intern.company, intern.employment_type) == (
        "Praktikum Töpferei",
        "Ofen GmbH",
        "internship",
    )
    assert (intern.locations[0].city, intern.expires_at) == ("Leipzig", date(2027, 3, 31))
    assert intern.salary is not None
    assert (intern.salary.min, intern.salary.currency, intern.salary.per) == (1250.5, "EUR", "month")
    assert potter.salary is not None
    assert (potter.salary.min, potter.salary.max, potter.salary.per) == (38_000, 42_500, "year")
    assert potter.employment_type == "full_time"


def test_named_columns(reader: CsvColumnsReader) -> None:
    named = "# internbot: title = What; company = Who; places = Where to\nWhat,Who,Where to\nBaking Intern,Loaf,Lima\n"
    [posting], _, _ = read(reader, item(named, "odd.csv"))
    assert (posting.listing.title, posting.listing.company) == ("Baking Intern", "Loaf")
    assert posting.listing.locations[0].city == "Lima"
    assert said(posting, "company") == "Who: Loaf"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("# internbot: tilte = What", "no field"),
        ("# internbot: title = Which", "does not have"),
        ("# internbot: company = Who", "which column is the title"),
    ],
)
def test_wrong_names_are_told(reader: CsvColumnsReader, line: str, reason: str) -> None:
    [failure] = read_item(item(f"{line}\nWhat,Who\nBaking Intern,Loaf\n", "odd.csv"), [reader])
    assert reason in str(failure)


def test_rows_of_one_job_are_one_record(reader: CsvColumnsReader) -> None:
    rows = "\n".join(f"Glaze Intern,Kiln,{place},https://kiln.example/1" for place in ("Oslo", "Lima"))
    [posting], _, _ = read(reader, item(f"position,employer,location,apply url\n{rows}\n", "jobs.csv"))
    assert [place.city for place in posting.listing.locations] == ["Oslo", "Lima"]


@pytest.mark.parametrize(
    "header",
    [
        "title,author,date,url",
        "title,first name,last name,company,city,country,url",
        "title,location,date,url,description",
        "name,company,location",
        "title,company,price",
        "question,answer",
    ],
)
def test_other_tables_are_not_taken(reader: CsvColumnsReader, header: str) -> None:
    width = header.count(",") + 1
    assert not reader.accepts(item(f"{header}\n{','.join('x' * width)}\n", "table.csv"))


def test_numeric_days() -> None:
    assert read_numeric_day("26.02.2027", None) == date(2027, 2, 26)
    assert read_numeric_day("02/03/2027", None) is None
    assert read_numeric_day("02/03/2027", "day_first") == date(2027, 3, 2)
    assert read_numeric_day("02/26/2027", None) == date(2027, 2, 26)
    assert read_numeric_day("31/31/2027", None) is None
    assert day_order(["02/03/2027", "13/01/2027"]) == "day_first"
    assert day_order(["01/25/2027", "25/01/2027"]) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "per"),
    [
        ("$60/hr", 60, 60, "USD", "hour"),
        ("€30k - 40k", 30_000, 40_000, "EUR", None),
        ("£12.50 an hour", 12.5, 12.5, "GBP", "hour"),
        ("C$30 hourly", 30, 30, "CAD", "hour"),
        ("9,700–19,000 USD / per year salary", 9_700, 19_000, "USD", None),
        ("INR 25,000 / month", 25_000, 25_000, "INR", "month"),
    ],
)
def test_written_pay(
    places: PlaceResolver, text: str, low: float, high: float, currency: str, per: str | None
) -> None:
    salary = read_written_pay(text, places, ["Denver, CO"])
    assert salary is not None
    assert (salary.min, salary.max, salary.currency, salary.per) == (low, high, currency, per)


@pytest.mark.parametrize("text", ["", "competitive", "20 or 30 or 40", "unpaid", "40 hours at $20"])
def test_unclear_pay_is_unknown(places: PlaceResolver, text: str) -> None:
    assert read_written_pay(text, places, []) is None


def test_dollars_of_another_country_are_not_american(places: PlaceResolver) -> None:
    salary = read_written_pay("$30/hr", places, ["Toronto, ON, Canada"])
    assert salary is not None
    assert salary.currency is None


def test_real_list(reader: CsvColumnsReader) -> None:
    postings, _, failures = read(reader, real("feeds", "csv", "zshah101_internships.csv"))
    assert failures == []
    assert len(postings) == 44
    assert all(one.listing.employment_type == "internship" and one.listing.locations for one in postings)


def test_the_last_of_several_skills_loses_what_joins_it(reader: CsvColumnsReader) -> None:
    row = 'Glaze Intern,Kiln & Co,"Oslo, Norway",https://kiln.example/1,"Clay, .NET, and kiln repair."'
    postings, _, _ = read(reader, item(f"Title,Company,Location,URL,Skills\n{row}\n", "jobs.csv"))
    assert [one.listing.skills for one in postings] == [("Clay", ".NET", "kiln repair")]
