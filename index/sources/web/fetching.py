"""Fetching what an address gives: each redirect is checked like the first address, and sizes are bounded throughout."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from index.sources.web.addresses import Address, followed
from index.sources.web.connecting import connection
from index.sources.web.errors import ELSEWHERE, FetchError, answered
from index.sources.web.exchange import Exchange, ask
from index.sources.web.limits import Limits

ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf;q=0.9, */*;q=0.8"
)
MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_MARK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a server wants to hear at the next visit, so that it can say that nothing has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address gave."""

    given_by: Address
    """Where redirects led."""
    body: bytes
    content_type: str
    """As the server says, in small letters; empty where it says nothing."""
    marks: Marks


class Fetcher:
    """Asks for addresses one after the other, each host at most once in `limits.delay` seconds."""

    def __init__(self, limits: Limits, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.limits = limits
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        """When each host was last asked."""

    def fetch(self, address: Address, *, allow_private: bool, marks: Marks) -> Answer | None:
        """What the address gives; None where it is as it was when the server gave these marks. Raises FetchError."""
        place, seen = address, {address.written}
        try:
            for _ in range(self.limits.redirects + 1):
                given = self._ask(place, marks, allow_private=allow_private)
                if not isinstance(given, Address):
                    return given
                place = given
                if place.written in seen:
                    raise FetchError(address.written, "is redirected round in a circle", hint=ELSEWHERE)
                seen.add(place.written)
        except FetchError as error:
            if error.locator == address.written:
                raise
            reason = f"{error.reason} (redirected to {error.locator})"
            raise FetchError(address.written, reason, hint=error.hint, passing=error.passing) from error
        reason = f"is redirected more than {self.limits.redirects} times"
        raise FetchError(address.written, reason, hint=ELSEWHERE)

    def _ask(self, place: Address, marks: Marks, *, allow_private: bool) -> Answer | Address | None:
        """One question: the answer, where it sends us, or None for `not modified`."""
        self._wait_for(place.site)
        with ExitStack() as opened:
            connected, deadline = opened.enter_context(connection(place, self.limits, allow_private=allow_private))
            exchange = opened.enter_context(closing(Exchange(place, connected, deadline, self.limits)))
            status, headers = ask(exchange, _headers(place, marks))
            if status in MOVED and headers.get("location"):
                return followed(place, headers["location"])
            if status == 304 and marks:
                return None
            if status != 200:
                raise answered(place.written, status, headers.get("retry-after"))
            kept = Marks(etag=_mark(headers.get("etag")), last_modified=_mark(headers.get("last-modified")))
            content_type = headers.get("content-type", "").lower()
            return Answer(given_by=place, body=exchange.body(), content_type=content_type, marks=kept)

    def _wait_for(self, site: str) -> None:
        """Let the host rest between two questions."""
        rest = self._asked.get(site, float("-inf")) + self.limits.delay - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        self._asked[site] = time.monotonic()


@cache
def agent() -> str:
    """Who asks."""
    try:
        return f"Dossier/{version('dossier')} (reads news articles and feeds that its user names)"
    except PackageNotFoundError:  # run from a folder that was not installed
        return "Dossier (reads news articles and feeds that its user names)"


def _headers(place: Address, marks: Marks) -> dict[str, str]:
    headers = {
        "Host": place.site,
        "User-Agent": agent(),
        "Accept": ACCEPTED,
        "Accept-Language": "en, *;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if marks.etag:
        headers["If-None-Match"] = marks.etag
    if marks.last_modified:
        headers["If-Modified-Since"] = marks.last_modified
    return headers


def _mark(written: str | None) -> str | None:
    """A mark that can be sent back as it is."""
    usable = written and len(written) <= _LONGEST_MARK and written.isascii() and written.isprintable()
    return written if usable else None
