"""The Reading: what the stages share while one article is being read. Mutable; frozen at the end.

Drafts refer to tokens of one spaCy Doc with the offsets of the article's text, so `token.idx` needs no mapping
back. What is printed is always taken from the text itself, never from a token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from index.model import ActorClass, Article, HedgeBy, MentionKind, Published, QuoteType, Span, Status


@dataclass(slots=True, eq=False)
class DraftActor:
    """A local actor while its mentions are being collected."""

    key: str
    cls: ActorClass
    name: str
    salient: bool = True
    of: list[DraftActor] = field(default_factory=list)
    """Actors it belongs to."""
    female: bool | None = None
    """What "Mrs", the given name or a pronoun says of a person; None while nothing does."""


@dataclass(slots=True, eq=False)
class DraftMention:
    """A mention as a run of tokens; `actor` is None until something says whose it is."""

    first: int
    last: int
    """Index of the last token, inclusive."""
    kind: MentionKind
    cls: ActorClass
    rule: str
    confidence: float
    actor: DraftActor | None = None
    head: int = -1
    """Index of the token that governs the run."""

    def covers(self, other: DraftMention) -> bool:
        """Whether `other` lies inside this run of tokens."""
        return self.first <= other.first and other.last <= self.last


@dataclass(slots=True, eq=False)
class DraftRole:
    """An office of a person, as printed."""

    actor: DraftActor
    first: int
    last: int
    tense: str
    """The "former" or "acting" that an organisation parts from the title; empty where there is none."""
    organisation: DraftActor | None
    pattern: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue introduces: tokens, the token that heads them, and the shape it was found in."""

    tokens: frozenset[int]
    head: int
    shape: str
    quotation: Span | None = None


@dataclass(slots=True, eq=False)
class Attribution:
    """Source, cue and content of who said what (PARC terms), before it is resolved to actors."""

    rule: str
    confidence: float
    cue: tuple[int, ...]
    """Token indexes, the governing word first; empty where a quotation runs on."""
    source: tuple[int, int] | None
    """First and last token of the whole noun phrase."""
    source_head: int | None
    content: list[Span]
    content_head: int | None
    lemma: str = ""
    """Key of the cue in the lexicon; decides the status where nothing in the content does."""
    quote_type: QuoteType = QuoteType.INDIRECT
    status: Status = Status.ASSERTED
    private: bool = False
    """Whether the cue tells of a state of mind rather than of an utterance."""
    status_cue: Span | None = None
    hedge_by: HedgeBy | None = None
    speakers: list[DraftActor] = field(default_factory=list)
    addressee: Span | None = None
    said: str | None = None
    continues: Attribution | None = None
    """The attribution whose source goes on speaking, where a quotation runs on."""
    parent: Attribution | None = None
    denies: list[Attribution] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class DraftEvent:
    """An event before its ends have ids."""

    predicate: str
    root: str
    trigger: int
    subjects: list[DraftActor]
    objects: list[DraftActor]
    theme: Span | None
    status: Status
    attributed_to: list[DraftActor]
    denied_by: DraftActor | None
    negated: bool
    date: str | None
    rule: str
    confidence: float
    amount: Span | None = None
    """How many or how much of what is acted upon, with its noun."""
    place: str | None = None
    """Where, as printed."""


@dataclass(slots=True, eq=False)
class DraftTime:
    """A date expression with its value."""

    span: Span
    value: str
    rule: str
    confidence: float


@dataclass(slots=True, eq=False)
class DraftAmount:
    """A quantity with its value and unit."""

    span: Span
    value: str | None
    unit: str | None
    rule: str
    confidence: float


@dataclass(slots=True, eq=False)
class Reading:
    """One article on its way through the stages."""

    article: Article
    published: Published | None
    doc: Doc
    paragraphs: list[Span]
    sentences: list[DocSpan] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    """Number of the sentence of each token."""
    quotations: list[Span] = field(default_factory=list)
    """Stretches in quotation marks, marks included."""
    mentions: list[DraftMention] = field(default_factory=list)
    actors: dict[str, DraftActor] = field(default_factory=dict)
    roles: list[DraftRole] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[DraftEvent] = field(default_factory=list)
    times: list[DraftTime] = field(default_factory=list)
    amounts: list[DraftAmount] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def span(self, first: int, last: int) -> Span:
        """Offsets of the run of tokens from `first` to `last`, both included."""
        end = self.doc[last]
        return Span(self.doc[first].idx, end.idx + len(end))

    def covering(self, tokens: tuple[int, ...]) -> Span:
        """Offsets from the first to the last of some tokens."""
        return self.span(min(tokens), max(tokens))

    def actor(self, key: str, cls: ActorClass, name: str, *, salient: bool = True) -> DraftActor:
        """The local actor with this key, made if it is new."""
        if key not in self.actors:
            self.actors[key] = DraftActor(key=key, cls=cls, name=name, salient=salient)
        return self.actors[key]

    def mentions_between(self, first: int, last: int) -> Iterator[DraftMention]:
        """Mentions that lie wholly inside a run of tokens, in their order of appearance."""
        return (m for m in self.mentions if first <= m.first and m.last <= last)

    def quoted(self, offset: int) -> bool:
        """Whether a character stands inside quotation marks."""
        return any(q.start <= offset < q.end for q in self.quotations)


def edges(tokens: Iterable[Token]) -> tuple[int, int]:
    """First and last index among some tokens."""
    indexes = [token.i for token in tokens]
    return min(indexes), max(indexes)


def normal_name(text: str) -> str:
    """A name as a key: case, punctuation, accents' encoding and white space do not count."""
    folded = unicodedata.normalize("NFC", text).replace("’", "'").casefold()
    return " ".join(re.sub(r"[^\w'&/-]+", " ", folded).split()) or folded.strip()


def overlaps_content(attribution: Attribution, span: Span) -> bool:
    """Whether a span lies in what the attribution's source said."""
    return any(content.overlaps(span) for content in attribution.content)
