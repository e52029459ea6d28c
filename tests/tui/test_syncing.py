"""The sync as a child process: its progress, its end, and everything that may go wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from dossier.tui import syncing
from dossier.tui.syncing import SyncChild, advance, ended
from dossier.tui.widgets.progress import SyncState, progress_lines

RUNNING = SyncState(running=True)


def told(**fields: object) -> str:
    return json.dumps({"event": "article", "done": 3, "total": 9, "path": "/a.txt", "reason": None, **fields})


@pytest.mark.parametrize("wrong", ["Infinity", "-Infinity", "NaN", "1" + "0" * 400])
def test_numbers_that_are_none_are_not_shown(wrong: str) -> None:
    line = f'{{"event": "article", "done": 1, "total": 2, "rate": {wrong}, "seconds_left": {wrong}}}'
    state = advance(RUNNING, line)
    assert state is not None
    assert (state.rate, state.seconds_left) == (None, None)
    assert progress_lines(state, 80)


def test_a_line_nested_without_end_is_no_progress() -> None:
    assert advance(RUNNING, "[" * 200_000) is None


def test_progress_moves_the_state() -> None:
    state = advance(RUNNING, told(rate=2.5, seconds_left=4))
    assert state == SyncState(running=True, done=3, total=9, path="/a.txt", rate=2.5, seconds_left=4.0)
    assert state is not None
    assert state.fraction == pytest.approx(1 / 3)


def test_what_is_special_about_a_sync_stands_below_its_bar() -> None:
    noted = advance(RUNNING, told(event="note", reason="the reader has changed"))
    assert noted is not None
    state = advance(noted, told(event="article", path="/a.txt"))
    assert state is not None
    assert [line.plain.strip() for line in progress_lines(state, 80)[1:]] == ["/a.txt", "the reader has changed"]


def test_failures_are_kept_with_their_reasons() -> None:
    state = advance(RUNNING, told(event="failed", path="/b.bin", reason="is binary"))
    assert state is not None
    assert state.failed == (("/b.bin", "is binary"),)


@pytest.mark.parametrize("line", ["", "Traceback", "{", "[]", "3", '{"event": "explode"}', '{"done": 3}', "\x1b[31m"])
def test_garbage_is_no_progress(line: str) -> None:
    assert advance(RUNNING, line) is None


def test_values_of_the_wrong_kind_change_nothing() -> None:
    state = advance(SyncState(running=True, done=2, total=5), told(done="x", total=-1, path=7, rate="fast"))
    assert state is not None
    assert (state.done, state.total, state.path, state.rate) == (2, 5, None, None)


def test_hostile_paths_become_visible() -> None:
    state = advance(RUNNING, told(path="/a\x1b]52;c;x\x07\u202e.txt"))
    assert state is not None
    assert state.path is not None
    assert state.path.isprintable()


def test_a_report_is_told_in_a_sentence() -> None:
    report = json.dumps({"schema": 1, "new": 3, "changed": 1, "reread": 2000, "failed": [{"path": "x"}]})
    state = ended(RUNNING, 1, report, [], stopped=False)
    assert (state.running, state.trouble) == (False, False)
    assert state.result == "3 new, 1 changed, 2,000 read again, 1 file could not be read"
    assert ended(RUNNING, 0, "{}", [], stopped=False).result == "Nothing had changed."


def test_a_complaint_is_passed_on_with_its_hint() -> None:
    state = ended(RUNNING, 3, "", ["noise", "dossier: the archive is locked", "  Wait until it ends."], stopped=False)
    assert (state.trouble, state.result, state.hint) == (True, "the archive is locked", "Wait until it ends.")


@pytest.mark.parametrize(("code", "words"), [(-9, "signal 9"), (70, "exit code 70")])
def test_an_end_without_words_names_the_signal_or_code(code: int, words: str) -> None:
    state = ended(RUNNING, code, "not json", [], stopped=False)
    assert state.trouble
    assert words in state.result


def test_the_bar_comes_with_rate_time_left_and_file() -> None:
    state = SyncState(running=True, done=12, total=40, path="/n/a.txt", rate=3.14, seconds_left=9.2)
    text = "\n".join(line.plain for line in progress_lines(state, 100))
    assert "12 of 40 · 3.1 articles/s · 9 s left" in text
    assert "/n/a.txt" in text
    assert "━" in text


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> SyncChild:
    """A child that runs this code in the place of `dossier sync`."""
    script = tmp_path / "child.py"
    script.write_text(code)
    child = SyncChild(tmp_path / "a.dossier", ["news"])
    monkeypatch.setattr(child, "_arguments", [str(script)])
    return child


async def test_a_child_is_followed_to_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"import sys\nprint({told()!r}, file=sys.stderr)\nprint('noise', file=sys.stderr)\nprint('{{\"new\": 2}}')"
    states = [state async for state in program(tmp_path, monkeypatch, code).run()]
    assert [state.running for state in states] == [True, True, False]
    assert states[-1].result == "2 new"


async def test_a_child_that_dies_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    states = [state async for state in program(tmp_path, monkeypatch, code).run()]
    assert states[-1].trouble
    assert "signal 9" in states[-1].result


async def test_a_child_that_cannot_be_started_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no such program"))
    states = [state async for state in SyncChild(tmp_path / "a.dossier", []).run()]
    assert states[-1].trouble
    assert "could not be started" in states[-1].result


@pytest.mark.parametrize("deaf", [False, True])
async def test_a_child_is_asked_to_stop_and_made_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf: bool
) -> None:
    monkeypatch.setattr(syncing, "PATIENCE", 0.2)
    ignore = "signal.signal(signal.SIGINT, signal.SIG_IGN)" if deaf else ""
    code = f"import signal, sys, time\n{ignore}\nprint({told()!r}, file=sys.stderr, flush=True)\ntime.sleep(60)"
    child = program(tmp_path, monkeypatch, code)
    last = SyncState()
    async for state in child.run():
        last = state
        if state.done == 3:
            await child.stop()
    assert not last.running
    assert "stopped" in last.result


def test_paths_that_look_like_options_are_guarded(tmp_path: Path) -> None:
    arguments = SyncChild(tmp_path / "a.dossier", ["-x"])._arguments
    assert arguments[-2:] == ["--", "-x"]
