"""Two articles side by side: passages about the same on one height, actors that only one of them names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from dossier.comparison import Comparison, Pair, PairKind, Side, compare
from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked
from dossier.tui.screens.base import InkScreen, quotation
from dossier.tui.screens.picking import actors_of, open_dossier
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.pages import page_of
from dossier.tui.widgets.painters import flow, source
from dossier.tui.widgets.reader import Ink, Reader
from dossier.wording import counted, speakers, stand
from index.answers import ActorRef
from index.model import ArticleId

NAMED = 8
"""How many actors are named above the texts."""


class CompareScreen(InkScreen):
    """Two articles."""

    SCOPE: ClassVar[str] = "compare"
    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")
    AUTO_FOCUS: ClassVar[str | None] = "#left"

    comparison: var[Comparison | None] = var(None, init=False)
    at: var[int] = var(-1, init=False, always_update=True)
    """Position among the pairs; going to the only pair again brings it back into view."""
    linked: var[bool] = var(True, init=False)

    @dataclass(slots=True)
    class Compared(Message):
        """The two articles were aligned."""

        comparison: Comparison

    def __init__(self, left: ArticleId, right: ArticleId) -> None:
        super().__init__()
        self._articles = (left, right)
        self._placed: dict[Reader, int] = {}
        """Where this screen has scrolled a text to, until the text tells that it is there."""

    def body(self) -> ComposeResult:
        """What both name, the texts, what the pair says."""
        yield Static(id="both", markup=False)
        with Horizontal(id="panes"):
            for side in ("left", "right"):
                with Vertical(classes=f"side -{side}"):
                    yield Reader(empty="Opening …", id=side)
                    yield Static(id=f"{side}-lines", classes="lines", markup=False)

    @property
    def readers(self) -> tuple[Reader, Reader]:
        """Left and right text."""
        return self.query_one("#left", Reader), self.query_one("#right", Reader)

    @property
    def pair(self) -> Pair | None:
        """The pair in view."""
        pairs = self.comparison.pairs if self.comparison else ()
        return pairs[self.at] if 0 <= self.at < len(pairs) else None

    # state

    def watch_library(self) -> None:
        """Align the articles."""
        library, (left, right) = self.library, self._articles
        if library is not None:
            self.in_background("comparison", lambda: self.Compared(compare(library, left, right)))

    @on(Compared)
    def take_comparison(self, message: Compared) -> None:
        """Show both texts, begin with the first pair."""
        self.comparison = comparison = message.comparison
        notes: tuple[dict[int, str], dict[int, str]] = ({}, {})
        for number, pair in enumerate((p for p in comparison.pairs if p.kind is PairKind.BOTH), 1):
            for side, marks in zip((pair.left, pair.right), notes, strict=True):
                if side is not None:
                    marks[side.passage.span.start] = str(number)
        for reader, opened, marks in zip(self.readers, (comparison.left, comparison.right), notes, strict=True):
            reader.show(page_of(opened), notes=marks)
        self.query_one("#both", Static).update(_actors_line(comparison, self.size.width - 2))
        self.action_next_pair(1)
        self._tell()

    def _tell(self) -> None:
        comparison = self.comparison
        if comparison is None:
            return
        both = [pair for pair in comparison.pairs if pair.kind is PairKind.BOTH]
        pair = self.pair
        parts = []
        if pair is not None and pair.kind is PairKind.BOTH:
            parts.append(f"pair {both.index(pair) + 1} of {len(both)}")
        elif pair is not None:
            parts.append(pair.kind.value)
        else:
            parts.append(counted(len(both), "pair"))
        parts.append("scrolling together" if self.linked else "scrolling apart")
        self.header.left = Content.assemble(("Side by side", ".ink--strong"))
        self.header.right = tuple(parts)
        sides = (pair.left, pair.right) if pair else (None, None)
        for side, name in zip(sides, ("left", "right"), strict=True):
            self.query_one(f"#{name}-lines", Static).update(_lines_of(side, silent=pair is not None))

    def watch_at(self) -> None:
        """Mark the pair and bring both its passages to one height."""
        comparison, pair = self.comparison, self.pair
        if comparison is None or pair is None:
            return
        for reader, side in zip(self.readers, (pair.left, pair.right), strict=True):
            inks = [Ink(side.passage.span, "content")] if side else []
            inks += [Ink(span, "hit") for line in (side.statements if side else ()) for span in (line.span,)]
            reader.ink(inks)
        self._to_one_height(pair)
        self._tell()

    def _to_one_height(self, pair: Pair) -> None:
        """Scroll both texts so that the passages begin on one line of the screen, where the texts are long enough."""
        shown = [
            (reader, reader.line_of(side.passage.span))
            for reader, side in zip(self.readers, (pair.left, pair.right), strict=True)
            if side is not None
        ]
        if any(not reader.size.height for reader, _ in shown):
            self.call_after_refresh(self._to_one_height, pair)
            return
        lowest = min(line for _, line in shown)
        highest = max(line - reader.max_scroll_y for reader, line in shown)
        height = max(min(shown[0][0].size.height // 3, lowest), highest)
        for reader, line in shown:
            self._put(reader, line - height)

    def _put(self, reader: Reader, line: int) -> None:
        line = min(max(line, 0), reader.max_scroll_y)
        if line != reader.scroll_offset.y:
            self._placed[reader] = line
            reader.scroll_to(y=line, animate=False, force=True)

    @on(Reader.Scrolled)
    def scrolled(self, message: Reader.Scrolled) -> None:
        """While linked, the other text follows to what speaks of the same."""
        reader = message.reader
        if self._placed.pop(reader, None) == reader.scroll_offset.y or not self.linked or self.comparison is None:
            return
        on_left = reader is self.readers[0]
        other = self.readers[1] if on_left else self.readers[0]
        ahead = []
        for pair in self.comparison.pairs:
            mine, theirs = (pair.left, pair.right) if on_left else (pair.right, pair.left)
            if mine and theirs and mine.passage.span.end > message.offset:
                ahead.append((mine.passage.span.start, theirs.passage.span))
        if ahead:
            self._put(other, other.line_of(min(ahead)[1]))

    # what the commands do

    def action_next_pair(self, direction: int) -> None:
        """To the next (1) or previous (-1) pair of passages."""
        self._go(direction, (PairKind.BOTH,), "No passages of these two articles speak of the same.")

    def action_unaligned(self) -> None:
        """To the next passage that only one article has."""
        self._go(1, (PairKind.ONLY_LEFT, PairKind.ONLY_RIGHT), "Every passage has a partner.")

    def _go(self, direction: int, kinds: tuple[PairKind, ...], none: str) -> None:
        pairs = self.comparison.pairs if self.comparison else ()
        ahead = range(1, len(pairs) + 1)
        found = next(
            (at for step in ahead if pairs[at := (self.at + direction * step) % len(pairs)].kind in kinds), None
        )
        if found is None:
            self.tell(none)
        else:
            self.at = found

    def action_link(self) -> None:
        """Scroll together or apart."""
        self.linked = not self.linked
        self._tell()

    def action_article(self) -> None:
        """Open the article of the pane in use."""
        side = self._side()
        self.post_message(ArticleAsked(self._articles[side]))

    def action_dossier(self) -> None:
        """Choose among the actors of the pair, else of the article in use."""
        if self.comparison is None:
            return
        pair = self.pair
        sides = [side for side in (pair.left, pair.right) if side] if pair else []
        actors: tuple[ActorRef, ...] = tuple(dict.fromkeys(actor for side in sides for actor in side.actors))
        opened = (self.comparison.left, self.comparison.right)[self._side()]
        open_dossier(self, actors or actors_of(opened))

    def action_copy(self) -> None:
        """Copy the selected text, or the passage of the pane in use, with its source."""
        if self.comparison is None:
            return
        number = self._side()
        citation = (self.comparison.left, self.comparison.right)[number].citation
        side = (self.pair.left, self.pair.right)[number] if self.pair else None
        chosen = self.readers[number].selected()
        text = chosen[0] if chosen else side.text if side else citation.title
        at = chosen[1].start if chosen else side.passage.span.start if side else None
        self.copy(quotation(text, citation, source(citation), at))

    def _side(self) -> int:
        return 1 if self.readers[1].has_focus else 0


def _actors_line(comparison: Comparison, width: int) -> Content:
    """Who is named in both, and who in one only."""
    groups = (
        ("both", comparison.shared_actors),
        ("only left", comparison.only_left_actors),
        ("only right", comparison.only_right_actors),
    )
    parts = []
    for label, actors in groups:
        names = ", ".join(one_line(actor.name) for actor in actors[:NAMED]) or "nobody"
        more = f" and {len(actors) - NAMED} more" if len(actors) > NAMED else ""
        line = Content.assemble((f"{label:<12}", ".ink--accent"), (names + more, ".ink--muted"))
        parts += flow(line, width, 12)
    return Content("\n").join(parts)


def _lines_of(side: Side | None, *, silent: bool) -> Content:
    """What the passage's sources say in a word each; a side without a passage is silent, which says nothing."""
    if side is None:
        return inked("silent on this" if silent else "", "muted")
    told = []
    for line in side.statements:
        named = one_line(speakers(line.speakers))
        told.append(Content.assemble((one_line(stand(line)), ".ink--accent"), (f" · {named}", ".ink--muted")))
    return Content("   ").join(told) if told else inked("no line was read here", "muted")
