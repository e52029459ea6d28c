"""How sure an event of the text is, on a scale from +3 (it happened) to -3 (it did not): what our reading says of it.

Nothing is trained. Each target word is judged as the stage of events would judge it as a trigger: by its governing
words, by what stands beside it and by the statement in which it stands; FactBank's degrees are the scale's own steps.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction_rows import Record, Row, by_id, percent, percents, records, resampled
from spacy.language import Language

from index.extraction.events.circumstances import Circumstances
from index.extraction.lexicons.signatures import Degree
from index.extraction.parsing.language import parse
from index.extraction.pipeline import stages
from index.extraction.reading import Reading
from index.model import Article

_SCALE = {Degree.CERTAIN: 3.0, Degree.PROBABLE: 2.0, Degree.POSSIBLE: 1.0, Degree.UNKNOWN: 0.0}
"""FactBank's degrees on the scale."""


def factuality(data: Path, nlp: Language) -> Iterator[Row]:
    """Macro F1 over fact, uncertain, counterfact, and mean error, on the UW development set."""
    gold = records(data / "research/factuality/uw_dev.jsonl")
    predicted = by_id(_judged(gold, nlp))
    stats = importlib.import_module("score_factuality").stats

    def measured(drawn: Sequence[Record]) -> dict[str, float]:
        pairs = [
            (target["label"], answer["label"])
            for record in drawn
            for target, answer in zip(record["targets"], predicted[record["id"]]["targets"], strict=True)
        ]
        scores = stats([label for label, _ in pairs], [answer for _, answer in pairs])
        return {"macro_f1": scores["macro_f1"], "mae": scores["mae"]}

    scores, intervals = measured(gold), resampled(gold, measured, samples=200)
    yield Row(
        of="UW dev factuality",
        measure="macro F1 (all taken as fact: 29.8)",
        value=percent(scores["macro_f1"]),
        interval=percents(intervals["macro_f1"]),
        first="29.8",
        reach="45",
    )
    yield Row(
        of="UW dev factuality",
        measure="mean absolute error (all as fact: 0.768)",
        value=scores["mae"],
        interval=intervals["mae"],
        first="0.768",
        reach="0.60",
        digits=3,
    )


def _judged(gold: Sequence[Record], nlp: Language) -> Iterator[Record]:
    in_order = stages(nlp)
    articles = [Article.of(record["text"]) for record in gold]
    for record, article, (doc, paragraphs) in zip(gold, articles, parse(nlp, articles), strict=True):
        reading = Reading(article=article, published=None, doc=doc, paragraphs=paragraphs)
        for _, stage in in_order:
            stage(reading)
        circumstances = Circumstances(reading)
        yield {
            "id": record["id"],
            "targets": [{**target, "label": _label(reading, circumstances, target)} for target in record["targets"]],
        }


def _label(reading: Reading, circumstances: Circumstances, target: Record) -> float:
    run = reading.doc.char_span(target["start"], target["end"], alignment_mode="expand")
    if run is None:
        return _SCALE[Degree.CERTAIN]
    sure = circumstances.certainty(run.root, circumstances.attribution(run.root))
    return _SCALE[sure.degree] if sure.happened else -_SCALE[sure.degree]
