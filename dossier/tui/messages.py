"""News that travels from screens to the app: what the reader asked to see or to have done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from index.answers import Overview
from index.errors import DossierError
from index.model import ActorId, ArticleId, Span

if TYPE_CHECKING:
    from index.library import Library


@dataclass(slots=True)
class ArticleAsked(Message):
    """The article reader was asked for, with places to jump between and one to begin at."""

    article: ArticleId
    at: Span | None = None
    stops: tuple[Span, ...] = ()


@dataclass(slots=True)
class DossierAsked(Message):
    """The dossier of an actor was asked for."""

    actor: ActorId


@dataclass(slots=True)
class ComparisonAsked(Message):
    """Two articles were asked for side by side."""

    left: ArticleId
    right: ArticleId


@dataclass(slots=True)
class SyncAsked(Message):
    """The archive is to be brought up to date; no paths: with the sources it has."""

    paths: tuple[str, ...] = field(default=())


@dataclass(slots=True)
class CommandAsked(Message):
    """A command that writes was asked for, as it is typed; names of articles reach it one a line."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class TriageAsked(Message):
    """The articles or files of a kind that should be looked at were asked for."""

    kind: str


@dataclass(slots=True)
class SyncStopAsked(Message):
    """The running sync is to end after the article it is reading."""


@dataclass(slots=True)
class Troubled(Message):
    """Work in the background ended with an error that a user should hear about."""

    error: DossierError
    group: str = ""


@dataclass(slots=True)
class LibraryOpened(Message):
    """The archive is open."""

    library: Library
    overview: Overview


@dataclass(slots=True)
class OverviewTaken(Message):
    """The archive's figures, counted anew; only the last of several in the queue counts."""

    overview: Overview

    def can_replace(self, message: Message) -> bool:
        """A newer count replaces one that nobody has seen yet."""
        return isinstance(message, OverviewTaken)


@dataclass(slots=True)
class ActorsAsked(Message):
    """The list of actors was asked for."""


@dataclass(slots=True)
class SourcesAsked(Message):
    """The library screen was asked for."""


@dataclass(slots=True)
class SearchAsked(Message):
    """The query on the home screen was asked for."""
