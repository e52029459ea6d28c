"""How tests drive the app: open it, wait for a condition, read the screen as text. No test sleeps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from dossier.tui.app import DossierApp
from dossier.tui.screens.dossier import DossierScreen
from dossier.tui.screens.search import SearchScreen
from dossier.tui.widgets.inks import INKS
from dossier.tui.widgets.rows import RowList
from index.settings import Settings

SIZES = [(120, 36), (80, 24)]
LONG = "Long read\n\n" + "\n\n".join(f"Iran said that shells number {n} went over the sea." for n in range(80))
"""An article that is scrolled."""
PATIENCE = 10.0
"""Seconds until a condition is given up."""


def text_of(app: App[int]) -> str:
    """What the terminal shows."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Let the app work until the condition holds."""
    waited = 0.0
    while not condition():
        await pilot.pause(0.01)
        waited += 0.01
        assert waited < PATIENCE, f"gave up waiting; the screen shows:\n{text_of(pilot.app)}"
    await pilot.pause()


async def until_shown(pilot: Pilot[int], *texts: str) -> None:
    """Let the app work until all texts are on the screen, wherever their lines are broken."""

    def shown() -> bool:
        screen = text_of(pilot.app)
        folded = " ".join(screen.split())
        return all(text in screen or text in folded for text in texts)

    await until(pilot, shown)


@asynccontextmanager
async def opened(settings: Settings, *, size: tuple[int, int] = SIZES[0]) -> AsyncIterator[Pilot[int]]:
    """The app on the archive of the settings, once its home screen lists the articles."""
    app = DossierApp(settings.archive, settings)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "newest first")
        yield pilot
    if app.library is not None:
        app.library.close()


class Stage(App[int]):
    """An app with nothing but the widgets of a test."""

    class Board(Screen[None]):
        """A screen with the inks."""

        COMPONENT_CLASSES: ClassVar[set[str]] = set(INKS)

        def __init__(self, *widgets: Widget) -> None:
            super().__init__()
            self._widgets = widgets

        def compose(self) -> ComposeResult:
            yield from self._widgets

        @on(RowList.Opened)
        def row_opened(self, message: RowList.Opened) -> None:
            assert isinstance(self.app, Stage)
            self.app.opened.append(message.value)

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._board = self.Board(*widgets)
        self.opened: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self._board)


@asynccontextmanager
async def on_stage(*widgets: Widget, size: tuple[int, int] = (40, 12)) -> AsyncIterator[Pilot[int]]:
    """Widgets alone on a screen, the first one with the focus."""
    async with Stage(*widgets).run_test(size=size) as pilot:
        await pilot.pause()
        widgets[0].focus()
        await pilot.pause()
        yield pilot


def lines_of(app: App[int]) -> Iterator[str]:
    """The lines of the screen."""
    yield from text_of(app).split("\n")


sizes = pytest.mark.parametrize("size", SIZES, ids=["120x36", "80x24"])


async def search(pilot: Pilot[int], query: str) -> SearchScreen:
    """Type a query and go to its results."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await pilot.press("slash", *query)
    await until(pilot, lambda: screen.asked.query.endswith(query))
    await until(pilot, lambda: screen.answer is not None and screen.answer.query == screen.asked.query)
    await pilot.press("enter")
    await until(
        pilot, lambda: screen.results.has_focus and (screen.preview.article is not None or not screen.results.values)
    )
    return screen


async def open_dossier(pilot: Pilot[int], name: str) -> DossierScreen:
    """Open a dossier through the list of actors."""
    await pilot.press("A")
    await until_shown(pilot, "ACTOR", name)
    await pilot.press("backslash", *name, "enter", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))
    screen = pilot.app.screen
    assert isinstance(screen, DossierScreen)
    await until(pilot, lambda: screen.profile is not None)
    return screen


# search
