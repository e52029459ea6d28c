"""OpenDocument texts (.odt): paragraphs and headings, tables row by row; deleted text is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.errors import SourceError
from index.sources.document import Document, document
from index.sources.documents.file_properties import fields_of
from index.sources.documents.office import damaged, member, opened, parsed, row
from index.sources.input import Input
from index.sources.metadata import checked
from index.sources.prose import joined, sentences_kept, tidy

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE = (_NAMES % name for name in ("text", "table", "office"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_GONE = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls"))
_CHARACTERS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def read_odt(given: Input) -> Iterator[Document | SourceError]:
    """The article of an OpenDocument text; undated if no date is given."""
    raw = given.all()
    with opened(raw, given.locator) as packed:
        try:
            content, meta = (member(packed, name) for name in ("content.xml", "meta.xml"))
            text, fields = _read(content, meta)
        # zipfile, zlib and lxml raise what they come upon in files that are not what they should be.
        except Exception as error:
            raise damaged(given.locator, error) from error
    if not text.strip():
        raise SourceError(
            given.locator, "holds no text", hint="If it shows pictures of text, save it as PDF and run OCR."
        )
    metadata = checked(given.given, defaults=fields, file_name=given.name)
    yield document(text, metadata, locator=given.locator, original=raw, remarks=given.remarks)


def _read(content: bytes | None, meta: bytes | None) -> tuple[str, dict[str, str]]:
    if content is None:
        raise ValueError("it has no content.xml")
    body = parsed(content).find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ValueError("it is no text")
    text = joined(_paragraphs(body))
    heading = body.find(f".//{_TEXT}h")
    title, author = _properties(meta)
    return text, fields_of(title, author, tidy("".join(_pieces(heading))) if heading is not None else "", text)


def _properties(meta: bytes | None) -> tuple[str | None, str | None]:
    """Title and author; nothing where they cannot be read, for the text is there without them."""
    from lxml.etree import XMLSyntaxError

    try:
        told = parsed(meta) if meta else None
    except XMLSyntaxError:
        told = None
    return (None, None) if told is None else (told.findtext(f".//{_DC}title"), told.findtext(f".//{_DC}creator"))


def _paragraphs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from sentences_kept("".join(_pieces(child)).split("\n"))
        elif child.tag == f"{_TABLE}table-row":
            yield from row(list(_paragraphs(cell)) for cell in child)
        elif child.tag not in _GONE:
            yield from _paragraphs(child)


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _GONE and child.tag != f"{_TEXT}note-citation":
            yield from _pieces(child)
        yield child.tail or ""
