"""Web addresses: which texts are one, what is fetched for them, and which are refused before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from index.sources.web.errors import FetchError

LONGEST = 4_000
PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE | re.ASCII)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]", re.ASCII)
_SAFE = "/:@!$&'()*+,;=~-._?%[]"
"""What stands in paths and queries as it is; a % is taken for the beginning of an escape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address that may be asked for."""

    scheme: str
    host: str
    """In small letters and ASCII; an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query, as they are sent."""

    @property
    def written(self) -> str:
        """The address on one line: what articles from it are called by."""
        return f"{self.scheme}://{self.site}{self.target}"

    @property
    def site(self) -> str:
        """Host, with the port where it is not the usual one: what the server is asked for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Whether this is meant as a web address and not as a path."""
    return _ADDRESS.match(text) is not None


def address_of(text: str) -> Address:
    """The address, without its fragment. Raises FetchError where it is none that Dossier asks for."""
    shown = _without_login(text)
    if len(text) > LONGEST or any(character < "!" or "\x7f" <= character < "\xa0" for character in text):
        raise FetchError(shown[:200], "is no web address", hint="An address has no blanks; put it between quotes.")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(shown, f"is no web address: {error}", hint="Check the address.") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise FetchError(shown, "only http and https addresses are fetched", hint="Save the file and add it.")
    if parts.username is not None or parts.password is not None:
        hint = "Leave the login out of the address: it would be kept and shown. Save such pages and add the files."
        raise FetchError(shown, "has a login in it", hint=hint)
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_SAFE)
    return Address(scheme=scheme, host=_ascii_host(host, shown), port=port or PORTS[scheme], target=target)


def followed(before: Address, link: str) -> Address:
    """Where a link or redirect leads that stands at another address. Raises FetchError as `address_of` does."""
    try:
        whole = urljoin(before.written, link.strip())
    except ValueError as error:
        raise FetchError(before.written, f"leads to no web address: {error}", hint="Check the address.") from error
    there = address_of(whole)
    if there.port < 1024 and there.port not in PORTS.values():
        hint = "Add that address itself if it is meant."
        raise FetchError(there.written, f"a link leads to port {there.port}, which is not for pages", hint=hint)
    return there


def _ascii_host(host: str, shown: str) -> str:
    written = f"[{host}]" if ":" in host else host
    try:
        if not written.isascii():
            written = written.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(shown, "has no name of a host", hint="Check the address.") from error
    written = written.lower()
    if not _HOST.fullmatch(written):
        raise FetchError(shown, "has no name of a host", hint="Check the address.")
    return written.strip("[]").rstrip(".")


def _without_login(text: str) -> str:
    """The address as it may be shown: no password reaches a screen, the archive or a log."""
    start, slashes, rest = text.partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        rest = "…@" + rest[authority.rindex("@") + 1 :]
    return start + slashes + rest
