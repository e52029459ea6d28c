"""From the name of a host to addresses that may be connected to: the open internet, and no further unless allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Literal, TypeAlias

from index.sources.web.addresses import Address
from index.sources.web.errors import FetchError

IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Reach: TypeAlias = Literal["public", "private", "never"]
ALLOWING = "If it is meant, add it with --allow-private."
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_THIS_NETWORK = ipaddress.IPv4Network("0.0.0.0/8")


def reachable(address: Address, *, allow_private: bool) -> tuple[str, ...]:
    """The numeric addresses of the host that may be connected to; the name is asked for once and never again.

    Raises FetchError where there is no such host, or only where nobody should be sent.
    """
    found = _resolved(address)
    allowed = {"public", "private"} if allow_private else {"public"}
    permitted = tuple(str(one) for one in found if reach(one) in allowed)
    if permitted:
        return permitted
    if any(reach(one) == "private" for one in found):
        reason = f"{address.host} is on this machine or in a private network"
        raise FetchError(address.written, reason, hint=ALLOWING)
    reason = f"{address.host} is at an address that no page comes from ({found[0]})"
    raise FetchError(address.written, reason, hint="Check the address.")


def reach(ip: IP) -> Reach:
    """How far an address reaches; of one that carries another within it, that other counts."""
    inner = list(_carried(ip))
    if inner:
        judged = [reach(one) for one in inner]
        return "never" if "never" in judged else "private" if "private" in judged else "public"
    if ip.is_loopback:
        return "private"
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or ip.is_reserved or ip in _THIS_NETWORK:
        return "never"
    return "public" if ip.is_global and not ip.is_private else "private"


def _carried(ip: IP) -> Iterator[ipaddress.IPv4Address]:
    """IPv4 addresses within an IPv6 one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            yield ip.ipv4_mapped
        if ip.sixtofour:
            yield ip.sixtofour
        if ip.teredo:
            yield from ip.teredo
        if ip in _NAT64 or (not int(ip) >> 32 and int(ip) > 1):
            yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


def _resolved(address: Address) -> tuple[IP, ...]:
    try:
        rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        hint = "Check the connection to the internet." if passing else "Check the address, and the connection."
        raise FetchError(address.written, f"no such host: {address.host}", hint=hint, passing=passing) from error
    written = dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows)
    return tuple(ipaddress.ip_address(one) for one in written)
