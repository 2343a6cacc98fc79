"""The listings to browse, over a real server: what the pages say, that addresses keep it, and that nothing runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar
from lxml import html

from web import payloads
from web.listing_site import RECORDS, listing_site
from web.requests import send


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with listing_site(tmp_path_factory.mktemp("listings"), RECORDS) as (address, _):
        yield address


def page(url: str, path: str, status: int = 200) -> Any:
    response = send(url, path)
    assert response.status == status, response.text[:500]
    return html.fromstring(response.text)


def text(found: Any) -> str:
    return " ".join(found.text_content().split())


def totals(found: Any) -> str:
    return str(found.xpath("string(//*[@id='total'])"))


def follow(url: str, found: Any, label: str) -> Any:
    """The page behind the link whose words begin with `label`."""
    links = [link for link in found.xpath("//a") if " ".join(link.text_content().split()).startswith(label)]
    assert links, label
    return page(url, links[0].get("href"))


def test_everything_is_listed_open_first_and_closed_last(url: str) -> None:
    first = page(url, "/listings")
    assert totals(first) == "31 match, 29 open, 1 undated, 1 closed"
    assert len(first.xpath("//tbody/tr")) == 25
    assert "Page 1 of 2" in text(first)
    second = follow(url, first, "Next")
    assert [row.get("class") for row in second.xpath("//tbody/tr")][-2:] == ["unknown", "closed"]
    assert "Checked on 22 November 2026" in text(second) or "Checked on" in text(second)


def test_plain_words_become_conditions_that_can_be_taken_away(url: str) -> None:
    found = page(url, "/listings?q=internships+in+oslo")
    assert totals(found) == "1 matches, 1 open"
    chips = [" ".join(chip.text_content().split()) for chip in found.xpath("//ul[@class='chips']/li")]
    assert chips[0].startswith("place Oslo")
    assert chips[1].startswith("kind of employment internship")
    wider = follow(url, found, "Remove kind of employment")
    assert totals(wider) == "2 match, 1 open, 1 undated"
    assert totals(follow(url, found, "Remove all")) == "31 match, 29 open, 1 undated, 1 closed"


def test_a_facet_narrows_and_widens_again(url: str) -> None:
    found = page(url, "/listings")
    in_oslo = follow(url, found, "Oslo")
    assert totals(in_oslo) == "2 match, 1 open, 1 undated"
    both = follow(url, in_oslo, "Lima")
    assert totals(both).startswith("31 match")
    chosen = [" ".join(link.text_content().split()) for link in both.xpath("//a[@class='chosen']")]
    assert [one.split()[0] for one in chosen] == ["Lima", "Oslo"]
    assert totals(follow(url, follow(url, both, "Oslo"), "Lima")).startswith("31 match")


def test_the_address_says_it_all(url: str) -> None:
    again = "/listings?" + "place=Oslo&status=open&sort=closing-soonest"
    assert totals(page(url, again)) == "1 matches, 1 open"
    where = "/listings?where=" + quote("place=Oslo status=open") + "&sort=closing-soonest"
    one, other = send(url, again).text, send(url, where).text
    assert one == other


def test_what_nothing_meets_says_what_there_would_be(url: str) -> None:
    found = page(url, "/listings?q=internships+in+oslo+that+do+not+sponsor")
    assert totals(found) == "None match"
    assert "Without the condition on" in text(found)
    assert not found.xpath("//table")


def test_unknown_sponsorship_is_not_counted_and_that_is_said(url: str) -> None:
    found = page(url, "/listings?sponsorship=yes")
    assert totals(found) == "1 matches, 1 open"
    assert "do not say whether they sponsor visas are not counted" in text(found)


def test_an_order_is_kept_while_narrowing(url: str) -> None:
    newest = follow(url, page(url, "/listings?company=Rill"), "Newest")
    rows = [row.text_content() for row in newest.xpath("//tbody/tr/th")]
    assert rows[0] == "River intern 28"
    assert newest.xpath("//strong[@aria-current]")[0].text == "Newest"
    assert "sort=newest" in follow(url, newest, "Next").xpath("//a[@rel='prev']")[0].get("href")


@pytest.mark.parametrize(
    "path",
    [
        "/listings?where=colour%3Dred",
        "/listings?place=Zzyzxqq",
        "/listings?sort=loudest",
        "/listings?page=0",
        "/listings?page=two",
        "/listings?q=" + "a" * 301,
        "/listings?where=" + quote("word=" + "a" * 4000),
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(url: str, path: str) -> None:
    found = page(url, path, 422)
    assert found.xpath("string(//h1)") == "This search cannot be read"
    assert send(url, path.replace("/listings", "/listings.csv", 1)).status == 422


def test_each_field_stands_beside_its_words(url: str) -> None:
    found = page(url, "/listings/records.yaml%23maps")
    rows = {row.xpath("string(th)"): row for row in found.xpath("//tbody/tr")}
    assert text(rows["Closes"].xpath("td")[0]) == "24 December 2026, at the end of the day (Europe/Oslo)"
    assert text(rows["Closes"].xpath("td")[1]) == "Deadline: 2026-12-24"
    assert text(rows["Experience"]) == "Experience not stated"
    source = page(url, rows["Pay"].xpath("td//a")[0].get("href"))
    assert text(source.xpath("//mark[@id='quote']")[0]) == "Pay: from 30 EUR per hour"
    assert "the closing date is over" in text(page(url, "/listings/records.yaml%23boats")).replace(
        "its", "the"
    )
    assert "There is no such listing" in text(page(url, "/listings/records.yaml%23none", 404))


def test_the_table_holds_the_whole_result(url: str) -> None:
    response = send(url, "/listings.csv?place=Oslo")
    assert response.headers["content-disposition"] == 'attachment; filename="listings.csv"'
    rows = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == ["Maps intern", "Tea taster"]
    assert (rows[0]["closes"], rows[0]["closes_in"], rows[0]["status"]) == (
        "2026-12-24",
        "Europe/Oslo",
        "open",
    )
    assert (rows[1]["closes"], rows[1]["status"]) == ("", "undated")
    assert len(list(csv.reader(io.StringIO(send(url, "/listings.csv").text)))) == 32


def test_the_calendar_holds_deadlines_that_are_to_come(url: str) -> None:
    response = send(url, "/listings.ics")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.text).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Apply by today: Maps intern, Orchid"]
    assert events[0].decoded("dtstart").isoformat() == "2026-12-24"
    assert "Europe/Oslo" in str(events[0]["description"])


def test_only_its_own_form_may_be_sent_and_no_script_runs(url: str) -> None:
    policy = send(url, "/listings").headers["content-security-policy"]
    assert "form-action 'self'" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert (
        "form-action 'none'" in send(url, "/listings/records.yaml%23maps").headers["content-security-policy"]
    )
    assert not page(url, "/listings").xpath("//script")


HOSTILE = (
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "|calc",
    "%0d",
    "BEGIN:VEVENT\r\nEND:VEVENT",
)


def hostile(texts: list[str]) -> list[dict[str, Any]]:
    """Records whose texts are all taken from `texts`, a share of them in each field."""
    taken = [texts[at : at + 5] for at in range(0, len(texts), 5)]
    return [
        {
            "id": f"h{number}",
            "title": few[0],
            "company": few[1 % len(few)],
            "locations": [{"text": few[2 % len(few)]}],
            "skills": [few[3 % len(few)]],
            "responsibilities": [few[4 % len(few)]],
            "expires_at": "2026-12-24",
            "active": "open",
            "source_url": "https://example.org/" + few[0],
            "apply_url": "http://example.org/?" + few[1 % len(few)],
        }
        for number, few in enumerate(taken)
    ]


def assert_harmless(url: str, count: int) -> None:
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "header",
        "main",
        "div",
        "h1",
        "h2",
        "h3",
        "form",
    }
    allowed |= {
        "label",
        "input",
        "button",
        "section",
        "p",
        "a",
        "nav",
        "span",
        "ul",
        "li",
        "strong",
        "table",
        "q",
    }
    allowed |= {"caption", "thead", "tbody", "tr", "th", "td", "aside", "details", "summary", "article"}
    paths = [f"/listings?page={number}" for number in range(1, count // 25 + 2)]
    paths += [f"/listings/records.yaml%23h{number}" for number in range(0, count, 1 + count // 12)]
    for path in paths:
        found = page(url, path)
        assert {node.tag for node in found.iter()} <= allowed, path
        for node in found.iter():
            assert not [name for name in node.attrib if name.startswith("on") or name == "style"], path
            for address in (node.get("href"), node.get("src"), node.get("action")):
                assert address is None or address.startswith(("/", "#", "http://", "https://")), address
    table = send(url, "/listings.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == count
    for row in rows:
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|", "%")), (
                value
            )
            assert value.isprintable(), value
        assert row["apply_url"] == "" or row["apply_url"].startswith(("http://", "https://"))
    calendar = Calendar.from_ical(send(url, "/listings.ics").text)
    assert len(calendar.walk("VEVENT")) == count
    allowed_names = {
        "UID",
        "DTSTAMP",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "TRANSP",
        "LOCATION",
        "DESCRIPTION",
        "URL",
    }
    for event in calendar.walk("VEVENT"):
        assert set(event) <= allowed_names
        assert not event.subcomponents
    listed = json.loads(send(url, "/api/v1/listings?limit=100").text)
    for item in listed["items"]:
        assert item["url"] is None or item["url"].startswith(("http://", "https://"))


def test_no_text_of_a_posting_becomes_markup_a_formula_or_an_event(tmp_path: Any) -> None:
    texts = [*payloads.OWN, *HOSTILE]
    records = [one for turned in (0, 1, 2, 3, 4) for one in hostile(texts[turned:] + texts[:turned])]
    for number, record in enumerate(records):
        record["id"] = f"h{number}"
    with listing_site(tmp_path, records) as (url, _):
        assert_harmless(url, len(records))


def test_no_shared_payload_becomes_markup_a_formula_or_an_event(tmp_path: Any) -> None:
    texts = [text for text in payloads.shared() if text.strip() and "\x00" not in text]
    records = hostile(texts)
    with listing_site(tmp_path, records) as (url, _):
        assert_harmless(url, len(records))
