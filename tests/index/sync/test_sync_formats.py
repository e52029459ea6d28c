"""Every format with many articles in a file, from the file to the archive and again."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import FakeExtractor, sync_with_fake
from samples import hostile_archives, hostile_sets

from index.settings import Settings
from index.sources import Document, read_bytes

SAMPLES = {
    "nexis.txt": hostile_sets.exports()[0],
    "uni.txt": hostile_sets.exports()[1],
    "factiva.txt": hostile_sets.exports()[2],
    "displayed.txt": hostile_sets.exports()[3],
    "set.ndjson": hostile_sets.lines()[0],
    "array.json": hostile_sets.json_files()[0],
    "answer.json": hostile_sets.json_files()[1],
    "table.csv": hostile_sets.tables()[0],
    "table.tsv": hostile_sets.tables()[2],
    "all.zip": hostile_archives.zips()[0],
    "crawl.warc": hostile_archives.warcs()[1],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_article_of_a_file_is_recorded_once_and_not_read_again(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    read = [one for one in read_bytes(SAMPLES[name], name) if isinstance(one, Document)]
    path = tmp_path / name
    path.write_bytes(SAMPLES[name])
    fake = FakeExtractor()
    first = sync_with_fake(settings, path, extractor=fake)
    assert first.new == len(read) == len({one.appearance.locator for one in read})
    assert sorted(fake.read) == sorted({one.article.id for one in read})
    again = FakeExtractor()
    second = sync_with_fake(settings, extractor=again)
    assert (second.unchanged, second.new, second.removed, again.read) == (len(read), 0, 0, [])
    assert (second.failed, second.skipped) == (first.failed, first.skipped)
