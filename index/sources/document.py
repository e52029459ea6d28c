"""What reading a source gives: an article and the place where it appeared."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Appearance, Article
from index.sources.metadata import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read, with everything a reader should be told about the reading."""

    article: Article
    appearance: Appearance
    original: bytes | None
    """The bytes it was read from: a whole file, or one line of a data set."""
    remarks: tuple[str, ...] = ()
    """"decoded as windows-1252 (not UTF-8)", "not a date: 'yesterday'"."""


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
