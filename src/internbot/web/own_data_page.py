"""`/your-data`: what is kept of who looks at it, as a file, and gone at their word; without script."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from internbot.conversations.exports import Whose, held
from internbot.web.api.conversing import own_data
from internbot.web.chat_visitors import COOKIE, cookie_visitor
from internbot.web.services import Services
from internbot.web.source_page import templates

PATH = "/your-data"
_PRIVATE = {"X-Robots-Tag": "noindex", "Cache-Control": "no-store"}


def add_own_data_page(app: FastAPI, services: Services, root: str = "") -> None:
    """Adds `/your-data` and what is below it; `root` is the path that the server is shown at."""
    pages = templates(root)

    def visitor_of(request: Request) -> str | None:
        return cookie_visitor(services.tokens, request.cookies.get(COOKIE))

    @app.get(PATH, include_in_schema=False)
    def page(request: Request, deleted: str = "") -> HTMLResponse:
        visitor = visitor_of(request)
        services.dialogue.store()  # waits for what is being written
        known = held(services.reviews.engine, Whose("visitor", visitor), most=10_000) if visitor else []
        return HTMLResponse(
            pages.get_template("own_data.html").render(
                visitor=visitor,
                conversations=len(known),
                questions=sum(one.turns for one in known),
                days=services.settings.keep_days,
                deleted=deleted == "all",
            ),
            200,
            _PRIVATE,
        )

    @app.get(f"{PATH}/all.json", include_in_schema=False)
    def export(request: Request) -> Response:
        visitor = visitor_of(request)
        if visitor is None:
            return RedirectResponse(f"{root}{PATH}", 303, _PRIVATE)
        named = _PRIVATE | {"Content-Disposition": 'attachment; filename="internship-questions.json"'}
        return JSONResponse(own_data(services, visitor), 200, named)

    @app.post(f"{PATH}/delete", include_in_schema=False)
    def delete(request: Request) -> Response:
        visitor = visitor_of(request)
        services.dialogue.store()  # what is being written is kept first, so that it goes too
        if visitor is not None:
            services.reviews.erasure.forget_visitor(visitor)
        return RedirectResponse(f"{root}{PATH}?deleted=all", 303, _PRIVATE)
