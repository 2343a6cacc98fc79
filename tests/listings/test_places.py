from __future__ import annotations

import pytest

from internbot.listings.gazetteer import Gazetteer, one_letter_apart
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
        ("Duluth, MN.", [("Duluth", "US-MN", "US")]),
        ("Nowhereville, Edina, MN", [("Nowhereville", "US-MN", "US")]),
        ("Oakland, Fresno, CA", [("Oakland", "US-CA", "US"), ("Fresno", "US-CA", "US")]),
        ("Greater Tri-State Area (NJ, CT, PA)", [
            (None, "US-NJ", "US"), (None, "US-CT", "US"), (None, "US-PA", "US"),
        ]),
        ("Austin, TX - Headquarters, United States", [("Austin", "US-TX", "US")]),
        ("Greater Oslo Metropolitan Area, Norway", [("Oslo", "NO-03", "NO")]),
        ("Metro Detroit", [("Detroit", "US-MI", "US")]),
        ("Salem, Oregon US", [("Salem", "US-OR", "US")]),
        ("West Lebanon, NH", [("West Lebanon", "US-NH", "US")]),
        ("Washington, D C", [("Washington", "US-DC", "US")]),
        ("Hamilton, ONT, Canada", [("Hamilton", "CA-ON", "CA")]),
        ("St. John's, NF", [("St. John's", "CA-NL", "CA")]),
        ("Multiple Locations, Brazil", [(None, None, "BR")]),
        ("12 Harbour Road, Unit 7, Portland, ME", [("Portland", "US-ME", "US")]),
        ("Santa Clara, CA 95054", [("Santa Clara", "US-CA", "US")]),
        ("Kitchener Ottawa Ontario", [("Kitchener", "CA-ON", "CA"), ("Ottawa", "CA-ON", "CA")]),
        ("LA Denver, CO NYC", [
            ("Los Angeles", "US-CA", "US"), ("Denver", "US-CO", "US"), ("New York City", "US-NY", "US"),
        ]),
        ("Salem(Oregon), Denver(Colorado)", [("Salem", "US-OR", "US"), ("Denver", "US-CO", "US")]),
        ("Remote(US)", [(None, None, "US")]),
        ("Denver HQ Campus", [("Denver", "US-CO", "US")]),
        ("Vancouver, BC - Toronto, ON - Winnipeg, MB", [
            ("Vancouver", "CA-BC", "CA"), ("Toronto", "CA-ON", "CA"), ("Winnipeg", "CA-MB", "CA"),
        ]),
        ("Atlanta, Georgia, United States Boston, Massachusetts, United States Seattle, Washington, United States", [
            ("Atlanta", "US-GA", "US"), ("Boston", "US-MA", "US"), ("Seattle", "US-WA", "US"),
        ]),
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
        ("Basking Ridge, New Jersey Irvine, California New York, New York Cary, North Carolina", [
            ("Basking Ridge", "US-NJ", "US"), ("Irvine", "US-CA", "US"), ("New York City", "US-NY", "US"),
            ("Cary", "US-NC", "US"),
        ]),
        ("San Francisco New York Seattle Austin Boston Chicago Denver Atlanta Miami Dallas Portland", [
            ("San Francisco", "US-CA", "US"), ("New York City", "US-NY", "US"), ("Seattle", "US-WA", "US"),
            ("Austin", "US-TX", "US"), ("Boston", "US-MA", "US"), ("Chicago", "US-IL", "US"), ("Denver", "US-CO", "US"),
            ("Atlanta", "US-GA", "US"), ("Miami", "US-FL", "US"), ("Dallas", "US-TX", "US"),
            ("Portland", "US-OR", "US"),
        ]),
        ("San Francisco, CA; New York, NY; London, UK", [
            ("San Francisco", "US-CA", "US"), ("New York City", "US-NY", "US"), ("London", "GB-ENG", "GB"),
        ]),
        ("Bellevue, WA, or Redmond, WA", [("Bellevue", "US-WA", "US"), ("Redmond", "US-WA", "US")]),
        ("Plano, TX <br> Austin, TX", [("Plano", "US-TX", "US"), ("Austin", "US-TX", "US")]),
        ("Austin, TX US", [("Austin", "US-TX", "US")]),
        ("Seattle WA", [("Seattle", "US-WA", "US")]),
        ("Washington, D.C.", [("Washington", "US-DC", "US")]),
        ("Bangalore", [("Bengaluru", "IN-KA", "IN")]),
        ("Bengaluru", [("Bengaluru", "IN-KA", "IN")]),
        ("Banagalore", [("Bengaluru", "IN-KA", "IN")]),
        ("IN, KA, Banagalore", [("Bengaluru", "IN-KA", "IN")]),
        ("San Fransisco, CA", [("San Francisco", "US-CA", "US")]),
        ("Seatlle", [("Seattle", "US-WA", "US")]),
        ("Denvor, GA", [("Denvor", "US-GA", "US")]),
        ("København", [("Copenhagen", "DK-84", "DK")]),
        ("St Louis, MO", [("St. Louis", "US-MO", "US")]),
        ("Ft. Lauderdale, FL", [("Fort Lauderdale", "US-FL", "US")]),
        ("San Francisco Bay Area", [(None, "US-CA", "US")]),
        ("Illinois - Chicago", [("Chicago", "US-IL", "US")]),
        ("US - NY - New York", [("New York City", "US-NY", "US")]),
        ("Virginia - Washington DC Metro", [(None, "US-VA", "US"), ("Washington", "US-DC", "US")]),
        ("IN-Bangalore", [("Bengaluru", "IN-KA", "IN")]),
        ("Redmond, Washington, United States + 3 more locations", [("Redmond", "US-WA", "US")]),
        ("Phoenix, Arizona, United States (Preferred)", [("Phoenix", "US-AZ", "US")]),
        ("US NY New York", [("New York City", "US-NY", "US")]),
        ("Auburn Hills Michigan USA", [("Auburn Hills", "US-MI", "US")]),
        ("United States Boston", [("Boston", "US-MA", "US")]),
        ("San Mateo, CA United States", [("San Mateo", "US-CA", "US")]),
        ("San Francisco Office", [("San Francisco", "US-CA", "US")]),
        ("Jordan Creek", [(None, None, None)]),
        ("665 Clyde Avenue", [(None, None, None)]),
        ("Various locations in US", [(None, None, "US")]),
        ("Atlanta, Georgia", [("Atlanta", "US-GA", "US")]),
        ("Tbilisi, Georgia", [("Tbilisi", "GE-TB", "GE")]),
        ("Hyderabad, IN", [("Hyderabad", "IN-TS", "IN")]),
        ("Boulder, CO", [("Boulder", "US-CO", "US")]),
        ("Bogota, CO", [("Bogotá", "CO-DC", "CO")]),
        ("CA", [(None, "US-CA", "US")]),
        ("LA", [("Los Angeles", "US-CA", "US")]),
        ("Portland", [("Portland", "US-OR", "US")]),
        ("Santiago", [("Santiago", "CL-RM", "CL")]),
        ("San Jose", [("San Jose", "US-CA", "US")]),
        ("Seoul, Korea", [("Seoul", "KR-11", "KR")]),
        ("Europe", [(None, None, None)]),
        ("APAC", [(None, None, None)]),
        ("Multiple", [(None, None, None)]),
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
        ("Remote (US)", "yes", ["US"]),
        ("Austin, TX (Hybrid)", "hybrid", ["US"]),
        ("Work from home", "yes", []),
        ("Germany/Remote", "yes", ["DE"]),
        ("San Francisco, CA New York, NY Remote", "yes", ["US", "US"]),
        ("Remote in Canada, UK, US", "yes", ["CA", "GB", "US"]),
        ("Chicago, IL (not remote)", "no", ["US"]),
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


@pytest.mark.parametrize(
    ("written", "country"),
    [("DE", "Germany"), ("ca", "Canada"), ("USA", "United States"), ("Atlantis", "Atlantis"), (None, None)],
)
def test_a_field_of_countries(places: PlaceResolver, written: str | None, country: str | None) -> None:
    assert places.country(written) == country


def test_several_strings_name_each_city_once(places: PlaceResolver) -> None:
    resolved = places.resolve_all(["NYC", "New York, NY", "Remote", "Somewhere nice"])
    assert [place.text for place in resolved.places] == ["NYC", "Somewhere nice"]
    assert resolved.remote == "yes"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("bangalore", "banagalore", True),
        ("seattle", "seatlle", True),
        ("seattle", "seattle", False),
        ("austin", "bustin", False),
        ("boston", "bostonia", False),
        ("dallas", "dalles", True),
        ("abcdef", "abdcfe", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart


def test_areas_hold_their_countries(gazetteer: Gazetteer) -> None:
    area = gazetteer.area("Europe")
    assert area is not None
    assert {"DE", "LU", "GB"} <= area[1]
    assert "US" not in area[1]
    assert gazetteer.area("EU") == gazetteer.area("the European Union")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Seattle, WA", "Santa Clara"], ("Santa Clara", "US-CA", "US")),
        (["Seattle, Santa Clara, Houston"], ("Santa Clara", "US-CA", "US")),
        (["Seattle, WA", "Toronto, ON", "Santa Clara"], ("Santa Clara", None, None)),
        (["Santa Clara"], ("Santa Clara", None, None)),
    ],
)
def test_a_name_in_many_countries_is_settled_by_the_other_places(
    places: PlaceResolver, texts: list[str], found: tuple[str, str | None, str | None]
) -> None:
    resolved = places.resolve_all(texts).places
    assert found in [(place.city, place.region, place.country) for place in resolved]
