"""What word processors' files have in common: a zip file that may be a bomb, paragraphs, tables row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from index.errors import SourceError

_LARGEST_MEMBER, _LARGEST_TOTAL = 64 * 1024 * 1024, 512 * 1024 * 1024
_MOST_MEMBERS = 10_000
_AGAIN = "Open it in a word processor and save it anew, or as PDF."
_LONG_CELL = 200
"""A cell with more characters is part of the layout, and its paragraphs are told one by one."""


def opened(raw: bytes, locator: str) -> zipfile.ZipFile:
    """The zip file in `raw`. Raises SourceError where it is none, locked, or would be too large unpacked."""
    if not raw:
        raise SourceError(locator, "the file is empty", hint=_AGAIN)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(locator, "is locked with a password, or of an older format than its name says", hint=_AGAIN)
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
        members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise damaged(locator, error) from error
    xml = (member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    total = sum(member.file_size for member in members)
    if max(xml, default=0) > _LARGEST_MEMBER or total > _LARGEST_TOTAL or len(members) > _MOST_MEMBERS:
        raise SourceError(locator, "would be too large when unpacked", hint="It may be made to do harm: leave it out.")
    return packed


def member(packed: zipfile.ZipFile, name: str) -> bytes | None:
    """A member's bytes, at most as many as `opened` allows; None where there is no such member.

    Raises what zipfile and zlib raise where it is damaged.
    """
    try:
        with packed.open(name) as stream:
            return stream.read(_LARGEST_MEMBER)
    except KeyError:
        return None


def parsed(raw: bytes) -> Any:
    """The tree of an XML member; entities are not expanded and nothing is fetched. Raises what lxml raises."""
    from lxml.etree import XMLParser, fromstring

    return fromstring(raw, XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def damaged(locator: str, error: Exception) -> SourceError:
    """The error for a file that cannot be opened."""
    reason = f"is damaged, or not of the format that its name says ({type(error).__name__}: {error})"
    return SourceError(locator, " ".join(reason.split())[:200], hint=_AGAIN)


def row(cells: Iterable[list[str]]) -> list[str]:
    """A row of a table on one line; the paragraphs of its cells where one of them is long."""
    kept = list(cells)
    if any(sum(map(len, cell)) > _LONG_CELL for cell in kept):
        return [text for cell in kept for text in cell]
    line = " | ".join(" ".join(cell) for cell in kept if cell)
    return [line] if line else []
