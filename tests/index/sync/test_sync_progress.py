"""What a running sync tells of its speed and of the time that is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import FakeExtractor, settings_in, write_stories

from index.sync import Progress, progress, sync
from index.sync.estimate import USUAL, Expected
from index.sync.progress import Meter


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        """The time it shows."""
        return self.now


def data_set(articles: int) -> Expected:
    """A data set of so many articles of a hundred characters."""
    return Expected(locator="/news/set.jsonl", format="data set", size=100 * articles, articles=articles)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr(progress, "time", turned)
    return turned


def test_the_rate_is_that_of_the_last_minute(clock: Clock) -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.plan([data_set(1000)])
    meter.start()
    assert told[-1].rate is told[-1].seconds_left is None
    for _ in range(100):
        clock.now += 0.1
        meter.article("/news/set.jsonl#1", 100, read=True)
    assert told[-1].rate == pytest.approx(10)
    for _ in range(60):
        clock.now += 2
        meter.article("/news/set.jsonl#2", 100, read=True)
    assert told[-1].rate == pytest.approx(0.5, abs=0.02)
    assert told[-1].seconds_left == pytest.approx(840 / 0.5, rel=0.05)


def test_what_needed_no_reading_does_not_count_as_speed(clock: Clock) -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.plan([data_set(610)])
    meter.start()
    for _ in range(500):
        clock.now += 0.001
        meter.article("/news/set.jsonl#known", 100, read=False)
    assert (told[-1].done, told[-1].rate, told[-1].seconds_left) == (500, None, None)
    for _ in range(10):
        clock.now += 1
        meter.article("/news/set.jsonl#new", 100, read=True)
    assert told[-1].rate == pytest.approx(1, abs=0.05)
    assert told[-1].seconds_left == pytest.approx(100, rel=0.05)


def test_the_time_left_follows_the_length_of_texts_and_not_their_number(clock: Clock) -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    long = [Expected(locator=f"/a/{at}.pdf", format="PDF", size=90_000, articles=1) for at in range(20)]
    short = [Expected(locator=f"/b/{at}.txt", format="text", size=1_000, articles=1) for at in range(200)]
    meter.plan([*long, *short], again=10)
    meter.start()
    for file in long[:10]:
        clock.now += 9
        meter.article(file.locator, 9_000, read=True)  # a PDF is ten times as large as its text
    assert told[-1].seconds_left == pytest.approx((10 * 9_000 + 200 * 1_000 + 10 * USUAL) / 1_000, rel=0.1)
    meter.failed("/a/10.pdf", "a scan")
    assert told[-1].seconds_left == pytest.approx((9 * 9_000 + 200 * 1_000 + 10 * USUAL) / 1_000, rel=0.1)


def test_the_lines_of_a_packed_data_set_share_its_size(clock: Clock) -> None:
    told: list[Progress] = []
    meter = Meter(told.append)
    meter.plan([Expected(locator="/news/set#1.jsonl.gz", format="data set", size=50_000, articles=100)])
    meter.start()
    for at in range(25):
        clock.now += 2
        meter.article(f"/news/set#1.jsonl.gz#line-{at}", 2_000, read=True)
    assert told[-1].seconds_left == pytest.approx(150, rel=0.05)


def test_texts_that_the_archive_has_already_tell_no_rate(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    rates = []
    for folder in ("news", "copies"):
        written = write_stories(tmp_path / folder, {"a": "Iran said that it rains.", "b": "Iran denied that it snows."})
        told: list[Progress] = []
        sync(settings.archive, [str(written)], settings, load=FakeExtractor, on_progress=told.append)
        rates.append([one.rate is not None for one in told if one.event == "article"])
    assert rates == [[True, True], [False, False]]
