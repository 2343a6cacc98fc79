"""`/v1/chat/completions` and `/v1/models`, so that any OpenAI client can use internbot as a model."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterator
from typing import Any, Literal

from fastapi import FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from internbot.answering.answers import Answer, Citation, Event, Message, Sentence
from internbot.errors import InvalidRequest
from internbot.web.api.callers import Caller, count
from internbot.web.api.errors import add_error_handlers, error_body
from internbot.web.api.event_streams import EventStream
from internbot.web.batches import batches
from internbot.web.dates import in_words
from internbot.web.health import Metrics
from internbot.web.services import Services
from internbot.web.sessions import MAX_QUESTION

PREFIX = "/v1"
MODEL = "internbot"
_MOST_MESSAGES = 200
_LONGEST = 100_000
_REMEMBERED = 16
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class ChatPart(BaseModel):
    """One part of a message's content."""

    model_config = ConfigDict(extra="ignore")

    type: str
    text: str | None = Field(default=None, max_length=_LONGEST)


class ChatMessage(BaseModel):
    """One message; only those of `user` and `assistant` are read."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ChatPart] | None = None

    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, str):
            return self.content[:_LONGEST]
        return "\n".join(part.text for part in self.content or () if part.type == "text" and part.text)


class Completion(BaseModel):
    """A request as OpenAI's clients send it; what is about sampling and tools has no effect here."""

    model_config = ConfigDict(extra="ignore")

    model: str = MODEL
    messages: list[ChatMessage] = Field(min_length=1, max_length=_MOST_MESSAGES)
    stream: bool = False


def openai_application(services: Services, metrics: Metrics) -> FastAPI:
    """The application to mount at `/v1`."""
    app = FastAPI(title="internbot as a model", docs_url=None, redoc_url=None, openapi_url=None)
    add_error_handlers(app)

    @app.get("/models")
    def models() -> dict[str, object]:
        return {
            "object": "list",
            "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "internbot"}],
        }

    @app.post("/chat/completions")
    async def complete(request: Request, asked: Completion) -> Response:
        # Clients must send some key; there is none to check.
        who = Caller(None, None)
        question, history = _read(asked)
        count(request, services, who)

        def start() -> Iterator[Event]:
            return services.dialogue.converse(question, visitor=who.visitor, site=who.site, history=history)

        if asked.stream:
            return EventStream(_chunks(services, metrics, start))
        answer = await asyncio.get_running_loop().run_in_executor(services.executor, _whole, start())
        metrics.answered(answer)
        return JSONResponse(_completion(answer), headers=_HEADERS)

    return app


def _read(asked: Completion) -> tuple[str, list[Message]]:
    said = [(one.role, one.text().strip()) for one in asked.messages if one.role in ("user", "assistant")]
    if not said or said[-1][0] != "user" or not said[-1][1]:
        raise InvalidRequest("the last message must be the user's question")
    if len(said[-1][1]) > MAX_QUESTION:
        raise InvalidRequest(f"the question is longer than {MAX_QUESTION} characters")
    history = [
        Message.model_validate({"role": role, "content": text})
        for role, text in said[:-1][-_REMEMBERED:]
        if text
    ]
    return said[-1][1], history


def _whole(events: Iterator[Event]) -> Answer:
    *_, last = events
    assert isinstance(last.data, Answer)
    return last.data


def _sources(answer: Answer) -> str:
    """The sources with their dates, or what a decline quotes, as lines below the text: a client may show it alone."""
    lines = [
        f"[{one.number}] {one.title} ({in_words(one.published) if one.published else 'undated'}): "
        f"{one.url or one.document}"
        for one in answer.citations
    ]
    lines += [
        f"{one.title}: “{one.quote}” ({one.url or one.document})" for one in answer.nearest if one.quote
    ]
    return "\n\n" + "\n".join(lines) if lines else ""


def _annotations(citations: tuple[Citation, ...], text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for one in citations:
        mark = f"[{one.number}]"
        at = text.find(mark)
        if at >= 0:
            place = {
                "start_index": at,
                "end_index": at + len(mark),
                "title": one.title,
                "url": one.url or one.document,
            }
            found.append({"type": "url_citation", "url_citation": place, "quote": one.quote})
    return found


def _completion(answer: Answer) -> dict[str, Any]:
    text = answer.text + _sources(answer)
    message = {
        "role": "assistant",
        "content": text,
        "refusal": None,
        "annotations": _annotations(answer.citations, text),
    }
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        # Nothing is billed by tokens here; clients expect the fields.
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }


async def _chunks(services: Services, metrics: Metrics, start: Any) -> AsyncGenerator[bytes]:
    """Server-sent chunks: each sentence as it is proved, then what the whole text has more, then the annotations."""
    name, said = "chatcmpl-stream", ""

    def chunk(delta: dict[str, object], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        told = {"id": name, "object": "chat.completion.chunk", "created": int(time.time()), "model": MODEL}
        return f"data: {json.dumps({**told, 'choices': [choice]})}\n\n".encode()

    try:
        yield chunk({"role": "assistant", "content": ""})
        async for batch in batches(start, executor=services.executor, seconds=0):
            for event in batch:
                if isinstance(event.data, Sentence):
                    marks = "".join(f" [{number}]" for number in event.data.citations)
                    piece = f"{' ' if said else ''}{event.data.text}{marks}"
                    said += piece
                    yield chunk({"content": piece})
                elif isinstance(event.data, Answer):
                    metrics.answered(event.data)
                    rest = ("" if said else event.data.text) + _sources(event.data)
                    if rest:
                        said += rest
                        yield chunk({"content": rest})
                    yield chunk({"annotations": _annotations(event.data.citations, said)})
        yield chunk({}, "stop")
    except Exception as error:
        yield f"data: {error_body(error).model_dump_json(exclude_none=True)}\n\n".encode()
    yield b"data: [DONE]\n\n"
