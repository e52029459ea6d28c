"""How long after its last write a file can be searched, while `dossier sync --watch` runs with the real model.

    python tests/benchmarks/watch.py [--trials N] [--archive-of N] [--idle SECONDS]

Each trial writes an article in pieces, half a second in all, and asks the archive until a search finds it. Then
the watch is left alone, and the processor time and memory that it takes meanwhile are told.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import settings_in  # noqa: E402

from index.library import Library  # noqa: E402
from index.settings import Settings  # noqa: E402

TEXT = "John Kirby said in trial {word} that North Korea had shipped shells to Russia. Iran denied it on Wednesday.\n"
PATIENCE = 60.0


@contextmanager
def watching(settings: Settings, news: Path) -> Iterator[subprocess.Popen[str]]:
    """The watch, from when it has said that it watches."""
    folders = {f"DOSSIER_{name}": str(getattr(settings, name.lower())) for name in ("CACHE", "LOG", "CONFIG")}
    command = [sys.executable, "-m", "dossier", "--archive", str(settings.archive), "sync", "--watch", str(news)]
    environment = {**os.environ, **folders, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as one:
        assert one.stderr is not None
        while "watching " not in (line := one.stderr.readline()):
            assert line, "the watch has ended"
        yield one
        one.send_signal(signal.SIGINT)


def searchable_after(settings: Settings, news: Path, number: int) -> float:
    """Seconds from the last write to the first search that finds it."""
    word = f"word{number}word"
    with (news / f"trial-{number}.txt").open("w") as file:
        for _ in range(5):
            file.write(TEXT.format(word=word))
            file.flush()
            time.sleep(0.1)
        file.write(TEXT.format(word=word))
    written = time.monotonic()
    with Library.open(settings.archive, settings) as library:
        while not library.search(word).total:
            assert time.monotonic() < written + PATIENCE, "never found"
            time.sleep(0.01)
    return time.monotonic() - written


def used(process: int) -> tuple[float, float]:
    """Processor seconds so far, and megabytes held: by the watch and the workers that it has started."""
    seconds = megabytes = 0.0
    for one in (process, *children(process)):
        fields = stat_of(one)
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        megabytes += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    return seconds, megabytes


def children(process: int) -> list[int]:
    """The processes that it has started."""
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return [one for one in numbers if (fields := stat_of(one)) and int(fields[1]) == process]


def stat_of(process: int) -> list[str]:
    """What the system tells of a process, from its state on; nothing where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def main() -> None:
    """Print the trials and what waiting costs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--archive-of", type=int, default=0, help="so many short texts are there before")
    parser.add_argument("--idle", type=float, default=30.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings, news = settings_in(Path(folder)), Path(folder) / "news"
        news.mkdir()
        for number in range(max(args.archive_of, 1)):
            (news / f"before-{number}.txt").write_text(f"Report {number}. The ministry said nothing.\n")
        with watching(settings, news) as process:
            trials = [searchable_after(settings, news, 0)]
            _, first = used(process.pid)
            trials += [searchable_after(settings, news, number) for number in range(1, args.trials)]
            for number, seconds in enumerate(trials, start=1):
                print(f"trial {number:2}: searchable {seconds:.2f} s after the last write")
            print(f"median {sorted(trials)[len(trials) // 2]:.2f} s, slowest {max(trials):.2f} s")
            before, _ = used(process.pid)
            time.sleep(args.idle)
            after, memory = used(process.pid)
            share = 100 * (after - before) / args.idle
            print(f"waiting: {share:.1f} % of one core over {args.idle:.0f} s")
            print(f"memory: {first:.0f} MB after the first trial, {memory:.0f} MB now, workers included")


if __name__ == "__main__":
    main()
