"""Whoever reads while a sync writes is never blocked and never told anything wrong; a second sync waits its turn."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import FakeExtractor, sync_with_fake, write_stories

import index.sync.recorder
from index.errors import ArchiveLocked
from index.fulltext import FulltextIndex
from index.library import Library
from index.settings import Settings
from index.sync import sync
from index.sync.lock import holder, locked
from index.sync.recorder import Recorder

FIRST = {f"first{n}": f"The spokesman John Kirby said that shell {n} was shipped to Russia." for n in range(4)}
MORE = {f"more{n:02}": f"John Kirby denied that drone {n} was shipped to Iran." for n in range(20)}


@pytest.fixture
def news(settings: Settings, tmp_path: Path) -> Path:
    """Some stories in the archive, and more in the folder."""
    news = write_stories(tmp_path / "news", FIRST)
    sync_with_fake(settings, news)
    return write_stories(news, MORE)


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.sync.recorder, "BATCH", 4)
    monkeypatch.setattr(index.sync.recorder, "FIRST_CHECKPOINT", 0.0)
    monkeypatch.setattr(index.sync.recorder, "SHARE", 0)


def look(library: Library) -> tuple[int, int]:
    """Ask what a reader asks, hold the answers against each other, and count articles recorded and found."""
    before, answer, after = library.overview(), library.search("shipped", limit=100), library.overview()
    assert before.articles - before.index_lag <= answer.total == len(answer.hits) <= after.articles
    for hit in answer.hits[:3]:
        opened = library.open_article(hit.citation.article)
        assert opened.citation.title == hit.citation.title
        assert all(opened.text[one.passage.span.start : one.passage.span.end] == one.text for one in hit.passages)
    (kirby,) = library.actors("Kirby")
    assert len(FIRST) <= kirby.actor.articles <= library.overview().articles
    return before.articles, answer.total


def before_each(cls: type, name: str, do: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something be done before and after each call of a method."""
    original = getattr(cls, name)

    def around(self: object, *rest: object, **more: object) -> None:
        do()
        original(self, *rest, **more)
        do()

    monkeypatch.setattr(cls, name, around)


def test_a_reader_sees_only_whole_states_at_every_step_of_a_sync(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[int, int]] = set()
    with Library.open(settings.archive, settings, read_only=True) as library:
        for cls, name in (
            (Recorder, "_record"),  # within the transaction
            (Recorder, "flush"),
            (Recorder, "checkpoint"),
            (FulltextIndex, "_switch"),  # with the new index beside the old one
        ):
            before_each(cls, name, lambda: seen.add(look(library)), monkeypatch)
        sync_with_fake(settings)
        assert look(library) == (24, 24)
    assert len(seen) > 5, "the reader has seen the archive grow"


def test_a_reader_in_another_thread_is_served_all_the_time(settings: Settings, news: Path) -> None:
    looks: list[tuple[int, int]] = []
    ended, looked, trouble = threading.Event(), threading.Semaphore(0), []

    def keep_looking() -> None:
        try:
            with Library.open(settings.archive, settings) as library:
                while not ended.is_set():
                    looks.append(look(library))
                    looked.release()
        except BaseException as error:
            trouble.append(error)
            looked.release(1_000)
            raise

    class Paced(FakeExtractor):
        """Reads no article before the reader has looked once more."""

        def extract(self, articles):  # type: ignore[no-untyped-def]
            for extraction in super().extract(articles):
                assert looked.acquire(timeout=60)
                yield extraction

    reader = threading.Thread(target=keep_looking)
    reader.start()
    try:
        sync_with_fake(settings, extractor=Paced())
    finally:
        ended.set()
        reader.join()
    assert not trouble
    assert len(looks) >= len(MORE)
    assert looks == sorted(looks), "nothing that was there is gone later"


def test_a_second_sync_waits_where_it_is_told_to(settings: Settings, news: Path) -> None:
    told, waiting = [], threading.Event()

    def wait(holder: str) -> None:
        told.append(holder)
        waiting.set()

    second = threading.Thread(
        target=lambda: sync(settings.archive, [], settings, load=FakeExtractor, wait=wait), daemon=True
    )
    with locked(settings.archive):
        second.start()
        assert waiting.wait(timeout=60)
        with Library.open(settings.archive, settings) as library:
            assert library.overview().articles == len(FIRST)
    second.join()
    assert len(told) == 1
    assert told[0].startswith("process ")
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == len(FIRST) + len(MORE)


def test_who_syncs_can_be_asked_without_disturbing(settings: Settings, tmp_path: Path) -> None:
    lock = settings.archive.with_name(settings.archive.name + ".lock")
    assert holder(settings.archive) is None
    with locked(settings.archive):
        told = holder(settings.archive)
        assert told is not None
        assert told.startswith(f"process {os.getpid()} on ")
    assert holder(settings.archive) is None
    for left in ("", "process 1 on a machine that is elsewhere", f"process {2**22 + 1} on {socket.gethostname()}"):
        lock.write_text(left)
        assert holder(settings.archive) is None


def test_waiting_can_be_given_up(settings: Settings) -> None:
    def give_up(holder: str) -> None:
        raise KeyboardInterrupt

    with locked(settings.archive):
        with pytest.raises(KeyboardInterrupt), locked(settings.archive, give_up):
            pass
        with pytest.raises(ArchiveLocked), locked(settings.archive):
            pass


def test_a_lock_file_left_by_a_killed_process_stops_nobody(settings: Settings, news: Path) -> None:
    settings.archive.with_name(settings.archive.name + ".lock").write_text("process 1 on a machine that is gone")
    sync_with_fake(settings)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == len(FIRST) + len(MORE)
