"""The query: one line of text, the part that cannot be read underlined."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.binding import BindingType
from textual.widgets import Input

from dossier.text import one_line
from dossier.tui.commands import bindings


class QueryInput(Input):
    """An input for queries; while it has the focus, letters are text."""

    DEFAULT_CSS = "QueryInput { height: 1; border: none; padding: 0; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"query--error"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("query")
    KIND: ClassVar[str] = "query"
    """The scope of this widget's commands."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:
        self._faulty: tuple[int, int] | None = None
        super().__init__(
            placeholder=placeholder, id=id, compact=True, select_on_focus=False, highlighter=_Underline(self)
        )

    @property
    def faulty(self) -> tuple[int, int] | None:
        """The part that cannot be read."""
        return self._faulty

    def mark_error(self, start: int, end: int) -> None:
        """Underline a part; an empty one at the end underlines the last character."""
        last = len(self.value)
        start = min(start, max(last - 1, 0))
        self._faulty = (start, min(max(end, start + 1), last))
        self.refresh()

    def clear_error(self) -> None:
        """Underline nothing."""
        self._faulty = None
        self.refresh()

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text; what is pasted may hold control characters, which become visible."""
        super().insert_text_at_cursor(one_line(text))


class _Underline(Highlighter):
    """Draws the faulty part of a query."""

    def __init__(self, query: QueryInput) -> None:
        self._query = query

    def highlight(self, text: Text) -> None:
        """Style the text in place."""
        if self._query.faulty is not None:
            style: Style = self._query.get_component_rich_style("query--error", partial=True)
            text.stylize(style, *self._query.faulty)
