"""Web archives (.warc, .warc.gz): each page that a crawler kept is an article, retrieved when it was kept."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from index.errors import SourceError
from index.sources.document import Document
from index.sources.formats import reader_of
from index.sources.input import LARGEST_TEXT, Input
from index.sources.packed import BROKEN, unpacked
from index.sources.packs.members import shown
from index.sources.sets.jsonl import broken_off

_NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.xhtml",
    "text/plain": "page.txt",
    "application/pdf": "page.pdf",
}
"""Under which name a page of this type is read: its suffix says the format."""
_SUFFIXES = (".html", ".htm", ".pdf", ".txt")
_KINDS = frozenset(("response", "resource", "conversion"))
_LONGEST_LINE = 16 * 1024 * 1024
_CHUNK = 1 << 16
_HINT = "Make it again with a crawler that writes WARC, or save the pages as files."


class _Lined:
    """A stream that refuses to go on where no line ends: warcio would hold the line in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._since = 0
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, perhaps fewer. Raises OSError within a line without end, and where the file breaks off."""
        try:
            piece: bytes = self._stream.read1(size)  # type: ignore[attr-defined]
        except EOFError as error:  # which warcio takes for the end
            raise OSError("the file ends too early") from error
        self._at += len(piece)
        self._since = 0 if b"\n" in piece else self._since + len(piece)
        if self._since > _LONGEST_LINE:
            raise OSError("a line has no end")
        return piece

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


def read_warc(given: Input) -> Iterator[Document | SourceError]:
    """The pages of a web archive in its order; one that holds no article is an error in its place.

    Redirects, pictures and everything else are counted in a remark with the last page. Raises SourceError where the
    file as a whole is no web archive or holds no pages.
    """
    passed: Counter[str] = Counter()
    seen: set[str] = set()
    held: Document | SourceError | None = None
    count = 0
    broken: SourceError | None = None
    pages = _pages(given, passed, seen)
    while broken is None:
        try:
            one = next(pages)
        except StopIteration:
            break
        except BROKEN as error:
            broken = broken_off(given.locator, count, error)
            break
        if held is not None:
            yield held
        held, count = one, count + 1
    if held is None:
        raise broken or SourceError(given.locator, f"holds no pages{_told(passed)}", hint=_HINT)
    if passed and isinstance(held, Document):
        held = replace(held, remarks=(*held.remarks, f"the web archive holds no more pages{_told(passed)}"))
    yield held
    if broken is not None:
        yield broken


def _told(passed: Counter[str]) -> str:
    listed = ", ".join(f"{number:,} {kind}" for kind, number in passed.most_common(6))
    return f"; passed over: {listed}" if listed else ""


def _pages(given: Input, passed: Counter[str], seen: set[str]) -> Iterator[Document | SourceError]:
    """The articles of all records that hold pages. Raises what BROKEN lists where the file breaks off."""
    for record in _records(given):
        name, reason = _name(record)
        if name:
            address = shown(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            where = f"{given.locator}#{_own(record, address, seen)}"
            yield from _articles(given, name, where, address, record)
        elif record.rec_type not in {"warcinfo", "request", "metadata"}:
            passed[reason] += 1


def _records(given: Input) -> Iterator[Any]:
    """The records of the archive, each as a whole. Raises SourceError where it is none."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    class Records(ArchiveIterator):  # type: ignore[misc, unused-ignore]
        """Says nothing on stderr of records that are longer than they say."""

        INC_RECORD = ""

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of each odd address
    count = 0
    stream = unpacked(given)
    try:
        for record in Records(_Lined(stream)):
            if not hasattr(record.raw_stream, "limit"):
                raise EOFError("a record does not say how long it is")
            count += 1
            yield record
            _to_its_end(record)
    except ArchiveLoadFailed as error:
        reason = " ".join(str(error).split())[:120]
        if count:
            raise EOFError(f"what follows is no record ({reason})") from error
        raise SourceError(given.locator, f"is no web archive: {reason}", hint=_HINT) from error
    # warcio raises what it comes upon in broken headers (ValueError, AttributeError, TypeError, IndexError …).
    except (ValueError, AttributeError, TypeError, LookupError) as error:
        raise EOFError(f"a record is damaged ({error})") from error


def _name(record: Any) -> tuple[str, str]:
    """Under which name the record is read; empty with the reason where it is passed over."""
    if record.rec_type not in _KINDS:
        return "", f"{record.rec_type} records"
    headers = record.http_headers
    if record.rec_type == "response":
        status = headers.get_statuscode() if headers else ""
        if status != "200":
            return "", "redirects" if status[:1] == "3" else "error pages"
    source = headers if headers is not None else record.rec_headers
    kind = (source.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if kind in _NAMES:
        return _NAMES[kind], ""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").lower().partition("?")[0]
    if not kind and address.endswith(_SUFFIXES):
        return "page" + address[address.rindex(".") :], ""
    return "", f"{kind.partition('/')[0] or 'other'} files"


def _own(record: Any, address: str, seen: set[str]) -> str:
    """What the page is called in the archive: its address, or its record where that address was there before."""
    own = address if address and address not in seen else shown(record.rec_headers.get_header("WARC-Record-ID") or "")
    own = own.strip("<>") or f"record-{len(seen) + 1}"
    while own in seen:
        own = f"{own}-{len(seen) + 1}"
    seen.add(own)
    return own


def _articles(given: Input, name: str, where: str, address: str, record: Any) -> Iterator[Document | SourceError]:
    """What the reader for its type makes of the page."""
    fields = {key: value for key, value in given.given.items() if key != "title"}
    if address:
        fields.setdefault("url", address)
    retrieved = record.rec_headers.get_header("WARC-Date")
    try:
        page = Input(stream=_content(record, where), locator=where, name=name, given=fields, remarks=given.remarks)
        for one in reader_of(name, where)(page):
            if isinstance(one, Document):
                yield replace(one, appearance=replace(one.appearance, retrieved=retrieved))
            else:
                yield one
    except SourceError as error:
        yield error


def _to_its_end(record: Any) -> None:
    """Read what is left of a record. Raises EOFError where the file ends before."""
    while record.raw_stream.read(_CHUNK):
        pass
    if record.raw_stream.limit:
        raise EOFError("a record is not whole")


def _content(record: Any, where: str) -> io.BytesIO:
    """What the server sent, unpacked. Raises SourceError where it is damaged, what BROKEN lists where the file ends."""
    try:
        content = io.BytesIO(record.content_stream().read(LARGEST_TEXT + 1))
        _to_its_end(record)
    except (OSError, EOFError):
        raise
    # warcio and zlib raise what they come upon in answers that are not packed as they say (zlib.error, ValueError …).
    except Exception as error:
        reason = f"cannot be unpacked ({type(error).__name__}: {error})"
        raise SourceError(where, reason, hint="Save the page as a file.") from error
    return content
