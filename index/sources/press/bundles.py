"""Exports of press archives: many articles in one text, told apart by the markers of the archive they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.errors import SourceError
from index.sources.document import Document, document
from index.sources.input import Input
from index.sources.metadata import checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One article of a bundle."""

    text: str
    """Lead and body; empty where none was found."""
    fields: dict[str, str] = field(default_factory=dict)
    """As in metadata.csv."""
    number: str = ""
    """What the archive calls it; empty where it only has a place in the bundle."""
    written: str = ""
    """All of it as it stands in the bundle."""
    above: int = 0
    """Lines above it that belong to no article."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What an export holds."""

    archive: str
    """"Nexis", "Factiva"."""
    parts: tuple[Part, ...]
    outside: int = 0
    """Lines that belong to no article: a cover, the search that was made."""


def bundled(text: str) -> Bundle | None:
    """The articles of an export of Nexis or Factiva; None where `text` is none, whatever words it mentions."""
    from index.sources.press.factiva import factiva
    from index.sources.press.nexis import nexis

    return factiva(text) or nexis(text)


def without_by(byline: str) -> str:
    """Who wrote it, without "By"."""
    return byline[3:].strip() if byline[:3].lower() == "by " else byline


def documents(given: Input, bundle: Bundle, remarks: tuple[str, ...] = ()) -> Iterator[Document | SourceError]:
    """The article of each part at `FILE#NUMBER`, or an error in its place; a second of one number goes by its place."""
    seen: set[str] = set()
    given_fields = {key: value for key, value in given.given.items() if key != "title"}
    told = remarks + given.remarks
    if bundle.outside:
        lines = "line" if bundle.outside == 1 else "lines"
        told += (f"{bundle.outside} {lines} of the {bundle.archive} export outside its articles left out",)
    for place, part in enumerate(bundle.parts, start=1):
        name = part.number if part.number and part.number not in seen else str(place)
        seen.add(name)
        where = f"{given.locator}#{name}"
        if not part.text.strip():
            reason = f"document {place} of the {bundle.archive} export has no text"
            yield SourceError(where, reason, hint="Look at it in the file: it may be a picture or a table.")
            continue
        metadata = checked({**part.fields, **given_fields})
        yield document(
            part.text,
            metadata,
            locator=where,
            original=part.written.encode("utf-8", "replace"),
            remarks=told + part.remarks,
        )
        told = ()
