"""Compare predictions with gold, text by text, and measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.evaluation import events, mentions, roles, statements, statuses, times
from index.evaluation.bootstrap import intervals
from index.evaluation.pair import Pair
from index.evaluation.report import Evaluation, Figure, TextScore
from index.evaluation.spans import Record
from index.evaluation.tally import Figures, Tally, total

_HEADLINES = (
    "mentions.span_cluster.f1",
    "statements.pair.f1",
    "statements.strict_actor.f1",
    "roles.person_title_org.f1",
)
"""What a text is ranked by, those of them that it has."""


def evaluate(gold: Sequence[Record], predicted: Sequence[Record], *, samples: int = 1000, seed: int = 7) -> Evaluation:
    """Measure how well `predicted` agrees with `gold`; records belong together by their `id`.

    A text without prediction counts as an empty one, a prediction without gold is left out; both are named in
    the result. `samples` resamplings give the intervals, 0 leaves them out; the same `seed` gives the same ones.
    """
    by_id = {record["id"]: record for record in predicted}
    known = {record["id"] for record in gold}
    tallies = [_counted(record, by_id.get(record["id"])) for record in gold]
    whole = total(tallies)
    ranges = intervals(tallies, _figures, samples=samples, seed=seed)
    return Evaluation(
        texts=len(gold),
        missing=tuple(record["id"] for record in gold if record["id"] not in by_id),
        extra=tuple(name for name in by_id if name not in known),
        other_text=tuple(record["id"] for record in gold if _reads_other_text(record, by_id.get(record["id"]))),
        expected=_expected(whole),
        figures={
            name: Figure(value=value, interval=ranges.get(name) if value is not None else None)
            for name, value in _figures(whole).items()
        },
        statuses={(one, other): int(amount) for one, other, amount in statuses.confusion(whole)},
        worst=_ranked(gold, tallies),
    )


def _counted(gold: Record, predicted: Record | None) -> Tally:
    """The counts of one text."""
    pair, tally = Pair.of(gold, predicted), Tally()
    for part in (mentions, statements, roles, events, times):
        part.count(pair, tally)
    return tally


def _figures(tally: Tally) -> Figures:
    """All measures, in the order in which they are shown."""
    figures: Figures = {}
    for part in (mentions, statements, statuses, roles, events, times):
        figures |= part.figures(tally)
    return figures


def _reads_other_text(gold: Record, predicted: Record | None) -> bool:
    """Whether the prediction says it was made from other characters: then its offsets mean nothing."""
    return predicted is not None and predicted.get("text") not in (None, gold["text"])


def _expected(whole: Tally) -> Mapping[str, int]:
    """How many annotations there were to find."""
    names = {"mentions": "mention", "statements": "statement", "roles": "role", "affiliations": "affiliation"}
    names |= {"relations": "event", "times": "times", "amounts": "amounts"}
    return {shown: int(whole[name, "gold"]) for shown, name in names.items()}


def _ranked(gold: Sequence[Record], tallies: Sequence[Tally]) -> tuple[TextScore, ...]:
    """The texts, worst first; those with nothing to measure are left out."""
    scores = []
    for record, tally in zip(gold, tallies, strict=True):
        figures = _figures(tally)
        values = [value for name in _HEADLINES if (value := figures[name]) is not None]
        if values:
            scores.append(
                TextScore(
                    id=record["id"],
                    score=sum(values) / len(values),
                    mentions_missed=_missed(tally, "mention"),
                    mentions_spurious=_spurious(tally, "mention"),
                    statements_missed=_missed(tally, "statement"),
                    statements_spurious=_spurious(tally, "statement"),
                )
            )
    return tuple(sorted(scores, key=lambda score: (score.score, score.id)))


def _missed(tally: Tally, name: str) -> int:
    return int(tally[name, "gold"] - tally[name, "right"])


def _spurious(tally: Tally, name: str) -> int:
    return int(tally[name, "predicted"] - tally[name, "right"])
