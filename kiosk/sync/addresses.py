"""Which addresses may be fetched: what the site names, and nothing inside the town hall besides.

What staff wrote into the site may lie in the private network of the town hall. What a public
feed names, or where a public server redirects to, may not: it would let strangers reach into
that network through the screen.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from kiosk.errors import FetchRefused

IsPrivate = Callable[[str], bool]

_PASSWORD = re.compile(r"^(https?://)[^/?#]*@", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_private(address: str) -> bool:
    """Whether that IP address is one that the public internet cannot reach.

    Raises:
        ValueError: it is no IP address.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return not inner.is_global
    return not found.is_global


def without_password(url: str) -> str:
    """The address as it may stand in a log."""
    return _PASSWORD.sub(r"\1", url)


class Home:
    """What a fetch goes out from: the address that stands in the site."""

    def __init__(self, url: str | None, private: IsPrivate = is_private) -> None:
        """
        Args:
            url: as it stands in the site; None: a file of the site, which staff wrote.
        """
        self._url = url
        self._private = private
        self._inside: bool | None = None if url else True

    @property
    def inside(self) -> bool:
        """Whether it lies in a private network itself. Asks the name service, once."""
        if self._inside is None:
            self._inside = leads_inside(_host(self._url or ""), self._private)
        return self._inside

    def check(self, url: str) -> None:
        """Refuses what we do not fetch, as far as the address itself tells.

        Raises:
            FetchRefused: neither http nor https, no host, or a private address that the site
                does not allow.
        """
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError as cause:
            raise FetchRefused(self._url or url, f"{url[:200]!r} is no web address") from cause
        if parts.scheme not in ("http", "https") or not host:
            raise FetchRefused(self._url or url, f"{url[:200]!r} is neither http:// nor https://")
        if _named_inside(host, self._private):
            self._refuse(host)

    def check_resolved(self, url: str) -> None:
        """The same by what the name service says, for where a proxy makes the connection.

        Raises:
            FetchRefused: as `check`.
        """
        host = _host(url)
        if leads_inside(host, self._private):
            self._refuse(host)

    def check_peer(self, host: str, address: str) -> None:
        """The same by the address that a connection has really been made to.

        Raises:
            FetchRefused: as `check`.
        """
        if self._private(address):
            self._refuse(host)

    def _refuse(self, host: str) -> None:
        if not self.inside:
            raise FetchRefused(
                self._url or host,
                f"it leads into a private network ({host}); only an address that stands in the"
                " site's own files may lie there",
            )


def leads_inside(host: str, private: IsPrivate = is_private) -> bool:
    """Whether that host, by its name or what it resolves to, is in a private network."""
    if _named_inside(host, private):
        return True
    try:
        return any(private(address) for address in _resolved(host))
    except (OSError, ValueError):
        return False


def _named_inside(host: str, private: IsPrivate) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return private("127.0.0.1")
    try:
        return private(host)
    except ValueError:
        return False


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _resolved(host: str) -> Iterator[str]:
    for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
        yield str(entry[4][0])
