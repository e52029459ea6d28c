"""The app around its screens: opening, the first sync, changes by others, quitting, and what it loads and logs."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path

import builders
import pytest
from driving import opened, text_of, until, until_shown

from dossier.tui import app as app_module
from dossier.tui.app import DossierApp, run
from dossier.tui.screens.search import SearchScreen
from dossier.tui.widgets.progress import SyncState
from index.answers import Overview
from index.errors import ArchiveError, ArchiveMissing, NotAnArchive
from index.library import Library
from index.settings import Settings


class FakeChild:
    """Stands in for the sync's process: reads the stories with the fake extractor, or does what a test says."""

    settings: Settings
    fails: SyncState | None = None
    waits = False
    stopped = False

    def __init__(
        self, archive: Path, paths: Sequence[str], words: Sequence[str] = ("sync",), names: Sequence[str] = ()
    ) -> None:
        self.archive = archive
        self.paths = paths
        self._stop = asyncio.Event()

    async def run(self) -> AsyncIterator[SyncState]:
        yield SyncState(running=True)
        yield SyncState(running=True, done=1, total=3, path="/news/a.txt", rate=1.5, seconds_left=2.0)
        if self.waits:
            await self._stop.wait()
        if self.fails is not None:
            yield self.fails
            return
        await asyncio.to_thread(builders.sync_with_fake, self.settings, *self.paths)
        yield SyncState(done=3, total=3, result="3 new")

    async def stop(self) -> None:
        type(self).stopped = True
        self._stop.set()


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> type[FakeChild]:
    """The app's sync in this process."""
    kind = type("Child", (FakeChild,), {"settings": settings})
    monkeypatch.setattr(app_module, "SyncChild", kind)
    return kind


async def test_the_first_sync_is_shown_and_gives_way_to_the_articles(
    tmp_path: Path, settings: Settings, child: type[FakeChild]
) -> None:
    news = builders.write_stories(tmp_path / "news", builders.SHELLS)
    app = DossierApp(settings.archive, settings, [str(news)])
    async with app.run_test(size=(100, 30)) as pilot:
        assert "for the first time" in text_of(app)
        await until_shown(pilot, "newest first", "Pyongyang answers")
        assert isinstance(app.screen, SearchScreen)


async def test_a_first_sync_that_fails_says_why(settings: Settings, child: type[FakeChild]) -> None:
    child.fails = SyncState(trouble=True, result="no usable language model", hint="Install one.")
    app = DossierApp(settings.archive, settings, ["news"])
    async with app.run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "could not be read", "no usable language model", "Install one.")


async def test_without_archive_and_paths_the_app_says_how_to_begin(settings: Settings) -> None:
    app = DossierApp(settings.archive, settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "There is no archive here yet", "dossier PATH")
        await pilot.press("slash", "A", "L", "escape", "y", "x")
        assert app.screen.id == "welcome"


async def test_a_file_that_is_no_archive_ends_the_app_with_its_reason(settings: Settings) -> None:
    settings.archive.write_text("hello")
    app = DossierApp(settings.archive, settings)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.trouble is not None)
    assert isinstance(app.trouble, NotAnArchive)
    assert app.return_value == 3


async def test_what_another_process_adds_appears(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "LOOK_EVERY", 0.05)
    with builders.make_library(tmp_path):
        pass
    async with opened(settings) as pilot:
        more = builders.write_stories(
            tmp_path / "more", {"new": builders.Story(text="Fresh\n\nIran said that it rains.")}
        )
        await asyncio.to_thread(builders.sync_with_fake, settings, more)
        await until_shown(pilot, "4 articles", "Fresh")


async def test_what_another_process_adds_while_the_archive_is_opened_appears(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with builders.make_library(tmp_path):
        pass
    more = builders.write_stories(tmp_path / "more", {"new": builders.Story(text="Fresh\n\nIran said that it rains.")})
    real = Library.overview

    def late(library: Library) -> Overview:
        monkeypatch.setattr(Library, "overview", real)
        overview = real(library)
        builders.sync_with_fake(settings, more)
        return overview

    monkeypatch.setattr(app_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(Library, "overview", late)
    async with opened(settings) as pilot:
        await until_shown(pilot, "4 articles")


async def test_a_change_that_could_not_be_looked_at_is_looked_at_again(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "LOOK_EVERY", 0.05)
    with builders.make_library(tmp_path):
        pass
    overview, changed = Library.overview, Library.changed
    looks: list[bool] = []

    def failing(library: Library) -> Overview:
        raise ArchiveError(settings.archive, "is busy")

    def counted(library: Library) -> bool:
        looks.append(changed(library))
        return looks[-1]

    async with opened(settings) as pilot:
        monkeypatch.setattr(Library, "overview", failing)
        monkeypatch.setattr(Library, "changed", counted)
        more = builders.write_stories(
            tmp_path / "more", {"new": builders.Story(text="Fresh\n\nIran said that it rains.")}
        )
        await asyncio.to_thread(builders.sync_with_fake, settings, more)
        await until(pilot, lambda: True in looks and looks[-3:] == [False] * 3)
        monkeypatch.setattr(Library, "overview", overview)
        await until_shown(pilot, "4 articles", "Fresh")


async def test_a_look_from_before_the_end_of_the_sync_is_not_the_last_word(
    tmp_path: Path, settings: Settings, child: type[FakeChild], monkeypatch: pytest.MonkeyPatch
) -> None:
    with builders.make_library(tmp_path):
        pass
    more = builders.write_stories(tmp_path / "more", {"new": builders.Story(text="Fresh\n\nIran said that it rains.")})
    gate, real = threading.Event(), Library.overview
    looking = threading.Event()

    def slow(library: Library) -> Overview:
        monkeypatch.setattr(Library, "overview", real)
        overview = real(library)
        looking.set()
        gate.wait(10)
        return overview

    async with opened(settings) as pilot:
        app = pilot.app
        assert isinstance(app, DossierApp)
        assert app.library is not None
        monkeypatch.setattr(Library, "overview", slow)
        app.run_worker(partial(app._take_overview, app.library, always=True), thread=True, group="look")
        await until(pilot, looking.is_set)
        app.sync([str(more)])
        await until_shown(pilot, "4 articles")
        gate.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "4 articles" in text_of(app)


async def test_syncing_again_shows_the_bar_and_ends_with_a_sentence(
    tmp_path: Path, settings: Settings, child: type[FakeChild]
) -> None:
    with builders.make_library(tmp_path):
        pass
    child.waits = True
    async with opened(settings) as pilot:
        await pilot.press("L", "r")
        await until_shown(pilot, "1 of 3 · 1.5 articles/s · 2 s left", "/news/a.txt", "x stop")
        assert "r sync again" not in text_of(pilot.app)
        await pilot.press("x")
        await until_shown(pilot, "3 new", "r sync again")
        assert child.stopped


async def test_nothing_is_synced_where_nothing_may_be_written(
    tmp_path: Path, settings: Settings, child: type[FakeChild]
) -> None:
    with builders.make_library(tmp_path):
        pass
    app = DossierApp(settings.archive, settings, ["news"], read_only=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "newest first")
        await pilot.press("L", "r")
        await pilot.pause()
        assert not app.sync_state.running
        assert "r sync again" not in text_of(app)


async def test_quitting_stops_the_sync_first(tmp_path: Path, settings: Settings, child: type[FakeChild]) -> None:
    child.waits = True
    app = DossierApp(settings.archive, settings, ["news"])
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.sync_state.done == 1)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_value == 0)
    assert child.stopped


async def test_the_clipboard_gets_no_control_characters(settings: Settings) -> None:
    app = DossierApp(settings.archive, settings)
    async with app.run_test():
        app.copy_to_clipboard("a\x1b]52;c;x\x07\u202eb")
        assert app.clipboard.isprintable()


def test_the_log_goes_to_a_file_only(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(app: DossierApp) -> int:
        logging.getLogger("dossier").warning("told")
        app.trouble = ArchiveMissing(settings.archive, "gone")
        return 3

    before = logging.getLogger().handlers[:]
    monkeypatch.setattr(DossierApp, "run", end)
    try:
        with pytest.raises(ArchiveMissing):
            run(settings.archive, settings)
        [handler] = logging.getLogger().handlers
        assert "told" in (settings.log / "app.log").read_text()
        handler.close()
    finally:
        logging.getLogger().handlers[:] = before


def test_importing_the_app_loads_neither_model_nor_index() -> None:
    heavy = "spacy,whoosh,sqlite3,trafilatura,index.library,rapidfuzz"
    code = f"import sys, dossier.tui.app\nprint([m for m in '{heavy}'.split(',') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
