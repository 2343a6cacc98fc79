from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text

from internbot.listings.facets import facet_values, named_groups
from internbot.listings.filters import (
    ORDERS,
    Days,
    ListingFilter,
    ListingQuery,
    Order,
    PayRange,
    PlaceChoice,
    Range,
    TermChoice,
)
from internbot.listings.found import Found
from internbot.listings.gazetteer import Gazetteer
from internbot.listings.looks import FACETS
from internbot.listings.record import Listing, Place
from internbot.listings.store import ListingStore
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
        (ListingFilter(stated=("deadline",)), "ad"),
        (ListingFilter(not_stated=("deadline",)), "bcef"),
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


def test_groups_by_place_have_names_where_there_is_a_gazetteer(
    engine: Engine, store: ListingStore, gazetteer: Gazetteer
) -> None:
    by_country = ListingQuery(group_by="country")
    assert store.find(by_country, NOW).groups == {"unknown": 2, "US": 2, "CA": 1, "IN": 1}
    naming = ListingStore(engine, gazetteer)
    told = {"unknown": 2, "United States": 2, "Canada": 1, "India": 1}
    assert naming.find(by_country, NOW).groups == told
    assert naming.find(ListingQuery(group_by="region"), NOW).groups == {
        "Colorado": 1, "Karnātaka": 1, "Ontario": 1, "Washington": 2, "unknown": 2,
    }  # fmt: skip


def test_regions_of_one_name_are_told_apart(gazetteer: Gazetteer) -> None:
    assert named_groups({"IN-PB": 2, "PK-PB": 1, "US-WA": 1}, "region", gazetteer) == {
        "Punjab, India": 2, "Punjab, Pakistan": 1, "Washington": 1,
    }  # fmt: skip


def test_groups(store: ListingStore) -> None:
    assert store.find(ListingQuery(group_by="city"), NOW).groups == {
        "Seattle": 2, "unknown": 2, "Bengaluru": 1, "Denver": 1, "Toronto": 1,
    }  # fmt: skip
    assert store.find(ListingQuery(group_by="status"), NOW).groups == {"closed": 3, "open": 2, "unknown": 1}


def test_a_comparison_counts_each_side_also_one_that_has_none(store: ListingStore) -> None:
    atlantis = PlaceChoice(label="Atlantis", city="Atlantis")
    sides = ListingQuery(filter=ListingFilter(places=(SEATTLE, atlantis)), mode="compare")
    assert store.find(sides, NOW).groups == {"Seattle": 2, "Atlantis": 0}
    terms = ListingFilter(terms=(TermChoice(season="summer", year=2026), TermChoice(year=2027)))
    told = store.find(ListingQuery(filter=terms, mode="compare"), NOW).groups
    assert told is not None
    assert list(told) == ["Summer 2026", "2027"]
    one = ListingQuery(filter=ListingFilter(places=(SEATTLE,)), mode="compare")
    assert store.find(one, NOW).groups is None


def test_where_nothing_matches_the_nearest_is_told_with_what_was_lifted(store: ListingStore) -> None:
    found = store.find(ListingFilter(employment_types=("internship",), places=(INDIA,)), NOW)
    assert (found.total, found.rows, found.lifted) == (0, (), ("employment_types",))
    assert found.nearest is not None
    assert ids(found.nearest) == ["c"]


@pytest.mark.parametrize(
    ("wanted", "silent"),
    [
        (ListingFilter(status=("open",)), {}),
        (ListingFilter(companies=("contoso",), titles=("software",)), {}),
        (ListingFilter(sponsorship=("yes",)), "sponsorship"),
        (ListingFilter(sponsorship=("yes", "unknown")), {}),
        (ListingFilter(remote=("yes",)), "remote"),
        (ListingFilter(employment_types=("internship",)), "employment_type"),
        (ListingFilter(degrees=("phd",)), "degree_levels"),
        (ListingFilter(terms=(TermChoice(year=2026),)), "term"),
        (ListingFilter(experience=Range(most=3)), "experience_years"),
        (ListingFilter(posted=Days(first=date(2026, 2, 1))), "posted_at"),
        (ListingFilter(closes=Days(last=date(2026, 3, 15))), "expires_at"),
        (ListingFilter(pay=PayRange(least=20)), "salary"),
        (ListingFilter(pay=PayRange(least=20), places=(SEATTLE,)), "salary"),
    ],
)
def test_who_says_nothing_on_a_condition_is_counted(
    store: ListingStore, wanted: ListingFilter, silent: str | dict[str, int]
) -> None:
    """Each count is that of the records that meet the other conditions and hold nothing, or "unknown", in the field."""
    expected = {}
    if isinstance(silent, str):
        name = next(name for name in wanted.conditions() if name != "places")
        others = store.find(wanted.without(name), NOW).rows
        count = sum(getattr(one.listing, silent) in (None, (), "unknown") for one in others)
        expected = {name: count} if count else {}
    assert store.find(wanted, NOW).silent == expected


def test_who_says_nothing_on_what_is_sorted_by_is_counted(store: ListingStore) -> None:
    all_known = [one.listing.experience_years for one in store.find(ListingFilter(), NOW).rows]
    found = store.find(ListingQuery(sort="experience"), NOW)
    assert found.unranked == all_known.count(None) > 0
    assert store.find(ListingQuery(), NOW).unranked == 0


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


def paid(at: str, currency: str, per: str, least: float | None, most: float | None) -> Listing:
    salary = {"min": least, "max": most, "currency": currency, "per": per}
    return Listing.model_validate({"id": at, "title": "Tester", "salary": salary, "active": "open"})


@pytest.fixture
def payroll(engine: Engine) -> ListingStore:
    store = ListingStore(engine)
    records = [
        paid("hourly", "USD", "hour", 30, 35),
        paid("monthly", "USD", "month", 5_200, 5_200),
        paid("yearly", "USD", "year", 90_000, 100_000),
        paid("at most", "USD", "hour", None, 40),
        paid("from", "USD", "hour", 25, None),
        paid("euros", "EUR", "hour", 90, 95),
        paid("in total", "USD", "total", 6_000, 6_000),
        paid("nothing", "USD", "hour", 0, 0),
        Listing(id="unknown", title="Tester", active="open"),
    ]
    with engine.begin() as connection:
        store.put_many(connection, [(one.id, one, {}) for one in records])
    return store


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (PayRange(least=30), {"hourly", "monthly", "yearly"}),
        (PayRange(least=30.01), {"yearly"}),
        (PayRange(most=35), {"hourly", "monthly", "nothing"}),
        (PayRange(least=5_000, most=5_300, per="month"), {"monthly"}),
        (PayRange(least=60_000, per="year"), {"hourly", "monthly", "yearly"}),
        (PayRange(least=30, currency="EUR"), {"euros"}),
        (PayRange(least=30, currency="JPY"), set()),
    ],
)
def test_pay_is_compared_by_full_time_and_never_across_currencies(
    payroll: ListingStore, pay: PayRange, expected: set[str]
) -> None:
    assert set(ids(payroll.find(ListingFilter(pay=pay), NOW))) == expected


def test_pay_that_is_not_compared_is_counted(payroll: ListingStore) -> None:
    found = payroll.find(ListingFilter(pay=PayRange(least=30)), NOW)
    assert (found.currency, found.not_compared) == ("USD", {"EUR": 1, "unknown": 1})


def test_paid_is_what_states_pay(payroll: ListingStore) -> None:
    assert payroll.find(ListingFilter(paid=True), NOW).total == 7
    assert ids(payroll.find(ListingFilter(paid=False), NOW)) == ["nothing"]


def test_the_best_paid_are_of_the_usual_currency(payroll: ListingStore) -> None:
    found = payroll.find(ListingQuery(limit=2).ordered("best-paid"), NOW)
    assert (ids(found), found.currency) == (["yearly", "at most"], "USD")
    assert found.not_compared == {"EUR": 1, "unknown": 1}
    assert ids(payroll.find(ListingQuery(limit=1).ordered("least-paid"), NOW)) == ["nothing"]


@pytest.mark.parametrize("order", list(ORDERS))
def test_closed_records_come_last_in_every_order(store: ListingStore, order: Order) -> None:
    states = [row.status == "closed" for row in store.find(ListingQuery().ordered(order), NOW).rows]
    assert states == sorted(states)


def test_fields_of_work_and_terms_left_out(store: ListingStore) -> None:
    assert sorted(ids(store.find(ListingFilter(disciplines=("software",)), NOW))) == ["c", "d"]
    assert sorted(ids(store.find(ListingFilter(not_disciplines=("software", "data")), NOW))) == ["e", "f"]
    summer = ListingFilter(not_terms=(TermChoice(season="summer"),))
    assert sorted(ids(store.find(summer, NOW))) == list("bcdf")


def test_facets_count_without_their_own_conditions(store: ListingStore) -> None:
    wanted = ListingFilter(status=("open",), places=(SEATTLE,))
    facets = store.facets(wanted, NOW)
    assert facets["status"] == {"open": 2}
    assert facets["city"] == {"Denver": 1, "Seattle": 2}
    assert facets["company"] == {"Northwind": 1, "Northwind Traders": 1}
    assert store.facets(ListingFilter(), NOW)["employment_type"] == {
        "internship": 3, "full_time": 1, "part_time": 1, "unknown": 1,
    }  # fmt: skip
    assert len(store.facets(ListingFilter(), NOW, most=1)["city"]) == 1


def test_every_facet_value_leads_to_as_many_records(store: ListingStore, gazetteer: Gazetteer) -> None:
    wanted = ListingFilter(employment_types=("internship",))
    for facet, values in facet_values(store.facets(wanted, NOW), wanted, gazetteer).items():
        for value in values:
            if not value.chosen and not getattr(wanted, FACETS[facet][0]):
                assert store.find(value.filter, NOW).total == value.count, (facet, value)
    chosen = facet_values(store.facets(wanted, NOW), wanted, gazetteer)["employment_type"]
    assert [value.filter for value in chosen if value.chosen] == [ListingFilter()]


def test_an_older_layout_is_made_anew_from_its_records(store: ListingStore, engine: Engine) -> None:
    before = store.find(ListingFilter(), NOW)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE listing_layout"))
        connection.execute(text("ALTER TABLE listings DROP COLUMN disciplines"))
    again = ListingStore(engine).find(ListingFilter(), NOW)
    assert again == before


words = st.sampled_from(["Data Scientist", "Software Engineer", "Designer"])
changes = st.lists(
    st.tuples(st.integers(0, 5), st.none() | st.tuples(words, st.integers(0, 4))), min_size=1, max_size=12
)


@given(st.lists(changes, min_size=1, max_size=4))
def test_what_is_kept_in_step_equals_what_is_read_anew(
    batches: list[list[tuple[int, tuple[str, int] | None]]],
) -> None:
    engine = create_engine("sqlite://")
    store = ListingStore(engine)
    for batch in batches:
        with engine.begin() as connection:
            for at, wanted in batch:
                if wanted is None:
                    store.remove(connection, str(at))
                else:
                    place = Place(text="x", city=f"City {wanted[1]}", country="US")
                    record = Listing(
                        id=str(at), title=wanted[0], company=f"Firm {wanted[1]}", locations=(place,)
                    )
                    store.put(connection, str(at), record)
        fresh = ListingStore(engine)
        assert store.find(ListingFilter(), NOW) == fresh.find(ListingFilter(), NOW)
        assert store.facets(ListingFilter(), NOW) == fresh.facets(ListingFilter(), NOW)
        kept, anew = store.vocabulary(), fresh.vocabulary()
        assert (kept.total, kept.companies, kept.title_words, kept.cities) == (
            anew.total,
            anew.companies,
            anew.title_words,
            anew.cities,
        )
    engine.dispose()
