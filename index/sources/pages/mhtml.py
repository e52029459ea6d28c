"""Pages saved whole by a browser (MHTML): the page inside, without its pictures and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from index.errors import SourceError
from index.sources.charset import decode_page
from index.sources.document import Document, document
from index.sources.input import Input
from index.sources.letters.letter_parts import leaves, parsed, payload_of
from index.sources.metadata import checked
from index.sources.pages.webpage import page_of

_HINT = "Save the page again, as MHTML or as HTML."
_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(given: Input) -> Iterator[Document | SourceError]:
    """The article of a saved page, with the address that it was saved from."""
    raw = given.all()
    saved = parsed(raw, given.locator)
    part = _page_part(saved, given.locator)
    written, decoded = decode_page(payload_of(part), given.locator, part.get_content_charset())
    page = page_of(written, given.locator)
    fields = _address(saved, part) | page.fields
    metadata = checked(given.given, defaults=fields, file_name=given.name)
    remarks = decoded + page.remarks + given.remarks
    yield document(page.text, metadata, locator=given.locator, original=raw, remarks=remarks)


def _page_part(saved: Message, locator: str) -> Message:
    """The part that is the page: the one named as `start`, else the first with text as HTML."""
    start = saved.get_param("start")
    pages = [part for part in leaves(saved, locator) if part.get_content_type() in _PAGES]
    for part in pages:
        if start and part.get("Content-ID") == start:
            return part
    if not pages:
        raise SourceError(locator, "holds no web page", hint=_HINT)
    return pages[0]


def _address(saved: Message, part: Message) -> dict[str, str]:
    """Where the page was saved from, as its envelope says."""
    written = saved.get("Snapshot-Content-Location") or part.get("Content-Location") or saved.get("Content-Location")
    address = str(written or "").strip()
    return {"url": address} if address.startswith(("http://", "https://")) else {}
