"""What became of a text: its places, its near-copies, and what stood in its place before."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import Story, sync_with_fake, write_stories
from copied_texts import ADDED, CORRECTED, WIRE

from index.answers import History, Version
from index.errors import UnknownName
from index.library import Library
from index.settings import Settings


def wire(text: str = WIRE, *, title: str = "Freighter leaves", published: str = "2022-11-02") -> Story:
    return Story(title=title, outlet="Wire", published=published, url="https://wire.example/1", text=text)


def told(settings: Settings, name: str) -> tuple[str, History]:
    with Library.open(settings.archive, settings) as library:
        article = library.find_article(name)
        return article, library.history(article)


def told_at(settings: Settings, path: Path) -> tuple[str, History]:
    return told(settings, str(path))


def numbers(version: Version) -> tuple[int, str, bool | None]:
    return version.number, version.place.state, version.revision.figures if version.revision else None


def test_every_place_of_a_text_is_listed_with_what_is_known_of_it_there(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path, {"a": wire(), "b": Story(title="Same", outlet="Mail", text=WIRE)})
    sync_with_fake(settings, news)
    article, history = told_at(settings, news / "b.md")
    assert [(place.outlet, place.title, place.url) for place in history.places] == [
        ("Wire", "Freighter leaves", "https://wire.example/1"),
        ("Mail", "Same", None),
    ]
    assert {place.article for place in history.places} == {article}
    assert (history.original, history.copies, history.versions) == (None, (), ())


def test_a_copy_knows_its_original_and_the_other_copies(settings: Settings, tmp_path: Path) -> None:
    stories = {"a": wire(), "b": wire(ADDED, published="2022-11-03"), "c": wire(CORRECTED, published="2022-11-04")}
    news = write_stories(tmp_path, stories)
    sync_with_fake(settings, news)
    original, _ = told_at(settings, news / "a.md")
    article, history = told_at(settings, news / "b.md")
    assert history.original is not None
    assert history.original.article == original
    assert [copy.citation.locator for copy in history.others(article)] == [str(news / "c.md")]


def test_versions_tell_what_changed_and_the_older_one_opens(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path, {"a": wire()})
    sync_with_fake(settings, news)
    first, _ = told_at(settings, news / "a.md")
    write_stories(tmp_path, {"a": wire(CORRECTED)})
    sync_with_fake(settings, news)
    write_stories(tmp_path, {"a": wire(CORRECTED, title="Another title")})
    sync_with_fake(settings, news)
    article, history = told_at(settings, news / "a.md")
    assert list(map(numbers, history.versions)) == [(1, "replaced", None), (2, "replaced", True), (3, "present", False)]
    second, third = (version.revision for version in history.versions[1:])
    assert second is not None
    assert third is not None
    assert (second.added, second.removed, second.same_text, second.title) == (1, 1, False, False)
    assert (third.added, third.removed, third.same_text, third.title) == (0, 0, True, True)
    assert told(settings, first)[1].versions == history.versions
    with Library.open(settings.archive, settings) as library:
        assert library.open_article(first).text.startswith("Officials")
        assert [citation.article for citation in library.articles()] == [article]


def test_a_file_that_moves_takes_its_versions_with_it(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": wire()})
    sync_with_fake(settings, news)
    write_stories(news, {"a": wire(CORRECTED)})
    sync_with_fake(settings)
    (news / "old").mkdir()
    (news / "a.md").rename(news / "old" / "b.md")
    sync_with_fake(settings)
    write_stories(news, {"a": Story(title="Something else", text="Iran said that it rains.")})
    sync_with_fake(settings)
    assert [version.number for version in told_at(settings, news / "old" / "b.md")[1].versions] == [1, 2]
    assert told_at(settings, news / "a.md")[1].versions == ()


def test_a_removed_file_is_still_found_by_its_path_and_said_to_be_removed(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path, {"a": wire(), "b": Story(text="Iran said that it rains.")})
    sync_with_fake(settings, news)
    (news / "a.md").unlink()
    sync_with_fake(settings)
    _, history = told_at(settings, news / "a.md")
    assert [place.state for place in history.places] == ["removed"]


def test_an_unknown_path_is_no_article(settings: Settings, tmp_path: Path) -> None:
    sync_with_fake(settings, write_stories(tmp_path, {"a": wire()}))
    with pytest.raises(UnknownName):
        told_at(settings, tmp_path / "nowhere.md")
