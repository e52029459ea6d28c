"""The command line as a process: pipes, encodings, signals and terminals."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from builders import SHELLS, settings_in, sync_with_fake, write_stories

from index.sync.lock import locked

DOSSIER = [sys.executable, "-m", "dossier"]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of three stories."""
    folder = tmp_path_factory.mktemp("home")
    sync_with_fake(settings_in(folder), write_stories(folder / "news", SHELLS))
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a process that keeps to `home`."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("DOSSIER_", "LC_", "LANG", "NO_COLOR"))
    }
    ours = {
        name: str(home / name.removeprefix("DOSSIER_").lower())
        for name in ("DOSSIER_CACHE", "DOSSIER_LOG", "DOSSIER_CONFIG")
    }
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {
        **kept,
        **ours,
        "DOSSIER_ARCHIVE": str(home / "library.dossier"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": path,
        **more,
    }


def test_a_reader_that_has_seen_enough_is_no_error(home: Path) -> None:
    command = f"set -o pipefail; {' '.join(DOSSIER)} show Russia --json | head -c 1"
    done = subprocess.run(["bash", "-c", command], env=environment(home), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("{", "", 0)


def test_a_reader_that_is_gone_before_the_first_line_is_no_error(home: Path) -> None:
    with subprocess.Popen(
        [*DOSSIER, "show", "Russia"], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_output_that_knows_no_unicode_gets_question_marks_and_escaped_json(home: Path) -> None:
    plain = environment(home, PYTHONIOENCODING="ascii")
    shown = subprocess.run([*DOSSIER, "show", "Kirby"], env=plain, capture_output=True, check=False)
    assert shown.returncode == 0
    assert b"?We suspect that the DPRK is supplying shells.?" in shown.stdout
    told = subprocess.run([*DOSSIER, "show", "Kirby", "--json"], env=plain, capture_output=True, check=False)
    assert b"\\u201cWe suspect" in told.stdout


def test_output_into_a_pipe_is_plain(home: Path) -> None:
    wanted = environment(home, TERM="xterm-256color", FORCE_COLOR="1", CLICOLOR_FORCE="1")
    done = subprocess.run([*DOSSIER, "search", "shells"], env=wanted, capture_output=True, check=True)
    assert b"\x1b" not in done.stdout + done.stderr


def test_on_a_terminal_hits_are_marked(home: Path) -> None:
    master, slave = pty.openpty()
    coloured = environment(home, TERM="xterm-256color")
    with subprocess.Popen([*DOSSIER, "search", "shells"], env=coloured, stdout=slave, stderr=slave) as process:
        assert process.wait(timeout=60) == 0
    os.close(slave)
    assert b"\x1b[1;7mshells\x1b[22;27m" in os.read(master, 100_000)
    os.close(master)


def test_without_a_terminal_the_app_says_which_commands_do_without(home: Path) -> None:
    done = subprocess.run(
        DOSSIER, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("dossier: the app needs a terminal on standard input, output and error\n")
    assert "dossier search QUERY" in done.stderr


def test_the_app_does_not_draw_into_a_file_that_collects_errors(home: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    errors = tmp_path / "errors"
    with (
        errors.open("wb") as file,
        subprocess.Popen(DOSSIER, env=environment(home), stdin=slave, stdout=slave, stderr=file) as process,
    ):
        os.close(slave)
        try:
            assert process.wait(timeout=60) == 2
        finally:
            process.kill()
    os.close(master)
    assert errors.read_text().startswith("dossier: the app needs a terminal on standard input, output and error\n")


def test_an_interrupt_is_exit_130_and_one_line(home: Path) -> None:
    code = (
        "import signal, sys, time; from dossier.cli import actors, main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "  # a background job starts with it ignored
        "actors.run = lambda *_: print('busy', flush=True) or time.sleep(60); sys.exit(main.main(['actors']))"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"busy\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"dossier: interrupted\n"
    assert process.returncode == 130


def test_a_sync_that_waits_says_for_whom_and_goes_on_when_the_lock_is_free(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    with locked(tmp_path / "library.dossier"):
        process = subprocess.Popen(
            [*DOSSIER, "sync", "--wait", str(tmp_path / "news")],
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        assert process.stderr.readline().startswith(f"waiting for process {os.getpid()} on ".encode())
    answer, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert answer.startswith(b"nothing to read\n0 articles")
