"""Versions and near-copies of an article, as its screen tells them."""

from __future__ import annotations

from pathlib import Path

from builders import Story, settings_in, sync_with_fake, write_stories
from copied_texts import ADDED, CORRECTED, WIRE
from driving import opened, until_shown


async def test_an_article_tells_its_versions_and_copies_and_c_compares_with_them(tmp_path: Path) -> None:
    def story(text: str, day: int) -> Story:
        return Story(title=f"Freighter {day}", outlet="Wire", published=f"2022-11-0{day}", text=text)

    settings = settings_in(tmp_path)
    news = write_stories(tmp_path / "news", {"wire": story(WIRE, 2), "copy": story(ADDED, 3)})
    sync_with_fake(settings, news)
    write_stories(news, {"wire": story(CORRECTED, 2)})
    sync_with_fake(settings)
    async with opened(settings) as pilot:
        await pilot.press("G", "a")
        await until_shown(pilot, "1 near-copy · version 2 of 2; the earlier one, read", "differs")
        await pilot.press("c")
        await until_shown(pilot, "Side by side", "with 31 containers", "with 13")
        await pilot.press("escape", "3")
        await until_shown(pilot, "Versions, the latest first", "1 word new, 1 word gone")
        await pilot.press("g", "enter")
        await until_shown(pilot, "Freighter 3", "Near-copy of an article of Wire, 2 Nov 2022")
        await pilot.press("c")
        await until_shown(pilot, "Side by side", "June, Kjell Aas")
