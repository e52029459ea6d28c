"""Builders of what tests need: articles, extractions by a fake extractor, and whole libraries on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fake_extraction import EVIDENCE, FakeExtractor, extraction_of, local_actor, passages_of

from index.model import Appearance, Article, DateBasis, Published
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library
    from index.sync import SyncReport

__all__ = [
    "EVIDENCE",
    "SHELLS",
    "FakeExtractor",
    "Story",
    "appearance_of",
    "article_of",
    "extraction_of",
    "local_actor",
    "make_library",
    "passages_of",
    "published",
    "settings_in",
    "sync_with_fake",
    "write_stories",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A text with metadata, written as Markdown with front matter."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    note: str | None = None


SHELLS: dict[str, str | Story] = {
    "shells": Story(
        title="Shells shipped to Russia",
        outlet="Daily Wire",
        published="2022-11-03",
        text=(
            "Shells shipped to Russia\n\n"
            "North Korea sent shells to Russia. A spokesperson John Kirby said “We suspect that the DPRK is supplying "
            "shells.” Kirby suspected that Russia asked for them. North Korea denied that it sold shells."
        ),
    ),
    "answer": Story(
        title="Pyongyang answers",
        outlet="Evening Post",
        published="2022-11-08",
        text=(
            "Pyongyang answers\n\n"
            "North Korea denied that it had arms dealings with Russia. The foreign minister Sergey Lavrov said "
            "that Ukraine spreads rumours. Iran declined to comment on the drones."
        ),
    ),
    "drones": Story(
        title="Drones over Ukraine",
        outlet="Daily Wire",
        published="2022-10-18",
        text=(
            "Drones over Ukraine\n\n"
            "Ukraine said that Iran sent drones to Russia. Iran denied that it supplied Russia. "
            "The spokesperson Kirby claimed that Iran had experts on the ground."
        ),
    ),
}
"""Three small stories about one thing, with denials: enough for a search, a dossier and a comparison."""


def settings_in(folder: Path) -> Settings:
    """Settings that keep everything under `folder`."""
    return Settings(
        archive=folder / "library.dossier", cache=folder / "cache", log=folder / "log", config=folder / "config"
    )


def published(value: str, basis: DateBasis = DateBasis.METADATA) -> Published:
    """A date of publication."""
    return Published(value=value, basis=basis)


def article_of(text: str = "John Kirby said that North Korea ships shells.", language: str | None = "en") -> Article:
    """An article with this text."""
    return Article.of(text, language)


def appearance_of(
    article: Article,
    locator: str = "/news/a.txt",
    *,
    title: str = "",
    outlet: str | None = None,
    date: str | None = None,
) -> Appearance:
    """An appearance of the article; its first line is the title where none is given."""
    return Appearance(
        article=article.id,
        locator=locator,
        title=title or article.text.split("\n", 1)[0],
        outlet=outlet,
        published=published(date) if date else None,
        retrieved="2022-11-09T10:00:00+00:00",
    )


def write_stories(folder: Path, stories: Mapping[str, str | Story]) -> Path:
    """Write each story as NAME.txt (plain text) or NAME.md (with metadata) and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, story in stories.items():
        if isinstance(story, str):
            (folder / f"{name}.txt").write_text(story, encoding="utf-8")
            continue
        fields = {
            "title": story.title,
            "outlet": story.outlet,
            "published": story.published,
            "url": story.url,
            "byline": story.byline,
            "note": story.note,
        }
        front = "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)
        (folder / f"{name}.md").write_text(f"---\n{front}---\n{story.text}", encoding="utf-8")
    return folder


def sync_with_fake(
    settings: Settings, *paths: Path | str, extractor: FakeExtractor | None = None, archive: Path | None = None
) -> SyncReport:
    """Sync paths into the archive with a fake extractor."""
    from index.sync import sync

    fake = extractor or FakeExtractor()
    return sync(archive or settings.archive, [str(path) for path in paths], settings, load=lambda: fake)


def make_library(
    folder: Path, stories: Mapping[str, str | Story] | None = None, *, paths: Sequence[Path] = ()
) -> Library:
    """An open library in `folder` with these stories (SHELLS where none are given), read by the fake extractor."""
    from index.library import Library

    settings = settings_in(folder)
    written = write_stories(folder / "news", SHELLS if stories is None else stories)
    sync_with_fake(settings, written, *paths)
    return Library.open(settings.archive, settings)
