"""Reading one file that was found: by its suffix, with the metadata its folder has for it."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.sources.decoding import decode
from index.sources.document import Document, document, first_line
from index.sources.finding import Found, path_of, unreadable
from index.sources.jsonl import read_jsonl
from index.sources.metadata import checked, folder_rows, front_matter

SUFFIXES = (".txt", ".md", ".jsonl", ".jsonl.gz")
_HEADING = re.compile(r"#{1,6}\s+")
LARGEST_TEXT = 64 * 1024 * 1024
"""One article in a file larger than this is a mistake, and would not fit through the language model."""


def read(found: Found) -> Iterator[Document | SourceError]:
    """The article of a text file, or the articles of a data set with an error for each line that cannot be used.

    Raises SourceError where the file gives nothing: empty, binary, unreadable, no file, of another format.
    """
    path = path_of(found)
    with opened(found) as stream:
        suffix = _suffix(path.name, found.locator)
        rows, remarks = folder_rows(path.parent)
        row = rows.get(path.name, {})
        if suffix.startswith(".jsonl"):
            defaults = {key: value for key, value in row.items() if key != "title"}
            yield from read_jsonl(stream, found.locator, defaults, compressed=suffix.endswith(".gz"))
        else:
            raw = _all_of(stream, found.locator)
            yield _text_file(raw, found.locator, path.name, suffix, row, remarks)


def read_bytes(raw: bytes, name: str) -> Iterator[Document | SourceError]:
    """What a file called `name` with these bytes would give; for standard input. Raises as `read` does."""
    suffix = _suffix(name, name)
    if suffix.startswith(".jsonl"):
        yield from read_jsonl(io.BytesIO(raw), name, {}, compressed=suffix.endswith(".gz"))
    else:
        yield _text_file(raw, name, name, suffix, {}, ())


def _text_file(
    raw: bytes, locator: str, name: str, suffix: str, row: Mapping[str, str], remarks: tuple[str, ...]
) -> Document:
    text, decoded = decode(raw, locator)
    given: dict[str, str] = {}
    if suffix == ".md":
        given, text = front_matter(text)
        given.setdefault("title", _HEADING.sub("", first_line(text)))
    if not text.strip():
        raise SourceError(locator, "holds no text", hint="Put an article's text into it, or leave it out.")
    metadata = checked(row, defaults=given, file_name=name)
    return document(text, metadata, locator=locator, original=raw, remarks=decoded + remarks)


def _suffix(name: str, locator: str) -> str:
    for suffix in reversed(SUFFIXES):
        if name.lower().endswith(suffix):
            return suffix
    reason = "not a format Dossier reads yet"
    raise SourceError(locator, reason, hint=f"Dossier reads {', '.join(SUFFIXES)}.")


def opened(found: Found) -> BinaryIO:
    """The file, open for reading. Raises SourceError where it is none that Dossier reads; never waits for a pipe."""
    path, locator = path_of(found), found.locator
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise _no_file(path, locator)
        if not stat.S_ISREG(kind):
            raise SourceError(locator, "is a pipe, socket or device, not a file", hint="Save its text to a file first.")
        _suffix(path.name, locator)
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    except OSError as error:
        raise unreadable(locator, error) from error
    except ValueError as error:
        raise SourceError(locator, "is no path", hint="Check the path.") from error


def _no_file(folder: Path, locator: str) -> SourceError:
    """Why a folder was found as if it were a file: it could not be opened while looking for files."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return unreadable(locator, error)
    return SourceError(locator, "is a folder", hint="Add the folder as a source; its files are then found.")


def _all_of(stream: BinaryIO, locator: str) -> bytes:
    try:
        raw = stream.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise unreadable(locator, error) from error
    if len(raw) > LARGEST_TEXT:
        reason = f"is larger than {LARGEST_TEXT // 1024**2} MB, too much for one article"
        raise SourceError(locator, reason, hint="Split it, or make it a data set with a line an article (.jsonl).")
    return raw
