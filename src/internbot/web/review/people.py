"""Signing in and out, taking up an invitation, and, for admins, who else may review."""

from __future__ import annotations

import time
from typing import cast
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.responses import Response

from internbot.errors import InvalidRequest, NotAllowed, TooManyRequests
from internbot.review.accounts import SESSION, SHORTEST_PASSWORD, Role
from internbot.web.api.callers import address
from internbot.web.review.guarding import COOKIE, field, me
from internbot.web.review.pages import PREFIX, Desk

_PER_ADDRESS = RateLimitItemPerMinute(10, 5)
_PER_NAME = RateLimitItemPerMinute(20, 15)


class Throttle:
    """Counts attempts to sign in, in this process; a restart begins anew."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, who: str, name: str) -> None:
        """Whether another attempt may be made.

        Raises:
            TooManyRequests: too many failed from one address, or for one name.
        """
        for item, key in _keys(who, name):
            if not self._limiter.test(item, key):
                after = max(1.0, self._limiter.get_window_stats(item, key).reset_time - time.time())
                words = f"in {after / 60:.0f} minutes" if after > 90 else "in a minute"
                raise TooManyRequests(f"Too many attempts failed. Try again {words}.", after)

    def failed(self, who: str, name: str) -> None:
        """Count an attempt that failed."""
        for item, key in _keys(who, name):
            self._limiter.hit(item, key)


def _keys(who: str, name: str) -> tuple[tuple[RateLimitItemPerMinute, str], ...]:
    return (_PER_ADDRESS, f"address {who}"), (_PER_NAME, f"name {name.casefold()}")


def add_people(app: FastAPI, desk: Desk) -> None:
    """Adds `/sign-in`, `/sign-out`, `/join`, and for admins `/people` and `/audit`."""
    accounts = desk.reviews.accounts
    throttle = Throttle()

    def signed_in(request: Request, name: str, password: str) -> Response:
        token = accounts.sign_in(name, password)
        response = desk.go("/queue")
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(SESSION.total_seconds()),
            path=f"{desk.root}{PREFIX}",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response

    @app.get("/sign-in")
    def sign_in_page(request: Request) -> Response:
        if request.state.me is not None:
            return desk.go("/queue")
        return desk.show(request, "sign_in", problem="", name="", nobody=not accounts.any())

    @app.post("/sign-in")
    def sign_in(request: Request) -> Response:
        name = field(request, "name")
        password = next(iter(request.state.form.get("password", [])), "")
        try:
            throttle.check(address(request), name)
            return signed_in(request, name, password)
        except (NotAllowed, TooManyRequests) as error:
            if isinstance(error, NotAllowed):
                throttle.failed(address(request), name)
            status = 429 if isinstance(error, TooManyRequests) else 403
            return desk.show(request, "sign_in", status, problem=str(error), name=name, nobody=False)

    @app.post("/sign-out")
    def sign_out(request: Request) -> Response:
        accounts.sign_out(request.cookies.get(COOKIE, ""))
        response = desk.go("/sign-in")
        response.delete_cookie(COOKIE, path=f"{desk.root}{PREFIX}")
        return response

    @app.get("/join")
    def join_page(request: Request, invitation: str = "") -> Response:
        try:
            role = accounts.invited(invitation)
        except NotAllowed as error:
            return desk.show(request, "problem", 403, what="This invitation does not work", why=str(error))
        return desk.show(
            request, "join", invitation=invitation, role=role, problem="", name="", shortest=SHORTEST_PASSWORD
        )

    @app.post("/join")
    def join(request: Request) -> Response:
        invitation, name = field(request, "invitation"), field(request, "name")
        password = next(iter(request.state.form.get("password", [])), "")
        try:
            throttle.check(address(request), "an invitation")
            account = accounts.accept(invitation, name, password)
        except (InvalidRequest, NotAllowed, TooManyRequests) as error:
            if not isinstance(error, InvalidRequest):
                throttle.failed(address(request), "an invitation")
                return desk.show(
                    request, "problem", 403, what="This invitation does not work", why=str(error)
                )
            role = accounts.invited(invitation)
            return desk.show(
                request, "join", 422, invitation=invitation, role=role, problem=str(error), name=name,
                shortest=SHORTEST_PASSWORD,
            )  # fmt: skip
        return signed_in(request, account.name, password)

    @app.get("/people")
    def people(request: Request) -> Response:
        return desk.show(request, "people", people=accounts.all(), link="", problem="")

    @app.post("/people/invite")
    def invite(request: Request) -> Response:
        role = field(request, "role")
        if role not in ("reviewer", "admin"):
            return desk.show(request, "people", 422, people=accounts.all(), link="", problem="Choose a role.")
        token = accounts.invite(cast("Role", role), me(request).account.name)
        base = f"{request.url.scheme}://{request.url.netloc}{desk.root}{PREFIX}"
        link = f"{base}/join?{urlencode({'invitation': token})}"
        return desk.show(request, "people", people=accounts.all(), link=link, problem="")

    @app.post("/people/close")
    def close(request: Request) -> Response:
        try:
            accounts.close(int(field(request, "account") or 0), me(request).account.name)
        except (InvalidRequest, ValueError) as error:
            return desk.show(request, "people", 422, people=accounts.all(), link="", problem=str(error))
        return desk.go("/people")

    @app.get("/audit")
    def audit(request: Request) -> Response:
        return desk.show(request, "audit", trail=accounts.trail())
