"""A list that draws only the lines in view: rows of one or more lines, cursor, marks, filter, keys and mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from dossier.tui.commands import bindings
from dossier.tui.widgets.inks import inked, paint, part_style, wrap
from dossier.tui.widgets.painter import Painter

T = TypeVar("T")

GUTTER = 2
"""Cells before each row: the cursor's sign and the mark."""
SLICE = 0.008
"""Seconds of laying out rows at a time: wrapping one takes 60 µs, and a state is spoken of in thousands of lines."""
PAUSE = 0.004
"""Seconds for everything else before the next rows are laid out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A value that names the rows below it; every list can draw it, and the cursor passes over it."""

    text: str


class RowList(ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """A scrolling list of values drawn by a painter."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--filter"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    KIND: ClassVar[str] = "list"
    """The scope of this widget's commands."""

    cursor: var[int] = var(0, init=False)
    """Position of the cursor among the rows shown."""
    filter_text: reactive[str] = reactive("", init=False)
    """Only rows that contain this are shown."""
    filtering: reactive[bool] = reactive(False, init=False)
    """Whether keys go to the filter."""

    @dataclass(slots=True)
    class Moved(Message):
        """The cursor stands on another value; None: the list is empty."""

        rows: RowList[Any]
        value: object | None

        @property
        def control(self) -> RowList[Any]:
            """The list, so that handlers can name it by a selector."""
            return self.rows

    @dataclass(slots=True)
    class Opened(Message):
        """Enter or a click on the row under the cursor."""

        rows: RowList[Any]
        value: object

        @property
        def control(self) -> RowList[Any]:
            """The list, so that handlers can name it by a selector."""
            return self.rows

    @dataclass(slots=True)
    class Marked(Message):
        """The marks changed."""

        rows: RowList[Any]
        keys: tuple[str, ...]

        @property
        def control(self) -> RowList[Any]:
            """The list, so that handlers can name it by a selector."""
            return self.rows

    def __init__(
        self,
        painter: Painter[T],
        *,
        empty: str = "",
        markable: bool = False,
        many: bool = False,
        openable: bool | Callable[[T], bool] = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.painter = painter
        self.empty = empty
        self.markable = markable
        self.many = many
        """Whether it is of use to mark rows by the dozen."""
        self.openable = openable
        self.marks: tuple[str, ...] = ()
        self._values: Sequence[T | Heading] = ()
        self._shown: Sequence[T | Heading] = ()
        self._tops: list[int] = [0]
        """On which line each row begins that is laid out, and the line after the last of them."""
        self._heights: dict[str, tuple[T, int]] = {}
        """What each row took at this width, so that filtering and asking again wrap nothing twice."""
        self._laid_out_for = -1
        self._next_slice: Timer | None = None

    @property
    def values(self) -> Sequence[T | Heading]:
        """All values, filtered out or not."""
        return self._values

    @property
    def shown(self) -> Sequence[T | Heading]:
        """The values that pass the filter."""
        return self._shown

    @property
    def current(self) -> T | None:
        """The value under the cursor."""
        value = self._shown[self.cursor] if 0 <= self.cursor < len(self._shown) else None
        return None if isinstance(value, Heading) else value

    def show(self, values: Sequence[T | Heading], *, keep: bool = False, empty: str | None = None) -> None:
        """Show other values; `keep` leaves the cursor on the value it was on, where that is still there."""
        held = self._key(self.current) if keep and self.current is not None else None
        self._values = values
        if not keep:
            self._heights.clear()
        if empty is not None:
            self.empty = empty
        self._sift()
        self._go(self._position_of(held) if held is not None else 0, announce=True)
        if held is None:
            self.scroll_to(y=0, animate=False, force=True)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; False where there is none."""
        for position, value in enumerate(self._shown):
            if self._key(value) == key:
                self._go(position)
                return True
        return False

    def keep_marks(self, keys: Collection[str]) -> None:
        """Take the marks away from all other rows."""
        self._set_marks(tuple(mark for mark in self.marks if mark in keys))

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._set_marks(())

    # what the commands do

    def action_down(self) -> None:
        """One row down."""
        self._go(self.cursor + 1)

    def action_up(self) -> None:
        """One row up."""
        self._go(self.cursor - 1)

    def action_first(self) -> None:
        """To the first row."""
        self._go(0)

    def action_last(self) -> None:
        """To the last row."""
        self._go(len(self._shown) - 1)

    def action_half_page(self, direction: int) -> None:
        """Half a page down (1) or up (-1)."""
        self._leap(direction * max(1, self._page // 2))

    def action_page(self, direction: int) -> None:
        """A page down (1) or up (-1)."""
        self._leap(direction * max(1, self._page - 1))

    def action_open(self) -> None:
        """Tell that the row under the cursor was opened."""
        if self.current is not None:
            self.post_message(self.Opened(self, self.current))

    def action_mark(self) -> None:
        """Mark the row under the cursor or take its mark away, and go on."""
        if self.current is not None:
            self._toggle_mark()
            self.action_down()

    def action_mark_all(self) -> None:
        """Mark all rows shown; where all of them are, take all marks away."""
        keys = [self._key(value) for value in self._shown if not isinstance(value, Heading)]
        self._set_marks(() if set(keys) <= set(self.marks) else tuple(dict.fromkeys([*self.marks, *keys])))

    def action_mark_to(self) -> None:
        """Mark the rows between the one marked last and the cursor."""
        last = self._position_of(self.marks[-1]) if self.marks else self.cursor
        between = self._shown[min(last, self.cursor) : max(last, self.cursor) + 1]
        keys = [self._key(value) for value in between if not isinstance(value, Heading)]
        self._set_marks(tuple(dict.fromkeys([*self.marks, *keys])))

    def action_filter(self) -> None:
        """Let the keys go to the filter."""
        self.filtering = True

    def action_keep_filter(self) -> None:
        """Keys move again; the filter stays."""
        self.filtering = False

    def action_clear_filter(self) -> None:
        """Show all rows again."""
        self.filtering = False
        self.filter_text = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking and opening are offered only where they are of use."""
        if action == "open" and callable(self.openable):
            return self.current is not None and self.openable(self.current)
        offered = {"mark": self.markable, "open": bool(self.openable), "mark_all": self.many, "mark_to": self.many}
        return offered.get(action, True)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width = self.size.width
        base = self.visual_style
        self._lay_out()
        if y < self._head:
            return self._head_line(y, width)
        if not self._shown:
            return self._empty_line(y - self._head, width)
        line = y - self._head + self.scroll_offset.y
        position = bisect_right(self._tops, line) - 1
        if position >= len(self._shown):
            return Strip.blank(width, base.rich_style)
        value = self._shown[position]
        within = line - self._tops[position]
        lines = self._lines_of(position)
        if within >= len(lines):
            return Strip.blank(width, base.rich_style)
        at_cursor = position == self.cursor
        style = base + part_style(self, "rows--cursor") if at_cursor else base
        text = lines[within]
        sign = "▌" if at_cursor and self.has_focus else " "
        mark = "●" if within == 0 and self.markable and self._key(value) in self.marks else " "
        gutter = Content.assemble((sign, ".ink--accent"), (mark, ".ink--accent"))
        return paint(self, gutter + text, style, width)

    def _empty_line(self, y: int, width: int) -> Strip:
        text = "Nothing here contains what you typed." if self.filter_text and self._values else self.empty
        lines = wrap(text, max(width - GUTTER - 2, 10))
        line = y - 1
        shown = text[slice(*lines[line])] if 0 <= line < len(lines) else ""
        return paint(self, Content(" " * GUTTER) + inked(shown, "muted"), self.visual_style, width)

    def _lines_of(self, position: int) -> Sequence[Content]:
        value = self._shown[position]
        if isinstance(value, Heading):
            return [*[Content("")] * min(position, 1), inked(value.text, "muted")]
        return self.painter.lines(value, self._body)

    def _key(self, value: T | Heading) -> str:
        return f"heading {value.text}" if isinstance(value, Heading) else self.painter.key(value)

    def _head_line(self, y: int, width: int) -> Strip:
        heading = self._heading if y == 0 else None
        if heading is not None:
            return paint(self, Content(" " * GUTTER) + heading, self.visual_style, width)
        return paint(self, self._filter_line(), self.visual_style + part_style(self, "rows--filter"), width)

    def _filter_line(self) -> Content:
        count = f"  {len(self._shown):,} of {len(self._values):,}"
        caret = "▏" if self.filtering else ""
        return Content.assemble("\\ ", (self.filter_text + caret, ".ink--strong"), (count, ".ink--muted"))

    # geometry

    @property
    def _heading(self) -> Content | None:
        return self.painter.heading(self._body) if self._values else None

    @property
    def _head(self) -> int:
        """Lines that do not scroll: column names, filter."""
        return (self._heading is not None) + bool(self.filtering or self.filter_text)

    @property
    def _body(self) -> int:
        return max(self.size.width - GUTTER - 1, 8)

    @property
    def _page(self) -> int:
        return max(self.size.height - self._head, 1)

    def _sift(self) -> None:
        wanted = self.filter_text.casefold().split()
        if wanted:
            self._shown = [value for value in self._values if self._matches(value, wanted)]
        else:
            self._shown = self._values
        self._tops = [0]
        self._lay_out(0)
        self.refresh()

    def _matches(self, value: T | Heading, wanted: Sequence[str]) -> bool:
        if isinstance(value, Heading):
            return False
        plain = self.painter.plain(value).casefold()
        return all(word in plain for word in wanted)

    def _lay_out(self, through: int = -1) -> None:
        """Lay out the rows as far as this one, and then others for as long as a slice lasts; the rest comes later."""
        if not self.size.width:
            return
        if self._body != self._laid_out_for:
            self._laid_out_for = self._body
            self._heights.clear()
            self._tops = [0]
        elif len(self._tops) > min(through + 1, len(self._shown)):
            return
        self._lay_out_slice(through)

    def _lay_out_slice(self, through: int = -1) -> None:
        end = perf_counter() + SLICE
        for at in range(len(self._tops) - 1, len(self._shown)):
            if at > through and perf_counter() > end:
                break
            self._tops.append(self._tops[-1] + self._height(at))
        self._measure()
        if self._next_slice is not None:
            self._next_slice.stop()
        unfinished = len(self._tops) <= len(self._shown)
        self._next_slice = self.set_timer(PAUSE, self._lay_out_slice) if unfinished else None

    def _height(self, at: int) -> int:
        value = self._shown[at]
        if isinstance(value, Heading):
            return 2 if at else 1
        key = self.painter.key(value)
        known, height = self._heights.get(key, (None, 0))
        if known != value:
            height = self.painter.height(value, self._body)
            self._heights[key] = (value, height)
        return height

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._tops[-1] + self._head)

    def on_resize(self) -> None:
        """Wrap the rows for the new width and keep the cursor in view."""
        self._lay_out()
        self.call_after_refresh(self._into_view)

    def notify_style_update(self) -> None:
        """The theme changed: draw again."""
        super().notify_style_update()
        self.refresh()

    # moving

    def _position_of(self, key: str) -> int:
        return next((at for at, value in enumerate(self._shown) if self._key(value) == key), 0)

    def _leap(self, lines: int) -> None:
        self._lay_out(self.cursor + abs(lines))
        if not self._shown:
            return
        target = min(max(self._tops[self.cursor] + lines, 0), self._tops[-1] - 1)
        position = bisect_right(self._tops, target) - 1
        if position == self.cursor:
            position += 1 if lines > 0 else -1
        self._go(position)

    def _go(self, position: int, *, announce: bool = False) -> None:
        position = self._resting_place(max(0, min(position, len(self._shown) - 1)))
        moved = position != self.cursor
        self.cursor = position
        if moved or announce:
            self.post_message(self.Moved(self, self.current))
        self._into_view()
        self.refresh()

    def _resting_place(self, position: int) -> int:
        """The nearest row that is no heading, onwards in the direction of the move first."""
        if not self._shown or not isinstance(self._shown[position], Heading):
            return position
        after = range(position, len(self._shown))
        before = range(position, -1, -1)
        ways = (before, after) if position < self.cursor else (after, before)
        rows = (at for way in ways for at in way if not isinstance(self._shown[at], Heading))
        return next(rows, position)

    def _into_view(self) -> None:
        self._lay_out(self.cursor)
        if not self._shown or self.cursor + 1 >= len(self._tops):
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
        if self.cursor and isinstance(self._shown[self.cursor - 1], Heading):
            top = self._tops[self.cursor - 1]
        first = self.scroll_offset.y
        if top < first or bottom - top >= self._page:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > first + self._page:
            self.scroll_to(y=bottom - self._page, animate=False, force=True)

    def _toggle_mark(self) -> None:
        assert self.current is not None, "there is a row under the cursor"
        key = self._key(self.current)
        marks = tuple(mark for mark in self.marks if mark != key)
        self._set_marks(marks if key in self.marks else (*marks, key))

    def _set_marks(self, marks: tuple[str, ...]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.post_message(self.Marked(self, marks))
            self.refresh()

    # keys of the filter, mouse

    def watch_filter_text(self) -> None:
        """Sift the rows while the filter is typed, with the cursor on the value it was on."""
        held = self._key(self.current) if self.current is not None else None
        self._sift()
        self._go(self._position_of(held) if held is not None else 0, announce=True)

    def watch_filtering(self) -> None:
        """The filter's line takes a row of the view."""
        self._measure()
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """While the filter is open keys are text; enter keeps it, escape clears it."""
        if not self.filtering and not (event.key == "escape" and self.filter_text):
            return
        if event.key == "escape":
            self.action_clear_filter()
        elif event.key == "enter":
            self.action_keep_filter()
        elif event.key == "backspace":
            self.filter_text = self.filter_text[:-1]
        elif event.is_printable and event.character:
            self.filter_text += event.character
        else:
            return
        event.stop()
        event.prevent_default()

    def on_blur(self) -> None:
        """Leaving the list closes the filter's line, the filter stays."""
        self.filtering = False
        self.refresh()

    def on_focus(self) -> None:
        """Draw the cursor as the one that keys move."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one on the same row opens it."""
        self._lay_out()
        line = event.y - self._head + self.scroll_offset.y
        position = bisect_right(self._tops, line) - 1
        if line < 0 or not 0 <= position < len(self._shown):
            return
        again = position == self.cursor and event.chain > 1
        self._go(position)
        if self.markable and event.x < GUTTER and self.current is not None:
            self._toggle_mark()
            return
        if again:
            self.action_open()
