from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine

from internbot.listings.filters import Days, ListingFilter, ListingQuery, PlaceChoice, Range, TermChoice
from internbot.listings.record import Listing
from internbot.listings.store import Found, ListingStore
from internbot.sources.documents import Span

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
WASHINGTON = PlaceChoice(label="Washington", region="US-WA")
INDIA = PlaceChoice(label="India", countries=("IN",))
SEATTLE = PlaceChoice(label="Seattle", city="Seattle")


def ids(found: Found) -> list[str]:
    return [row.listing.id for row in found.rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ListingFilter(), "abcdef"),
        (ListingFilter(companies=("contoso",)), "cd"),
        (ListingFilter(not_companies=("Contoso",)), "abef"),
        (ListingFilter(places=(SEATTLE,)), "ab"),
        (ListingFilter(places=(WASHINGTON, INDIA)), "abc"),
        (ListingFilter(not_places=(WASHINGTON,)), "cdef"),
        (ListingFilter(remote=("yes", "hybrid")), "bd"),
        (ListingFilter(employment_types=("internship",)), "ade"),
        (ListingFilter(not_employment_types=("internship",)), "bcf"),
        (ListingFilter(terms=(TermChoice(year=2026),)), "ad"),
        (ListingFilter(terms=(TermChoice(season="summer"),)), "ae"),
        (ListingFilter(terms=(TermChoice(season="summer", year=2026),)), "a"),
        (ListingFilter(degrees=("phd", "bachelor")), "ab"),
        (ListingFilter(not_degrees=("phd",)), "acdef"),
        (ListingFilter(experience=Range(most=3)), "c"),
        (ListingFilter(experience=Range(least=4)), "b"),
        (ListingFilter(sponsorship=("yes",)), "a"),
        (ListingFilter(sponsorship=("no", "citizens_only")), "be"),
        (ListingFilter(status=("open",)), "ab"),
        (ListingFilter(status=("closed",)), "def"),
        (ListingFilter(status=("unknown",)), "c"),
        (ListingFilter(posted=Days(first=date(2026, 2, 1))), "ab"),
        (ListingFilter(closes=Days(last=date(2026, 3, 15))), "d"),
        (ListingFilter(undated=False), "ad"),
        (ListingFilter(undated=True), "bcef"),
        (ListingFilter(titles=("data scientist",)), "ab"),
        (ListingFilter(titles=("senior",)), "b"),
        (ListingFilter(titles=("software engineering",)), "cd"),
        (ListingFilter(not_titles=("senior",), titles=("data scientist",)), "a"),
        (ListingFilter(skills=("python",)), "ab"),
        (ListingFilter(skills=("python or java",)), "abc"),
        (ListingFilter(skills=("python", "forecasting")), "b"),
        (ListingFilter(words=("web shop",)), "c"),
        (ListingFilter(not_words=("web shop",)), "abdef"),
        (ListingFilter(documents=("list.yaml#e",)), "e"),
        (ListingFilter(places=(SEATTLE,), degrees=("phd",)), "b"),
        (ListingFilter(words=('a" OR title:*',)), ""),
    ],
)
def test_conditions(store: ListingStore, wanted: ListingFilter, expected: str) -> None:
    found = store.find(wanted, NOW)
    assert sorted(ids(found)) == list(expected)
    assert found.total == len(expected) == found.open + found.closed + found.unknown


def test_open_ones_come_first_then_undated_then_closed(store: ListingStore) -> None:
    found = store.find(ListingFilter(), NOW)
    assert [row.status for row in found.rows] == ["open", "open", "unknown", "closed", "closed", "closed"]
    assert ids(found)[:2] == ["b", "a"]
    assert (found.open, found.unknown, found.closed) == (2, 1, 3)


def test_the_status_in_sql_is_that_of_the_record(store: ListingStore) -> None:
    for day in (date(2024, 6, 1), date(2026, 2, 1), date(2026, 3, 21), date(2027, 1, 1)):
        now = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        found = store.find(ListingFilter(), now)
        assert {row.listing.id: row.status for row in found.rows} == {
            row.listing.id: row.listing.status(now) for row in found.rows
        }


def test_counts_are_complete_whatever_is_shown(store: ListingStore) -> None:
    page = store.find(ListingFilter(), NOW, first=2, offset=2)
    assert page.total == 6
    assert ids(page) == ids(store.find(ListingFilter(), NOW))[2:4]


@pytest.mark.parametrize(
    ("sort", "descending", "limit", "expected"),
    [
        ("experience", False, 1, "c"),
        ("experience", True, 1, "b"),
        ("deadline", False, 1, "a"),
        ("posted", True, 1, "b"),
        ("posted", False, 2, "ab"),
        ("pay", True, 1, "a"),
    ],
)
def test_the_first_by_a_field(
    store: ListingStore, sort: str, descending: bool, limit: int, expected: str
) -> None:
    query = ListingQuery.model_validate({"sort": sort, "descending": descending, "limit": limit})
    found = store.find(query, NOW)
    assert ids(found) == list(expected)
    assert found.total == 6


def test_ties_with_the_last_are_kept(store: ListingStore, engine: Engine) -> None:
    with engine.begin() as connection:
        store.put(connection, "g", Listing(id="g", title="Tester", experience_years=3))
    assert sorted(ids(store.find(ListingQuery(sort="experience", limit=1), NOW))) == ["c", "g"]


def test_groups(store: ListingStore) -> None:
    assert store.find(ListingQuery(group_by="city"), NOW).groups == {
        "Seattle": 2, "unknown": 2, "Bengaluru": 1, "Denver": 1, "Toronto": 1,
    }  # fmt: skip
    assert store.find(ListingQuery(group_by="status"), NOW).groups == {"closed": 3, "open": 2, "unknown": 1}


def test_where_nothing_matches_the_nearest_is_told_with_what_was_lifted(store: ListingStore) -> None:
    found = store.find(ListingFilter(employment_types=("internship",), places=(INDIA,)), NOW)
    assert (found.total, found.rows, found.lifted) == (0, (), ("employment_types",))
    assert found.nearest is not None
    assert ids(found.nearest) == ["c"]


def test_nothing_is_lifted_where_something_matches(store: ListingStore) -> None:
    found = store.find(ListingFilter(places=(INDIA,)), NOW)
    assert (found.lifted, found.nearest) == ((), None)


def test_put_again_replaces_and_remove_forgets(store: ListingStore, engine: Engine) -> None:
    with engine.begin() as connection:
        store.put(
            connection, "list.yaml#a", Listing(id="a", title="Marketing Intern"), {"title": Span(0, 23)}
        )
        store.remove(connection, "list.yaml#b")
        store.remove(connection, "never there")
    assert sorted(ids(store.find(ListingFilter(), NOW))) == list("acdef")
    assert store.find(ListingFilter(titles=("data",)), NOW).total == 0
    row = store.get("list.yaml#a", NOW)
    assert row is not None
    assert row.field_spans == {"title": Span(0, 23)}
    assert store.get("list.yaml#b", NOW) is None


def test_what_is_rolled_back_was_never_there(store: ListingStore, engine: Engine) -> None:
    before = store.vocabulary()
    with engine.connect() as connection, connection.begin() as transaction:
        store.put(connection, "g", Listing(id="g", title="Zookeeper"))
        transaction.rollback()
    assert store.get("g", NOW) is None
    assert "zookeeper" not in store.vocabulary().title_words
    assert store.vocabulary() is before


def test_the_vocabulary_follows_the_records(store: ListingStore, engine: Engine) -> None:
    words = store.vocabulary()
    assert (words.total, words.companies["Contoso"], words.title_words["engineer"]) == (6, 2, 1)
    assert words.cities["Bengaluru", "IN-KA", "IN"] == 1
    assert words.mentions("web shops")
    assert not words.mentions("submarine")
    with engine.begin() as connection:
        store.remove(connection, "list.yaml#c")
    assert store.vocabulary().total == 5
    assert "Bengaluru" not in {city for city, _, _ in store.vocabulary().cities}


titles = st.sampled_from(["Data Scientist", "Software Engineer", "Designer"])
years = st.none() | st.integers(0, 6)


@given(
    st.lists(st.tuples(titles, years, st.sampled_from(["open", "closed", "unknown"])), max_size=12),
    st.integers(0, 6),
)
def test_a_filter_finds_all_and_no_other(records: list[tuple[str, int | None, str]], most: int) -> None:
    engine = create_engine("sqlite://")
    store = ListingStore(engine)
    with engine.begin() as connection:
        for at, (title, least, active) in enumerate(records):
            record = {"id": str(at), "title": title, "experience_years": least, "active": active}
            store.put(connection, str(at), Listing.model_validate(record))
    found = store.find(
        ListingFilter(titles=("engineer",), experience=Range(most=most), status=("open",)), NOW
    )
    expected = {
        str(at)
        for at, (title, least, active) in enumerate(records)
        if title == "Software Engineer" and least is not None and least <= most and active == "open"
    }
    assert set(ids(found)) == expected
    engine.dispose()


def test_many_are_put_at_once_and_the_last_of_an_id_counts(store: ListingStore, engine: Engine) -> None:
    twice = [Listing(id="g", title="Geologist"), Listing(id="g", title="Glazier", skills=("glass",))]
    many = [Listing(id=str(at), title="Tester") for at in range(1_200)]
    with engine.begin() as connection:
        store.put_many(connection, [("g", one, {"title": Span(0, 5)}) for one in twice])
        store.put_many(connection, ((f"many#{one.id}", one, {}) for one in many))
        store.put_many(connection, [("list.yaml#a", Listing(id="a", title="Actuary"), {})])
    assert store.find(ListingFilter(titles=("tester",)), NOW).total == 1_200
    assert ids(store.find(ListingFilter(skills=("glass",)), NOW)) == ["g"]
    assert store.find(ListingFilter(), NOW, first=1).total == 1_207
    with engine.begin() as connection:
        store.remove_many(connection, [f"many#{one.id}" for one in many])
        store.remove_many(connection, ["never there"])
    assert sorted(ids(store.find(ListingFilter(), NOW))) == list("abcdefg")
