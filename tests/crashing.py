"""A sync in a process of its own that can be killed at any moment, and what must hold of what it leaves behind.

As a script it is that process: `crashing.py FOLDER NEWS [--kill-at N] [--real]` syncs NEWS into an archive in FOLDER.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]  # as a script and as a module alike

from builders import FakeExtractor, settings_in  # noqa: E402

import index.sync.recorder as recorder  # noqa: E402
from index.errors import ArchiveMissing, NotAnArchive  # noqa: E402
from index.library import Library  # noqa: E402
from index.model import Article, Extraction, Published  # noqa: E402
from index.records import Records  # noqa: E402
from index.settings import Settings  # noqa: E402
from index.sync import sync  # noqa: E402


@dataclass(frozen=True, kw_only=True)
class Left:
    """What a killed sync has left."""

    recorded: int
    """Articles in the archive."""
    searchable: int
    lost: int
    """Articles that were read and not recorded: the next sync reads them again."""
    during: str
    """What the process was doing."""


def start(folder: Path, news: Path, *more: str) -> subprocess.Popen[bytes]:
    """The process, at the head of a group of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), str(news), *more]
    (folder / "log").unlink(missing_ok=True)
    with (folder / "stderr").open("wb") as errors:
        return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=errors)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all that it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def left(folder: Path, word: str) -> Left:
    """Look at archive and index as a reader does before anybody repairs anything; every text holds the word."""
    settings, done = settings_in(folder), _log(folder)
    read = {line.partition(" ")[2] for line in done if line.startswith("read ")}
    during = next((line for line in reversed(done) if not line.startswith("read ")), "starting")
    try:
        with Records(settings.archive, "read") as records:
            assert records.problems() == ()
            with records.view() as view:
                known = {one for one in read if view.files.read_as(one) is not None}
    except (ArchiveMissing, NotAnArchive):
        if read or (settings.archive.exists() and settings.archive.stat().st_size):
            raise
        return Left(recorded=0, searchable=0, lost=0, during=during)
    with Library.open(settings.archive, settings, read_only=True) as library:
        overview, answer = library.overview(), library.search(word, limit=10_000)
        assert answer.total == len(answer.hits) == overview.articles - overview.index_lag
        for hit in answer.hits[:20]:
            assert library.open_article(hit.citation.article).citation == hit.citation
    return Left(recorded=overview.articles, searchable=answer.total, lost=len(read - known), during=during)


def assert_complete(folder: Path, articles: int, word: str) -> None:
    """Every article is there exactly once, read, joined and searchable, and everything is sound."""
    settings = settings_in(folder)
    with Library.open(settings.archive, settings) as library:
        overview = library.overview()
        assert (overview.articles, overview.index_lag) == (articles, 0)
        citations = library.articles()
        assert len({one.article for one in citations}) == len({one.locator for one in citations}) == articles
        assert {one.appearances for one in citations} == {1}
        found = library.search(word, limit=articles + 1).hits
        assert {hit.citation.article for hit in found} == {one.article for one in citations}
        assert len(found) == articles
        assert library.archive_problems() == library.index_problems() == ()
        assert library.failures() == ()
    beside = {path.name for path in settings.archive.parent.glob(f"{settings.archive.name}*")}
    assert beside == {settings.archive.name}


def _log(folder: Path) -> list[str]:
    path = folder / "log"
    return path.read_text().splitlines() if path.exists() else []


@dataclass(frozen=True)
class _Load:
    """Makes an extractor that writes down what it reads; goes to worker processes as it is."""

    settings: Settings
    real: bool

    def __call__(self) -> _Told:
        return _Told(_real(self.settings) if self.real else FakeExtractor(), _notes(self.settings.archive.parent))


def _notes(folder: Path) -> Callable[[str], None]:
    """Adds a line to the log, also from several processes."""
    log = os.open(folder / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def note(line: str) -> None:
        os.write(log, f"{line}\n".encode())

    return note


class _Told:
    """Reads as the extractor does, and writes down what was read."""

    def __init__(self, extractor: Any, note: Callable[[str], None]) -> None:
        self._extractor, self._note = extractor, note
        self.pipeline: str = extractor.pipeline

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for extraction in self._extractor.extract(articles):
            self._note(f"read {extraction.article}")
            yield extraction


def _run(args: argparse.Namespace) -> None:
    settings, note = settings_in(args.folder), _notes(args.folder)
    recorder.FIRST_CHECKPOINT, recorder.SHARE = 0.0, 0.0  # as often as there is a batch, so that kills fall among them
    if args.batch:
        recorder.BATCH = args.batch
    for name in ("flush", "checkpoint"):
        _announce(recorder.Recorder, name, note)
    if args.kill_at is not None:
        sys.setprofile(Calls(args.kill_at))
    began = time.monotonic()
    load = _Load(settings, args.real)
    report = sync(settings.archive, [str(args.news)], settings, load=load, workers=args.workers)
    calls = sys.getprofile()
    sys.setprofile(None)
    print(json.dumps({"new": report.new, "seconds": time.monotonic() - began, "calls": getattr(calls, "made", None)}))


class Calls:
    """Counts every call that Python makes; at one of them the process and its group are killed."""

    def __init__(self, last: int) -> None:
        self.made, self._last = 0, last

    def __call__(self, frame: object, event: str, argument: object) -> None:
        self.made += 1
        if self.made == self._last:
            os.killpg(0, signal.SIGKILL)


def _announce(cls: type, name: str, note: Callable[[str], None]) -> None:
    original = getattr(cls, name)

    def announced(self: object) -> None:
        note(name)
        original(self)
        note("reading")

    setattr(cls, name, announced)


def _real(settings: Settings) -> Any:
    from index.extraction.pipeline import load_extractor

    return load_extractor(settings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--kill-at", type=int, metavar="N", help="die at this call; 0: count them")
    parser.add_argument("--batch", type=int, metavar="N", help="articles a transaction")
    parser.add_argument("--real", action="store_true", help="read with the language model")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read")
    _run(parser.parse_args())
