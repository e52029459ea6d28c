"""Statements: is the content found, the whole of it, and with the right source? Status is counted elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from index.evaluation.matching import Pairs, best_pairs
from index.evaluation.pair import Pair, is_optional
from index.evaluation.spans import Record, Words, content_words, jaccard, listed, overlap, trimmed
from index.evaluation.statuses import count_statuses
from index.evaluation.tally import Figures, Tally

SAME_CONTENT = 0.5
"""The least share of words in common for two statements to be one."""

Test: TypeAlias = Callable[[int, int], bool]


def count(pair: Pair, tally: Tally) -> None:
    """Count the statements of one text."""
    board = _Board.of(pair)
    board.count("statement exact", board.exact, tally)
    board.count(
        "statement strict", lambda row, column: board.exact(row, column) and board.same_source(row, column), tally
    )
    board.count(
        "statement strict actor",
        lambda row, column: board.exact(row, column) and board.same_speakers(row, column),
        tally,
    )
    board.count_words(tally)
    pairs = board.count("statement", board.alike, tally)
    count_statuses(board.gold, board.found, pairs, tally)
    if not board.gold:
        tally.add_checked("no statement", right=not board.found)


def figures(tally: Tally) -> Figures:
    """The measures of statements."""
    return {
        **tally.found("statement exact", "statements.content_exact"),
        **tally.found("statement words", "statements.content_token"),
        **tally.found("statement", "statements.pair"),
        **tally.found("statement strict", "statements.strict"),
        **tally.found("statement strict actor", "statements.strict_actor"),
        "statements.negatives_clean": tally.checked("no statement"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """All annotated statements (rows) against all predicted ones (columns)."""

    text: str
    gold: list[Record]
    found: list[Record]
    readings: list[list[Words]]
    """Of each annotated statement, the words of every reading of its content that is right."""
    contents: list[Words]
    speakers: list[frozenset[str]]
    found_speakers: list[frozenset[str]]
    likeness: list[list[float]]
    """Shared by all words of content, for the best reading."""

    @classmethod
    def of(cls, pair: Pair) -> _Board:
        """Compare every annotated with every predicted statement."""
        gold, found = pair.expected("statements"), pair.found("statements")
        readings = [[content_words(pair.text, reading) for reading in _readings(one)] for one in gold]
        contents = [content_words(pair.text, one.get("content")) for one in found]
        return cls(
            text=pair.text,
            gold=gold,
            found=found,
            readings=readings,
            contents=contents,
            speakers=[frozenset(listed(one.get("source_actors"))) for one in gold],
            found_speakers=[pair.actor_set(one.get("source_actors")) for one in found],
            likeness=[
                [max(jaccard(reading, content) for reading in of_one) for content in contents] for of_one in readings
            ],
        )

    def exact(self, row: int, column: int) -> bool:
        """Whether the content is word for word one of the right readings."""
        return bool(self.contents[column]) and self.contents[column] in self.readings[row]

    def alike(self, row: int, column: int) -> bool:
        """Whether half of the content and the source agree."""
        return self.likeness[row][column] >= SAME_CONTENT and self.shares_source(row, column)

    def same_speakers(self, row: int, column: int) -> bool:
        """Whether both name the same actors as source."""
        return self.speakers[row] == self.found_speakers[column]

    def same_source(self, row: int, column: int) -> bool:
        """Whether the trimmed source spans are equal, or both are absent."""
        gold, found = self.gold[row].get("source"), self.found[column].get("source")
        if not gold or not found:
            return not gold and not found
        return trimmed(self.text, gold) == trimmed(self.text, found)

    def shares_source(self, row: int, column: int) -> bool:
        """Whether the sources overlap, share an actor, or are unknown on both sides."""
        gold, found = self.gold[row].get("source"), self.found[column].get("source")
        if overlap(gold, found) or self.speakers[row] & self.found_speakers[column]:
            return True
        return not (gold or found or self.speakers[row] or self.found_speakers[column])

    def match(self, test: Test) -> Pairs:
        """The best pairs among those that pass `test`."""
        columns = range(len(self.found))
        return best_pairs(
            [
                [self._preference(row, column) if test(row, column) else 0.0 for column in columns]
                for row in range(len(self.gold))
            ]
        )

    def count(self, name: str, test: Test, tally: Tally) -> Pairs:
        """Count the pairs that pass `test`, and return them all."""
        pairs = self.match(test)
        optional = sum(is_optional(self.gold[row]) for row, _ in pairs)
        tally.add_found(
            name,
            right=len(pairs) - optional,
            predicted=len(self.found) - optional,
            gold=sum(not is_optional(one) for one in self.gold),
        )
        return pairs

    def count_words(self, tally: Tally) -> None:
        """Count words of content, whoever says them."""
        pairs = self.match(lambda row, column: self.likeness[row][column] > 0)
        column_of = dict(pairs)
        forgiven = {column for row, column in pairs if is_optional(self.gold[row])}
        right = expected = 0
        for row, readings in enumerate(self.readings):
            if is_optional(self.gold[row]):
                continue
            content = self.contents[column_of[row]] if row in column_of else frozenset()
            reading = max(readings, key=lambda words: jaccard(words, content))
            expected += len(reading)
            right += len(reading & content)
        predicted = sum(len(words) for column, words in enumerate(self.contents) if column not in forgiven)
        tally.add_found("statement words", right=right, predicted=predicted, gold=expected)

    def _preference(self, row: int, column: int) -> float:
        """Which of several possible pairs is meant: content first, then source, cue, required, status."""
        gold, found = self.gold[row], self.found[column]
        return (
            self.likeness[row][column]
            + 0.1 * self.shares_source(row, column)
            + 0.01 * (not is_optional(gold))
            + 0.02 * overlap(gold.get("cue"), found.get("cue"))
            + 0.001 * (gold.get("status") == found.get("status"))
        )


def _readings(statement: Record) -> list[list[Record]]:
    """Every right reading of a content: the annotated one, then those as good."""
    others = statement.get("content_alt") or []
    if others and not isinstance(others[0], list):
        others = [others]
    return [statement.get("content") or [], *others]
