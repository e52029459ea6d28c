"""What the screens share whose lists stand behind tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.reactive import var

from dossier.tui.screens.base import InkScreen
from dossier.tui.widgets.bars import TabLine
from dossier.tui.widgets.rows import RowList


class TabbedScreen(InkScreen):
    """A screen with a TabLine and a list for each of its tabs, in this order."""

    TABS: ClassVar[tuple[str, ...]] = ()

    tab: var[int] = var(0, init=False)
    """Position of the tab in view."""

    def on_mount(self) -> None:
        """Show the first tab."""
        self.watch_tab()

    @property
    def lists(self) -> list[RowList[object]]:
        """The lists of the tabs in order."""
        return list(self.query(RowList))

    @property
    def rows(self) -> RowList[object]:
        """The list of the tab in view."""
        return self.lists[self.tab]

    def watch_tab(self) -> None:
        """Show the list of the tab."""
        for number, rows in enumerate(self.lists):
            rows.display = number == self.tab
        self.query_one(TabLine).active = self.tab
        self.refresh_bindings()

    def count(self, counts: Sequence[int]) -> None:
        """Tell how many rows each tab has."""
        self.query_one(TabLine).labels = tuple(zip(self.TABS, counts, strict=True))

    def action_tab(self, number: int) -> None:
        """To the tab with this number, from 1."""
        if 1 <= number <= len(self.TABS):
            self.tab = number - 1
            self.rows.focus()

    def action_next_tab(self, direction: int) -> None:
        """To the next tab (1) or the previous one (-1)."""
        self.action_tab((self.tab + direction) % len(self.TABS) + 1)

    @on(TabLine.Chosen)
    def _tab_chosen(self, message: TabLine.Chosen) -> None:
        self.action_tab(message.position + 1)
