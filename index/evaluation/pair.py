"""One text as annotated and as predicted, with the predicted actors translated into annotated ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from index.evaluation.matching import best_pairs
from index.evaluation.spans import Record, listed, trimmed
from index.model import Span

NamedSpans: TypeAlias = dict[Span, set[str]]
"""Trimmed mention spans, each with the actors it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An annotated text beside its prediction."""

    text: str
    gold: Record
    predicted: Record
    actors: Mapping[str, str]
    """Predicted actor id to annotated actor id, one to one."""

    @classmethod
    def of(cls, gold: Record, predicted: Record | None) -> Pair:
        """Pair the two; a text that was not predicted counts as an empty prediction."""
        found = predicted or {}
        actors = _same_actors(
            named_spans(gold["text"], gold.get("mentions")), named_spans(gold["text"], found.get("mentions"))
        )
        return cls(text=gold["text"], gold=gold, predicted=found, actors=actors)

    def expected(self, field: str) -> list[Record]:
        """The annotated records of one kind."""
        return listed(self.gold.get(field))

    def found(self, field: str) -> list[Record]:
        """The predicted records of one kind."""
        return listed(self.predicted.get(field))

    def actor(self, predicted: Any) -> str:
        """The annotated actor that a predicted one is, or a name that no annotated actor has."""
        return self.actors.get(predicted) or f"pred:{predicted}"

    def actor_set(self, predicted: Any) -> frozenset[str]:
        """The same for a field that lists actors."""
        return frozenset(self.actor(actor) for actor in listed(predicted))


def named_spans(text: str, mentions: Iterable[Record] | None) -> NamedSpans:
    """The actors at each trimmed span."""
    named: NamedSpans = {}
    for mention in mentions or ():
        named.setdefault(trimmed(text, mention), set()).add(mention["actor"])
    return named


def is_optional(record: Record) -> bool:
    """Whether finding this annotation is neither rewarded nor punished."""
    return bool(record.get("optional"))


def _same_actors(gold: NamedSpans, predicted: NamedSpans) -> dict[str, str]:
    """Match predicted to annotated actors, one to one, so that they share as many spans as possible."""
    shared = Counter(
        (found, expected) for span, actors in predicted.items() for found in actors for expected in gold.get(span, ())
    )
    rows = sorted({found for found, _ in shared})
    columns = sorted({expected for _, expected in shared})
    pairs = best_pairs([[shared[row, column] for column in columns] for row in rows])
    return {rows[row]: columns[column] for row, column in pairs}
