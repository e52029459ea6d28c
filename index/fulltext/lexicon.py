"""The words that the index holds: expanding prefixes and patterns, and what may have been meant.

Whoosh expands before it looks at any limit, so we do it ourselves, with one, and say when it was reached.
"""

from __future__ import annotations

import fnmatch
import heapq
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

MOST_SCANNED = 50_000
"""Words of the index looked at for one pattern: about 50 ms."""
MOST_EXPANDED = 256
MOST_POSTINGS = 400_000
"""Postings read for one pattern: about half a second."""


class Lexicon:
    """The words of some fields of an open index."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def expand(self, shape: str, fields: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
        """The words of the shape `beginning*` or `be*ing`, and a remark where not all could be taken.

        Where there are too many, those in most articles are kept.
        """
        beginning, _, rest = shape.partition("*")
        fits = re.compile(fnmatch.translate(shape)).match if rest else None
        scanned = list(islice(self._beginning_with(beginning, fields), MOST_SCANNED + 1))
        found = {form for form in scanned[:MOST_SCANNED] if fits is None or fits(form)}
        ranked = ((self.articles_with(form, fields), form) for form in found)
        kept: list[str] = []
        budget = MOST_POSTINGS
        for articles, form in heapq.nlargest(MOST_EXPANDED, ranked):
            if kept and articles > budget:
                break
            kept.append(form)
            budget -= articles
        if len(kept) == len(found) and len(scanned) <= MOST_SCANNED:
            return tuple(sorted(kept)), None
        matching = f"{len(found):,}" if len(scanned) <= MOST_SCANNED else f"more than {len(found):,}"
        return tuple(sorted(kept)), f"{shape} matches {matching} words; the {len(kept)} most frequent were searched."

    def articles_with(self, form: str, fields: Iterable[str]) -> int:
        """In how many articles a form stands, at most."""
        return sum(self._reader.doc_frequency(field, form) for field in fields)

    def near(self, form: str, fields: tuple[str, ...], limit: int) -> tuple[str, ...]:
        """Words spelled almost like `form`, the nearest and most frequent first."""
        allowed = 1 if len(form) < 5 else 2
        beginnings = {form[:1], form[1:2]} - {""}
        candidates = {
            other
            for beginning in sorted(beginnings)
            for other in islice(self._beginning_with(beginning, fields), MOST_SCANNED)
            if abs(len(other) - len(form)) <= allowed and other != form
        }
        distances = process.extract(
            form, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=None
        )
        ranked = sorted((distance, -self.articles_with(other, fields), other) for other, distance, _ in distances)
        return tuple(other for _, _, other in ranked[:limit])

    def _beginning_with(self, beginning: str, fields: tuple[str, ...]) -> Iterator[str]:
        """Forms in lower case; those in capitals have them as their doubles."""
        for field in fields:
            for form in self._reader.expand_prefix(field, beginning):
                text: str = form.decode("utf-8")
                if not text.isupper():
                    yield text
