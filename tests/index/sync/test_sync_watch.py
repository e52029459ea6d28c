"""A watch in a process of its own: what it picks up, what it leaves alone, and how it ends."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import SHELLS, sync_with_fake, write_stories
from web_server import Site, item, rss, serving

from index.library import Library
from index.settings import Settings
from index.sync.lock import locked

ROOT = Path(__file__).parents[3]
LIE = "Iran denied that it sold drones."
PATIENCE = 60.0
"""Seconds after which something has gone wrong; nothing here takes a tenth of it."""
PROGRAM = """
import sys
import fake_extraction
import index.extraction.pipeline as pipeline
import index.sync.watching as watching
pipeline.load_extractor = lambda _: (print("loaded", file=sys.stderr), fake_extraction.FakeExtractor())[1]
pipeline.pipeline_version = lambda _: "fake 1"
watching.AFTER_TROUBLE = 0.5
import dossier.cli.sync as command
command.LEAST_EVERY = 0
from dossier.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


class Watching:
    """`dossier sync --watch --json` in a process, and what it has said so far."""

    def __init__(self, settings: Settings, *words: str) -> None:
        folders = {f"DOSSIER_{name}": str(getattr(settings, name.lower())) for name in ("CACHE", "LOG", "CONFIG")}
        path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        command = [
            sys.executable,
            "-c",
            PROGRAM,
            "--archive",
            str(settings.archive),
            "sync",
            "--watch",
            "--json",
            *words,
        ]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **folders, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reports: queue.Queue[str] = queue.Queue()
        self.notes: list[str] = []
        self._threads = [
            threading.Thread(target=self._read, args=(self.process.stdout, self._reports.put), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr, self.notes.append), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def report(self) -> dict[str, Any]:
        """The next sync that did something, without what was not."""
        told: dict[str, Any] = json.loads(self._reports.get(timeout=PATIENCE))
        kinds = ("new", "changed", "moved", "removed", "failed")
        return {kind: told[kind] for kind in kinds if told[kind]}

    def until_watching(self) -> dict[str, Any]:
        """The report of the first sync, when everything is watched."""
        first = self.report()
        self.until(lambda: any(note.startswith("watching ") for note in self.notes))
        return first

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to come true."""
        ends = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < ends, self.notes
            assert self.process.poll() is None, self.notes
            time.sleep(0.02)

    def stop(self, by: int = signal.SIGINT) -> int:
        """End it, and hand back its exit code."""
        self.process.send_signal(by)
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join()
        return code

    def silent(self) -> bool:
        """Whether nothing was said that nobody has taken."""
        return self._reports.empty()

    @staticmethod
    def _read(stream: Any, put: Callable[[str], None]) -> None:
        with stream:
            for line in stream:
                put(line.rstrip("\n"))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "news", SHELLS)


@pytest.fixture
def started(settings: Settings) -> Iterator[Callable[..., Watching]]:
    """Starts watches that end with the test."""
    all_started: list[Watching] = []

    def start(*words: str | Path) -> Watching:
        all_started.append(Watching(settings, *map(str, words)))
        return all_started[-1]

    yield start
    for one in all_started:
        if one.process.poll() is None:
            one.stop(signal.SIGKILL)


def titles(settings: Settings) -> list[str]:
    with Library.open(settings.archive, settings) as library:
        return sorted(citation.title for citation in library.articles())


def test_what_comes_changes_moves_and_goes_is_followed(
    settings: Settings, news: Path, started: Callable[..., Watching]
) -> None:
    watching = started(news)
    assert watching.until_watching() == {"new": 3}
    (news / "lie.txt").write_text(LIE)
    assert watching.report() == {"new": 1}
    assert LIE in titles(settings)
    aside = news / ".lie.txt.new"
    aside.write_text(LIE + " Twice.")
    aside.rename(news / "lie.txt")
    assert watching.report() == {"changed": 1}
    (news / "lie.txt").rename(news / "truth.txt")
    assert watching.report() == {"moved": 1}
    (news / "truth.txt").unlink()
    assert watching.report() == {"removed": 1}
    assert watching.stop() == 0
    assert watching.silent()
    assert watching.notes.count("loaded") == 1


def test_a_folder_that_is_moved_in_is_read_with_all_that_is_in_it(
    tmp_path: Path, news: Path, started: Callable[..., Watching]
) -> None:
    elsewhere = write_stories(tmp_path / "elsewhere" / "deep", {"a": LIE, "b": LIE + " Twice."})
    watching = started(news)
    watching.until_watching()
    elsewhere.parent.rename(news / "moved")
    assert watching.report() == {"new": 2}
    (news / "moved" / "deep" / "c.txt").write_text(LIE + " Thrice.")
    assert watching.report() == {"new": 1}


def test_metadata_beside_the_files_is_followed(
    settings: Settings, news: Path, started: Callable[..., Watching]
) -> None:
    watching = started(news)
    watching.until_watching()
    (news / "metadata.csv").write_text("file,title\nshells.md,Ammunition\n")
    assert watching.report() == {"changed": 1}
    assert "Ammunition" in titles(settings)


def test_a_source_that_is_deleted_and_made_again_is_followed(
    settings: Settings, news: Path, started: Callable[..., Watching]
) -> None:
    watching = started(news)
    watching.until_watching()
    for path in news.iterdir():
        path.unlink()
    news.rmdir()
    told = watching.report()
    while "failed" not in told:  # the files may be seen to go before the folder does
        assert set(told) == {"removed"}
        told = watching.report()
    news.mkdir()
    (news / "lie.txt").write_text(LIE)
    while "new" not in told:
        told = watching.report()
    assert titles(settings) == [LIE]
    (news / "more.txt").write_text(LIE + " Twice.")
    assert watching.report() == {"new": 1}


def test_a_single_file_is_followed_also_when_it_is_replaced(tmp_path: Path, started: Callable[..., Watching]) -> None:
    file = tmp_path / "lie.txt"
    file.write_text(LIE)
    watching = started(file)
    assert watching.until_watching() == {"new": 1}
    (tmp_path / "lie.new").write_text(LIE + " Twice.")
    (tmp_path / "lie.new").rename(file)
    assert watching.report() == {"changed": 1}


def test_an_archive_within_the_watched_folder_does_not_set_it_off(
    tmp_path: Path, started: Callable[..., Watching]
) -> None:
    """Archive, cache and log lie in the folder that is watched."""
    watching = started(tmp_path)
    watching.until_watching()
    (tmp_path / "lie.txt").write_text(LIE)
    assert watching.report() == {"new": 1}
    (tmp_path / "more.txt").write_text(LIE + " Twice.")
    assert watching.report() == {"new": 1}
    assert watching.stop() == 0
    assert watching.silent()


def test_while_another_process_syncs_it_waits_and_says_so(
    settings: Settings, news: Path, started: Callable[..., Watching]
) -> None:
    watching = started(news)
    watching.until_watching()
    with locked(settings.archive):
        (news / "lie.txt").write_text(LIE)
        watching.until(lambda: any(note.startswith("waiting for process") for note in watching.notes))
    assert watching.report() == {"new": 1}
    sync_with_fake(settings)  # between two syncs nobody holds the lock


def test_trouble_is_told_and_tried_again(settings: Settings, news: Path, started: Callable[..., Watching]) -> None:
    watching = started(news)
    watching.until_watching()
    hidden = settings.archive.rename(settings.archive.with_name("hidden"))
    (news / "lie.txt").write_text(LIE)
    watching.until(lambda: any("the archive has gone" in note for note in watching.notes))
    hidden.rename(settings.archive)
    assert watching.report() == {"new": 1}


def test_feeds_are_looked_at_from_time_to_time(settings: Settings, started: Callable[..., Watching]) -> None:
    with serving() as site:
        feed = _feed(site, 1)
        watching = started(feed, "--allow-private", "--every", "1s")
        assert watching.until_watching() == {"new": 1}
        _feed(site, 2)
        assert watching.report() == {"new": 1}
        site.put("/feed", status=500)
        [failure] = watching.report()["failed"]
        assert failure["reason"] == "trouble on the server (500)"
        site.take_asked()
        watching.until(lambda: len(site.asked) > 2)
        assert watching.silent()


def _feed(site: Site, entries: int) -> str:
    items = [item(f"/{number}", f"Story {number}") for number in range(entries)]
    for number in range(entries):
        site.put(f"/{number}", f"{LIE} {number}")
    return site.put("/feed", rss(*items), "application/rss+xml")


def test_it_ends_by_sigterm_as_by_ctrl_c(news: Path, started: Callable[..., Watching]) -> None:
    watching = started(news)
    watching.until_watching()
    assert watching.stop(signal.SIGTERM) == 0
    assert "stopped watching; what was read is kept" in watching.notes


def test_where_nothing_can_be_read_there_is_nothing_to_watch(
    tmp_path: Path, settings: Settings, started: Callable[..., Watching]
) -> None:
    watching = started(tmp_path / "nowhere")
    assert list(watching.report()) == ["failed"]
    assert watching.process.wait(PATIENCE) == 1
    assert not settings.archive.exists()
