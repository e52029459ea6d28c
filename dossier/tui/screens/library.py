"""Sources and what became of them, the running sync, and the state of the archive and its index."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import SyncAsked, SyncStopAsked
from dossier.tui.screens.base import InkScreen, held
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.painters import FailurePainter, SourcePainter
from dossier.tui.widgets.progress import SyncProgress, SyncState
from dossier.tui.widgets.rows import Heading, RowList
from dossier.tui.widgets.telling import ago, size
from dossier.wording import counted
from index.answers import Failure, Overview, SourceRow
from index.settings import Settings


class LibraryPainter:
    """Sources and failures in one list."""

    def __init__(self) -> None:
        self._sources = SourcePainter()
        self._failures = FailurePainter()

    def key(self, value: SourceRow | Failure) -> str:
        """The path, and which of the two it is."""
        return f"{type(value).__name__} {value.locator}"

    def plain(self, value: SourceRow | Failure) -> str:
        """Path and reason."""
        return self._failures.plain(value) if isinstance(value, Failure) else self._sources.plain(value)

    def height(self, value: SourceRow | Failure, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def heading(self, width: int) -> Content:
        """The names of the sources' columns."""
        return self._sources.heading(width)

    def lines(self, value: SourceRow | Failure, width: int) -> list[Content]:
        """The row."""
        painted = (
            self._failures.lines(value, width) if isinstance(value, Failure) else self._sources.lines(value, width)
        )
        return list(painted)


class LibraryScreen(InkScreen):
    """The library."""

    SCOPE: ClassVar[str] = "library"
    BINDINGS: ClassVar[list[BindingType]] = bindings("library")
    AUTO_FOCUS: ClassVar[str | None] = "#sources"

    @dataclass(slots=True)
    class Listed(Message):
        """Sources and failures were read from the archive."""

        sources: tuple[SourceRow, ...]
        failures: tuple[Failure, ...]
        bytes: int

    def __init__(self, archive: Path, settings: Settings, *, read_only: bool = False) -> None:
        super().__init__()
        self.archive = archive
        self.settings = settings
        self.read_only = read_only
        self._bytes = 0

    def body(self) -> ComposeResult:
        """Facts, sync, sources and failures."""
        yield Static(id="facts", markup=False)
        yield SyncProgress(id="progress")
        yield RowList(
            LibraryPainter(),
            empty="No sources yet: start Dossier with the files or folders to read.",
            openable=False,
            id="sources",
        )

    # state

    def watch_library(self) -> None:
        """Ask for the sources."""
        library, archive = self.library, self.archive
        if library is None:
            return

        def question() -> Message:
            return self.Listed(library.sources(), library.failures(), _size_of(archive))

        self.in_background("sources", question)

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Tell what the archive holds; ask for the sources again when it has changed."""
        self._tell()
        if before is not None and now != before:
            self.watch_library()

    def watch_sync_state(self, before: SyncState, now: SyncState) -> None:
        """Show the sync; when it has ended ask for the sources again."""
        self.query_one(SyncProgress).state = now
        self.refresh_bindings()
        if before.running and not now.running:
            self.watch_library()

    @on(Listed)
    def take_list(self, message: Listed) -> None:
        """Show sources and failures."""
        self._bytes = message.bytes
        unread = [one for one in message.failures if not one.skipped]
        failed = (Heading("Could not be read"), *unread) if unread else ()
        self.query_one(RowList).show((*message.sources, *failed), keep=True)
        self._tell()

    def _tell(self) -> None:
        overview = self.overview
        self.header.left = inked("Library", "strong")
        self.header.right = () if overview is None else held(overview)
        lag = overview.index_lag if overview else 0
        index = "up to date" if not lag else f"{counted(lag, 'article')} not searchable yet; the next sync mends it"
        facts = [
            ("archive", f"{one_line(str(self.archive))} · {size(self._bytes)}"),
            ("index", index),
            ("synced", ago(overview.last_sync if overview else None)),
            ("model", one_line(self.settings.model)),
            ("log", one_line(str(self.settings.log))),
        ]
        lines = [Content.assemble((f"{name:<9}", ".ink--muted"), told) for name, told in facts]
        self.query_one("#facts", Static).update(Content("\n").join(lines))

    # what the commands do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One sync at a time; none where nothing may be written."""
        if action == "sync":
            return not self.read_only and not self.sync_state.running
        if action == "stop":
            return self.sync_state.running and not self.sync_state.stopping
        return super().check_action(action, parameters)

    def action_sync(self) -> None:
        """Bring the archive up to date."""
        self.post_message(SyncAsked())

    def action_stop(self) -> None:
        """End the sync."""
        self.post_message(SyncStopAsked())

    def action_copy(self) -> None:
        """Copy the path under the cursor."""
        value = self.query_one(RowList).current
        if isinstance(value, SourceRow | Failure):
            self.copy(value.locator)


def _size_of(archive: Path) -> int:
    try:
        return archive.stat().st_size
    except OSError:
        return 0
