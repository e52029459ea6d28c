"""The archive as a file: what it may be, who may read it, what is left beside it."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from builders import appearance_of, article_of, extraction_of

from index.errors import ArchiveDamaged, ArchiveError, ArchiveMissing, ArchiveNewer, NotAnArchive
from index.records import Records, schema


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.dossier"
    with Records(path, "create") as records:
        record(records, "John Kirby said that North Korea ships shells.")
    return path


def record(records: Records, text: str, locator: str = "/news/a.txt") -> None:
    article = article_of(text)
    with records.writer() as writer:
        source = writer.files.add_source("/news", "2022-11-09T10:00:00+00:00")
        file = writer.files.begin_file(source, locator)
        writer.files.record(file, article, appearance_of(article, locator))
        writer.extractions.record(extraction_of(article), None)


def make_not_sqlite(path: Path) -> None:
    path.write_bytes(b"Dear analyst, this is a letter.")


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_folder(path: Path) -> None:
    path.mkdir()


def make_other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (title TEXT)")
    connection.close()


@pytest.mark.parametrize("make", [make_not_sqlite, make_empty, make_folder, make_other_database])
def test_a_file_that_is_something_else_is_not_opened(make: object, tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    make(path)  # type: ignore[operator]
    with pytest.raises(NotAnArchive) as caught:
        Records(path)
    assert caught.value.hint


@pytest.mark.parametrize("make", [make_not_sqlite, make_folder, make_other_database])
def test_a_file_that_is_something_else_is_not_written_over(make: object, tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(NotAnArchive):
        Records(path, "create")
    assert before == (path.read_bytes() if path.is_file() else b"")


def test_a_missing_archive_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="no such archive"):
        Records(tmp_path / "none.dossier")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_of_a_newer_version_is_refused(archive: Path) -> None:
    connection = sqlite3.connect(archive)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(ArchiveNewer, match="newer Dossier"):
        Records(archive)


def test_only_its_owner_may_read_an_archive(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_a_closed_archive(archive: Path) -> None:
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_a_reader_sees_one_moment_while_another_process_writes(archive: Path) -> None:
    with Records(archive) as reader, Records(archive) as other, reader.view() as view:
        assert view.articles.counts() == (1, 1)
        record(other, "Iran denied that it sold drones.", "/news/b.txt")
        assert view.articles.counts() == (1, 1)
        with reader.view() as later:
            assert later.articles.counts() == (2, 2)


def test_a_reader_is_told_that_another_process_has_committed(archive: Path) -> None:
    with Records(archive) as reader, Records(archive) as other:
        assert [reader.changed(), reader.changed()] == [False, False]
        record(other, "Iran denied that it sold drones.", "/news/b.txt")
        assert [reader.changed(), reader.changed()] == [True, False]


def test_a_transaction_that_raises_leaves_nothing_behind(archive: Path) -> None:
    def fail_after_recording(records: Records) -> None:
        with records.writer() as writer:
            writer.files.add_source("/elsewhere", "2022-11-09T10:00:00+00:00")
            raise RuntimeError

    with Records(archive) as records:
        with pytest.raises(RuntimeError):
            fail_after_recording(records)
        with records.view() as view:
            assert [row.locator for row in view.files.sources()] == ["/news"]


def test_reading_only_leaves_every_byte_and_the_folder_as_they_are(archive: Path) -> None:
    before = archive.read_bytes()
    with Records(archive, "read") as records:
        with records.view() as view:
            assert view.articles.counts() == (1, 1)
        with pytest.raises(ArchiveError, match="may not be written"):
            record(records, "Iran denied that it sold drones.")
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_reading_only_does_not_look_into_an_archive_that_is_being_rewritten(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.records.connection.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(archive, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ArchiveError, match="busy in another process"):
        Records(archive, "read")
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")
def test_an_archive_without_permission_says_so(archive: Path) -> None:
    archive.chmod(0)
    with pytest.raises(ArchiveError, match="may not be read"):
        Records(archive)


def test_damage_is_called_damage(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[4096 : len(content)] = os.urandom(len(content) - 4096)
    archive.write_bytes(content)
    with pytest.raises(ArchiveDamaged) as caught, Records(archive) as records, records.view() as view:
        view.articles.newest(None, 0)
    assert "Restore" in caught.value.hint


def test_a_cut_off_archive_is_called_damaged(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:9000])
    with pytest.raises(ArchiveDamaged), Records(archive) as records, records.view() as view:
        view.articles.newest(None, 0)


def test_an_archive_without_its_id_is_called_damaged(archive: Path) -> None:
    connection = sqlite3.connect(archive)
    connection.execute("DELETE FROM meta")
    connection.commit()
    connection.close()
    with Records(archive) as records, pytest.raises(ArchiveDamaged), records.view() as view:
        view.index.position()


def test_the_full_check_finds_nothing_in_a_sound_archive_and_something_in_a_damaged_one(archive: Path) -> None:
    with Records(archive, "read") as records:
        assert records.problems() == ()
    connection = sqlite3.connect(archive)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'mentions'").fetchone()[0]
    connection.close()
    content = bytearray(archive.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    archive.write_bytes(content)
    with Records(archive, "read") as records:
        assert records.problems() != ()


def test_an_archive_too_busy_to_be_checked_is_not_called_damaged(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.records.connection.BUSY_SECONDS", 0.05)
    with Records(archive, "read") as records:
        other = sqlite3.connect(archive, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="busy in another process"):
            records.problems()
        other.close()


def test_many_threads_may_read_at_once(archive: Path) -> None:
    with Records(archive) as records:
        answers: list[int] = []

        def ask() -> None:
            for _ in range(20):
                with records.view() as view:
                    answers.append(view.articles.counts()[0])

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [1] * 160


def test_a_trigger_planted_in_an_archive_cannot_call_functions_with_side_effects(archive: Path) -> None:
    with Records(archive) as records, records.view() as view:
        trusted = view.files._sql.execute("PRAGMA trusted_schema").fetchone()[0]
    assert trusted == 0
