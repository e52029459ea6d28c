from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.matching import best_pairs

_WEIGHTS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=5)
)


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ([], []),
        ([[], []], []),
        ([[0, 0], [0, 0]], []),
        ([[3]], [(0, 0)]),
        ([[5, 4], [4, 0]], [(0, 1), (1, 0)]),
        ([[1], [2], [1]], [(1, 0)]),
        ([[0, 7, 0]], [(0, 1)]),
        ([[0, 0, 2], [0, 2, 4], [0, 2, 3]], [(1, 2), (2, 1)]),
        ([[0, 2, 4], [2, 1, 4], [3, 3, 4]], [(0, 2), (1, 0), (2, 1)]),
    ],
)
def test_the_pairs_of_the_greatest_total_weight_are_found(
    weights: list[list[float]], pairs: list[tuple[int, int]]
) -> None:
    assert best_pairs(weights) == pairs


@given(_WEIGHTS)
def test_no_other_matching_weighs_more(weights: list[list[int]]) -> None:
    pairs = best_pairs(weights)
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    assert len(set(rows)) == len(rows)
    assert len(set(columns)) == len(columns)
    assert sum(weights[row][column] for row, column in pairs) == _greatest(weights)


def _greatest(weights: list[list[int]]) -> int:
    """By trying every way; a square of zeros around the weights lets rows and columns stay alone."""
    side = max(len(weights), len(weights[0]))
    square = [[*row, *[0] * (side - len(row))] for row in weights] + [[0] * side] * (side - len(weights))
    return max(sum(square[row][column] for row, column in enumerate(order)) for order in permutations(range(side)))
