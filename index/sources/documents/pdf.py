"""PDF: the text of its pages with where each begins. Pictures of text (scans) are told, not read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.errors import SourceError, SourceScan
from index.sources.document import Document, document
from index.sources.documents.file_properties import fields_of
from index.sources.documents.pdf_lines import Budget, Line, TooMuch, lines_of
from index.sources.documents.pdf_text import PagedText, paged_text
from index.sources.input import Input
from index.sources.metadata import checked
from index.sources.prose import tidy

_LARGEST = 128 * 1024 * 1024
_MOST_PAGES = 2_000
_FEW_LETTERS = 20
"""A page with fewer holds no more than its number."""
_READABLE = 0.7
_OCR = "Make its text readable first, e.g. `ocrmypdf IN.pdf OUT.pdf`, and add the new file."
_UNLOCK = "Open it with its password and save it without one, e.g. `qpdf --decrypt IN.pdf OUT.pdf`."
_AGAIN = "Fetch the file again, or open it in a PDF viewer and save it anew."


@dataclass(slots=True)
class _Read:
    """What was found on the pages."""

    pages: list[Sequence[Line]]
    pictures: list[int]
    """Numbers of pages that are pictures without text."""
    failed: list[int]
    """Numbers of pages that pypdf cannot read."""
    remarks: list[str]


def read_pdf(given: Input) -> Iterator[Document | SourceError]:
    """The article of a PDF. When the file was made is not when it was published: undated if not given."""
    raw = given.all(_LARGEST)
    if not raw:
        raise SourceError(given.locator, "the file is empty", hint=_AGAIN)
    reader, count = _opened(raw, given.locator)
    found = _pages(reader, min(count, _MOST_PAGES), given.locator)
    _check(found, count, given.locator)
    paged = paged_text(found.pages)
    if not paged.text.strip():
        raise SourceScan(given.locator, "has nothing but page numbers and running heads", hint=_OCR)
    metadata = checked(given.given, defaults=_fields(reader, paged), file_name=given.name)
    remarks = (*_remarks(found, count), *given.remarks)
    yield document(paged.text, metadata, locator=given.locator, original=raw, remarks=remarks, pages=paged.pages)


def _opened(raw: bytes, locator: str) -> tuple[Any, int]:
    """The file and how many pages it has. Raises SourceError where it is none, damaged, or locked."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    if b"%PDF-" not in raw[:1024]:
        raise SourceError(locator, "is not a PDF, whatever its name says", hint="Rename it to what it is.")
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(locator, "is locked with a password", hint=_UNLOCK)
        count = len(reader.pages)
    except SourceError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise _sealed(locator) from error
    # pypdf raises what it comes upon in damaged files (KeyError, RecursionError, AttributeError, struct.error …).
    except Exception as error:
        raise _damaged(locator, error) from error
    if not count:
        raise SourceError(locator, "has no pages", hint=_AGAIN)
    return reader, count


def _damaged(locator: str, error: Exception) -> SourceError:
    reason = tidy(f"cannot be read as a PDF: {error}" if str(error) else "cannot be read as a PDF: it is damaged")
    return SourceError(locator, reason[:200], hint=_AGAIN)


def _sealed(locator: str) -> SourceError:
    """The error for a file that opens without a password, but only by libraries that are not here."""
    return SourceError(locator, "is encrypted in a way that cannot be opened here (AES)", hint=_UNLOCK)


def _pages(reader: Any, count: int, locator: str) -> _Read:
    from pypdf.errors import DependencyError

    found = _Read([], [], [], [])
    budget = Budget()
    for number in range(count):
        lines: list[Line] = []
        try:
            budget.check()
            page = reader.pages[number]
            lines = lines_of(page, budget)
            if sum(len(line.text) for line in lines) < _FEW_LETTERS and _has_pictures(page):
                found.pictures.append(number + 1)
        except TooMuch:
            found.remarks.append(f"reading took too long: only the first {number} pages are read")
            break
        except DependencyError as error:
            raise _sealed(locator) from error
        except Exception:  # as in _opened: one page that pypdf cannot read is told, and the others are read
            found.failed.append(number + 1)
        found.pages.append(lines)
    return found


def _has_pictures(page: Any) -> bool:
    """Whether the page shows anything but text."""
    resources = page.get("/Resources")
    forms = resources.get_object().get("/XObject") if resources is not None else None
    return bool(forms is not None and forms.get_object())


def _check(found: _Read, count: int, locator: str) -> None:
    """Raise SourceError where there is nothing to read, with the reason."""
    if found.remarks and not any(found.pages):
        raise SourceError(locator, "takes too long to read: perhaps it is made to do harm", hint=_AGAIN)
    text = "".join(line.text for page in found.pages for line in page)
    letters = sum(character.isalpha() for character in text)
    if letters < _FEW_LETTERS * max(1, min(len(found.pages), 5)) and found.pictures:
        raise SourceScan(locator, f"a scan: {_counted(count)} of pictures without text", hint=_OCR)
    if not letters and found.failed:
        raise SourceError(locator, "cannot be read as a PDF: its pages are damaged", hint=_AGAIN)
    if not letters:
        raise SourceScan(locator, f"a scan, or empty: {_counted(count)} without text", hint=_OCR)
    unreadable = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unreadable > (1 - _READABLE) * len(text):
        reason = "its letters cannot be told: its fonts do not say which they are"
        raise SourceError(locator, reason, hint=_OCR.replace("ocrmypdf", "ocrmypdf --force-ocr"))


def _counted(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages:,} pages"


def _remarks(found: _Read, count: int) -> list[str]:
    remarks = list(found.remarks)
    if found.pictures:
        pictures = "is a picture" if len(found.pictures) == 1 else "are pictures"
        remarks.append(f"{_numbered(found.pictures)} {pictures} without text")
    if found.failed:
        remarks.append(f"{_numbered(found.failed)} could not be read")
    if count > _MOST_PAGES:
        remarks.append(f"only the first {_MOST_PAGES:,} of {count:,} pages are read")
    return remarks


def _numbered(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:10])) + (f" and {len(pages) - 10} more" if len(pages) > 10 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"


def _fields(reader: Any, paged: PagedText) -> dict[str, str]:
    try:
        told = reader.metadata or {}
        title, author = told.get("/Title"), told.get("/Author")
    except Exception:  # as in _opened; the text is there without them
        title = author = None
    return fields_of(title, author, paged.heading, paged.text)
