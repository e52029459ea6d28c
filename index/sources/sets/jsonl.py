"""Data sets of texts: one JSON object a line, each an article of its own."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import SourceCutOff, SourceError
from index.sources.decoding import binary, decode
from index.sources.document import Document
from index.sources.input import Input
from index.sources.packed import BROKEN, unpacked
from index.sources.sets.data_sets import LONGEST_LINE, DataSet, data_set, summed_up

_HINT = 'Each line is an object such as {"title": "…", "date": "2022-11-03", "source": "…", "text": "…"}.'
_AGAIN = "Fetch or pack the file again."


def read_jsonl(given: Input) -> Iterator[Document | SourceError]:
    """The articles of a data set in its order; a line that cannot be used is an error in its place.

    Raises SourceError where the file as a whole is empty, binary or no gzip file.
    """
    yield from summed_up(_read(given), given.locator)


def _read(given: Input) -> Iterator[Document | SourceError]:
    records = data_set(given.locator, given.given)
    count = 0
    try:
        for number, line in enumerate(_lines(unpacked(given)), start=1):
            if number == 1:
                _check_start(line, given.locator)
            if not line.strip():
                continue
            count += 1
            yield _record(line, number, records)
    except BROKEN as error:
        broken = broken_off(given.locator, count, error)
        if not count:
            raise broken from error
        yield broken
    if not count:
        raise SourceError(given.locator, "holds no records", hint=_HINT)


def broken_off(locator: str, count: int, error: Exception) -> SourceCutOff:
    """The error for a data set that cannot be read to its end."""
    return SourceCutOff(locator, f"cannot be read beyond {count:,} records: {error}", hint=_AGAIN)


def told(error: Exception) -> str:
    """What is wrong with JSON, without the text that is wrong."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines without their ends; a line longer than LONGEST_LINE comes in pieces, which then are no JSON."""
    while line := stream.readline(LONGEST_LINE):
        yield line.rstrip(b"\r\n")


def _check_start(line: bytes, locator: str) -> None:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(locator, "is UTF-16; a data set must be UTF-8", hint="Save it again as UTF-8.")
    if b"\0" in line:
        raise binary(locator)


def _record(line: bytes, number: int, records: DataSet) -> Document | SourceError:
    where = f"{records.locator}#line-{number}"
    try:
        written, remarks = decode(line, where)
        record: object = json.loads(written)
    except SourceError as error:
        return error
    except (ValueError, RecursionError) as error:
        return SourceError(where, f"line {number} is not JSON: {told(error)}", hint=_HINT)
    if not isinstance(record, dict):
        return SourceError(where, f"line {number} has no text", hint=_HINT)
    return records.document(record, f"line-{number}", line, remarks)
