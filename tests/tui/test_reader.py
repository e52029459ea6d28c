"""The reader: inks over exact spans, places to jump to, selecting, and hostile text."""

from __future__ import annotations

import pytest
from driving import lines_of, on_stage, text_of
from textual.color import Color
from textual.geometry import Offset
from textual.selection import Selection

from dossier.tui.widgets.reader import Ink, Page, Reader
from index.model import Span

TEXT = "The title\n\n" + "\n\n".join(
    f"Paragraph {number} says that shells number {number} were shipped to the east in a long line of words."
    for number in range(40)
)


def page(text: str = TEXT) -> Page:
    return Page(key="a", heading=(("Daily Wire", "muted"),), text=text)


def span_of(part: str, text: str = TEXT) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


async def test_a_page_has_its_heading_and_its_text() -> None:
    reader = Reader()
    async with on_stage(reader) as pilot:
        reader.show(page())
        await pilot.pause()
        lines = [line.strip() for line in lines_of(pilot.app)]
        assert lines[:3] == ["Daily Wire", "", "The title"]


async def test_going_to_a_span_brings_it_into_view_and_stays_where_it_is_in_view() -> None:
    reader = Reader()
    async with on_stage(reader) as pilot:
        reader.show(page())
        reader.go_to(span_of("shells number 33"))
        await pilot.pause()
        assert "Paragraph 33" in text_of(pilot.app)
        before = reader.scroll_offset.y
        reader.go_to(span_of("shells number 33"))
        assert reader.scroll_offset.y == before


async def test_showing_at_a_span_works_before_the_first_layout() -> None:
    reader = Reader()
    reader.show(page(), at=span_of("shells number 20"))
    async with on_stage(reader) as pilot:
        reader.show(page(), at=span_of("shells number 20"))
        await pilot.pause()
        assert "Paragraph 20" in text_of(pilot.app)


async def test_resizing_keeps_the_place() -> None:
    reader = Reader()
    async with on_stage(reader, size=(60, 12)) as pilot:
        reader.show(page())
        reader.go_to(span_of("shells number 30"))
        await pilot.pause()
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        await pilot.pause()
        assert "30" in text_of(pilot.app)


@pytest.mark.parametrize(
    ("keys", "top"), [("j", 1), ("j j k", 1), ("ctrl+d", 6), ("space", 11), ("space b", 0), ("G g", 0)]
)
async def test_keys_scroll(keys: str, top: int) -> None:
    reader = Reader()
    async with on_stage(reader) as pilot:
        reader.show(page())
        await pilot.press(*keys.split())
        assert reader.scroll_offset.y == top


async def test_an_ink_covers_exactly_its_span() -> None:
    reader = Reader()
    async with on_stage(reader, size=(60, 12)) as pilot:
        pilot.app.stylesheet.add_source(".ink--hit { background: rgb(1,2,3); }")
        pilot.app.refresh_css()
        text = "Shells \x1b[31m漢 and more shells"
        reader.show(page(text), [Ink(span_of("and more", text), "hit")])
        await pilot.pause()
        covered = [
            segment.text
            for strip in (reader.render_line(y) for y in range(5))
            for segment in strip
            if segment.style and segment.style.bgcolor == Color(1, 2, 3).rich_color
        ]
        assert "".join(covered) == "and more"


@pytest.mark.parametrize(
    "text",
    [
        "[red]no markup[/red]",
        "\x1b[31mred\x1b[0m",
        "\x1b]52;c;aGk=\x07",
        "left\u202eright",
        "a\x00b\x9bc",
        "[@click=app.quit]go[/]",
    ],
)
async def test_hostile_text_is_visible_and_harmless(text: str) -> None:
    reader = Reader()
    async with on_stage(reader, size=(60, 12)) as pilot:
        reader.show(page(text))
        await pilot.pause()
        shown = text_of(pilot.app)
        assert not set(shown) & set("\x1b\x07\x00\x9b\u202e")
        for word in ("no markup", "red", "52;c;aGk=", "left", "right", "go"):
            assert (word in text) <= (word in shown)
        if text.startswith("["):
            assert text in shown


async def test_a_selection_gives_the_text_without_the_line_ends_of_wrapping() -> None:
    reader = Reader()
    text = "Shells were shipped to the east in a long line of very many words indeed."
    async with on_stage(reader, size=(30, 12)) as pilot:
        reader.show(Page(key="a", heading=(), text=text))
        await pilot.pause()
        selection = Selection(Offset(7, 0), Offset(8, 1))
        pilot.app.screen.selections = {reader: selection}
        chosen = reader.get_selection(selection)
        assert chosen is not None
        assert chosen[0] in text
        assert chosen[0].startswith("were shipped")
        assert reader.selected() == (chosen[0], span_of(chosen[0], text))


async def test_notes_stand_in_the_margin_beside_their_lines() -> None:
    reader = Reader()
    async with on_stage(reader, size=(60, 12)) as pilot:
        reader.show(Page(key="a", heading=(), text="one\n\ntwo"), notes={5: "7"})
        await pilot.pause()
        assert [line.split() for line in lines_of(pilot.app)][:3] == [["one"], [], ["7", "two"]]


async def test_dragging_the_mouse_selects_and_ctrl_c_copies() -> None:
    reader = Reader()
    async with on_stage(reader, size=(60, 12)) as pilot:
        reader.show(Page(key="a", heading=(), text="Shells were shipped to the east."))
        await pilot.pause()
        await pilot.mouse_down(Reader, offset=(8, 0))
        await pilot.hover(Reader, offset=(15, 0))
        await pilot.mouse_up(Reader, offset=(20, 0))
        await pilot.pause()
        assert reader.selected() is not None
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard
        assert pilot.app.clipboard in "Shells were shipped to the east."
