"""Word documents (.docx): paragraphs, tables row by row, footnotes at the end; deleted text is left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from index.errors import SourceError
from index.sources.document import Document, document
from index.sources.documents.file_properties import fields_of
from index.sources.documents.office import damaged, opened, parsed, row
from index.sources.input import Input
from index.sources.metadata import checked
from index.sources.press.bundles import bundled, documents
from index.sources.prose import joined, sentences_kept, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", _FALLBACK))
"""Tracked deletions, field codes, properties, and what old programs are shown instead of a drawing."""
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADINGS = ("title", "heading1", "heading 1")


def read_docx(given: Input) -> Iterator[Document | SourceError]:
    """The article of a Word document. When the file was made is not when it was published: undated if not given."""
    raw = given.all()
    opened(raw, given.locator).close()
    try:
        text, fields = _read(raw)
    # python-docx and lxml raise what they come upon in files that are not what they should be (KeyError, ValueError,
    # BadZipFile, XMLSyntaxError, AttributeError …).
    except Exception as error:
        raise damaged(given.locator, error) from error
    if not text.strip():
        raise SourceError(
            given.locator, "holds no text", hint="If it shows pictures of text, save it as PDF and run OCR."
        )
    if (bundle := bundled(text)) is not None:
        yield from documents(given, bundle)
        return
    metadata = checked(given.given, defaults=fields, file_name=given.name)
    yield document(text, metadata, locator=given.locator, original=raw, remarks=given.remarks)


def _read(raw: bytes) -> tuple[str, dict[str, str]]:
    import docx

    opened_document = docx.Document(io.BytesIO(raw))
    body = opened_document.element.body
    paragraphs = [*_paragraphs(body), *_footnotes(opened_document.part)]
    text = joined(paragraphs)
    told = opened_document.core_properties
    return text, fields_of(told.title, told.author, _heading(body), text)


def _paragraphs(element: Any) -> Iterator[str]:
    """The paragraphs below an element of the body; those of a table row by row."""
    for child in element:
        match child.tag:
            case tag if tag == f"{_W}p":
                yield from sentences_kept("".join(_pieces(child)).split("\n"))
                for box in child.iter(f"{_W}txbxContent"):
                    if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                        yield from _paragraphs(box)
            case tag if tag == f"{_W}tr":
                yield from row(list(_paragraphs(cell)) for cell in child.iterchildren(f"{_W}tc"))
            case tag if tag in _GONE:
                continue
            case _:
                yield from _paragraphs(child)


def _pieces(element: Any) -> Iterator[str]:
    """The characters of a paragraph, without those of text boxes that hang on it."""
    for child in element:
        if child.tag in _GONE or child.tag == f"{_W}txbxContent":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        else:
            yield from _pieces(child)


def _footnotes(part: Any) -> Iterator[str]:
    """Notes in their order; the two with a type only draw the line above them."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in parsed(relation.target_part.blob):
                if note.get(f"{_W}type") is None:
                    yield from _paragraphs(note)


def _heading(body: Any) -> str:
    """The first paragraph in the style of a title or a heading of the first rank."""
    for paragraph in body.iterchildren(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and str(style.get(f"{_W}val")).casefold() in _HEADINGS:
            return tidy("".join(_pieces(paragraph)))
    return ""
