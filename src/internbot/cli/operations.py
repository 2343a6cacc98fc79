"""What the commands ask of an assistant, as JSON in and JSON out.

The same handlers run in the command's own process or, behind the hand-off socket, in the running server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from internbot.answering.answers import Message
from internbot.errors import InvalidRequest
from internbot.handoff import Emit, Handler, Json

if TYPE_CHECKING:
    # Importing it for real loads the index and the model.
    from internbot.assistant import Assistant


def operations(assistant: Assistant) -> dict[str, Handler]:
    """The handlers by the name of the command that calls them."""

    def ask(request: Json, _emit: Emit) -> Json:
        served = request.get("approved", True) is not False
        answer = assistant.answer(_question(request), _history(request), approved=served)
        return answer.model_dump(mode="json")

    def search(request: Json, _emit: Emit) -> Json:
        hits = assistant.search(_question(request), _history(request), k=request["k"])
        return {"hits": to_jsonable_python(hits)}

    def listings(request: Json, _emit: Emit) -> Json:
        return assistant.records.result(
            request["where"], order=request["sort"], first=request["first"], offset=request["offset"]
        )

    def show(request: Json, _emit: Emit) -> Json:
        return dict(to_jsonable_python(assistant.show(request["document"])))

    def conflicts(_request: Json, _emit: Emit) -> Json:
        return {"conflicts": [one.told() for one in assistant.source_conflicts()]}

    def cited(request: Json, _emit: Emit) -> Json:
        documents = request["documents"]
        return {"hashes": assistant.hashes(documents), "closed": sorted(assistant.closed(documents))}

    def ingest(request: Json, emit: Emit) -> Json:
        report = assistant.ingest(
            request["sources"],
            prune=request["prune"],
            progress=lambda step: emit(to_jsonable_python(step)),
        )
        return dict(to_jsonable_python(report))

    def sources(request: Json, _emit: Emit) -> Json:
        if request["remove"] is not None:
            return {"removed": list(assistant.intake.remove(request["remove"]))}
        states = to_jsonable_python(assistant.intake.states())
        return {"sources": [{name: state[name] for name in state if name != "row"} for state in states]}

    return {
        "sources": sources,
        "ask": ask,
        "search": search,
        "listings": listings,
        "show": show,
        "cited": cited,
        "conflicts": conflicts,
        "ingest": ingest,
    }


def _question(request: Json) -> str:
    question = request.get("question")
    if not isinstance(question, str):
        raise InvalidRequest('"question" is missing or is no text')
    return question


def _history(request: Json) -> tuple[Message, ...]:
    try:
        return TypeAdapter(tuple[Message, ...]).validate_python(request.get("history") or ())
    except ValidationError as error:
        raise InvalidRequest(
            '"history" must be a list of {"role": "user" or "assistant", "content"}'
        ) from error
