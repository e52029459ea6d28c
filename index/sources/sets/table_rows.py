"""The rows of a table: split by the rules of CSV, decoded, and resumed behind what breaks the rules."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from index.errors import SourceCutOff, SourceError
from index.sources.decoding import decoded_as, guessed

LONGEST_ROW = 16 * 1024 * 1024
"""The csv module takes four bytes for a character; no article is longer."""
_MOST_AGAIN = 64 * 1024 * 1024
"""Bytes that may be read a second time where a quotation mark was not closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; without fields where it has a problem."""

    number: int
    """As a spreadsheet counts: the header is row 1."""
    fields: list[str]
    raw: bytes
    remarks: tuple[str, ...] = ()
    problem: str = ""


def lines_of(stream: BinaryIO, locator: str) -> Iterator[bytes]:
    """Lines with their ends as UTF-8 or any code that holds ASCII; UTF-16 is turned into UTF-8.

    Of a line longer than a row can be only the beginning comes, without an end.
    """
    first = stream.readline(LONGEST_ROW + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _from_utf16(first, stream, locator)
        return
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        yield from line.splitlines(keepends=True) if b"\r" in line else (line,)
        while len(line) > LONGEST_ROW and not line.endswith(b"\n"):
            if b"\r" in line:
                hint = "Save it again with line ends as Linux, macOS or Windows write them."
                raise SourceCutOff(locator, "has line ends that are not understood", hint=hint)
            line = stream.readline(LONGEST_ROW + 1)
        line = stream.readline(LONGEST_ROW + 1)


def _from_utf16(start: bytes, stream: BinaryIO, locator: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")()
    rest, piece = "", start
    try:
        while piece:
            rest += decoder.decode(piece)
            *whole, rest = rest.split("\n")
            for line in whole:
                yield from f"{line}\n".encode("utf-8", "replace").splitlines(keepends=True)
            if len(rest) > LONGEST_ROW:
                raise SourceError(locator, "has a line too long for a table", hint="Save it again as UTF-8.")
            piece = stream.read(1 << 20)
    except UnicodeDecodeError as error:
        hint = "Save it again as UTF-8."
        raise SourceError(locator, "begins as UTF-16 but cannot be decoded as such", hint=hint) from error
    yield from rest.encode("utf-8", "replace").splitlines(keepends=True)


class Rows:
    """The rows behind the header, one after another."""

    def __init__(self, lines: Iterator[bytes], delimiter: str, width: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._again: deque[bytes] = deque()
        """Lines to be read a second time."""
        self._read_again = 0
        self._taken: list[bytes] = []
        """Lines of the row being read."""
        self._encoding = ""
        """Of the rows that are not UTF-8, once it was guessed."""
        self.unclosed = 0
        """The row whose quotation mark was never closed, where reading stopped for it."""

    def __iter__(self) -> Iterator[Row]:
        number = 1
        while not self.unclosed and (line := self._next_line()):
            number += 1
            if line in {b"\n", b"\r\n"}:  # millions of them where a file was made to take time
                continue
            self._again.appendleft(line)
            self._taken = []
            try:
                fields = next(self._reader(self._feed()), [])
            except csv.Error:
                row = self._loose(number)
            else:
                row = self._decoded(number, fields)
            if row is not None:
                yield row

    def _feed(self) -> Iterator[str]:
        """Lines as Latin-1, which keeps every byte: a row is decoded when it is whole."""
        size = 0
        while line := self._next_line():
            self._taken.append(line)
            size += len(line)
            if size > LONGEST_ROW:
                raise csv.Error("row too long")
            yield line.decode("latin-1")

    def _loose(self, number: int) -> Row | None:
        """A row that breaks the rules of CSV: read without them where it and the next line are rows so, or an error."""
        first, *rest = self._taken
        if len(first) <= LONGEST_ROW:
            self._put_back(rest)
            if self._read_again > _MOST_AGAIN:  # marks that never close: reading on would take forever
                self.unclosed = number
                return None
            fields, below = self._without_marks(first), self._next_line()
            if below:
                self._again.appendleft(below)
            if len(fields) == self._width and (not below.strip() or len(self._without_marks(below)) == self._width):
                self._taken = [first]
                return self._decoded(number, fields)
            if sum(map(len, rest)) + len(first) <= LONGEST_ROW:
                return Row(number, [], first, problem="has a quotation mark that is neither doubled nor closed")
        return self._passed_over(number, first)

    def _without_marks(self, line: bytes) -> list[str]:
        """The fields of a line whose quotation marks stand for themselves."""
        written = line.decode("latin-1").rstrip("\r\n")
        return next(self._reader([written], quoting=csv.QUOTE_NONE), []) if len(line) <= LONGEST_ROW else []

    def _passed_over(self, number: int, first: bytes) -> Row | None:
        """A row too long to be an article: what belongs to it ends with a line that closes its quotation mark."""
        is_open = first.count(b'"') % 2 == 1 and len(first) <= LONGEST_ROW
        while is_open and (line := self._next_line()):
            is_open = line.count(b'"') % 2 == 0
        if is_open:
            self.unclosed = number
            return None
        return Row(number, [], b"", problem=f"is longer than {LONGEST_ROW // 1024**2} MB")

    def _put_back(self, lines: list[bytes]) -> None:
        self._again.extendleft(reversed(lines))
        self._read_again += sum(map(len, lines))

    def _next_line(self) -> bytes:
        return self._again.popleft() if self._again else next(self._lines, b"")

    def _reader(
        self, lines: Iterable[str], *, strict: bool = True, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    ) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=strict, quoting=quoting)

    def _decoded(self, number: int, fields: list[str]) -> Row:
        """The row as text: UTF-8 where it is, else in the encoding of the first row that is not."""
        raw = b"".join(self._taken)
        written = [field.encode("latin-1") for field in fields]
        try:
            return Row(number, [field.decode("utf-8") for field in written], raw)
        except UnicodeDecodeError:
            pass
        try:
            decoded = self._guessed(written)
        except (SourceError, UnicodeDecodeError):
            return Row(number, [], raw, problem="is not UTF-8, and its encoding cannot be recognised")
        return Row(number, decoded, raw, (decoded_as(self._encoding),))

    def _guessed(self, written: list[bytes]) -> list[str]:
        if self._encoding:
            try:
                return [field.decode(self._encoding) for field in written]
            except UnicodeDecodeError:
                pass
        _, self._encoding = guessed(b"\n".join(written), "")
        return [field.decode(self._encoding) for field in written]
