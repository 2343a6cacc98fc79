from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from internbot.web.forwarding import Hops, route_path
from web.conftest import Site, running_site
from web.requests import send
from web.reverse_proxy import ReverseProxy

QUESTION = {"question": "hello"}


@pytest.mark.parametrize(
    ("trusted", "peer", "told", "found"),
    [
        ("", "10.0.0.9", [], "10.0.0.9"),
        ("10.0.0.9", "10.0.0.9", ["203.0.113.7"], "203.0.113.7"),
        ("10.0.0.9", "10.0.0.9", ["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
        ("10.0.0.9", "10.0.0.9", ["198.51.100.1", "10.0.0.9"], "10.0.0.9"),
        ("10.0.0.9, 10.0.0.9", "10.0.0.9", ["203.0.113.7", "10.0.0.9"], "203.0.113.7"),
        ("10.0.0.0/8", "10.0.0.9", ["203.0.113.7", "10.2.0.1", "10.3.0.1"], "203.0.113.7"),
        ("10.0.0.0/8", "10.0.0.9", ["10.2.0.1"], "10.2.0.1"),
    ],
)
def test_the_first_address_that_is_no_hop_is_where_it_comes_from(
    trusted: str, peer: str, told: list[str], found: str
) -> None:
    assert Hops.read(trusted).origin(peer, told) == found


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="example"):
        Hops.read("example.org")


def test_the_path_below_the_root() -> None:
    assert route_path({"path": "/bot/chat/", "root_path": "/bot"}) == "/chat/"
    assert route_path({"path": "/bottle", "root_path": "/bot"}) == "/bottle"
    assert route_path({"path": "/chat/"}) == "/chat/"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that answers three questions a minute to an address, and trusts proxies on its own machine."""
    with running_site(
        tmp_path_factory.mktemp("behind"),
        trusted_proxies="127.0.0.1",
        root_path="/bot",
        api_per_minute=3,
        api_per_day=1000,
    ) as running:
        yield running


def test_limits_hold_behind_a_proxy_and_no_forged_header_dodges_them(behind: Site) -> None:
    with ReverseProxy(behind.url, "/bot").running() as url:
        statuses = [
            send(
                url.removesuffix("/bot"),
                "/bot/api/v1/ask",
                method="POST",
                body=QUESTION,
                headers={"X-Forwarded-For": f"203.0.113.{number}", "Forwarded": f"for=203.0.113.{number}"},
            ).status
            for number in range(5)
        ]
    assert statuses == [200, 200, 200, 429, 429]


def test_visitors_behind_a_proxy_are_told_apart(behind: Site) -> None:
    statuses = [
        send(
            behind.url,
            "/api/v1/ask",
            method="POST",
            body=QUESTION,
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status
        for number in range(5)
    ]
    assert statuses == [200] * 5


def test_without_a_trusted_proxy_nothing_that_is_forwarded_is_believed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running_site(tmp_path_factory.mktemp("alone"), api_per_minute=2) as alone:
        statuses = [
            send(
                alone.url,
                "/api/v1/ask",
                method="POST",
                body=QUESTION,
                headers={"X-Forwarded-For": f"198.51.100.{number}", "X-Forwarded-Proto": "https"},
            ).status
            for number in range(3)
        ]
        assert statuses == [200, 200, 429]
        page = send(alone.url, "/chat/", headers={"X-Forwarded-Proto": "https"})
        assert "Secure" not in page.headers["set-cookie"]


@pytest.mark.parametrize("strips", [True, False])
def test_pages_below_a_path_lead_to_each_other(behind: Site, strips: bool) -> None:
    with ReverseProxy(behind.url, "/bot", strips, scheme="https").running() as url:
        host = url.removesuffix("/bot")
        assert send(host, "/bot/").headers["location"] == "/bot/chat/"
        chat = send(host, "/bot/chat/")
        assert chat.status == 200
        assert '"/bot/static/chat.css' in chat.text
        assert "Secure" in chat.headers["set-cookie"]
        assert "Path=/bot" in chat.headers["set-cookie"]
        assert "font-src" in chat.headers["content-security-policy"]
        listings = send(host, "/bot/listings")
        assert 'href="/bot/listings/' in listings.text
        for text in (listings.text, send(host, "/bot/embed").text, send(host, "/bot/sources/none").text):
            assert 'href="/' in text
            assert 'href="/' not in text.replace('href="/bot/', "")
            assert 'src="/' not in text.replace('src="/bot/', "")
        manifest = json.loads(send(host, "/bot/manifest.json").text)
        assert manifest["start_url"] == "/bot/chat/"
        described = json.loads(send(host, "/bot/api/v1/openapi.json").text)
        assert described["paths"]
        assert send(host, "/bot/healthz").status == 200
        assert send(host, "/bot/mcp/", method="POST", body={}).status != 404
