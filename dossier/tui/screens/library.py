"""Sources and what became of them, the running sync, and the state of the archive and its index."""

from __future__ import annotations

from collections.abc import Iterator
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
from dossier.tui.messages import CommandAsked, SyncAsked, SyncStopAsked, TriageAsked
from dossier.tui.screens.base import held
from dossier.tui.screens.deciding import DecidingScreen
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.progress import SyncProgress, SyncState
from dossier.tui.widgets.rows import Heading, RowList
from dossier.tui.widgets.telling import ago, size
from dossier.tui.widgets.triage_rows import LibraryPainter, LibraryRow, Skipped
from dossier.wording import by_suffix, counted
from index.answers import PURGED, Failure, Overview, SourceRow, TriageCount
from index.settings import Settings


class LibraryScreen(DecidingScreen):
    """The library."""

    SCOPE: ClassVar[str] = "library"
    BINDINGS: ClassVar[list[BindingType]] = bindings("library")
    AUTO_FOCUS: ClassVar[str | None] = "#sources"

    @dataclass(slots=True)
    class Listed(Message):
        """Sources and failures were read from the archive."""

        sources: tuple[SourceRow, ...]
        failures: tuple[Failure, ...]
        triage: tuple[TriageCount, ...]
        bytes: int

    def __init__(self, archive: Path, settings: Settings, *, read_only: bool = False) -> None:
        super().__init__()
        self.archive = archive
        self.settings = settings
        self.read_only = read_only
        self._bytes = 0
        self._failed = False

    def body(self) -> ComposeResult:
        """Facts, sync, sources and failures."""
        yield Static(id="facts", markup=False)
        yield SyncProgress(id="progress")
        yield RowList(
            LibraryPainter(),
            empty="No sources yet: start Dossier with the files or folders to read.",
            openable=lambda value: isinstance(value, TriageCount | Skipped),
            id="sources",
        )

    # state

    def watch_library(self) -> None:
        """Ask for the sources."""
        library, archive = self.library, self.archive
        if library is None:
            return

        def question() -> Message:
            return self.Listed(library.sources(), library.failures(), library.triage.counts(), _size_of(archive))

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
        self._failed = any(not one.skipped for one in message.failures)
        self.query_one(RowList).show((*message.sources, *_below(message)), keep=True)
        self._tell()
        self.refresh_bindings()

    @on(RowList.Moved)
    def moved(self) -> None:
        """What can be done depends on what is under the cursor."""
        self.refresh_bindings()

    @on(RowList.Opened)
    def opened(self, message: RowList.Opened) -> None:
        """Open the list of a kind; of skipped files all of them."""
        if isinstance(message.value, TriageCount):
            self.post_message(TriageAsked(message.value.kind))
        elif isinstance(message.value, Skipped):
            self.post_message(TriageAsked("skipped"))

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
        if action == "retry":
            return self._failed and not self.read_only and not self.sync_state.running
        if action == "stop":
            return self.sync_state.running and not self.sync_state.stopping
        return super().check_action(action, parameters)

    def action_sync(self) -> None:
        """Bring the archive up to date."""
        self.post_message(SyncAsked())

    def action_retry(self) -> None:
        """Bring the archive up to date, and read again what failed."""
        self.post_message(CommandAsked(("sync", "--retry")))

    def chosen(self) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """All articles of the kind under the cursor."""
        value = self.query_one(RowList).current
        if isinstance(value, TriageCount) and not value.of_files:
            return value.count, ("--where", value.kind), ()
        return 0, (), ()

    def action_stop(self) -> None:
        """End the sync."""
        self.post_message(SyncStopAsked())

    def action_copy(self) -> None:
        """Copy the path under the cursor."""
        value = self.query_one(RowList).current
        if isinstance(value, SourceRow | Failure):
            self.copy(value.locator)


def _below(message: LibraryScreen.Listed) -> Iterator[LibraryRow | Heading]:
    """What stands below the sources: kinds to look at, what could not be read, what was skipped."""
    if message.triage:
        yield Heading("To look at")
        yield from message.triage
    unread = [one for one in message.failures if not one.skipped]
    if unread:
        yield Heading("Could not be read")
        yield from unread
    purged = [one for one in message.failures if one.reason == PURGED]
    groups = by_suffix(one.locator for one in message.failures if one.skipped and one.reason != PURGED)
    if groups:
        yield Heading("Skipped: not formats that Dossier reads")
        yield from (Skipped(suffix, len(paths)) for suffix, paths in groups)
    if purged:
        yield Heading("Left out: what was purged")
        yield from purged


def _size_of(archive: Path) -> int:
    try:
        return archive.stat().st_size
    except OSError:
        return 0
