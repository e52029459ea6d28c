"""Data sets in any form: which column is which, what a record is called, and the article it gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.errors import SourceCutOff, SourceError
from index.sources.document import Document, document
from index.sources.metadata import checked

LONGEST_LINE = 64 * 1024 * 1024
MOST_TOLD = 200
"""Errors told one by one: a table that is wrong throughout has a million."""
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "maintext", "fulltext", "articletext", "articlebody", "storytext"),
        *("bodytext", "contenttext", "plaintext"),
    ),
    "title": ("title", "headline", "articletitle", "head"),
    "published": (
        *("published", "date", "pubdate", "publishdate", "datepublished", "datepublish", "publicationdate"),
        *("publishedat", "publisheddate", "publishedon", "articledate", "datetime"),
    ),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "sourcename", "newspaper", "newsoutlet", "outletname"),
        *("sitename", "site", "sourcedomain", "domain"),
    ),
    "url": ("url", "link", "articleurl", "weburl", "canonicalurl", "sourceurl", "href"),
    "byline": ("byline", "author", "authors", "creator", "journalist"),
    "language": ("language", "lang"),
    "id": ("id", "articleid", "docid", "documentid", "uid", "uuid", "guid"),
    "note": ("note",),
    "published_basis": ("publishedbasis",),
}
"""The field and what data sets call it, in small letters without blanks and marks; of several the first counts."""
_FIELD_OF = {name: (field, place) for field, names in _COLUMNS.items() for place, name in enumerate(names)}
_MARKS = re.compile(r"[\W_]+")
_PLACE = re.compile(r"(?:line|row|record)-\d+")
_UNKEEPABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
NEEDED = 'one of the columns "text", "body", "content", "article" or "maintext"'
_REPLACED = "characters that are no text (NUL, half pairs) replaced by U+FFFD"


@dataclass(slots=True)
class DataSet:
    """What reading a data set needs to know of it from one record to the next."""

    locator: str
    defaults: Mapping[str, str]
    """What metadata.csv says of the whole file; a title of the set is none of its articles."""
    seen: set[str] = field(default_factory=set)
    """Ids that records had."""

    def document(
        self, record: Mapping[str, object], place: str, original: bytes, remarks: tuple[str, ...] = ()
    ) -> Document | SourceError:
        """The article of one record; an error where it has no text. `place` is its name where it has no id."""
        where = f"{self.locator}#{place}"
        fields = in_our_words(record)
        text = fields.pop("text", None)
        told = place.replace("-", " ")
        if not isinstance(text, str) or not text.strip():
            return SourceError(where, f"{told} has no text", hint=f"It needs {NEEDED}.")
        if (kept := text.translate(_UNKEEPABLE)) != text:
            remarks += (_REPLACED,)
        metadata = checked({key: _kept(value) for key, value in fields.items()}, defaults=self.defaults)
        own = self._own_locator(fields.get("id")) or where
        return document(kept, metadata, locator=own, original=original, remarks=remarks)

    def _own_locator(self, identifier: object) -> str | None:
        """`FILE#ID`, where the record has an id that no earlier record has and no place is called by."""
        if not isinstance(identifier, (str, int)) or isinstance(identifier, bool):
            return None
        written = str(_kept(" ".join(str(identifier).split())))
        if not written or written in self.seen or _PLACE.fullmatch(written):
            return None
        self.seen.add(written)
        return f"{self.locator}#{written}"


def summed_up(found: Iterator[Document | SourceError], locator: str) -> Iterator[Document | SourceError]:
    """What was found, with no more than MOST_TOLD errors one by one; the rest is one error that says how many."""
    errors = 0
    for one in found:
        if isinstance(one, SourceError) and not isinstance(one, SourceCutOff):
            errors += 1
            if errors > MOST_TOLD:
                continue
        yield one
    if errors > MOST_TOLD:
        reason = f"{errors - MOST_TOLD:,} more records cannot be used"
        yield SourceError(locator, reason, hint="Look at those listed: all may have the same cause.")


def data_set(locator: str, given: Mapping[str, str]) -> DataSet:
    """The data set of this file, with what its folder says of it."""
    return DataSet(locator, {key: value for key, value in given.items() if key != "title"})


def in_our_words(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of a record that Dossier knows, under its own names; of two for one field the better name counts."""
    places: dict[str, int] = {}
    fields: dict[str, object] = {}
    for column, value in record.items():
        found, place = _FIELD_OF.get(folded(column), (None, 0))
        value = _flat(value, found)
        if found is None or value is None or value == "" or places.get(found, place) < place:
            continue
        if found not in fields or place < places[found]:
            fields[found], places[found] = value, place
    return fields


def known_columns(columns: Collection[str]) -> int:
    """How many of the columns Dossier knows."""
    return sum(folded(column) in _FIELD_OF for column in columns)


def has_text(columns: Collection[str]) -> bool:
    """Whether one of the columns is that of the text."""
    return any(_FIELD_OF.get(folded(column), ("",))[0] == "text" for column in columns)


def no_text_column(locator: str, columns: Sequence[str]) -> SourceError:
    """The error for a data set none of whose columns holds the articles' texts: it lists what was found."""
    listed = ", ".join(repr(column[:40]) for column in columns[:20]) + ("…" if len(columns) > 20 else "")
    hint = f"It needs {NEEDED}: rename the column that holds the articles."
    return SourceError(locator, f"no column holds the text of articles; found: {listed or 'nothing'}", hint=hint)


def folded(column: str) -> str:
    """The name of a column in small letters, without blanks and marks."""
    return _MARKS.sub("", column.lower())


def _flat(value: object, found: str | None) -> object:
    """Lists of authors as one byline, a source with a name as that name; everything else as it is."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value) and found == "byline":
        return ", ".join(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str) and found in {"outlet", "byline"}:
        return value["name"]
    return value


def _kept(value: object) -> object:
    return value.translate(_UNKEEPABLE) if isinstance(value, str) else value
