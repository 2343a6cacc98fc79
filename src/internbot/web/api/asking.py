"""`POST /ask`: a question, answered as JSON or as a stream of events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from internbot.answering import wording
from internbot.answering.answers import Answer, Event, Message
from internbot.errors import NotAllowed
from internbot.questions.page_context import PageContext
from internbot.web.api.callers import Caller, caller, count
from internbot.web.api.event_streams import EVENT_STREAM, EventStream
from internbot.web.api.streams import HIDDEN, LiveAnswer, LiveAnswers, public_data
from internbot.web.health import Metrics
from internbot.web.listing_requests import LONGEST_WHERE
from internbot.web.services import Services
from internbot.web.sessions import MAX_QUESTION

_PING = 15
_NOT_KEPT = {"Cache-Control": "no-store"}
_MOST_MESSAGES = 40
_LONGEST_MESSAGE = 8000


class PastMessage(BaseModel):
    """One message that was said before."""

    model_config = ConfigDict(extra="forbid")

    role: str = Field(pattern="^(user|assistant)$")
    content: str = Field(max_length=_LONGEST_MESSAGE)


class Asked(BaseModel):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "question": "What degree does this job need?",
                    "about": "https://careers.example.org/jobs/17",
                }
            ]
        },
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    conversation: str | None = Field(
        default=None, pattern="^[0-9a-f]{32}$", description="of an earlier answer, to go on with it"
    )
    history: list[PastMessage] | None = Field(
        default=None,
        max_length=_MOST_MESSAGES,
        description="what was said before, oldest first; read only where no conversation is named",
    )
    about: str | None = Field(
        default=None,
        min_length=1,
        max_length=2000,
        description="id or address of the posting that the reader has before them: “this job” means that one",
    )
    filters: str = Field(
        default="",
        max_length=LONGEST_WHERE,
        description="conditions as `internbot listings --where` takes them, for questions over the listings; those "
        "of the question itself win",
    )
    site: str | None = Field(
        default=None, max_length=40, description="name of the site; must be the one of the visitor's token"
    )
    language: str | None = Field(
        default=None,
        pattern="^[a-z]{2}$",
        description="code of the language of the page: a greeting is answered in it, and a question of a few words is "
        "taken to be in it; any other answer speaks the language of its question",
    )


def add_asking(api: FastAPI, services: Services, metrics: Metrics) -> None:
    """Adds `POST /ask` and `GET /ask/{event}`."""
    live_answers = LiveAnswers(services.executor)
    metrics.streams.set_function(lambda: len(live_answers))

    @api.post(
        "/ask",
        tags=["ask"],
        summary="Answer a question",
        response_model=Answer,
        response_model_exclude=HIDDEN,
        responses={200: {"content": {EVENT_STREAM: {}}, "description": _CONTENT}},
    )
    async def ask(
        request: Request,
        asked: Asked,
        accept: Annotated[str, Header()] = "",
        last_event_id: Annotated[str | None, Header()] = None,
    ) -> Any:
        who = caller(request, services)
        if EVENT_STREAM in accept and last_event_id:
            return _streamed(live_answers, *live_answers.find(last_event_id, who.visitor))
        if asked.site is not None and asked.site != who.site:
            raise NotAllowed(f"this visitor token does not belong to the site {asked.site!r}")
        count(request, services, who)

        def start() -> Iterator[Event]:
            return _counted(_events(services, asked, who), metrics)

        if EVENT_STREAM in accept:
            overview = services.assistant.overview()
            searching = wording.searching(wording.holdings(overview.articles, overview.listings))
            first = Event(kind="status", data=searching)
            return _streamed(live_answers, live_answers.begin(start, who.visitor, first), 0)
        loop = asyncio.get_running_loop()
        told = await loop.run_in_executor(services.executor, _whole, start())
        return Response(told, headers=_NOT_KEPT, media_type="application/json")

    @api.get("/ask/{event}", tags=["ask"], summary="Go on with a stream after one of its events")
    async def resume(
        request: Request, event: str, last_event_id: Annotated[str | None, Header()] = None
    ) -> Response:
        who = caller(request, services)
        return _streamed(live_answers, *live_answers.find(last_event_id or event, who.visitor))


_CONTENT = (
    "The whole answer as JSON; or, where `Accept` names `text/event-stream`, the events `status`, `sentence`, "
    "`citation`, `listings`, `done` (the whole answer) and `error`, each with JSON as its data. A client that was cut "
    "off goes on by sending the last event's id as `Last-Event-ID`, to the same address or to `/ask/{event}`."
)


def _events(services: Services, asked: Asked, who: Caller) -> Iterator[Event]:
    said = None
    if asked.conversation is None:
        said = [Message.model_validate(message.model_dump()) for message in asked.history or ()]
    return services.dialogue.converse(
        asked.question,
        conversation=asked.conversation,
        visitor=who.visitor,
        site=who.site,
        history=said,
        context=PageContext(asked.about, asked.filters, asked.language or "en"),
    )


def _counted(events: Iterator[Event], metrics: Metrics) -> Iterator[Event]:
    for event in events:
        if isinstance(event.data, Answer):
            metrics.answered(event.data)
        yield event


def _whole(events: Iterator[Event]) -> str:
    *_, last = events
    return public_data(last)


def _streamed(answers: LiveAnswers, live: LiveAnswer, after: int) -> Response:
    async def pieces() -> AsyncGenerator[bytes, None]:
        # What is there together goes out together: each piece costs a call through every layer of the server.
        async with aclosing(answers.follow(live, after, quiet=_PING)) as following:
            async for news in following:
                yield b"".join([told.encoded() for told in news])

    return EventStream(pieces())
