"""Syncs that are killed at random moments: `python tests/benchmarks/crashes.py --data DIR [--articles N] [--kills N]`.

DIR holds files of articles (`.jsonl.gz` with `text`); so many of them are written as files of their own and synced by a
child process, which is killed with SIGKILL, with all that it started. After each kill archive and index are looked at
as a reader does, before anything is repaired; then the sync goes on, to the next kill or to the end. When all articles
are in before all kills are spent, a new archive is begun. The table has a line for each kill; any fault ends the run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # as a script and as a module alike

from crashing import Left, assert_complete, kill, left, start

WORD = "the"
"""Every article that is taken holds it, so that a search for it must find what is searchable."""
HEADING = f"{'kill':>4}{'after':>9}  {'during':<12}{'recorded':>9}{'searchable':>11}{'read again':>11}"


@dataclass(kw_only=True)
class Chain:
    """One archive, from its first article to its last, through several kills."""

    folder: Path
    news: Path
    options: tuple[str, ...]

    def start(self) -> subprocess.Popen[bytes]:
        """Sync on."""
        return start(self.folder, self.news, *self.options)

    def finish(self) -> float:
        """Sync to the end; how long that took."""
        began = time.monotonic()
        process = self.start()
        process.communicate()
        if process.returncode:
            sys.exit((self.folder / "stderr").read_text())
        return time.monotonic() - began


def main() -> None:
    """Print the table, line by line as the kills are made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--kills", type=int, default=30, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--fake", action="store_true", help="read by a few patterns instead of the language model")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that read (2)")
    args = parser.parse_args()
    print(f"data {args.data.resolve()} · {date.today()} · {platform.platform()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="dossier-crashes-") as folder:
        news = Path(folder) / "news"
        written = _write(_texts(args.data), args.articles, news)
        _measure(args, Path(folder), news, written)


def _measure(args: argparse.Namespace, folder: Path, news: Path, articles: int) -> None:
    whole = _chain(folder, news, args)
    undisturbed = whole.finish()
    assert_complete(whole.folder, articles, WORD)
    print(f"{articles:,} articles; an undisturbed sync takes {undisturbed:.1f} s\n\n{HEADING}", flush=True)
    chosen, number, lost, archives = random.Random(args.seed), 0, [], 0
    while number < args.kills:
        archive = _chain(folder, news, args)
        while number < args.kills:
            # Half of the kills come soon, so that many fall into one archive; the others anywhere, also near the end.
            most = undisturbed if chosen.random() < 0.5 else 6 * undisturbed / args.kills
            after = chosen.uniform(0, most)
            state = _killed(archive, after)
            if state is None:
                break
            number += 1
            lost.append(state.lost)
            print(_line(number, after, state), flush=True)
        archive.finish()
        assert_complete(archive.folder, articles, WORD)
        archives += 1
        shutil.rmtree(archive.folder)
    print(
        f"\n{number} kills in {archives} archives: all opened, none was unsound, no search was wrong; each was "
        "completed by the next sync,\nwith every article once, and searchable. Read again after a kill: "
        f"{max(lost)} at most, {sum(lost) / len(lost):.1f} on average."
    )


def _killed(archive: Chain, after: float) -> Left | None:
    """What is left when the sync is killed after so many seconds; None where it had ended before."""
    process = archive.start()
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        kill(process)
        return left(archive.folder, WORD)
    if process.returncode:
        sys.exit((archive.folder / "stderr").read_text())
    return None


def _line(number: int, after: float, state: Left) -> str:
    figures = f"{state.recorded:>9,}{state.searchable:>11,}{state.lost:>11,}"
    return f"{number:>4}{after:>7.1f} s  {state.during:<12}{figures}"


def _chain(folder: Path, news: Path, args: argparse.Namespace) -> Chain:
    options = ("--workers", str(args.workers), *(() if args.fake else ("--real",)))
    return Chain(folder=Path(tempfile.mkdtemp(dir=folder)), news=news, options=options)


def _texts(data: Path) -> Iterator[str]:
    """Texts from all files in turn, each once."""
    seen = set()
    with ExitStack() as opened:
        paths = sorted(data.rglob("articles/*.jsonl.gz"))
        files = [opened.enter_context(gzip.open(path, "rt", encoding="utf-8")) for path in paths]
        for line in chain.from_iterable(zip(*files, strict=False)):
            text = json.loads(line)["text"].strip()
            if text not in seen and len(text) < 20_000 and re.search(rf"\b{WORD}\b", text):
                seen.add(text)
                yield text


def _write(texts: Iterator[str], articles: int, news: Path) -> int:
    news.mkdir()
    number = 0
    for number, text in enumerate(texts, 1):
        (news / f"{number:04}.txt").write_text(text, encoding="utf-8")
        if number == articles:
            break
    return number


if __name__ == "__main__":
    main()
