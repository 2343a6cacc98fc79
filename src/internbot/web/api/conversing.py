"""A visitor's own conversations, and what they think of an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from internbot.answering.answers import Answer
from internbot.conversations.store import FeedbackReason
from internbot.web.api.callers import caller
from internbot.web.api.streams import public
from internbot.web.services import Services

_Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


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


def add_conversing(api: FastAPI, services: Services) -> None:
    """Adds `GET` and `DELETE /conversations/{id}` and `POST /feedback`."""
    store = services.dialogue.store

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
        return JSONResponse(
            {"conversation": conversation, "turns": told}, headers={"Cache-Control": "no-store"}
        )

    @api.delete(
        "/conversations/{conversation}",
        tags=["conversations"],
        summary="Delete one's own conversation",
        status_code=204,
    )
    def delete(request: Request, conversation: _Id) -> Response:
        store().forget(conversation, caller(request, services).visitor)
        return Response(status_code=204)

    @api.post(
        "/feedback", tags=["conversations"], summary="Say what one thinks of an answer", status_code=204
    )
    def rate(request: Request, opinion: Opinion) -> Response:
        visitor = caller(request, services).visitor
        store().rate(opinion.turn, visitor, opinion.liked, opinion.reason, opinion.comment)
        return Response(status_code=204)
