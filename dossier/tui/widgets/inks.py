"""How text is wrapped and coloured in the line-drawn widgets: spans of code points and names of inks.

An ink is a component class of the screen (`ink--hit`), so all colours stay in the stylesheet. Nothing here
parses markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

INKS = frozenset(
    f"ink--{name}"
    for name in ("strong", "muted", "accent", "hit", "hit-now", "sentence", "content", "actor", "cue", "error", "good")
)
"""Component classes that screens declare and the stylesheet colours."""

_WORD = re.compile(r"\S+")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of `text` begin and end when it is wrapped at `width` cells; no character is left out
    but white space at line ends and newlines."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        lines.extend(_wrap_paragraph(text, start, end, max(width, 2)))
        start = end + 1
    return lines


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    cells: Callable[[int, int], int] = (
        (lambda a, b: b - a) if text[start:end].isascii() else (lambda a, b: cell_len(text[a:b]))
    )
    if end - start <= width and cells(start, end) <= width:
        yield start, end
        return
    line, last = start, start
    for word in _WORD.finditer(text, start, end):
        if cells(line, word.end()) > width:
            if last > line:
                yield line, last
                line = word.start()
            while cells(line, word.end()) > width:
                cut = _fitting(line, word.end(), width, cells)
                yield line, cut
                line = cut
        last = word.end()
    yield line, max(last, line)


def _fitting(start: int, end: int, width: int, cells: Callable[[int, int], int]) -> int:
    """The furthest cut in `start..end` that fits, at least one code point."""
    cut = start + 1
    while cut < end and cells(start, cut + 1) <= width:
        cut += 1
    return cut


def inked(text: str, ink: str) -> Content:
    """`text` in one ink; the text is taken as it is."""
    return Content.styled(text, f".ink--{ink}") if text else Content("")


def part_style(node: Widget, name: str) -> Style:
    """What the stylesheet says of a component class, and nothing more; nothing where the widget has none such."""
    try:
        styles = node.get_component_styles(name)
    except KeyError:
        return Style.null()
    text = styles.text_style
    return _style(
        styles.background if styles.has_rule("background") else None,
        styles.color if styles.has_rule("color") else None,
        text.bold,
        text.italic,
        text.underline,
        text.reverse,
    )


@lru_cache(256)
def _style(
    background: Color | None,
    foreground: Color | None,
    bold: bool | None,
    italic: bool | None,
    underline: bool | None,
    reverse: bool | None,
) -> Style:
    return Style(background, foreground, bold=bold, italic=italic, underline=underline, reverse=reverse)


def paint(widget: Widget, content: Content, base: Style, width: int | None = None) -> Strip:
    """One line of content as a strip over the base style, filled up or cut to `width`."""
    segments = [
        Segment(text, style.rich_style)
        for text, style in content.render(base, end="", parse_style=lambda name: _resolve(widget, name))
        if text
    ]
    strip = Strip(segments, content.cell_length)
    return strip if width is None else strip.adjust_cell_length(width, base.rich_style)


def _resolve(widget: Widget, name: str | Style) -> Style:
    return name if isinstance(name, Style) else part_style(widget.screen, name.removeprefix("."))
