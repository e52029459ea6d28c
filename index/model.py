"""The words of the project as frozen values: what an article says. Standard library only.

Offsets are half-open ranges of Unicode code points in the article's text. Ids come from content, so the
same text read twice, in any order and on any machine, gives the same ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

ArticleId: TypeAlias = str
ActorId: TypeAlias = str
"""Canonical actor: a table key (`state:kp`) or a hash of class, canonical key and discriminator."""
LocalActorId: TypeAlias = str
"""Actor as one article has it; decisions and joins are made between these."""


def content_id(kind: str, *parts: object) -> str:
    """A 16-digit hexadecimal id that depends on `kind` and `parts` alone."""
    digest = hashlib.sha256("\x1f".join([kind, *map(str, parts)]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


class ActorClass(StrEnum):
    """What kind of thing an actor is (CAMEO / FollowTheMoney in plain words)."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    WEAPON = "weapon"
    EVENT = "event"


class MentionKind(StrEnum):
    """How a span refers to its actor."""

    NAME = "name"
    ACRONYM = "acronym"
    METONYM = "metonym"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"
    """A name inside a longer mention of another actor: the US in "US State Department"."""
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Status(StrEnum):
    """How a source stands to what it is reported to have said (FactBank in plain words)."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    SUSPECTED = "suspected"
    DOUBTED = "doubted"
    DENIED = "denied"
    WITHHELD = "withheld"
    """Declined, gave no answer, was not reached."""
    REPORTED = "reported"
    """A news medium passes it on."""
    HYPOTHETICAL = "hypothetical"
    """Of events only: planned, threatened, demanded, conditional."""


class QuoteType(StrEnum):
    """Whether the content stands in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class HedgeBy(StrEnum):
    """Whose hedge decides a status: the speaker's own or the outlet's."""

    SPEAKER = "speaker"
    OUTLET = "outlet"


class DateBasis(StrEnum):
    """What a date of publication rests on."""

    PRINTED = "printed"
    METADATA = "metadata"
    FILE_NAME = "file name"
    GIVEN = "given"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class JoinRule(StrEnum):
    """Why an actor of one article is taken for the same as one of another."""

    NAME = "name"
    """The same name, or the same actor of the tables."""
    SPELLING = "spelling"
    """The same name in other letters: accents, hyphens, transliteration."""
    MIDDLE = "middle"
    """A middle name or initial more or less."""
    GIVEN = "given"
    """Another form of the given name: Joe and Joseph."""
    LIKE = "like"
    """A similar name, and the articles have more in common than that."""
    ONLY = "only"
    """A part of the name of nobody else in the archive."""
    FAR = "far"
    """A part of a name that stands by far most often for this actor."""
    CONTEXT = "context"
    """A part of a name; offices, states and persons named beside it decide."""
    ACRONYM = "acronym"
    """Letters that another article prints behind the whole name."""
    OWNER = "owner"
    """An institution whose state is named in the article."""
    UNSURE = "unsure"
    """Nothing decides: it stays alone, and may be one of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A date of publication, as precise as it is known: `2022-11-03`, `2022-11` or `2022`."""

    value: str
    basis: DateBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text, kept exactly."""

    id: ArticleId
    text: str
    language: str | None = None
    """ISO 639-1, None while nobody has said or found out."""
    language_given: bool = False
    """Whether the analyst says so: then the text itself is not asked."""

    @staticmethod
    def of(text: str, language: str | None = None) -> Article:
        """The article with this text; its id is a hash of the text."""
        return Article(id=content_id("article", text), text=text, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place where an article was published or kept."""

    article: ArticleId
    locator: str
    """Resolved path or address; for one record of a data set, with `#record`."""
    title: str
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: Published | None = None
    retrieved: str | None = None
    """When it was read, ISO 8601 in UTC."""
    note: str | None = None
    """A remark from the metadata that readers should see ("a sample, not a source")."""
    pages: tuple[int, ...] = ()
    """Offsets in the text at which the pages of a paginated original begin; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article: the unit of citation."""

    article: ArticleId
    number: int
    """Position in the article, from 0."""
    span: Span

    @property
    def id(self) -> str:
        """`ARTICLE.NUMBER`."""
        return f"{self.article}.{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What made a record, and how sure it is of having read the text right."""

    rule: str
    confidence: float
    """Reading confidence, 0 to 1: about the reading, never about the truth of what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalActor:
    """An actor as one article has it: the mentions of one text that name the same thing."""

    id: LocalActorId
    key: str
    """Canonical key: `state:kp` for table actors, else class and normalised name (`person:john kirby`)."""
    cls: ActorClass
    name: str
    """The fullest form printed, or the table's name."""
    salient: bool = True
    """False for unspecific ones (reporters, other countries)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names or stands for an actor."""

    actor: LocalActorId
    span: Span
    kind: MentionKind
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a source is reported to have said, and how firmly it stands to it (PARC terms)."""

    id: str
    speakers: tuple[LocalActorId, ...]
    """Empty where the text names no source, or only by a pronoun that could not be resolved."""
    source: Span | None
    """The whole noun phrase of the source; None where a quotation runs on from an earlier sentence."""
    cue: Span | None
    content: tuple[Span, ...]
    quote_type: QuoteType
    status: Status
    private: bool = False
    """Whether the source is reported to believe, want or fear it rather than to have uttered it."""
    status_cue: Span | None = None
    """The word that decided the status, where that is not the neutral cue itself."""
    hedge_by: HedgeBy | None = None
    addressee: Span | None = None
    said: str | None = None
    """When it was said, TIMEX3-like value; None where the text does not date the utterance."""
    parent: str | None = None
    """Id of the statement inside which this one is reported."""
    denies: tuple[str, ...] = ()
    """Ids of the statements of the same article that this one disputes."""
    evidence: Evidence

    @property
    def anchor(self) -> Span:
        """The span that shows the statement: cue, else the start of the content."""
        return self.cue or self.content[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function of an actor, as printed."""

    actor: LocalActorId
    title: str
    span: Span
    """Where the title stands."""
    organisation: LocalActorId | None = None
    pattern: str
    """`compound` ("foreign minister Sergey Lavrov"), `apposition` ("Kirby, a spokesperson for …")
    or `told` ("appointed Kirby as spokesperson")."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """An actor that belongs to another: a ministry to its state, forces to a country."""

    member: LocalActorId
    of: LocalActorId
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, with a PLOVER root."""

    id: str
    predicate: str
    root: str
    trigger: Span
    subjects: tuple[LocalActorId, ...] = ()
    objects: tuple[LocalActorId, ...] = ()
    theme: Span | None = None
    status: Status = Status.ASSERTED
    attributed_to: tuple[LocalActorId, ...] = ()
    denied_by: LocalActorId | None = None
    negated: bool = False
    date: str | None = None
    amount: Span | None = None
    place: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A printed date or time with its TIMEX3-like value against the date of publication."""

    span: Span
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A printed number, sum or vague quantity."""

    span: Span
    value: str | None
    """`31`, `>=31`, `~5`; None for what has no number ("significant amounts")."""
    unit: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read out of one article; frozen and replaceable, never edited."""

    article: ArticleId
    pipeline: str
    """Version of the stages and their data, and the model's name and version."""
    skipped: str | None = None
    """Why the text was not read ("language: fr"); then everything below is empty."""
    passages: tuple[Passage, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A surface form that stands for an actor, and how often it does so in the archive."""

    surface: str
    kind: MentionKind
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A canonical actor: the local actors of all articles that are the same."""

    id: ActorId
    name: str
    cls: ActorClass
    aliases: tuple[Alias, ...] = field(default=())
    articles: int = 0
    """In how many articles it is mentioned, each near-copy counted; a dossier says how many of them are copies."""
