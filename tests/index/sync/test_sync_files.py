"""What a sync makes of files that are new, changed, moved, gone, the same, or unreadable."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, Story, sync_with_fake, write_stories

import index.workers.readers
import index.workers.reading
from index.answers import Citation
from index.errors import ArchiveMissing, SourceError
from index.library import Library
from index.model import Article, Extraction, Published
from index.records import Records
from index.settings import Settings
from index.sources import Document, Found, find, read
from index.sync import Progress, SyncReport, sync

LIE = "Iran denied that it sold drones."
SHIP = "John Kirby said that North Korea ships shells."


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


def found(settings: Settings, query: str) -> list[str]:
    with Library.open(settings.archive, settings) as library:
        return sorted(hit.citation.title for hit in library.search(query).hits)


def test_a_first_sync_makes_the_archive_and_a_second_does_nothing(settings: Settings, news: Path) -> None:
    fake = FakeExtractor()
    first = sync_with_fake(settings, news, extractor=fake)
    assert (numbers(first), first.articles, len(fake.read)) == ({"new": 3}, 3, 3)

    def never() -> FakeExtractor:
        raise AssertionError("the model was loaded")

    second = sync(settings.archive, [str(news)], settings, load=never)
    assert (numbers(second), second.articles) == ({"unchanged": 3}, 3)


def test_without_paths_the_sources_already_added_are_synced(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    (news / "new.txt").write_text(LIE, encoding="utf-8")
    assert numbers(sync_with_fake(settings)) == {"new": 1, "unchanged": 3}


def test_a_sync_without_sources_or_archive_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(ArchiveMissing) as caught:
        sync_with_fake(settings)
    assert "dossier sync PATH" in caught.value.hint


def test_a_mistyped_path_makes_no_archive(settings: Settings, tmp_path: Path) -> None:
    report = sync_with_fake(settings, tmp_path / "nwes")
    assert [failure.locator for failure in report.failed] == [str(tmp_path / "nwes")]
    assert not settings.archive.exists()


def test_a_changed_file_is_a_new_article_and_the_old_one_is_hidden(settings: Settings, news: Path) -> None:
    (news / "a.txt").write_text(SHIP, encoding="utf-8")
    sync_with_fake(settings, news)
    (news / "a.txt").write_text(LIE, encoding="utf-8")
    report = sync_with_fake(settings)
    assert (numbers(report), report.articles) == ({"changed": 1, "unchanged": 3}, 4)
    assert SHIP not in articles(settings)
    assert found(settings, '"sold drones"') == [LIE]
    assert SHIP not in found(settings, "ships")


def test_a_file_whose_time_alone_changed_is_not_read_again(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    os.utime(news / "shells.md", (1, 1))
    fake = FakeExtractor()
    assert numbers(sync_with_fake(settings, extractor=fake)) == {"unchanged": 3}
    assert fake.read == []


def test_a_moved_file_keeps_its_article(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    (news / "old").mkdir()
    (news / "shells.md").rename(news / "old" / "renamed.md")
    fake = FakeExtractor()
    assert numbers(sync_with_fake(settings, extractor=fake)) == {"moved": 1, "unchanged": 2}
    assert fake.read == []
    assert articles(settings)["Shells shipped to Russia"].locator == str(news / "old" / "renamed.md")
    assert numbers(sync_with_fake(settings)) == {"unchanged": 3}


def test_a_file_that_moved_to_where_another_was_is_moved(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    (news / "answer.md").unlink()
    sync_with_fake(settings)
    (news / "shells.md").rename(news / "answer.md")
    assert numbers(sync_with_fake(settings)) == {"moved": 1, "unchanged": 1}
    assert sorted(articles(settings)) == ["Drones over Ukraine", "Shells shipped to Russia"]


def test_copies_of_one_text_move_together_and_belong_to_where_they_lie(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": LIE, "b": LIE, "c": SHIP})
    other = write_stories(tmp_path / "other", {"d": "Iran agreed."})
    sync_with_fake(settings, news, other)
    for name in ("a.txt", "b.txt"):
        (news / name).rename(other / name)
    assert numbers(sync_with_fake(settings)) == {"moved": 2, "unchanged": 2}
    with Library.open(settings.archive, settings) as library:
        assert {source.locator: source.articles for source in library.sources()} == {str(news): 1, str(other): 3}


def test_a_removed_file_is_hidden_and_comes_back_without_being_read(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    text = (news / "answer.md").read_bytes()
    (news / "answer.md").unlink()
    report = sync_with_fake(settings)
    assert (numbers(report), report.articles) == ({"removed": 1, "unchanged": 2}, 2)
    assert found(settings, "dealings") == []
    (news / "answer.md").write_bytes(text)
    fake = FakeExtractor()
    assert numbers(sync_with_fake(settings, extractor=fake)) == {"new": 1, "unchanged": 2}
    assert fake.read == []
    assert found(settings, "dealings") == ["Pyongyang answers"]


def test_nothing_is_removed_under_a_source_that_cannot_be_read(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    shutil.move(news, news.with_name("unplugged"))
    report = sync_with_fake(settings)
    assert (numbers(report), report.articles) == ({"failed": 1}, 3)
    with Library.open(settings.archive, settings) as library:
        assert [failure.locator for failure in library.failures()] == [str(news)]
    shutil.move(news.with_name("unplugged"), news)
    assert numbers(sync_with_fake(settings)) == {"unchanged": 3}
    with Library.open(settings.archive, settings) as library:
        assert library.failures() == ()


def test_nothing_is_removed_under_another_source(settings: Settings, news: Path, tmp_path: Path) -> None:
    other = write_stories(tmp_path / "other", {"ship": SHIP})
    sync_with_fake(settings, news, other)
    (news / "shells.md").unlink()
    assert numbers(sync_with_fake(settings, other)) == {"unchanged": 1}
    assert "Shells shipped to Russia" in articles(settings)


def test_nothing_is_removed_under_a_folder_that_cannot_be_looked_into(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "closed").mkdir()
    (news / "shells.md").rename(news / "closed" / "shells.md")
    sync_with_fake(settings, news)

    def find_closed(paths: Sequence[Path]) -> Iterator[Found]:
        for one in find(paths):
            inside = Path(one.locator).parent.name == "closed"
            yield Found(locator=str(news / "closed"), size=0, mtime_ns=0) if inside else one

    monkeypatch.setattr("index.sync.plan.find", find_closed)
    assert numbers(sync_with_fake(settings)) == {"unchanged": 2, "failed": 1}
    assert "Shells shipped to Russia" in articles(settings)


def test_a_data_set_read_ahead_of_its_recording_loses_no_line(settings: Settings, tmp_path: Path) -> None:
    class Ahead(FakeExtractor):
        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            yield from super().extract(list(articles))

    file = tmp_path / "set.jsonl"
    for round_number in range(2):
        lines = [{"id": str(number), "text": f"Iran said that {round_number} and {number}."} for number in range(80)]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        report = sync_with_fake(settings, file, extractor=Ahead())
        assert numbers(report) == {("new", "changed")[round_number]: 80}
    assert len(articles(settings)) == 80


def test_one_text_in_two_files_is_one_article_with_two_appearances(settings: Settings, tmp_path: Path) -> None:
    stories = {
        "later": Story(title="Later", outlet="Post", published="2022-11-05", text=SHIP),
        "first": Story(title="First", outlet="Wire", published="2022-11-03", text=SHIP),
    }
    fake = FakeExtractor()
    report = sync_with_fake(settings, write_stories(tmp_path / "news", stories), extractor=fake)
    assert (numbers(report), report.articles, len(set(fake.read))) == ({"new": 2}, 1, 1)
    (citation,) = articles(settings).values()
    assert (citation.title, citation.outlet, citation.appearances) == ("First", "Wire", 2)
    (tmp_path / "news" / "first.md").unlink()
    sync_with_fake(settings)
    (citation,) = articles(settings).values()
    assert (citation.title, citation.outlet, citation.appearances) == ("Later", "Post", 1)


def test_what_cannot_be_read_is_listed_until_it_can(settings: Settings, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.txt").write_bytes(bytes(range(256)) * 20)
    for _ in range(2):
        report = sync_with_fake(settings, news)
        assert [Path(failure.locator).name for failure in report.failed] == ["empty.txt", "picture.txt"]
        assert all(failure.reason and failure.hint for failure in report.failed)
    with Library.open(settings.archive, settings) as library:
        assert library.sources()[0].failed == 2
    (news / "empty.txt").write_text(LIE, encoding="utf-8")
    (news / "picture.txt").unlink()
    assert numbers(sync_with_fake(settings)) == {"new": 1, "unchanged": 3}
    with Library.open(settings.archive, settings) as library:
        assert library.failures() == ()


def test_what_failed_is_read_again_when_it_changes_or_on_request(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "set.jsonl").write_text("{no json\n", encoding="utf-8")
    looked_at: list[str] = []

    def watched(found: Found) -> Iterator[Document | SourceError]:
        looked_at.append(Path(found.locator).name)
        return read(found)

    monkeypatch.setattr("index.sync.run.read", watched)
    for _ in range(3):
        assert numbers(sync_with_fake(settings, news))["failed"] == 2
    assert looked_at == ["answer.md", "drones.md", "empty.txt", "set.jsonl", "shells.md"]
    fake = FakeExtractor()
    report = sync(settings.archive, [], settings, load=lambda: fake, retry=True)
    assert (numbers(report), looked_at[5:]) == ({"unchanged": 3, "failed": 2}, ["empty.txt", "set.jsonl"])
    (news / "empty.txt").write_text(LIE, encoding="utf-8")
    assert numbers(sync_with_fake(settings)) == {"new": 1, "unchanged": 3, "failed": 1}


def test_what_is_skipped_is_no_failure_and_is_written_down_once(settings: Settings, news: Path) -> None:
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    told: list[Progress] = []
    fake = FakeExtractor()
    for _ in range(2):
        report = sync(settings.archive, [str(news)], settings, load=lambda: fake, on_progress=told.append)
        assert (report.failed, [Path(one.locator).name for one in report.skipped]) == ((), ["photo.jpg"])
    assert {step.total for step in told} == {3, 0}
    assert "failed" not in {step.event for step in told}
    with Library.open(settings.archive, settings) as library:
        assert (library.sources()[0].failed, library.sources()[0].skipped) == (0, 1)
    (news / "photo.jpg").unlink()
    assert sync_with_fake(settings).skipped == ()
    with Library.open(settings.archive, settings) as library:
        assert library.failures() == ()


def test_a_skipped_file_that_is_itself_a_source_stays_listed(settings: Settings, news: Path) -> None:
    photo = news / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    for _ in range(3):
        assert len(sync_with_fake(settings, news, photo).skipped) == 1
    with Library.open(settings.archive, settings) as library:
        assert [one.locator for one in library.failures()] == [str(photo)]


def test_lines_of_a_data_set_are_articles_and_bad_lines_are_failures(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "news" / "set.jsonl"
    file.parent.mkdir()
    lines = [json.dumps({"id": "a", "text": SHIP}), "{not json", json.dumps({"id": "b", "text": LIE})]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert numbers(sync_with_fake(settings, file.parent)) == {"new": 2, "failed": 1}
    assert numbers(sync_with_fake(settings)) == {"unchanged": 2, "failed": 1}
    file.write_text(lines[0] + "\n" + json.dumps({"id": "c", "text": LIE + " Again."}) + "\n", encoding="utf-8")
    assert numbers(sync_with_fake(settings)) == {"new": 1, "removed": 1, "unchanged": 1}
    assert found(settings, "again") == [LIE + " Again."]


def test_new_metadata_changes_how_an_article_is_cited_and_found(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"ship": SHIP})
    sync_with_fake(settings, news)
    (news / "metadata.csv").write_text(
        "file,title,outlet,published\nship.txt,Ships,Daily Wire,2022-11-03\n", encoding="utf-8"
    )
    assert numbers(sync_with_fake(settings)) == {"changed": 1}
    assert articles(settings)["Ships"].outlet == "Daily Wire"
    assert found(settings, 'outlet:"Daily Wire"') == ["Ships"]
    assert numbers(sync_with_fake(settings)) == {"unchanged": 1}


def test_a_new_date_of_publication_has_the_article_read_again(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"ship": Story(text=SHIP, published="2022-11-03")})
    sync_with_fake(settings, news)
    write_stories(news, {"ship": Story(text=SHIP, published="2022-11-04")})
    fake = FakeExtractor()
    sync(settings.archive, [], settings, load=lambda: fake, pipeline=fake.pipeline)
    assert len(fake.read) == 1


def test_another_pipeline_reads_every_article_again(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    newer = FakeExtractor(pipeline="fake 2")
    for expected in (3, 3):
        report = sync(settings.archive, [], settings, load=lambda: newer, pipeline="fake 2")
        assert (numbers(report), len(newer.read)) == ({"unchanged": 3}, expected)


def test_articles_that_are_read_again_are_fetched_only_as_fast_as_they_are_read(
    settings: Settings, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.workers.readers, "FEW", 0)
    monkeypatch.setattr(index.workers.reading, "BATCH_ARTICLES", 1)
    held: list[int] = []

    class Counting(FakeExtractor):
        def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
            for one in articles:
                held.append(sum(isinstance(found, Article) for found in gc.get_objects()))
                yield from super().extract([one])

    sync_with_fake(settings, write_stories(news, {f"more{n}": f"Iran said that it rains {n}." for n in range(9)}))
    gc.collect()
    others = sum(isinstance(found, Article) for found in gc.get_objects())
    newer = Counting(pipeline="fake 2")
    sync(settings.archive, [], settings, load=lambda: newer, pipeline="fake 2")
    assert len(held) == 12
    assert max(held) - others <= 4  # the first, the one before this one, this one and the next


def originals(settings: Settings, locator: str) -> list[bytes]:
    with Records(settings.archive, "read") as records, records.view() as view:
        return list(view.files.originals(locator))


def test_originals_are_kept_unless_switched_off(settings: Settings, news: Path, tmp_path: Path) -> None:
    without = replace(settings, archive=tmp_path / "without.dossier", keep_originals=False)
    original = (news / "shells.md").read_bytes()
    for chosen, kept in ((settings, [original]), (without, [])):
        sync_with_fake(chosen, news)
        assert originals(chosen, str(news / "shells.md")) == kept


def test_the_original_of_every_version_is_found_again_also_of_a_removed_file(settings: Settings, news: Path) -> None:
    file = news / "ship.txt"
    written = [SHIP.encode(), LIE.encode(), b"\xef\xbb\xbf" + LIE.encode()]
    for version in written:
        file.write_bytes(version)
        sync_with_fake(settings, news)
    file.unlink()
    sync_with_fake(settings)
    assert originals(settings, str(file)) == written[::-1]


def test_the_original_of_an_article_in_a_data_set_is_its_line(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    lines = [json.dumps({"id": "a", "text": SHIP}).encode(), json.dumps({"text": LIE}).encode()]
    file.write_bytes(b"\n".join(lines))
    sync_with_fake(settings, file)
    assert [originals(settings, f"{file}#{own}") for own in ("a", "line-2")] == [[lines[0]], [lines[1]]]


def test_progress_counts_every_article_and_failure(settings: Settings, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    told: list[Progress] = []
    fake = FakeExtractor()
    sync(settings.archive, [str(news)], settings, load=lambda: fake, on_progress=told.append)
    assert [step.event for step in told[:2]] == ["plan", "start"]
    assert sorted(step.event for step in told[2:-1]) == ["article", "article", "article", "failed"]
    assert [step.done for step in told[2:]] == [1, 2, 3, 4, 4]
    assert {step.total for step in told} == {4}
    assert told[-1].event == "done"


def test_progress_ends_with_nothing_left_to_do(settings: Settings, news: Path) -> None:
    sync_with_fake(settings, news)
    os.utime(news / "shells.md", (1, 1))
    (news / "set.jsonl").write_text('\n\n\n{"text": "Iran agreed."}\n', encoding="utf-8")
    told: list[Progress] = []
    sync(settings.archive, [], settings, load=FakeExtractor, on_progress=told.append)
    assert (told[-1].event, told[-1].done, told[-1].total, told[-1].seconds_left) == ("done", 1, 1, 0.0)


def test_file_names_that_are_not_unicode_are_synced(settings: Settings, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    try:
        (Path(os.fsdecode(os.fsencode(news) + b"/sh\xffip.txt"))).write_text(SHIP, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    assert numbers(sync_with_fake(settings, news)) == {"new": 1}
    assert numbers(sync_with_fake(settings, news)) == {"unchanged": 1}


def test_characters_that_no_file_can_hold_stop_nobody(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"text": "Iran denied \\ud800 that."}\n{"text": "Iran agreed."}\n', encoding="utf-8")
    report = sync_with_fake(settings, file)
    assert report.new + len(report.failed) == 2
    assert "Iran agreed." in articles(settings)


def test_the_report_counts_articles_that_were_not_read_by_their_language(settings: Settings, tmp_path: Path) -> None:
    lines = [{"text": SHIP}, {"text": "Bonjour à tous.", "language": "fr"}, {"text": "Au revoir.", "language": "fr"}]
    data_set = tmp_path / "three.jsonl"
    data_set.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    report = sync_with_fake(settings, data_set)
    assert (report.new, report.remarks) == (3, ("2 articles not read: language: fr",))
    assert sync_with_fake(settings, data_set).remarks == ()
