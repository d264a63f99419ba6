"""One request and its answer, bounded in every read. The only `import requests` and `urllib3`.

requests bounds each read by itself; a server that sends one byte of its headers every few
seconds would hold a worker for ever. Here every read of a connection, headers included, ends
when the fetch's time is over; and a connection into a private network is refused before
anything is said on it.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import requests
import requests.adapters
import requests.utils
import urllib3.connection
import urllib3.connectionpool
import urllib3.exceptions

from kiosk import __version__
from kiosk.errors import FetchError
from kiosk.sync.addresses import Home
from kiosk.sync.limits import Limits
from kiosk.sync.line import Body, Line
from kiosk.sync.network import Network
from kiosk.sync.reasons import PROXY, chain_of, of_proxy, too_slow
from kiosk.sync.unpack import PACKINGS, Unpacked

AGENT = f"kiosk/{__version__} (reception screen)"


class Reply:
    """A server's answer; its headers are here, its body comes with `receive`. Close it."""

    def __init__(
        self, url: str, response: requests.Response, line: Line, limits: Limits, deadline: float
    ) -> None:
        self._url = url
        self._response = response
        self._line = line
        self._limits = limits
        self._deadline = deadline
        self.status = response.status_code
        self.reason = response.reason or ""
        self.headers: Mapping[str, str] = response.headers
        """Their names are looked up whatever their case."""
        body = line.body
        self._body = body if body is not None and body.plain else None
        """None: urllib3 has to make the body out of what comes."""
        raw = response.raw
        self._packed = (
            Unpacked(lambda most: bytes(raw.read1(most, decode_content=False)))
            if self.packing in PACKINGS
            else None
        )

    @property
    def packing(self) -> str:
        """How the server says that the body is packed; empty: not at all."""
        return self.headers.get("Content-Encoding", "").strip().lower()

    def receive(self, room: memoryview) -> int:
        """Puts the bytes that are there, decompressed, into `room`; how many. 0 at the end.

        Raises:
            FetchError: it broke off, or its time is over.
        """
        if time.monotonic() > self._deadline:
            raise too_slow(self._url, self._limits.total_s)
        self._line.until = self._deadline
        raw = self._response.raw
        try:
            if self._packed is not None:
                return self._packed.receive(room)
            if self._body is None:
                data = raw.read1(len(room), decode_content=False)
                room[: len(data)] = data
                return len(data)
            count = self._body.receive(room)
        except (
            urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError
        ) as cause:  # fmt: skip
            if time.monotonic() > self._deadline:
                raise too_slow(self._url, self._limits.total_s) from cause
            raise FetchError(self._url, in_words(cause, self._limits)) from cause
        if self._body.isclosed():
            raw.release_conn()  # it is over; the connection may carry the next request
        return count

    def close(self) -> None:
        self._response.close()

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Session:
    """Keeps connections to servers. One for a thread."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._line = Line()
        self._session = requests.Session()
        # A clock that is wrong is told of by us, and once.
        urllib3.disable_warnings(urllib3.exceptions.SystemTimeWarning)
        self._session.headers.update({"User-Agent": AGENT})
        adapter = _Adapter(self._line, network)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(
        self, url: str, headers: Mapping[str, str], limits: Limits, deadline: float, home: Home
    ) -> Reply:
        """Asks once; redirects are the caller's business.

        Args:
            deadline: when all must have come, on the clock of `time.monotonic`.

        Raises:
            FetchError: no answer came; FetchRefused: it would lead where it must not.
        """
        proxies = self._proxies(url)
        if proxies:
            home.check_resolved(url)
        head_by = min(deadline, time.monotonic() + limits.connect_s + limits.head_s)
        self._line.home, self._line.read_s, self._line.until = home, limits.read_s, head_by
        for last in (False, True):
            self._line.body = None
            try:
                response = self._session.get(
                    url,
                    headers=dict(headers),
                    stream=True,
                    allow_redirects=False,
                    timeout=(limits.connect_s, limits.read_s),
                    proxies=proxies,
                )
                return Reply(url, response, self._line, limits, deadline)
            except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as cause:
                # A server may close a kept connection just when it is used again.
                if not last and any(
                    isinstance(one, ConnectionResetError) for one in chain_of(cause)
                ):
                    continue
                if time.monotonic() > head_by:
                    raise too_slow(url, min(limits.total_s, limits.head_s)) from cause
                raise FetchError(url, in_words(cause, limits, proxied=bool(proxies))) from cause
        raise AssertionError("unreachable")

    def _proxies(self, url: str) -> dict[str, str]:
        """The proxy for that address, if there is one."""
        if self._network.proxy and not requests.utils.should_bypass_proxies(url, None):
            return {"http": self._network.proxy, "https": self._network.proxy}
        found = requests.utils.get_environ_proxies(url)
        return found if requests.utils.select_proxy(url, found) else {}

    def close(self) -> None:
        self._session.close()


class _Adapter(requests.adapters.HTTPAdapter):
    """Connections that heed a line, and trust IT's certificates too."""

    def __init__(self, line: Line, network: Network) -> None:
        self._pools = _pools(line)
        self._context = _trusting(network.ca_file)
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **more)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **more)
        manager.pool_classes_by_scheme = self._pools
        return manager


@cache
def _trusting(ca_file: Path | None) -> ssl.SSLContext:
    """Trusts what the system trusts, and IT's file; requests adds the public authorities."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as cause:
            raise FetchError(
                str(ca_file),
                f"these certificates cannot be read ({cause}); give a PEM file",
            ) from cause
    return context


def _pools(line: Line) -> dict[str, Any]:
    """Pools whose connections heed that line."""

    def checked(connection: Any) -> Any:
        """That kind of connection, which looks at whom it has reached."""

        class Checked(connection):  # type: ignore[misc]
            response_class = partial(Body, line)

            def _new_conn(self) -> socket.socket:
                made: socket.socket = super()._new_conn()
                _check_peer(self, made, line)
                return made

            def putrequest(self, *args: Any, **more: Any) -> None:
                _check_peer(self, self.sock, line)
                super().putrequest(*args, **more)

        return Checked

    class PlainPool(urllib3.connectionpool.HTTPConnectionPool):
        ConnectionCls = checked(urllib3.connection.HTTPConnection)

    class SecurePool(urllib3.connectionpool.HTTPSConnectionPool):
        ConnectionCls = checked(urllib3.connection.HTTPSConnection)

    return {"http": PlainPool, "https": SecurePool}


def _check_peer(connection: Any, made: Any, line: Line) -> None:
    """Whom a connection has reached; behind a proxy that is the proxy, which decides itself."""
    if made is None or connection.proxy is not None:
        return
    try:
        line.home.check_peer(connection.host, str(made.getpeername()[0]))
    except OSError:
        return  # it is gone already; the request will say so
    except BaseException:
        made.close()
        raise


def in_words(error: BaseException, limits: Limits, *, proxied: bool = False) -> str:
    """What went wrong on the network, and what to look at."""
    chain = chain_of(error)

    def find(*kinds: type[BaseException]) -> BaseException | None:
        return next((one for one in chain if isinstance(one, kinds)), None)

    certificate = find(ssl.SSLCertVerificationError)
    if isinstance(certificate, ssl.SSLCertVerificationError):
        reason = certificate.verify_message
        return (
            f"its certificate is not accepted ({reason}); check the clock too, and --ca where the"
            " town has an authority of its own"
        )
    if find(urllib3.exceptions.ProxyError, requests.exceptions.InvalidProxyURL):
        return of_proxy(chain)
    if find(urllib3.exceptions.NameResolutionError):
        return "its name is not known; check the address and the network"
    if find(ConnectionRefusedError):
        return "the connection was refused; is the server up?"
    if find(requests.ConnectTimeout):
        return f"no connection within {limits.connect_s:.0f} s; is the network up?"
    if find(requests.ReadTimeout, urllib3.exceptions.ReadTimeoutError, TimeoutError):
        return f"nothing came for {limits.read_s:.0f} s; is the server well?"
    if find(http.client.IncompleteRead):
        return "it broke off before its end; it is tried again later"
    if find(ConnectionResetError, BrokenPipeError):
        return "the server hung up; is the address right, https:// or http:// too?"
    if find(requests.exceptions.InvalidURL, urllib3.exceptions.LocationParseError):
        # What was asked for had been looked at before.
        return f"{'the proxy is' if proxied else 'it is'} no web address{PROXY if proxied else ''}"
    if type(error) is ValueError:
        return f"the server's answer makes no sense ({str(error)[:120]}); tell who runs it"
    return f"the connection failed ({str(chain[-1])[:120]})"
