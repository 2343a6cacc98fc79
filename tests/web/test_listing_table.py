from internbot.answering.answers import ListingResult
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


def test_closed_listings_are_folded_away() -> None:
    shown, folded = listing_table(result("open", "closed", "unknown"), UNCITED).split("<details>")
    assert "Role 0" in read(shown + "</section>").text
    assert "Role 1" not in read(shown + "</section>").text
    assert "See 1 closed" in read(folded.partition("</details>")[0]).text


def test_where_all_are_closed_they_are_shown_as_such() -> None:
    text = read(listing_table(result("closed", "closed"), UNCITED)).text
    assert text.count("closed") == 3
    assert "See" not in text


def test_a_long_result_is_folded_after_ten() -> None:
    text = read(listing_table(result(*["open"] * 13), UNCITED)).text
    assert "See 3 more" in text
    assert "Role 12" in text


def test_filters_groups_and_unused_words_are_told() -> None:
    filters = {
        "place": "Bellevue",
        "remote": True,
        "skills": ["python", "sql"],
        "pay": {"min": 30},
        "term": None,
    }
    made = result("open", filters=filters, uninterpreted=("cozy",), groups={"Fern Labs": 3})
    text = read(listing_table(made, UNCITED)).text
    for words in (
        "place Bellevue",
        "remote yes",
        "skills python or sql",
        "pay min 30",
        "“cozy”",
        "Fern Labs 3",
    ):
        assert words in text
    assert "term None" not in text


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
    ]


def test_what_is_unknown_is_said_to_be() -> None:
    one = row("Role", company=None, term=(), deadline=None, status="unknown", locations=(), remote="yes")
    text = read(listing_table(ListingResult(filters={}, total=1, open=0, items=(one,)), UNCITED)).text
    assert text.count("not stated") == 3
    assert "remote" in text
    assert "undated" in text


def test_many_places_are_counted() -> None:
    one = row("Role", locations=tuple(f"City {number}" for number in range(8)))
    text = read(listing_table(ListingResult(filters={}, total=1, open=1, items=(one,)), UNCITED)).text
    assert "City 0, City 1, City 2, 5 more" in text
