"""About how many articles a file holds is told without reading them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from index.sources import find
from index.sync.plan import expected


@pytest.mark.parametrize(
    ("name", "content", "about"),
    [
        ("a.txt", b"Text.", 1),
        ("a.png", b"\x89PNG", 0),
        ("a.jsonl", b'{"text": "A"}\n' * 7, 7),
        ("a.jsonl.gz", b"x" * 5_000, 5),
        ("a.csv", b"x" * 9_000, 3),
        ("a.zip", b"no zip", 1),
    ],
)
def test_each_format_counts_in_its_own_way(tmp_path: Path, name: str, content: bytes, about: int) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = find([tmp_path / name])
    assert expected(found).articles == about


def test_a_zip_archive_holds_as_many_as_it_has_members(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", "Text.")
    (found,) = find([tmp_path])
    assert expected(found).articles == 5
