"""About how many articles a file holds, for the bar of a sync: cheap, and never read as articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, TypeAlias

Count: TypeAlias = Callable[[BinaryIO, str, int], int]
"""From the open file, its name and its size."""
_CHUNK = 1 << 20
_PACKED = 1_000
"""Bytes that an article takes in a file packed by gzip."""


def one(_stream: BinaryIO, _name: str, _size: int) -> int:
    """A file is an article."""
    return 1


def by_size(article: int) -> Count:
    """An article for so many bytes; for fewer where the file is packed."""
    return lambda _stream, name, size: max(size // (min(article, _PACKED) if name.endswith(".gz") else article), 1)


def lines(stream: BinaryIO, name: str, size: int) -> int:
    """An article a line; by the size where the lines are packed."""
    if name.lower().endswith(".gz"):
        return by_size(_PACKED)(stream, name, size)
    return max(sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b"")), 1)


def zipped(stream: BinaryIO, _name: str, _size: int) -> int:
    """As many as the zip archive has members."""
    from index.sources.packs.zips import counted

    return counted(stream)
