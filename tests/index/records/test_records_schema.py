"""Archives of every earlier format open. archive-N.sql is what `iterdump` said of one with a single story."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.errors import ArchiveError
from index.records import Records, schema

DUMPS = sorted(Path(__file__).parent.glob("archive-*.sql"))


def written_by(dump: Path, folder: Path) -> Path:
    archive = folder / f"{dump.stem}.dossier"
    connection = sqlite3.connect(archive)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()
    return archive


def structure(archive: Path) -> set[tuple[str, str]]:
    connection = sqlite3.connect(archive)
    rows = set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))
    connection.close()
    return rows


def test_there_is_an_archive_of_every_format_to_try() -> None:
    assert [dump.stem for dump in DUMPS] == [f"archive-{number + 1}" for number in range(schema.VERSION)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_archive_of_an_earlier_format_opens_with_everything_in_it(dump: Path, tmp_path: Path) -> None:
    with Records(written_by(dump, tmp_path)) as records, records.view() as view:
        assert records.problems() == ()
        (citation,) = view.articles.newest(None, 0)
        assert (citation.title, citation.outlet, citation.statements) == ("Drones over Ukraine", "Daily Wire", 3)
        assert [line.cue_printed for line in view.lines.said_by("state:ir")] == ["denied"]
        assert [row.actor.name for row in view.actors.rows("", None)] == ["Iran", "Kirby", "Ukraine", "Russia"]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_migrated_archive_has_the_tables_of_a_new_one(dump: Path, tmp_path: Path) -> None:
    old, new = written_by(dump, tmp_path), tmp_path / "new.dossier"
    Records(old).close()
    Records(new, "create").close()
    assert structure(old) == structure(new)


def test_reading_only_does_not_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = written_by(DUMPS[-1], tmp_path)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(ArchiveError, match="older format") as caught:
        Records(archive, "read")
    assert "--read-only" in caught.value.hint


def test_a_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = written_by(DUMPS[-1], tmp_path)
    before = structure(archive)
    broken = "CREATE TABLE half (id INTEGER); CREATE TABLE articles (id INTEGER);"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    monkeypatch.setattr(schema, "VERSION", len(schema.MIGRATIONS))
    with pytest.raises(ArchiveError):
        Records(archive)
    assert structure(archive) == before


def test_of_two_that_open_an_old_archive_at_once_the_second_finds_it_migrated(tmp_path: Path) -> None:
    archive = written_by(DUMPS[0], tmp_path)
    first, second = (sqlite3.connect(archive, isolation_level=None) for _ in range(2))
    assert [one.execute("PRAGMA user_version").fetchone()[0] for one in (first, second)] == [1, 1]
    schema.migrate(first)
    schema.migrate(second)
    assert second.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    first.close()
    second.close()
