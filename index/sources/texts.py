"""Plain text and Markdown: one article a file, its text kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import SourceError
from index.sources.decoding import decode
from index.sources.document import Document, document, first_line
from index.sources.input import Input
from index.sources.metadata import checked, front_matter
from index.sources.press.bundles import bundled, documents

_HEADING = re.compile(r"#{1,6}\s+")


def read_text(given: Input) -> Iterator[Document | SourceError]:
    """The article of a text file, its first line its title and part of the text; or those of an archive's export."""
    raw = given.all()
    text, decoded = decode(raw, given.locator)
    if (bundle := bundled(text)) is not None:
        yield from documents(given, bundle, decoded)
    else:
        yield _article(given, raw, text, {}, decoded)


def read_markdown(given: Input) -> Iterator[Document | SourceError]:
    """The article of a Markdown file, without its front matter."""
    raw = given.all()
    written, decoded = decode(raw, given.locator)
    fields, text = front_matter(written)
    fields.setdefault("title", _HEADING.sub("", first_line(text)))
    yield _article(given, raw, text, fields, decoded)


def _article(given: Input, raw: bytes, text: str, fields: dict[str, str], decoded: tuple[str, ...]) -> Document:
    if not text.strip():
        raise SourceError(given.locator, "holds no text", hint="Put an article's text into it, or leave it out.")
    metadata = checked(given.given, defaults=fields, file_name=given.name)
    return document(text, metadata, locator=given.locator, original=raw, remarks=decoded + given.remarks)
