import re

import pytest

from internbot.web.app import build
from web.conftest import Site
from web.requests import send

FOREIGN = {"Origin": "https://evil.example"}
JOIN = "/chat/gradio_api/queue/join"
PREDICT = "/chat/gradio_api/run/predict"


@pytest.mark.parametrize(
    "path",
    ["/", "/chat/", "/chat/config", "/sources/none", "/static/tokens.css", "/healthz", "/no-such-page"],
)
def test_every_response_is_protected(site: Site, path: str) -> None:
    headers = send(site.url, path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    (framers,) = (part.split()[1:] for part in policy.split(";") if "frame-ancestors" in part)
    # Only the chat page may be framed, and only by the sites that were let in.
    let_in = {origin for one in site.services.sites.all() for origin in one.origins}
    assert set(framers) <= ({"'none'", "'self'"} | let_in if path.startswith("/chat/") else {"'none'"})
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_source_pages_run_no_script_at_all(site: Site) -> None:
    assert "script-src" not in send(site.url, "/sources/none").headers["content-security-policy"]


@pytest.mark.parametrize("host", ["bot.example.com", "127.0.0.1"])
@pytest.mark.parametrize("path", ["/chat/", "/chat/config", "/sources/none", "/healthz"])
def test_no_other_site_may_read_a_page(site: Site, path: str, host: str) -> None:
    headers = send(site.url, path, headers=FOREIGN | {"Host": host}).headers
    assert not [name for name in headers if name.startswith("access-control-")]


def test_no_other_site_may_send_a_question(site: Site) -> None:
    asked = {"data": ["hello"], "fn_index": 0, "session_hash": "abc"}
    assert send(site.url, JOIN, method="POST", headers=FOREIGN, body=asked).status == 403
    assert send(site.url, JOIN, method="POST", headers={"Origin": "null"}, body=asked).status == 403
    preflight = FOREIGN | {"Access-Control-Request-Method": "POST"}
    refused = send(site.url, JOIN, method="OPTIONS", headers=preflight)
    assert "access-control-allow-origin" not in refused.headers


def test_the_page_itself_may(site: Site) -> None:
    asked = {"data": ["hello"], "fn_index": 0, "session_hash": "test_security"}
    own = send(
        site.url, "/chat/gradio_api/run/predict", method="POST", headers={"Origin": site.url}, body=asked
    )
    assert own.status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/chat/gradio_api/upload"),
        ("GET", "/chat/gradio_api/proxy=http://127.0.0.1:9/"),
        ("GET", "/chat/gradio_api/file=/etc/passwd"),
        ("GET", "/chat/gradio_api/file/etc/passwd"),
        ("POST", "/chat/gradio_api/call/asked"),
        ("POST", "/chat/gradio_api/component_server"),
        ("GET", "/chat/gradio_api/openapi.json"),
        ("POST", "/chat/gradio_api/vibe-edit"),
        ("GET", "/chat/monitoring"),
        ("POST", "/chat/login"),
        ("GET", "/chat/gradio_api/deep_link"),
    ],
)
def test_what_the_page_does_not_use_is_closed(site: Site, method: str, path: str) -> None:
    assert send(site.url, path, method=method).status == 404


def test_a_long_body_is_refused(site: Site) -> None:
    long = {"data": ["x" * 70_000], "fn_index": 0, "session_hash": "abc"}
    assert send(site.url, JOIN, method="POST", body=long).status == 413
    assert send(site.url, JOIN, method="POST", headers={"Content-Length": "-1"}).status in {400, 413}


def test_a_long_body_without_a_length_is_not_read(site: Site) -> None:
    parts = [b"[" + b"1," * 20_000] * 4
    assert send(site.url, PREDICT, method="POST", chunks=parts).status >= 400


def test_the_page_tells_nothing_of_the_machine(site: Site) -> None:
    for path in ("/chat/", "/chat/config", "/chat/gradio_api/info"):
        text = send(site.url, path).text
        assert str(site.settings.data) not in text
        assert str(site.settings.knowledge) not in text


@pytest.mark.parametrize("sent", [None, 5, ["x"], {"text": "x"}, "", "x" * 30_000])
def test_forged_questions_do_no_harm(site: Site, sent: object) -> None:
    asked = {"data": [sent], "fn_index": 0, "session_hash": "forged"}
    answer = send(site.url, PREDICT, method="POST", body=asked)
    assert answer.status in {200, 422, 500}
    assert "Traceback" not in answer.text
    assert send(site.url, "/healthz").status == 200


def test_every_route_carries_the_protective_headers(site: Site) -> None:
    paths = {getattr(route, "path", "") for route in build(site.services).routes}
    assert {"/listings", "/embed", "/shared/{link}", "/chat", "/api/v1"} <= paths
    for path in paths:
        headers = send(site.url, re.sub(r"{[^}]*}", "none", path) or "/").headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "frame-ancestors" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] in {"no-referrer", "same-origin"}, path
        assert headers["x-request-id"], path
