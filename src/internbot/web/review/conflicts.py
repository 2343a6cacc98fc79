"""Sources that disagree: found among all that is stored, and met by answers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from fastapi import FastAPI, Request
from starlette.responses import Response

from internbot.answering.answers import Answer
from internbot.conversations import tables as conversations
from internbot.errors import InternbotError
from internbot.review import tables
from internbot.web.links import source_path
from internbot.web.review.guarding import field, me
from internbot.web.review.pages import Desk

_MOST = 100


def add_conflicts(app: FastAPI, desk: Desk) -> None:
    """Adds `/conflicts` with its forms: compare now, set aside, take back."""
    conflicts = desk.reviews.conflicts

    def page(request: Request, status: int = 200, problem: str = "") -> Response:
        found = conflicts.open()
        return desk.show(
            request, "conflicts", status, looked=conflicts.looked, found=list(found.values())[:_MOST],
            more=max(0, len(found) - _MOST), aside=conflicts.aside(), met=_met(desk), problem=problem,
            source=source_path,
        )  # fmt: skip

    @app.get("/conflicts")
    def listed(request: Request) -> Response:
        return page(request)

    @app.post("/conflicts/look")
    def look() -> Response:
        conflicts.look()
        return desk.go("/conflicts")

    @app.post("/conflicts/set-aside")
    def set_aside(request: Request) -> Response:
        name, key, reason = me(request).account.name, field(request, "conflict"), field(request, "reason")
        try:
            conflicts.set_aside(key, name, reason)
        except InternbotError as error:
            return page(request, 422, str(error))
        desk.reviews.accounts.note(name, "set aside conflict", key, reason)
        return desk.go("/conflicts")

    @app.post("/conflicts/take-back")
    def take_back(request: Request) -> Response:
        key = field(request, "conflict")
        conflicts.set_asides.take_back(key)
        desk.reviews.accounts.note(me(request).account.name, "took back conflict", key)
        return desk.go("/conflicts")


def _met(desk: Desk) -> list[dict[str, Any]]:
    """Pairs of quotes that answers found to disagree, the newest first."""
    items, turns = tables.items, conversations.turns
    query = sa.select(turns.c.id, turns.c.answer).join(items, items.c.turn == turns.c.id)
    query = query.where(items.c.conflict).order_by(turns.c.asked.desc()).limit(_MOST)
    with desk.reviews.engine.connect() as connection:
        kept = [(row.id, Answer.model_validate_json(row.answer)) for row in connection.execute(query)]
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for turn, answer in kept:
        cited = {one.number: one for one in answer.citations}
        for conflict in answer.conflicts:
            sides = [cited[number] for number in conflict.citations if number in cited]
            key = tuple(sorted(f"{one.sha256}:{one.start}" for one in sides))
            one = found.setdefault(key, {"about": conflict.about, "sides": sides, "turn": turn, "times": 0})
            one["times"] += 1
    return list(found.values())
