"""Every other screen on a real library, at a wide and a small size, by its keys and what it shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import builders
import pytest
from builders import Story
from driving import LONG, SIZES, open_dossier, opened, search, sizes, text_of, until, until_shown
from textual.pilot import Pilot

from dossier.tui.screens.article import ArticleScreen
from dossier.tui.screens.compare import CompareScreen
from dossier.tui.screens.dossier import DossierScreen
from dossier.tui.screens.search import SearchScreen
from index.settings import Settings


@sizes
async def test_a_dossier_shows_lines_with_their_source(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        screen = await open_dossier(pilot, "John Kirby")
        await until_shown(pilot, "John Kirby", "person", "Said by 3", "Said about", "Names & roles", "Articles 2")
        line = screen.rows.current
        await until(pilot, lambda: screen.source.page is not None)
        assert line is not None
        assert "thinks possible" in text_of(pilot.app) or "claims" in text_of(pilot.app)
        await pilot.press("enter")
        assert screen.source.has_focus
        await pilot.press("escape")
        assert screen.rows.has_focus
        await pilot.press("escape")
        await until_shown(pilot, "ACTOR")


async def test_the_source_stays_where_it_was_scrolled_to_when_the_archive_changes(tmp_path: Path) -> None:
    with builders.make_library(tmp_path, {"long": Story(text=LONG)}):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await open_dossier(pilot, "Iran")
        await until(pilot, lambda: screen.source.page is not None)
        await pilot.press("j", "enter", "G")
        await until(pilot, lambda: screen.source.scroll_offset.y == screen.source.max_scroll_y > 0)
        page = screen.source.page
        screen.overview = replace(screen.overview, statements=99)  # type: ignore[type-var]
        await until(pilot, lambda: screen.source.page is not page)
        assert screen.source.scroll_offset.y == screen.source.max_scroll_y
        await pilot.press("escape", "j")
        await until(pilot, lambda: screen.source.scroll_offset.y < 10)


@sizes
async def test_tabs_are_reached_by_digits_and_brackets(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        screen = await open_dossier(pilot, "North Korea")
        await pilot.press("3")
        await until_shown(pilot, "Acronyms", "DPRK")
        await pilot.press("backslash", *"DPRK", "enter")
        await until(pilot, lambda: screen.source.page is not None and "DPRK" in screen.source.page.text)
        await pilot.press("right_square_bracket")
        assert screen.tab == 3
        await until_shown(pilot, "Pyongyang answers")
        await pilot.press("right_square_bracket", "left_square_bracket", "left_square_bracket")
        assert screen.tab == 2
        await pilot.press("9")
        assert screen.tab == 2


KIRBYS = {
    "a": Story(text="First\n\nA spokesperson John Kirby said that Iran ships shells. Kirby said that it rains."),
    "b": Story(text="Second\n\nA general Jack Kirby said that shells fell."),
    "c": Story(text="Third\n\nKirby said that it snows."),
    "d": Story(text="Fourth\n\nA minister Sergey Lavrov said that Lavrov ships shells.", published="2022-11-08"),
    "e": Story(text="Fifth\n\nA minister Lavrov denied that it hails.", published="2022-11-03"),
}
"""Two Kirbys, and a Kirby who may be either; a Lavrov who can only be the other one."""


@sizes
async def test_another_name_taken_for_the_actor_stands_with_the_reason_and_leads_to_where_it_is_printed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with builders.make_library(tmp_path, KIRBYS):
        pass
    async with opened(builders.settings_in(tmp_path), size=size) as pilot:
        screen = await open_dossier(pilot, "Sergey Lavrov")
        await pilot.press("3")
        await until_shown(pilot, "Also taken for this actor", "1 article: nobody else of that name")
        await until_shown(pilot, "A minister Lavrov denied that it hails.")
        assert "Perhaps the same" not in text_of(pilot.app)
        await pilot.press("y")
        assert pilot.app.clipboard == "Lavrov"
        await pilot.press("enter")
        assert screen.source.has_focus


@sizes
async def test_an_actor_that_may_be_the_same_is_called_unsure_and_opens_in_a_dossier_of_its_own(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with builders.make_library(tmp_path, KIRBYS):
        pass
    async with opened(builders.settings_in(tmp_path), size=size) as pilot:
        first = await open_dossier(pilot, "John Kirby")
        await until_shown(pilot, "1 other may be the same")
        await pilot.press("3")
        await until_shown(
            pilot, "Perhaps the same, unsure", "person · 1 article leaves it open", "enter opens the other"
        )
        await pilot.press("y")
        assert pilot.app.clipboard == "Kirby"
        await pilot.press("enter")
        await until_shown(pilot, "2 others may be the same")
        second = pilot.app.screen
        assert isinstance(second, DossierScreen)
        await pilot.press("3", "j", "d")
        await until(pilot, lambda: pilot.app.screen is not second)
        await until_shown(pilot, "John Kirby", "1 other may be the same")
        await pilot.press("escape", "escape")
        assert pilot.app.screen is first


@sizes
async def test_the_list_of_actors_says_who_may_be_somebody_else(tmp_path: Path, size: tuple[int, int]) -> None:
    with builders.make_library(tmp_path, KIRBYS):
        pass
    async with opened(builders.settings_in(tmp_path), size=size) as pilot:
        await pilot.press("A")
        await until_shown(pilot, "ACTOR", "unsure: may be Jack Kirby or John Kirby")
        assert text_of(pilot.app).count("unsure") == 1
        await pilot.press("backslash", *"unsure", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))
        await until_shown(pilot, "2 others may be the same")


@pytest.mark.parametrize("width", [120, 100, 80, 60])
async def test_the_head_of_a_dossier_calls_an_assumed_date_assumed(tmp_path: Path, width: int) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Head\n\nA spokesperson John Kirby said that Iran ships shells.")
    (folder / "metadata.csv").write_text("file,published,published_basis\na.txt,2022-11-03,assumed\n")
    with builders.make_library(tmp_path, {}):
        pass
    async with opened(builders.settings_in(tmp_path), size=(width, 30)) as pilot:
        await open_dossier(pilot, "John Kirby")
        await until_shown(pilot, "Said by 1")
        head = text_of(pilot.app).split("\n")[:2]
        assert [row for row in head if "2022" in row and "3 Nov 2022, assumed" not in row] == []
        assert width < 80 or "person · 1 article · 3 Nov 2022, assumed" in head[0]
        await pilot.press("a")
        await until_shown(pilot, "Lines 1")
        assert "3 Nov 2022, assumed" in text_of(pilot.app).split("\n")[0]
        assert "spokesperson (3 Nov 2022, assumed)" in head[1]


async def test_said_about_names_the_speakers(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await open_dossier(pilot, "Russia")
        await pilot.press("2")
        await until_shown(pilot, "John Kirby  thinks possible")


async def test_two_marked_articles_of_a_dossier_are_compared(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await open_dossier(pilot, "North Korea")
        assert "c compare" not in text_of(pilot.app)
        await pilot.press("4", "space", "space")
        await until_shown(pilot, "c compare")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))


# article


@sizes
async def test_the_article_reader_marks_what_was_found_and_jumps_between(
    archive: Settings, size: tuple[int, int]
) -> None:
    async with opened(archive, size=size) as pilot:
        await search(pilot, "kirby")
        await pilot.press("enter")
        await until_shown(pilot, "Lines 3", "Actors")
        await pilot.press("n")
        await until_shown(pilot, "hit 1 of")
        await pilot.press("N", "N")
        assert isinstance(pilot.app.screen, ArticleScreen)


FAR = (
    "Far below\n\n" + "\n\n".join(f"It rains on day {n}." for n in range(60)) + "\n\nIran said that it hid shells.\n\n"
)
FAR += "\n\n".join(f"It snows on day {n}." for n in range(60)) + "\n\nUkraine denied that shells fell."


async def far_below(pilot: Pilot[int]) -> ArticleScreen:
    """The article reader on a story that speaks of shells far below its beginning, twice."""
    await search(pilot, "shells")
    await pilot.press("enter")
    await until_shown(pilot, "Lines 2")
    screen = pilot.app.screen
    assert isinstance(screen, ArticleScreen)
    return screen


@sizes
async def test_the_article_opens_where_it_was_found_and_n_goes_on_from_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with builders.make_library(tmp_path, {"far": Story(text=FAR)}):
        pass
    async with opened(builders.settings_in(tmp_path), size=size) as pilot:
        await far_below(pilot)
        await until_shown(pilot, "Iran said that it hid shells.")
        await pilot.press("n", "n")
        await until_shown(pilot, "hit 2 of 2", "Ukraine denied that shells fell.", "It snows on day 59.")
        await pilot.press("n")
        await until_shown(pilot, "hit 1 of 2", "It rains on day 59.")


async def test_the_text_goes_to_the_line_under_the_cursor(tmp_path: Path) -> None:
    with builders.make_library(tmp_path, {"far": Story(text=FAR)}):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await far_below(pilot)
        await pilot.press("g", "tab", "j")
        await until_shown(pilot, "Ukraine denied that shells fell.", "It snows on day 59.")
        await pilot.press("k")
        await until_shown(pilot, "It rains on day 59.")
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("“Iran said that it hid shells.”")
        await pilot.press("2", "enter")
        assert screen.tab == 1


async def test_a_line_of_a_dossier_leads_to_its_sentence_and_is_copied_with_it(tmp_path: Path) -> None:
    with builders.make_library(tmp_path, {"far": Story(text=FAR)}):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await open_dossier(pilot, "Ukraine")
        await until_shown(pilot, "It snows on day 59.")
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("“Ukraine denied that shells fell.”\nFar below")
        await pilot.press("tab", "g", "shift+tab", "enter")
        assert screen.source.has_focus
        await until_shown(pilot, "It snows on day 59.")


async def test_the_passage_of_the_pane_in_use_is_copied_with_its_source(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await side_by_side(pilot)
        assert screen.comparison is not None
        sides = (screen.comparison.left, screen.comparison.right)
        for opened_article in sides:
            await pilot.press("y")
            assert opened_article.citation.title in pilot.app.clipboard
            await pilot.press("tab")


async def test_what_a_passage_says_stands_under_its_own_text(tmp_path: Path) -> None:
    stories = {
        "a": Story(text="Left story\n\nNorth Korea said that missiles flew over Japan."),
        "b": Story(text="Right story\n\nNorth Korea denied that missiles flew over Japan."),
    }
    with builders.make_library(tmp_path, stories):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await side_by_side(pilot)
        assert screen.comparison is not None
        left_denies = screen.comparison.left.citation.title == "Right story"
        words = ("disputes · North Korea", "says · North Korea")
        left, right = words if left_denies else reversed(words)
        [row] = [row for row in text_of(pilot.app).split("\n") if left in row and right in row]
        assert row.index(left) < row.index(right)


async def test_the_article_reader_lists_its_actors_by_class(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await pilot.press("enter")
        await until_shown(pilot, "Lines 3")
        await pilot.press("2")
        await until_shown(pilot, "Person", "Sergey Lavrov", "State", "North Korea")
        await pilot.press("j", "enter", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))


# side by side


@sizes
async def test_two_marked_articles_stand_side_by_side(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        await pilot.press("c")
        await until_shown(pilot, "Mark two articles")
        await pilot.press("space", "space", "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
        await until_shown(pilot, "Side by side", "both", "North Korea", "Pyongyang answers", "Shells shipped to Russia")
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        await pilot.press("u")
        await until_shown(pilot, "only ")
        await pilot.press("l")
        await until_shown(pilot, "scrolling apart")
        await pilot.press("tab")
        assert screen.readers[1].has_focus
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))


def lengthy(before: int, filler: str) -> str:
    """A long story whose missiles stand after some lines of nothing shared."""
    lines = [f"{filler} said that {filler.lower()}{n:02d} went on." for n in range(before + 40)]
    lines.insert(before, "North Korea said that missiles flew over Japan.")
    lines.insert(before + 20, "North Korea said that rockets and satellites failed.")
    return "\n\n".join([f"{filler} story", *lines])


async def side_by_side(pilot: Pilot[int]) -> CompareScreen:
    """The first two articles of the list."""
    await pilot.press("space", "space", "c")
    await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen) and pilot.app.screen.comparison is not None)
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


def heights(screen: CompareScreen) -> list[int]:
    """On which line of the view each passage of the pair stands."""
    assert screen.pair is not None
    sides = (screen.pair.left, screen.pair.right)
    return [
        reader.line_of(side.passage.span) - reader.scroll_offset.y
        for reader, side in zip(screen.readers, sides, strict=True)
        if side is not None
    ]


@pytest.mark.parametrize("keys", ["J", "JJ"], ids=["the other pair", "the same pair"])
@pytest.mark.parametrize("pane", [0, 1], ids=["left", "right"])
async def test_a_pair_stands_on_one_height_from_whichever_pane_it_was_asked(
    tmp_path: Path, pane: int, keys: str
) -> None:
    stories = {"a": Story(text=lengthy(40, "Iran")), "b": Story(text=lengthy(15, "Ukraine"))}
    with builders.make_library(tmp_path, stories):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await side_by_side(pilot)
        screen.readers[pane].focus()
        await pilot.press("l", "G", "l")
        await until(pilot, lambda: heights(screen)[pane] < 0)
        await pilot.press(*keys)
        await until(pilot, lambda: heights(screen)[pane] >= 0)
        left, right = heights(screen)
        assert left == right


async def test_linked_texts_follow_each_other_and_texts_apart_do_not(tmp_path: Path) -> None:
    stories = {"a": Story(text=lengthy(40, "Iran")), "b": Story(text=lengthy(15, "Ukraine"))}
    with builders.make_library(tmp_path, stories):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await side_by_side(pilot)
        left, right = screen.readers
        assert screen.comparison is not None
        first = next(pair for pair in screen.comparison.pairs if pair.left and pair.right)
        assert first.right is not None
        top = min(right.line_of(first.right.passage.span), right.max_scroll_y)
        await pilot.press("J", "g")
        await until(pilot, lambda: left.scroll_offset.y == 0 and right.scroll_offset.y == top)
        await pilot.press("l", "G")
        await until(pilot, lambda: left.scroll_offset.y == left.max_scroll_y)
        assert right.scroll_offset.y == top


# actors, library, help, palette


@sizes
async def test_the_library_shows_sources_and_state(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "SOURCES", "ARTICLES", str(archive.archive)[:40], "up to date", "r sync again")


async def test_files_that_failed_stand_with_reason_and_hint(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "empty.txt").write_text("")
    with builders.make_library(tmp_path) as library:
        [failure] = library.failures()
    async with opened(builders.settings_in(tmp_path)) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "Could not be read", "empty.txt", failure.reason)


@sizes
async def test_help_shows_the_keys_of_the_pane_in_use(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        await pilot.press("question_mark")
        await until_shown(pilot, "In a list", "Open what is under the cursor")
        await pilot.press("escape", "tab", "f1")
        await until_shown(pilot, "In a text")
        await pilot.press("G")
        await until_shown(pilot, "declined to comment")


async def test_the_palette_finds_commands_actors_and_articles(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await pilot.press("ctrl+p", *"lavrov")
        await until_shown(pilot, "Sergey Lavrov  dossier", "Pyongyang answers")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))
        await pilot.press("colon", *"light/dark")
        await until(pilot, lambda: "Light/dark" in text_of(pilot.app) and "Library" not in text_of(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "dossier-light")


async def test_slash_leads_home_from_everywhere(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await open_dossier(pilot, "Iran")
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        assert pilot.app.screen.query_one("#query").has_focus


async def test_an_empty_archive_explains_itself(tmp_path: Path) -> None:
    with builders.make_library(tmp_path, {}):
        pass
    async with opened_empty(tmp_path) as pilot:
        await until_shown(pilot, "holds no articles yet", "dossier PATH")
        await pilot.press("j", "enter", "d", "a", "n", "space", "y", "f", "escape", "s")


def opened_empty(folder: Path):  # type: ignore[no-untyped-def]
    from dossier.tui.app import DossierApp

    settings = builders.settings_in(folder)
    return DossierApp(settings.archive, settings).run_test(size=SIZES[0])


# copying and hostile text

HOSTILE = Story(
    title="[red]Evil[/red] \x1b]52;c;aGk=\x07 \u202etitle",
    outlet="[@click=app.quit]Out\x1b[31mlet[/]",
    published="2022-11-04",
    text=(
        "First line\n\nNorth Korea said that [blink]shells[/blink] \x1b[2J\x9b31m were \u202esent. "
        "Iran denied that [/] it was asked."
    ),
)


@sizes
async def test_hostile_text_reaches_no_screen_and_no_clipboard(tmp_path: Path, size: tuple[int, int]) -> None:
    with builders.make_library(tmp_path, {"evil": HOSTILE, **builders.SHELLS}):
        pass
    async with opened(builders.settings_in(tmp_path), size=size) as pilot:

        def clean() -> bool:
            return not set(text_of(pilot.app)) & set("\x1b\x07\x9b\u202e")

        await search(pilot, "evil OR blink")
        assert clean()
        await pilot.press("y", "d")
        await until_shown(pilot, "Whose dossier?")
        await pilot.press("escape", "enter")
        await until_shown(pilot, "Lines 2", "[blink]shells[/blink]")
        assert clean()
        await pilot.press("tab", "j", "y")
        await until_shown(pilot, "Copied")
        assert clean()
        assert not set(pilot.app.clipboard) & set("\x1b\x07\x9b\u202e")
        await pilot.press("2", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))
        await pilot.pause()
        assert clean()
        await pilot.press("ctrl+p", *"evil")
        await until_shown(pilot, "[red]Evil[/red]")
        assert clean()


async def test_copying_takes_the_quotation_with_its_source(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await search(pilot, "dealings")
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("“North Korea denied that it had arms dealings with Russia.”\nPyongyang")
        assert "Evening Post · 8 Nov 2022" in pilot.app.clipboard
