"""What a reader of a format is given: the open file, how it is called, and what is known of it besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias

from index.errors import SourceCutOff, SourceError
from index.sources.document import Document

LARGEST_TEXT = 64 * 1024 * 1024
"""One article in a file larger than this is a mistake, and would not fit through the language model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to be read; also one inside an archive of files, or what was fetched from an address."""

    stream: BinaryIO
    """Open at its beginning; seekable."""
    locator: str
    """What its article is called by; of several articles in it each adds `#` and its own part."""
    name: str
    """The file's name, without folders; its suffix says the format."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What metadata.csv, the feed or the address says of it: fields as in metadata.csv. Wins over the file itself."""
    remarks: tuple[str, ...] = ()
    """Told with whatever is read from it."""
    inside: int = 0
    """In how many files it lies: archives, letters."""

    def all(self, largest: int = LARGEST_TEXT) -> bytes:
        """Everything in it. Raises SourceCutOff where the disk fails, SourceError where it is too large."""
        try:
            raw = self.stream.read(largest + 1)
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            raise SourceCutOff(self.locator, reason, hint="Check that the disk is there.") from error
        if len(raw) > largest:
            reason = f"is larger than {largest // 1024**2} MB, too much for one article"
            raise SourceError(
                self.locator, reason, hint="Split it, or make it a data set with a line an article (.jsonl)."
            )
        return raw


Reader: TypeAlias = Callable[[Input], Iterator[Document | SourceError]]
"""Reads one file: its articles in their order, an error in the place of each that cannot be used.

Raises SourceError where the whole file gives nothing.
"""
