"""Boards and web pages as sources: what changes, what fails, and what is remembered of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from fetching.board_server import BoardServer, Page, broken
from fetching.greenhouse_shape import ASKED, PATH, board_of
from ingestion.conftest import MovingClock
from internbot.assistant import Assistant
from internbot.ingestion.reports import Progress, Report

GUIDE = b"""<html><head><title>Housing at Orchid</title></head><body><main><h1>Housing at Orchid</h1>
<p>Interns of Orchid live in a house by the river. A room costs 900 dollars a month.</p></main></body></html>"""


def source_of(board: BoardServer) -> str:
    return f"greenhouse:{board.address}{PATH.removesuffix('/jobs')}"


def statuses(assistant: Assistant) -> dict[str, str]:
    found = assistant.records.find(first=None)
    return {row.document.partition("#")[2]: row.status for row in found.rows}


def test_a_board_is_read_once_and_then_costs_nothing(assistant: Assistant, board: BoardServer) -> None:
    board.put(ASKED, board_of(1, 2))
    source = source_of(board)
    assert assistant.ingest([source]).added == (f"{source}#1", f"{source}#2")
    steps: list[Progress] = []
    report = assistant.ingest([source], progress=steps.append)
    assert report == Report(unchanged=(f"{source}#1", f"{source}#2"))
    assert "If-None-Match" in board.asked[1].headers
    assert {step.stage for step in steps} == {"reading"}
    hit = assistant.search("How many ferns do interns of team 2 water?", k=1)[0]
    assert hit.document == f"{source}#2"


def test_what_vanishes_is_closed_and_what_returns_is_open(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    source = source_of(board)
    for numbers, missing, expected in (
        ((1, 2, 3), (), {"1": "open", "2": "open", "3": "open"}),
        ((1, 3), ("2",), {"1": "open", "2": "closed", "3": "open"}),
        ((1, 3), (), {"1": "open", "2": "closed", "3": "open"}),
        ((), ("1", "3"), {"1": "closed", "2": "closed", "3": "closed"}),
        ((1, 2), (), {"1": "open", "2": "open", "3": "closed"}),
    ):
        board.put(ASKED, board_of(*numbers))
        clock.pass_by(days=1)
        report = assistant.ingest([source])
        assert set(missing) <= {key.partition("#")[2] for key in report.missing}
        assert statuses(assistant) == expected
    assert assistant.show(f"{source}#3").text.startswith("Title: Software Intern 3")
    assert assistant.ingest([source], prune=True).removed == (f"{source}#3",)
    assert statuses(assistant) == {"1": "open", "2": "open"}


def test_the_last_look_is_remembered_without_anything_being_written_again(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    source = source_of(board)
    board.put(ASKED, board_of(1, 2))
    first = clock.now
    assistant.ingest([source])
    clock.pass_by(days=3)
    board.put(ASKED, board_of(1))
    assistant.ingest([source])
    clock.pass_by(days=2)
    assert assistant.ingest([source]).unchanged == (f"{source}#1",)
    assert assistant.show(f"{source}#1").retrieved == first + timedelta(days=5)
    assert assistant.show(f"{source}#2").retrieved == first
    board.next(ASKED, *[broken(404)])
    clock.pass_by(days=2)
    assert assistant.ingest([source]).failed
    assert assistant.show(f"{source}#1").retrieved == first + timedelta(days=5)
    assert assistant.overview().checked_on == (first + timedelta(days=5)).date()


def test_a_board_that_fails_loses_nothing(
    assistant: Assistant, board: BoardServer, clock: MovingClock
) -> None:
    source = source_of(board)
    board.put(ASKED, board_of(1, 2))
    assistant.ingest([source])
    read = clock.now
    for answer in (broken(404), Page(b"<h1>moved</h1>", "text/html"), Page(b'{"error": 1}'), Page(b"")):
        clock.pass_by(hours=1)
        board.next(ASKED, answer)
        report = assistant.ingest([source], prune=True)
        assert [failure.key for failure in report.failed] == [source]
        assert (report.missing, report.removed) == ((), ())
        assert statuses(assistant) == {"1": "open", "2": "open"}
    (state,) = assistant.intake.states()
    assert (state.kind, state.listings, state.failures) == ("board", 2, 4)
    assert (state.looked, state.succeeded) == (clock.now, read)
    assert state.failure is not None
    assistant.ingest([source])
    (state,) = assistant.intake.states()
    assert (state.failure, state.failures, state.succeeded) == (None, 0, clock.now)


def test_a_source_that_fails_does_not_keep_the_next_from_being_read(
    assistant: Assistant, board: BoardServer
) -> None:
    board.put("/guide", GUIDE, media_type="text/html")
    report = assistant.ingest([f"{board.address}/nothing", f"{board.address}/guide"])
    assert report.added == (f"{board.address}/guide",)
    assert [failure.key for failure in report.failed] == [f"{board.address}/nothing"]
    assert [state.uri for state in assistant.intake.states()] == [f"{board.address}/guide"]


def test_a_web_page_is_quoted_with_its_address_until_it_is_gone(
    assistant: Assistant, board: BoardServer
) -> None:
    address = f"{board.address}/guide"
    board.put("/guide", GUIDE, media_type="text/html; charset=utf-8")
    assert assistant.ingest([address]).added == (address,)
    answer = assistant.answer("What does a room at Orchid cost?")
    assert [(cited.document, cited.url) for cited in answer.citations] == [(address, address)]
    del board.pages["/guide"]
    assert assistant.ingest([address]).missing == (address,)
    assert assistant.ingest([address], prune=True).removed == (address,)


def test_a_part_of_a_board_that_fails_keeps_what_is_known_of_it(
    assistant: Assistant, board: BoardServer
) -> None:
    """A board of several pages, of which the second cannot be had."""
    base = "/v1/companies/orchid/postings"
    source = f"smartrecruiters:{board.address}{base}"

    def page(offset: int, *numbers: int) -> None:
        content = [
            {
                "id": str(n),
                "name": f"Garden Intern {n}",
                "company": {"identifier": "orchid", "name": "Orchid"},
            }
            for n in numbers
        ]
        body = {"offset": offset, "limit": 100, "totalFound": 101, "content": content}
        board.put(f"{base}?limit=100&offset={offset}", body)

    page(0, *range(100))
    page(100, 100)
    for n in range(101):
        board.put(f"{base}/{n}", {"id": str(n), "name": f"Garden Intern {n}"})
    report = assistant.ingest([source])
    assert len(report.added) == 101, (report.failed[:3], board.paths()[:3])
    page(0, *range(1, 101))
    board.next(f"{base}?limit=100&offset=100", Page(b"", status=404))
    report = assistant.ingest([source], prune=True)
    assert report.failed
    assert (report.missing, report.removed) == ((), ())
    assert set(statuses(assistant).values()) == {"open"}
    (state,) = assistant.intake.states()
    assert state.failure is not None
    page(100, 100)
    report = assistant.ingest([source])
    assert report.missing == (f"{source}#0",)


def test_a_source_is_taken_out_with_all_that_it_held(assistant: Assistant, board: BoardServer) -> None:
    source = source_of(board)
    board.put(ASKED, board_of(1, 2))
    assistant.ingest([source])
    assert assistant.intake.remove(source) == (f"{source}#1", f"{source}#2")
    assert (assistant.intake.states(), statuses(assistant)) == ([], {})
    assert assistant.search("How many ferns?", k=5) == []
    assert len(assistant.ingest([source]).added) == 2


def test_records_are_found_before_their_texts_are_embedded(assistant: Assistant, board: BoardServer) -> None:
    class Leaves(Exception):
        pass

    counts: list[int] = []

    def leave(step: Progress) -> None:
        if step.stage == "embedding":
            counts.append(assistant.records.find().total)
            raise Leaves

    board.put(ASKED, board_of(1, 2, 3))
    source = source_of(board)
    with suppress(Leaves):
        assistant.ingest([source], progress=leave)
    assert counts == [3]
    assert assistant.search("How many ferns?", k=5) == []
    assistant.intake.complete()
    assert {hit.document for hit in assistant.search("How many ferns?", k=5)} == {
        f"{source}#{number}" for number in (1, 2, 3)
    }
    assert len(assistant.ingest([source]).unchanged) == 3
