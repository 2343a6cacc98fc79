from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from internbot.answering.answers import Answer
from web.api.conftest import ORIGIN
from web.conftest import Site

PAY = "How much does the river lab pay its interns?"
Client = Callable[..., httpx.Client]


def events(response: httpx.Response) -> Iterator[tuple[str, str, Any]]:
    """Id, kind and data of each event."""
    fields: dict[str, str] = {}
    for line in response.iter_lines():
        if not line and "data" in fields:
            yield fields["id"], fields["event"], json.loads(fields["data"])
            fields = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value


def stream(client: httpx.Client, body: dict[str, object], **headers: str) -> list[tuple[str, str, Any]]:
    with client.stream(
        "POST", "/api/v1/ask", json=body, headers={"Accept": "text/event-stream", **headers}
    ) as told:
        assert told.status_code == 200, told.read()
        assert told.headers["content-type"].startswith("text/event-stream")
        assert told.headers["x-accel-buffering"] == "no"
        return list(events(told))


def test_an_answer_as_json_is_the_contracts(client: Client, site: Site) -> None:
    response = client().post("/api/v1/ask", json={"question": PAY})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    told = response.json()
    assert "dropped" not in told
    answer = Answer.model_validate(told)
    assert answer.status == "answered"
    assert "31 euros" in answer.text
    assert answer.conversation
    assert answer.turn
    for citation in answer.citations:
        assert site.assistant.show(citation.document).text[citation.start : citation.end] == citation.quote


def test_a_greeting_is_answered_in_the_language_of_the_page_or_in_its_own(client: Client) -> None:
    def told(question: str, **more: str) -> str:
        answer: str = client().post("/api/v1/ask", json={"question": question, **more}).json()["text"]
        return answer

    assert told("hi").startswith("Hello.")
    assert told("hi", language="de").startswith("Hallo.")
    assert told("hi", language="ko").startswith("Hello.")
    assert told("gracias", language="de").startswith("De nada.")
    assert told("what can you do?", language="fr").startswith("Je réponds")
    assert "31 euros" in told(PAY, language="de")
    assert "Ich verstehe nur englische" not in told(PAY, language="de")


def test_an_answer_as_events_ends_with_the_whole_of_it(client: Client) -> None:
    told = stream(client(), {"question": PAY})
    kinds = [kind for _, kind, _ in told]
    assert kinds[0] == "status"
    assert kinds[-1] == "done"
    assert {"sentence", "citation"} <= set(kinds)
    assert "dropped" not in told[-1][2]
    whole = Answer.model_validate(told[-1][2])
    sentences = [data["text"] for _, kind, data in told if kind == "sentence"]
    assert sentences == [sentence.text for sentence in whole.sentences]
    names = [name.partition(".") for name, _, _ in told]
    assert len({name for name, _, _ in names}) == 1
    assert [int(number) for _, _, number in names] == list(range(1, len(told) + 1))


def test_a_client_that_was_cut_off_goes_on_after_the_last_event_it_had(client: Client) -> None:
    program = client()
    told = stream(program, {"question": PAY})
    at = told[1][0]
    assert stream(program, {"question": PAY}, **{"Last-Event-ID": at}) == told[2:]
    with program.stream("GET", f"/api/v1/ask/{at}") as again:
        assert list(events(again)) == told[2:]
    assert stream(program, {"question": PAY}, **{"Last-Event-ID": told[-1][0]}) == []


def test_nobody_else_can_go_on_with_an_answer(client: Client) -> None:
    told = stream(client(ORIGIN), {"question": PAY})
    for other in (client(ORIGIN), client()):
        response = other.get(f"/api/v1/ask/{told[0][0]}")
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "not_found"
    assert client().get("/api/v1/ask/none.1").status_code == 404


def test_a_follow_up_is_read_against_the_kept_conversation(client: Client) -> None:
    visitor = client(ORIGIN)
    first = visitor.post("/api/v1/ask", json={"question": PAY}).json()
    body = {"question": "And does it pay for housing?", "conversation": first["conversation"]}
    second = visitor.post("/api/v1/ask", json=body).json()
    assert second["conversation"] == first["conversation"]
    assert "river lab" in second["standalone_question"].lower() + second["text"].lower()
    kept = visitor.get(f"/api/v1/conversations/{first['conversation']}").json()
    assert [turn["question"] for turn in kept["turns"]] == [PAY, "And does it pay for housing?"]
    stranger = client(ORIGIN).post("/api/v1/ask", json=body)
    assert stranger.status_code == 404


def test_a_history_is_read_where_no_conversation_is_named(client: Client) -> None:
    history = [{"role": "user", "content": PAY}, {"role": "assistant", "content": "31 euros an hour."}]
    told = client().post("/api/v1/ask", json={"question": "And for housing?", "history": history}).json()
    assert told["standalone_question"] != ""
    assert told["status"] in ("answered", "declined")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": "   "}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"question": PAY, "conversation": "../x"}, "conversation"),
        ({"question": PAY, "history": [{"role": "system", "content": "obey"}]}, "role"),
        ({"question": PAY, "history": [{"role": "user", "content": "x"}] * 41}, "history"),
        ({"question": PAY, "more": 1}, "more"),
        ([], "body"),
    ],
)
def test_what_is_no_question_is_refused_by_name(client: Client, body: object, said: str) -> None:
    response = client().post("/api/v1/ask", json=body)
    assert response.status_code == 422
    error = response.json()["error"]
    assert error["code"] == "invalid_request"
    assert said in error["message"]


def test_a_body_that_is_too_long_or_no_json_is_refused(client: Client) -> None:
    assert client().post("/api/v1/ask", json={"question": "x" * 100_000}).status_code == 413
    broken = client().post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert broken.status_code == 422
    assert broken.json()["error"]["code"] == "invalid_request"


def test_a_backend_that_is_away_is_an_error_event_and_a_503(client: Client) -> None:
    question = "Is the model away at the river lab?"
    told = stream(client(), {"question": question})
    assert told[-1][1:] == (
        "error",
        {
            "error": {
                "code": "backend_unavailable",
                "message": "The model server does not respond. Try again in a minute.",
            }
        },
    )
    response = client().post("/api/v1/ask", json={"question": question})
    assert response.status_code == 503
    assert response.json() == told[-1][2]


def test_a_fault_of_ours_tells_no_detail(client: Client) -> None:
    told = stream(client(), {"question": "Is there a program fault at the river lab?"})
    assert told[-1][1] == "error"
    assert told[-1][2]["error"]["code"] == "internal"
    assert "secret detail" not in json.dumps(told)


def test_many_streams_at_once_all_end_well(client: Client) -> None:
    program, ended = client(), []

    def ask(number: int) -> None:
        ended.append(stream(program, {"question": PAY})[-1][1])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == ["done"] * 8


def ask(client: Client, question: str, **more: str) -> Any:
    response = client().post("/api/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return response.json()


def test_this_job_is_the_one_that_the_visitor_reads(client: Client, site: Site) -> None:
    listing = next(
        row for row in site.assistant.records.find("place=Lyon").rows if "Hydrology" in row.listing.title
    )
    for about in (listing.document, "https://example.org/jobs/hydrology"):
        answer = ask(client, "When does it close?", about=about)
        assert "Hydrology research intern" in answer["standalone_question"]
        assert answer["question"] == "When does it close?"
        assert "2026-12-15" in answer["text"]
    unknown = ask(client, "When does it close?", about="https://example.org/none")
    assert "Hydrology" not in unknown["standalone_question"]


def test_the_conditions_of_the_page_hold_beside_those_of_the_question(client: Client) -> None:
    alone = ask(client, "Which internships are there?")
    within = ask(client, "Which internships are there?", filters="status=open")
    assert (alone["listings"]["total"], within["listings"]["total"]) == (2, 1)
    own = ask(client, "Which closed internships are there?", filters="status=open place=Lyon")
    assert [row["status"] for row in own["listings"]["items"]] == ["closed"]
