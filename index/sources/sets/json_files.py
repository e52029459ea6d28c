"""JSON files: one object or an array of objects, each an article; or JSON lines under another name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from index.errors import SourceCutOff, SourceError, SourceUnread
from index.sources.decoding import decode
from index.sources.document import Document
from index.sources.input import Input
from index.sources.packed import BROKEN, unpacked
from index.sources.sets.data_sets import DataSet, data_set, has_text, summed_up
from index.sources.sets.jsonl import broken_off, read_jsonl, told

LARGEST = 128 * 1024 * 1024
"""A JSON file is held as a whole; larger ones belong into JSON lines."""
_FIRST = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")
_WRAPPERS = ("articles", "records", "items", "results", "docs", "documents", "data", "stories")
"""What answers of news services call the array of their articles."""
_HINT = 'Put articles into it as {"title": "…", "date": "2022-11-03", "text": "…"}, one or an array of them.'


def read_json(given: Input) -> Iterator[Document | SourceError]:
    """The articles of a JSON file in its order; a record that cannot be used is an error in its place.

    Raises SourceError where the file as a whole is no JSON or holds no articles.
    """
    if _is_lines(given):
        return read_jsonl(given)
    return summed_up(_articles(given), given.locator)


def _is_lines(given: Input) -> bool:
    """Whether the first line is an object of its own and more follows: JSON lines, as many call .json."""
    try:
        start = unpacked(given).read(_FIRST)
    except BROKEN:
        return False  # whoever reads it as a whole says what is wrong
    finally:
        given.stream.seek(0)
    line, _, rest = start.lstrip().partition(b"\n")
    try:
        return bool(rest.strip()[:1] == b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _articles(given: Input) -> Iterator[Document | SourceError]:
    text, remarks = _text(given)
    records = data_set(given.locator, given.given)
    if text[:1] == "[":
        yield from _of_array(text, 1, records, remarks)
        return
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(given.locator, f"is not JSON: {told(error)}", hint=_HINT) from error
    if isinstance(whole, dict) and not has_text(whole) and (array := _wrapped(whole)) is not None:
        yield from (_article(one, number, records, remarks) for number, one in enumerate(array, start=1))
    elif isinstance(whole, dict) and has_text(whole):
        yield _article(whole, 1, records, remarks)
    else:  # settings, results, a page's metadata: folders are full of them
        raise SourceUnread(given.locator, "is JSON without an article", hint=_HINT)


def _text(given: Input) -> tuple[str, tuple[str, ...]]:
    """Everything in the file, without blanks around it. Raises SourceError where there is too much or nothing."""
    try:
        raw = unpacked(given).read(LARGEST + 1)
    except BROKEN as error:
        raise broken_off(given.locator, 0, error) from error
    if len(raw) > LARGEST:
        reason = f"is larger than {LARGEST // 1024**2} MB, too much for a JSON file"
        raise SourceError(given.locator, reason, hint="Make it JSON lines: one article a line (.jsonl).")
    text, remarks = decode(raw, given.locator)
    if not text.strip():
        raise SourceError(given.locator, "holds no text", hint=_HINT)
    return text.strip(), remarks


def _of_array(text: str, start: int, records: DataSet, remarks: tuple[str, ...]) -> Iterator[Document | SourceError]:
    """The articles of an array, one decoded after another; where it is broken nothing behind can be read."""
    decoder, number = json.JSONDecoder(), 0
    place = _behind(text, start)
    while text[place : place + 1] != "]":
        try:
            record, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            if not number:
                raise SourceError(records.locator, f"is not JSON: {told(error)}", hint=_HINT) from error
            reason = f"is not JSON behind record {number}: {told(error)}"
            yield SourceCutOff(records.locator, reason, hint="Fetch the file again, or repair it.")
            return
        number += 1
        yield _article(record, number, records, remarks)
        place = _behind(text, place)
    if not number:
        raise SourceError(records.locator, "holds no records", hint=_HINT)


def _behind(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _article(record: object, number: int, records: DataSet, remarks: tuple[str, ...]) -> Document | SourceError:
    place = f"record-{number}"
    if not isinstance(record, dict):
        return SourceError(f"{records.locator}#{place}", f"record {number} has no text", hint=_HINT)
    original = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    return records.document(record, place, original, remarks)


def _wrapped(whole: Mapping[str, object]) -> list[object] | None:
    """The array of records in an answer such as {"status": "ok", "articles": […]}."""
    for name in _WRAPPERS:
        array = whole.get(name)
        if isinstance(array, list) and array and all(isinstance(one, dict) for one in array):
            return array
    return None
