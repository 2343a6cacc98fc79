"""The pages of reviewers are closed: every route is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.routing import Route

from internbot.errors import TooManyRequests
from internbot.web.review.guarding import ADMIN_PATHS, OPEN_PATHS
from internbot.web.review.people import Throttle
from internbot.web.review_page import review_application
from web.conftest import Site
from web.requests import send
from web.review.reviewer import PASSWORD, Reviewer, post


def routes(site: Site) -> Iterator[tuple[str, str]]:
    services = site.services
    app = review_application(services.reviews, services.assistant, services.settings)
    for route in app.routes:
        assert isinstance(route, Route)
        path = re.sub(r"\{[^}]+\}", "0" * 32, route.path)
        for method in sorted(route.methods or ()):
            yield method, path


def test_every_route_is_closed_to_strangers(site: Site) -> None:
    walked = list(routes(site))
    assert len(walked) > 25
    for method, path in walked:
        if path in OPEN_PATHS:
            continue
        for cookie in ({}, {"Cookie": "internbot_review=forged"}):
            answer = send(site.url, f"/review{path}", method=method, headers=cookie)
            if method in ("GET", "HEAD"):
                assert (answer.status, answer.headers["location"]) == (303, "/review/sign-in"), path
            else:
                assert answer.status == 401, path
            assert answer.headers["cache-control"] == "no-store"


def test_what_is_no_route_is_closed_too(site: Site) -> None:
    assert send(site.url, "/review/no-such-page").status == 303
    assert send(site.url, "/review/queue/../../healthz").status in (303, 404)


def test_only_an_admin_says_who_else_may(site: Site) -> None:
    ben, ada = Reviewer.sign_in(site, "Ben"), Reviewer.sign_in(site, "Ada", "admin")
    for method, path in routes(site):
        if path in ADMIN_PATHS:
            answer = ben.get(f"/review{path}") if method == "GET" else ben.post(f"/review{path}", {})
            assert answer.status == 403, path
    assert ada.get("/review/people").status == ada.get("/review/audit").status == 200
    invited = ada.post("/review/people/invite", {"role": "reviewer"})
    found = re.search(r"/review/join\?invitation=[\w-]+", invited.text)
    assert found
    assert "You are invited as a reviewer" in send(site.url, found[0]).text
    token = found[0].partition("=")[2]
    joined = post(site, "/review/join", {"invitation": token, "name": "Cleo", "password": PASSWORD})
    assert joined.status == 303
    assert send(site.url, found[0]).status == 403


def test_every_form_needs_the_token_of_its_session(site: Site) -> None:
    ada = Reviewer.sign_in(site, "Ada", "admin")
    other = Reviewer.sign_in(site, "Ada", "admin")
    for method, path in routes(site):
        if method in ("GET", "HEAD") or path in OPEN_PATHS:
            continue
        for token in ("", "wrong", other.token()):
            assert ada.post(f"/review{path}", {}, token=token).status == 403, path
    foreign = {"Cookie": ada.cookie, "Origin": "https://evil.example"}
    assert post(site, "/review/sign-out", {"form_token": ada.token()}, foreign).status == 403
    assert ada.get("/review/queue").status == 200
    assert ada.post("/review/sign-out", {}).status == 303
    assert ada.get("/review/queue").status == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    Reviewer.sign_in(site, "Ada", "admin")
    answer = post(site, "/review/sign-in", {"name": "Ada", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/review" in cookie
    assert "secure" not in cookie


def test_attempts_that_fail_are_throttled_by_address_and_by_name() -> None:
    throttle = Throttle()
    for _ in range(10):
        throttle.check("10.0.0.1", "Ada")
        throttle.failed("10.0.0.1", "Ada")
    with pytest.raises(TooManyRequests):
        throttle.check("10.0.0.1", "Ben")
    throttle.check("10.0.0.2", "Ada")
    for number in range(10):
        throttle.failed(f"10.0.1.{number}", "ADA")
    with pytest.raises(TooManyRequests):
        throttle.check("10.0.0.2", "Ada")
    throttle.check("10.0.0.2", "Ben")


@pytest.mark.parametrize("path", ["/review/sign-in", "/review/queue", "/review/join"])
def test_the_pages_run_only_their_own_script(site: Site, path: str) -> None:
    policy = send(site.url, path).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
