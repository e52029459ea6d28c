"""Letters: one in a file (.eml), or many one after the other (.mbox), read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from index.errors import SourceCutOff, SourceError
from index.sources.document import Document
from index.sources.input import LARGEST_TEXT, Input
from index.sources.letters.letters import Letter, articles_of, opened

_SEPARATOR = re.compile(rb"From \S.{0,200}\d\d:\d\d")
_ESCAPED = re.compile(rb">+From ")
_LONGEST_PIECE = 1024 * 1024
_HINT = "Export the mailbox again, as mbox."


def read_eml(given: Input) -> Iterator[Document | SourceError]:
    """The article of a letter and those attached to it."""
    raw = given.all()
    if not raw.strip():
        raise SourceError(given.locator, "the file is empty", hint="Save the letter again.")
    yield from articles_of(opened(raw, given.locator), given)


def read_mbox(given: Input) -> Iterator[Document | SourceError]:
    """The articles of all letters in a mailbox, in its order; a letter that cannot be read is an error in its place.

    Only one letter is in memory at a time. Its locator is `FILE#MESSAGE-ID`, or `FILE#NUMBER` where it has none.
    """
    seen: set[str] = set()
    try:
        for number, raw in enumerate(_letters(given), start=1):
            yield from _articles(raw, number, given, seen)
    except OSError as error:
        reason = f"cannot be read beyond {len(seen):,} letters: {error.strerror or error}"
        raise SourceCutOff(given.locator, reason, hint="Check that the disk is there.") from error
    if not seen:
        raise SourceError(given.locator, "holds no letters", hint=_HINT)


def _articles(raw: bytes | None, number: int, given: Input, seen: set[str]) -> Iterator[Document | SourceError]:
    where = f"{given.locator}#{number}"
    seen.add(f"#{number}")
    if raw is None:
        reason = f"letter {number} is larger than {LARGEST_TEXT // 1024**2} MB"
        yield SourceError(where, reason, hint="Save what is attached to it by itself.")
        return
    try:
        letter = opened(raw, where)
        if letter.identifier and letter.identifier not in seen:
            seen.add(letter.identifier)
            where = f"{given.locator}#{letter.identifier}"
        fields = {key: value for key, value in given.given.items() if key != "title"}
        own = replace(given, locator=where, given=fields)
        yield from articles_of(Letter(message=letter.message, raw=raw, locator=where), own)
    except SourceError as error:
        yield error


def _letters(given: Input) -> Iterator[bytes | None]:
    """The letters of a mailbox without the lines that part them; None for one that is too large."""
    lines = _lines(given.stream)
    first, _ = next(lines, (b"", True))
    if not first.startswith(b"From "):
        reason = "is no mailbox: it does not begin with 'From '" if first else "the file is empty"
        raise SourceError(given.locator, reason, hint=_HINT)
    parts: list[bytes] = []
    size, after_blank = 0, False
    for line, begins in lines:
        if begins and after_blank and _SEPARATOR.match(line):
            yield b"".join(parts) if size <= LARGEST_TEXT else None
            parts, size = [], 0
            continue
        if begins and _ESCAPED.match(line):
            line = line[1:]
        size += len(line)
        if size <= LARGEST_TEXT:
            parts.append(line)
        after_blank = begins and not line.strip()
    yield b"".join(parts) if size <= LARGEST_TEXT else None


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines, long ones in pieces, each with whether a line begins with it."""
    begins = True
    while line := stream.readline(_LONGEST_PIECE):
        yield line, begins
        begins = line.endswith(b"\n")
