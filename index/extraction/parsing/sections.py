"""Very long texts are read in sections, so that time grows with length and not with its square.

Stages compare what stands in one Reading with itself. A news article is one section; a book, a transcript of hours
or a page of megabytes is several, each read alone. Actors keep their keys, so those of all sections meet again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from index.model import Extraction, Span, content_id

LONGEST_SECTION = 30_000
"""Code points. Of 10,600 articles and speeches 150 are longer."""

_BREAKS = (re.compile(r"\n\s*"), re.compile(r"[.!?][”\"']?\s+"), re.compile(r"\s+"))
"""Where a section may end, best first: paragraph, sentence, word."""

One = TypeVar("One")


def sections(text: str) -> Iterator[Span]:
    """The whole text if it is not too long, else runs of whole paragraphs as far as that goes."""
    start = 0
    while len(text) - start > LONGEST_SECTION:
        end = _end(text, start)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _end(text: str, start: int) -> int:
    """The last good place to break in the second half of a section."""
    middle, last = start + LONGEST_SECTION // 2, start + LONGEST_SECTION
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, middle, last)]
        if ends:
            return ends[-1]
    return last


def joined(parts: Iterable[tuple[Span, Extraction]]) -> Extraction:
    """One extraction of an article from those of its sections."""
    placed = [_placed(extraction, section.start) for section, extraction in parts]
    first = placed[0]
    if len(placed) == 1:
        return first
    actors = _all(part.actors for part in placed)
    known: dict[str, int] = {}
    passages = [passage for part in placed for passage in part.passages]
    return replace(
        first,
        passages=tuple(replace(passage, number=number) for number, passage in enumerate(passages)),
        actors=tuple(actor for n, actor in enumerate(actors) if known.setdefault(actor.id, n) == n),
        mentions=_all(part.mentions for part in placed),
        statements=_all(part.statements for part in placed),
        roles=_all(part.roles for part in placed),
        affiliations=tuple(dict.fromkeys(_all(part.affiliations for part in placed))),
        events=_all(part.events for part in placed),
        times=_all(part.times for part in placed),
        amounts=_all(part.amounts for part in placed),
    )


def _all(parts: Iterable[tuple[One, ...]]) -> tuple[One, ...]:
    return tuple(one for part in parts for one in part)


def _placed(extraction: Extraction, offset: int) -> Extraction:
    """With spans where the section stands in the article, and ids that no other section has."""
    if offset == 0:
        return extraction
    before = [*(statement.id for statement in extraction.statements), *(event.id for event in extraction.events)]
    ids = {one: content_id("section", offset, one) for one in before}
    moved: Extraction = _moved(extraction, offset)
    return replace(
        moved,
        statements=tuple(
            replace(
                statement,
                id=ids[statement.id],
                parent=ids[statement.parent] if statement.parent is not None else None,
                denies=tuple(ids[denied] for denied in statement.denies),
            )
            for statement in moved.statements
        ),
        events=tuple(replace(event, id=ids[event.id]) for event in moved.events),
    )


def _moved(value: Any, offset: int) -> Any:
    """The value with every span in it moved."""
    if isinstance(value, Span):
        return Span(value.start + offset, value.end + offset)
    if isinstance(value, tuple):
        return tuple(_moved(part, offset) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _moved(getattr(value, field.name), offset) for field in fields(value)})
    return value
