import json

from web.conftest import Site
from web.requests import send


def test_the_address_of_the_server_leads_to_the_chat(site: Site) -> None:
    home = send(site.url, "/")
    assert (home.status, home.headers["location"]) == (307, "/chat/")
    assert send(site.url, "/?lang=de&c=x%0d%0ay").headers["location"] == "/chat/?lang=de&c=x%0d%0ay"
    chat = send(site.url, "/chat/")
    assert chat.status == 200
    assert "Internship assistant" in chat.text


def test_icon_manifest_and_health_are_there(site: Site) -> None:
    assert send(site.url, "/favicon.ico").headers["content-type"].startswith("image/svg+xml")
    manifest = send(site.url, "/manifest.json")
    assert json.loads(manifest.text)["start_url"] == "/chat/"
    for icon in json.loads(manifest.text)["icons"]:
        assert send(site.url, icon["src"]).status == 200
    assert json.loads(send(site.url, "/healthz").text) == {"status": "ok"}


def test_static_files_are_served_and_nothing_beside_them(site: Site) -> None:
    for name, kind in (("tokens.css", "text/css"), ("source.css", "text/css"), ("chat.css", "text/css")):
        assert send(site.url, f"/static/{name}").headers["content-type"].startswith(kind)
    assert "javascript" in send(site.url, "/static/cite.js").headers["content-type"]
    assert send(site.url, "/static/../app.py").status == 404
    assert send(site.url, "/static/%2e%2e/app.py").status == 404
    assert send(site.url, "/docs").status == 404
    assert send(site.url, "/openapi.json").status == 404
