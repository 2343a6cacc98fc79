"""Which addresses may be asked."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internbot.errors import FetchError, SettingsError
from internbot.fetching.addresses import AddressRules, Resolve, is_public, resolve

REFUSED = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "224.0.0.1", "255.255.255.255",
    "240.0.0.1", "198.18.0.1", "203.0.113.9",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


def resolving_to(*found: str) -> Resolve:
    return lambda _host, _port: found


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_of_the_public_internet_is_refused(text: str) -> None:
    assert not is_public(ip_address(text))
    with pytest.raises(FetchError, match="no public address"):
        AddressRules().check("board.example", 443, resolving_to(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_allowed(text: str) -> None:
    assert AddressRules().check("board.example", 443, resolving_to(text)) == (text,)


@given(st.ip_addresses(v=4, network="127.0.0.0/8") | st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_an_ipv4_address_is_no_more_public_inside_an_ipv6_one(inner: object) -> None:
    assert not is_public(ip_address(f"::ffff:{inner}"))


def test_one_inner_address_among_outer_ones_refuses_the_host() -> None:
    with pytest.raises(FetchError, match=r"board\.example \(10\.0\.0\.7\)"):
        AddressRules().check("board.example", 443, lambda _host, _port: ["1.1.1.1", "10.0.0.7"])


def test_exceptions_are_addresses_networks_and_names() -> None:
    rules = AddressRules.parse("127.0.0.1, 10.1.0.0/16 [::1] jobs.intranet")
    for text in ("127.0.0.1", "10.1.2.3", "::1", "::ffff:127.0.0.1"):
        assert rules.check("somewhere", 80, resolving_to(text)) == (text,)
    assert rules.check("JOBS.intranet.", 80, lambda _host, _port: ["192.168.0.9"]) == ("192.168.0.9",)
    for text in ("127.0.0.2", "10.2.0.1", "192.168.0.9"):
        with pytest.raises(FetchError, match="INTERNBOT_FETCH_ALLOW"):
            rules.check("somewhere", 80, resolving_to(text))


def test_a_wrong_exception_is_refused() -> None:
    with pytest.raises(SettingsError, match="/99"):
        AddressRules.parse("127.0.0.1 10.0.0.0/99")


def test_a_zone_does_not_hide_what_an_address_is() -> None:
    with pytest.raises(FetchError, match="no public address"):
        AddressRules().check("fe80::1%eth0", 80, lambda _host, _port: ["fe80::1%eth0"])


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_however_an_address_is_written_it_is_looked_at_after_resolution(host: str) -> None:
    with pytest.raises(FetchError, match=r"no public address|not known"):
        AddressRules().check(host, 80, resolve)


def test_a_name_that_resolves_to_nothing() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError, match="not known to the resolver"):
        AddressRules().check("no.such.host.example", 443, unknown)
