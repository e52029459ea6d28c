"""First frame of the app on a pseudo-terminal, and peak memory, next to the smallest Textual app in the same run.

    python tests/benchmarks/first_frame.py [--archive FILE] [--runs 7]

Without --archive the seeds are synced into a temporary one first. A frame counts from the start of the process
to the first byte of the text that the app shows last when it opens.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import platform
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("ready-to-read")

Bare().run()
"""
LIMIT = 20.0
"""Seconds after which a run counts as failed."""


def first_frame(command: Sequence[str], shown: bytes, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds to the first frame that holds `shown`, and peak memory in MB."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.environ.update(environment, TERM="xterm-256color")
        os.execvp(command[0], list(command))
    seen = b""
    taken = 0.0
    while time.perf_counter() - started < LIMIT:
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65536)
            if shown in seen:
                taken = (time.perf_counter() - started) * 1000
                break
    os.kill(child, signal.SIGTERM)
    closing = time.perf_counter()
    while time.perf_counter() - closing < 2 and select.select([terminal], [], [], 0.2)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            break
    _, _, usage = os.wait4(child, 0)
    if not taken:
        raise SystemExit(f"{' '.join(command)}: {shown!r} was not shown within {LIMIT:.0f} s")
    return taken, usage.ru_maxrss / 1024


def main() -> None:
    """Time both apps in turn and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--shown", default="commands", help="a word of the app's footer to wait for")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = {"DOSSIER_CACHE": f"{folder}/cache", "DOSSIER_LOG": f"{folder}/log", "DOSSIER_CONFIG": folder}
        archive = arguments.archive or Path(folder) / "seeds.dossier"
        dossier = [sys.executable, "-m", "dossier", "--archive", str(archive)]
        if arguments.archive is None:
            subprocess.run(
                [*dossier, "sync", str(ROOT / "seeds")], env=os.environ | places, check=True, capture_output=True
            )
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        ours, theirs = [], []
        for _ in range(arguments.runs):
            theirs.append(first_frame([sys.executable, str(bare)], b"ready-to-read", places))
            ours.append(first_frame(dossier, arguments.shown.encode(), places))
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}")
    for name, runs in (("bare Textual app", theirs), ("dossier", ours)):
        frames = sorted(frame for frame, _ in runs)
        memory = statistics.median(memory for _, memory in runs)
        spread = f"({frames[0]:.0f} to {frames[-1]:.0f})"
        print(f"{name:18} first frame {statistics.median(frames):5.0f} ms {spread}  peak {memory:.0f} MB")
    ratio = statistics.median(ours[i][0] / theirs[i][0] for i in range(len(ours)))
    print(f"ratio of first frames, pair by pair: {ratio:.2f}")


if __name__ == "__main__":
    main()
