"""A small window in which one of several actors is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import DossierAsked
from dossier.tui.screens.base import InkScreen
from dossier.tui.widgets.inks import INKS, inked
from dossier.tui.widgets.painters import Plain, columns
from dossier.tui.widgets.rows import RowList
from dossier.wording import CLASS_LABELS
from index.answers import ActorRef, OpenedArticle
from index.model import ActorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRefPainter(Plain):
    """Actors by name, a line each."""

    with_class: bool = True

    def key(self, value: ActorRef) -> str:
        """The actor's id."""
        return value.id

    def plain(self, value: ActorRef) -> str:
        """Name and class."""
        return f"{value.name} {value.cls}"

    def height(self, value: ActorRef, width: int) -> int:
        """One line."""
        return 1

    def lines(self, value: ActorRef, width: int) -> Sequence[Content]:
        """The row."""
        cls = [(CLASS_LABELS[value.cls], 14, "muted")] if self.with_class else []
        return [columns([(one_line(value.name), 0, ""), *cls], width)]


class PickScreen(ModalScreen[ActorId | None], inherit_bindings=False):
    """Choose an actor; gives its id, or None."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INKS)
    BINDINGS: ClassVar[list[BindingType]] = bindings("window")
    SCOPE: ClassVar[str] = "window"

    def __init__(self, actors: Sequence[ActorRef]) -> None:
        super().__init__()
        self._actors = actors

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(id="window"):
            yield Static(inked("Whose dossier?   enter open  \\ filter  esc back", "muted"), id="window-title")
            yield RowList(ActorRefPainter(), id="choices")

    def on_mount(self) -> None:
        """Show the actors."""
        self.query_one(RowList).show(self._actors)

    @on(RowList.Opened)
    def chosen(self, message: RowList.Opened) -> None:
        """Give the actor."""
        if isinstance(message.value, ActorRef):
            self.dismiss(message.value.id)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def open_dossier(screen: InkScreen, actors: Sequence[ActorRef]) -> None:
    """Open the dossier of the one of the actors that the reader chooses; a single one is chosen at once."""

    def chosen(actor: ActorId | None) -> None:
        if actor is not None:
            screen.post_message(DossierAsked(actor))

    if not actors:
        screen.tell("No actors were read out of this text.")
    elif len(actors) == 1:
        chosen(actors[0].id)
    else:
        screen.app.push_screen(PickScreen(actors), chosen)


def actors_of(opened: OpenedArticle) -> tuple[ActorRef, ...]:
    """The article's actors, the most mentioned first."""
    refs = {local.id: ref for local, ref in opened.actors if local.salient}
    counts: dict[str, int] = {}
    for mention in opened.mentions:
        if mention.actor in refs:
            counts[refs[mention.actor].id] = counts.get(refs[mention.actor].id, 0) + 1
    unique = {ref.id: ref for ref in refs.values()}
    return tuple(sorted(unique.values(), key=lambda ref: (-counts.get(ref.id, 0), ref.name)))
