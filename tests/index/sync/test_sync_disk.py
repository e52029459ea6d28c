"""A disk that is full, a cache that is cleared away: a clear message, an archive as it was, and a retry that works."""

from __future__ import annotations

import gc
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import FakeExtractor, settings_in, sync_with_fake, write_stories

import index.sync.recorder
from index.errors import ArchiveDamaged, CacheUnusable, DiskTrouble, IndexUnusable
from index.fulltext import FulltextIndex
from index.library import Library
from index.model import Article, Extraction, Published
from index.records import Records, connection
from index.settings import Settings

FEW = {f"story{n}": f"John Kirby said that shell {n} was shipped." for n in range(3)}
MANY = {f"long{n}": f"John Kirby said that shell {n} was shipped. " + f"Word{n} " * 9_000 for n in range(20)}


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Writing beyond fails with "File too large", as it does with "No space left on device" on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def news(settings: Settings, tmp_path: Path) -> Path:
    """Few stories in the archive and many more in the folder."""
    news = write_stories(tmp_path / "news", FEW)
    sync_with_fake(settings, news)
    return write_stories(news, MANY)


def assert_intact(settings: Settings, articles: int) -> None:
    with Library.open(settings.archive, settings) as library:
        assert library.archive_problems() == ()
        assert library.overview().articles == articles
        assert library.search("shipped").total == articles - library.overview().index_lag


def assert_retried(settings: Settings) -> None:
    sync_with_fake(settings)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == library.search("shipped").total == len(FEW) + len(MANY)
        assert library.archive_problems() == library.index_problems() == ()


def test_a_disk_that_takes_no_more_of_the_archive_is_no_damage(settings: Settings, news: Path) -> None:
    with no_file_larger_than(settings.archive.stat().st_size + 20_000), pytest.raises(DiskTrouble) as caught:
        sync_with_fake(settings)
    assert "disk" in str(caught.value)
    assert "sync again" in caught.value.hint
    assert_intact(settings, len(FEW))
    assert_retried(settings)


def test_an_archive_that_sqlite_calls_full_is_no_damage(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = settings.archive.stat().st_size // 4096 + 5
    connect = connection.connect

    def small(path: Path, access: connection.Access) -> sqlite3.Connection:
        made = connect(path, access)
        made.execute(f"PRAGMA max_page_count = {pages}")
        return made

    monkeypatch.setattr("index.records.store.connect", small)
    with pytest.raises(DiskTrouble, match="the disk is full"):
        sync_with_fake(settings)
    monkeypatch.undo()
    assert_intact(settings, len(FEW))
    assert_retried(settings)


def test_a_disk_too_full_for_a_new_archive_says_so(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    news = write_stories(tmp_path / "news", FEW)
    with no_file_larger_than(50_000), pytest.raises(DiskTrouble):
        sync_with_fake(settings, news)
    sync_with_fake(settings, news)
    assert_intact(settings, len(FEW))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves its files open
def test_a_disk_too_full_for_the_index_leaves_the_archive_complete(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up = index.sync.recorder.catch_up

    def cramped(records: Records, of: FulltextIndex) -> None:
        with no_file_larger_than(2_000):
            catch_up(records, of)

    monkeypatch.setattr("index.sync.recorder.catch_up", cramped)
    with pytest.raises(CacheUnusable) as caught:
        sync_with_fake(settings)
    assert str(settings.cache) in str(caught.value)
    assert "Free some space" in caught.value.hint
    monkeypatch.undo()
    assert_intact(settings, len(FEW) + len(MANY))
    del caught
    gc.collect()
    (folder,) = (settings.cache / "index").iterdir()
    assert len(list(folder.glob("f-*"))) == 1, "what could not be finished is gone"
    assert_retried(settings)


def test_a_file_that_was_cut_short_is_called_damaged(settings: Settings, news: Path) -> None:
    content = settings.archive.read_bytes()
    settings.archive.write_bytes(content[: len(content) // 2])
    with pytest.raises(ArchiveDamaged):
        sync_with_fake(settings)


class Clearing(FakeExtractor):
    """Reads, while somebody clears the cache away."""

    def __init__(self, cache: Path, seen: Callable[[], None]) -> None:
        super().__init__()
        self._cache, self._seen = cache, seen

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for number, extraction in enumerate(super().extract(articles)):
            if number == 10:
                shutil.rmtree(self._cache)
                self._seen()
            yield extraction


def test_a_cache_cleared_away_during_a_sync_is_written_again(settings: Settings, news: Path) -> None:
    with Library.open(settings.archive, settings) as reader:
        assert reader.search("shipped").total == len(FEW)

        def seen() -> None:
            with pytest.raises(IndexUnusable, match="no usable search index"):
                reader.search("shipped")
            assert reader.overview().index_lag == reader.overview().articles > 0

        sync_with_fake(settings, extractor=Clearing(settings.cache, seen))
        assert reader.search("shipped").total == len(FEW) + len(MANY)
    assert_retried(settings)


@pytest.mark.parametrize("first", ["update", "rebuild"])
def test_a_cache_cleared_away_while_the_index_is_written_is_written_again(
    first: str, settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if first == "rebuild":
        shutil.rmtree(settings.cache)
    switch, cleared = FulltextIndex._switch, []

    def switched(self: FulltextIndex, new: Path, *rest: object, **more: object) -> None:
        if not cleared:
            cleared.append(shutil.rmtree(settings.cache))
        switch(self, new, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(FulltextIndex, "_switch", switched)
    sync_with_fake(settings)
    assert cleared
    assert_retried(settings)
