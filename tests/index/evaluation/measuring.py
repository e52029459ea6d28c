"""Measure one pair of texts without intervals."""

from __future__ import annotations

from annotating import Annotated

from index.evaluation import evaluate


def figures(gold: Annotated, predicted: Annotated) -> dict[str, float | None]:
    evaluation = evaluate([gold.record], [predicted.record], samples=0)
    return {name: figure.value for name, figure in evaluation.figures.items()}


def found(gold: Annotated, predicted: Annotated, name: str) -> tuple[float | None, float | None]:
    """Precision and recall of one measure."""
    measured = figures(gold, predicted)
    return measured[f"{name}.p"], measured[f"{name}.r"]
