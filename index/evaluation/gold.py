"""Gold files: one annotated text a line, checked on reading so that a wrong offset is never scored."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import SourceError

_HINT = "A gold file has one JSON object a line, in the format that `dossier extract` writes."


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The annotated texts of `path` (`.jsonl` or `.jsonl.gz`).

    A record may name a file by `text_file` (and its `text_sha256`) in place of `text`: it is looked for beside
    the gold file and in the folders above it. Spans without their characters get them.
    """
    records = [_completed(record, path, f"{path}:{number}") for number, record in _lines(path)]
    if not records:
        raise SourceError(str(path), "holds no annotated text", hint=_HINT)
    seen: set[str] = set()
    for record in records:
        if record["id"] in seen:
            raise SourceError(str(path), f"two texts have the id {record['id']!r}", hint="Give each text its own id.")
        seen.add(record["id"])
    return records


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line that is not blank."""
    for number, line in enumerate(_content(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise SourceError(f"{path}:{number}", f"is not JSON ({error})", hint=_HINT) from error
        if not isinstance(record, dict):
            raise SourceError(f"{path}:{number}", "is not a JSON object", hint=_HINT)
        yield number, record


def _content(path: Path) -> str:
    """The file's characters."""
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "is not a complete gzip file"
        raise SourceError(str(path), f"cannot be read ({reason})", hint="Check the path.") from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), "is not UTF-8", hint=_HINT) from error


def _completed(record: dict[str, Any], path: Path, locator: str) -> dict[str, Any]:
    """The record with its text, and every span with its characters; raises SourceError where they disagree."""
    if not isinstance(record.get("id"), str):
        raise SourceError(locator, "has no id", hint=_HINT)
    if "text" not in record and "text_file" in record:
        record = {**record, "text": _text_of(record, path, locator)}
    if not isinstance(record.get("text"), str):
        raise SourceError(locator, "has neither text nor text_file", hint=_HINT)
    for field, value in record.items():
        for span in _spans(value):
            _complete(span, record["text"], f"{locator} ({record['id']}, {field})")
    return record


def _text_of(record: dict[str, Any], path: Path, locator: str) -> str:
    """The characters of the file that a record names."""
    name, digest = str(record["text_file"]), record.get("text_sha256")
    for folder in path.resolve().parents:
        if (folder / name).is_file():
            content = (folder / name).read_bytes()
            break
    else:
        raise SourceError(locator, f"names {name}, which is not there", hint="Put the text beside the gold file.")
    if digest is not None and hashlib.sha256(content).hexdigest() != digest:
        raise SourceError(locator, f"was annotated on another {name}", hint="Its SHA-256 differs: restore the file.")
    return content.decode("utf-8")


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span inside an annotation, however deep."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _spans(part)


def _complete(span: dict[str, Any], text: str, locator: str) -> None:
    """Check a span against the text; add its characters if they are not stated."""
    start, end = span["start"], span["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise SourceError(locator, f"has a span {start}..{end} outside the text", hint=_HINT)
    if span.setdefault("text", text[start:end]) != text[start:end]:
        raise SourceError(
            locator,
            f"states {span['text']!r} for {start}..{end}, where the text has {text[start:end]!r}",
            hint="Offsets count Unicode code points from 0, the end excluded.",
        )
