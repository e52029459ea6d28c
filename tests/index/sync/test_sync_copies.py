"""Near-copies are found as articles come, change and go, and do not depend on the order in which they came."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from builders import Story, sync_with_fake, write_stories
from copied_texts import ADDED, CORRECTED, CUT, FORMULAIC, RETITLED, WIRE

from index.records import copy_writer
from index.settings import Settings

STORIES: dict[str, str | Story] = {
    "wire": Story(title="Freighter leaves without licence", outlet="Wire", published="2022-11-02", text=WIRE),
    "cut": Story(title="Freighter gone", outlet="Post", published="2022-11-03", text=CUT),
    "added": Story(title="Freighter leaves Halden", outlet="Courier", published="2022-11-04", text=ADDED),
    "retitled": Story(title="A ship leaves by night", outlet="Star", published="2022-11-03", text=RETITLED),
    "other": Story(title="Reception", outlet="Wire", published="2022-11-02", text=FORMULAIC[0]),
    "another": Story(title="Reception", outlet="Wire", published="2022-11-05", text=FORMULAIC[1]),
}


def copies(settings: Settings) -> dict[str, str]:
    """File name of each copy, and that of its original."""
    with sqlite3.connect(settings.archive) as connection:
        rows = connection.execute(
            "SELECT p.locator, o.locator FROM copies c JOIN articles a ON a.id = c.article"
            " JOIN appearances p ON p.id = a.shown JOIN articles b ON b.id = c.original"
            " JOIN appearances o ON o.id = b.shown"
        ).fetchall()
    connection.close()
    return {Path(copy).stem: Path(original).stem for copy, original in rows}


def counted(settings: Settings, table: str) -> int:
    with sqlite3.connect(settings.archive) as connection:
        number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return number


def folder_of(tmp_path: Path, names: Iterable[str]) -> Path:
    return write_stories(tmp_path / "news", {name: STORIES[name] for name in names})


def test_copies_are_grouped_with_the_earliest_and_reports_of_one_form_are_not(
    settings: Settings, tmp_path: Path
) -> None:
    sync_with_fake(settings, folder_of(tmp_path, STORIES))
    assert copies(settings) == {"cut": "wire", "added": "wire", "retitled": "wire"}


@pytest.mark.parametrize("order", list(itertools.permutations(("wire", "cut", "added", "retitled")))[::5])
def test_one_by_one_in_any_order_gives_the_same_groups(
    settings: Settings, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        sync_with_fake(settings, folder_of(tmp_path, [name]))
    assert copies(settings) == {"cut": "wire", "added": "wire", "retitled": "wire"}


def test_when_the_original_goes_the_next_takes_its_place_until_it_is_back(settings: Settings, tmp_path: Path) -> None:
    news = folder_of(tmp_path, ["wire", "retitled", "added"])
    sync_with_fake(settings, news)
    text = (news / "wire.md").read_bytes()
    (news / "wire.md").unlink()
    sync_with_fake(settings)
    assert copies(settings) == {"added": "retitled"}
    assert counted(settings, "sketches") == 2
    (news / "wire.md").write_bytes(text)
    sync_with_fake(settings)
    assert copies(settings) == {"added": "wire", "retitled": "wire"}


def test_a_corrected_date_changes_who_is_the_original(settings: Settings, tmp_path: Path) -> None:
    news = folder_of(tmp_path, ["wire", "added"])
    sync_with_fake(settings, news)
    written = (news / "added.md").read_text(encoding="utf-8")
    (news / "added.md").write_text(written.replace("2022-11-04", "2022-11-01"), encoding="utf-8")
    sync_with_fake(settings)
    assert copies(settings) == {"wire": "added"}


def test_an_older_version_is_hidden_and_no_copy(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"story": WIRE})
    sync_with_fake(settings, news)
    (news / "story.txt").write_text(CORRECTED, encoding="utf-8")
    sync_with_fake(settings)
    assert copies(settings) == {}
    assert counted(settings, "sketches") == 1


def test_one_text_in_two_places_is_one_article_and_no_copy(settings: Settings, tmp_path: Path) -> None:
    sync_with_fake(settings, write_stories(tmp_path / "news", {"here": WIRE, "there": WIRE}))
    assert copies(settings) == {}


def test_a_sync_without_changes_looks_at_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_with_fake(settings, folder_of(tmp_path, STORIES))
    monkeypatch.delattr(copy_writer.CopyWriter, "text")
    sync_with_fake(settings)
    assert len(copies(settings)) == 3


def test_sketches_of_another_version_are_made_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_with_fake(settings, folder_of(tmp_path, ["wire", "cut"]))
    with sqlite3.connect(settings.archive) as connection:
        connection.execute("DELETE FROM likenesses")
        connection.execute("DELETE FROM copies")
    connection.close()
    sync_with_fake(settings)
    assert copies(settings) == {}
    monkeypatch.setattr("index.sync.copies.version", lambda: "another")
    sync_with_fake(settings)
    assert copies(settings) == {"cut": "wire"}


def test_a_wording_that_is_common_to_too_many_is_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_writer, "CROWD", 0)
    report = sync_with_fake(settings, folder_of(tmp_path, ["wire", "added", "retitled", "other"]))
    assert "1 text has so common a wording that near-copies may be missed" in report.remarks
