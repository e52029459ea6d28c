"""A backup holds every article and nothing of the machine; restored, it is the archive again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, sync_with_fake, write_stories

from index.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveMissing,
    DiskTrouble,
    DossierError,
    FileInTheWay,
    NotAnArchive,
)
from index.library import Library
from index.records import Records
from index.settings import Settings
from index.sync.lock import locked
from index.upkeep import backup, remove, restore, verify


@pytest.fixture
def news(settings: Settings, tmp_path: Path) -> Path:
    news = write_stories(tmp_path / "annas desk" / "news", SHELLS)
    write_stories(news / "2022", {"older": "Iran said that it rained."})
    sync_with_fake(settings, news)
    return news


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "copy.dossier"


def told(archive: Path, settings: Settings) -> object:
    """What an analyst sees, but for the paths."""
    with Library.open(archive, settings, read_only=True) as library:
        rows = library.actors()
        lines = [
            [(one.id, one.speaker_printed, one.content_printed) for one in library.said_by(row.actor.id)]
            for row in rows
        ]
        return rows, lines, [(one.article, one.title, one.outlet) for one in library.articles()]


def locators(archive: Path, settings: Settings) -> set[str]:
    with Library.open(archive, settings, read_only=True) as library:
        return {one.locator for one in library.articles()}


def test_a_backup_says_all_that_the_archive_says_and_nothing_of_the_machine(
    settings: Settings, news: Path, copy: Path, tmp_path: Path
) -> None:
    (news / "bad.txt").write_bytes(b"\x00\x01\x02")
    sync_with_fake(settings)
    done = backup(settings.archive, copy)
    assert (done.articles, done.originals, done.size) == (4, 4, copy.stat().st_size)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert told(copy, settings) == told(settings.archive, settings)
    assert locators(copy, settings) == {"news/shells.md", "news/answer.md", "news/drones.md", "news/2022/older.txt"}
    content = copy.read_bytes()
    for secret in (str(tmp_path), "annas desk", "bad.txt"):
        assert secret.encode() not in content
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name]
    assert {one.name for one in verify(copy, settings, read_only=True).findings} == {"index"}
    with Library.open(copy, settings) as library:
        assert library.sources() == ()


def test_paths_are_kept_and_originals_left_out_on_request(settings: Settings, news: Path, copy: Path) -> None:
    assert backup(settings.archive, copy, paths=True, originals=False).originals == 0
    assert locators(copy, settings) == locators(settings.archive, settings)
    with Library.open(copy, settings) as library:
        assert [row.locator for row in library.sources()] == [str(news)]


def test_a_source_that_is_the_users_home_is_not_told_by_its_name(
    settings: Settings, tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write_stories(tmp_path / "home" / "annamuster", {"a": "Iran said that it rained."})
    other = write_stories(tmp_path / "other", {"b": "Iran said that it snowed."})
    same = write_stories(tmp_path / "more" / "other", {"b": "Iran said that it hailed."})
    monkeypatch.setenv("HOME", str(home))
    sync_with_fake(settings, home, other, same)
    backup(settings.archive, copy)
    assert locators(copy, settings) == {"source/a.txt", "other/b.txt", "other-2/b.txt"}
    assert b"annamuster" not in copy.read_bytes()


def test_a_backup_is_made_while_a_sync_writes(settings: Settings, news: Path, copy: Path) -> None:
    with locked(settings.archive), Records(settings.archive) as records, records.writer() as writer:
        writer.files.add_source("/not yet", "2022-11-09T10:00:00+00:00")
        assert backup(settings.archive, copy, paths=True).articles == 4
    with Library.open(copy, settings) as library:
        assert [row.locator for row in library.sources()] == [str(news)]


def test_a_file_that_is_there_is_replaced_only_by_force(settings: Settings, news: Path, copy: Path) -> None:
    copy.write_text("a letter")
    with pytest.raises(FileInTheWay):
        backup(settings.archive, copy)
    assert copy.read_text() == "a letter"
    backup(settings.archive, copy, force=True)
    assert told(copy, settings) == told(settings.archive, settings)
    with pytest.raises(ArchiveError, match="is the archive itself"):
        backup(settings.archive, settings.archive, force=True)


def test_a_backup_that_fails_leaves_nothing(
    settings: Settings, news: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Records, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Records, "copy_to", full)
    with pytest.raises(DiskTrouble, match="No space left"):
        backup(settings.archive, copy)
    assert list(copy.parent.iterdir()) == []


def test_a_restored_archive_is_the_one_that_was_copied_and_can_be_searched(
    settings: Settings, news: Path, copy: Path
) -> None:
    before = told(settings.archive, settings)
    backup(settings.archive, copy, paths=True)
    with Library.open(settings.archive, settings) as library:
        article = library.find_article("Pyongyang answers")
    remove(settings.archive, settings, articles=[article])
    hidden = told(settings.archive, settings)
    done = restore(settings.archive, settings, copy)
    assert done.articles == 4
    assert told(settings.archive, settings) == before
    with Library.open(settings.archive, settings) as library:
        assert library.search("dealings").total == 1
    assert verify(settings.archive, settings).findings == ()
    assert done.before == settings.archive.with_name("library.dossier.before-restore")
    assert told(done.before, settings) == hidden
    assert sync_with_fake(settings).unchanged == 4
    again = restore(settings.archive, settings, copy)
    assert again.before == settings.archive.with_name("library.dossier.before-restore-2")


def test_a_backup_without_paths_opens_in_an_archive_of_its_own(settings: Settings, news: Path, copy: Path) -> None:
    backup(settings.archive, copy)
    settings.archive.unlink()
    assert restore(settings.archive, settings, copy).before is None
    fake = FakeExtractor()
    sync_with_fake(settings, news, extractor=fake)
    assert fake.read == [], "every text is known"
    assert verify(settings.archive, settings).findings == ()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_letter(path: Path) -> None:
    path.write_text("Dear analyst")


@pytest.mark.parametrize(
    ("spoil", "error"), [(cut, ArchiveDamaged), (make_letter, NotAnArchive), (Path.unlink, ArchiveMissing)]
)
def test_what_is_no_sound_archive_is_not_restored(
    spoil: Callable[[Path], None], error: type[DossierError], settings: Settings, news: Path, copy: Path
) -> None:
    backup(settings.archive, copy)
    spoil(copy)
    before = settings.archive.read_bytes()
    with pytest.raises(error):
        restore(settings.archive, settings, copy)
    assert settings.archive.read_bytes() == before
    assert not list(settings.archive.parent.glob("*before-restore*"))
    assert not list(settings.archive.parent.glob(".library*"))


def test_a_damaged_archive_makes_room_for_a_sound_copy(settings: Settings, news: Path, copy: Path) -> None:
    before = told(settings.archive, settings)
    backup(settings.archive, copy, paths=True)
    cut(settings.archive)
    done = restore(settings.archive, settings, copy)
    assert told(settings.archive, settings) == before
    assert done.before is not None
    assert done.before.exists()


def test_nothing_is_restored_under_a_sync_or_a_reader(settings: Settings, news: Path, copy: Path) -> None:
    backup(settings.archive, copy)
    with locked(settings.archive), pytest.raises(ArchiveLocked):
        restore(settings.archive, settings, copy)
    with ExitStack() as open_elsewhere:
        reader = open_elsewhere.enter_context(Library.open(settings.archive, settings))
        assert reader.overview().articles == 4
        with pytest.raises(ArchiveError, match="open in another process"):
            restore(settings.archive, settings, copy)
        assert reader.overview().articles == 4
    restore(settings.archive, settings, copy)


@pytest.mark.parametrize("has_hard_links", [True, False])
def test_a_restore_that_fails_at_its_last_step_leaves_everything_as_it_was(
    has_hard_links: bool, settings: Settings, news: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(settings.archive, copy, paths=True)
    (news / "late.txt").write_text("Iran said that it hailed.")
    sync_with_fake(settings)
    before, names = told(settings.archive, settings), sorted(path.name for path in settings.archive.parent.iterdir())
    replace = Path.replace

    def fails_for_the_copy(self: Path, target: Path) -> Path:
        if self.name.startswith(".library") and target == settings.archive:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    def unknown(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(Path, "replace", fails_for_the_copy)
    if not has_hard_links:
        monkeypatch.setattr("os.link", unknown)
    with pytest.raises(DiskTrouble, match="No space left"):
        restore(settings.archive, settings, copy)
    assert sorted(path.name for path in settings.archive.parent.iterdir()) == names
    assert told(settings.archive, settings) == before
    assert verify(settings.archive, settings).findings == ()


def test_a_restored_copy_is_on_the_disk_before_the_archive_makes_room(
    settings: Settings, news: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(settings.archive, copy, paths=True)
    synced: list[int] = []
    fsync, link = os.fsync, os.link
    known: list[bool] = []

    def noted(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    def looked(one: Path, other: Path) -> None:
        (waiting,) = one.parent.glob(f".{one.name}.*")
        known.append(waiting.stat().st_ino in synced)
        link(one, other)

    monkeypatch.setattr("os.fsync", noted)
    monkeypatch.setattr("index.upkeep.backing_up.os.link", looked)
    restore(settings.archive, settings, copy)
    assert known == [True]


def test_an_archive_behind_a_link_is_restored_where_it_lies(
    settings: Settings, news: Path, copy: Path, tmp_path: Path
) -> None:
    home = tmp_path / "volume" / "real.dossier"
    home.parent.mkdir()
    settings.archive.rename(home)
    settings.archive.symlink_to(home)
    backup(settings.archive, copy, paths=True)
    done = restore(settings.archive, settings, copy)
    assert settings.archive.is_symlink()
    assert done.before == home.with_name("real.dossier.before-restore")
    assert told(settings.archive, settings) == told(home, settings) == told(done.before, settings)
    copied = tmp_path / "link.dossier"
    copied.symlink_to(copy)
    backup(settings.archive, copied, force=True)
    assert (copied.is_symlink(), copy.is_symlink()) == (True, False)


def test_of_an_archive_that_is_not_there_no_copy_is_made(settings: Settings, copy: Path) -> None:
    copy.write_text("a letter")
    with pytest.raises(ArchiveMissing, match="there is no such archive"):
        backup(settings.archive, copy, force=True)
    assert copy.read_text() == "a letter"


def test_an_archive_that_may_not_be_written_opens_searches_and_is_copied(
    settings: Settings, news: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    shutil.copy(settings.archive, medium / "library.dossier")
    (medium / "library.dossier").chmod(0o400)
    medium.chmod(0o500)
    try:
        assert told(medium / "library.dossier", settings) == told(settings.archive, settings)
        assert backup(medium / "library.dossier", copy).articles == 4
        assert [path.name for path in medium.iterdir()] == ["library.dossier"]
    finally:
        medium.chmod(0o700)
