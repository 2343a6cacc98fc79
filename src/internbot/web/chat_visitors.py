"""Who reads the chat page: a cookie that no script sees, so that a browser's own list of conversations opens them."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from internbot.errors import NotAllowed
from internbot.sites.visitors import VisitorTokens
from internbot.web.forwarding import route_path
from internbot.web.security import CHAT_PREFIX

COOKIE = "internbot_visitor"
_KEPT = 365 * 24 * 3600
"""Seconds for which a browser remembers who it is; conversations are deleted by an age of their own."""


def cookie_visitor(tokens: VisitorTokens, cookie: str | None) -> str | None:
    """The id of the visitor that a cookie names; None where it is absent or none of ours."""
    if not cookie:
        return None
    try:
        visitor = tokens.read(cookie, None, worn_out=True)
    except NotAllowed:
        return None
    return visitor.id if visitor.site is None else None


class ChatVisitors:
    """ASGI middleware: whoever opens the chat page without the cookie gets one."""

    def __init__(self, app: ASGIApp, tokens: VisitorTokens, root: str = "") -> None:
        self.app = app
        self._tokens = tokens
        self._path = root or "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the cookie to the page."""
        if scope["type"] != "http" or route_path(scope) != f"{CHAT_PREFIX}/" or self._known(scope):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                carrier = Response()
                carrier.set_cookie(
                    COOKIE,
                    self._tokens.issue(None, None),
                    max_age=_KEPT,
                    path=self._path,
                    secure=scope["scheme"] == "https",
                    httponly=True,
                    samesite="lax",
                )
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", carrier.headers["set-cookie"])
                headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_cookie)

    def _known(self, scope: Scope) -> bool:
        return cookie_visitor(self._tokens, HTTPConnection(scope).cookies.get(COOKIE)) is not None
