"""The app: opens the library and screens, runs the sync beside them. Screens do the rest."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.reactive import var
from textual.worker import get_current_worker

from dossier.text import visible
from dossier.tui.commands import bindings
from dossier.tui.messages import (
    ActorsAsked,
    ArticleAsked,
    CommandAsked,
    ComparisonAsked,
    DossierAsked,
    LibraryOpened,
    OverviewTaken,
    SearchAsked,
    SourcesAsked,
    SyncAsked,
    SyncStopAsked,
    TriageAsked,
    Troubled,
)
from dossier.tui.screens.search import SearchScreen
from dossier.tui.syncing import SyncChild
from dossier.tui.theme import THEMES
from dossier.tui.widgets.progress import IDLE, SyncState
from index.answers import Overview
from index.errors import DossierError
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0
"""Seconds between looks at whether another process has changed the archive."""


def _commands() -> type[Provider]:
    from dossier.tui.palette import CommandProvider

    return CommandProvider


def _actors() -> type[Provider]:
    from dossier.tui.palette import ActorProvider

    return ActorProvider


def _articles() -> type[Provider]:
    from dossier.tui.palette import ArticleProvider

    return ArticleProvider


class DossierApp(App[int], inherit_bindings=False):
    """The whole app."""

    TITLE = "Dossier"
    CSS_PATH = "dossier.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands, _actors, _articles}

    library: var[Library | None] = var(None, init=False)
    overview: var[Overview | None] = var(None, init=False)
    sync_state: var[SyncState] = var(IDLE, init=False)

    def __init__(
        self, archive: Path, settings: Settings, paths: Sequence[str] = (), *, read_only: bool = False
    ) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.archive = archive
        self.settings = settings
        self.paths = tuple(paths)
        self.read_only = read_only
        self.archive_name = archive.stem
        self.trouble: DossierError | None = None
        """Why the app ended by itself."""
        self._child: SyncChild | None = None
        self._opening = False
        self._unseen = False
        """Whether somebody has changed the archive and no overview was taken since."""
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else THEMES[0].name

    def get_default_screen(self) -> SearchScreen:
        """Home is at the bottom of all screens."""
        return SearchScreen()

    def on_mount(self) -> None:
        """Open the archive behind the first screen, start the sync of what was named."""
        if self.archive.exists():
            self._open_library()
        else:
            from dossier.tui.screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(self.archive, self.paths))
        if self.paths and not self.read_only:
            self.sync(self.paths)
        self.set_interval(LOOK_EVERY, self._look)

    def on_unmount(self) -> None:
        """Give archive and index back."""
        if self.library is not None:
            self.library.close()

    # the library

    def _open_library(self) -> None:
        if not self._opening and self.library is None:
            self._opening = True
            self.run_worker(self._open, thread=True, group="open", exclusive=True)

    def _open(self) -> None:
        from index.library import Library

        try:
            library = Library.open(self.archive, self.settings, read_only=self.read_only)
            library.changed()  # the first call only begins to watch; what is committed from here on is seen
            if not self.post_message(LibraryOpened(library, library.overview())):
                library.close()  # the app has ended meanwhile
        except DossierError as error:
            self.post_message(Troubled(error, "open"))
        except Exception as error:  # the edge: a crash here would end in a traceback
            log.exception("the archive could not be opened")
            self.post_message(Troubled(DossierError(f"{self.archive}: {error}"), "open"))

    def on_library_opened(self, message: LibraryOpened) -> None:
        """Let all screens ask; the first sync's screen gives way to the home screen."""
        self._opening = False
        self.overview = message.overview
        self.library = message.library
        while any(screen.id == "welcome" for screen in self.screen_stack):
            self.pop_screen()

    def on_troubled(self, message: Troubled) -> None:
        """An archive that cannot be opened ends the app; its reason is told on the terminal."""
        self._opening = False
        if message.group != "open":
            return
        if self.sync_state.running:
            return  # the sync may be making it; when it has ended the archive is opened again
        self.trouble = message.error
        self.exit(3)

    def _look(self) -> None:
        if self.library is None:
            if self.archive.exists() and self.sync_state.done > 0:
                self._open_library()
        elif not any(worker.group == "look" and worker.is_running for worker in self.workers):
            self.run_worker(partial(self._take_overview, self.library), thread=True, group="look")

    def _take_overview(self, library: Library, *, always: bool = False) -> None:
        try:
            self._unseen = library.changed() or self._unseen
            if always or self._unseen:
                overview = library.overview()
                if not get_current_worker().is_cancelled:
                    self._unseen = False
                    self.post_message(OverviewTaken(overview))
        except Exception:  # the edge: looking must never end the app; the next look may succeed
            log.exception("the archive could not be looked at")

    def on_overview_taken(self, message: OverviewTaken) -> None:
        """Tell the screens what the archive holds now."""
        self.overview = message.overview

    # the sync

    @work(group="sync", exit_on_error=False)
    async def sync(self, paths: Sequence[str], words: Sequence[str] = ("sync",), names: Sequence[str] = ()) -> None:
        """Bring the archive up to date, or do what else writes to it, in a process of its own; one at a time."""
        if self._child is not None:
            return
        self._child = SyncChild(self.archive, paths, words, names)
        try:
            async for state in self._child.run():
                self.sync_state = state
        finally:
            self._child = None
        if words[0] != "sync":
            self.tell(self.sync_state)
        if self.library is not None:
            look = partial(self._take_overview, self.library, always=True)
            self.run_worker(look, thread=True, group="look", exclusive=True)
        elif self.archive.exists():
            self._open_library()

    def on_sync_asked(self, message: SyncAsked) -> None:
        """Start a sync."""
        if not self.read_only:
            self.sync(message.paths)

    def on_command_asked(self, message: CommandAsked) -> None:
        """Run a command that writes; not while another one does."""
        if self._child is not None:
            self.notify("Something is being written already: wait until it ends, or stop it in the library.")
        elif not self.read_only:
            self.sync(("-",) if message.names else (), message.words, message.names)

    def tell(self, state: SyncState) -> None:
        """How a command ended, wherever the reader is by now."""
        note = visible(f"{state.result}\n{state.hint}" if state.hint else state.result)
        self.notify(note, severity="error" if state.trouble else "information", markup=False, timeout=6)

    def on_sync_stop_asked(self, _: SyncStopAsked) -> None:
        """Ask the child to end."""
        if self._child is not None:
            self.run_worker(self._child.stop(), group="stop", exclusive=True)

    async def action_quit(self) -> None:
        """Stop the sync politely and leave."""
        if self._child is not None:
            self.sync_state = SyncState(running=True, stopping=True)
            await self._child.stop()
        self.exit(0)

    # screens

    def on_article_asked(self, message: ArticleAsked) -> None:
        """Open the article reader."""
        from dossier.tui.screens.article import ArticleScreen

        self.push_screen(ArticleScreen(message.article, at=message.at, stops=message.stops))

    def on_dossier_asked(self, message: DossierAsked) -> None:
        """Open a dossier."""
        from dossier.tui.screens.dossier import DossierScreen

        self.push_screen(DossierScreen(message.actor))

    def on_comparison_asked(self, message: ComparisonAsked) -> None:
        """Open two articles side by side."""
        from dossier.tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen(message.left, message.right))

    def on_actors_asked(self, _: ActorsAsked) -> None:
        """Open the list of actors."""
        from dossier.tui.screens.actors import ActorsScreen

        if self.library is not None and not isinstance(self.screen, ActorsScreen):
            self.push_screen(ActorsScreen())

    def on_sources_asked(self, _: SourcesAsked) -> None:
        """Open the library screen."""
        from dossier.tui.screens.library import LibraryScreen

        if not isinstance(self.screen, LibraryScreen):
            self.push_screen(LibraryScreen(self.archive, self.settings, read_only=self.read_only))

    def on_triage_asked(self, message: TriageAsked) -> None:
        """Open the list of one kind."""
        from dossier.tui.screens.triage import TriageScreen

        self.push_screen(TriageScreen(message.kind, read_only=self.read_only))

    def on_search_asked(self, _: SearchAsked) -> None:
        """Back to the home screen, into the query."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, SearchScreen):
            self.screen.action_search()

    # commands

    def action_help(self) -> None:
        """Show what works where the focus is."""
        from dossier.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_light_or_dark(self) -> None:
        """Change the theme."""
        dark, light = (theme.name for theme in THEMES)
        self.theme = light if self.theme == dark else dark

    def copy_to_clipboard(self, text: str) -> None:
        """What reaches the clipboard is made safe first, also what was selected with the mouse."""
        super().copy_to_clipboard(visible(text))


def run(archive: Path, settings: Settings, paths: Sequence[str] = (), *, read_only: bool = False) -> int:
    """Run the app on an archive; the paths are added and synced meanwhile.

    Raises DossierError where the archive cannot be opened; everything else is told inside the app.
    """
    _log_to_file(settings.log)
    app = DossierApp(archive, settings, paths, read_only=read_only)
    code = app.run()
    if app.trouble is not None:
        raise app.trouble
    return code if code is not None else app.return_code or 0


def _log_to_file(folder: Path) -> None:
    """Log below `folder`, or nowhere; never to the terminal."""
    handler: logging.Handler = logging.NullHandler()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "app.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        pass  # a full disk or a read-only home is no reason not to read
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
