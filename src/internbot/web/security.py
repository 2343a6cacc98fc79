"""What every response and every request of the web pages must satisfy."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from internbot.sites.store import SiteStore
from internbot.web.cross_origin import is_api, is_own
from internbot.web.forwarding import route_path

CHAT_PREFIX = "/chat"
MAX_BODY_BYTES = 64 * 1024
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_DATA = "/your-data"
# What the chat page asks for. Gradio also serves uploads, a proxy and files, which nothing here needs.
_GRADIO_PAGES = frozenset({"", "assets", "config", "gradio_api", "static", "theme.css"})
_GRADIO_CALLS = frozenset(
    {"app_id", "cancel", "heartbeat", "info", "queue", "reset", "run", "startup-events", "theme.css"}
)

_OWN_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
# The search of the listings is a form that only asks for pages of our own.
_FORM_POLICY = _OWN_POLICY.replace("form-action 'none'", "form-action 'self'")
# The page for owners of sites shows the widget, which styles itself through sheets that no policy has to allow.
_EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Forms of reviewers, with a script for keys and quotes.
_REVIEW_POLICY = _EMBED_POLICY.replace("form-action 'none'", "form-action 'self'")
# Gradio sets style attributes; its inline scripts are not needed and stay blocked.
_CHAT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
_SHARING = "Cross-Origin-Resource-Policy"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    _SHARING: "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class SecurityHeaders:
    """ASGI middleware: a content security policy and the other protective headers on every response."""

    def __init__(self, app: ASGIApp, sites: SiteStore) -> None:
        self.app = app
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy, fixed = _policy(route_path(scope)), _HEADERS
        framers = self._framers() if _is_chat(route_path(scope)) else ""
        if framers:
            policy = policy.replace("frame-ancestors 'none'", f"frame-ancestors 'self' {framers}")
            fixed = {name: value for name, value in _HEADERS.items() if name != "X-Frame-Options"}
        if _is_review(route_path(scope)) or route_path(scope) == _OWN_DATA:
            # With no-referrer, browsers would not say that a form comes from our own page.
            fixed = fixed | {"Referrer-Policy": "same-origin"}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in fixed.items():
                    # Only files that are the same for everybody say that other sites may load them.
                    if name != _SHARING or name not in headers:
                        headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _framers(self) -> str:
        """Origins whose pages may show the chat page in a frame of theirs."""
        return " ".join(dict.fromkeys(origin for site in self._sites.all() for origin in site.origins))


class RequestGuard:
    """ASGI middleware: refuses foreign origins, large bodies, and what the page does not use of Gradio."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403, 404 or 413 with one clear line."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        seen = 0

        async def receive_counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            # Sent without a length: the reader is told that the client left.
            return {"type": "http.disconnect"} if seen > MAX_BODY_BYTES else message

        await self.app(scope, receive_counted, send)


def _policy(path: str) -> str:
    if _is_chat(path):
        return _CHAT_POLICY
    if _is_review(path):
        return _REVIEW_POLICY
    if path == "/embed":
        return _EMBED_POLICY
    return _FORM_POLICY if path in ("/listings", _OWN_DATA) else _OWN_POLICY


def _is_review(path: str) -> bool:
    return path == "/review" or path.startswith("/review/")


def _is_chat(path: str) -> bool:
    return path == CHAT_PREFIX or path.startswith(CHAT_PREFIX + "/")


def _refusal(scope: Scope) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    path = route_path(scope)
    if _is_chat(path):
        page, call = [*path.removeprefix(CHAT_PREFIX).strip("/").split("/"), ""][:2]
        if page not in _GRADIO_PAGES or (page == "gradio_api" and call not in _GRADIO_CALLS):
            return PlainTextResponse("There is no such page.", 404)
    if scope["method"] not in _READING:
        origin = headers.get("origin")
        # Those to the API were looked at already, by the sites that may embed the chat.
        if origin is not None and not is_api(path) and not is_own(scope, origin):
            return PlainTextResponse("Requests from other sites are refused.", 403)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return PlainTextResponse("The request is too long.", 413)
    return None
