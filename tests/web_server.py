"""A web server on this machine for tests: pages by path, everything that was asked remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the server answers to one path."""

    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    """Where given, whoever comes with it is told that nothing has changed."""
    raw: Callable[[BinaryIO], None] | None = None
    """In place of all this: writes whatever it wants to the connection."""


class Site:
    """The pages of a server that runs, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []

    def put(
        self, path: str, body: str | bytes = b"", content_type: str = "text/plain; charset=utf-8", **more: Any
    ) -> str:
        """Put a page there, in place of what was there; returns its address."""
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(body=raw, content_type=content_type, **more)
        return self.address + path

    def take_asked(self) -> list[str]:
        """The paths that were asked for since the last call."""
        asked, self.asked = self.asked, []
        return asked


@contextmanager
def serving() -> Iterator[Site]:
    """A server on a free port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            _answer(self, site.pages.get(self.path, Page(status=404)))

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(asking: BaseHTTPRequestHandler, page: Page) -> None:
    try:
        if page.raw is not None:
            page.raw(asking.wfile)
            return
        same = page.etag is not None and asking.headers.get("If-None-Match") == page.etag
        asking.send_response(304 if same else page.status)
        asking.send_header("Content-Type", page.content_type)
        if page.etag:
            asking.send_header("ETag", page.etag)
        for name, value in page.headers.items():
            asking.send_header(name, value)
        asking.end_headers()
        if not same:
            asking.wfile.write(page.body)
    except OSError:
        return  # whoever asked has gone, which is what some tests are about


RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Daily Wire</title>{}</channel></rss>'


def rss(*entries: str) -> str:
    """A feed of these items."""
    return RSS.format("".join(entries))


def item(link: str = "", title: str = "A story", *, text: str = "", date: str = "", author: str = "") -> str:
    """One entry of a feed."""
    fields = {"link": link, "title": title, "description": text, "pubDate": date, "author": author}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value) + "</item>"
