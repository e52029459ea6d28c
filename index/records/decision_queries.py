"""What the analyst decided so far, and which appearances a decision would be about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.answers import Decision
from index.model import ArticleId
from index.records.given import Fields
from index.records.json_list import json_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A present appearance with the metadata that count for it."""

    article: ArticleId
    locator: str
    is_shown: bool
    """Whether it names its article on screens."""
    title: str
    outlet: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    byline: str | None
    note: str | None
    language: str | None

    def value(self, field: str) -> str | None:
        """The field of this name."""
        found: str | None = getattr(self, field)
        return found


_DECISION = (
    "SELECT d.id, d.made, d.kind, d.detail, d.undone,"
    " (SELECT count(DISTINCT g.anchor) FROM given g WHERE g.decision = d.id) FROM decisions d"
)
_UNDER = (  # by the index of locators: `0` comes after `/`, and `$` after `#`
    "SELECT p.id FROM json_each(:under) u JOIN appearances p ON p.locator = u.value"
    " UNION SELECT p.id FROM json_each(:under) u JOIN appearances p"
    "  ON p.locator > u.value || '#' AND p.locator < u.value || '$'"
    " UNION SELECT p.id FROM json_each(:under) u JOIN appearances p"
    "  ON p.locator > rtrim(u.value, '/') || '/' AND p.locator < rtrim(u.value, '/') || '0'"
    " UNION SELECT p.id FROM json_each(:under) u JOIN sources s ON s.locator = u.value"
    "  JOIN files f ON f.source = s.id JOIN appearances p ON p.file = f.id"
)


class DecisionQueries:
    """Questions about decisions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def history(self, limit: int | None = None) -> tuple[Decision, ...]:
        """All decisions, undone ones too, the latest first."""
        rows = self._sql.execute(f"{_DECISION} ORDER BY d.id DESC LIMIT ?", (-1 if limit is None else limit,))
        return tuple(map(_decision, rows))

    def decision(self, number: int) -> Decision | None:
        """The decision of this number."""
        row = self._sql.execute(f"{_DECISION} WHERE d.id = ?", (number,)).fetchone()
        return _decision(row) if row else None

    def latest(self) -> Decision | None:
        """The latest decision that counts."""
        row = self._sql.execute(f"{_DECISION} WHERE d.undone IS NULL ORDER BY d.id DESC LIMIT 1").fetchone()
        return _decision(row) if row else None

    def latest_undone(self) -> Decision | None:
        """The decision that was undone last."""
        order = "ORDER BY d.undone DESC, d.id LIMIT 1"  # of two undone in one second the earlier was undone later
        row = self._sql.execute(f"{_DECISION} WHERE d.undone IS NOT NULL {order}").fetchone()
        return _decision(row) if row else None

    def for_reading(self) -> dict[str, Fields]:
        """By anchor the dates and languages that are decided: texts are read by them."""
        found: dict[str, dict[str, str | None]] = {}
        for anchor, field, value in self._sql.execute(
            "SELECT g.anchor, g.field, g.value FROM given g JOIN decisions d ON d.id = g.decision "
            "WHERE d.undone IS NULL AND g.field IN ('published', 'language') ORDER BY g.decision"
        ):
            found.setdefault(anchor, {})[field] = value
        return dict(found)

    def described(
        self, *, articles: Collection[ArticleId] | None = None, under: Sequence[str] = ()
    ) -> tuple[Described, ...]:
        """Present appearances: of these articles, and at or under one of these paths, addresses or sources."""
        where = ["p.state = 'present'"]
        where += ["a.article IN (SELECT value FROM json_each(:articles))"] if articles is not None else []
        where += [f"p.id IN ({_UNDER})"] if under else []
        rows = self._sql.execute(
            "SELECT a.article, p.locator, p.id = a.shown, p.title, p.outlet, p.published, p.published_basis, p.url,"
            " p.byline, p.note, a.language "
            f"FROM articles a JOIN appearances p ON p.article = a.id WHERE {' AND '.join(where)} ORDER BY p.locator",
            {"articles": json_list(articles or ()), "under": json_list(under)},
        )
        return tuple(
            Described(
                article=row[0],
                locator=row[1],
                is_shown=bool(row[2]),
                title=row[3],
                outlet=row[4],
                published=row[5],
                published_basis=row[6],
                url=row[7],
                byline=row[8],
                note=row[9],
                language=row[10],
            )
            for row in rows
        )


def _decision(row: tuple[int, str, str, str, str | None, int]) -> Decision:
    number, made, kind, detail, undone, places = row
    return Decision(number=number, made=made, kind=kind, detail=json.loads(detail), undone=undone, places=places)
