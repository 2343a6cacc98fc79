"""Texts that try to become markup: a few of our own, and the shared collection where it is present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[3] / "shared" / "benchmarks" / "data" / "web_payloads" / "payloads.jsonl"

OWN = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "![dot](http://127.0.0.1:9/dot.png)",
    "[press](javascript:document.title='owned')",
    "</div></li><iframe src='http://127.0.0.1:9/'></iframe>",
    "<svg/onload=document.title='owned'>\n\n<b>bold</b>",
    "&lt;script&gt; &#60;b&#62; [1] \\[1\\] [2]: http://127.0.0.1:9/",
    "```\n<b>x</b>\n```\n\n$$\\href{javascript:1}{x}$$ <http://127.0.0.1:9/> www.example.com",
    '__i18n__{"key":"x"} " onmouseover=alert(1) x="',
)


def everything() -> list[str]:
    """The whole shared collection, of whatever kind; skips the test where it is absent."""
    if not _SHARED.is_file():
        pytest.skip(f"{_SHARED} is absent")
    return [record["text"] for record in map(json.loads, _SHARED.read_text(encoding="utf-8").splitlines())]


def shared() -> list[str]:
    """The payloads of the shared collection that are meant for pages; skips the test where it is absent."""
    if not _SHARED.is_file():
        pytest.skip(f"{_SHARED} is absent")
    lines = _SHARED.read_text(encoding="utf-8").splitlines()
    return [record["text"] for record in map(json.loads, lines) if record["kind"] in {"md_xss", "html_xss"}]
