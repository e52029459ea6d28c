"""The first sync: there is no archive yet, and what is being read is told calmly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import SyncStopAsked
from dossier.tui.screens.base import InkScreen, archive_name
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.progress import SyncProgress, SyncState


class WelcomeScreen(InkScreen):
    """Shown until the archive can be opened."""

    SCOPE: ClassVar[str] = "welcome"
    BINDINGS: ClassVar[list[BindingType]] = bindings("welcome")

    def __init__(self, archive: Path, paths: Sequence[str]) -> None:
        super().__init__(id="welcome")
        self.archive = archive
        self.paths = tuple(paths)

    def body(self) -> ComposeResult:
        """What is going on, and how far it is."""
        with Vertical(id="welcome-text"):
            yield Static(self._told(), id="told", markup=False)
            yield SyncProgress(id="progress")
            yield Static(id="failed", markup=False)

    def on_mount(self) -> None:
        """Name the archive."""
        self.header.left = archive_name(self.archive.stem)

    def _told(self) -> Content:
        if not self.paths:
            return Content.assemble(
                ("There is no archive here yet.\n\n", ".ink--strong"),
                f"{one_line(str(self.archive))} does not exist. Leave the app and start it with the files or folders "
                "to read:\n\n",
                ("dossier PATH …", ".ink--accent"),
            )
        return Content.assemble(
            ("Reading your articles for the first time\n\n", ".ink--strong"),
            (", ".join(map(one_line, self.paths)), ".ink--accent"),
            "\n\nEach article is read once: who says what, about whom, and in which sentence. What was read is kept "
            f"in {one_line(str(self.archive))}. The search opens as soon as there is something to find.",
        )

    def watch_sync_state(self, state: SyncState) -> None:
        """Show how far it is."""
        self.query_one(SyncProgress).state = state
        lines = [
            Content.assemble((path, ".ink--strong"), "  ", (reason, ".ink--error"))
            for path, reason in state.failed[-5:]
        ]
        self.query_one("#failed", Static).update(Content("\n").join(lines))
        if state.trouble:
            self.query_one("#told", Static).update(inked("The articles could not be read", "strong"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go to yet."""
        if action in ("search", "actors", "library", "back"):
            return False
        if action == "stop":
            return self.sync_state.running and not self.sync_state.stopping
        return super().check_action(action, parameters)

    def action_stop(self) -> None:
        """End the sync."""
        self.post_message(SyncStopAsked())
