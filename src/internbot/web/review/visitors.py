"""For admins: what is kept of one who writes in, as a file, and deleted at their word."""

from __future__ import annotations

import json

from fastapi import FastAPI, Request
from starlette.responses import Response

from internbot.conversations.exports import Whose, exported, found, held
from internbot.errors import NotFound
from internbot.review.erasure import Erased
from internbot.web.review.guarding import field, me
from internbot.web.review.pages import Desk

_MOST = 500


def add_visitors(app: FastAPI, desk: Desk) -> None:
    """Adds `/visitors`, `/visitors/export` and `/visitors/delete`."""
    reviews = desk.reviews

    def page(
        request: Request, named: str = "", status: int = 200, problem: str = "", erased: Erased | None = None
    ) -> Response:
        whose, known = None, []
        if named:
            try:
                whose = found(reviews.engine, named)
                known = held(reviews.engine, whose, most=_MOST)
            except NotFound as error:
                status, problem = 404, str(error)
        return desk.show(
            request, "visitors", status, named=named, whose=whose, known=known, problem=problem, erased=erased
        )

    @app.get("/visitors")
    def visitors(request: Request, of: str = "") -> Response:
        return page(request, of.strip()[:400])

    @app.post("/visitors/export")
    def export(request: Request) -> Response:
        whose = _whose(request)
        try:
            told = [json.dumps(one, ensure_ascii=False) for one in exported(reviews.engine, whose)]
        except NotFound as error:
            return page(request, status=404, problem=str(error))
        reviews.accounts.note(me(request).account.name, "exported", f"{whose.kind} {whose.id}")
        name = {"Content-Disposition": f'attachment; filename="{whose.kind}.jsonl"'}
        return Response("\n".join(told) + "\n", 200, name, "application/jsonl")

    @app.post("/visitors/delete")
    def delete(request: Request) -> Response:
        whose = _whose(request)
        if field(request, "sure") != "yes":
            return page(request, whose.id, 422, "tick that all of it is to be deleted")
        try:
            erased = reviews.erasure.forget(whose)
        except NotFound as error:
            return page(request, status=404, problem=str(error))
        detail = f"{erased.conversations} conversations, {erased.questions} questions"
        reviews.accounts.note(me(request).account.name, "deleted", f"{whose.kind} {whose.id}", detail)
        return page(request, erased=erased)


def _whose(request: Request) -> Whose:
    return Whose(
        "conversation" if field(request, "kind") == "conversation" else "visitor", field(request, "id")
    )
