"""Zip archives through a sync: only what changed in them is read again."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import FakeExtractor, sync_with_fake, write_stories
from press_exports import NEXIS

from index.library import Library
from index.settings import Settings

LIE = "Iran denied that it sold drones."
SHIP = "John Kirby said that North Korea ships shells."
RAIN = "Iran said that it rains."
SOME = {"a.txt": LIE, "b/c.txt": SHIP, "logo.png": "\x89PNG"}


def write_zip(path: Path, members: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    path = write_zip(tmp_path / "news.zip", SOME)
    report = sync_with_fake(settings, path)
    assert (report.new, len(report.skipped)) == (2, 1)
    return path


def locators(settings: Settings) -> list[str]:
    with Library.open(settings.archive, settings) as library:
        return sorted(citation.locator.rpartition("/")[2] for citation in library.articles())


def test_an_archive_that_has_not_changed_is_not_opened_again(settings: Settings, archive: Path) -> None:
    fake = FakeExtractor()
    report = sync_with_fake(settings, extractor=fake)
    assert (report.unchanged, report.new, fake.read) == (2, 0, [])
    assert [failure.locator for failure in report.skipped] == [f"{archive}#logo.png"]


def test_one_changed_member_is_one_changed_article(settings: Settings, archive: Path) -> None:
    write_zip(archive, {**SOME, "a.txt": RAIN})
    fake = FakeExtractor()
    report = sync_with_fake(settings, extractor=fake)
    assert (report.changed, report.unchanged, report.removed, len(fake.read)) == (1, 1, 0, 1)
    again = sync_with_fake(settings)
    assert (again.unchanged, len(again.skipped)) == (2, 1)


def test_a_member_that_went_is_removed_and_one_that_came_is_new(settings: Settings, archive: Path) -> None:
    write_zip(archive, {"b/c.txt": SHIP, "d.txt": RAIN})
    report = sync_with_fake(settings)
    assert (report.new, report.removed, report.unchanged, report.skipped) == (1, 1, 1, ())
    assert locators(settings) == ["c.txt", "news.zip#d.txt"]


def test_an_archive_that_is_no_longer_one_hides_its_articles_until_it_is_again(
    settings: Settings, archive: Path
) -> None:
    archive.write_bytes(b"no zip")
    report = sync_with_fake(settings)
    assert (report.removed, len(report.failed)) == (2, 1)
    write_zip(archive, SOME)
    assert sync_with_fake(settings).new == 2


def test_a_moved_archive_keeps_its_articles(settings: Settings, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    archive.rename(tmp_path / "old" / "renamed.zip")
    fake = FakeExtractor()
    report = sync_with_fake(settings, tmp_path, extractor=fake)
    assert (report.moved, fake.read) == (2, [])


def test_an_export_of_a_press_archive_gives_its_articles_and_tells_the_rest(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(NEXIS, encoding="utf-8")
    report = sync_with_fake(settings, path)
    assert (report.new, [failure.locator for failure in report.failed]) == (2, [f"{path}#3"])
    assert any("outside its articles left out" in remark for remark in report.remarks)
    path.write_text(NEXIS.replace("had shipped anything", "had shipped any shells"), encoding="utf-8")
    report = sync_with_fake(settings)
    assert (report.changed, report.unchanged) == (1, 1)


def test_a_json_file_without_an_article_is_listed_as_skipped(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": LIE})
    (news / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    report = sync_with_fake(settings, news)
    assert ([one.reason for one in report.skipped], report.failed) == (["is JSON without an article"], ())
    with Library.open(settings.archive, settings) as library:
        outcomes = {line.locator.rpartition("/")[2]: line.outcome for line in library.triage.files()}
    assert (outcomes["a.txt"], outcomes["package.json"]) == ("read", "skipped")
