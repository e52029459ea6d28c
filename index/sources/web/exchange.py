"""Question and answer over one connection, by urllib3; the body is read piece by piece and unpacked within bounds."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING

from index.sources.web.addresses import Address
from index.sources.web.connecting import Deadline, broken
from index.sources.web.errors import ELSEWHERE, FetchError
from index.sources.web.limits import Limits

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

_PIECE = 65536
_GZIP = 31
"""What zlib calls gzip."""


@dataclass(slots=True)
class Exchange:
    """One question to a server over an open connection."""

    address: Address
    socket: socket.socket
    deadline: Deadline
    limits: Limits
    response: BaseHTTPResponse | None = field(default=None, init=False)

    def close(self) -> None:
        """Let go of what reads from the socket, which is open until then."""
        if self.response is not None:
            self.response.close()

    def body(self) -> bytes:
        """Everything the server sends, unpacked. Raises FetchError where it is too much, breaks off or is no gzip."""
        response = self.response
        if response is None:
            return b""
        packing = response.headers.get("content-encoding", "").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            reason = f"the answer is packed in a way that was not asked for ({packing[:20]})"
            raise FetchError(self.address.written, reason, hint=ELSEWHERE)
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limits.size:
            raise self._too_large()
        with _understood(self):
            pieces = _unpacked(self._pieces(response)) if "gzip" in packing else self._pieces(response)
            return self._bounded(pieces)

    def _pieces(self, response: BaseHTTPResponse) -> Iterator[bytes]:
        while piece := response.read1(_PIECE, decode_content=False):
            yield piece
        if self.deadline.passed:  # what was cut off there may look like an end
            raise TimeoutError

    def _bounded(self, pieces: Iterator[bytes]) -> bytes:
        kept = bytearray()
        for piece in pieces:
            kept += piece
            if len(kept) > self.limits.size:
                raise self._too_large()
        return bytes(kept)

    def _too_large(self) -> FetchError:
        reason = f"is larger than {self.limits.size / 1024**2:.0f} MB"
        return FetchError(self.address.written, reason, hint="Fetch the file yourself and add it.")


def ask(exchange: Exchange, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
    """Send the question and read the head of the answer: its status, and headers by name in any case."""
    from urllib3.connection import HTTPConnection  # takes a tenth of a second to load

    address, limits = exchange.address, exchange.limits
    asking = HTTPConnection(address.host, address.port, timeout=limits.read)
    asking.sock = exchange.socket
    with _understood(exchange):
        asking.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        exchange.response = asking.getresponse()
        if exchange.deadline.passed:  # headers that were cut off there may look complete
            raise TimeoutError
    return exchange.response.status, exchange.response.headers


@contextmanager
def _understood(exchange: Exchange) -> Iterator[None]:
    """Turn whatever a server can do to us into a FetchError."""
    from urllib3.exceptions import HTTPError, IncompleteRead

    address = exchange.address
    try:
        yield
    except OSError as error:
        raise broken(address, error, exchange.deadline, exchange.limits) from error
    except (HTTPError, HTTPException, ValueError, zlib.error) as error:
        cause = error.args[1] if len(error.args) > 1 else error
        if exchange.deadline.passed or isinstance(cause, OSError | IncompleteRead):
            lost = cause if isinstance(cause, OSError) else error
            raise broken(address, lost, exchange.deadline, exchange.limits) from error
        reason = f"{address.host} answers in a way that cannot be understood ({type(error).__name__})"
        raise FetchError(address.written, reason, hint=ELSEWHERE, passing=True) from error


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What gzip packed, never more than a piece at a time. Raises zlib.error, and EOFError's kin for a cut-off end."""
    unpacking = zlib.decompressobj(_GZIP)
    for piece in pieces:
        while piece:
            if unpacking.eof:  # another member follows
                unpacking = zlib.decompressobj(_GZIP)
            yield unpacking.decompress(piece, _PIECE)
            piece = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
    if not unpacking.eof:
        raise zlib.error("the packed answer breaks off")
