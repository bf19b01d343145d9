"""Connections that check where they lead, and that end when their time is up.

A name is looked up once, its answers are checked, and the very address that was checked is
connected to, so that a name server that changes its mind gains nothing. The address at the other
end is checked again once the connection stands. Every wait on the way is cut to what is left of
the request's time.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from retold.fetching.addresses import is_public

Resolve = Callable[[str, int], list[str]]
_MOST_ADDRESSES = 4


class ForbiddenError(Exception):
    """An address leads to a place that must not be asked."""


class LateError(Exception):
    """The time for a request is up."""


class Deadline:
    """When a request has to be done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Give a request its time from now on."""
        self._end = self._clock() + seconds

    def left(self, wanted: float | None = None) -> float:
        """Return how long to wait at most.

        Raises:
            LateError: There is no time left.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise LateError
        return left if wanted is None else min(wanted, left)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, without a second look at any of them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Backend(httpcore.NetworkBackend):
    """Opens connections to addresses that were checked, and to no others."""

    def __init__(self, deadline: Deadline, *, allow_local: bool, look_up: Resolve) -> None:
        self._deadline = deadline
        self._allow_local = allow_local
        self._look_up = look_up
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address of a host that answers."""
        del local_address
        try:
            addresses = self._look_up(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host} is not known") from error
        self._deadline.left()
        for address in addresses:
            self._check(address, host)
        failed: Exception = httpcore.ConnectError(f"the host {host} has no address")
        for address in addresses[:_MOST_ADDRESSES]:
            wait = self._deadline.left(timeout)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, timeout=wait, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return self._checked(stream, host)
        raise failed

    def _check(self, address: str, host: str) -> None:
        if not (self._allow_local or is_public(address)):
            raise ForbiddenError(f"{host} leads to {address}, which is a private or local address")

    def _checked(self, stream: httpcore.NetworkStream, host: str) -> httpcore.NetworkStream:
        peer = stream.get_extra_info("server_addr")
        try:
            self._check(str(peer[0]) if peer else "", host)
        except ForbiddenError:
            stream.close()
            raise
        return _Timed(stream, self._deadline)

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Refuse: nothing on this machine is fetched."""
        raise ForbiddenError("sockets of this machine are not fetched from")

    def sleep(self, seconds: float) -> None:
        """Wait, as a retry of the pool would; it is asked for none."""
        time.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends with the request's time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        wait = self._deadline.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, timeout=wait)
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """What httpx sends its requests over: a pool that connects by way of a :class:`Backend`."""

    def __init__(self, backend: Backend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=True),
            network_backend=backend,
            max_connections=4,
            max_keepalive_connections=0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its response, the body not read yet."""
        url = request.url
        core = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream if isinstance(request.stream, Iterable) else None,
            extensions=request.extensions,
        )
        response = self._pool.handle_request(core)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of a response as they come, closed with it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
