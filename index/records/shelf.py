"""Articles fetched together for one answer: how each is cited, its text and its passages."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from index.answers import Citation
from index.model import DateBasis, Passage, Published, Span
from index.records.json_list import json_list

CITATION = (
    "a.article, p.title, p.outlet, p.published, p.published_basis, p.url, p.byline, p.locator, p.note,"
    " a.appearances, a.statements, p.pages,"
    " (SELECT o.article FROM copies y JOIN articles o ON o.id = y.original WHERE y.article = a.id),"
    " (SELECT count(*) FROM copies y WHERE y.original = a.id)"
)
CITED = "articles a JOIN appearances p ON p.id = a.shown"
NEWEST_FIRST = "p.published IS NULL, p.published DESC, a.article"


def citation(row: tuple[str, ...]) -> Citation:
    """A citation from the columns of CITATION."""
    article, title, outlet, published, basis, url, byline, locator, note, *rest = row
    appearances, statements, pages, copy_of, copies = rest
    return Citation(
        article=article,
        title=title,
        outlet=outlet,
        published=Published(value=published, basis=DateBasis(basis)) if published else None,
        url=url,
        byline=byline,
        locator=locator,
        note=note,
        appearances=int(appearances),
        statements=int(statements),
        pages=tuple(json.loads(pages)) if pages else (),
        copy_of=copy_of,
        copies=int(copies),
    )


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article on the shelf."""

    citation: Citation
    text: str
    passages: tuple[Passage, ...]

    def passage_at(self, offset: int) -> Passage:
        """The passage at an offset; between two, the one before; without passages, the whole text."""
        if not self.passages:
            return Passage(article=self.citation.article, number=0, span=Span(0, len(self.text)))
        found = bisect_right(self.passages, offset, key=lambda passage: passage.span.start)
        return self.passages[max(found - 1, 0)]


def shelve(connection: sqlite3.Connection, articles: Iterable[int]) -> dict[int, Shelved]:
    """The articles of these rows, hidden ones too."""
    wanted = json_list(set(articles))
    passages: dict[int, list[tuple[int, int, int]]] = {}
    for row, number, start, stop in connection.execute(
        "SELECT article, number, start, stop FROM passages WHERE article IN (SELECT value FROM json_each(?)) "
        "ORDER BY article, number",
        (wanted,),
    ):
        passages.setdefault(row, []).append((number, start, stop))
    shelf = {}
    for row, text, *columns in connection.execute(
        f"SELECT a.id, a.text, {CITATION} FROM {CITED} WHERE a.id IN (SELECT value FROM json_each(?))", (wanted,)
    ):
        cited = citation(tuple(columns))
        shelf[row] = Shelved(
            cited,
            text,
            tuple(
                Passage(article=cited.article, number=number, span=Span(start, stop))
                for number, start, stop in passages.get(row, ())
            ),
        )
    return shelf
