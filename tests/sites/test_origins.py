from __future__ import annotations

import pytest

from internbot.errors import SettingsError
from internbot.sites.origins import allows, read_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Careers.Example.org/", "https://careers.example.org"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://*.example.org", "https://*.example.org"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_origins_are_read_in_the_form_that_browsers_send(text: str, origin: str) -> None:
    assert read_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "", "*", "example.org", "https://", "https://*", "https://*.org", "https://a.*.org", "https://example.org/jobs",
        "https://example.org?x", "https://u:p@example.org", "ftp://example.org", "http://example.org", "null",
        "https://*.10.0.0.1", "https://example.org:99999", "https://a..b",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        read_origin(text)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://example.org", True),
        ("https://jobs.example.com", True),
        ("https://a.b.example.com", True),
        ("https://example.com", False),
        ("http://example.org", False),
        ("https://example.org:8443", False),
        ("https://example.org.evil.net", False),
        ("https://evilexample.com", False),
        ("https://.example.com", False),
        ("https://evil.net/.example.com", False),
        ("https://evil.net@jobs.example.com", False),
        ("https://evil.net#.example.com", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_the_named_origins_and_true_subdomains_are_allowed(origin: str, allowed: bool) -> None:
    patterns = ("https://example.org", "https://*.example.com")
    assert allows(patterns, origin) is allowed
