"""When the reader has changed: what is read again, in which order, and what the user is told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from builders import FakeExtractor, Story, sync_with_fake, write_stories

import index.sync.recorder
import index.workers.reading
from index.library import Library
from index.model import Article, Extraction, Published
from index.settings import Settings
from index.sync import Progress, SyncReport, sync

DATES = {"a": None, "b": "2022-11", "c": "2022-11-03", "d": "1999", "e": "2023-01-29"}
OLD_ARCHIVE = Path(__file__).parents[1] / "records" / "archive-1.sql"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    stories = {name: Story(text=f"Kirby said that {name} was shipped.", published=date) for name, date in DATES.items()}
    return write_stories(tmp_path / "news", stories)


def read_again(
    settings: Settings, *, extractor: FakeExtractor | None = None, paths: Iterable[Path] = ()
) -> tuple[SyncReport, list[Progress]]:
    told: list[Progress] = []
    newer = extractor or FakeExtractor(pipeline="fake 2")
    report = sync(
        settings.archive,
        [str(path) for path in paths],
        settings,
        load=lambda: newer,
        pipeline="fake 2",
        on_progress=told.append,
    )
    return report, told


def test_a_changed_reader_is_told_before_anything_is_read_and_counted_apart(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    write_stories(news, {"f": "Iran said that it rains."})
    report, told = read_again(settings)
    assert (report.new, report.unchanged, report.reread) == (1, 5, 5)
    assert [(one.event, one.reason, one.done, one.total) for one in told[:3]] == [
        ("plan", None, 0, 6),
        ("note", "the reader has changed: 5 articles are read again, newest first", 0, 6),
        ("start", None, 0, 6),
    ]
    assert [(one.done, one.total) for one in told if one.event == "article"] == [(n, 6) for n in range(1, 7)]


def test_what_is_read_again_comes_behind_what_is_new_and_the_newest_first(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    write_stories(news, {"f": "Iran said that it rains."})
    _, told = read_again(settings)
    assert [Path(one.path or "").stem for one in told if one.event == "article"] == ["f", "e", "c", "b", "d", "a"]


def test_the_same_reader_reads_nothing_again_and_says_nothing(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    read_again(settings)
    report, told = read_again(settings)
    assert (report.unchanged, report.reread) == (5, 0)
    assert [one.event for one in told] == ["plan", "start", "done"]


def test_a_change_of_reader_that_was_interrupted_goes_on_where_it_stopped(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(FakeExtractor):
        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            for number, extraction in enumerate(super().extract(articles)):
                if number == 3:
                    raise KeyboardInterrupt
                yield extraction

    sync_with_fake(settings, news)
    with pytest.raises(KeyboardInterrupt):
        read_again(settings, extractor=Interrupted(pipeline="fake 2"))
    report, told = read_again(settings)
    assert report.reread == 2
    assert [Path(one.path or "").stem for one in told if one.event == "article"] == ["d", "a"]


def test_while_articles_are_read_again_everything_can_be_searched_and_shown(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.sync.recorder, "BATCH", 1)
    seen: list[tuple[int, int]] = []

    class Watching(FakeExtractor):
        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            for extraction in super().extract(articles):
                with Library.open(settings.archive, settings, read_only=True) as library:
                    seen.append((library.search("shipped").total, library.overview().statements))
                yield extraction

    sync_with_fake(settings, news)
    read_again(settings, extractor=Watching(pipeline="fake 2"))
    assert seen == [(5, 5)] * 5


def test_an_archive_of_an_earlier_format_is_called_that(settings: Settings, news: Path) -> None:
    connection = sqlite3.connect(settings.archive)
    connection.executescript(OLD_ARCHIVE.read_text(encoding="utf-8"))
    connection.close()
    _, told = read_again(settings, paths=[news])
    assert next(one.reason for one in told if one.event == "note") == (
        "the archive was made by an earlier Dossier (format 1) and has been brought up to date"
    )
    assert not [one for one in read_again(settings)[1] if one.event == "note"]
