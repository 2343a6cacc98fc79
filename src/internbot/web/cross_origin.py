"""Which pages of other sites may call the API: those of the sites that were added, and no others."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from internbot.sites.store import SiteStore
from internbot.web.api.app import API_PREFIX
from internbot.web.forwarding import route_path

_READING = frozenset({"GET", "HEAD"})
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}
_EXPOSED = "Retry-After, X-Request-Id"


class SiteOrigins:
    """ASGI middleware: answers preflights, and adds what lets a page of a known site read the API's answers.

    No cookies are ever sent or read across origins.
    """

    def __init__(self, app: ASGIApp, sites: SiteStore) -> None:
        self.app = app
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer a preflight, or refuse a page of an unknown site with 403."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if origin is None or not is_api(route_path(scope)) or is_own(scope, origin):
            await self.app(scope, receive, send)
            return
        admitted = self._sites.admits(origin)
        if scope["method"] == "OPTIONS":
            headers = (
                {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **_ALLOWED} if admitted else {}
            )
            response: Response = PlainTextResponse(status_code=204 if admitted else 403, headers=headers)
            await response(scope, receive, send)
            return
        if not admitted and scope["method"] not in _READING:
            await PlainTextResponse("Requests from other sites are refused.", 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                if admitted:
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Expose-Headers"] = _EXPOSED
            await send(message)

        await self.app(scope, receive, send_with_headers)


def is_api(path: str) -> bool:
    """Whether pages of other sites may have business there."""
    return path.startswith(f"{API_PREFIX}/")


def is_own(scope: Scope, origin: str) -> bool:
    """Whether a page of this very server asks."""
    return urlsplit(origin).netloc == Headers(scope=scope).get("host")
