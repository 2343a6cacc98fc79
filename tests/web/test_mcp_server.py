"""Called with the real client of the Model Context Protocol."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from mcp import Client

from web.conftest import Site


def call(site: Site, tool: str, arguments: dict[str, Any]) -> Any:
    async def run() -> Any:
        async with Client(f"{site.url}/mcp/") as client:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error
            return result.structured_content

    return asyncio.run(run())


def test_the_tools_are_told(site: Site) -> None:
    async def run() -> set[str]:
        async with Client(f"{site.url}/mcp/") as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert {"ask", "search", "listings"} == asyncio.run(run())


def test_ask_gives_the_answer_of_the_contract(site: Site) -> None:
    told = call(site, "ask", {"question": "How much does the river lab pay?"})
    assert told["status"] == "answered"
    assert "31 euros" in told["text"]
    assert told["citations"][0]["quote"]
    assert "dropped" not in told


def test_search_gives_passages(site: Site) -> None:
    told = call(site, "search", {"question": "river lab pay", "limit": 2})
    hits = told["result"]
    assert len(hits) == 2
    assert "31 euros" in hits[0]["text"]


def test_a_page_of_another_site_cannot_call(site: Site) -> None:
    response = httpx.post(f"{site.url}/mcp/", json={}, headers={"Origin": "https://evil.example.net"})
    assert response.status_code == 403


def test_listings_are_counted_completely(site: Site) -> None:
    told = call(site, "listings", {"where": "place=Lyon", "limit": 1})
    assert (told["total"], told["open"], len(told["items"])) == (2, 1, 1)
    assert call(site, "listings", {"where": "Which internships are open in Lyon?"})["total"] == 1


def test_a_condition_that_is_not_known_is_refused_with_what_there_is(site: Site) -> None:
    async def run() -> Any:
        async with Client(f"{site.url}/mcp/") as client:
            return await client.call_tool("listings", {"where": "colour=red status=open"})

    refused = asyncio.run(run())
    assert refused.is_error
