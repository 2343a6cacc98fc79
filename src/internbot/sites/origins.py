"""Origins of web pages: exact ones, and all subdomains of a domain."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from internbot.errors import SettingsError

_PORTS = {"http": 80, "https": 443}


def read_origin(text: str) -> str:
    """An origin in the form that browsers send: `https://careers.example.org`; `https://*.example.org` as a pattern.

    Raises:
        SettingsError: it is none; the text says what one looks like.
    """
    given = text.strip().rstrip("/")
    try:
        parts = urlsplit(given)
        port = parts.port
        host = (parts.hostname or "").removeprefix("*.")
        named = _host(host)
    except (ValueError, UnicodeError) as error:
        raise SettingsError(f"{text!r} is no origin: {error}") from error
    wrong = (
        parts.scheme not in _PORTS
        or not named
        or "*" in host
        or parts.username is not None
        or parts.path
        or parts.query
        or parts.fragment
    )
    if wrong:
        raise SettingsError(
            f"{text!r} is no origin: write the scheme and the host, such as https://careers.example.org, or "
            "https://*.example.org for all its subdomains"
        )
    wild = (parts.hostname or "").startswith("*.")
    if wild and (_is_address(host) or "." not in named):
        raise SettingsError(f"{text!r}: a wildcard stands only for the subdomains of a domain")
    if parts.scheme == "http" and not _is_local(host):
        raise SettingsError(f"{text!r}: only https is allowed, but for this machine itself")
    shown = "" if port is None or port == _PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{'*.' if wild else ''}{named}{shown}"


def allows(patterns: tuple[str, ...], origin: str) -> bool:
    """Whether `origin`, as a browser sent it, is one of `patterns`, as `read_origin` gave them."""
    return any(_matches(pattern, origin) for pattern in patterns)


def _matches(pattern: str, origin: str) -> bool:
    if "://*." not in pattern:
        return origin == pattern
    scheme, _, domain = pattern.partition("://*")
    # The dot stays with the domain: evil-example.org is no subdomain of example.org.
    return (
        origin.startswith(f"{scheme}://")
        and origin.endswith(domain)
        and len(origin) > len(scheme) + 3 + len(domain)
        and origin.count("://") == 1
        and not set(origin.removeprefix(f"{scheme}://").removesuffix(domain)) & set("/@:?#*")
    )


def _host(host: str) -> str:
    """A host name in the letters that go over the wire."""
    if _is_address(host):
        return f"[{host}]" if ":" in host else host
    return host.encode("idna").decode() if host else ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_local(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)
