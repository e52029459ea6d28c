"""Two articles side by side: which passages speak of the same, and which actors only one of them names.

Passages are paired one to one, in any order, by the actors and words they share; what is rare in the two
articles weighs more. A passage without a partner is silence, never a contradiction.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from dossier.profile import citation_row, ref_row
from index.answers import ActorRef, OpenedArticle, StatementLine
from index.model import ActorId, ArticleId, Passage

if TYPE_CHECKING:
    from index.library import Library

LEAST_LIKENESS = 0.11
"""Below this, what two passages share says only that both articles are about the same affair."""
_ACTOR_WEIGHT = 2.0
"""How much more a shared actor tells than a shared word that is as rare."""
_BOTH_REPORT = 1.2
"""Two passages that report what somebody says belong together sooner."""
_HEADING = 0.8
"""A heading repeats what its article says below, and should leave the partner to it."""
_WORD = re.compile(r"\w{4,}|\d+")
_SAME_STEM = 5
"""Words that begin with the same letters count as one: supplied, supplying."""
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s*$")


Feature: TypeAlias = tuple[str, str]
"""Kind (actor or word) and what it is."""


class PairKind(StrEnum):
    """On which sides a pair has a passage."""

    BOTH = "both"
    ONLY_LEFT = "only left"
    ONLY_RIGHT = "only right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage with what was read out of it."""

    passage: Passage
    text: str
    actors: tuple[ActorRef, ...]
    """In the order in which the passage mentions them."""
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two passages that speak of the same, or one without a partner."""

    kind: PairKind
    left: Side | None
    right: Side | None
    shared: tuple[ActorRef, ...]
    """Actors that both sides mention, the most telling first."""
    likeness: float
    """0 without a partner, up to 1 for the same actors and words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two articles with their passages paired; in the reading order of the left one."""

    left: OpenedArticle
    right: OpenedArticle
    pairs: tuple[Pair, ...]
    shared_actors: tuple[ActorRef, ...]
    only_left_actors: tuple[ActorRef, ...]
    only_right_actors: tuple[ActorRef, ...]


def compare(library: Library, left: ArticleId, right: ArticleId) -> Comparison:
    """The two articles side by side."""
    return align(library.open_article(left), library.open_article(right))


def align(left: OpenedArticle, right: OpenedArticle) -> Comparison:
    """Pair the passages of two opened articles."""
    left_actors, right_actors = _specific_actors(left), _specific_actors(right)
    return Comparison(
        left=left,
        right=right,
        pairs=_pairs(_sides(left), _sides(right)),
        shared_actors=tuple(actor for id, actor in left_actors.items() if id in right_actors),
        only_left_actors=tuple(actor for id, actor in left_actors.items() if id not in right_actors),
        only_right_actors=tuple(actor for id, actor in right_actors.items() if id not in left_actors),
    )


def to_json(comparison: Comparison) -> dict[str, object]:
    """The comparison in its stable form for programs."""
    return {
        "schema": 1,
        "left": citation_row(comparison.left.citation),
        "right": citation_row(comparison.right.citation),
        "shared_actors": [ref_row(actor) for actor in comparison.shared_actors],
        "only_left_actors": [ref_row(actor) for actor in comparison.only_left_actors],
        "only_right_actors": [ref_row(actor) for actor in comparison.only_right_actors],
        "pairs": [
            {
                "kind": pair.kind.value,
                "likeness": round(pair.likeness, 3),
                "shared": [ref_row(actor) for actor in pair.shared],
                "left": _side_row(pair.left),
                "right": _side_row(pair.right),
            }
            for pair in comparison.pairs
        ],
    }


def _side_row(side: Side | None) -> dict[str, object] | None:
    if side is None:
        return None
    span = side.passage.span
    return {
        "passage": side.passage.id,
        "start": span.start,
        "end": span.end,
        "text": side.text,
        "actors": [ref_row(actor) for actor in side.actors],
        "statements": [{"id": line.id, "status": line.status.value} for line in side.statements],
    }


def _specific_actors(opened: OpenedArticle) -> dict[ActorId, ActorRef]:
    """The actors that can tell articles apart, the most mentioned first."""
    of_local = {local.id: ref for local, ref in opened.actors if local.salient}
    counts = Counter(of_local[m.actor].id for m in opened.mentions if m.actor in of_local)
    refs = {ref.id: ref for ref in of_local.values()}
    return {id: refs[id] for id in sorted(refs, key=lambda id: (-counts[id], refs[id].name, id))}


def _sides(opened: OpenedArticle) -> list[Side]:
    """Every passage with its actors and statements."""
    of_local = {local.id: ref for local, ref in opened.actors if local.salient}
    starts = [passage.span.start for passage in opened.passages]
    actors: list[dict[ActorId, ActorRef]] = [{} for _ in opened.passages]
    for mention in sorted(opened.mentions, key=lambda mention: mention.span):
        number = bisect_right(starts, mention.span.start) - 1
        if number >= 0 and mention.actor in of_local:
            actor = of_local[mention.actor]
            actors[number].setdefault(actor.id, actor)
    return [
        Side(
            passage=passage,
            text=passage.span.of(opened.text),
            actors=tuple(named.values()),
            statements=tuple(line for line in opened.statements if line.passage.id == passage.id),
        )
        for passage, named in zip(opened.passages, actors, strict=True)
    ]


def _pairs(left: Sequence[Side], right: Sequence[Side]) -> tuple[Pair, ...]:
    """The best pairs first, each passage once; the rest alone, where a reader would look for it."""
    weights = _weights([*left, *right])
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, i, j in _candidates(left, right, weights):
        if i not in partner and j not in taken:
            partner[i] = (j, likeness)
            taken.add(j)
    waiting = [j for j in range(len(right)) if j not in taken]
    pairs: list[Pair] = []
    for i, side in enumerate(left):
        if i not in partner:
            pairs.append(Pair(kind=PairKind.ONLY_LEFT, left=side, right=None, shared=(), likeness=0.0))
            continue
        j, likeness = partner[i]
        while waiting and waiting[0] < j:
            pairs.append(_only_right(right[waiting.pop(0)]))
        shared = _shared(side, right[j], weights)
        pairs.append(Pair(kind=PairKind.BOTH, left=side, right=right[j], shared=shared, likeness=likeness))
    pairs.extend(_only_right(right[j]) for j in waiting)
    return tuple(pairs)


def _only_right(side: Side) -> Pair:
    return Pair(kind=PairKind.ONLY_RIGHT, left=None, right=side, shared=(), likeness=0.0)


def _features(side: Side) -> dict[Feature, float]:
    """What a passage is about, each feature with its kind's weight."""
    words = {("word", word.casefold()[:_SAME_STEM]): 1.0 for word in _WORD.findall(side.text)}
    return words | {("actor", actor.id): _ACTOR_WEIGHT for actor in side.actors}


def _weights(sides: Iterable[Side]) -> Mapping[Feature, float]:
    """Each feature's weight: its kind's, times how rare it is among all the passages."""
    described = [_features(side) for side in sides]
    kinds = {feature: weight for features in described for feature, weight in features.items()}
    seen = Counter(feature for features in described for feature in features)
    return {feature: kinds[feature] * math.log((len(described) + 1) / seen[feature]) for feature in kinds}


def _candidates(
    left: Sequence[Side], right: Sequence[Side], weights: Mapping[Feature, float]
) -> list[tuple[float, int, int]]:
    """Pairs of passages that share an actor and are alike enough, the most alike first; ties in reading order."""
    ours, theirs = ([_Described.of(side, weights) for side in sides] for sides in (left, right))
    likenesses = ((one.likeness(other, weights), i, j) for i, one in enumerate(ours) for j, other in enumerate(theirs))
    found = [candidate for candidate in likenesses if candidate[0] >= LEAST_LIKENESS]
    return sorted(found, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """A passage as a set of weighted features."""

    features: frozenset[Feature]
    length: float
    reports: bool
    heading: bool

    @staticmethod
    def of(side: Side, weights: Mapping[Feature, float]) -> _Described:
        features = frozenset(_features(side))
        return _Described(
            features=features,
            length=math.hypot(*(weights[feature] for feature in features)),
            reports=bool(side.statements),
            heading=_SENTENCE_END.search(side.text) is None,
        )

    def likeness(self, other: _Described, weights: Mapping[Feature, float]) -> float:
        """The cosine of the two, 0 unless they share two actors, or one actor and a word."""
        common = self.features & other.features
        actors = sum(kind == "actor" for kind, _ in common)
        if not actors or len(common) < 2:
            return 0.0
        cosine = math.fsum(weights[feature] ** 2 for feature in common) / (self.length * other.length)
        cosine *= _BOTH_REPORT if self.reports and other.reports else 1
        cosine *= _HEADING if self.heading != other.heading else 1
        return min(cosine, 1.0)


def _shared(left: Side, right: Side, weights: Mapping[Feature, float]) -> tuple[ActorRef, ...]:
    theirs = {actor.id for actor in right.actors}
    both = [actor for actor in left.actors if actor.id in theirs]
    return tuple(sorted(both, key=lambda actor: (-weights["actor", actor.id], actor.name)))
