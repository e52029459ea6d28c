"""One connection to one numeric address, under one deadline that nothing a server does can stretch."""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from index.sources.web.addresses import Address
from index.sources.web.errors import LATER, FetchError
from index.sources.web.hosts import reachable
from index.sources.web.limits import Limits

_PROXIES = ("https_proxy", "http_proxy", "all_proxy", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")


class Deadline:
    """Ends the connection when its time is up, whatever anybody waits for: a server may send a byte a minute."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def passed(self) -> bool:
        """Whether time is up."""
        return time.monotonic() >= self._ends

    def hold(self, connected: socket.socket) -> None:
        """This is what is to be cut."""
        self._socket = connected
        if self.passed:
            self._cut()

    def lift(self) -> None:
        """Everything came in time."""
        self._timer.cancel()

    def _cut(self) -> None:
        held = self._socket
        if held is not None:
            try:
                socket.socket.shutdown(held, socket.SHUT_RDWR)  # below TLS, which would say goodbye first
            except OSError:
                return  # the other end was faster


@contextmanager
def connection(address: Address, limits: Limits, *, allow_private: bool) -> Iterator[tuple[socket.socket, Deadline]]:
    """A socket to the host of the address, with TLS where its scheme says so. Raises FetchError where there is none."""
    numbers = reachable(address, allow_private=allow_private)
    deadline = Deadline(limits.total)
    made: list[socket.socket] = []
    try:
        made.append(_connected(address, numbers, limits))
        deadline.hold(made[0])
        made[0].settimeout(limits.read)
        if address.scheme == "https":
            made.append(_trust().wrap_socket(made[0], server_hostname=address.host, do_handshake_on_connect=False))
            deadline.hold(made[1])
            made[1].do_handshake()  # type: ignore[attr-defined]  # an SSLSocket
        yield made[-1], deadline
    except ssl.SSLError as error:
        raise _untrusted(address, error, deadline, limits) from error
    except OSError as error:
        raise broken(address, error, deadline, limits) from error
    finally:
        deadline.lift()
        for one in made:
            one.close()


def broken(address: Address, error: Exception, deadline: Deadline, limits: Limits) -> FetchError:
    """The error for a connection that gave out."""
    if deadline.passed:
        return _late(address, f"was not read to its end within {limits.total:.0f} s")
    if isinstance(error, TimeoutError):
        return _late(address, f"{address.host} has not answered for {limits.read:.0f} s")
    reason = f"the connection to {address.host} broke off"
    return FetchError(address.written, reason, hint=LATER, passing=True)


def _connected(address: Address, numbers: Sequence[str], limits: Limits) -> socket.socket:
    """The first of the host's addresses that answers."""
    for place, number in enumerate(numbers):
        try:
            return socket.create_connection((number, address.port), timeout=limits.connect)
        except OSError as error:
            if place + 1 == len(numbers):
                raise _unanswered(address, error, limits) from error
    raise AssertionError("a host has an address")


def _unanswered(address: Address, error: OSError, limits: Limits) -> FetchError:
    hint = LATER
    if any(os.environ.get(name) for name in _PROXIES):
        hint = "A proxy is set for this machine; Dossier uses none. " + LATER
    if isinstance(error, ConnectionRefusedError):
        reason = f"{address.host} refuses the connection (port {address.port})"
    elif isinstance(error, TimeoutError):
        reason = f"{address.host} has not answered for {limits.connect:.0f} s"
    else:
        reason = f"{address.host} cannot be reached: {error.strerror or type(error).__name__}"
    return FetchError(address.written, reason, hint=hint, passing=True)


def _untrusted(address: Address, error: ssl.SSLError, deadline: Deadline, limits: Limits) -> FetchError:
    if deadline.passed:
        return broken(address, error, deadline, limits)
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = f"{address.host} cannot prove that it is what it says: {error.verify_message}"
        hint = "Check the address and this machine's clock and certificates (package ca-certificates)."
        return FetchError(address.written, reason, hint=hint)
    reason = f"no safe connection to {address.host}: {(error.reason or 'TLS failed').replace('_', ' ').lower()}"
    return FetchError(address.written, reason, hint="Check the address; perhaps it is http, not https.")


def _late(address: Address, reason: str) -> FetchError:
    return FetchError(address.written, f"timed out: {reason}", hint=LATER, passing=True)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates of this machine; reading them takes 20 ms."""
    return ssl.create_default_context()
