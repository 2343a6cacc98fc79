"""Which addresses may be asked: public ones only, and those that the operator names.

The address that was checked is the one that is connected to, so that a name which resolves to something else a moment
later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

from internbot.errors import FetchError, SettingsError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
"""Host name and port -> its addresses as text; raises OSError where it has none."""

# Special, though Python's registry (or an older one) takes them for public: metadata services of clouds, and prefixes
# behind which an IPv4 address is reached.
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10", "2001::/23",
    )
)  # fmt: skip
_TRANSLATED = ip_network("64:ff9b::/96")
_MOST_ADDRESSES = 8


def resolve(host: str, port: int) -> list[str]:
    """The machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Whether `address` belongs to the public internet, also when it wraps an IPv4 address."""
    if isinstance(address, IPv6Address):
        inner = _wrapped(address)
        if inner is not None:
            return is_public(inner)
    if any(address in network for network in _SPECIAL if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, translated."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True, slots=True)
class AddressRules:
    """Public addresses, and exceptions.

    Attributes:
        networks: addresses that are allowed although they are not public.
        hosts: names that may resolve to anything.
    """

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Exceptions as an operator writes them: addresses, networks and host names between spaces or commas.

        Raises:
            SettingsError: one of them is none of these.
        """
        networks: list[Network] = []
        hosts: set[str] = set()
        for word in text.replace(",", " ").split():
            try:
                networks.append(ip_network(word.strip("[]"), strict=False))
            except ValueError as error:
                name = word.lower().rstrip(".")
                if not all(part and part.replace("-", "").isalnum() for part in name.split(".")):
                    raise SettingsError(
                        f"INTERNBOT_FETCH_ALLOW: {word!r} is no address, network (10.0.0.0/8) or host name"
                    ) from error
                hosts.add(name)
        return cls(tuple(networks), frozenset(hosts))

    def allows(self, address: Address) -> bool:
        """Whether `address` may be connected to."""
        if is_public(address):
            return True
        inner = _wrapped(address) if isinstance(address, IPv6Address) else None
        meant = inner or address
        return any(meant in network for network in self.networks if network.version == meant.version)

    def check(self, host: str, port: int, resolve: Resolve) -> tuple[str, ...]:
        """The addresses of a host, each of which may be connected to.

        Raises:
            FetchError: it has none, or one of them is not allowed: a name that leads both outside and inside is
                refused as a whole.
        """
        try:
            found = resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the host {host} is not known to the resolver ({_reason(error)})") from error
        if not found:
            raise FetchError(f"the host {host} has no address")
        if host.lower().rstrip(".") not in self.hosts:
            for text in found:
                if not self.allows(ip_address(text.partition("%")[0])):
                    where = host if text == host else f"{host} ({text})"
                    raise FetchError(
                        f"{where} is no public address; INTERNBOT_FETCH_ALLOW={host} would allow it"
                    )
        return tuple(found[:_MOST_ADDRESSES])


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
