"""The search index is a cache: used, brought up to date or written anew, and never trusted further than its stamp."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, settings_in, sync_with_fake, write_stories

import index.sync.recorder
from index.errors import IndexUnusable
from index.fulltext import FulltextIndex
from index.library import Library
from index.model import Article, Extraction, Published
from index.records import Records
from index.settings import Settings
from index.sync import rebuild_index


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "news", SHELLS)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the index."""
    made: list[str] = []
    for name in ("rebuild", "update"):
        original = getattr(FulltextIndex, name)

        def noted(
            self: FulltextIndex, *rest: object, name: str = name, original: Callable[..., None] = original
        ) -> None:
            made.append(name)
            original(self, *rest)

        monkeypatch.setattr(FulltextIndex, name, noted)
    return made


def index_folder(settings: Settings) -> Path:
    (folder,) = (settings.cache / "index").iterdir()
    return folder


def total(settings: Settings, query: str = "russia") -> int:
    with Library.open(settings.archive, settings) as library:
        return library.search(query).total


def test_the_index_is_written_once_then_brought_up_to_date(settings: Settings, news: Path, calls: list[str]) -> None:
    sync_with_fake(settings, news)
    sync_with_fake(settings)
    assert calls == ["rebuild", "update"]  # empty at first, for whoever searches while the first articles are read
    (news / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")
    sync_with_fake(settings)
    assert calls == ["rebuild", "update", "update"]
    assert total(settings) == 4


def delete(folder: Path) -> None:
    shutil.rmtree(folder)


def cut_off(folder: Path) -> None:
    largest = max(folder.rglob("f-*/*"), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-10])


def lose_the_stamp(folder: Path) -> None:
    (folder / "stamp.json").unlink()


def garble_the_stamp(folder: Path) -> None:
    (folder / "stamp.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize("damage", [delete, cut_off, lose_the_stamp, garble_the_stamp])
def test_a_damaged_index_is_refused_by_readers_and_written_anew_by_a_sync(
    damage: Callable[[Path], None], settings: Settings, news: Path
) -> None:
    sync_with_fake(settings, news)
    damage(index_folder(settings))
    with Library.open(settings.archive, settings) as library:
        with pytest.raises(IndexUnusable) as caught:
            library.search("russia")
        assert "dossier sync" in caught.value.hint
        assert library.overview().index_lag == 3
        assert len(library.actors()) > 0
    sync_with_fake(settings)
    assert total(settings) == 3


def test_a_rebuild_repairs_what_sizes_do_not_show(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    largest = max(index_folder(settings).rglob("f-*/*.seg"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 0xFF
    largest.write_bytes(content)
    with Library.open(settings.archive, settings) as library:
        assert library.archive_problems() == ()
        assert library.index_problems() != ()
    rebuild_index(settings.archive, settings)
    with Library.open(settings.archive, settings) as library:
        assert library.index_problems() == ()
    assert total(settings) == 3


def test_a_copied_archive_gets_an_index_of_its_own(settings: Settings, news: Path, tmp_path: Path) -> None:
    sync_with_fake(settings, news)
    copy = tmp_path / "copy.dossier"
    shutil.copy(settings.archive, copy)
    with Library.open(copy, settings) as library, pytest.raises(IndexUnusable):
        library.search("russia")
    sync_with_fake(settings, archive=copy)
    with Library.open(copy, settings) as library:
        assert library.search("russia").total == 3
    assert len(list((settings.cache / "index").iterdir())) == 2


def test_an_older_copy_that_went_another_way_is_not_searched_with_the_wrong_index(
    settings: Settings, news: Path, tmp_path: Path, calls: list[str]
) -> None:
    sync_with_fake(settings, news)
    copy = tmp_path / "copy"
    shutil.copy(settings.archive, copy)
    (news / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")
    sync_with_fake(settings)
    shutil.copy(copy, settings.archive)
    with Library.open(settings.archive, settings) as library, pytest.raises(IndexUnusable):
        library.search("russia")
    (news / "new.txt").write_text("Russia said that it paid.", encoding="utf-8")
    calls.clear()
    sync_with_fake(settings)
    assert calls == ["rebuild", "update"]
    assert (total(settings), total(settings, "denied AND paid")) == (4, 0)


def test_a_reader_serves_what_is_valid_and_says_how_far_it_lags(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_with_fake(settings, news)
    (news / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")
    (news / "answer.md").unlink()
    monkeypatch.setattr("index.sync.recorder.catch_up", lambda *_: None)
    sync_with_fake(settings)
    with Library.open(settings.archive, settings) as library:
        answer = library.search("russia")
        assert library.overview().index_lag == 2
    assert sorted(hit.citation.title for hit in answer.hits) == ["Drones over Ukraine", "Shells shipped to Russia"]
    assert answer.total == 2
    assert any("2 articles" in remark for remark in answer.remarks)
    monkeypatch.undo()
    sync_with_fake(settings)
    assert total(settings) == 3


def test_an_open_library_finds_what_a_later_sync_has_added(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    with Library.open(settings.archive, settings) as library:
        assert library.search("russia").total == 3
        assert not library.changed()
        (news / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")
        sync_with_fake(settings)
        assert library.changed()
        assert library.search("russia").total == 4
        assert not library.changed()


def test_a_cache_that_cannot_be_made_is_one_clear_error_and_the_archive_is_complete(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.cache.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(IndexUnusable) as caught:
        sync_with_fake(settings, write_stories(tmp_path / "news", SHELLS))
    assert str(settings.cache) in str(caught.value)
    with Library.open(settings.archive, settings) as library:
        assert library.overview().articles == 3


def test_a_new_archive_has_nothing_to_find_and_no_trouble(settings: Settings) -> None:
    Records(settings.archive, "create").close()
    with Library.open(settings.archive, settings) as library:
        assert library.search("russia").total == 0


def test_a_lost_index_is_there_again_before_anything_is_read(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    delete(index_folder(settings))
    (news / "new.txt").write_text("Russia denied that it paid.", encoding="utf-8")

    class Searching(FakeExtractor):
        """Searches as a reader would while the new article is read."""

        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            assert total(settings) == 3
            yield from super().extract(articles)

    fake = Searching()
    sync_with_fake(settings, extractor=fake)
    assert len(fake.read) == 1
    assert total(settings) == 4


def test_articles_become_searchable_before_too_many_wait_however_little_time_has_passed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.sync.recorder, "BATCH", 2)
    monkeypatch.setattr(index.sync.recorder, "MOST_WAITING", 4)
    seen: list[int] = []

    class Watching(FakeExtractor):
        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            for extraction in super().extract(articles):
                with Library.open(settings.archive, settings, read_only=True) as library:
                    seen.append(library.search("rains").total)
                yield extraction

    news = write_stories(tmp_path / "rain", {f"rain{n}": f"Iran said that it rains {n}." for n in range(9)})
    sync_with_fake(settings, news, extractor=Watching())
    assert seen[0] == 0
    assert 4 <= seen[-1] < 9
