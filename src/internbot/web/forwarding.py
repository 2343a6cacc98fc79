"""What proxies in front of the server say of a request, believed only of those that are named as trusted."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)

_FORWARDED = (
    b"x-forwarded-for",
    b"x-forwarded-proto",
    b"x-forwarded-host",
    b"x-forwarded-port",
    b"forwarded",
)
_MOST_HOPS = 20

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def route_path(scope: Scope) -> str:
    """The path of a request below the path that the whole application is served at."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and (path == root or path.startswith(f"{root}/")) else path


@dataclass(frozen=True, slots=True)
class Hops:
    """The proxies that are trusted.

    An address stands for one hop, as often as it is named: a client on the proxy's own machine is then told from the
    proxy. A network stands for any number.
    """

    addresses: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()

    @classmethod
    def read(cls, text: str) -> Hops:
        """From addresses and networks (`10.0.0.0/8`) with commas between them.

        Raises:
            ValueError: one of them is none.
        """
        addresses: list[str] = []
        networks: list[Network] = []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            if "/" in part:
                networks.append(ipaddress.ip_network(part, strict=False))
            else:
                addresses.append(str(ipaddress.ip_address(part)))
        return cls(tuple(addresses), tuple(networks))

    def trusts(self, address: str) -> bool:
        """Whether requests from there come through a trusted proxy."""
        return address in self.addresses or self._in_network(address)

    def origin(self, peer: str, told: Sequence[str]) -> str:
        """Where a request comes from: the first address, going back, that is no trusted hop.

        Args:
            peer: the one that connected.
            told: addresses that the hops wrote down, oldest first; the oldest ones may be forged.
        """
        left = list(self.addresses)
        at = peer
        for address in [*reversed(told)][:_MOST_HOPS]:
            if at in left:
                left.remove(at)
            elif not self._in_network(at):
                break
            at = address
        return at

    def _in_network(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.networks)


class Forwarding:
    """ASGI middleware: address, scheme and host as trusted proxies tell them; what others tell is taken away.

    Where the application is served below a path, requests carry it afterwards, whether or not the proxy stripped it.
    """

    def __init__(self, app: ASGIApp, trusted: str = "", root: str = "") -> None:
        """
        Args:
            app: what answers.
            trusted: as `Hops.read` takes it.
            root: path such as `/assistant`, without a slash at its end; empty at the root of a host.
        """
        self.app = app
        self._hops = Hops.read(trusted)
        self._root = root
        self._told_ignored = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as it was sent to the outermost trusted proxy."""
        if scope["type"] in ("http", "websocket"):
            scope = self._below_root(self._forwarded(scope))
        await self.app(scope, receive, send)

    def _forwarded(self, scope: Scope) -> Scope:
        peer = _normal(scope["client"][0]) if scope.get("client") else ""
        told = [(name, value) for name, value in scope["headers"] if name in _FORWARDED]
        if not told:
            return scope
        rest = [(name, value) for name, value in scope["headers"] if name not in _FORWARDED]
        if not self._hops.trusts(peer):
            if not self._told_ignored:
                self._told_ignored = True
                log.warning(
                    "what %s forwards is not believed: if it is your proxy, name it in INTERNBOT_TRUSTED_PROXIES",
                    peer or "a proxy",
                )
            return {**scope, "headers": rest}
        changed = {**scope, "headers": rest}
        addresses = [_normal(part) for value in _all(told, b"x-forwarded-for") for part in value.split(",")]
        client = self._hops.origin(peer, [address for address in addresses if address])
        changed["client"] = (client, 0)
        # Of several, the last was written by the nearest hop, the only one whose word needs no other's.
        scheme = _last(told, b"x-forwarded-proto")
        if scheme in ("http", "https"):
            changed["scheme"] = (
                {"http": "ws", "https": "wss"}[scheme] if scope["type"] == "websocket" else scheme
            )
            # Gradio asks the header itself.
            rest.append((b"x-forwarded-proto", scheme.encode()))
        host = _last(told, b"x-forwarded-host")
        if host and all(character.isalnum() or character in "-.:[]" for character in host):
            changed["headers"] = [(name, value) for name, value in rest if name != b"host"] + [
                (b"host", host.encode())
            ]
        return changed

    def _below_root(self, scope: Scope) -> Scope:
        root, path = self._root, scope["path"]
        if not root:
            return scope
        if not (path == root or path.startswith(f"{root}/")):
            raw = scope.get("raw_path")
            scope = {
                **scope,
                "path": root + path,
                "raw_path": root.encode() + raw if raw is not None else None,
            }
        return {**scope, "root_path": root}


def _all(told: Sequence[tuple[bytes, bytes]], wanted: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in told if name == wanted]


def _last(told: Sequence[tuple[bytes, bytes]], wanted: bytes) -> str:
    values = _all(told, wanted)
    return values[-1].split(",")[-1].strip().lower() if values else ""


def _normal(address: str) -> str:
    """An address in its one form, without a port; empty where it is none."""
    text = address.strip().removeprefix("[")
    text = text.partition("]")[0] if "]" in text else text
    for candidate in (text, text.rpartition(":")[0]):
        try:
            found = ipaddress.ip_address(candidate)
        except ValueError:
            continue
        mapped = getattr(found, "ipv4_mapped", None)
        return str(mapped or found)
    return ""
