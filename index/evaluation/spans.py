"""What counts as the same stretch of text: trimmed spans, words of a content, overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from index.model import Span

Record: TypeAlias = Mapping[str, Any]
"""One text, or one annotation of it, in the extraction format."""
Words: TypeAlias = frozenset[int]
"""Words named by the offsets at which they start."""

_OUTER = frozenset(' \t\r\n.,;:!?"“”‘()[]—–-')
_ABBREVIATION = re.compile(r"\b\w\.\w\.$")
_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|some|several)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"\w+(?:[.,'’/-]\w+)*")
_EMPTY_OPENERS = frozenset({"that", "to"})


def trimmed(text: str, span: Record) -> Span:
    """The span without outer punctuation, a leading determiner or a trailing possessive.

    The full stop of "U.S." belongs to it. A determiner that stands alone stays.
    """
    start, end = span["start"], span["end"]
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER and not _ABBREVIATION.search(text[start:end]):
        end -= 1
    determiner = _DETERMINER.match(text[start:end])
    if determiner and start + determiner.end() < end:
        start += determiner.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive and possessive.start() > 0:
        end = start + possessive.start()
    return Span(start, end)


def content_words(text: str, spans: Iterable[Record] | None) -> Words:
    """The words of a statement's content; punctuation and an opening "that" or "to" do not count."""
    words = sorted(
        (word.start(), word.group().lower())
        for span in spans or ()
        for word in _WORD.finditer(text, span["start"], span["end"])
    )
    if len(words) > 1 and words[0][1] in _EMPTY_OPENERS:
        words = words[1:]
    return frozenset(start for start, _ in words)


def overlap(one: Record | None, other: Record | None) -> bool:
    """Whether both spans are given and share a code point."""
    return one is not None and other is not None and shared_length(one, other) > 0


def shared_length(one: Record, other: Record) -> int:
    """How many code points two spans share."""
    return int(max(0, min(one["end"], other["end"]) - max(one["start"], other["start"])))


def jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Shared members by all members; 0 when both are empty."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0


def listed(value: Any) -> list[Any]:
    """A field that may hold one value, a list of values or nothing, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
