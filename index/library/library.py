"""Library: every question a screen or a command asks, answered in values. Reads only; `index.sync` writes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from index.answers import (
    ActorRow,
    Answer,
    Citation,
    Doubt,
    Failure,
    History,
    JoinedName,
    MentionLine,
    OpenedArticle,
    Overview,
    RoleLine,
    SourceRow,
    StatementLine,
)
from index.errors import UnknownName
from index.library.folding import folded
from index.library.history import history_of
from index.library.names import actor_named, article_named, passed_over, spelled_out
from index.library.reader import IndexReader
from index.library.searching import Request, search
from index.library.triage import Triage
from index.model import Actor, ActorId, ArticleId
from index.records import Records
from index.settings import Settings


class Library:
    """An archive opened for reading. Every method may be called from any thread."""

    def __init__(self, records: Records, settings: Settings) -> None:
        self.archive = records.path
        self._records = records
        self._index = IndexReader(records, settings)
        self.triage = Triage(records)
        """What should be looked at after an import."""

    @classmethod
    def open(cls, archive: Path, settings: Settings, *, read_only: bool = False) -> Library:
        """Open an archive, never making one. Raises ArchiveMissing, NotAnArchive, ArchiveNewer, ArchiveDamaged.

        `read_only` leaves every byte of the archive as it is, and so opens one on a medium that takes no writing.
        """
        records = Records(archive, "read" if read_only else "write")
        try:
            return cls(records, settings)
        except BaseException:
            records.close()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of archive and index; nothing may be asked afterwards."""
        self._index.close()
        self._records.close()

    def changed(self) -> bool:
        """Whether another process has committed since the last call."""
        return self._records.changed()

    def archive_problems(self) -> tuple[str, ...]:
        """What a full check of the archive finds wrong, which nothing repairs; takes as long as reading it."""
        return self._records.problems()

    def index_problems(self) -> tuple[str, ...]:
        """What a full check of the search index finds wrong; it can be rebuilt. Raises IndexUnusable."""
        return self._index.problems()

    def overview(self) -> Overview:
        """The archive at a glance."""
        with self._records.view() as view:
            index_lag = self._index.lag(view)
            articles, statements = view.articles.counts()
            return Overview(
                articles=articles,
                statements=statements,
                actors=view.actors.count(),
                last_sync=view.files.last_sync(),
                index_lag=index_lag,
                seq=view.index.position().seq,
            )

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        any_words: bool = False,
        aliases: bool = True,
        facets: bool = False,
        fold: bool = True,
    ) -> Answer:
        """Articles that answer the query. Raises QueryError with the position, and IndexUnusable.

        `fold` lets near-copies stand under one article of theirs; `limit` and `offset` then count such groups.
        """
        request = Request(query, limit, offset, sort, any_words=any_words, aliases=aliases, facets=facets, fold=fold)
        return search(self._records, self._index, request)

    def actors(self, pattern: str = "", *, limit: int | None = None) -> tuple[ActorRow, ...]:
        """Actors with a name that contains the pattern in any case, busiest first."""
        with self._records.view() as view:
            return view.actors.rows(pattern, limit)

    def find_actor(self, name: str) -> Actor:
        """The actor of this id or name. Raises UnknownName with the nearest names, or AmbiguousName.

        A name of several actors stands for the one that it means ten times as often as all others together.
        """
        with self._records.view() as view:
            return actor_named(view, name)

    def passed_over(self, name: str) -> tuple[str, ...]:
        """The actors that `find_actor` did not take for this name, each with its id."""
        with self._records.view() as view:
            return passed_over(view, name)

    def actor(self, id: ActorId) -> Actor:
        """The actor of this id; UnknownName where no article mentions it (any more)."""
        with self._records.view() as view:
            found = view.actors.actor(id)
        if found is None:
            raise UnknownName("actor", id, ())
        return found

    def joined_names(self, actor: ActorId) -> tuple[JoinedName, ...]:
        """Other names that were taken for this actor, and why; the most frequent first."""
        with self._records.view() as view:
            return tuple(spelled_out(view, name) for name in view.actors.joined(actor))

    def doubts(self, actor: ActorId) -> tuple[Doubt, ...]:
        """Other actors that may be this one; what most articles leave open first."""
        with self._records.view() as view:
            return view.actors.doubts(actor)

    def said_by(self, actor: ActorId) -> tuple[StatementLine, ...]:
        """What the actor is reported to have said, latest first; what copies repeat is one line."""
        with self._records.view() as view:
            return folded(view.lines.said_by(actor))

    def said_about(self, actor: ActorId) -> tuple[StatementLine, ...]:
        """What others are reported to have said that mentions the actor, latest first; copies repeat nothing."""
        with self._records.view() as view:
            return folded(view.lines.said_about(actor))

    def roles(self, actor: ActorId) -> tuple[RoleLine, ...]:
        """Offices and functions as printed, latest first; copies repeat nothing."""
        with self._records.view() as view:
            return folded(view.lines.roles(actor))

    def mentions(self, actor: ActorId, *, limit: int | None = None) -> tuple[MentionLine, ...]:
        """Where the actor is mentioned, latest first."""
        with self._records.view() as view:
            return view.lines.mentions(actor, limit)

    def articles_of(self, actor: ActorId) -> tuple[Citation, ...]:
        """The articles that mention the actor, newest first."""
        with self._records.view() as view:
            return view.articles.of_actor(actor)

    def articles(self, *, limit: int | None = None, offset: int = 0) -> tuple[Citation, ...]:
        """All articles, newest first, undated ones last."""
        with self._records.view() as view:
            return view.articles.newest(limit, offset)

    def find_article(self, name: str) -> ArticleId:
        """The article of this id, unique beginning of an id, permalink, title or part of one, or path.

        Raises UnknownName or AmbiguousName.
        """
        with self._records.view() as view:
            return article_named(view, name)

    def open_article(self, id: ArticleId) -> OpenedArticle:
        """The text with everything that was read out of it; a hidden one opens too. Raises UnknownName."""
        with self._records.view() as view:
            shelved = view.articles.shelved([id])
            if id not in shelved:
                raise UnknownName("article", id, ())
            return OpenedArticle(
                citation=shelved[id].citation,
                text=shelved[id].text,
                passages=shelved[id].passages,
                actors=view.articles.actors(id),
                mentions=view.articles.mentions(id),
                statements=view.lines.statements_of(id),
                skipped=view.articles.skipped(id),
            )

    def history(self, id: ArticleId) -> History:
        """Where the text was printed, who printed nearly the same, and what stood in its place; hidden ones too."""
        with self._records.view() as view:
            return history_of(view, id)

    def sources(self) -> tuple[SourceRow, ...]:
        """What was added, with what became of it."""
        with self._records.view() as view:
            return view.files.sources()

    def failures(self) -> tuple[Failure, ...]:
        """What was not read: failed until it can be, or skipped because no format has its suffix."""
        with self._records.view() as view:
            return view.files.failures()
