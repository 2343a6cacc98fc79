"""`/shared/...`: an answer for those who have its link; `/conversations/...`: a conversation as a file."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from internbot.errors import NotFound
from internbot.web.api.sharing import SHARED_PREFIX
from internbot.web.chat_visitors import COOKIE, cookie_visitor
from internbot.web.exports.conversations import conversation_markdown
from internbot.web.page_words import ENGLISH, words_of
from internbot.web.rendering import Rendering
from internbot.web.services import Services
from internbot.web.source_page import PAGE_HEADERS, templates

_CONVERSATION = re.compile("[0-9a-f]{32}")


def add_shared_pages(app: FastAPI, services: Services, root: str = "") -> None:
    """Adds `/shared/{link}` and `/conversations/{id}.md`; `root` is the path that the server is shown at."""
    pages = templates(root)
    words = words_of(ENGLISH)

    @app.get(SHARED_PREFIX + "/{link}", include_in_schema=False)
    def shared(link: str) -> HTMLResponse:
        try:
            turn = services.dialogue.store().shared(link)
        except NotFound:
            return HTMLResponse(pages.get_template("no_shared.html").render(), 404, PAGE_HEADERS)
        rendering = Rendering(turn.number, turn.answer.checked_on, root, words)
        page = pages.get_template("shared.html").render(
            question=turn.question,
            asked=words("asked_on", day=words.day(turn.asked.date())),
            answer=rendering.alone(turn.answer),
        )
        return HTMLResponse(page, 200, PAGE_HEADERS)

    @app.get("/conversations/{conversation}.md", include_in_schema=False)
    def export(request: Request, conversation: str) -> Response:
        visitor = cookie_visitor(services.tokens, request.cookies.get(COOKIE))
        try:
            if visitor is None or not _CONVERSATION.fullmatch(conversation):
                raise NotFound("there is no such conversation of yours; it may have been deleted")
            turns = services.dialogue.store().turns(conversation, visitor)
        except NotFound as error:
            return PlainTextResponse(str(error), 404, PAGE_HEADERS)
        named = {
            "Cache-Control": "no-store",
            "Content-Disposition": 'attachment; filename="internship-questions.md"',
        }
        return PlainTextResponse(conversation_markdown(turns), 200, named, "text/markdown; charset=utf-8")
