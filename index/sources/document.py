"""What reading a source gives: an article and the place where it appeared."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from index.model import Appearance, Article, DateBasis
from index.sources.metadata import Metadata, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read, with everything a reader should be told about the reading."""

    article: Article
    appearance: Appearance
    original: bytes | None
    """The bytes it was read from: a whole file, or one line of a data set."""
    remarks: tuple[str, ...] = ()
    """"decoded as windows-1252 (not UTF-8)", "not a date: 'yesterday'"."""

    def completed(self, otherwise: Mapping[str, str]) -> Document:
        """With these fields, as in metadata.csv, where the article does not say them itself."""
        if not otherwise:
            return self
        said, own = checked(otherwise), self.appearance
        untitled = own.title == first_line(self.article.text)
        undated = own.published is None or own.published.basis is DateBasis.FILE_NAME
        appearance = dataclasses.replace(
            own,
            title=(said.title if untitled else None) or own.title,
            outlet=own.outlet or said.outlet,
            url=own.url or said.url,
            byline=own.byline or said.byline,
            published=(said.published if undated else None) or own.published,
        )
        return dataclasses.replace(self, appearance=appearance)


def document(
    text: str,
    metadata: Metadata,
    *,
    locator: str,
    original: bytes | None,
    remarks: tuple[str, ...],
    pages: tuple[int, ...] = (),
) -> Document:
    """The document of `text`, titled by its first line where no title is given."""
    article = Article.of(text, metadata.language)
    appearance = Appearance(
        article=article.id,
        locator=locator,
        title=metadata.title or first_line(text),
        outlet=metadata.outlet,
        url=metadata.url,
        byline=metadata.byline,
        published=metadata.published,
        note=metadata.note,
        pages=pages,
    )
    return Document(article=article, appearance=appearance, original=original, remarks=remarks + metadata.remarks)


def first_line(text: str) -> str:
    """The first line of `text` that holds more than blanks, without those at its ends."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
