from __future__ import annotations

import re

from benchmarks.results_made import results, without
from side_by_side.rows import Row, missing, rows
from side_by_side.tables import ahead, growth, machine, markdown, number, table


def test_ratios_stand_before_the_numbers_that_they_are_of() -> None:
    lines = table([Row("search", "1000", "p50", 30.0, 12.0, "ms"), Row("streams", "1000", "failed", 0, 0)])
    assert lines == [
        "| texts | what | ratio | internbot | quickstart |",
        "|---|---|---|---|---|",
        "| 1,000 | p50 | 2.50 | 30 ms | 12 ms |",
        "| 1,000 | failed |  | 0 | 0 |",
    ]


def test_numbers_have_some_three_digits() -> None:
    assert [number(value) for value in (12345.6, 123.4, 40.25, 1.234, 7.0)] == [
        "12,346", "123", "40.2", "1.23", "7",
    ]  # fmt: skip


def test_the_rival_is_ahead_where_less_is_better_and_where_more_is() -> None:
    slower = Row("search", "1000", "p50", 30.0, 12.0, "ms")
    slower_still = Row("search", "10000", "p50", 36.0, 12.0, "ms")
    worse = Row("quality", "scifact", "nDCG@10", 40.0, 50.0, more=True)
    better = Row("quality", "clapnq_dev", "nDCG@10", 50.0, 40.0, more=True)
    equal = Row("streams", "1000", "answers that failed", 0, 0)
    assert ahead([slower, slower_still, worse, better, equal]) == [
        "Quality of retrieval: nDCG@10 (scifact: 1.25 times)",
        "Search, one question after another: p50 (everywhere: 2.50 to 3.00 times)",
    ]


def test_streams_are_one_thing_to_be_ahead_in_however_many_there_are() -> None:
    few = Row("streams", "1000", "1 at once, answers a second", 20.0, 40.0, more=True)
    many = Row("streams", "1000", "200 at once, answers a second", 20.0, 60.0, more=True)
    assert ahead([few, many]) == [
        "A server: its start, and answers streamed at once: answers a second (everywhere: 2.00 to 3.00 times)"
    ]


def test_a_whole_comparison_has_every_group_and_whole_tables() -> None:
    told = markdown(results(), [("search", "![plot](search.svg)")])
    assert re.findall(r"^### (.*)", told, re.MULTILINE) == [
        "Quality of retrieval",
        "Ingest and index",
        "Search, one question after another",
        "Whole answers without a chat model, one after another",
        "A server: its start, and answers streamed at once",
        "Where the quickstart is ahead",
    ]
    assert told.index("### Search") < told.index("![plot](search.svg)") < told.index("### Whole answers")
    assert "| clapnq_dev | nDCG@10 | 1.25 | 50 | 40 |" in told
    assert "| 1,000 | thousand characters a second | 0.50 | 0.50 | 1 |" in told
    for block in re.findall(r"(?:^\|.*\n)+", told, re.MULTILINE):
        assert {line.count("|") for line in block.splitlines()} == {6}


def test_growth_is_from_the_smallest_to_the_largest() -> None:
    own = [row for row in rows(results()) if row.group == "search"]
    assert growth(own) == [
        "From 1,000 to 100,000 passages, p50 grows 1.5-fold for internbot and 1.5-fold for the quickstart."
    ]
    assert growth([row for row in own if row.texts != "1000"]) == []


def test_a_side_without_a_result_is_said_and_not_compared() -> None:
    found = without(results(), "1000", "quickstart", "not done in 900 s")
    assert missing(found) == ["1000, quickstart, ingest: not done in 900 s"]
    assert not [row for row in rows(found) if row.group == "ingest" and row.texts == "1000"]
    assert [row for row in rows(found) if row.group == "ingest" and row.texts == "100000"]
    assert "- 1000, quickstart, ingest: not done in 900 s" in markdown(found)


def test_work_beside_is_said_and_takes_the_clock_away_from_ingest() -> None:
    assert machine(results()).endswith("Other work used at most 0.00 cores meanwhile.")
    assert "What else ran on it is not known" in machine(results(None))
    busy = results(1.5)
    assert "more than 0.25 cores during clapnq_dev ingest, clapnq_dev search" in machine(busy)
    whats = {row.what for row in rows(busy) if row.group == "ingest"}
    assert "thousand characters a second of the processor" in whats
    assert "thousand characters a second" not in whats
