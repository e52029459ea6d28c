"""What a sync opens, when it reads a text again, and against which date."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from builders import sync_with_fake, write_stories

from index.errors import SourceError
from index.settings import Settings
from index.sources import find
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
