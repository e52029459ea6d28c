from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from index.errors import SourceError
from index.evaluation import read_gold


def _write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n\n" for record in records), encoding="utf-8")
    return path


def test_records_are_read_with_their_spans(tmp_path: Path) -> None:
    record = {"id": "a", "text": "“Kyiv” won", "mentions": [{"start": 1, "end": 5, "text": "Kyiv", "actor": "ua"}]}
    assert read_gold(_write(tmp_path / "gold.jsonl", record)) == [record]


def test_a_compressed_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "b"}\n'))
    assert read_gold(path) == [{"id": "a", "text": "b"}]


def test_a_text_kept_in_a_file_is_put_in_and_its_spans_get_their_characters(tmp_path: Path) -> None:
    content = b"Kyiv won.\r\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(content)
    (tmp_path / "gold").mkdir()
    spans = [{"content": [{"start": 5, "end": 8}]}]
    record = {"id": "a", "text_file": "texts/a.txt", "text_sha256": sha256(content).hexdigest(), "statements": spans}
    (read,) = read_gold(_write(tmp_path / "gold" / "gold.jsonl", record))
    assert read["text"] == "Kyiv won.\r\n"
    assert read["statements"] == [{"content": [{"start": 5, "end": 8, "text": "won"}]}]


def test_a_text_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("changed", encoding="utf-8")
    record = {"id": "a", "text_file": "a.txt", "text_sha256": sha256(b"before").hexdigest()}
    with pytest.raises(SourceError, match=r"was annotated on another a\.txt"):
        read_gold(_write(tmp_path / "gold.jsonl", record))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "b"}, "has no id"),
        ({"id": "a"}, "has neither text nor text_file"),
        ({"id": "a", "text_file": "absent.txt"}, "names absent.txt, which is not there"),
        ({"id": "a", "text": "b", "times": [{"start": 0, "end": 2}]}, "has a span 0..2 outside the text"),
        ({"id": "a", "text": "b", "times": [{"start": 1, "end": 1}]}, "has a span 1..1 outside the text"),
        ({"id": "a", "text": "b", "times": [{"start": "0", "end": 1}]}, "has a span 0..1 outside the text"),
        (
            {"id": "a", "text": "bc", "roles": [{"role": {"start": 0, "end": 1, "text": "c"}}]},
            "states 'c' for 0..1, where the text has 'b'",
        ),
    ],
)
def test_a_wrong_record_is_refused_with_its_line_and_reason(
    tmp_path: Path, record: dict[str, Any], reason: str
) -> None:
    path = _write(tmp_path / "gold.jsonl", {"id": "right", "text": "x"}, record)
    with pytest.raises(SourceError) as caught:
        read_gold(path)
    assert caught.value.reason == reason
    assert caught.value.locator.startswith(f"{path}:3")
    assert caught.value.hint


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="two texts have the id 'a'"):
        read_gold(_write(tmp_path / "gold.jsonl", {"id": "a", "text": "b"}, {"id": "a", "text": "c"}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no annotated text"),
        (b"{\n", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]\n", "is not a JSON object"),
        (b'{"id": "\xff"}\n', "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_gold_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=reason):
        read_gold(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot be read \(No such file or directory\)"):
        read_gold(tmp_path / "absent.jsonl")
    (tmp_path / "gold.jsonl.gz").write_bytes(b"plain")
    with pytest.raises(SourceError, match="is not a complete gzip file"):
        read_gold(tmp_path / "gold.jsonl.gz")
