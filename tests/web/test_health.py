from __future__ import annotations

import httpx

from web.conftest import Site


def test_a_server_tells_that_it_lives_and_is_ready(site: Site) -> None:
    assert httpx.get(f"{site.url}/healthz").json() == {"status": "ok"}
    ready = httpx.get(f"{site.url}/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "articles": 3, "listings": 2}


def test_answers_and_requests_are_counted(site: Site) -> None:
    def number(name: str) -> float:
        lines = httpx.get(f"{site.url}/metrics").text.splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))

    before = (
        number("internbot_answers_total"),
        number('internbot_request_seconds_count{method="POST",part="api"'),
    )
    httpx.post(f"{site.url}/api/v1/ask", json={"question": "How much does the river lab pay?"}, timeout=30)
    httpx.get(f"{site.url}/made-up-{'x' * 20}")
    after = (
        number("internbot_answers_total"),
        number('internbot_request_seconds_count{method="POST",part="api"'),
    )
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1]
    told = httpx.get(f"{site.url}/metrics").text
    assert "made-up" not in told
    assert "internbot_listings 2.0" in told


def test_every_response_has_an_id_which_a_proxy_may_give(site: Site) -> None:
    one, two = httpx.get(f"{site.url}/healthz"), httpx.get(f"{site.url}/none")
    assert one.headers["x-request-id"] != two.headers["x-request-id"]
    given = httpx.get(f"{site.url}/healthz", headers={"X-Request-Id": "from-proxy.1"})
    assert given.headers["x-request-id"] == "from-proxy.1"
    odd = httpx.get(f"{site.url}/healthz", headers={"X-Request-Id": "<b>"})
    assert odd.headers["x-request-id"] != "<b>"
