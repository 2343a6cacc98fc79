"""A link to one answer, made when its visitor asks for it."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from internbot.web.api.callers import caller
from internbot.web.services import Services

SHARED_PREFIX = "/shared"
_Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


class Sharing(BaseModel):
    """What is to be shared."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"turn": "0" * 32}]})

    turn: str = Field(pattern="^[0-9a-f]{32}$", description="of the answer")


class SharedLink(BaseModel):
    """Where anybody can read the answer."""

    url: str


def add_sharing(api: FastAPI, services: Services) -> None:
    """Adds `POST /shares` and `DELETE /shares/{turn}`."""
    store = services.dialogue.store

    @api.post(
        "/shares", tags=["conversations"], summary="Share one answer by a link", response_model=SharedLink
    )
    def share(request: Request, sharing: Sharing, response: Response) -> SharedLink:
        link = store().share(sharing.turn, caller(request, services).visitor)
        response.headers["Cache-Control"] = "no-store"
        path = f"{services.root_path}{SHARED_PREFIX}/{link}"
        return SharedLink(url=str(request.url.replace(path=path, query="")))

    @api.delete("/shares/{turn}", tags=["conversations"], summary="Stop sharing an answer", status_code=204)
    def unshare(request: Request, turn: _Id) -> Response:
        store().unshare(turn, caller(request, services).visitor)
        return Response(status_code=204)
