"""A sync that is locked out, interrupted or killed leaves a sound archive, and the next one completes it."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from builders import FakeExtractor, sync_with_fake, write_stories
from deadly_extraction import DeadlyExtractor

import index.sync.recorder
import index.workers.readers
from index.errors import ArchiveError, ArchiveLocked, ModelMissing
from index.library import Library
from index.model import Article, Extraction, Published
from index.records import Records
from index.settings import Settings
from index.sync import sync
from index.sync.lock import locked

STORIES = {f"story{number}": f"John Kirby said that shell {number} was shipped." for number in range(12)}


class Interrupted(FakeExtractor):
    """Reads a few articles; then the user has had enough."""

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for number, extraction in enumerate(super().extract(articles)):
            if number == 7:
                raise KeyboardInterrupt
            yield extraction


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "news", STORIES)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.sync.recorder, "BATCH", 2)


def complete(settings: Settings) -> None:
    """Sync what is left and compare with what an undisturbed sync would have made."""
    sync_with_fake(settings)
    with Records(settings.archive, "read") as records:
        assert records.problems() == ()
    with Library.open(settings.archive, settings) as library:
        (kirby,) = (row for row in library.actors() if row.actor.name == "John Kirby")
        assert (library.overview().articles, kirby.actor.articles, kirby.said) == (12, 12, 12)
        assert library.search("shipped").total == 12
        assert library.archive_problems() == library.index_problems() == ()


def test_a_second_sync_is_told_who_holds_the_lock(settings: Settings, news: Path) -> None:
    with locked(settings.archive), pytest.raises(ArchiveLocked) as caught:
        sync_with_fake(settings, news)
    assert f"process {os.getpid()} on " in caught.value.holder


def test_the_lock_holds_whatever_link_leads_to_the_archive(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.dossier"
    link.symlink_to(settings.archive)
    with locked(settings.archive), pytest.raises(ArchiveLocked), locked(link):
        pass


def test_a_lock_file_that_its_holder_has_just_removed_locks_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.archive.with_name(settings.archive.name + ".lock")
    flock, removed = fcntl.flock, []

    def removed_before(handle: int, how: int) -> None:
        if not removed:
            removed.append(path.unlink())
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", removed_before)
    with locked(settings.archive), pytest.raises(ArchiveLocked), locked(settings.archive):
        pass


def test_the_lock_is_free_and_its_file_gone_when_a_sync_has_ended(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    assert sorted(path.name for path in settings.archive.parent.iterdir()) == ["cache", "library.dossier", "news"]


def test_readers_work_while_a_sync_holds_the_lock(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    with locked(settings.archive), Library.open(settings.archive, settings) as library:
        assert library.search("shipped").total == 12


def test_what_was_read_before_an_interrupt_is_kept_and_searchable(settings: Settings, news: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        sync_with_fake(settings, news, extractor=Interrupted())
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == library.search("shipped").total == 7
        assert {line.outcome for line in library.triage.files()} <= {"read", "waiting"}
    fake = FakeExtractor()
    sync_with_fake(settings, extractor=fake)
    assert len(fake.read) == 5
    complete(settings)


def test_a_killed_sync_leaves_what_it_committed_and_no_lock(settings: Settings, news: Path) -> None:
    script = f"""
        import os, signal, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parents[2])!r})
        import builders, index.sync.recorder

        class Killed(builders.FakeExtractor):
            def extract(self, articles):
                for number, extraction in enumerate(super().extract(articles)):
                    if number == 7:
                        os.kill(os.getpid(), signal.SIGKILL)
                    yield extraction

        index.sync.recorder.BATCH = 2
        builders.sync_with_fake(builders.settings_in(Path({str(settings.archive.parent)!r})), {str(news)!r},
                                extractor=Killed())
    """
    root = Path(index.sync.recorder.__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=root, capture_output=True, check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    with Library.open(settings.archive, settings) as library:
        assert 0 < library.overview().articles < 12
        assert library.overview().index_lag > 0
    complete(settings)


def test_a_missing_model_leaves_the_sources_added(settings: Settings, news: Path) -> None:
    def none() -> FakeExtractor:
        raise ModelMissing("no model", hint="install one")

    with pytest.raises(ModelMissing):
        sync(settings.archive, [str(news)], settings, load=none)
    complete(settings)


class Failing(FakeExtractor):
    """Fails over one article."""

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for extraction, (article, _) in zip(super().extract(articles), articles, strict=True):
            if "shell 5 " in article.text:
                raise ValueError("a stage failed")
            yield extraction


def test_an_article_that_cannot_be_read_out_is_kept_and_told_until_another_reader_can(
    settings: Settings, news: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = sync_with_fake(settings, news, extractor=Failing())
    (failure,) = first.failed
    assert (failure.locator, failure.reason) == (str(news / "story5.txt"), "reading out failed: ValueError")
    assert (first.new, "test_sync_interrupted.py" in caplog.text, "shell" in caplog.text) == (12, True, False)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == library.search("shipped").total == 12
    again = sync_with_fake(settings, extractor=Failing())
    assert (again.unchanged, again.reread, again.failed) == (12, 0, first.failed)
    newer = FakeExtractor(pipeline="fake 2")
    report = sync(settings.archive, [], settings, load=lambda: newer, pipeline="fake 2")
    assert (report.unchanged, report.reread, report.failed) == (12, 12, ())
    assert sync(settings.archive, [], settings, load=lambda: newer, pipeline="fake 2").failed == ()


def test_an_article_that_kills_a_worker_is_a_failure_and_the_rest_is_read(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.workers.readers, "FEW", 60)
    write_stories(news, {"deadly": "John Kirby said that a killer was shipped."})
    report = sync(settings.archive, [str(news)], settings, load=DeadlyExtractor, workers=2)
    assert [failure.locator for failure in report.failed] == [str(news / "deadly.txt")]
    (news / "deadly.txt").unlink()
    complete(settings)


def test_a_file_system_without_locks_is_not_called_another_process(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(ArchiveError, match=r"cannot be locked \(No locks available\)") as caught:
        sync_with_fake(settings, news)
    assert not isinstance(caught.value, ArchiveLocked)
