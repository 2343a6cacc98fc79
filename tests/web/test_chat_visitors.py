from internbot.web.chat_visitors import COOKIE, cookie_visitor
from web.conftest import Site
from web.requests import send


def cookie(site: Site) -> str:
    return send(site.url, "/chat/").headers["set-cookie"].split(";")[0].partition("=")[2]


def test_whoever_opens_the_chat_gets_a_cookie_once(site: Site) -> None:
    first = send(site.url, "/chat/")
    assert first.headers["set-cookie"].startswith(f"{COOKIE}=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert part in first.headers["set-cookie"]
    assert first.headers["cache-control"] == "no-store"
    again = send(site.url, "/chat/", headers={"Cookie": f"{COOKIE}={cookie(site)}"})
    assert "set-cookie" not in again.headers
    forged = send(site.url, "/chat/", headers={"Cookie": f"{COOKIE}=forged"})
    assert "set-cookie" in forged.headers


def test_no_other_page_sets_one(site: Site) -> None:
    for path in ("/listings", "/embed", "/widget.js", "/sources/none", "/healthz", "/shared/none"):
        assert "set-cookie" not in send(site.url, path).headers, path


def test_a_token_of_a_site_is_no_cookie(site: Site) -> None:
    tokens = site.services.tokens
    assert cookie_visitor(tokens, tokens.issue("lab", None)) is None
    assert cookie_visitor(tokens, tokens.issue(None, "https://lab.example.org")) is None
    assert cookie_visitor(tokens, tokens.issue(None, None, "v")) == "v"


def test_the_cookie_reads_only_its_own_conversations_and_speaks_for_no_other_page(site: Site) -> None:
    mine = {"Cookie": f"{COOKIE}={cookie(site)}"}
    asked = send(site.url, "/api/v1/ask", method="POST", body={"question": "hello"}, headers=mine)
    conversation = asked.text.partition('"conversation":"')[2][:32]
    path = f"/api/v1/conversations/{conversation}"
    assert send(site.url, path, headers=mine).status == 200
    assert send(site.url, f"/conversations/{conversation}.md", headers=mine).status == 200
    theirs = {"Cookie": f"{COOKIE}={cookie(site)}"}
    assert send(site.url, path, headers=theirs).status == 404
    assert send(site.url, f"/conversations/{conversation}.md", headers=theirs).status == 404
    assert send(site.url, f"/conversations/{conversation}.md").status == 404
    assert send(site.url, path, headers=mine | {"Origin": "https://evil.example.net"}).status == 404
