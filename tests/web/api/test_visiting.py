from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from internbot.sites.site import Appearance, Budgets
from internbot.sites.site import Site as EmbeddingSite
from web.api.conftest import ORIGIN, STRANGER
from web.conftest import Site

Client = Callable[..., httpx.Client]


def test_a_visitor_of_a_site_gets_a_token_and_its_looks(site: Site, client: Client) -> None:
    looks = Appearance(title="Ask the river", colour="#004488", starters=("What do interns do?",))
    site.services.sites.put(
        EmbeddingSite(name="river", origins=("https://river.example.org",), appearance=looks)
    )
    page = client("https://river.example.org")
    told = page.post("/api/v1/visitors", json={"site": "river"}).json()
    assert Appearance.model_validate(told["appearance"]) == looks
    assert told["starters"] == ["What do interns do?"]
    first = site.services.tokens.read(told["token"], "https://river.example.org")
    again = page.post("/api/v1/visitors", json={"site": "river", "token": told["token"]}).json()
    assert site.services.tokens.read(again["token"], "https://river.example.org").id == first.id


@pytest.mark.parametrize(("name", "origin"), [("careers", STRANGER), ("careers", None), ("nowhere", ORIGIN)])
def test_a_page_that_may_not_embed_the_chat_gets_no_token(
    client: Client, name: str, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin else {}
    response = client().post("/api/v1/visitors", json={"site": name}, headers=headers)
    assert response.status_code == 403
    assert "token" not in response.text


def test_a_token_is_good_at_its_own_origin_only(client: Client) -> None:
    page = client(ORIGIN)
    body = {"question": "What do interns do at the river lab?"}
    assert page.post("/api/v1/ask", json=body).status_code == 200
    assert page.post("/api/v1/ask", json=body, headers={"Origin": STRANGER}).status_code == 403
    del page.headers["Origin"]
    response = page.post("/api/v1/ask", json=body)
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "not_allowed"


def test_a_site_that_is_taken_away_stops_answering(site: Site, client: Client) -> None:
    site.services.sites.put(EmbeddingSite(name="gone", origins=("https://gone.example.org",)))
    page = client("https://gone.example.org")
    token = page.post("/api/v1/visitors", json={"site": "gone"}).json()["token"]
    site.services.sites.remove("gone")
    response = page.post(
        "/api/v1/ask", json={"question": "When?"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert response.status_code == 403


def test_a_visitor_over_the_budget_gets_429_with_the_time_to_wait(site: Site, client: Client) -> None:
    origin = "https://small.example.org"
    site.services.sites.put(EmbeddingSite(name="small", origins=(origin,), budgets=Budgets(visitor_minute=2)))
    page = client(origin)
    token = page.post("/api/v1/visitors", json={"site": "small"}).json()["token"]
    page.headers["Authorization"] = f"Bearer {token}"
    codes = [page.post("/api/v1/ask", json={"question": "Hello"}) for _ in range(3)]
    assert [one.status_code for one in codes] == [200, 200, 429]
    error = codes[-1].json()["error"]
    assert error["code"] == "too_many_requests"
    assert int(codes[-1].headers["retry-after"]) == error["retry_after"] > 0
    assert codes[-1].headers["access-control-allow-origin"] == origin
    assert "retry-after" in codes[-1].headers["access-control-expose-headers"].lower()


def test_pages_of_known_sites_may_call_and_others_may_not(client: Client) -> None:
    asking = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    allowed = client().options("/api/v1/ask", headers={"Origin": ORIGIN, **asking})
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in allowed.headers
    refused = client().options("/api/v1/ask", headers={"Origin": STRANGER, **asking})
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers
    foreign = client().post("/api/v1/ask", json={"question": "Hello"}, headers={"Origin": STRANGER})
    assert foreign.status_code == 403
    read = client().get("/api/v1/sources/hostile", headers={"Origin": STRANGER})
    assert "access-control-allow-origin" not in read.headers
    assert "origin" in read.headers["vary"].lower()


def test_other_paths_stay_closed_to_all_other_sites(client: Client, site: Site) -> None:
    for path in ("/v1/chat/completions", "/mcp/", "/chat/gradio_api/queue/join"):
        response = client().post(path, json={}, headers={"Origin": ORIGIN})
        assert response.status_code == 403, path
    own = client().post("/api/v1/ask", json={"question": "Hello"}, headers={"Origin": site.url})
    assert own.status_code == 200


@pytest.mark.parametrize("token", ["x", "Basic abc", "Bearer abc"])
def test_a_token_that_is_none_is_refused(client: Client, token: str) -> None:
    headers = {"Authorization": token if " " in token else f"Bearer {token}"}
    response = client().post("/api/v1/ask", json={"question": "Hello"}, headers=headers)
    assert response.status_code == 403
