"""Data sets as tables (CSV, TSV): a row an article, columns by name, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import SourceCutOff, SourceError
from index.sources.decoding import binary
from index.sources.document import Document
from index.sources.input import Input
from index.sources.packed import BROKEN, unpacked
from index.sources.sets.data_sets import DataSet, data_set, has_text, known_columns, no_text_column, summed_up
from index.sources.sets.jsonl import broken_off
from index.sources.sets.table_rows import LONGEST_ROW, Row, Rows, lines_of

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_HEADER = 1024 * 1024
_HINT = "The first row names the columns; each further row is an article."


@dataclass(slots=True)
class _Table:
    """A table whose first row was read."""

    columns: list[str]
    rows: Rows
    records: DataSet


def read_table(given: Input) -> Iterator[Document | SourceError]:
    """The articles of a table in its order; a row that cannot be used is an error in its place.

    Raises SourceError where the file as a whole is empty, binary, or has no column of texts.
    """
    yield from summed_up(_read(given), given.locator)


def _read(given: Input) -> Iterator[Document | SourceError]:
    count = 0
    try:
        table = _opened(given)
        for row in table.rows:
            if row.problem or any(field.strip() for field in row.fields):
                count += 1
                yield _article(row, table)
        if table.rows.unclosed:
            yield _unclosed(given.locator, table.rows.unclosed)
    except BROKEN as error:
        broken = broken_off(given.locator, count, error)
        if not count:
            raise broken from error
        yield broken
    if not count:
        raise SourceError(given.locator, "holds no rows", hint=_HINT)


def _opened(given: Input) -> _Table:
    """The table behind its header. Raises SourceError where none can be found."""
    csv.field_size_limit(LONGEST_ROW)
    lines = lines_of(unpacked(given), given.locator)
    delimiter = None
    first = next(lines, b"")
    if first.lower().startswith(b"sep=") and len(first.strip()) == 5:  # how Excel is told of the delimiter
        delimiter = chr(first[4])
        first = next(lines, b"")
    while first and not first.strip():
        first = next(lines, b"")
    if b"\0" in first:
        raise binary(given.locator)
    if not first:
        raise SourceError(given.locator, "holds no rows", hint=_HINT)
    header = first.decode("utf-8", "replace").strip("\r\n")
    if len(header) > _LONGEST_HEADER:
        raise SourceError(given.locator, "has a first row too long to name columns", hint=_HINT)
    delimiter = delimiter or _delimiter(header, given.name)
    columns = _columns(header, delimiter)
    if not has_text(columns):
        raise no_text_column(given.locator, columns)
    return _Table(columns, Rows(lines, delimiter, len(columns)), data_set(given.locator, given.given))


def _delimiter(header: str, name: str) -> str:
    """What parts the columns: that which gives most columns that Dossier knows, then most columns at all."""
    usual = "\t" if ".tsv" in name.lower() else ","

    def fits(delimiter: str) -> tuple[int, int, bool]:
        columns = _columns(header, delimiter)
        return known_columns(columns), len(columns), delimiter == usual

    return max(_DELIMITERS, key=fits)


def _columns(header: str, delimiter: str) -> list[str]:
    return next(csv.reader([header], delimiter=delimiter), [])


def _article(row: Row, table: _Table) -> Document | SourceError:
    place = f"row-{row.number}"
    where = f"{table.records.locator}#{place}"
    problem = row.problem
    extra = row.fields[len(table.columns) :]
    if not problem and (len(row.fields) < len(table.columns) or any(field.strip() for field in extra)):
        problem = f"has {len(row.fields)} columns in place of {len(table.columns)}"
    if problem:
        hint = "Repair the row: texts with commas, quotation marks or line ends must stand in quotation marks."
        return SourceError(where, f"row {row.number} {problem}", hint=hint)
    record: dict[str, object] = {}
    for column, field in zip(table.columns, row.fields, strict=False):
        if field.strip() and column not in record:
            record[column] = field
    return table.records.document(record, place, row.raw, row.remarks)


def _unclosed(locator: str, number: int) -> SourceCutOff:
    reason = f"row {number} opens a quotation mark that is never closed: what follows could not be read"
    return SourceCutOff(locator, reason, hint="Close the quotation mark, or double those within a text.")
