"""A pane that shows one article: wrapped text with inks over spans, places to jump to, text that can be selected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.content import Span as Inked
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from dossier.text import visible
from dossier.tui.commands import bindings
from dossier.tui.widgets.inks import inked, paint, part_style, wrap
from index.model import Span

MEASURE = 84
"""Longest line in cells; longer ones are hard to read."""
PADDING = 1
NOTES = 4
"""Cells of the margin in which notes stand, where a page has any."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A span of the article's text and how it is drawn; later ones lie over earlier ones."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader shows: a heading of its own, then the article's text, untouched."""

    key: str
    """What tells pages apart; showing the same page again keeps the place."""
    heading: tuple[tuple[str, str], ...]
    """Lines with the names of their inks."""
    text: str
    title: Span | None = None
    """Where the title stands in the text, if it does."""


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling text. All offsets are offsets in the article's text."""

    DEFAULT_CSS = """
    Reader { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")
    KIND: ClassVar[str] = "reader"
    """The scope of this widget's commands."""

    @dataclass(slots=True)
    class Scrolled(Message):
        """The text moved; `offset` is the first one in view."""

        reader: Reader
        offset: int

        @property
        def control(self) -> Reader:
            """The reader, so that handlers can name it by a selector."""
            return self.reader

    @dataclass(slots=True)
    class Pointed(Message):
        """A click on the text at this offset."""

        reader: Reader
        offset: int

        @property
        def control(self) -> Reader:
            """The reader, so that handlers can name it by a selector."""
            return self.reader

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        self.page: Page | None = None
        self._shown = ""
        self._base = 0
        self._heading_inks: list[tuple[int, int, str]] = []
        self._inks: list[tuple[int, int, str]] = []
        self._lines: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._notes: dict[int, str] = {}
        self._laid_out_for = -1

    def show(
        self,
        page: Page | None,
        inks: Sequence[Ink] = (),
        *,
        at: Span | None = None,
        notes: Mapping[int, str] | None = None,
    ) -> None:
        """Show a page with these inks; bring `at` into view, else keep the place on the page shown already.

        `notes` are short signs for the margin beside the lines of these offsets.
        """
        same = page is not None and self.page is not None and page.key == self.page.key
        self.page = page
        heading = "".join(f"{visible(line)}\n" for line, _ in page.heading) if page else ""
        heading += "\n" if heading else ""
        self._base = len(heading)
        self._shown = heading + visible(page.text) if page else ""
        self._heading_inks = self._of_heading(page)
        self._notes = {offset + self._base: note for offset, note in (notes or {}).items()}
        self._laid_out_for = -1
        self._lay_out()
        self.ink(inks)
        if at is not None:
            self.go_to(at)
        elif not same:
            self.scroll_to(y=0, animate=False, force=True)

    def ink(self, inks: Sequence[Ink]) -> None:
        """Draw other spans; the place stays."""
        base = self._base
        self._inks = [(ink.span.start + base, ink.span.end + base, ink.name) for ink in inks]
        self.refresh()

    def go_to(self, span: Span) -> None:
        """Bring a span into view, a third down the pane; nothing moves where it is in view already."""
        if not self.size.height:
            self.call_after_refresh(self.go_to, span)
            return
        self._lay_out()
        first, last = self._line_of(span.start + self._base), self._line_of(max(span.end - 1, span.start) + self._base)
        top, height = self.scroll_offset.y, self.size.height
        if first < top or min(last, first + height - 1) >= top + height:
            self.scroll_to(y=max(first - height // 3, 0), animate=False, force=True)

    def line_of(self, span: Span) -> int:
        """Which line of the wrapped page a span begins on."""
        self._lay_out()
        return self._line_of(span.start + self._base)

    def put_on_top(self, offset: int) -> None:
        """Scroll so that the line of this offset is the first."""
        self._lay_out()
        self.scroll_to(y=self._line_of(offset + self._base), animate=False, force=True)

    @property
    def top_offset(self) -> int:
        """Offset in the article's text of the first line in view."""
        self._lay_out()
        return self._first_in_view()

    # what the commands do

    def action_down(self) -> None:
        """One line down."""
        self._scroll_by(1)

    def action_up(self) -> None:
        """One line up."""
        self._scroll_by(-1)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def action_half_page(self, direction: int) -> None:
        """Half a page down (1) or up (-1)."""
        self._scroll_by(direction * max(1, self.size.height // 2))

    def action_page(self, direction: int) -> None:
        """A page down (1) or up (-1)."""
        self._scroll_by(direction * max(1, self.size.height - 1))

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of the view, with the offsets that selecting text needs."""
        width, base = self.size.width, self.visual_style
        self._lay_out()
        number = y + self.scroll_offset.y
        if self.page is None:
            text = self.empty if y == 1 else ""
            return paint(self, Content.assemble("  ", (text, ".ink--muted")), base, width)
        if number >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        start, end = self._lines[number]
        content = Content(self._shown[start:end], self._inks_between(start, end))
        if (selection := self.text_selection) is not None and (span := selection.get_span(number)) is not None:
            first, last = span
            content = content.stylize(
                part_style(self.screen, "screen--selection"),
                first,
                len(content) if last == -1 else last,
            )
        strip = paint(self, content, base, width - self._margin).apply_offsets(0, number)
        note = next((self._notes[at] for at in self._notes if start <= at < max(end, start + 1)), "")
        margin = paint(self, inked(f"{note:>{self._margin - 1}}", "accent"), base, self._margin)
        return Strip.join([margin, strip])

    def _inks_between(self, start: int, end: int) -> list[Inked]:
        return [
            Inked(max(first - start, 0), min(last, end) - start, f".ink--{name}")
            for first, last, name in (*self._heading_inks, *self._inks)
            if first < end and last > start
        ]

    def _of_heading(self, page: Page | None) -> list[tuple[int, int, str]]:
        inks, at = [], 0
        for line, ink in page.heading if page else ():
            if ink:
                inks.append((at, at + len(line), ink))
            at += len(line) + 1
        if page is not None and page.title is not None:
            inks.append((page.title.start + self._base, page.title.end + self._base, "strong"))
        return inks

    # geometry

    @property
    def _margin(self) -> int:
        return NOTES if self._notes else PADDING

    def _lay_out(self) -> None:
        width = min(self.size.width - self._margin - PADDING, MEASURE)
        if width == self._laid_out_for or self.size.width == 0:
            return
        held = self._first_in_view() if self._laid_out_for > 0 and self.scroll_offset.y else None
        self._laid_out_for = width
        self._lines = wrap(self._shown, width)
        self._starts = [start for start, _ in self._lines]
        self.virtual_size = Size(self.size.width, len(self._lines))
        if held is not None:
            self.call_after_refresh(self.put_on_top, held)

    def _first_in_view(self) -> int:
        if not self._lines:
            return 0
        start, _ = self._lines[min(self.scroll_offset.y, len(self._lines) - 1)]
        return max(start - self._base, 0)

    def _line_of(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)

    def on_resize(self) -> None:
        """Wrap the text for the new width."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the text stands now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self, self.top_offset))

    def notify_style_update(self) -> None:
        """The theme changed: draw again."""
        super().notify_style_update()
        self.refresh()

    # selecting and pointing

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under a selection, without the line ends that wrapping made."""
        if not self._lines:
            return None
        first = 0 if selection.start is None else self._position(selection.start)
        last = len(self._shown) if selection.end is None else self._position(selection.end)
        return self._shown[first:last], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def selected(self) -> tuple[str, Span] | None:
        """The selected text of the article and where it stands, None where nothing is selected."""
        selection = self.text_selection
        if selection is None or self.page is None:
            return None
        start, end = selection.start, selection.end
        first = max(self._position(start) - self._base, 0) if start else 0
        last = max(self._position(end) - self._base, 0) if end else len(self._shown) - self._base
        return (self._shown[self._base :][first:last], Span(first, last)) if last > first else None

    def _position(self, at: Offset) -> int:
        start, end = self._lines[min(max(at.y, 0), len(self._lines) - 1)]
        return min(start + at.x, end)

    def on_click(self, event: events.Click) -> None:
        """Tell which offset was clicked."""
        number = event.y + self.scroll_offset.y
        if number < len(self._lines):
            start, end = self._lines[number]
            offset = min(start + max(event.x - self._margin, 0), end) - self._base
            if offset >= 0:
                self.post_message(self.Pointed(self, offset))
