"""What is known about an article besides its text: front matter, metadata.csv, a data set's fields, a file's name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from index.errors import SourceError
from index.model import DateBasis, Published
from index.sources.dates import iso_date, written_date
from index.sources.decoding import decode

METADATA_FILE = "metadata.csv"
_NOTHING: Mapping[str, object] = MappingProxyType({})
_SYNONYMS = {"date": "published", "source": "outlet", "author": "byline", "lang": "language"}
_FIELDS = frozenset({"title", "outlet", "published", "published_basis", "url", "byline", "language", "note"})
_DATE_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
LANGUAGES = {
    **{"eng": "en", "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it"},
    **{"portuguese": "pt", "dutch": "nl", "russian": "ru", "ukrainian": "uk", "polish": "pl", "turkish": "tr"},
    **{"arabic": "ar", "persian": "fa", "hebrew": "he", "chinese": "zh", "japanese": "ja", "korean": "ko"},
    **{"swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi", "greek": "el", "czech": "cs"},
}
"""Names and long codes of languages, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Checked metadata of one article; what could not be used is told in `remarks`."""

    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    note: str | None = None
    remarks: tuple[str, ...] = ()


def checked(given: Mapping[str, object], *, defaults: Mapping[str, object] = _NOTHING, file_name: str = "") -> Metadata:
    """Metadata from fields as written anywhere, with `defaults` for what is not given.

    The date in `file_name` counts only where there is no date at all.
    """
    remarks: list[str] = []
    fields, others = _known(given, remarks), _known(defaults, remarks)
    if "published" in fields:
        others.pop("published_basis", None)
    fields = {**others, **fields}
    return Metadata(
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        published=_published(fields, file_name, remarks),
        url=fields.get("url"),
        byline=fields.get("byline"),
        language=_language(fields.get("language"), remarks),
        note=fields.get("note"),
        remarks=tuple(remarks),
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---` lines at the start of `text`, and the text after them, unchanged."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return {}, text
    given: dict[str, str] = {}
    position = len(lines[0])
    for line in lines[1:]:
        position += len(line)
        if line.rstrip() in {"---", "..."}:
            return given, text[position:]
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z_][\w -]*", key):
            given[key.strip().lower().replace(" ", "_").replace("-", "_")] = _unquoted(value.strip())
        elif line.strip() and not line.startswith(("#", " ", "\t", "-")):
            return {}, text
    return {}, text


def folder_rows(folder: Path) -> tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]:
    """The rows of `folder`'s metadata.csv by file name, and remarks; nothing where there is no such file."""
    path = folder / METADATA_FILE
    try:
        status = path.stat()
        return _rows(path, status.st_mtime_ns, status.st_size) if status.st_size else ({}, ())
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        return {}, (f"{METADATA_FILE} not used: {error.strerror or error}",)


@lru_cache(maxsize=4)
def _rows(path: Path, _mtime_ns: int, _size: int) -> tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]:
    """Kept while the file stays as it is: a folder of 50,000 files asks 50,000 times."""
    return rows_in(path.read_bytes())


def rows_in(raw: bytes) -> tuple[Mapping[str, Mapping[str, str]], tuple[str, ...]]:
    """The rows of a metadata.csv with these bytes by file name, and remarks."""
    try:
        text, remarks = decode(raw, METADATA_FILE)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (SourceError, csv.Error) as error:
        return {}, (f"{METADATA_FILE} not used: {error}",)
    if not rows or not any(key and key.strip().lower() == "file" for key in rows[0]):
        return {}, (f"{METADATA_FILE} not used: it has no rows with a column 'file'",)
    return _by_file(rows), tuple(f"{METADATA_FILE} {remark}" for remark in remarks)


def _by_file(rows: Iterable[Mapping[str | None, object]]) -> dict[str, dict[str, str]]:
    """Rows by their file; cells beyond the header, which csv keeps under None, are left out."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        cells = {key.strip().lower(): cell for key, cell in row.items() if key and isinstance(cell, str)}
        name = cells.pop("file", "").strip().removeprefix("./")
        if name:
            found.setdefault(name, {key: cell for key, cell in cells.items() if cell.strip()})
    return found


def _known(given: Mapping[str, object], remarks: list[str]) -> dict[str, str]:
    """The fields Dossier knows, under their own names, as trimmed text; blanks and null are absent."""
    fields: dict[str, str] = {}
    for key, value in given.items():
        name = _SYNONYMS.get(key, key)
        if name not in _FIELDS or value is None or (name in fields and name != key):
            continue
        if isinstance(value, (dict, list, bool)):
            remarks.append(f"{key} not used: it is not text")
        elif written := " ".join(str(value).split()):
            fields[name] = written
    return fields


def _published(fields: Mapping[str, str], file_name: str, remarks: list[str]) -> Published | None:
    written = fields.get("published")
    if written is None:
        for match in _DATE_IN_NAME.finditer(file_name):
            if value := iso_date(match[0]):
                return Published(value=value, basis=DateBasis.FILE_NAME)
        return None
    value, reason = written_date(written)
    if value is None:
        remarks.append(f"date of publication not used: {reason}")
        return None
    return Published(value=value, basis=_basis(fields.get("published_basis"), remarks))


def _basis(written: str | None, remarks: list[str]) -> DateBasis:
    if written is None:
        return DateBasis.METADATA
    try:
        return DateBasis(written.lower())
    except ValueError:
        known = ", ".join(basis.value for basis in DateBasis)
        remarks.append(f"published_basis not used: {written!r} is none of {known}")
        return DateBasis.METADATA


def _language(written: str | None, remarks: list[str]) -> str | None:
    if written is None:
        return None
    code = re.split(r"[-_;, ]", written.lower())[0]
    code = LANGUAGES.get(code, code)
    if _LANGUAGE.fullmatch(code):
        return code
    remarks.append(f"language not used: {written!r} is not a code such as en")
    return None


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
