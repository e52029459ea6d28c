"""Reading one file that was found: by its suffix, with the metadata its folder has for it."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.sources.document import Document
from index.sources.finding import Found, path_of, unreadable
from index.sources.formats import reader_of
from index.sources.input import Input
from index.sources.metadata import folder_rows


def read(found: Found) -> Iterator[Document | SourceError]:
    """The articles in a file, with an error for each part of it that cannot be used.

    Raises SourceError where the file gives nothing: empty, binary, unreadable, no file; SourceUnread where its format
    is none that Dossier reads.
    """
    path = path_of(found)
    with opened(found) as stream:
        rows, remarks = folder_rows(path.parent)
        given = Input(
            stream=stream,
            locator=found.locator,
            name=path.name,
            given={**rows.get(path.name, {}), **found.given},
            remarks=remarks + found.remarks,
        )
        for one in reader_of(path.name, found.locator)(given):
            yield one.completed(found.otherwise) if isinstance(one, Document) else one


def read_bytes(raw: bytes, name: str) -> Iterator[Document | SourceError]:
    """What a file called `name` with these bytes would give; for standard input. Raises as `read` does."""
    yield from reader_of(name, name)(Input(stream=io.BytesIO(raw), locator=name, name=name))


def opened(found: Found) -> BinaryIO:
    """The file, open for reading. Raises SourceError where it is none that Dossier reads; never waits for a pipe."""
    path, locator = path_of(found), found.locator
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise _no_file(path, locator)
        if not stat.S_ISREG(kind):
            raise SourceError(locator, "is a pipe, socket or device, not a file", hint="Save its text to a file first.")
        reader_of(path.name, locator)
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
