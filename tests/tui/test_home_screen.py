"""The home screen on a real library, at a wide and a small size, by its keys and what it shows."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import builders
import pytest
from builders import Story, make_library, settings_in
from copied_texts import BRIEFS, CORRECTED, WIRE
from driving import LONG, opened, search, sizes, text_of, until, until_shown
from fake_library import FakeLibrary

from dossier.tui.asking import Asked
from dossier.tui.screens.dossier import DossierScreen
from dossier.tui.screens.search import SearchScreen
from dossier.tui.widgets.searchbar import summary_of
from index.answers import OpenedArticle
from index.library import Library
from index.settings import Settings


@sizes
async def test_home_lists_all_articles_newest_first_with_a_preview(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        await until_shown(pilot, "Pyongyang answers", "Evening Post · 8 Nov 2022", "3 articles · 9 lines")
        assert ("Actors" in text_of(pilot.app)) == (size[0] >= 100)
        assert "? help" in text_of(pilot.app)


@sizes
async def test_results_come_while_typing_with_their_passages(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        screen = await search(pilot, "dealings")
        await until_shown(pilot, "1 article · 1 passage", "North Korea denied that it had arms dealings")
        assert [hit.citation.title for hit in screen.answer.hits] == ["Pyongyang answers"]  # type: ignore[union-attr]


async def test_letters_are_text_in_the_query(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await pilot.press("slash", *"jkgGnNq?:acdA")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert pilot.app.screen.asked.query == "jkgGnNq?:acdA"
        assert "esc leave" in text_of(pilot.app)
        assert "d dossier" not in text_of(pilot.app)


@sizes
async def test_a_query_that_cannot_be_read_says_why_below_it(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        await pilot.press("slash", *'shells "arms')
        screen = pilot.app.screen
        message, query = screen.query_one("#message"), screen.query_one("#query")
        # while it is being typed, a message may still stand that an earlier half of it was given
        await until(pilot, lambda: message.display and query.faulty is not None)  # type: ignore[attr-defined]
        assert message.has_class("-error")
        await pilot.press("quotation_mark")
        assert screen.query_one("#query").faulty is None  # type: ignore[attr-defined]
        await until(pilot, lambda: not screen.query_one("#message").has_class("-error"))


async def test_nothing_found_offers_other_queries_and_any_of_the_words(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await pilot.press("slash", *"dealings rumors")
        await until_shown(pilot, "Nothing found.", "any of these words")
        await pilot.press("ctrl+o")
        await until_shown(pilot, "1 article", "any word")


async def test_an_answer_to_an_older_query_is_dropped(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "dealings")
        late = SearchScreen.Answered(screen.asked, FakeLibrary({}).search("late"))
        screen = await search(pilot, " russia")
        shown = screen.answer
        screen.post_message(late)
        await pilot.pause()
        assert screen.answer is shown
        assert "Pyongyang answers" in text_of(pilot.app)


async def test_an_article_that_comes_when_the_cursor_has_gone_on_is_not_shown(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "russia")
        late = screen.preview.article
        assert late is not None
        await pilot.press("j")
        await until(pilot, lambda: screen.preview.article is not late)
        shown = screen.preview.article
        screen.post_message(SearchScreen.Opened(late))
        await pilot.pause()
        assert screen.preview.article is shown


@pytest.mark.parametrize("query", ["russia", ""])
async def test_more_results_come_when_the_cursor_nears_the_end_of_those_known(archive: Settings, query: str) -> None:
    async with opened(archive) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        screen.asked = Asked(query, limit=2)
        await until(pilot, lambda: len(screen.results.values) == 2)
        await pilot.press("G")
        held = screen.results.citation
        await until(pilot, lambda: len(screen.results.values) == 3)
        assert screen.results.citation == held


@pytest.mark.parametrize(("presses", "order"), [(0, "relevance"), (1, "newest first"), (2, "oldest first")])
async def test_s_changes_the_order(archive: Settings, presses: int, order: str) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "russia")
        await pilot.press(*["s"] * presses)
        if presses:
            await until_shown(pilot, order)
            dates = [hit.citation.published.value for hit in screen.answer.hits]  # type: ignore[union-attr]
            assert dates == sorted(dates, reverse=presses == 1)
        else:
            assert "first" not in text_of(pilot.app)


async def test_n_goes_from_passage_to_passage_and_on_to_the_next_article(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "north korea")
        assert screen.answer is not None
        total = screen.answer.passage_total
        seen = []
        for number in range(1, (total or 0) + 1):
            await pilot.press("n")
            await until_shown(pilot, f"passage {number} of {total}")
            seen.append(screen.results.cursor)
        assert seen[0] == 0
        assert seen[-1] == len(screen.results.values) - 1
        await pilot.press("N")
        await until_shown(pilot, f"passage {(total or 0) - 1} of {total}")


@pytest.fixture
def slow_opening(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Articles are opened only once the event is set."""
    gate, real = threading.Event(), Library.open_article

    def waiting(library: Library, article: str) -> OpenedArticle:
        gate.wait(10)
        return real(library, article)

    gate.set()
    monkeypatch.setattr(Library, "open_article", waiting)
    return gate


async def test_n_skips_nothing_when_it_is_faster_than_the_archive(
    archive: Settings, slow_opening: threading.Event
) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "russia OR iran")
        counts = [len(hit.passages) for hit in screen.answer.hits]  # type: ignore[union-attr]
        assert len(counts) == 3
        assert counts[1] > 1
        slow_opening.clear()
        for _ in range(counts[0] + 2):
            screen.action_next_hit(1)
        slow_opening.set()
        await until_shown(pilot, f"passage {counts[0] + 2} of {sum(counts)}")
        await until(pilot, lambda: screen.preview.at == 1)
        screen.action_next_hit(-1)
        screen.action_next_hit(-1)
        await until_shown(pilot, f"passage {counts[0]} of {sum(counts)}")
        await until(pilot, lambda: screen.preview.at == counts[0] - 1)


async def test_nothing_of_another_article_is_copied_or_opened_before_the_preview_has_come(
    archive: Settings, slow_opening: threading.Event
) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "russia")
        first = screen.preview.passage
        assert first is not None
        slow_opening.clear()
        screen.results.action_down()
        screen.action_copy()
        screen.action_dossier()
        assert first.text not in pilot.app.clipboard
        assert screen.results.citation is not None
        assert screen.results.citation.title in pilot.app.clipboard
        assert pilot.app.screen is screen
        slow_opening.set()


async def test_the_preview_stays_where_it_was_scrolled_to_when_the_archive_changes(tmp_path: Path) -> None:
    with builders.make_library(tmp_path, {"long": Story(text=LONG)}):
        pass
    async with opened(builders.settings_in(tmp_path)) as pilot:
        screen = await search(pilot, "shells")
        await pilot.press("n", "n")
        screen.preview.focus()
        await pilot.press("G")
        await until(pilot, lambda: screen.preview.scroll_offset.y == screen.preview.max_scroll_y > 0)
        before, shown = screen.answer, screen.preview.article
        screen.overview = replace(screen.overview, statements=99)  # type: ignore[type-var]
        await until(pilot, lambda: screen.answer is not before and screen.preview.article is not shown)
        assert screen.preview.scroll_offset.y == screen.preview.max_scroll_y
        assert screen.preview.at == 1
        assert "passage 2 of 80" in text_of(pilot.app)


async def test_passages_are_numbered_among_all_articles_also_in_a_filtered_list(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "russia")
        hits = screen.answer.hits  # type: ignore[union-attr]
        await pilot.press("backslash", *hits[-1].citation.title.split()[0], "enter", "n")
        await until(pilot, lambda: len(screen.results.shown) == 1)
        before = sum(len(hit.passages) for hit in hits[:-1])
        await until_shown(pilot, f"passage {before + 1} of {before + len(hits[-1].passages)}")


def test_a_place_among_passages_that_nobody_counted_claims_no_total() -> None:
    answer = replace(FakeLibrary().search("russia"), passage_total=None)
    assert "passage 3 ·" in summary_of(answer, place=3, any_words=False, order="relevance")


async def test_a_suggestion_is_no_article_to_mark(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await pilot.press("slash", *"shellz")
        await until_shown(pilot, "Search for")
        await pilot.press("enter", "space")
        assert screen.results.marks == ()
        await pilot.press("enter")
        await until(pilot, lambda: screen.asked.query == "shells")


async def test_any_of_the_words_holds_while_the_query_is_narrowed(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await pilot.press("slash", *"dealings rumors", "ctrl+o")
        await until_shown(pilot, "1 article", "any word")
        await pilot.press("enter", "f")
        await until(pilot, lambda: screen.query_one("#facets").has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: "actor:" in screen.asked.query)
        await until_shown(pilot, "1 article", "any word")
        await pilot.press("slash", *["backspace"] * len(screen.asked.query))
        assert not screen.asked.any_words


@sizes
async def test_narrowing_adds_a_term_to_the_query(archive: Settings, size: tuple[int, int]) -> None:
    async with opened(archive, size=size) as pilot:
        screen = await search(pilot, "russia")
        await pilot.press("f")
        await until(pilot, lambda: screen.query_one("#facets").has_focus)
        await until_shown(pilot, "Actors", "Iran")
        await pilot.press("G", "g", "enter")
        await until(pilot, lambda: "actor:" in screen.asked.query)
        assert screen.results.has_focus


async def test_the_side_panel_comes_where_it_is_folded_away_and_goes_when_it_is_left(archive: Settings) -> None:
    async with opened(archive, size=(80, 24)) as pilot:
        assert "Actors" not in text_of(pilot.app)
        await pilot.press("f")
        await until_shown(pilot, "Actors", "North Korea  ")
        await pilot.press("escape")
        await until(pilot, lambda: "Actors" not in text_of(pilot.app))


async def test_what_was_found_is_marked_in_the_preview_and_the_passage_gone_to_stands_out(archive: Settings) -> None:
    async with opened(archive) as pilot:
        screen = await search(pilot, "dealings")

        def marked(ink: str) -> set[str]:
            colour = screen.get_component_styles(f"ink--{ink}").background.rich_color
            lines = [screen.preview.render_line(y) for y in range(screen.preview.size.height)]
            return {part.text for line in lines for part in line if part.style and part.style.bgcolor == colour}

        await until(pilot, lambda: marked("hit") == {"dealings"})
        await pilot.press("n")
        await until(pilot, lambda: marked("hit-now") == {"dealings"})


async def test_d_on_a_result_asks_which_actor(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await search(pilot, "rumours")
        await pilot.press("d")
        await until_shown(pilot, "Whose dossier?", "Sergey Lavrov")
        await pilot.press("backslash", *"lavrov", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DossierScreen))


async def test_q_quits_on_the_home_screen(archive: Settings) -> None:
    async with opened(archive) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_code == 0


# dossier


async def test_copies_fold_under_their_article_and_x_shows_them(tmp_path: Path) -> None:
    stories: dict[str, str | Story] = {
        "wire": Story(title="Freighter leaves", outlet="Wire", published="2022-11-02", text=WIRE),
        "post": Story(title="Freighter gone", outlet="Post", published="2022-11-03", text=CORRECTED),
        "pool": Story(title="The pool", outlet="Wire", published="2022-11-01", text=f"The freighter. {BRIEFS[1]}"),
    }
    make_library(tmp_path, stories).close()
    async with opened(settings_in(tmp_path)) as pilot:
        screen = await search(pilot, "freighter")
        await pilot.press("s")
        await until_shown(pilot, "3 articles, 1 of them a copy", "newest first", "+1 copy")
        assert "Freighter gone" not in text_of(pilot.app)
        await pilot.press("g", "x")
        await until_shown(pilot, "copy · Post · 3 Nov 2022", "other figures")
        await pilot.press("j")
        assert screen.results.citation is not None
        assert screen.results.citation.title == "Freighter gone"
        await pilot.press("x")
        await until(pilot, lambda: "copy · Post" not in text_of(pilot.app))
        assert screen.results.citation.title == "Freighter leaves"
        await pilot.press("j")
        assert not screen.results.has_copies


async def test_n_passes_over_copies_that_are_unfolded(tmp_path: Path) -> None:
    stories: dict[str, str | Story] = {
        "wire": Story(title="Freighter leaves", outlet="Wire", published="2022-11-02", text=WIRE),
        "post": Story(title="Freighter gone", outlet="Post", published="2022-11-03", text=CORRECTED),
        "pool": Story(title="The pool", outlet="Wire", published="2022-11-01", text=f"The freighter. {BRIEFS[1]}"),
    }
    make_library(tmp_path, stories).close()
    async with opened(settings_in(tmp_path)) as pilot:
        screen = await search(pilot, "freighter")
        await pilot.press("s")
        await until_shown(pilot, "newest first", "+1 copy")
        await pilot.press("g", "x", "n")
        while screen.results.citation is not None and screen.results.citation.title == "Freighter leaves":
            await pilot.press("n")
        assert screen.results.citation is not None
        assert screen.results.citation.title == "The pool"
