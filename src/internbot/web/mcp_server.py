"""A Model Context Protocol server with the tools `ask`, `search` and `listings`, for assistants of other makers."""

from __future__ import annotations

import asyncio
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.requests import Request

from internbot import __version__
from internbot.answering.answers import Answer
from internbot.errors import InvalidRequest
from internbot.listings.filters import ORDERS, Order
from internbot.web.api.callers import address
from internbot.web.api.listings import LAST_OFFSET, MOST_ROWS
from internbot.web.api.streams import public
from internbot.web.listing_requests import LONGEST_WHERE
from internbot.web.services import Services
from internbot.web.sessions import MAX_QUESTION

PATH = "/mcp"
_MOST_HITS = 50


def mcp_server(services: Services) -> MCPServer[Any]:
    """The server; its application is `mcp_application`."""
    server: MCPServer[Any] = MCPServer(
        "internbot",
        title="internbot",
        version=__version__,
        instructions="Answers questions on internships with exact quotes from stored sources, and finds listings.",
        log_level="WARNING",
    )

    @server.tool(
        description="Answer a question on internships; each sentence carries a quote from a stored source."
    )
    async def ask(question: str, ctx: Context) -> dict[str, Any]:
        services.limits.take(services.budgets, "", _address(ctx))

        def run() -> Answer:
            *_, last = services.dialogue.converse(question[:MAX_QUESTION])
            assert isinstance(last.data, Answer)
            return last.data

        return public(await asyncio.get_running_loop().run_in_executor(services.executor, run))

    @server.tool(
        description="Find the passages of the stored sources that are nearest to a question, best first."
    )
    async def search(question: str, limit: int = 10) -> list[dict[str, Any]]:
        hits = await asyncio.get_running_loop().run_in_executor(
            services.executor,
            lambda: services.assistant.search(question[:MAX_QUESTION], k=max(1, min(limit, _MOST_HITS))),
        )
        return [
            {
                "document": hit.document,
                "start": hit.start,
                "end": hit.end,
                "score": hit.score,
                "text": hit.text,
            }
            for hit in hits
        ]

    @server.tool(
        description="Find job and internship postings, completely counted. `where` takes conditions such as "
        "`place=Seattle status=open`, or a question in plain words; `sort` one of "
        f"{', '.join(ORDERS)}. Rows are at most {MOST_ROWS}, after `offset` others."
    )
    async def listings(
        where: str = "", sort: Order | None = None, limit: int = 10, offset: int = 0
    ) -> dict[str, Any]:
        if len(where) > LONGEST_WHERE:
            raise InvalidRequest(f"where has {len(where):,} characters; the limit is {LONGEST_WHERE:,}")
        rows, before = max(1, min(limit, MOST_ROWS)), max(0, min(offset, LAST_OFFSET))
        return await asyncio.get_running_loop().run_in_executor(
            services.executor,
            lambda: services.assistant.records.result(where, order=sort, first=rows, offset=before),
        )

    return server


def _address(ctx: Context) -> str:
    request = ctx.request_context.request
    return address(request) if isinstance(request, Request) else "unknown"


def mcp_application(server: MCPServer[Any]) -> Starlette:
    """The server over streamable HTTP; its lifespan has to be run by the application that it is mounted in."""
    # Our own guard refuses foreign origins, for all addresses alike.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return server.streamable_http_app(
        streamable_http_path="/", stateless_http=True, json_response=True, transport_security=security
    )
