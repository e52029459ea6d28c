"""A sync of what is known to have changed looks nowhere else, and comes to what a sync of everything comes to."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, sync_with_fake, write_stories
from test_sync_files import articles, numbers

from index.settings import Settings
from index.sync import Syncer, SyncReport
from index.sync.scope import Scope

LIE = "Iran denied that it sold drones."


@pytest.fixture
def news(settings: Settings, tmp_path: Path) -> Path:
    folder = write_stories(tmp_path / "news", SHELLS)
    sync_with_fake(settings, folder)
    return folder


def look(settings: Settings, *places: Path) -> SyncReport:
    """Sync only at and under these."""
    with Syncer(settings.archive, settings, load=FakeExtractor) as syncer:
        report = syncer.sync(scope=Scope(within=frozenset(map(str, places))))
    again = sync_with_fake(settings)
    assert set(numbers(again)) <= {"unchanged", "failed"}, "a sync of everything finds nothing more"
    return report


def test_a_new_file_is_found_where_it_is_told_of(settings: Settings, news: Path) -> None:
    (news / "new.txt").write_text(LIE)
    assert numbers(look(settings, news / "new.txt")) == {"new": 1}


def test_what_changed_elsewhere_waits(settings: Settings, news: Path) -> None:
    (news / "new.txt").write_text(LIE)
    with Syncer(settings.archive, settings, load=FakeExtractor) as syncer:
        assert numbers(syncer.sync(scope=Scope(within=frozenset([str(news / "shells.md")])))) == {"unchanged": 1}
    assert len(articles(settings)) == 3


def test_a_file_that_is_gone_is_hidden_and_nothing_else(settings: Settings, news: Path) -> None:
    (news / "shells.md").unlink()
    assert numbers(look(settings, news / "shells.md")) == {"removed": 1}
    assert len(articles(settings)) == 2


def test_a_renamed_file_is_moved(settings: Settings, news: Path) -> None:
    (news / "shells.md").rename(news / "other.md")
    assert numbers(look(settings, news / "shells.md", news / "other.md")) == {"moved": 1}


def test_a_folder_that_came_is_looked_through_and_one_that_went_too(settings: Settings, news: Path) -> None:
    write_stories(news / "deep" / "er", {"a": LIE})
    assert numbers(look(settings, news / "deep")) == {"new": 1}
    (news / "deep" / "er" / "a.txt").unlink()
    (news / "deep" / "er").rmdir()
    (news / "deep").rmdir()
    assert numbers(look(settings, news / "deep")) == {"removed": 1}


def test_where_the_whole_source_is_gone_nothing_is_taken_for_removed(settings: Settings, news: Path) -> None:
    elsewhere = news.rename(news.with_name("elsewhere"))
    with Syncer(settings.archive, settings, load=FakeExtractor) as syncer:
        report = syncer.sync(scope=Scope(within=frozenset([str(news / "shells.md")])))
    assert numbers(report) == {"failed": 1}
    assert len(articles(settings)) == 3
    elsewhere.rename(news)


def test_a_place_outside_all_sources_is_nothing(settings: Settings, news: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIE)
    (tmp_path / "newsroom").mkdir()
    assert numbers(look(settings, tmp_path / "a.txt", tmp_path / "newsroom")) == {}


def test_a_model_that_was_loaded_stays_loaded(settings: Settings, news: Path) -> None:
    loaded: list[FakeExtractor] = []

    def load() -> FakeExtractor:
        loaded.append(FakeExtractor())
        return loaded[-1]

    with Syncer(settings.archive, settings, load=load) as syncer:
        for number in range(3):
            (news / f"{number}.txt").write_text(f"{LIE} {number}")
            assert syncer.sync().new == 1
    assert len(loaded) == 1


def test_what_is_still_being_written_stays_as_it_was(settings: Settings, news: Path) -> None:
    (news / "new.txt").write_text(LIE)
    (news / "shells.md").write_text("Half of it")
    busy = frozenset([str(news / "new.txt"), str(news / "shells.md")])
    with Syncer(settings.archive, settings, load=FakeExtractor) as syncer:
        assert numbers(syncer.sync(scope=Scope(leave=busy))) == {"unchanged": 2}
    assert len(articles(settings)) == 3
