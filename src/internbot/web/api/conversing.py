"""A visitor's own conversations, and what they think of an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from internbot.answering.answers import Answer
from internbot.conversations.exports import Whose, exported
from internbot.conversations.store import FeedbackReason
from internbot.errors import NotFound
from internbot.web.api.callers import caller
from internbot.web.api.streams import public
from internbot.web.services import Services

_Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
_PRIVATE = {"Cache-Control": "no-store"}


class Opinion(BaseModel):
    """What a visitor thinks of an answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"turn": "0" * 32, "liked": False, "reason": "wrong"}]},
    )

    turn: str = Field(pattern="^[0-9a-f]{32}$", description="of the answer")
    liked: bool
    reason: FeedbackReason | None = None
    comment: str | None = Field(default=None, max_length=2000)


class KeptTurn(BaseModel):
    """One question with its answer."""

    turn: str
    asked: datetime
    question: str
    answer: Answer


class KeptConversation(BaseModel):
    """A conversation, oldest question first."""

    conversation: str
    turns: list[KeptTurn]


class KeptFeedback(BaseModel):
    """What the visitor thought of an answer."""

    given: datetime
    liked: bool
    reason: str | None
    comment: str | None


class OwnTurn(KeptTurn):
    """One question with all that is kept of it."""

    conversation: str
    number: int
    site: str | None
    feedback: KeptFeedback | None
    shared: str | None = Field(description="last part of the link by which anybody can read it")


class OwnData(BaseModel):
    """All that is kept of a visitor, oldest question first."""

    visitor: str = Field(description="number to name in a letter to whoever runs this server")
    turns: list[OwnTurn]


def own_data(services: Services, visitor: str) -> dict[str, Any]:
    """All that is kept of a visitor, as they may see it."""
    services.dialogue.store()  # waits for what is being written
    told = []
    try:
        for one in exported(services.reviews.engine, Whose("visitor", visitor)):
            del one["visitor"]
            told.append(one | {"answer": public(Answer.model_validate(one["answer"]))})
    except NotFound:
        pass
    return {"visitor": visitor, "turns": told}


def add_conversing(api: FastAPI, services: Services) -> None:
    """Adds `GET` and `DELETE` of `/conversations` and `/conversations/{id}`, and `POST /feedback`."""
    store = services.dialogue.store

    @api.get(
        "/conversations",
        tags=["conversations"],
        summary="Read all that is kept of oneself",
        response_model=OwnData,
    )
    def read_all(request: Request) -> Any:
        return JSONResponse(own_data(services, _somebody(request)), headers=_PRIVATE)

    @api.delete(
        "/conversations",
        tags=["conversations"],
        summary="Delete all that is kept of oneself",
        status_code=204,
    )
    def delete_all(request: Request) -> Response:
        visitor = _somebody(request)
        store()  # what is being written is kept first, so that it goes too
        services.reviews.erasure.forget_visitor(visitor)
        return Response(status_code=204)

    @api.get(
        "/conversations/{conversation}",
        tags=["conversations"],
        summary="Read one's own conversation",
        response_model=KeptConversation,
    )
    def read(request: Request, conversation: _Id) -> Any:
        turns = store().turns(conversation, caller(request, services).visitor)
        told = [
            {
                "turn": one.id,
                "asked": one.asked.isoformat(),
                "question": one.question,
                "answer": public(one.answer),
            }
            for one in turns
        ]
        return JSONResponse({"conversation": conversation, "turns": told}, headers=_PRIVATE)

    @api.delete(
        "/conversations/{conversation}",
        tags=["conversations"],
        summary="Delete one's own conversation",
        status_code=204,
    )
    def delete(request: Request, conversation: _Id) -> Response:
        store()
        services.reviews.erasure.forget_own(conversation, caller(request, services).visitor)
        return Response(status_code=204)

    @api.post(
        "/feedback", tags=["conversations"], summary="Say what one thinks of an answer", status_code=204
    )
    def rate(request: Request, opinion: Opinion) -> Response:
        visitor = caller(request, services).visitor
        store().rate(opinion.turn, visitor, opinion.liked, opinion.reason, opinion.comment)
        return Response(status_code=204)

    def _somebody(request: Request) -> str:
        visitor = caller(request, services).visitor
        if visitor is None:
            raise NotFound(
                "this request names no visitor: send the visitor token, or the cookie of the chat page"
            )
        return visitor
