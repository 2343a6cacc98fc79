"""Clients of the API of the running server, as programs and as pages of other sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from internbot.sites.site import Budgets
from internbot.sites.site import Site as EmbeddingSite
from web.conftest import Site

ORIGIN = "https://careers.example.org"
STRANGER = "https://evil.example.net"


@pytest.fixture(scope="session")
def embedding(site: Site) -> EmbeddingSite:
    """A site whose pages may embed the chat."""
    wide = Budgets(visitor_minute=1000, visitor_day=10_000, site_minute=10_000, site_day=100_000)
    added = EmbeddingSite(name="careers", origins=(ORIGIN,), budgets=wide)
    site.services.sites.put(added)
    return added


@pytest.fixture
def client(site: Site, embedding: EmbeddingSite) -> Iterator[Callable[..., httpx.Client]]:
    """Makes clients: `client()` is a program, `client(origin)` a page of that origin with a token of its own."""
    opened: list[httpx.Client] = []

    def make(origin: str | None = None) -> httpx.Client:
        headers = {"Origin": origin} if origin else {}
        made = httpx.Client(base_url=site.url, headers=headers, timeout=30)
        opened.append(made)
        if origin == ORIGIN:
            welcome = made.post("/api/v1/visitors", json={"site": embedding.name})
            assert welcome.status_code == 200, welcome.text
            made.headers["Authorization"] = f"Bearer {welcome.json()['token']}"
        return made

    yield make
    for one in opened:
        one.close()
