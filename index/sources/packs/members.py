"""What a zip archive holds, checked before anything is unpacked: bombs, tricks with names, and what is passed over."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import BinaryIO

from index.errors import SourceCutOff, SourceError, SourceUnread
from index.sources.finding import PASSED_OVER
from index.sources.metadata import METADATA_FILE
from index.sources.packed import HIGHEST_RATIO

MOST_MEMBERS = 50_000
LARGEST_DIRECTORY = 16 * 1024 * 1024
"""Bytes of the table of contents: a million members do not fit."""
LARGEST_MEMBER = 1024**3
LARGEST_TOTAL = 8 * 1024**3
LARGEST_INSIDE = 256 * 1024**2
"""Of an archive attached to a letter: what is attached is held as a whole."""
_HARMLESS = 4 * 1024 * 1024
"""A member that unpacks to no more than this is read, however tight it was packed."""
_BOMB = "Nothing of it was read: it is made to fill disks. If you trust it, unpack it and add the folder."
_UNPACK = "Unpack it and add the folder."
_NAMED_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_HARM = "It may be made to do harm: leave it out."
_LOCAL_HEADER = 30
_DAMAGED = (
    zipfile.BadZipFile,
    struct.error,
    OSError,
    ValueError,
    NotImplementedError,
    EOFError,
    LookupError,
    OverflowError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in the archive that may be read."""

    entry: zipfile.ZipInfo
    path: str
    """Inside the archive; never used as a path of the disk."""

    @property
    def name(self) -> str:
        """Without its folders."""
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """The folder it lies in; empty for the top."""
        return str(PurePosixPath(self.path).parent).removeprefix(".")


class Guarded:
    """The stream of a zip archive, which refuses to read its table of contents whole where it is too long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def seekable(self) -> bool:
        """Always: readers are given files."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises ContentsTooLong for more than a table of contents may have, DiskFailed."""
        if size > LARGEST_DIRECTORY:
            raise ContentsTooLong
        try:
            return self._stream.read(LARGEST_DIRECTORY if size < 0 else size)
        except OSError as error:  # which zipfile would take for a damaged archive
            raise DiskFailed(error.strerror or str(error)) from error


class ContentsTooLong(Exception):
    """The table of contents of a zip archive is longer than any real one."""


class DiskFailed(Exception):
    """The archive could not be read: nothing is known of what it holds."""


def cut_off(where: str, error: Exception) -> SourceCutOff:
    """The error for what the disk did not give."""
    return SourceCutOff(where, f"cannot be read: {error}", hint="Check that the disk is there and not full.")


def opened(stream: BinaryIO, locator: str) -> zipfile.ZipFile:
    """The archive. Raises SourceError where it is damaged or a bomb, SourceCutOff where the disk fails."""
    try:
        archive = zipfile.ZipFile(Guarded(stream))
    except ContentsTooLong:
        raise _too_many(locator) from None
    except DiskFailed as error:
        raise cut_off(locator, error) from error
    # zipfile raises what it comes upon in damaged tables of contents (BadZipFile, struct.error, UnicodeDecodeError …).
    except _DAMAGED as error:
        raise SourceError(
            locator, f"cannot be opened as a zip archive: {error}", hint="Fetch or pack it again."
        ) from error
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise _too_many(locator)
    if _overlap(entries):
        raise SourceError(locator, "is a bomb: its members overlap", hint=_BOMB)
    return archive


def members(archive: zipfile.ZipFile, locator: str) -> list[Member | SourceError]:
    """What lies in the archive in the order of names, an error in the place of what must not be read.

    Folders, hidden files, copies that editors leave and metadata.csv are left out, as in folders of the disk.
    """
    found: list[Member | SourceError] = []
    seen: set[str] = set()
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        path = entry.filename
        name = PurePosixPath(path).name
        passed_over = name == METADATA_FILE or any(map(PASSED_OVER.fullmatch, PurePosixPath(path).parts))
        if (path.endswith("/") or passed_over) and not _NAMED_OUT.search(path):
            continue
        where = f"{locator}#{shown(path)}"
        problem = SourceError(where, "has the name of another member", hint=_UNPACK) if path in seen else None
        seen.add(path)
        found.append(problem or _refused(entry, where) or Member(entry=entry, path=shown(path)))
    return found


def shown(path: str) -> str:
    """The path without control characters and what cannot be stored."""
    return "".join(one if one.isprintable() else "\ufffd" for one in path).encode("utf-8", "replace").decode()


def _refused(entry: zipfile.ZipInfo, where: str) -> SourceError | None:
    """Why the member is not read; None where it may be."""
    if not entry.filename or _NAMED_OUT.search(entry.filename):
        return SourceError(where, "has a name that leads out of the archive, or none", hint=_HARM)
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
        return SourceUnread(where, "is a link or device, not a file", hint=_UNPACK)
    if entry.flag_bits & 0x1:
        return SourceError(where, "is encrypted", hint="Unpack it with its password and add the folder.")
    if entry.file_size > LARGEST_MEMBER:
        return SourceError(where, f"is larger than {LARGEST_MEMBER // 1024**2} MB when unpacked", hint=_UNPACK)
    if entry.file_size > _HARMLESS and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        reason = f"unpacks to more than {HIGHEST_RATIO} times its size, as no text does"
        return SourceError(where, reason, hint=_BOMB)
    return None


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two members use the same bytes, as in archives that unpack to far more than they hold."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        before.header_offset + _LOCAL_HEADER + before.compress_size > after.header_offset
        for before, after in pairwise(placed)
    )


def _too_many(locator: str) -> SourceError:
    return SourceError(locator, f"holds more than {MOST_MEMBERS:,} members", hint=_UNPACK)
