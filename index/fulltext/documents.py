"""The articles of an open index by their numbers: ids, dates, outlets, read from columns when first needed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from index.fulltext.analysis import words
from index.fulltext.dates import days
from index.model import ArticleId

FLATTENING = {"title": 0.3, "text": 0.75}
"""BM25's b: how far the length of a title, of a text, counts against it."""


class Documents:
    """The articles that an open index holds; numbers are Whoosh's, over all segments."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.count: int = reader.doc_count()

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in use; those of removed articles are not."""
        return tuple(
            number + offset for segment, offset in self._reader.leaf_readers() for number in segment.all_doc_ids()
        )

    @cached_property
    def ids(self) -> dict[int, ArticleId]:
        """Article ids by number."""
        return dict(self._column("article"))

    @cached_property
    def number_of(self) -> dict[ArticleId, int]:
        """Numbers by article id."""
        return {article: number for number, article in self.ids.items()}

    @cached_property
    def published(self) -> dict[int, str]:
        """First day of the date of publication by number; the empty string where it is not known."""
        spans = {value: days(value) for value in self._numbers_by_date}
        return {
            number: span[0] if (span := spans[value]) else ""
            for value, numbers in self._numbers_by_date.items()
            for number in numbers
        }

    @cached_property
    def _numbers_by_date(self) -> dict[str, list[int]]:
        return _grouped(self._column("published"))

    @cached_property
    def _numbers_by_outlet(self) -> dict[str, list[int]]:
        return _grouped(self._column("outlet"))

    def numbered(self, articles: Iterable[ArticleId]) -> frozenset[int]:
        """The numbers of those articles that the index holds."""
        known = self.number_of
        return frozenset(known[article] for article in articles if article in known)

    def published_in(self, first: str, last: str) -> Iterator[int]:
        """Articles whose date of publication, as far as it is known, overlaps the days `first` to `last`."""
        for value, numbers in self._numbers_by_date.items():
            if (span := days(value)) and span[0] <= last and first <= span[1]:
                yield from numbers

    def of_outlet(self, name: tuple[str, ...]) -> Iterator[int]:
        """Articles of the outlets whose name is, or holds in a row, the words `name`."""
        for outlet, numbers in self._numbers_by_outlet.items():
            forms = tuple(word.form for word in words(outlet))
            if any(forms[place : place + len(name)] == name for place in range(len(forms))):
                yield from numbers

    def length_norms(self, field: str) -> array[float]:
        """By number: how much longer than usual the field is, flattened by BM25's b."""
        if field not in self._norms:
            flat = FLATTENING[field]
            usual = (self._reader.field_length(field) / max(1, self._reader.doc_count_all())) or 1.0
            self._norms[field] = array(
                "d",
                (
                    1
                    - flat
                    + flat * (segment.doc_field_length(number, field) or 0) / usual  # None where there is no word
                    for segment, _ in self._reader.leaf_readers()
                    for number in range(segment.doc_count_all())
                ),
            )
        return self._norms[field]

    @cached_property
    def _norms(self) -> dict[str, array[float]]:
        return {}

    def _column(self, name: str) -> Iterator[tuple[int, str]]:
        for segment, offset in self._reader.leaf_readers():
            if not segment.doc_count_all():
                continue  # the reader of an empty index has no columns
            values = segment.column_reader(name)
            for number in segment.all_doc_ids():
                yield number + offset, str(values[number])


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, value in pairs:
        groups[value].append(number)
    return dict(groups)
