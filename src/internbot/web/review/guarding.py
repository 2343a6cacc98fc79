"""Who may see the pages of reviewers: nobody, unless signed in; no form counts without the token of its session."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from internbot.review.accounts import Accounts, SignedIn

COOKIE = "internbot_review"
FORM_TOKEN = "form_token"
OPEN_PATHS = frozenset({"/sign-in", "/join"})
"""All else is closed to those who are not signed in."""
ADMIN_PATHS = frozenset(
    {
        "/people",
        "/people/invite",
        "/people/close",
        "/audit",
        "/visitors",
        "/visitors/export",
        "/visitors/delete",
    }
)
_READING = frozenset({"GET", "HEAD"})
_MOST_FIELDS = 500
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class ReviewGuard:
    """ASGI middleware around all pages of reviewers; it reads forms, so that none is taken without its token."""

    def __init__(self, app: ASGIApp, accounts: Accounts, sign_in: str) -> None:
        """
        Args:
            sign_in: address of the page to sign in at.
        """
        self.app = app
        self._accounts = accounts
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with `state.me` and `state.form`, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        state = scope.setdefault("state", {})
        path = scope["path"].removeprefix(scope.get("root_path", "")) or "/"
        me = await run_in_threadpool(self._accounts.signed_in, request.cookies.get(COOKIE))
        form = await _form(request) if scope["method"] not in _READING else {}
        state["me"], state["form"] = me, form
        refusal = self._refusal(scope["method"], path, me, form)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def send_privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in PRIVATE.items()),
                ]
            await send(message)

        await self.app(scope, receive, send_privately)

    def _refusal(
        self, method: str, path: str, me: SignedIn | None, form: Mapping[str, list[str]]
    ) -> Response | None:
        if path in OPEN_PATHS:
            return None
        if me is None:
            if method in _READING:
                return RedirectResponse(self._sign_in, 303, PRIVATE)
            return PlainTextResponse("Sign in first.", 401, PRIVATE)
        if path in ADMIN_PATHS and me.account.role != "admin":
            return PlainTextResponse("Only an admin may do this.", 403, PRIVATE)
        if method not in _READING:
            given = next(iter(form.get(FORM_TOKEN, ())), "")
            if not hmac.compare_digest(given.encode(), me.form_token.encode()):
                return PlainTextResponse(
                    "This form is too old. Go back, reload the page, try again.", 403, PRIVATE
                )
        return None


async def _form(request: Request) -> dict[str, list[str]]:
    """The fields of a form; nothing where the body is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    body = await request.body()
    if kind != "application/x-www-form-urlencoded":
        return {}
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def me(request: Request) -> SignedIn:
    """Who asks; the guard lets nobody else come here."""
    found = request.state.me
    assert isinstance(found, SignedIn)
    return found


def field(request: Request, name: str) -> str:
    """The first value of a form's field, without spaces around; empty where there is none."""
    values: list[str] = request.state.form.get(name, [])
    return values[0].strip() if values else ""
