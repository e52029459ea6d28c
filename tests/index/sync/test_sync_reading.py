"""What a sync opens, when it reads a text again, and against which date."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from builders import FakeExtractor, Story, sync_with_fake, write_stories

from index.errors import SourceError
from index.library import Library
from index.model import Article, Extraction, Published
from index.settings import Settings
from index.sources import Found, find
from index.sources.finding import unreadable
from index.sync import SyncReport, sync
from index.sync.plan import digest

RAIN = "Iran said that it rains."


def test_nothing_waits_for_a_pipe_and_the_reason_is_told(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"rain": RAIN})
    os.mkfifo(news / "pipe.txt")
    os.mkfifo(news / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(news / "socket.txt"))
        report = sync_with_fake(settings, news)
    assert report.new == 1
    assert {failure.reason for failure in report.failed} == {"is a pipe, socket or device, not a file"}


def test_a_file_of_another_format_is_not_read_to_find_that_out(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"a long film")
    (found,) = find([tmp_path])
    with pytest.raises(SourceError, match="not a format"):
        digest(found)


def test_a_path_that_leads_nowhere_is_a_failure_with_its_reason(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for path in (tmp_path / "a", "~nobody-of-this-name/news"):
        (failure,) = sync_with_fake(settings, path).failed
        assert failure.reason
        assert failure.hint


def total(settings: Settings, query: str) -> int:
    with Library.open(settings.archive, settings) as library:
        return library.search(query).total


@pytest.mark.parametrize("name", ["rain.txt", "rain.jsonl"])
@pytest.mark.parametrize("content", [b"", b" \n", bytes(range(256)) * 20], ids=["empty", "blank", "binary"])
def test_what_a_file_no_longer_says_is_hidden_until_it_says_it_again(
    name: str, content: bytes, settings: Settings, tmp_path: Path
) -> None:
    file = write_stories(tmp_path / "news", {"snow": "Russia said that it snows."}) / name
    file.write_text(RAIN if name.endswith(".txt") else json.dumps({"text": RAIN}), encoding="utf-8")
    sync_with_fake(settings, file.parent)
    text = file.read_bytes()
    file.write_bytes(content)
    for removed in (1, 0):
        report = sync_with_fake(settings)
        assert (report.removed, [failure.locator for failure in report.failed]) == (removed, [str(file)])
        assert (report.articles, total(settings, "rains"), total(settings, "snows")) == (1, 0, 1)
    file.write_bytes(text)
    fake = FakeExtractor()
    report = sync_with_fake(settings, extractor=fake)
    assert (report.new, report.failed, fake.read) == (1, (), [])
    assert total(settings, "rains") == 1


def test_a_file_whose_bytes_cannot_be_read_keeps_what_it_last_said(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = write_stories(tmp_path / "news", {"rain": RAIN})
    sync_with_fake(settings, news)
    os.utime(news / "rain.txt", (1, 1))

    def forbidden(found: Found) -> bytes:
        raise unreadable(found.locator, PermissionError())

    monkeypatch.setattr("index.sync.run.digest", forbidden)
    report = sync_with_fake(settings)
    assert (report.removed, len(report.failed), total(settings, "rains")) == (0, 1, 1)


def sync_knowing_the_pipeline(settings: Settings, news: Path, fake: FakeExtractor) -> SyncReport:
    return sync(settings.archive, [str(news)], settings, load=lambda: fake, pipeline=fake.pipeline)


def test_a_changed_file_is_read_though_its_metadata_is_newer(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"rain": RAIN})
    (news / "metadata.csv").write_text("file,title\nrain.txt,Rain\n", encoding="utf-8")
    os.utime(news / "rain.txt", (100, 100))
    sync_with_fake(settings, news)
    (news / "rain.txt").write_text(RAIN.replace("rains", "hails"), encoding="utf-8")
    os.utime(news / "rain.txt", (200, 200))
    assert sync_with_fake(settings, news).changed == 1


def test_a_text_met_twice_while_it_is_read_keeps_the_date_it_was_read_against(
    settings: Settings, tmp_path: Path
) -> None:
    class Ahead(FakeExtractor):
        """Takes articles in before it gives any out, as a model that reads in batches does."""

        dates: list[str | None]

        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            taken = list(articles)
            self.dates = [published.value if published else None for _, published in taken]
            yield from super().extract(taken)

    stories = {"a": Story(text=RAIN, published="2022-11-05"), "b": Story(text=RAIN, published="2022-11-03")}
    ahead = Ahead()
    report = sync_knowing_the_pipeline(settings, write_stories(tmp_path / "news", stories), ahead)
    assert (report.new, report.articles, ahead.dates) == (2, 1, ["2022-11-03"])


def test_a_language_named_later_has_the_article_read_again(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"rain": RAIN})
    sync_knowing_the_pipeline(settings, news, FakeExtractor())
    (news / "metadata.csv").write_text("file,language\nrain.txt,fr\n", encoding="utf-8")
    for expected in (1, 0):
        fake = FakeExtractor()
        sync_knowing_the_pipeline(settings, news, fake)
        assert len(fake.read) == expected
    with Library.open(settings.archive, settings) as library:
        (citation,) = library.articles()
        assert library.open_article(citation.article).skipped == "language: fr"
