"""What a chat model says in other words is compared by what it says, with the real verifier."""

from __future__ import annotations

import pytest

from conversations.answers import answer
from internbot.answering.answers import Answer, Message
from internbot.cli.asking_again import again
from internbot.cli.engines import LocalEngine
from internbot.handoff import Emit, Json
from internbot.settings import Settings

THEN = answer("When do interns start?", "Interns at the lab start in June. [1]")


@pytest.mark.parametrize(
    ("said", "state", "outcome"),
    [
        ("The interns of the lab start in June. [1]", "reworded", "differs"),
        ("Interns at the lab start in July. [1]", "changed", "broke"),
        ("Interns at the lab do not start in June. [1]", "changed", "broke"),
    ],
)
def test_other_words_are_compared_by_what_they_say(said: str, state: str, outcome: str) -> None:
    asked: list[Json] = []

    def ask(request: Json, _emit: Emit) -> Json:
        asked.append(request)
        now: Answer = answer(THEN.question, said).model_copy(update={"model": "openai:other"})
        return now.model_dump(mode="json")

    def cited(request: Json, _emit: Emit) -> Json:
        return {"hashes": dict.fromkeys(request["documents"], "0" * 64), "closed": []}

    work = LocalEngine({"ask": ask, "cited": cited})
    now, found = again(work, Settings(), approved=False)(THEN, [Message(role="user", content="hello")])
    assert asked[0]["approved"] is False
    assert asked[0]["history"] == [{"role": "user", "content": "hello"}]
    assert now.model == "openai:other"
    assert [one.state for one in found.sentences] == [state]
    assert found.outcome == outcome
    assert "model" in found.changed
