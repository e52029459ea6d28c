"""Where a text was printed, and what stood at a place before."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.answers import Place
from index.model import ArticleId, DateBasis, Published

_PLACE = (
    "a.article, p.locator, p.title, p.outlet, p.url, p.byline, p.published, p.published_basis, p.retrieved, p.state "
    "FROM appearances p JOIN articles a ON a.id = p.article"
)


class PlaceQueries:
    """Questions about appearances, hidden ones too."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def of(self, article: ArticleId) -> tuple[Place, ...]:
        """Where the text stands now, the one that names it first; where it stands no more, where it stood last."""
        rows = self._sql.execute(
            f"SELECT {_PLACE} WHERE a.article = ? AND (p.state = 'present' OR NOT a.live AND p.id = a.shown) "
            "ORDER BY p.id <> a.shown, p.published IS NULL, p.published, p.locator",
            (article,),
        )
        return tuple(map(_place, rows))

    def at(self, locator: str) -> tuple[Place, ...]:
        """All that ever stood at a place, the oldest first."""
        return tuple(map(_place, self._sql.execute(f"SELECT {_PLACE} WHERE p.locator = ? ORDER BY p.id", (locator,))))

    def text(self, article: ArticleId) -> str:
        """The text of an article, hidden or not; empty where there is none."""
        row = self._sql.execute("SELECT text FROM articles WHERE article = ?", (article,)).fetchone()
        return row[0] if row else ""


def _place(row: Sequence[str]) -> Place:
    article, locator, title, outlet, url, byline, published, basis, retrieved, state = row
    return Place(
        article=article,
        locator=locator,
        title=title,
        outlet=outlet,
        url=url,
        byline=byline,
        published=Published(value=published, basis=DateBasis(basis)) if published else None,
        retrieved=retrieved,
        state=state,
    )
