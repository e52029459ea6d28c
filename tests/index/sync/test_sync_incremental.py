"""What becomes of files that are renamed, replaced, linked, reordered or changed behind their size and time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, Story, settings_in, sync_with_fake, write_stories

from index.answers import Citation, Version
from index.library import Library
from index.model import Article, Extraction, Published
from index.settings import Settings
from index.sync import SyncReport, sync

LIE = "Iran denied that it sold drones."
SHIP = "John Kirby said that North Korea ships shells."
RAIN = "Ukraine said that it rains in Kyiv."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_stories(tmp_path / "news", SHELLS)


def numbers(report: SyncReport) -> dict[str, int]:
    kinds = ("new", "changed", "moved", "removed", "unchanged")
    found = {kind: getattr(report, kind) for kind in kinds} | {"failed": len(report.failed)}
    return {kind: count for kind, count in found.items() if count}


def articles(settings: Settings) -> dict[str, Citation]:
    with Library.open(settings.archive, settings) as library:
        return {citation.title: citation for citation in library.articles()}


def versions(settings: Settings, path: Path | str) -> tuple[Version, ...]:
    with Library.open(settings.archive, settings) as library:
        return library.history(library.find_article(str(path))).versions


def test_a_renamed_folder_is_so_many_moved_files(settings: Settings, news: Path) -> None:
    (news / "old").mkdir()
    for name in ("shells", "answer"):
        (news / f"{name}.md").rename(news / "old" / f"{name}.md")
    sync_with_fake(settings, news)
    (news / "old").rename(news / "new")
    fake = FakeExtractor()
    assert numbers(sync_with_fake(settings, extractor=fake)) == {"moved": 2, "unchanged": 1}
    assert fake.read == []


def test_a_name_in_other_case_is_a_moved_file(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    (news / "shells.md").rename(news / "Shells.md")
    assert numbers(sync_with_fake(settings)) == {"moved": 1, "unchanged": 2}
    assert articles(settings)["Shells shipped to Russia"].locator == str(news / "Shells.md")


def test_two_files_that_change_places_keep_their_articles(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": LIE, "b": SHIP})
    sync_with_fake(settings, news)
    (news / "a.txt").rename(news / "c.txt")
    (news / "b.txt").rename(news / "a.txt")
    (news / "c.txt").rename(news / "b.txt")
    sync_with_fake(settings)
    assert {title: Path(one.locator).name for title, one in articles(settings).items()} == {
        LIE: "b.txt",
        SHIP: "a.txt",
    }


def test_a_file_replaced_by_another_is_a_new_version_and_the_old_one_is_hidden(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    (news / "shells.md").write_text(LIE, encoding="utf-8")
    assert numbers(sync_with_fake(settings)) == {"changed": 1, "unchanged": 2}
    assert "Shells shipped to Russia" not in articles(settings)
    assert [version.place.title for version in versions(settings, news / "shells.md")] == [
        "Shells shipped to Russia",
        LIE,
    ]


def test_a_linked_file_is_one_more_place_and_going_leaves_the_article(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": LIE})
    (news / "b.txt").symlink_to(news / "a.txt")
    assert numbers(sync_with_fake(settings, news)) == {"new": 2}
    assert articles(settings)[LIE].appearances == 2
    (news / "b.txt").unlink()
    assert numbers(sync_with_fake(settings)) == {"removed": 1, "unchanged": 1}
    assert articles(settings)[LIE].appearances == 1


def test_a_link_to_the_source_is_the_source(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    link = news.with_name("link")
    link.symlink_to(news)
    assert numbers(sync_with_fake(settings, link)) == {"unchanged": 3}
    with Library.open(settings.archive, settings) as library:
        assert [source.locator for source in library.sources()] == [str(news)]


def test_a_source_inside_another_reads_nothing_twice_and_removes_nothing(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": LIE})
    inside = write_stories(news / "inside", {"b": SHIP})
    assert numbers(sync_with_fake(settings, inside)) == {"new": 1}
    assert numbers(sync_with_fake(settings, news)) == {"new": 1, "unchanged": 1}
    assert numbers(sync_with_fake(settings, inside)) == {"unchanged": 1}
    assert numbers(sync_with_fake(settings)) == {"unchanged": 2}
    (inside / "b.txt").unlink()
    assert numbers(sync_with_fake(settings)) == {"removed": 1, "unchanged": 1}


class DataSet:
    """A data set of texts without ids."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self.read: list[str] = []

    def write(self, texts: Sequence[str]) -> dict[str, int]:
        """Write the texts, sync, and say what became of them."""
        self._path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        fake = FakeExtractor()
        report = sync_with_fake(self._settings, self._path, extractor=fake)
        self.read = fake.read
        return numbers(report)

    def lines(self) -> dict[str, str]:
        """The line on which each article stands now."""
        found = articles(self._settings)
        return {title: one.locator.rpartition("#")[2] for title, one in found.items()}


@pytest.fixture
def data_set(settings: Settings, tmp_path: Path) -> DataSet:
    made = DataSet(tmp_path / "set.jsonl", settings)
    assert made.write([LIE, SHIP, RAIN]) == {"new": 3}
    return made


def test_reordered_lines_are_unchanged(data_set: DataSet, settings: Settings, tmp_path: Path) -> None:
    assert data_set.write([RAIN, LIE, SHIP]) == {"unchanged": 3}
    assert data_set.read == []
    assert data_set.lines() == {RAIN: "line-1", LIE: "line-2", SHIP: "line-3"}
    for number in (1, 2, 3):
        assert versions(settings, f"{tmp_path / 'set.jsonl'}#line-{number}") == ()


def test_a_line_more_above_changes_none_below(data_set: DataSet, settings: Settings, tmp_path: Path) -> None:
    assert data_set.write([LIE + " Again.", LIE, SHIP, RAIN]) == {"new": 1, "unchanged": 3}
    assert data_set.lines() == {LIE + " Again.": "line-1", LIE: "line-2", SHIP: "line-3", RAIN: "line-4"}
    assert versions(settings, f"{tmp_path / 'set.jsonl'}#line-1") == ()


def test_a_line_less_above_removes_that_one_only(data_set: DataSet) -> None:
    assert data_set.write([SHIP, RAIN]) == {"unchanged": 2, "removed": 1}
    assert data_set.lines() == {SHIP: "line-1", RAIN: "line-2"}
    assert data_set.write([LIE, SHIP, RAIN]) == {"new": 1, "unchanged": 2}


def test_an_edited_line_is_a_new_version_of_it_wherever_the_others_went(
    data_set: DataSet, settings: Settings, tmp_path: Path
) -> None:
    assert data_set.write([LIE, SHIP + " Soon.", RAIN]) == {"changed": 1, "unchanged": 2}
    assert [version.place.title for version in versions(settings, f"{tmp_path / 'set.jsonl'}#line-2")] == [
        SHIP,
        SHIP + " Soon.",
    ]


def test_a_text_that_is_known_from_elsewhere_takes_the_place_of_none(
    data_set: DataSet, settings: Settings, tmp_path: Path
) -> None:
    other = "Iran said that it snows."
    sync_with_fake(settings, write_stories(tmp_path / "news", {"other": other}))
    assert data_set.write([other, LIE, SHIP, RAIN]) == {"new": 1, "unchanged": 3}
    assert versions(settings, f"{tmp_path / 'set.jsonl'}#line-1") == ()


def test_a_line_that_stands_twice_stays_twice(data_set: DataSet, settings: Settings) -> None:
    assert data_set.write([LIE, SHIP, RAIN, LIE]) == {"new": 1, "unchanged": 3}
    assert articles(settings)[LIE].appearances == 2
    assert data_set.write([RAIN, LIE, LIE, SHIP]) == {"unchanged": 4}
    assert articles(settings)[LIE].appearances == 2


def test_what_changed_behind_its_size_and_time_is_noticed_by_a_full_sync_only(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    before = (news / "shells.md").stat()
    text = (news / "shells.md").read_text(encoding="utf-8")
    (news / "shells.md").write_text(text.replace("Russia", "Prussi"), encoding="utf-8")
    os.utime(news / "shells.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert numbers(sync_with_fake(settings)) == {"unchanged": 3}
    fake = FakeExtractor()
    report = sync(settings.archive, [], settings, load=lambda: fake, full=True)
    assert (numbers(report), len(fake.read)) == ({"changed": 1, "unchanged": 2}, 1)


def test_one_order_of_files_or_another_gives_the_same_articles(tmp_path: Path) -> None:
    told = []
    for names in (("a", "b", "c"), ("c", "a", "b")):
        settings = settings_in(tmp_path / "".join(names))
        for name in names:
            texts = {"a": LIE, "b": SHIP, "c": LIE}
            story = Story(title=name, outlet=name, published=f"2022-11-0{ord(name) - 96}", text=texts[name])
            sync_with_fake(settings, write_stories(tmp_path / "news" / name, {name: story}))
        told.append(sorted((one.article, one.title, one.appearances) for one in articles(settings).values()))
    assert told[0] == told[1]


def test_what_is_removed_behind_a_folder_that_became_a_link_is_noticed(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    moved = news.rename(news.with_name("elsewhere"))
    news.symlink_to(moved)
    assert numbers(sync_with_fake(settings)) == {"moved": 3}
    (moved / "shells.md").unlink()
    assert numbers(sync_with_fake(settings)) == {"unchanged": 2, "removed": 1}


def test_what_failed_in_a_source_that_is_one_file_is_told_at_each_sync(settings: Settings, tmp_path: Path) -> None:
    data_set = tmp_path / "news.jsonl"
    data_set.write_text(json.dumps({"text": RAIN}) + "\n{broken\n")
    for _ in range(3):
        (failure,) = sync_with_fake(settings, data_set).failed
        assert failure.locator == f"{data_set}#line-2"
        with Library.open(settings.archive, settings) as library:
            assert [one.locator for one in library.failures()] == [failure.locator]


def test_a_source_that_is_one_file_and_is_there_again_is_no_failure(settings: Settings, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(RAIN)
    sync_with_fake(settings, story)
    away = story.rename(tmp_path / "away")
    assert numbers(sync_with_fake(settings)) == {"failed": 1}
    away.rename(story)
    assert numbers(sync_with_fake(settings)) == {"unchanged": 1}
    with Library.open(settings.archive, settings) as library:
        assert library.failures() == ()


class Stopped(FakeExtractor):
    """Is interrupted at the first article."""

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for _ in articles:
            raise KeyboardInterrupt
        yield from ()


def test_reordered_lines_are_as_they_were_also_where_the_sync_was_stopped_halfway(
    data_set: DataSet, settings: Settings, tmp_path: Path
) -> None:
    new = LIE + " Again."
    texts = [RAIN, LIE, new, SHIP]
    (tmp_path / "set.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        sync_with_fake(settings, extractor=Stopped())
    assert data_set.write(texts) == {"new": 1, "unchanged": 3}
    assert data_set.lines() == {RAIN: "line-1", LIE: "line-2", new: "line-3", SHIP: "line-4"}
    assert {title: one.appearances for title, one in articles(settings).items()} == dict.fromkeys(texts, 1)
