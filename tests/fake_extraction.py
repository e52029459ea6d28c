"""An extractor for tests that reads by a few patterns: deterministic, instant, and without a language model.

It finds capitalised names, a handful of states, titles in front of names and `NAME said (that) …`, so that a
test can write an article in one line and know what is read out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.model import (
    ActorClass,
    Article,
    ArticleId,
    Evidence,
    Extraction,
    LocalActor,
    Mention,
    MentionKind,
    Passage,
    Published,
    QuoteType,
    Role,
    Span,
    Statement,
    Status,
    content_id,
)

EVIDENCE = Evidence(rule="fake", confidence=0.9)

STATES: dict[str, tuple[str, str, MentionKind]] = {
    "North Korea": ("state:kp", "North Korea", MentionKind.NAME),
    "DPRK": ("state:kp", "North Korea", MentionKind.ACRONYM),
    "North Korean": ("state:kp", "North Korea", MentionKind.DEMONYM),
    "Pyongyang": ("state:kp", "North Korea", MentionKind.METONYM),
    "Russia": ("state:ru", "Russia", MentionKind.NAME),
    "Ukraine": ("state:ua", "Ukraine", MentionKind.NAME),
    "Iran": ("state:ir", "Iran", MentionKind.NAME),
    "United States": ("state:us", "United States", MentionKind.NAME),
    "US": ("state:us", "United States", MentionKind.ACRONYM),
    "UN": ("body:un", "United Nations", MentionKind.ACRONYM),
}
TITLES = ("foreign minister", "minister", "president", "spokesperson", "spokesman", "general")
NOT_NAMES = frozenset(
    (
        "A",
        "According",
        "After",
        "Drones",
        "Shells",
        "An",
        "And",
        "At",
        "Before",
        "But",
        "He",
        "His",
        "I",
        "In",
        "It",
        "Its",
        "No",
        "On",
        "She",
        "That",
        "The",
        "Their",
        "There",
        "They",
        "This",
        "We",
        "Why",
    )
)
STATUSES = {
    "said": Status.ASSERTED,
    "says": Status.ASSERTED,
    "claimed": Status.ALLEGED,
    "suspected": Status.SUSPECTED,
    "doubted": Status.DOUBTED,
    "denied": Status.DENIED,
    "declined": Status.WITHHELD,
    "reported": Status.REPORTED,
}

_NAME = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)*")
_SENTENCE = re.compile(r"[^\s.!?\n][^.!?\n]*[.!?]*[”\"]?")
_CUE = re.compile(rf" ({'|'.join(STATUSES)}) (?:that |to )?(?P<content>[“\"][^”\"]+[”\"]|[^.\n]+)")
_TITLE = re.compile(rf"\b({'|'.join(TITLES)}) $")


@dataclass(slots=True)
class FakeExtractor:
    """Reads by patterns; `read` remembers which articles it was asked for."""

    pipeline: str = "fake 1"
    read: list[ArticleId] = field(default_factory=list)

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        """One extraction an article, in order."""
        for article, _published in articles:
            self.read.append(article.id)
            yield extraction_of(article, self.pipeline)


def extraction_of(article: Article, pipeline: str = "fake 1") -> Extraction:
    """What the patterns read out of one article; French ("fr") is skipped."""
    if article.language == "fr":
        return Extraction(article=article.id, pipeline=pipeline, skipped="language: fr")
    actors: dict[str, LocalActor] = {}
    mentions: list[Mention] = []
    for span in _name_spans(article.text):
        actor, kind = _actor(article, span.of(article.text), actors)
        mentions.append(Mention(actor=actor.id, span=span, kind=kind, evidence=EVIDENCE))
    return Extraction(
        article=article.id,
        pipeline=pipeline,
        passages=passages_of(article),
        actors=tuple(actors.values()),
        mentions=tuple(mentions),
        statements=_statements(article, mentions),
        roles=_roles(article, mentions),
    )


def passages_of(article: Article) -> tuple[Passage, ...]:
    """Sentences by full stop and line end."""
    spans = [Span(found.start(), found.end()) for found in _SENTENCE.finditer(article.text)]
    return tuple(Passage(article=article.id, number=number, span=span) for number, span in enumerate(spans))


def local_actor(article: Article, name: str, cls: ActorClass = ActorClass.PERSON, key: str = "") -> LocalActor:
    """An actor of one article; its key is class and folded name where none is given."""
    key = key or f"{cls}:{name.casefold()}"
    return LocalActor(id=content_id("local", article.id, key), key=key, cls=cls, name=name)


def _name_spans(text: str) -> Iterator[Span]:
    for found in _NAME.finditer(text):
        start, end = found.span()
        first = found.group().split(" ", 1)[0]
        if first in NOT_NAMES:
            start += len(first) + 1
        if start < end:
            yield Span(start, end)


def _actor(article: Article, surface: str, actors: dict[str, LocalActor]) -> tuple[LocalActor, MentionKind]:
    if surface in STATES:
        key, name, kind = STATES[surface]
        cls = ActorClass.ORGANISATION if key.startswith("body:") else ActorClass.STATE
    else:
        cls = ActorClass.ORGANISATION if surface.isupper() else ActorClass.PERSON
        name, kind = surface, MentionKind.NAME
        full = [known for known in actors.values() if known.cls is cls and known.name.endswith(f" {surface}")]
        key = full[0].key if len(full) == 1 else f"{cls}:{surface.casefold()}"
    return actors.setdefault(key, local_actor(article, name, cls, key)), kind


def _statements(article: Article, mentions: list[Mention]) -> tuple[Statement, ...]:
    made: list[Statement] = []
    for mention in mentions:
        if found := _CUE.match(article.text, mention.span.end):
            content = Span(*found.span("content"))
            status = STATUSES[found[1]]
            made.append(
                Statement(
                    id=content_id("statement", article.id, mention.span, content),
                    speakers=(mention.actor,),
                    source=mention.span,
                    cue=Span(*found.span(1)),
                    content=(content,),
                    quote_type=QuoteType.DIRECT if content.of(article.text)[0] in '“"' else QuoteType.INDIRECT,
                    status=status,
                    denies=(made[-1].id,) if status is Status.DENIED and made else (),
                    evidence=EVIDENCE,
                )
            )
    return tuple(made)


def _roles(article: Article, mentions: list[Mention]) -> tuple[Role, ...]:
    roles = []
    for mention in mentions:
        if found := _TITLE.search(article.text, 0, mention.span.start):
            span = Span(*found.span(1))
            roles.append(Role(actor=mention.actor, title=found[1], span=span, pattern="compound", evidence=EVIDENCE))
    return tuple(roles)
