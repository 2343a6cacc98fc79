from __future__ import annotations

import hashlib
from collections.abc import Callable

import httpx

Client = Callable[..., httpx.Client]


def test_a_source_is_read_with_the_words_that_an_answer_cites(client: Client) -> None:
    program = client()
    answer = program.post("/api/v1/ask", json={"question": "How much does the river lab pay?"}).json()
    citation = answer["citations"][0]
    where = {"start": citation["start"], "end": citation["end"]}
    told = program.get(f"/api/v1/sources/{citation['document'].replace('#', '%23')}", params=where).json()
    assert told["quote"] == citation["quote"]
    assert told["sha256"] == citation["sha256"] == hashlib.sha256(told["text"].encode()).hexdigest()
    assert told["title"] == citation["title"]


def test_what_is_not_there_is_told(client: Client) -> None:
    absent = client().get("/api/v1/sources/none.md")
    assert absent.status_code == 404
    assert absent.json()["error"]["code"] == "not_found"
    for where in ({"start": 0}, {"start": 5, "end": 2}, {"start": 0, "end": 10**9}, {"start": -1, "end": 2}):
        assert client().get("/api/v1/sources/hostile", params=where).status_code == 422
