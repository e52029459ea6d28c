"""Optimal one-to-one matching of two lists (Hungarian method by shortest augmenting paths)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]


def best_pairs(weights: Sequence[Sequence[float]]) -> Pairs:
    """The pairs (row, column) with the greatest total weight, each row and column used at most once.

    Weights are not negative; pairs of weight 0 are left out. Of equally good matchings the same one is
    found every time.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        flipped = best_pairs(list(zip(*weights, strict=True)))
        return sorted((row, column) for column, row in flipped)
    row_of = _Matching(weights).solve()
    return sorted((row, column) for column, row in row_of.items() if weights[row][column] > 0)


class _Matching:
    """A matching that grows by one row at a time; prices keep every step optimal."""

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        self.weights = weights
        self.row_price = [0.0] * len(weights)
        self.column_price = [0.0] * len(weights[0])
        self.row_of: dict[int, int] = {}

    def solve(self) -> dict[int, int]:
        """The row matched to each matched column, once every row has a column."""
        for row in range(len(self.weights)):
            self._add(row)
        return self.row_of

    def _add(self, new_row: int) -> None:
        """Find the cheapest chain of changes from `new_row` to a free column, and make them."""
        columns = range(len(self.column_price))
        distance = [inf] * len(columns)
        reached_from: list[int | None] = [None] * len(columns)
        settled: list[int] = []
        open_columns = set(columns)
        row, last = new_row, None
        while True:
            for column in columns:
                if column in open_columns:
                    cost = -self.weights[row][column] - self.row_price[row] - self.column_price[column]
                    if cost < distance[column]:
                        distance[column], reached_from[column] = cost, last
            nearest = min((column for column in columns if column in open_columns), key=distance.__getitem__)
            self._raise_prices(new_row, settled, open_columns, distance, distance[nearest])
            open_columns.discard(nearest)
            settled.append(nearest)
            if nearest not in self.row_of:
                break
            row, last = self.row_of[nearest], nearest
        self._shift(new_row, nearest, reached_from)

    def _raise_prices(
        self, new_row: int, settled: list[int], open_columns: set[int], distance: list[float], step: float
    ) -> None:
        """Move the prices of the rows reached so far by `step`, so that the nearest column costs nothing more."""
        self.row_price[new_row] += step
        for column in settled:
            self.row_price[self.row_of[column]] += step
            self.column_price[column] -= step
        for column in open_columns:
            distance[column] -= step

    def _shift(self, new_row: int, free: int, reached_from: list[int | None]) -> None:
        """Hand each column of the chain that ends at `free` to the row before it."""
        column = free
        while (before := reached_from[column]) is not None:
            self.row_of[column] = self.row_of[before]
            column = before
        self.row_of[column] = new_row
