"""Who calls the API: the visitor of a token, or a program without one."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from internbot.errors import NotAllowed
from internbot.web.chat_visitors import COOKIE, cookie_visitor
from internbot.web.cross_origin import is_own
from internbot.web.services import Services

_NO_SITE = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    Attributes:
        visitor: id of the visitor; None for a program without a token or cookie.
        site: name of the site; None where it is none.
    """

    visitor: str | None
    site: str | None


def caller(request: Request, services: Services) -> Caller:
    """Who calls.

    Raises:
        NotAllowed: the token is not valid here, or its site was taken away.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if not token:
        origin = request.headers.get("origin")
        # The cookie is that of our own chat page: no other page speaks for its reader.
        own = origin is None or is_own(request.scope, origin)
        return Caller(cookie_visitor(services.tokens, request.cookies.get(COOKIE)) if own else None, None)
    if scheme.lower() != "bearer":
        raise NotAllowed("send the visitor token as Authorization: Bearer TOKEN")
    visitor = services.tokens.read(token.strip(), request.headers.get("origin"))
    if visitor.site is not None and not services.sites.get(visitor.site).admits(visitor.origin):
        raise NotAllowed("this site may no longer embed the chat")
    return Caller(visitor.id, visitor.site)


def count(request: Request, services: Services, who: Caller) -> None:
    """Count a question against the budgets of its site and of who asks.

    Raises:
        TooManyRequests: one of them is used up.
    """
    budgets = services.sites.get(who.site).budgets if who.site is not None else services.budgets
    # Without a site, who asks costs nothing to be: only the address counts.
    asking = who.visitor if who.site is not None and who.visitor else address(request)
    services.limits.take(budgets, who.site or _NO_SITE, asking)


def address(request: Request) -> str:
    """The address that a request comes from, as far as trusted proxies tell it."""
    return request.client.host if request.client is not None else "unknown"
