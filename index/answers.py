"""The values that a library answers with: citations, lines of a dossier, hits. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from index.model import (
    Actor,
    ActorClass,
    ActorId,
    ArticleId,
    Evidence,
    HedgeBy,
    JoinRule,
    LocalActor,
    Mention,
    Passage,
    Published,
    QuoteType,
    Span,
    Status,
)

Outcome: TypeAlias = Literal["failed", "scan", "skipped"]
"""Why a file was not read: it cannot be, it holds pictures of text, or it is of a format that is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How an article is named on screens: its first appearance, and how many there are."""

    article: ArticleId
    title: str
    outlet: str | None
    published: Published | None
    url: str | None
    byline: str | None
    locator: str
    note: str | None
    appearances: int
    statements: int
    """How many statements were read out of it."""
    pages: tuple[int, ...] = ()
    """Offsets in the text at which the pages of a paginated original begin."""
    copy_of: ArticleId | None = None
    """The earlier article of which this one is a near-copy."""
    copies: int = 0
    """How many later articles are near-copies of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A near-copy, and how much it differs from the original of its group."""

    citation: Citation
    differs: float
    """Share of the words of both that stand in one of them only."""
    figures: bool
    """Whether a number of one stands in place of a number of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands, or stood, and what was known of it there."""

    article: ArticleId
    locator: str
    title: str
    outlet: str | None
    url: str | None
    byline: str | None
    published: Published | None
    retrieved: str | None
    """When it was read, ISO 8601 in UTC."""
    state: str
    """`present`; `replaced` by another version; `removed`, where the file went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How a version differs from the one before it."""

    added: int
    """Words."""
    removed: int
    same_text: bool
    """Whether only what is known about it differs."""
    figures: bool
    """Whether a number stands in place of another."""
    title: bool
    published: bool
    outlet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What stood at one place at one time."""

    number: int
    """From 1, the oldest."""
    place: Place
    words: int
    revision: Revision | None
    """None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What became of a text."""

    places: tuple[Place, ...]
    """Where it stands now, the one that names it first."""
    original: Citation | None
    """Where it is a near-copy, that of which it is one."""
    copies: tuple[Copy, ...]
    """All copies of the original, itself among them where it is one."""
    versions: tuple[Version, ...]
    """What stood at its first place, the oldest first; empty where nothing else ever did."""

    def others(self, article: ArticleId) -> tuple[Copy, ...]:
        """The copies but this article."""
        return tuple(copy for copy in self.copies if copy.citation.article != article)

    def version_of(self, article: ArticleId) -> Version | None:
        """The latest version with this text."""
        return next((one for one in reversed(self.versions) if one.place.article == article), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """Enough of an actor to print and open it."""

    id: ActorId
    name: str
    cls: ActorClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row that leads back to its sentence; the base of all lines."""

    citation: Citation
    passage: Passage
    sentence: str
    """The passage's text."""
    span: Span
    """What the line is about, as offsets in the article's text."""
    evidence: Evidence
    copies: tuple[Citation, ...] = ()
    """Near-copies of the article that print this line too; it is told once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine(Line):
    """A statement with its speakers as canonical actors and its printed parts."""

    id: str
    speakers: tuple[ActorRef, ...]
    speaker_printed: str | None
    cue_printed: str | None
    content: tuple[Span, ...]
    content_printed: tuple[str, ...]
    quote_type: QuoteType
    status: Status
    private: bool
    """Whether it is believed, wanted or feared rather than uttered."""
    status_cue_printed: str | None
    hedge_by: HedgeBy | None
    addressee_printed: str | None
    said: str | None
    denies: tuple[str, ...]
    about: tuple[ActorRef, ...]
    """Actors mentioned inside the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine(Line):
    """A role as printed in one article."""

    actor: ActorRef
    title: str
    organisation: ActorRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLine(Line):
    """A mention in its sentence."""

    actor: ActorRef
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedArticle:
    """An article opened for reading: its text and everything marked in it."""

    citation: Citation
    text: str
    passages: tuple[Passage, ...]
    actors: tuple[tuple[LocalActor, ActorRef], ...]
    mentions: tuple[Mention, ...]
    statements: tuple[StatementLine, ...]
    skipped: str | None
    """Why nothing was read out of the text, None where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """A passage that holds at least one highlight."""

    passage: Passage
    text: str
    highlights: tuple[Span, ...]
    """Offsets in the passage's own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article that answers a query, with the passages that show why."""

    citation: Citation
    score: float
    title_highlights: tuple[Span, ...]
    passages: tuple[PassageHit, ...]
    """Those with highlights only; may be empty."""
    actors: tuple[ActorRef, ...]
    copies: tuple[Copy, ...] = ()
    """Near-copies that answer the query too and stand under this one, as they were published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet and the number of matching articles that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search found."""

    query: str
    took_ms: float
    total: int
    """Matching articles, near-copies too."""
    passage_total: int | None
    """Passages with highlights in all matching articles but folded ones; None where too many match to count them."""
    hits: tuple[ArticleHit, ...]
    facets: tuple[tuple[str, tuple[FacetValue, ...]], ...] = ()
    suggestions: tuple[str, ...] = ()
    """Did you mean: other queries that would find something."""
    remarks: tuple[str, ...] = ()
    """What the reader must know of how the query was read: an expansion that was cut, an index that lags."""
    copies: int = 0
    """How many of the matching articles are folded under another one."""

    @property
    def rows(self) -> int:
        """How many hits there are to be shown."""
        return self.total - self.copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The archive at a glance."""

    articles: int
    statements: int
    actors: int
    last_sync: str | None
    """ISO 8601 in UTC."""
    index_lag: int
    """Articles recorded but not yet searchable."""
    seq: int = 0
    """Grows with every change of what is searched and cited, also where no figure does."""


SourceKind: TypeAlias = Literal["path", "feed", "page"]
"""How a source is read: from the disk, or from a web address that gives a feed or a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source that was added, with what became of it at the last sync."""

    locator: str
    articles: int
    failed: int
    last_sync: str | None
    skipped: int = 0
    kind: SourceKind = "path"
    given: str | None = None
    """As it was typed."""
    added: str | None = None
    """When, ISO 8601 in UTC; None where it is only about to be."""
    allow_private: bool = False
    """Whether it may be fetched from this machine or a private network."""


PURGED = "was purged"
"""The reason why a file is skipped whose text the analyst has deleted for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file (or a part of one) that was not read, and what to do about it."""

    locator: str
    reason: str
    hint: str
    outcome: Outcome = "failed"

    @property
    def skipped(self) -> bool:
        """Whether it is of a format that Dossier does not read: nothing is wrong with it."""
        return self.outcome == "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file that lies under a source, and what became of it."""

    locator: str
    outcome: Literal["read", "waiting", "failed", "skipped"]
    """Waiting is what a running or interrupted sync has not read yet."""
    format: str | None
    """As the table of formats names it; None where it has none."""
    articles: int
    problems: tuple[Failure, ...] = ()
    """Why it was not read; of a file that was read, the parts of it that were not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageCount:
    """How many articles or files there are of a kind that should be looked at."""

    kind: str
    count: int
    of_files: bool
    details: Mapping[str, int]
    """Kinds within the kind: the languages that were not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageLine:
    """An article or a file that should be looked at, and why."""

    article: ArticleId | None
    """None for a file."""
    title: str
    locator: str
    odd: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that the analyst decided; it can be undone, and stays in the list."""

    number: int
    made: str
    """ISO 8601 in UTC."""
    kind: str
    detail: Mapping[str, Any]
    """What was decided, as its kind has it."""
    undone: str | None
    places: int
    """How many appearances it says something about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a decision would change in one place where an article appeared."""

    article: ArticleId
    title: str
    locator: str
    field: str
    before: str | None
    after: str | None
    confirms: bool = False
    """Whether a date that was only read or assumed becomes one that the analyst stands for."""

    @property
    def is_needed(self) -> bool:
        """Whether it is not so already."""
        return self.before != self.after or self.confirms


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedName:
    """A name that stands for an actor in articles that do not print its usual one, and why it does."""

    name: str
    rule: JoinRule
    articles: int
    shared: tuple[str, ...] = ()
    """What these articles have in common with the others on the actor: offices, and names of actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two actors of the archive that may be one: nothing read so far decides."""

    actor: ActorRef
    """The other one."""
    articles: int
    """How many articles leave it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in a list, with counts."""

    actor: Actor
    said: int
    """Statements by it."""
    about: int
    """Statements whose content mentions it."""
    perhaps: tuple[ActorRef, ...] = ()
    """Other actors that it may be: it stands alone because nothing decides."""
