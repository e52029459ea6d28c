"""What was removed is nowhere to be seen, no sync brings it back, and it can be brought back; purged, it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import SHELLS, FakeExtractor, Story, sync_with_fake, write_stories

from index.decisions import Wanted, decide
from index.decisions.metadata import proposed
from index.errors import ArchiveLocked
from index.library import Library
from index.records import Records
from index.settings import Settings
from index.sync.lock import locked
from index.upkeep import purge, readmit, remove, removed, to_purge, verify

MARKER = "Zyxomarkov"
SECRET = Story(
    title=f"{MARKER} speaks",
    outlet=f"{MARKER} Gazette",
    published="2022-11-10",
    byline=f"{MARKER} Junior",
    text=f"{MARKER} speaks\n\nThe general Ivan {MARKER} said “{MARKER} shells were shipped.” Iran denied that.",
)


@pytest.fixture
def news(settings: Settings, tmp_path: Path) -> Path:
    """Three stories and one that is to go, in an archive."""
    news = write_stories(tmp_path / "news", {**SHELLS, "secret": SECRET})
    sync_with_fake(settings, news)
    return news


def secret(settings: Settings) -> str:
    with Library.open(settings.archive, settings) as library:
        return library.find_article(f"{MARKER} speaks")


def shown(settings: Settings) -> tuple[int, int, list[str]]:
    """Articles counted and found, and the actors with the marker in their names."""
    with Library.open(settings.archive, settings) as library:
        assert library.archive_problems() == library.index_problems() == ()
        named = [row.actor.name for row in library.actors(MARKER)]
        return library.overview().articles, library.search("shells").total, named


def sound(settings: Settings) -> bool:
    return verify(settings.archive, settings).findings == ()


def holding(folder: Path, word: str = MARKER) -> list[Path]:
    """Files with the word in their bytes, in any case and in the encodings that could hold it."""
    forms = [form.encode(coding) for form in (word, word.casefold(), word.upper()) for coding in ("utf-8", "utf-16-le")]
    return [path for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)]


def kept(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Files of ours that hold the marker: everything but the sources."""
    return (path for path in holding(tmp_path) if not path.is_relative_to(tmp_path / "news"))


def test_a_removed_article_is_hidden_until_it_is_brought_back(settings: Settings, news: Path) -> None:
    before, article = shown(settings), secret(settings)
    remove(settings.archive, settings, articles=[article])
    assert shown(settings) == (3, before[1] - 1, [])
    assert sound(settings)
    assert [(one.article, one.title) for one in removed(settings.archive)] == [(article, f"{MARKER} speaks")]
    readmit(settings.archive, settings, [article])
    assert shown(settings) == before
    assert removed(settings.archive) == ()
    assert sound(settings)


def test_no_sync_brings_a_removed_article_back(settings: Settings, news: Path) -> None:
    remove(settings.archive, settings, articles=[secret(settings)])
    sync_with_fake(settings)
    (news / "secret.md").touch()
    sync_with_fake(settings)
    (news / "copy.md").write_bytes((news / "secret.md").read_bytes())
    sync_with_fake(settings, news)
    assert shown(settings)[0] == 3
    assert sound(settings)


def test_a_source_that_was_removed_is_followed_no_more_and_its_articles_stay(
    settings: Settings, news: Path, tmp_path: Path
) -> None:
    other = write_stories(tmp_path / "other", {"one": "Iran said that it rained."})
    sync_with_fake(settings, other)
    remove(settings.archive, settings, sources=[str(news)])
    write_stories(news, {"late": "Russia said that it snowed."})
    write_stories(other, {"two": "Iran said that it snowed."})
    (news / "secret.md").unlink()
    report = sync_with_fake(settings)
    assert (report.new, report.removed) == (1, 0)
    with Library.open(settings.archive, settings) as library:
        assert [row.locator for row in library.sources()] == [str(other)]
        assert library.overview().articles == 6
    report = sync_with_fake(settings, news)
    assert (report.new, report.removed) == (1, 1)


def test_a_source_counts_what_is_shown_of_it_and_takes_over_what_a_removed_one_held(
    settings: Settings, news: Path, tmp_path: Path
) -> None:
    remove(settings.archive, settings, articles=[secret(settings)])
    remove(settings.archive, settings, sources=[str(news)])
    sync_with_fake(settings, tmp_path)
    with Library.open(settings.archive, settings) as library:
        assert [(row.locator, row.articles) for row in library.sources()] == [(str(tmp_path), shown(settings)[0])]


def test_removing_waits_for_nobody_and_says_who_syncs(settings: Settings, news: Path) -> None:
    article = secret(settings)
    with locked(settings.archive):
        for act in (
            lambda: remove(settings.archive, settings, articles=[article]),
            lambda: readmit(settings.archive, settings, [article]),
            lambda: purge(settings.archive, settings, [article]),
        ):
            with pytest.raises(ArchiveLocked):
                act()


def test_of_a_purged_article_no_byte_is_left(settings: Settings, news: Path, tmp_path: Path) -> None:
    article = secret(settings)
    assert len(list(kept(settings, tmp_path))) >= 2
    done = purge(settings.archive, settings, to_purge(settings.archive, [article]))
    assert (done.articles, done.log_left) == ((article,), False)
    assert list(kept(settings, tmp_path)) == []
    with Records(settings.archive, "read") as records, records.view() as view:
        assert view.files.originals(str(news / "secret.md")) == ()
        assert view.checks.rows()["originals"] == 3
    assert shown(settings)[0] == 3
    assert sound(settings)


def test_a_reader_that_keeps_words_in_the_log_is_told_of(
    settings: Settings, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = secret(settings)
    monkeypatch.setattr("index.records.connection.BUSY_SECONDS", 0.0)
    with Records(settings.archive) as reader:
        with reader.view() as view:
            assert view.articles.exists(article)
            assert purge(settings.archive, settings, [article]).log_left
            assert view.articles.exists(article), "a reader goes on seeing the moment at which it began"
        assert list(kept(settings, tmp_path))
    assert list(kept(settings, tmp_path)) == []


def test_a_purged_article_that_was_removed_before_is_gone_too(settings: Settings, news: Path, tmp_path: Path) -> None:
    remove(settings.archive, settings, articles=[secret(settings)])
    assert list(kept(settings, tmp_path))
    purge(settings.archive, settings, to_purge(settings.archive, [], hidden=True))
    assert list(kept(settings, tmp_path)) == []
    assert sound(settings)


def test_older_versions_are_purged_with_an_article(settings: Settings, news: Path, tmp_path: Path) -> None:
    (news / "secret.md").write_text(f"The general Ivan {MARKER} said that nothing was shipped.")
    sync_with_fake(settings)
    with Library.open(settings.archive, settings) as library:
        latest = library.find_article("nothing was shipped")
    both = to_purge(settings.archive, [latest])
    assert len(both) == 2
    purge(settings.archive, settings, both)
    assert list(kept(settings, tmp_path)) == []
    assert sound(settings)


def test_decisions_on_a_purged_article_are_purged(settings: Settings, news: Path, tmp_path: Path) -> None:
    article = secret(settings)
    with Records(settings.archive, "read") as records, records.view() as view:
        wanted = Wanted(fields={"outlet": f"{MARKER} Times"}, articles=(article,))
        changes = proposed(view, [wanted])
    decide(settings.archive, settings, changes)
    purge(settings.archive, settings, [article])
    assert list(kept(settings, tmp_path)) == []
    with Records(settings.archive, "read") as records, records.view() as view:
        assert view.checks.rows()["decisions"] == view.checks.rows()["given"] == 0


def test_a_purged_article_stays_away_until_it_is_allowed_again(settings: Settings, news: Path, tmp_path: Path) -> None:
    article = secret(settings)
    purge(settings.archive, settings, [article])
    fake = FakeExtractor()
    report = sync_with_fake(settings, extractor=fake)
    assert fake.read == []
    assert [(one.reason, article in one.hint) for one in report.skipped] == [("was purged", True)]
    assert list(kept(settings, tmp_path)) == []
    assert sync_with_fake(settings).skipped == report.skipped
    readmit(settings.archive, settings, [article])
    assert sync_with_fake(settings).new == 1
    assert shown(settings)[0] == 4
    assert sound(settings)


def test_a_near_copy_of_a_purged_article_stands_alone(settings: Settings, tmp_path: Path) -> None:
    words = " ".join(f"word{n} said" for n in range(150))
    news = write_stories(tmp_path / "news", {"a": f"{words} first", "b": f"{words} second"})
    sync_with_fake(settings, news)
    with Library.open(settings.archive, settings) as library:
        first, second = (one.article for one in library.articles())
    purge(settings.archive, settings, [first])
    with Library.open(settings.archive, settings) as library:
        assert [one.article for one in library.articles()] == [second]
        assert [hit.citation.article for hit in library.search("word7").hits] == [second]
    assert sound(settings)
