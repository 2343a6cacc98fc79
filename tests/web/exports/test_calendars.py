from datetime import UTC, date, datetime

from icalendar import Calendar, Component

from internbot.listings.found import FoundListing
from internbot.listings.record import Listing, Place, Status
from internbot.web.exports.calendars import calendar_parts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def found(status: Status = "open", **fields: object) -> FoundListing:
    listing = Listing.model_validate({"id": "a", "title": "Maps intern", "company": "Orchid", **fields})
    return FoundListing("feed#a", listing, status, {})


def read(*rows: FoundListing) -> list[Component]:
    text = b"".join(calendar_parts(rows, NOW)).decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_day_is_the_whole_day_and_says_where_it_ends() -> None:
    (event,) = read(found(expires_at=date(2026, 12, 24), locations=(Place(text="Oslo", zone="Europe/Oslo"),)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 24), date(2026, 12, 25))
    assert "The day ends in: Europe/Oslo." in str(event["description"])
    assert "anywhere on Earth" in str(read(found(expires_at=date(2026, 12, 24)))[0]["description"])


def test_an_instant_is_given_in_utc() -> None:
    (event,) = read(found(expires_at=datetime(2026, 12, 24, 18, tzinfo=UTC)))
    assert event.decoded("dtstart") == datetime(2026, 12, 24, 18, tzinfo=UTC)


def test_what_is_closed_or_undated_has_no_event() -> None:
    assert read(found(), found("closed", expires_at=date(2026, 1, 1))) == []


def test_a_posting_keeps_its_event_and_only_web_addresses_stay() -> None:
    one, other = read(found(expires_at=date(2026, 12, 24))), read(found(expires_at=date(2026, 12, 31)))
    assert one[0]["uid"] == other[0]["uid"]
    (event,) = read(found(expires_at=date(2026, 12, 24), apply_url="https://orchid.example/apply"))
    assert event["url"] == "https://orchid.example/apply"
