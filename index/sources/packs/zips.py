"""Zip archives of files that Dossier reads: each member is read in memory or a nameless file, never under its name."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from index.errors import SourceError
from index.sources.document import Document
from index.sources.formats import reader_of
from index.sources.input import Input
from index.sources.metadata import METADATA_FILE, rows_in
from index.sources.packs.members import (
    LARGEST_INSIDE,
    LARGEST_TOTAL,
    DiskFailed,
    Member,
    cut_off,
    members,
    opened,
    shown,
)

DEEPEST = 2
"""An archive may lie in an archive, and no deeper."""
_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 1 << 18
_LARGEST_METADATA = 64 * 1024 * 1024
_UNPACK = "Unpack it and add the folder."
_AGAIN = "Fetch or pack it again."
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises where a member is damaged or packed in a way it does not know."""


@dataclass(slots=True)
class _Left:
    """How many bytes may still be unpacked, over all archives in the archive."""

    size: int


def read_zip(given: Input) -> Iterator[Document | SourceError]:
    """The articles of all members in the order of their names, `FILE.zip#MEMBER`; errors in the place of others.

    Raises SourceError where the archive is damaged, empty, or a bomb.
    """
    yield from _read(given, _Left(LARGEST_INSIDE if given.inside else LARGEST_TOTAL))


def counted(stream: BinaryIO) -> int:
    """How many members the archive has, for the estimate of a sync."""
    with opened(stream, "") as archive:
        return len(archive.infolist())


def _read(given: Input, left: _Left) -> Iterator[Document | SourceError]:
    if given.inside >= DEEPEST:
        raise SourceError(given.locator, "lies too deep in other archives or letters", hint=_UNPACK)
    with opened(given.stream, given.locator) as archive:
        found = members(archive, given.locator)
        if not found:
            raise SourceError(given.locator, "holds no files", hint="Put articles into it, or leave it out.")
        rows = _Rows(archive)
        for one in found:
            if isinstance(one, SourceError):
                yield one
            else:
                yield from _member(archive, one, given, rows, left)


def _member(
    archive: zipfile.ZipFile, member: Member, given: Input, rows: _Rows, left: _Left
) -> Iterator[Document | SourceError]:
    """The articles of one member; whatever is wrong with it is an error in its place."""
    where = f"{given.locator}#{member.path}"
    try:
        with ExitStack() as stack:
            reader = _reader(member.name, where, left)
            stream = stack.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
            _unpack(archive, member.entry, stream, where, left)
            of_folder, remarks = rows.of(member.folder)
            fields = {key: value for key, value in given.given.items() if key != "title"}
            yield from reader(
                Input(
                    stream=cast(BinaryIO, stream),
                    locator=where,
                    name=member.name,
                    given={**fields, **of_folder.get(member.name, {})},
                    remarks=given.remarks + remarks,
                    inside=given.inside + 1,
                )
            )
    except SourceError as error:
        yield error


def _reader(name: str, where: str, left: _Left) -> Callable[[Input], Iterator[Document | SourceError]]:
    """The reader for a member; archives in the archive share what may be unpacked. Raises as `reader_of` does."""
    return (lambda inner: _read(inner, left)) if name.lower().endswith(".zip") else reader_of(name, where)


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, stream: SpooledTemporaryFile[bytes], where: str, left: _Left
) -> None:
    """Write the member to `stream`. Raises SourceError where it is damaged or longer than it says."""
    try:
        with archive.open(entry) as packed:
            taken = 0
            while piece := packed.read(_CHUNK):
                taken += len(piece)
                left.size -= len(piece)
                if taken > entry.file_size or left.size < 0:
                    reason = "unpacks to more than it says" if left.size >= 0 else "is more than may be unpacked in all"
                    raise SourceError(where, reason, hint=_UNPACK)
                stream.write(piece)
    except _BROKEN as error:
        raise SourceError(where, f"cannot be unpacked: {error}", hint=_AGAIN) from error
    except (DiskFailed, OSError) as error:  # OSError: the disk that holds what is unpacked is full
        raise cut_off(where, error) from error
    stream.seek(0)


class _Rows:
    """What the files metadata.csv in the archive say of the members beside them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._known: dict[str, tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]] = {}

    def of(self, folder: str) -> tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]:
        """The rows of a folder by file name, and remarks."""
        if folder not in self._known:
            self._known[folder] = self._read(f"{folder}/{METADATA_FILE}".removeprefix("/"))
        return self._known[folder]

    def _read(self, path: str) -> tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]:
        try:
            entry = self._archive.getinfo(path)
        except KeyError:
            return {}, ()
        if entry.flag_bits & 0x1 or entry.file_size > _LARGEST_METADATA:
            return {}, (f"{shown(path)} not used: it is encrypted or too large",)
        try:
            with self._archive.open(entry) as packed:
                raw = packed.read(_LARGEST_METADATA)
        except (*_BROKEN, DiskFailed, OSError) as error:
            return {}, (f"{shown(path)} not used: {error}",)
        return rows_in(raw)
