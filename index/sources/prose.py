"""Lines that were broken to fit a width become paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LIST_ITEM = re.compile(r"\s*(?:[-*•–]\s|\(?\d{1,3}[.)]\s|>|\|)")
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*$""")
_NARROWEST, _WIDEST = 40, 120
"""Text is taken for broken to a width between these; longer lines are paragraphs, shorter ones verse or addresses."""


def tidy(text: str) -> str:
    """`text` on one line with single blanks."""
    return " ".join(text.split())


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as a text, with a blank line between them."""
    return "\n\n".join(paragraphs)


def sentences_kept(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs of a paragraph with line breaks in it: one begins only where a sentence ends before the break."""
    kept = ""
    for line in lines:
        if kept and _ENDS.search(kept):
            yield kept
            kept = ""
        kept = tidy(f"{kept} {line}")
    if kept:
        yield kept


def unwrapped(text: str) -> Iterator[str]:
    """The paragraphs of `text`: at blank lines, and after lines that had room for the next word.

    Only where that word would not have fitted is a line joined to the next: lists and signatures stay as they are.
    """
    lines = text.splitlines()
    width = _width(lines)
    kept = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        kept = f"{kept} {line}"
        words = following.split(maxsplit=1)
        fits = words and len(line.rstrip()) + 1 + len(words[0]) <= width
        if not words or not line.strip() or fits or not width or _LIST_ITEM.match(following):
            if paragraph := tidy(kept):
                yield paragraph
            kept = ""


def _width(lines: list[str]) -> int:
    """The width that the lines were broken to; 0 where they were not."""
    lengths = sorted(len(line.rstrip()) for line in lines if len(line.rstrip()) >= _NARROWEST)
    if not lengths:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if width <= _WIDEST else 0
