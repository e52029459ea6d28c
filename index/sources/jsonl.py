"""Data sets of texts: one JSON object a line, each an article of its own."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from index.errors import SourceError
from index.sources.decoding import binary, decode
from index.sources.document import Document, document
from index.sources.input import Input
from index.sources.metadata import checked

LONGEST_LINE = 64 * 1024 * 1024
_HINT = 'Each line is an object such as {"title": "…", "date": "2022-11-03", "source": "…", "text": "…"}.'
_LINE = re.compile(r"line-\d+")
_UNKEEPABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def read_jsonl(given: Input) -> Iterator[Document | SourceError]:
    """The articles of a data set in its order; a line that cannot be used is an error in its place.

    Raises SourceError where the file as a whole is empty, binary or no gzip file.
    """
    locator = given.locator
    defaults = {key: value for key, value in given.given.items() if key != "title"}
    lines = gzip.GzipFile(fileobj=given.stream) if given.name.lower().endswith(".gz") else given.stream
    count = 0
    seen: set[str] = set()
    try:
        for number, line in enumerate(_lines(lines), start=1):
            if number == 1:
                _check_start(line, locator)
            if not line.strip():
                continue
            count += 1
            yield _record(line, number, locator, defaults, seen)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"cannot be read beyond {count} records: {error}"
        broken = SourceError(locator, reason, hint="Fetch or pack the file again.")
        if not count:
            raise broken from error
        yield broken
    if not count:
        raise SourceError(locator, "holds no records", hint=_HINT)


def _lines(stream: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    """Lines without their ends; a line longer than LONGEST_LINE comes in pieces, which then are no JSON."""
    while line := stream.readline(LONGEST_LINE):
        yield line.rstrip(b"\r\n")


def _check_start(line: bytes, locator: str) -> None:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(locator, "is UTF-16; a data set must be UTF-8", hint="Save it again as UTF-8.")
    if b"\0" in line:
        raise binary(locator)


def _record(
    line: bytes, number: int, locator: str, defaults: Mapping[str, str], seen: set[str]
) -> Document | SourceError:
    where = f"{locator}#line-{number}"
    try:
        written, remarks = decode(line, where)
        record: Any = json.loads(written)
    except SourceError as error:
        return error
    except (ValueError, RecursionError) as error:
        return SourceError(where, f"line {number} is not JSON: {_told(error)}", hint=_HINT)
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str) or not text.strip():
        return SourceError(where, f"line {number} has no text", hint=_HINT)
    if (kept := text.translate(_UNKEEPABLE)) != text:
        remarks += ("characters that are no text (NUL, half pairs) replaced by U+FFFD",)
    metadata = checked({key: _kept(value) for key, value in record.items()}, defaults=defaults)
    own = _own_locator(record.get("id"), locator, seen) or where
    return document(kept, metadata, locator=own, original=line, remarks=remarks)


def _own_locator(identifier: object, locator: str, seen: set[str]) -> str | None:
    """`FILE#ID`, where the record has an id that no earlier record has and no line is called by."""
    if not isinstance(identifier, (str, int)) or isinstance(identifier, bool):
        return None
    written = str(_kept(" ".join(str(identifier).split())))
    if not written or written in seen or _LINE.fullmatch(written):
        return None
    seen.add(written)
    return f"{locator}#{written}"


def _kept(value: object) -> object:
    return value.translate(_UNKEEPABLE) if isinstance(value, str) else value


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
