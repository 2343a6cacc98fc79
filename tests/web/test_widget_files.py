from __future__ import annotations

import gzip
import json
from pathlib import Path

import httpx

from internbot.web import widget_files
from internbot.web.widget_files import languages, widget_script
from web.conftest import Site

MOST_BYTES = 10 * 1024
STRINGS = Path(widget_files.__file__).with_name("widget") / "strings"


def test_the_script_is_under_ten_kilobytes_with_its_style(site: Site) -> None:
    with httpx.stream("GET", f"{site.url}/widget.js", headers={"Accept-Encoding": "gzip"}) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert len(packed) < MOST_BYTES
    script = gzip.decompress(packed).decode()
    assert script == widget_script().decode()
    assert ":host" in script
    assert "/*STYLE*/" not in script


def test_the_script_makes_no_html_evaluates_nothing_and_sets_no_cookie() -> None:
    script = widget_script().decode()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "cookie",
    ):
        assert word not in script, word


def test_any_page_may_load_it_and_a_browser_keeps_it(site: Site) -> None:
    first = httpx.get(f"{site.url}/widget.js", headers={"Origin": "https://anywhere.example"})
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert first.headers["content-type"].startswith("text/javascript")
    again = httpx.get(f"{site.url}/widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert httpx.get(f"{site.url}/healthz").headers["cross-origin-resource-policy"] == "same-origin"


def test_every_language_has_every_word(site: Site) -> None:
    assert set(languages()) >= {"ar", "de", "es", "fr", "hi", "it", "pt", "zh"}
    script = widget_script().decode()
    names = None
    for code in languages():
        words = json.loads((STRINGS / f"{code}.json").read_text(encoding="utf-8"))
        names = names or set(words)
        assert set(words) == names, code
        assert all(words.values())
        served = httpx.get(f"{site.url}/widget/{code}.json")
        assert served.json() == words
        assert served.headers["access-control-allow-origin"] == "*"
    assert names
    for name in names:
        assert f"{name}: " in script
    assert httpx.get(f"{site.url}/widget/xx.json").status_code == 404
