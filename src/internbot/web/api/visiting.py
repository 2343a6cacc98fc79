"""`POST /visitors`: who comes to a site gets a token, and the site's looks."""

from __future__ import annotations

from fastapi import FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from internbot.errors import NotAllowed, NotFound
from internbot.sites.site import Appearance, Budgets
from internbot.sites.visitors import LIFETIME
from internbot.web.api.callers import address
from internbot.web.services import Services

_ISSUED = Budgets(visitor_minute=30, visitor_day=2_000, site_minute=10_000, site_day=10_000_000)
"""Tokens that one address may be given: a visitor's budget would be worth nothing if they could be had without end."""


class Arrival(BaseModel):
    """Where a visitor is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"site": "careers"}]})

    site: str | None = Field(default=None, max_length=40, description="name that the script tag gives")
    token: str | None = Field(
        default=None, max_length=1000, description="the one that the visitor had before"
    )


class Welcome(BaseModel):
    """What a visitor needs."""

    token: str
    expires_in: int = Field(description="seconds for which the token is good")
    appearance: Appearance
    starters: tuple[str, ...] = Field(description="questions that can be answered")


def add_visiting(api: FastAPI, services: Services) -> None:
    """Adds `POST /visitors`."""

    @api.post("/visitors", tags=["visitors"], summary="Get a visitor token", response_model=Welcome)
    def arrive(request: Request, arrival: Arrival, response: Response) -> Welcome:
        origin = request.headers.get("origin")
        appearance = Appearance()
        if arrival.site is not None:
            try:
                site = services.sites.get(arrival.site)
            except NotFound as error:
                raise NotAllowed(f"there is no site {arrival.site!r} here") from error
            if not site.admits(origin):
                raise NotAllowed(f"pages of {origin or 'no origin'} may not embed the chat of {site.name!r}")
            appearance = site.appearance
        services.limits.take(_ISSUED, "visitors", address(request))
        known = None
        if arrival.token is not None:
            try:
                before = services.tokens.read(arrival.token, origin, worn_out=True)
                known = before.id if before.site == arrival.site else None
            except NotAllowed:
                known = None  # a token of another key or page: whoever has it is somebody new
        response.headers["Cache-Control"] = "no-store"
        return Welcome(
            token=services.tokens.issue(arrival.site, origin, known),
            expires_in=LIFETIME,
            appearance=appearance,
            starters=appearance.starters or services.assistant.starters(),
        )
