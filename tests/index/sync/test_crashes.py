"""A sync that is killed at any call leaves an archive that opens, and the next one completes it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from builders import write_stories
from crashing import assert_complete, kill, left, start

STORIES = {f"story{n:02}": f"The spokesman John Kirby said that shell {n} was shipped to Russia." for n in range(24)}
BATCH = 4
KILLS = 5


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls an undisturbed sync makes."""
    folder = tmp_path_factory.mktemp("whole")
    done = finished(folder, write_stories(folder / "news", STORIES))
    assert_complete(folder, len(STORIES), "shipped")
    return int(done["calls"] or 0)


def finished(folder: Path, news: Path) -> dict[str, int | None]:
    """Sync to the end in a process of its own."""
    with start(folder, news, "--batch", str(BATCH), "--kill-at", "0") as process:
        answer, _ = process.communicate(timeout=120)
    assert process.returncode == 0, (folder / "stderr").read_text()
    told: dict[str, int | None] = json.loads(answer)
    return told


@pytest.mark.parametrize("kill_number", range(KILLS))
def test_a_sync_killed_at_any_call_loses_a_batch_at_most(kill_number: int, calls: int, tmp_path: Path) -> None:
    at = int(calls * (kill_number + random.Random(kill_number).random()) / KILLS)
    news = write_stories(tmp_path / "news", STORIES)
    with start(tmp_path, news, "--batch", str(BATCH), "--kill-at", str(at)) as process:
        process.communicate(timeout=120)
    assert process.returncode == -9, f"call {at} of {calls}: {(tmp_path / 'stderr').read_text()}"
    state = left(tmp_path, "shipped")
    assert state.lost <= BATCH
    again = finished(tmp_path, news)
    assert again["new"] == len(STORIES) - state.recorded
    assert_complete(tmp_path, len(STORIES), "shipped")


def test_a_process_killed_from_outside_takes_its_group_along(tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", STORIES)
    with start(tmp_path, news) as process:
        kill(process)
    assert process.returncode == -9
    assert left(tmp_path, "shipped").lost <= len(STORIES)
