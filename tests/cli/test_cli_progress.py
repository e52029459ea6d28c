"""How a running sync is told on a terminal and beside one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dossier.cli.page import cells
from dossier.cli.progress import SECONDS_BETWEEN, ProgressText, as_json, bar_line, duration, told
from index.sync import Progress

Capture = pytest.CaptureFixture[str]
STEP = Progress(event="article", done=12, total=48, path="/news/a.txt", rate=3.41, seconds_left=10.6)
FAILED = Progress(event="failed", done=13, total=48, path="/news/\x1b[2J.txt", reason="is\nempty")
DONE = Progress(event="done", done=48, total=48)


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> ProgressText:
    """Progress as a terminal of 80 columns gets it."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return ProgressText()


def test_a_bar_shows_the_share_the_rate_and_the_time_left() -> None:
    assert bar_line(STEP) == "[######------------------] 12/48  3.4 articles/s  11 s left"


def test_a_bar_without_rate_or_total_is_still_a_bar() -> None:
    assert bar_line(Progress(event="plan", done=0, total=0)) == f"[{'-' * 24}] 0/0"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.04, "0.0 s"), (1.4, "1 s"), (89, "89 s"), (91, "2 min"), (3600, "60 min"), (7500, "2 h 5 min")],
)
def test_a_duration_is_as_long_as_one_wants_to_know(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_beside_a_terminal_only_failures_are_told(capsys: Capture) -> None:
    tell = ProgressText()
    for step in (STEP, FAILED, DONE):
        tell(step)
    assert capsys.readouterr() == ("", "failed: /news/␛[2J.txt: is empty\n")


def test_beside_a_terminal_a_line_now_and_then_says_how_far_it_is(capsys: Capture) -> None:
    shown = [0.0]
    tell = ProgressText(lambda: shown[-1])
    for seconds in (1.0, SECONDS_BETWEEN + 1, SECONDS_BETWEEN + 2, 2 * SECONDS_BETWEEN + 2):
        shown.append(seconds)
        tell(STEP)
    assert capsys.readouterr().err == "12/48  3.4 articles/s  11 s left\n" * 2


def test_a_note_is_a_line_everywhere(capsys: Capture, monkeypatch) -> None:
    note = Progress(event="note", done=0, total=48, reason="the reader has changed")
    ProgressText()(note)
    assert capsys.readouterr().err == "the reader has changed\n"
    tell = on_terminal(monkeypatch)
    tell(STEP)
    tell(note)
    assert capsys.readouterr().err.endswith("\r\x1b[Kthe reader has changed\n")


def test_on_a_terminal_one_line_is_rewritten_and_taken_away(capsys: Capture, monkeypatch) -> None:
    tell = on_terminal(monkeypatch)
    tell(STEP)
    drawn = capsys.readouterr().err
    assert drawn == f"\r\x1b[K{bar_line(STEP)}  /news/a.txt"
    tell(DONE)
    assert capsys.readouterr().err == "\r\x1b[K"


def test_a_failure_stands_above_the_bar(capsys: Capture, monkeypatch) -> None:
    tell = on_terminal(monkeypatch)
    tell(STEP)
    tell(FAILED)
    lines = capsys.readouterr().err.split("\n")
    assert lines[0].endswith("\r\x1b[Kfailed: /news/␛[2J.txt: is empty")
    assert lines[1].startswith("\r\x1b[K[")


def test_a_long_path_never_makes_the_bar_wrap(capsys: Capture, monkeypatch) -> None:
    tell = on_terminal(monkeypatch)
    tell(Progress(event="start", done=1, total=2, path="/news/" + "北京" * 60, rate=1.0, seconds_left=1.0))
    assert 60 < cells(capsys.readouterr().err.removeprefix("\r\x1b[K")) < 80


def test_for_programs_a_step_is_one_line_of_ascii(capsys: Capture) -> None:
    as_json(FAILED)
    [line] = capsys.readouterr().err.splitlines()
    assert line.isascii()
    assert json.loads(line) == {
        "event": "failed",
        "done": 13,
        "total": 48,
        "path": "/news/\x1b[2J.txt",
        "reason": "is\nempty",
        "rate": None,
        "seconds_left": None,
    }


def test_no_time_is_told_where_more_turns_up_than_was_expected() -> None:
    assert "left" not in told(replace(STEP, done=48))
