"""Mentions: spans found, spans with the right actor, clusters (B-cubed), recall by kind."""

from __future__ import annotations

from collections import defaultdict

from index.evaluation.pair import NamedSpans, Pair, is_optional, named_spans
from index.evaluation.spans import trimmed
from index.evaluation.tally import Figures, Tally, f1, ratio
from index.model import Span

_KIND = "mention kind"


def count(pair: Pair, tally: Tally) -> None:
    """Count the mentions of one text."""
    mentions = pair.expected("mentions")
    required = named_spans(pair.text, [mention for mention in mentions if not is_optional(mention)])
    optional = named_spans(pair.text, [mention for mention in mentions if is_optional(mention)])
    found = {
        span: actors
        for span, actors in named_spans(pair.text, pair.found("mentions")).items()
        if span in required or span not in optional
    }
    tally.add_found("mention", right=len(found.keys() & required.keys()), predicted=len(found), gold=len(required))
    _count_actors(pair, required, found, tally)
    _count_clusters(required, found, tally)
    kinds = {trimmed(pair.text, mention): str(mention.get("kind", "?")) for mention in mentions}
    for span in required:
        tally.add(_KIND, kinds[span], "gold")
        tally.add(_KIND, kinds[span], "right", amount=span in found)


def figures(tally: Tally) -> Figures:
    """The measures of mentions."""
    precision = ratio(tally["b3", "precision"], tally["b3", "predicted"])
    recall = ratio(tally["b3", "recall"], tally["b3", "gold"])
    nothing = precision is None and recall is None
    kinds = sorted({key[1] for key in tally if key[0] == _KIND})
    return {
        **tally.found("mention", "mentions.span"),
        **tally.found("mention with actor", "mentions.span_cluster"),
        "mentions.b3.p": None if nothing else precision or 0.0,
        "mentions.b3.r": None if nothing else recall or 0.0,
        "mentions.b3.f1": None if nothing else f1(precision or 0.0, recall or 0.0),
        **{
            f"mentions.recall_by_kind.{kind}": ratio(tally[_KIND, kind, "right"], tally[_KIND, kind, "gold"])
            for kind in kinds
        },
    }


def _count_actors(pair: Pair, required: NamedSpans, found: NamedSpans, tally: Tally) -> None:
    """Count spans together with the actor they stand for."""
    expected = {(span, actor) for span, actors in required.items() for actor in actors}
    predicted = {(span, pair.actor(actor)) for span, actors in found.items() for actor in actors}
    tally.add_found("mention with actor", right=len(expected & predicted), predicted=len(predicted), gold=len(expected))


def _count_clusters(required: NamedSpans, found: NamedSpans, tally: Tally) -> None:
    """Count, for each span, how much of its cluster is shared by both sides (B-cubed)."""
    gold, predicted = _clusters(required), _clusters(found)
    tally.add("b3", "predicted", amount=len(predicted))
    tally.add("b3", "gold", amount=len(gold))
    for span in predicted.keys() & gold.keys():
        shared = len(predicted[span] & gold[span])
        tally.add("b3", "precision", amount=shared / len(predicted[span]))
        tally.add("b3", "recall", amount=shared / len(gold[span]))


def _clusters(named: NamedSpans) -> dict[Span, set[Span]]:
    """For each span, all spans of its actor; of a span with several actors the first by id counts."""
    spans_of: defaultdict[str, set[Span]] = defaultdict(set)
    for span, actors in named.items():
        spans_of[min(actors)].add(span)
    return {span: spans_of[min(actors)] for span, actors in named.items()}
