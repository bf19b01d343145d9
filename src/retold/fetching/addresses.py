"""Which addresses may be asked: public ones, over HTTP, and nothing on this side of the wall."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit, urlunsplit

_SCHEMES = frozenset({"http", "https"})
_LONGEST = 4000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MAPPED = ipaddress.ip_network("::ffff:0:0:0/96")
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_address(text: str) -> bool:
    """Tell whether an input is an address to fetch, not a path.

    >>> is_address("https://example.org/a"), is_address("pages/a.html")
    (True, False)
    """
    return text[:8].lower().startswith(("http://", "https://"))


def problem_of(url: str) -> str | None:
    """Return why an address can't be fetched by its looks alone.

    >>> problem_of("https://user:secret@example.org/")
    'the address holds a user name or password; give it without'
    """
    if len(url) > _LONGEST:
        return "the address is too long"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "the address is malformed; check the spelling"
    if parts.scheme.lower() not in _SCHEMES:
        return f"only http and https are fetched, not {parts.scheme[:20]}"
    if parts.username is not None or parts.password is not None:
        return "the address holds a user name or password; give it without"
    if not host or port == 0 or any(ord(c) <= 32 for c in url):
        return "the address is malformed; check the spelling"
    return None


def without_fragment(url: str) -> str:
    """Return the address that is asked for: a place on the page is no part of it."""
    return urlunsplit(urlsplit(url)._replace(fragment=""))


def host_of(url: str) -> str:
    """Return scheme, host and port, which robots.txt speaks for and the rate counts by."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, in whatever wrapping.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *_wrapped(ip)))


def _wrapped(ip: IPAddress) -> list[IPAddress]:
    """Return the IPv4 addresses that an IPv6 address leads to."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    inner: list[IPAddress | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _MAPPED or int(ip) < 1 << 32:
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
