from __future__ import annotations

import pytest

from internbot.listings.gazetteer import Gazetteer
from internbot.listings.places import PlaceResolver


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US, WA, Seattle", [("Seattle", "US-WA", "US")]),
        ("USA, WA, Seattle", [("Seattle", "US-WA", "US")]),
        ("Seattle, Washington, United States", [("Seattle", "US-WA", "US")]),
        ("IN, KA, Bangalore", [("Bengaluru", "IN-KA", "IN")]),
        ("NYC", [("New York City", "US-NY", "US")]),
        ("New York, NY", [("New York City", "US-NY", "US")]),
        ("SF", [("San Francisco", "US-CA", "US")]),
        ("San Jose, Ca", [("San Jose", "US-CA", "US")]),
        ("Toronto, CA", [("Toronto", "CA-ON", "CA")]),
        ("Bangalore, IN", [("Bengaluru", "IN-KA", "IN")]),
        ("Indianapolis, IN", [("Indianapolis", "US-IN", "US")]),
        ("Dublin, , Ireland", [("Dublin", "IE-L", "IE")]),
        ("Paris", [("Paris", "FR-IDF", "FR")]),
        ("Paris, TX", [("Paris", "US-TX", "US")]),
        ("Cambridge, MA", [("Cambridge", "US-MA", "US")]),
        ("Cambridge", [("Cambridge", None, None)]),
        ("Washington, DC", [("Washington", "US-DC", "US")]),
        ("Washington", [(None, "US-WA", "US")]),
        ("Canada", [(None, None, "CA")]),
        ("US-IL-Niles", [("Niles", "US-IL", "US")]),
        ("Spring House, PA", [("Spring House", "US-PA", "US")]),
        ("Luxembourg", [("Luxembourg", "LU-LU", "LU")]),
        ("Trinidad and Tobago", [(None, None, "TT")]),
        ("Boston, New York, Chicago", [
            ("Boston", "US-MA", "US"), ("New York City", "US-NY", "US"), ("Chicago", "US-IL", "US"),
        ]),
        ("Indianapolis, IN Chicago, IL Atlanta, GA", [
            ("Indianapolis", "US-IN", "US"), ("Chicago", "US-IL", "US"), ("Atlanta", "US-GA", "US"),
        ]),
        ("Denver, CO, USA | Seattle, WA, USA", [("Denver", "US-CO", "US"), ("Seattle", "US-WA", "US")]),
        ("Multiple Locations", [(None, None, None)]),
        ("Georgia", [(None, None, None)]),
    ],
)  # fmt: skip
def test_place_strings(places: PlaceResolver, text: str, found: list[tuple[str | None, ...]]) -> None:
    assert [(p.city, p.region, p.country) for p in places.resolve(text).places] == found


@pytest.mark.parametrize(
    ("text", "remote", "countries"),
    [
        ("Remote", "yes", []),
        ("Remote in USA", "yes", ["US"]),
        ("Remote, Canada", "yes", ["CA"]),
        ("Hybrid - London", "hybrid", ["GB"]),
        ("Seattle, WA", "unknown", ["US"]),
    ],
)
def test_remote_is_said_in_the_place(
    places: PlaceResolver, text: str, remote: str, countries: list[str]
) -> None:
    resolved = places.resolve(text)
    assert (resolved.remote, [p.country for p in resolved.places]) == (remote, countries)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Seattle, WA", "America/Los_Angeles"),
        ("Bangalore", "Asia/Kolkata"),
        ("California", "America/Los_Angeles"),
        ("Spring House, PA", "America/New_York"),
        ("United States", None),
        ("Nowhere in particular", None),
    ],
)
def test_zones_only_where_there_is_one(places: PlaceResolver, text: str, zone: str | None) -> None:
    assert [p.zone for p in places.resolve(text).places] == [zone]


def test_what_the_source_wrote_is_kept(places: PlaceResolver) -> None:
    assert places.resolve("  US,  WA, Seattle ").places[0].text == "US, WA, Seattle"


def test_areas_hold_their_countries(gazetteer: Gazetteer) -> None:
    area = gazetteer.area("Europe")
    assert area is not None
    assert {"DE", "LU", "GB"} <= area[1]
    assert "US" not in area[1]
    assert gazetteer.area("EU") == gazetteer.area("the European Union")
