"""RTF: the text of its paragraphs, by striprtf; tables row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.errors import SourceError
from index.sources.document import Document, document
from index.sources.documents.file_properties import fields_of
from index.sources.input import Input
from index.sources.metadata import checked
from index.sources.press.bundles import bundled, documents
from index.sources.prose import joined, tidy

_AGAIN = "Open it in a word processor and save it anew, or as PDF."
_PROPERTY = r"\{\\%s ([^{}]{1,400})\}"
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{64,}\s*)+")
"""Pictures are written out in digits: most of a large file, and nothing of its text."""
_DELETED = re.compile(r"\{\\deleted\b[^{}]{0,10000}\}")


def read_rtf(given: Input) -> Iterator[Document | SourceError]:
    """The article of an RTF file; undated if no date is given."""
    raw = given.all()
    if not raw.lstrip().startswith(b"{\\rtf"):
        reason = "is not RTF, whatever its name says" if raw else "the file is empty"
        raise SourceError(given.locator, reason, hint=_AGAIN)
    written = _DELETED.sub("", _PICTURE.sub("", raw.decode("cp1252", "replace").replace("\0", "")))
    text = joined(_paragraphs(_plain(written, given.locator)))
    if not text:
        raise SourceError(
            given.locator, "holds no text", hint="If it shows pictures of text, save it as PDF and run OCR."
        )
    if (bundle := bundled(text)) is not None:
        yield from documents(given, bundle)
        return
    title, author = (_property(written, name, given.locator) for name in ("title", "author"))
    metadata = checked(given.given, defaults=fields_of(title, author, "", text), file_name=given.name)
    yield document(text, metadata, locator=given.locator, original=raw, remarks=given.remarks)


def _plain(written: str, locator: str) -> str:
    from striprtf import striprtf

    to_text: Callable[..., str] = striprtf.rtf_to_text
    try:
        return to_text(written, errors="replace")
    # striprtf raises what it comes upon in broken files (LookupError for code pages, ValueError, IndexError …).
    except Exception as error:
        reason = tidy(f"cannot be read as RTF ({type(error).__name__}: {error})")[:200]
        raise SourceError(locator, reason, hint=_AGAIN) from error


def _property(written: str, name: str, locator: str) -> str:
    found = re.search(_PROPERTY % name, written[:65536])
    return tidy(_plain("{\\rtf1\\ansi " + found[1] + "}", locator)) if found else ""


def _paragraphs(text: str) -> Iterator[str]:
    """One a line; the cells of a table, which striprtf ends with a bar each, parted alike."""
    for line in text.splitlines():
        if paragraph := tidy(line):
            cells = [cell.strip() for cell in paragraph.split("|")] if paragraph.endswith("|") else [paragraph]
            if kept := " | ".join(cell for cell in cells if cell):
                yield kept
