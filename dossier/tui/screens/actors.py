"""All actors of the archive, busiest first, with a filter; each opens its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from dossier.tui.messages import DossierAsked
from dossier.tui.screens.base import InkScreen
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.painters import ActorPainter
from dossier.tui.widgets.rows import RowList
from dossier.wording import counted
from index.answers import ActorRow, Overview


class ActorsScreen(InkScreen):
    """The list of actors."""

    SCOPE: ClassVar[str] = "actors"
    AUTO_FOCUS: ClassVar[str | None] = "#all-actors"

    @dataclass(slots=True)
    class Listed(Message):
        """The actors were read from the archive."""

        actors: tuple[ActorRow, ...]

    def body(self) -> ComposeResult:
        """The list."""
        yield RowList(ActorPainter(), empty="No actor was read out of the articles yet.", id="all-actors")

    def on_mount(self) -> None:
        """Name the screen."""
        self.header.left = inked("Actors", "strong")

    def watch_library(self) -> None:
        """Ask for the actors."""
        library = self.library
        if library is not None:
            self.in_background("actors", lambda: self.Listed(library.actors()))

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Ask again when the archive has changed."""
        if before is not None and now != before:
            self.watch_library()

    @on(Listed)
    def take_actors(self, message: Listed) -> None:
        """Show them."""
        self.query_one(RowList).show(message.actors, keep=True)
        self.header.right = (counted(len(message.actors), "actor"),)

    @on(RowList.Opened)
    def actor_opened(self, message: RowList.Opened) -> None:
        """Open the dossier."""
        if isinstance(message.value, ActorRow):
            self.post_message(DossierAsked(message.value.actor.id))

    def action_dossier(self) -> None:
        """Open the dossier of the actor under the cursor."""
        self.query_one(RowList).action_open()
