"""What of a text a query means, to the character. Works on the text alone, by the rules that index it."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from index.fulltext.analysis import Word, beginning, stem, words
from index.fulltext.engine import query
from index.fulltext.query import Query
from index.fulltext.tree import ANYWHERE, shown_leaves
from index.model import Span


def highlight(query: Query, text: str, *, field: Literal["text", "title"] = "text") -> tuple[Span, ...]:
    """The spans of `text` that the query asks for, in order and apart from each other.

    Phrases are marked whole, words in any inflection, other names of an actor where they stand; what stands under
    a NOT is not. `field` says whether `text` is a title or a passage, for `title:` and `text:`.
    """
    return _marker(query, field).spans(text)


def count_passages(query: Query, passages: Iterable[str], *, most: int) -> int | None:
    """How many of the passages have a highlight; None where there are more than `most` to look at."""
    marker = _marker(query, "text")
    found = 0
    for number, passage in enumerate(passages):
        if number == most:
            return None
        found += bool(marker.spans(passage))
    return found


class _Marker:
    """The leaves of a query, ready to be found in many texts."""

    def __init__(self, leaves: Iterable[Any]) -> None:
        self.stems: set[str] = set()
        self.rows: dict[str, set[tuple[str, ...]]] = {}
        shapes: list[str] = []
        beginnings: set[str] = set()
        for leaf in leaves:
            if isinstance(leaf, query.Term):
                self.stems.add(stem(leaf.text))
                beginnings.add(beginning(stem(leaf.text)))
            elif isinstance(leaf, query.Phrase):
                self.rows.setdefault(leaf.words[0], set()).add(tuple(leaf.words))
                beginnings.add(leaf.words[0][:4])
            else:
                shape = leaf.text if isinstance(leaf, query.Wildcard) else f"{leaf.text}*"
                shapes.append(fnmatch.translate(shape))
                beginnings.add(shape.partition("*")[0][:4])
        self.fits = re.compile("|".join(shapes)).match if shapes else None
        self.may_hold = re.compile("|".join(map(_as_printed, sorted(beginnings))), re.IGNORECASE).search

    def spans(self, text: str) -> tuple[Span, ...]:
        """What of `text` the leaves mean."""
        if not (self.stems or self.rows or self.fits) or (text.isascii() and not self.may_hold(text)):
            return ()  # most passages: a fifth of the time that reading them as words takes
        read = words(text)
        found: list[Span] = []
        for place, word in enumerate(read):
            if any(map(self._meant, word.forms)):
                found.append(Span(word.start, word.end))
            if word.joined and (self._meant(word.joined) or (word.joined,) in self.rows.get(word.joined, ())):
                found.append(Span(word.start, read[place + word.joined_words - 1].end))
            for form in word.forms:
                for row in self.rows.get(form, ()):
                    if _stands_at(row, read, place):
                        found.append(Span(word.start, read[place + len(row) - 1].end))
        return _apart(found)

    def _meant(self, form: str) -> bool:
        return stem(form) in self.stems or (self.fits is not None and self.fits(form) is not None)


@lru_cache(maxsize=64)
def _marker(query: Query, field: str) -> _Marker:
    return _Marker(leaf for leaf in shown_leaves(query.tree) if leaf.fieldname in (ANYWHERE, field))


def _as_printed(letters: str) -> str:
    """An expression for where a form beginning with `letters` may stand: "us" in "U.S.", "f1" in "F-16"."""
    return "(?<![^\\W_])" + "[-.,]?".join("['`]" if letter == "'" else re.escape(letter) for letter in letters)


def _stands_at(row: tuple[str, ...], read: tuple[Word, ...], place: int) -> bool:
    return place + len(row) <= len(read) and all(form in read[place + shift].forms for shift, form in enumerate(row))


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
