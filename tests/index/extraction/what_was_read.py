"""What the extraction read out of a short text, as plain tuples of printed words that a table of cases can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from index.extraction.pipeline import Extractor
from index.model import Article, DateBasis, Extraction, Mention, MentionKind, Published, Span, Statement

TODAY = "2024-05-16"
"""The day on which the texts of the tests were published: a Thursday."""


class Said(NamedTuple):
    """One statement: names of the speakers, cue, content (runs joined by …) and status."""

    speakers: str
    cue: str | None
    content: str
    status: str


class Read:
    """One text and what was read out of it."""

    def __init__(self, text: str, extraction: Extraction) -> None:
        self.text = text
        self.extraction = extraction
        self._actors = {actor.id: actor for actor in extraction.actors}

    def of(self, span: Span | None) -> str | None:
        """The characters of a span."""
        return span.of(self.text) if span is not None else None

    def key(self, actor: str | None) -> str | None:
        """The key of a local actor."""
        return self._actors[actor].key if actor is not None else None

    @property
    def passages(self) -> list[str]:
        """The sentences."""
        return [p.span.of(self.text) for p in self.extraction.passages]

    @property
    def mentions(self) -> list[tuple[str, str, str]]:
        """Words, key of the actor, kind: in the order of the text."""
        return [(m.span.of(self.text), self._actors[m.actor].key, str(m.kind)) for m in self.extraction.mentions]

    def mention(self, words: str, nth: int = 1) -> Mention:
        """The nth mention with just these words."""
        found = [m for m in self.extraction.mentions if m.span.of(self.text) == words]
        assert len(found) >= nth, f"{words!r} is no mention among {self.mentions}"
        return found[nth - 1]

    def actor_of(self, words: str, nth: int = 1) -> str:
        """The key of the actor whom the nth mention with these words stands for."""
        return self._actors[self.mention(words, nth).actor].key

    def kind_of(self, words: str, nth: int = 1) -> MentionKind:
        """How the nth mention with these words refers."""
        return self.mention(words, nth).kind

    def at(self, words: str, nth: int = 1) -> list[str]:
        """Keys of all actors mentioned at the nth occurrence of these words."""
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        span = Span(start, start + len(words))
        return [self._actors[m.actor].key for m in self.extraction.mentions if m.span == span]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements as they are."""
        return self.extraction.statements

    @property
    def said(self) -> list[Said]:
        """The statements, printed."""
        return [self.printed(statement) for statement in self.extraction.statements]

    def printed(self, statement: Statement) -> Said:
        """One statement, printed."""
        return Said(
            " + ".join(self._actors[s].name for s in statement.speakers),
            self.of(statement.cue),
            " … ".join(span.of(self.text) for span in statement.content),
            str(statement.status),
        )

    def statement(self, cue: str | None) -> Statement:
        """The one statement with this cue."""
        found = [s for s in self.extraction.statements if self.of(s.cue) == cue]
        assert len(found) == 1, f"not one statement with the cue {cue!r} among {self.said}"
        return found[0]

    @property
    def roles(self) -> list[tuple[str, str, str | None, str]]:
        """Key of the person, title, key of the organisation, pattern."""
        return [
            (self._actors[r.actor].key, r.title, self.key(r.organisation), r.pattern) for r in self.extraction.roles
        ]

    @property
    def affiliations(self) -> set[tuple[str, str]]:
        """Keys of member and owner."""
        return {(self._actors[a.member].key, self._actors[a.of].key) for a in self.extraction.affiliations}

    @property
    def times(self) -> list[tuple[str, str]]:
        """Words and value of each date."""
        return [(t.span.of(self.text), t.value) for t in self.extraction.times]

    @property
    def amounts(self) -> list[tuple[str, str | None, str | None]]:
        """Words, value and unit of each amount."""
        return [(a.span.of(self.text), a.value, a.unit) for a in self.extraction.amounts]


class Reader:
    """Reads texts with the real model, each only once in a run of the tests."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        self._known: dict[tuple[str, str | None], Read] = {}

    def __call__(self, text: str, published: str | None = TODAY) -> Read:
        """What is read out of one text."""
        return self.all([text], published)[0]

    def all(self, texts: Iterable[str], published: str | None = TODAY) -> list[Read]:
        """What is read out of each text; those that are new are parsed in one batch."""
        wanted = list(texts)
        new = [text for text in dict.fromkeys(wanted) if (text, published) not in self._known]
        date = Published(value=published, basis=DateBasis.GIVEN) if published is not None else None
        for text, extraction in zip(new, self.extractor.extract((Article.of(t), date) for t in new), strict=True):
            self._known[text, published] = Read(text, extraction)
        return [self._known[text, published] for text in wanted]
