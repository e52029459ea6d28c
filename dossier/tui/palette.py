"""What the palette offers: commands that work now, actors, articles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.markup import escape

from dossier.text import one_line
from dossier.tui.commands import COMMANDS, Command
from dossier.tui.messages import ArticleAsked, DossierAsked
from dossier.tui.widgets.painters import source
from dossier.wording import CLASS_LABELS, counted
from index.errors import DossierError

if TYPE_CHECKING:
    from index.library import Library

T = TypeVar("T")
MOST = 8
"""How many actors and articles are offered."""


class CommandProvider(Provider):
    """The commands of the screen that the palette was opened over."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._commands():
            yield DiscoveryHit(_shown(command), partial(self._run, command), command.help)

    async def search(self, query: str) -> Hits:
        """Those whose words match."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.label), matcher.match(command.help))
            if score > 0:
                yield Hit(score, _shown(command), partial(self._run, command), command.help)

    def _commands(self) -> Sequence[Command]:
        scopes = {"app", "screen", getattr(self.screen, "SCOPE", "")}
        return [
            command
            for command in COMMANDS
            if command.palette and command.scopes & scopes and self._node(command).check_action(command.action, ())
        ]

    def _node(self, command: Command) -> DOMNode:
        return self.app if "app" in command.scopes else self.screen

    async def _run(self, command: Command) -> None:
        await self.app.run_action(command.action, self._node(command))


class _LibraryProvider(Provider):
    """Asks the library in a thread; trouble gives no hits."""

    @property
    def library(self) -> Library | None:
        """The open library."""
        return getattr(self.app, "library", None)

    async def ask(self, question: Callable[[Library], Sequence[T]]) -> Sequence[T]:
        """What the library answers."""
        library = self.library
        if library is None:
            return ()
        try:
            return await asyncio.to_thread(question, library)
        except DossierError:
            return ()


class ActorProvider(_LibraryProvider):
    """Dossiers by name."""

    async def search(self, query: str) -> Hits:
        """Actors with a name that contains the words."""
        rows = await self.ask(lambda library: library.actors(query, limit=MOST))
        for rank, row in enumerate(rows):
            actor = row.actor
            text = f"{one_line(actor.name)}  dossier"
            told = f"{CLASS_LABELS[actor.cls]} · {counted(actor.articles, 'article')}"
            asked = DossierAsked(actor.id)
            yield Hit(0.9 - rank / 100, Content(text), partial(self.screen.post_message, asked), text, told)


class ArticleProvider(_LibraryProvider):
    """Articles that a search finds."""

    async def search(self, query: str) -> Hits:
        """Articles that match the words."""
        hits = await self.ask(lambda library: library.search(query, limit=MOST).hits)
        for rank, hit in enumerate(hits):
            text = one_line(hit.citation.title)
            asked = ArticleAsked(hit.citation.article)
            told = escape(source(hit.citation))
            yield Hit(0.5 - rank / 100, Content(text), partial(self.screen.post_message, asked), text, told)


def _shown(command: Command) -> Content:
    keys = " ".join(command.key_names)
    return Content.assemble(command.label.capitalize(), (f"   {keys}" if keys else "", "dim"))
