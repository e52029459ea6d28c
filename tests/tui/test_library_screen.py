"""The library screen: what an import left to be looked at is counted, listed, marked and set right."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import builders
import pytest
from builders import FakeExtractor, Story
from driving import opened, sizes, text_of, until, until_shown

from dossier.cli import main as cli
from dossier.tui import app as app_module
from dossier.tui.app import DossierApp
from dossier.tui.screens.article import ArticleScreen
from dossier.tui.screens.library import LibraryScreen
from dossier.tui.screens.setting import SetScreen
from dossier.tui.screens.triage import TriageScreen
from dossier.tui.syncing import ended
from dossier.tui.widgets.progress import SyncState
from dossier.tui.widgets.triage_rows import Skipped
from index.answers import TriageCount
from index.library import Library
from index.settings import Settings
from index.upkeep import purge

LONG = "Iran said that it rains. " * 12
STORIES: dict[str, str | Story] = {
    **{f"plain{at}": f"Plain {at}\n\n{LONG}{at}" for at in range(4)},
    "well": Story(text="Well\n\n" + LONG, outlet="Wire", published="2022-11-03"),
}


class HereChild:
    """Stands in for the process that writes: runs the command line in this process, with the fake extractor."""

    asked: list[tuple[str, ...]] = []  # noqa: RUF012 - filled by the test's own subclass
    settings: Settings

    def __init__(
        self, archive: Path, paths: Sequence[str], words: Sequence[str] = ("sync",), names: Sequence[str] = ()
    ) -> None:
        self._words = ["--archive", str(archive), "--json", *words, *paths]
        self._names = names
        self.asked.append(tuple(words))

    async def run(self) -> AsyncIterator[SyncState]:
        yield SyncState(running=True)
        code, said, complaints = await asyncio.to_thread(self._run)
        yield ended(SyncState(running=True), code, said, complaints, stopped=False)

    def _run(self) -> tuple[int, str, list[str]]:
        out, err = io.StringIO(), io.StringIO()
        lines = io.StringIO("".join(f"{name}\n" for name in self._names))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", lines)
            code = cli.main(self._words)
        return code, out.getvalue(), err.getvalue().splitlines()

    async def stop(self) -> None:
        """It ends by itself."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    """The commands that the app has run."""
    for name in ("cache", "log", "config"):
        monkeypatch.setenv(f"DOSSIER_{name.upper()}", str(tmp_path / name))
    monkeypatch.setattr("index.extraction.pipeline.load_extractor", lambda _: FakeExtractor())
    monkeypatch.setattr("index.extraction.pipeline.pipeline_version", lambda _: FakeExtractor().pipeline)
    kind = type("Child", (HereChild,), {"asked": []})
    monkeypatch.setattr(app_module, "SyncChild", kind)
    return kind.asked


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive of which four articles have neither date nor outlet, a file failed and three were skipped."""
    news = builders.write_stories(tmp_path / "news", STORIES)
    (news / "empty.txt").write_bytes(b"")
    for name in ("a.jpg", "b.jpg", "c.xlsx"):
        (news / name).write_bytes(b"\xff\xd8")
    made = builders.settings_in(tmp_path)
    builders.sync_with_fake(made, news)
    return made


def outlets(settings: Settings) -> dict[str, str | None]:
    """The outlet of each article by its title."""
    with Library.open(settings.archive, settings) as library:
        return {one.title: one.outlet for one in library.articles()}


def listed(app: DossierApp, kind: type[object]) -> list[object]:
    """The rows of a kind on the library screen."""
    assert isinstance(app.screen, LibraryScreen)
    return [value for value in app.screen.query_one("#sources").values if isinstance(value, kind)]  # type: ignore[attr-defined]


@sizes
async def test_the_library_counts_what_should_be_looked_at_and_what_was_skipped(
    settings: Settings, size: tuple[int, int]
) -> None:
    async with opened(settings, size=size) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "To look at", "4 no date", "4 no outlet")
        counts = {row.kind: row.count for row in listed(pilot.app, TriageCount)}  # type: ignore[attr-defined,arg-type]
        assert counts == {"no-date": 4, "no-outlet": 4, "failed": 1, "skipped": 3}
        await pilot.press("G")
        await until_shown(pilot, "Could not be read", "the file is empty", "Skipped: not formats", "1 .xlsx")
        assert listed(pilot.app, Skipped) == [Skipped(".jpg", 2), Skipped(".xlsx", 1)]  # type: ignore[arg-type]


@sizes
async def test_marked_articles_get_an_outlet_and_leave_the_list(
    settings: Settings, size: tuple[int, int], asked: list[tuple[str, ...]]
) -> None:
    async with opened(settings, size=size) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "4 no outlet")
        await pilot.press("j", "j", "enter")
        await until_shown(pilot, "To look at: no outlet", "4 articles", "outlet unknown")
        await pilot.press("space", "j", "V")
        await until_shown(pilot, "3 marked")
        await pilot.press("t")
        await until_shown(pilot, "Set the outlet of 3 articles")
        await pilot.press(*"KCNA")
        await until_shown(pilot, "sets 3 articles to KCNA")
        await pilot.press("enter")
        await until_shown(pilot, "Set: outlet", "1 article")
        assert outlets(settings) == {f"Plain {at}": "KCNA" if at < 3 else None for at in range(4)} | {"Well": "Wire"}
        await pilot.press("z")
        await until_shown(pilot, "Taken back", "4 articles")
        assert set(outlets(settings).values()) == {None, "Wire"}
        assert asked == [("set", "--outlet=KCNA", "--yes"), ("undo",)]


async def test_a_date_is_checked_while_it_is_typed(settings: Settings, asked: list[tuple[str, ...]]) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "4 no date")
        await pilot.press("j", "enter")
        await until_shown(pilot, "To look at: no date", "no date of publication")
        await pilot.press("asterisk", "d", *"2022-13", "enter")
        await until_shown(pilot, "Write it as 2022-11-03, 2022-11 or 2022.")
        assert isinstance(pilot.app.screen, SetScreen)
        await pilot.press("backspace", "1")
        await until_shown(pilot, "sets 4 articles to Nov 2022 and reads them again")
        await pilot.press("enter")
        await until_shown(pilot, "Set: date Nov 2022 for 4 articles, 4 read again", "Nothing here any more")
        await pilot.press("escape")
        await until_shown(pilot, "4 no outlet")
        assert "no date" not in text_of(pilot.app)


async def test_a_field_is_set_for_a_whole_kind_from_the_library(
    settings: Settings, asked: list[tuple[str, ...]]
) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "4 no outlet")
        assert "t outlet" not in text_of(pilot.app)
        await pilot.press("j", "j")
        await until_shown(pilot, "t outlet")
        await pilot.press("t", *"KCNA", "enter")
        await until_shown(pilot, "Set: outlet KCNA for 4 articles (no-outlet)")
        await until(pilot, lambda: "no outlet" not in text_of(pilot.app))
        assert asked == [("set", "--where", "no-outlet", "--outlet=KCNA", "--yes")]


async def test_escape_sets_nothing_and_enter_opens_the_article(
    settings: Settings, asked: list[tuple[str, ...]]
) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "4 no date")
        assert "enter open" not in text_of(pilot.app)
        await pilot.press("j", "enter")
        await until_shown(pilot, "To look at: no date", "Plain 0")
        await pilot.press("t", "x", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TriageScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ArticleScreen))
        await pilot.press("escape", "asterisk", "asterisk")
        await until(pilot, lambda: isinstance(pilot.app.screen, TriageScreen))
        assert asked == []


async def test_the_articles_at_home_are_cited_as_they_were_set(
    settings: Settings, asked: list[tuple[str, ...]]
) -> None:
    async with opened(settings) as pilot:
        await until_shown(pilot, "outlet unknown")
        await pilot.press("L")
        await until_shown(pilot, "4 no outlet")
        await pilot.press("j", "j", "t", *"KCNA", "enter")
        await until(pilot, lambda: "no outlet" not in text_of(pilot.app))
        await pilot.press("escape")
        await until_shown(pilot, "KCNA")
        assert "outlet unknown" not in text_of(pilot.app)


async def test_what_failed_is_tried_again(settings: Settings, tmp_path: Path, asked: list[tuple[str, ...]]) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "R retry", "the file is empty")
        await pilot.press("R")
        await until_shown(pilot, "1 file could not be read")
        assert asked == [("sync", "--retry")]


async def test_files_are_listed_by_kind_and_cannot_be_marked(settings: Settings) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "Skipped: not formats")
        await pilot.press("G", "enter")
        await until_shown(pilot, "To look at: skipped", "3 files", "c.xlsx", "not a format Dossier reads")
        await pilot.press("asterisk", "d")
        assert "marked" not in text_of(pilot.app)
        await pilot.press("y")
        await until_shown(pilot, "Copied")


async def test_the_mouse_marks_beside_a_row_and_opens_a_kind(settings: Settings) -> None:
    async with opened(settings) as pilot:
        await pilot.press("L")
        await until_shown(pilot, "4 no date")
        await pilot.press("j", "enter")
        await until_shown(pilot, "To look at: no date", "Plain 1")
        await pilot.click("#odd", offset=(1, 2))
        await until_shown(pilot, "1 marked")
        await pilot.click("#odd", offset=(1, 2))
        await until(pilot, lambda: "marked" not in text_of(pilot.app))
        await pilot.click("#odd", offset=(10, 4))
        assert pilot.app.screen.rows.marks == ()  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until_shown(pilot, "4 no outlet")


async def test_nothing_is_set_where_nothing_may_be_written(settings: Settings) -> None:
    app = DossierApp(settings.archive, settings, read_only=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "newest first")
        await pilot.press("L")
        await until_shown(pilot, "4 no date")
        await pilot.press("j", "t", "z", "R")
        assert isinstance(app.screen, LibraryScreen)
        assert "t outlet" not in text_of(app)
    if app.library is not None:
        app.library.close()


async def test_what_was_purged_is_told_apart_from_what_is_not_read(settings: Settings) -> None:
    with Library.open(settings.archive, settings) as library:
        purged = library.find_article("Well")
    purge(settings.archive, settings, [purged])
    builders.sync_with_fake(settings)
    async with opened(settings) as pilot:
        await pilot.press("L", "G")
        await until_shown(pilot, "Skipped: not formats", "Left out: what was purged", "well.md")
        assert listed(pilot.app, Skipped) == [Skipped(".jpg", 2), Skipped(".xlsx", 1)]  # type: ignore[arg-type]
