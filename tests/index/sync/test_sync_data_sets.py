"""Data sets through a sync: what breaks off hides nothing, and what was read of it is kept."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from builders import FakeExtractor, sync_with_fake

from index.library import Library
from index.settings import Settings

RANDOM = random.Random(7)
LINES = [
    json.dumps({"id": f"k{number}", "text": f"John Kirby said that ship {RANDOM.random()} sank."})
    for number in range(400)
]
PACKED = gzip.compress("\n".join(LINES).encode())


def locators(settings: Settings) -> set[str]:
    with Library.open(settings.archive, settings) as library:
        return {citation.locator.rpartition("#")[2] for citation in library.articles()}


def test_a_packed_data_set_that_breaks_off_loses_nothing_that_was_read_before(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(PACKED)
    assert sync_with_fake(settings, path).new == 400
    path.write_bytes(PACKED[: len(PACKED) // 2])
    report = sync_with_fake(settings)
    assert (report.removed, len(report.failed)) == (0, 1)
    assert "cannot be read beyond" in report.failed[0].reason
    assert len(locators(settings)) == 400


def test_a_data_set_that_broke_off_is_tried_again_until_it_is_whole(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(PACKED[: len(PACKED) // 2])
    first = sync_with_fake(settings, path)
    assert 0 < first.new < 400
    assert len(sync_with_fake(settings).failed) == 1
    path.write_bytes(gzip.compress("\n".join(LINES[:-1]).encode()))
    report = sync_with_fake(settings)
    assert (report.new, report.failed) == (399 - first.new, ())
    path.write_bytes(gzip.compress("\n".join(LINES[1:-1]).encode()))
    assert sync_with_fake(settings).removed == 1


def test_a_packed_data_set_that_gives_nothing_any_more_hides_nothing_either(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(PACKED)
    sync_with_fake(settings, path)
    path.write_bytes(PACKED[:15])
    assert sync_with_fake(settings).removed == 0
    assert len(locators(settings)) == 400


def test_one_changed_row_of_a_table_is_one_article_read_anew(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    rows = ["id,text", *(f"k{number},John Kirby said that ship {number} sank." for number in range(5))]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert sync_with_fake(settings, path).new == 5
    rows[2] = "k1,Iran denied that it rains."
    path.write_text("\n".join(rows), encoding="utf-8")
    fake = FakeExtractor()
    report = sync_with_fake(settings, extractor=fake)
    assert (report.changed, report.unchanged, report.removed, len(fake.read)) == (1, 4, 0, 1)
