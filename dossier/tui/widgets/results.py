"""What was found: articles, and in the one under the cursor the passage that `n` and `N` went to."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.tui.widgets.painters import ResultPainter, Suggestion
from dossier.tui.widgets.rows import Heading, RowList
from index.answers import ArticleHit, Citation, Copy, PassageHit
from index.model import ArticleId

Result = ArticleHit | Citation | Suggestion | Copy
NEAR = 5
"""So many rows before the end more are wanted."""


class Results(RowList[Result]):
    """Hits, articles or suggestions. Which passage is gone to is known here, whatever the preview shows yet."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(ResultPainter(), empty=empty, markable=True, id=id)
        self._gone_to = ("", -1)
        self._found: Sequence[Result | Heading] = ()
        self._unfolded: set[ArticleId] = set()

    def show(self, values: Sequence[Result | Heading], *, keep: bool = False, empty: str | None = None) -> None:
        """Show what was found; `keep` where it is the same query, asked again."""
        if not keep:
            self._gone_to = ("", -1)
            self._unfolded.clear()
        self._found = values
        super().show(self._with_copies(), keep=keep, empty=empty)

    @property
    def found(self) -> int:
        """How many rows were found, copies that were unfolded not counted."""
        return len(self._found)

    @property
    def has_copies(self) -> bool:
        """Whether copies stand folded or unfolded under the cursor's article, or it is one of them."""
        return self._folder is not None

    def fold(self) -> None:
        """Show the copies under the article, or fold them again; from a copy the cursor goes to its article."""
        folder = self._folder
        if folder is None:
            return
        self._unfolded ^= {folder.citation.article}
        super().show(self._with_copies(), keep=True)
        self._go(next(row for row, value in enumerate(self.shown) if value is folder))

    @property
    def _folder(self) -> ArticleHit | None:
        """The hit with copies that the cursor stands on or under."""
        for value in reversed(self.shown[: self.cursor + 1]):
            if isinstance(value, ArticleHit):
                return value if value.copies else None
        return None

    def _with_copies(self) -> list[Result | Heading]:
        rows: list[Result | Heading] = []
        for value in self._found:
            rows.append(value)
            if isinstance(value, ArticleHit) and value.citation.article in self._unfolded:
                rows.extend(value.copies)
        return rows

    @property
    def citation(self) -> Citation | None:
        """The article under the cursor."""
        return citation_of(self.current)

    @property
    def hits(self) -> tuple[PassageHit, ...]:
        """The passages found in it."""
        return self.current.passages if isinstance(self.current, ArticleHit) else ()

    @property
    def passage(self) -> int:
        """Position among them of the one gone to; -1: none yet."""
        article, at = self._gone_to
        citation = self.citation
        return min(at, len(self.hits) - 1) if citation is not None and citation.article == article else -1

    @property
    def place(self) -> int | None:
        """Number of the passage gone to among those of all articles found, from 1."""
        if self.passage < 0:
            return None
        before = 0
        for value in self.values:
            if value is self.current:
                break
            before += len(value.passages) if isinstance(value, ArticleHit) else 0
        return before + self.passage + 1

    @property
    def at_end(self) -> bool:
        """Whether the cursor comes near the end of what is known."""
        return self.cursor >= len(self.shown) - NEAR

    def step(self, direction: int) -> None:
        """To the next (1) or previous (-1) passage, in the next article with the last one of this."""
        at, row = self.passage + direction, self.cursor
        value: Result | Heading | None = self.current
        if not 0 <= at < len(self.hits):
            row += direction
            while 0 <= row < len(self.shown) and isinstance(self.shown[row], Copy):
                row += direction
            value = self.shown[row] if 0 <= row < len(self.shown) else None
            at = 0 if direction > 0 else -1
        if isinstance(value, ArticleHit):
            self._gone_to = (value.citation.article, at % max(len(value.passages), 1))
            self._go(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only articles can be marked."""
        if action == "mark":
            return self.citation is not None
        return super().check_action(action, parameters)


def citation_of(value: Result | None) -> Citation | None:
    """The article that a row stands for."""
    if isinstance(value, ArticleHit | Copy):
        return value.citation
    return value if isinstance(value, Citation) else None
