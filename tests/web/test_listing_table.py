from internbot.answering.answers import ListingChip, ListingResult
from internbot.web.listing_table import Cited, listing_table, totals
from web.answers import citation, row
from web.html_reading import read

UNCITED = Cited({}, lambda each: "")


def result(*statuses: str, **changes: object) -> ListingResult:
    rows = tuple(row(f"Role {number}", status=status) for number, status in enumerate(statuses))
    fields = {"filters": {}, "total": len(rows), "open": statuses.count("open"), "items": rows}
    return ListingResult.model_validate(fields | changes)


def test_the_totals_are_complete() -> None:
    assert totals(result("open", "unknown", "closed", "open")) == "4 match, 2 open, 1 undated, 1 closed"
    assert totals(result("open", total=37, open=30)) == "37 match, 30 open"
    assert totals(result("open")) == "1 matches, 1 open"


def test_the_totals_of_a_long_result_count_what_is_not_shown() -> None:
    assert totals(result("open", total=37, open=30, undated=5, closed=2)) == (
        "37 match, 30 open, 5 undated, 2 closed"
    )


def test_a_chip_can_be_taken_away_and_leads_to_where_it_can_be_changed() -> None:
    chip = ListingChip(
        condition="places",
        label="place",
        value="Oslo",
        without="status=open",
        said="Without the condition on place",
    )
    reading = read(
        listing_table(result("open", chips=(chip,), where="place=Oslo status=open", sort="newest"), UNCITED)
    )
    assert reading.with_class("change")[0]["href"] == "/listings?where=place%3DOslo+status%3Dopen&sort=newest"
    assert reading.with_class("off")[0]["href"] == "/listings?where=status%3Dopen&sort=newest"
    assert "Without the condition on place" in reading.text


def test_the_whole_result_is_a_link_away() -> None:
    reading = read(listing_table(result("open", total=37, where="place=Oslo"), UNCITED))
    assert "See all 37" in reading.text
    assert reading.with_class("see-all")[0]["href"] == "/listings?where=place%3DOslo"
    assert [each["href"] for each in reading.with_class("export")] == [
        "/listings.csv?where=place%3DOslo",
        "/listings.ics?where=place%3DOslo",
    ]


def test_a_cell_is_marked_with_the_quote_that_proves_it_unless_the_row_has_it_already() -> None:
    named = citation(1, "Title: Role", document="a", kind="listing")
    dated = citation(2, "apply until 15 December", document="a", kind="listing")
    one = row("Role", citation=1, citations={"title": 1, "company": 1, "expires_at": 2, "status": 2})
    html = listing_table(
        ListingResult(filters={}, total=1, open=1, items=(one,)),
        Cited({1: named, 2: dated}, lambda each: f"<b>{each.number}</b>"),
    )
    cells = html.split("<td")[1:]
    assert [cell.count("<b>") for cell in cells] == [1, 0, 0, 0, 1, 0]
    assert "<b>2</b>" in cells[4]


def test_what_the_question_asks_for_has_a_column() -> None:
    rows = tuple(row(name, facts={"salary": pay}) for name, pay in (("A", "30 USD per hour"), ("B", None)))
    text = read(listing_table(ListingResult(filters={}, total=2, open=2, items=rows), UNCITED)).text
    assert "Pay" in text
    assert "30 USD per hour" in text
    assert "not stated" in text


def test_closed_listings_are_folded_away() -> None:
    shown, folded = listing_table(result("open", "closed", "unknown"), UNCITED).split("<details>")
    assert "Role 0" in read(shown + "</section>").text
    assert "Role 1" not in read(shown + "</section>").text
    assert "See 1 closed" in read(folded.partition("</details>")[0]).text


def test_where_all_are_closed_they_are_shown_as_such() -> None:
    text = read(listing_table(result("closed", "closed"), UNCITED)).text
    assert text.count("closed") == 3
    assert "See 2 closed" not in text


def test_a_long_result_is_folded_after_ten() -> None:
    text = read(listing_table(result(*["open"] * 13), UNCITED)).text
    assert "See 3 more" in text
    assert "Role 12" in text


def test_filters_groups_and_unused_words_are_told() -> None:
    filters = {
        "places": ["Bellevue"],
        "remote": ["no"],
        "skills": ["python", "sql"],
        "pay": {"least": 30},
        "terms": None,
    }
    made = result("open", filters=filters, uninterpreted=("cozy",), groups={"Fern Labs": 3})
    text = read(listing_table(made, UNCITED)).text
    for words in (
        "place Bellevue",
        "remote work no",
        "skills python or sql",
        "pay at least 30",
        "“cozy”",
        "Fern Labs 3",
    ):
        assert words in text
    assert "None" not in text


def test_a_row_links_to_its_record_and_to_its_page() -> None:
    cited = citation(4, "Title: Role", document="listings/a.yaml#1", kind="listing")
    one = row("Role", citation=4, url="https://example.org/jobs/1")
    reading = read(
        listing_table(
            ListingResult(filters={}, total=1, open=1, items=(one,)),
            Cited({4: cited}, lambda each: f"<b>{each.number}</b>"),
        )
    )
    assert reading.links() == [
        f"/sources/listings/a.yaml%231?start=10&end=21&version={cited.sha256[:12]}#quote",
        "https://example.org/jobs/1",
        "/listings",
        "/listings.csv",
        "/listings.ics",
    ]


def test_what_is_unknown_is_said_to_be() -> None:
    one = row("Role", company=None, term=(), deadline=None, status="unknown", locations=(), remote="yes")
    text = read(listing_table(ListingResult(filters={}, total=1, open=0, items=(one,)), UNCITED)).text
    assert text.count("not stated") == 2
    assert "Term" not in text
    assert "remote" in text
    assert "undated" in text


def test_many_places_are_counted() -> None:
    one = row("Role", locations=tuple(f"City {number}" for number in range(8)))
    text = read(listing_table(ListingResult(filters={}, total=1, open=1, items=(one,)), UNCITED)).text
    assert "City 0, City 1, City 2, 5 more" in text
