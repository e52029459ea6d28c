"""The articles or files of one kind that should be looked at; articles are marked and set right, many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked
from dossier.tui.screens.deciding import DecidingScreen
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.progress import SyncProgress, SyncState
from dossier.tui.widgets.rows import RowList
from dossier.tui.widgets.triage_rows import TriagePainter
from dossier.wording import TRIAGE_HELP, TRIAGE_LABELS, counted
from index.answers import Overview, TriageLine

FILES = ("scans", "failed", "skipped")


class TriageScreen(DecidingScreen):
    """One kind."""

    SCOPE: ClassVar[str] = "triage"
    BINDINGS: ClassVar[list[BindingType]] = bindings("triage")
    AUTO_FOCUS: ClassVar[str | None] = "#odd"

    @dataclass(slots=True)
    class Listed(Message):
        """What is of the kind."""

        lines: tuple[TriageLine, ...]

    def __init__(self, kind: str, *, read_only: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.read_only = read_only

    def body(self) -> ComposeResult:
        """What is being written, and the list."""
        articles = self.kind not in FILES
        yield SyncProgress(id="progress")
        yield RowList(
            TriagePainter(),
            empty=f"Nothing here any more: {TRIAGE_HELP[self.kind]}.",
            markable=articles,
            many=articles,
            openable=articles,
            id="odd",
        )

    @property
    def rows(self) -> RowList[TriageLine]:
        """The list."""
        return self.query_one("#odd", RowList)

    def on_mount(self) -> None:
        """Name the kind."""
        self.header.left = inked(f"To look at: {TRIAGE_LABELS[self.kind]}", "strong")

    # state

    def watch_library(self) -> None:
        """Ask for the list."""
        library, kind = self.library, self.kind
        if library is not None:
            self.in_background("triage", lambda: self.Listed(library.triage.listed(kind)))

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Ask again when the archive has changed."""
        if before is not None and now != before:
            self.watch_library()

    def watch_sync_state(self, before: SyncState, now: SyncState) -> None:
        """Show what is being written; when it has ended ask again."""
        self.query_one(SyncProgress).state = now if now.running else SyncState()
        self.refresh_bindings()
        if before.running and not now.running:
            self.watch_library()

    @on(Listed)
    def take_list(self, message: Listed) -> None:
        """Show the list; what has left it is marked no more."""
        keys = {self.rows.painter.key(line) for line in message.lines}
        self.rows.show(message.lines, keep=True)
        self.rows.keep_marks(keys)
        self._tell()

    @on(RowList.Marked)
    def marked(self) -> None:
        """Count the marks."""
        self._tell()

    @on(RowList.Moved)
    def moved(self) -> None:
        """What can be set depends on what is under the cursor."""
        self.refresh_bindings()

    def _tell(self) -> None:
        listed = counted(len(self.rows.values), "file" if self.kind in FILES else "article")
        marks = (f"{len(self.rows.marks):,} marked",) if self.rows.marks else ()
        self.header.right = (*marks, listed)
        self.refresh_bindings()

    # what the commands do

    def chosen(self) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """The marked articles; without marks the one under the cursor."""
        current = self.rows.current
        names = self.rows.marks or ((current.article,) if current and current.article else ())
        return len(names), (), tuple(names)

    @on(RowList.Opened)
    def opened(self, message: RowList.Opened) -> None:
        """Open the article."""
        if isinstance(message.value, TriageLine) and message.value.article:
            self.post_message(ArticleAsked(message.value.article))

    def action_copy(self) -> None:
        """Copy the path under the cursor."""
        if self.rows.current is not None:
            self.copy(self.rows.current.locator)
