"""How well an extraction agrees with texts annotated by hand: counts, measures, intervals, a report.

Knows records (the extraction format as plain mappings) and nothing of how they were made.
"""

from index.evaluation.evaluate import evaluate
from index.evaluation.gold import read_gold
from index.evaluation.report import Evaluation, Figure, TextScore

__all__ = ["Evaluation", "Figure", "TextScore", "evaluate", "read_gold"]
