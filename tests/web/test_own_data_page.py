from __future__ import annotations

import json

import httpx

from internbot.web.chat_visitors import COOKIE
from web.api.conftest import STRANGER
from web.conftest import Site
from web.requests import send
from web.review.reviewer import post

QUESTION = "What do interns do at the river lab?"


def visitor(site: Site) -> tuple[str, dict[str, str]]:
    """The number of a visitor who asked a question, and the headers that a browser of theirs sends."""
    token = site.services.tokens.issue(None, None)
    found = site.services.tokens.read(token, None).id
    list(site.services.dialogue.converse(QUESTION, visitor=found))
    return found, {"Cookie": f"{COOKIE}={token}"}


def test_a_visitor_sees_takes_and_deletes_all_that_is_kept(site: Site) -> None:
    number, cookie = visitor(site)
    _, other = visitor(site)
    page = send(site.url, "/your-data", headers=cookie)
    assert (page.status, page.headers["cache-control"]) == (200, "no-store")
    assert number in page.text
    assert "1 question in 1 conversation" in page.text
    told = json.loads(send(site.url, "/your-data/all.json", headers=cookie).text)
    assert told["visitor"] == number
    assert [one["question"] for one in told["turns"]] == [QUESTION]
    assert "dropped" not in told["turns"][0]["answer"]
    assert post(site, "/your-data/delete", {}, cookie).status == 303
    assert "Nothing is kept of you" in send(site.url, "/your-data", headers=cookie).text
    assert "1 question in 1 conversation" in send(site.url, "/your-data", headers=other).text


def test_nobody_else_sees_or_deletes_it(site: Site) -> None:
    number, cookie = visitor(site)
    for headers in ({}, {"Cookie": f"{COOKIE}={number}"}, {"Cookie": f"{COOKIE}=forged"}):
        assert number not in send(site.url, "/your-data", headers=headers).text
        assert send(site.url, "/your-data/all.json", headers=headers).status == 303
        post(site, "/your-data/delete", {}, headers)
    assert post(site, "/your-data/delete", {}, cookie | {"Origin": STRANGER}).status == 403
    assert "1 question in 1 conversation" in send(site.url, "/your-data", headers=cookie).text


def test_the_api_does_the_same_for_a_token_of_a_site(site: Site) -> None:
    number, cookie = visitor(site)
    with httpx.Client(base_url=site.url, headers=cookie, timeout=30) as client:
        told = client.get("/api/v1/conversations").json()
        assert (told["visitor"], len(told["turns"])) == (number, 1)
        assert client.delete("/api/v1/conversations").status_code == 204
        assert client.get("/api/v1/conversations").json()["turns"] == []
        assert client.delete("/api/v1/conversations").status_code == 204
    with httpx.Client(base_url=site.url, timeout=30) as nobody:
        for response in (nobody.get("/api/v1/conversations"), nobody.delete("/api/v1/conversations")):
            assert response.status_code == 404
