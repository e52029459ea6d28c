"""Files packed by gzip, read as a stream that stops at a bomb."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from index.errors import SourceError
from index.sources.input import Input

BROKEN = (OSError, EOFError, zlib.error)
"""What reading a packed file raises where the disk or the file breaks off, or it is a bomb."""
HIGHEST_RATIO = 200
"""Text packs 3 to 10 times; what unpacks to more than this is made to fill disks."""
_HARMLESS = 4 * 1024 * 1024
"""As long as no more than this has come out, the ratio does not matter."""


class TooTight(OSError):
    """What is packed grows to many times its size: a bomb."""

    def __init__(self) -> None:
        super().__init__(f"it unpacks to more than {HIGHEST_RATIO} times its size, as no text does")


def unpacked(given: Input) -> BinaryIO:
    """The file's stream, unpacked where its name ends in .gz; reading it may raise what BROKEN lists.

    Raises SourceError where it is no gzip file.
    """
    if not given.name.lower().endswith(".gz"):
        return given.stream
    start = given.stream.read(2)
    given.stream.seek(0)
    if start and start != b"\x1f\x8b":
        hint = "Its name says that it is packed by gzip: rename it to what it is, or pack it again."
        raise SourceError(given.locator, "cannot be read: it is no gzip file", hint=hint)
    return io.BufferedReader(_Unpacked(given.stream), 1 << 16)  # type: ignore[return-value, unused-ignore]


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, up to where it grows too fast."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._stream = gzip.GzipFile(fileobj=packed, mode="rb")
        self._taken = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes. Raises TooTight where they are too many for what was read to get them."""
        piece = self._stream.read1(len(buffer))
        self._taken += len(piece)
        if self._taken > _HARMLESS and self._taken > HIGHEST_RATIO * self._packed.tell():
            raise TooTight
        buffer[: len(piece)] = piece
        return len(piece)
