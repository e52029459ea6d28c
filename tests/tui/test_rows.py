"""The list: keys, mouse, marks, filter, headings, rows of several lines, and text that would like to be markup."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from driving import Stage, lines_of, on_stage, text_of, until
from textual.content import Content

from dossier.tui.widgets import rows as rows_module
from dossier.tui.widgets.painters import Plain, flow
from dossier.tui.widgets.rows import Heading, RowList


class WordPainter(Plain):
    """A word a row, wrapped."""

    def key(self, value: str) -> str:
        return value

    def plain(self, value: str) -> str:
        return value

    def height(self, value: str, width: int) -> int:
        return len(self.lines(value, width))

    def lines(self, value: str, width: int) -> Sequence[Content]:
        return flow(Content(value), width)


def words(number: int) -> list[str]:
    return [f"word {at}" for at in range(number)]


@pytest.mark.parametrize(
    ("keys", "lands"),
    [
        ("j", 1),
        ("down", 1),
        ("j j k", 1),
        ("G", 99),
        ("end", 99),
        ("G g", 0),
        ("end home", 0),
        ("ctrl+d", 6),
        ("ctrl+d ctrl+d ctrl+u", 6),
        ("pagedown", 11),
        ("pagedown pageup", 0),
        ("k", 0),
        ("G j", 99),
    ],
)
async def test_keys_move_the_cursor(keys: str, lands: int) -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(words(100))
        await pilot.press(*keys.split())
        assert rows.cursor == lands
        assert f"word {lands}" in text_of(pilot.app)


async def test_rows_take_as_many_lines_as_they_need_and_the_cursor_stays_in_view() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show([f"{at} " + "long words " * 12 for at in range(30)])
        await pilot.press("G")
        assert "29 long words" in text_of(pilot.app)
        await pilot.resize_terminal(24, 12)
        await pilot.pause()
        assert "29 long" in text_of(pilot.app)


async def test_headings_are_shown_and_passed_over() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show([Heading("First"), "a", Heading("Second"), "b"])
        assert rows.current == "a"
        await pilot.press("j")
        assert rows.current == "b"
        await pilot.press("g")
        assert rows.current == "a"
        assert "First" in text_of(pilot.app)
        assert "Second" in text_of(pilot.app)


async def test_space_marks_and_goes_on_and_marks_survive_new_values() -> None:
    rows = RowList(WordPainter(), markable=True)
    async with on_stage(rows) as pilot:
        rows.show(words(5))
        await pilot.press("space", "space", "k", "space")
        assert rows.marks == ("word 0",)
        rows.show(words(9), keep=True)
        await pilot.pause()
        assert next(lines_of(pilot.app)).startswith(" ●word 0")


async def test_a_list_without_use_for_marks_makes_none() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(words(3))
        await pilot.press("space")
        assert rows.marks == ()


async def test_the_filter_keeps_rows_that_contain_all_words_typed() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(["alpha beta", "beta", "gamma", "j"])
        await pilot.press("backslash", *"BETA", "space", "a", "l", "enter")
        assert list(rows.shown) == ["alpha beta"]
        assert "1 of 4" in text_of(pilot.app)
        await pilot.press("escape")
        assert len(rows.shown) == 4


async def test_letters_are_text_while_the_filter_is_typed_and_keys_afterwards() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(["jam", "jar", "kit"])
        await pilot.press("backslash", "j", "enter", "j")
        assert rows.current == "jar"
        await pilot.press("backslash", "backspace", "enter")
        assert len(rows.shown) == 3


async def test_new_values_keep_the_cursor_on_its_row() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(["b", "c"])
        await pilot.press("j")
        rows.show(["a", "b", "c"], keep=True)
        assert rows.current == "c"


async def test_a_click_moves_the_cursor_and_a_second_one_opens() -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show(words(5))
        await pilot.pause()
        await pilot.click(RowList, offset=(4, 3))
        assert rows.current == "word 3"
        await pilot.click(RowList, offset=(4, 2), times=2)
        await pilot.pause()
        assert rows.current == "word 2"
        assert isinstance(pilot.app, Stage)
        assert pilot.app.opened == ["word 2"]


async def test_an_empty_list_says_why() -> None:
    rows = RowList(WordPainter(), empty="Nothing was read.")
    async with on_stage(rows) as pilot:
        rows.show([])
        await pilot.press("j", "G", "ctrl+d", "enter", "space")
        assert rows.current is None
        assert "Nothing was read." in text_of(pilot.app)


async def test_a_hundred_thousand_rows_are_drawn_as_few() -> None:
    class Line(WordPainter):
        def height(self, value: str, width: int) -> int:
            return 1

    rows = RowList(Line())
    async with on_stage(rows) as pilot:
        rows.show(words(100_000))
        await pilot.press("G")
        assert "word 99999" in text_of(pilot.app)


class Clock:
    """A painter whose rows take a millisecond each to measure, on a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.measured: list[str] = []

    def painter(self) -> WordPainter:
        clock = self

        class Slow(WordPainter):
            def height(self, value: str, width: int) -> int:
                clock.now += 0.001
                clock.measured.append(value)
                return super().height(value, width)

        return Slow()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(rows_module, "perf_counter", lambda: clock.now)
    return clock


async def test_thousands_of_rows_are_laid_out_a_few_at_a_time(clock: Clock) -> None:
    rows = RowList(clock.painter())
    async with on_stage(rows) as pilot:
        rows.show(words(300))
        assert len(clock.measured) < 15
        await until(pilot, lambda: rows.virtual_size.height == 300)
        await pilot.press("G")
        assert "word 299" in text_of(pilot.app)


async def test_a_row_far_below_is_reached_at_once(clock: Clock) -> None:
    rows = RowList(clock.painter())
    async with on_stage(rows) as pilot:
        rows.show(words(300))
        rows.move_to("word 250")
        await pilot.pause()
        assert "word 250" in text_of(pilot.app)
        await pilot.press("pagedown")
        assert rows.cursor == 261


async def test_filtering_and_the_same_rows_again_measure_nothing_twice(clock: Clock) -> None:
    rows = RowList(clock.painter())
    async with on_stage(rows) as pilot:
        rows.show(words(40))
        await until(pilot, lambda: len(clock.measured) == 40)
        await pilot.press("backslash", "3", "enter", "escape")
        rows.show(words(41), keep=True)
        await until(pilot, lambda: rows.virtual_size.height == 41)
        assert clock.measured == words(41)
        await pilot.resize_terminal(30, 12)
        await until(pilot, lambda: len(clock.measured) == 82)


@pytest.mark.parametrize("text", ["[red]not red[/red]", "[/]", "[@click=app.quit]x[/]", "a \\[b] c", "$accent"])
async def test_what_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    rows = RowList(WordPainter())
    async with on_stage(rows) as pilot:
        rows.show([text])
        await pilot.pause()
        assert text in text_of(pilot.app)
