"""Which articles `dossier set` is about, and what is to be set for them."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.context import ToolTrouble, UsageError
from dossier.wording import FIELD_LABELS
from index.decisions import Wanted, checked_fields

if TYPE_CHECKING:
    from index.library import Library

FIELDS = {"date": "published", **{name: name for name in ("outlet", "title", "byline", "url", "language", "note")}}
"""Options by the field that they set."""
KEYS = ("article", "file", "path")
"""Columns of a table that name the article: by its id, or by its file."""


def wanted(args: Namespace, library: Library) -> Iterator[Wanted]:
    """What was asked for. Raises UsageError where that is nothing, and for a name that no article or several have."""
    fields: dict[str, str | None] = {
        FIELDS[name]: value for name in FIELDS if (value := getattr(args, name)) is not None
    }
    fields |= {FIELDS[name]: None for name in FIELDS if getattr(args, f"no_{name}", False)}
    if args.from_csv:
        if fields or args.articles or args.under or args.where:
            raise UsageError("--from-csv goes alone", hint="The table says which articles and which fields.")
        return _from_table(Path(args.from_csv), library)
    if not fields:
        raise UsageError("nothing to set", hint="For example: dossier set --where no-outlet --outlet KCNA")
    return _named(args, checked_fields(fields), library)


def _named(args: Namespace, fields: dict[str, str | None], library: Library) -> Iterator[Wanted]:
    names = [name for given in args.articles for name in (_lines() if given == "-" else [given])]
    if not (names or args.under or args.where):
        raise UsageError("for which articles?", hint="Name them, or say --under FOLDER or --where no-outlet.")
    found = _of_kinds(args.where, library) if args.where else None
    places = [_place(name) for name in (*args.under, *filter(_is_place, names))]
    ids = {library.find_article(name) for name in names if not _is_place(name)}
    if ids:
        yield Wanted(fields=fields, articles=ids if found is None else ids & found)
    if places or not ids:
        yield Wanted(fields=fields, articles=found, under=tuple(places))


def _lines() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]


def _of_kinds(kinds: Sequence[str], library: Library) -> set[str]:
    """The articles that are of all these kinds."""
    found = [{line.article for line in library.triage.listed(kind) if line.article} for kind in kinds]
    return set.intersection(*found)


def _is_place(name: str) -> bool:
    return "://" in name or Path(name.partition("#")[0]).expanduser().exists()


def _place(name: str) -> str:
    """A path in full, with the part of the file that it names; an address as it is."""
    if "://" in name:
        return name
    path, mark, part = name.partition("#")
    return f"{Path(path).expanduser().resolve()}{mark}{part}"


def _from_table(path: Path, library: Library) -> Iterator[Wanted]:
    """The rows of a table, each for its article."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            rows = list(csv.DictReader(file, delimiter=max(",;\t", key=header.count)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ToolTrouble(f"{path}: cannot be read: {error}", hint="It must be a table in UTF-8, .csv.") from error
    for number, row in enumerate(rows, 2):
        cells = {key.strip().lower(): value.strip() for key, value in row.items() if key and isinstance(value, str)}
        named = next((key for key in KEYS if cells.get(key)), None)
        if named is None:
            raise UsageError(f"{path} line {number}: no article", hint="A column article or file must say which.")
        fields = {
            FIELDS.get(key, key): value
            for key, value in cells.items()
            if value and FIELDS.get(key, key) in FIELD_LABELS
        }
        if not fields:
            continue
        checked = checked_fields(fields)
        if named == "article":
            yield Wanted(fields=checked, articles={library.find_article(cells[named])})
        else:
            yield Wanted(fields=checked, under=(_place(str(path.parent / cells[named])),))
