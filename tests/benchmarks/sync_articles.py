"""The articles that syncs are measured on, and what was read out of them once: recorded, so that it can be replayed."""

from __future__ import annotations

import gzip
import json
import pickle
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from index.extraction.pipeline import load_extractor, pipeline_version
from index.model import Article, ArticleId, Extraction, Published
from index.settings import Settings
from index.workers import Unread
from index.workers.pool import WorkerPool

FILES = (
    "open/articles/kremlin_1999_2020.jsonl.gz",
    "open/articles/wikinews_2019_2020.jsonl.gz",
    "open/articles/us_statements.jsonl.gz",
    "research/articles/reuters21578_a.jsonl.gz",
    "research/articles/kcna_2012.jsonl.gz",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as it lies in the data."""

    text: str
    title: str
    date: str | None
    outlet: str | None

    @property
    def line(self) -> str:
        """The story as a line of a data set that a sync reads."""
        named = {"title": self.title, "date": self.date, "source": self.outlet, "text": self.text}
        return json.dumps(named, ensure_ascii=False) + "\n"


def stories(data: Path, number: int | None = None) -> list[Story]:
    """So many different texts of all collections, mixed; always the same ones in the same order."""
    found = list(
        {story.text: story for name in FILES for story in _stories(data / name) if story.text.strip()}.values()
    )
    random.Random(7).shuffle(found)
    return found[:number]


def _stories(file: Path) -> Iterator[Story]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield Story(text=record["text"], title=record["title"] or "", date=record["date"], outlet=record["source"])


def write(found: Iterable[Story], folder: Path, *, name: str = "s") -> Path:
    """The stories as a file each, a thousand in a folder."""
    for number, story in enumerate(found):
        file = folder / f"{number // 1000:03}" / f"{name}{number:05}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(story.line, encoding="utf-8")
    return folder


@dataclass(slots=True)
class Recording:
    """What was read out of articles, in a file; only the places in it are held, so that memory can be measured."""

    file: Path
    pipeline: str
    places: dict[ArticleId, int] = field(default_factory=dict)

    @classmethod
    def open(cls, file: Path) -> Recording:
        """A recording, of nothing where there is no file yet; what was not written to its end is cut off."""
        recording = cls(file=file, pipeline="recorded")
        if file.exists():
            with file.open("r+b") as rows:
                while (place := rows.tell()) < file.stat().st_size:
                    try:
                        recording.places[pickle.load(rows).article] = place
                    except (EOFError, pickle.UnpicklingError):
                        rows.truncate(place)
                        break
        return recording

    def add(self, found: Sequence[Story], settings: Settings, *, workers: int, told: Callable[[str], None]) -> None:
        """Read what is not recorded yet. Takes a minute for a thousand articles."""
        articles = [Article.of(story.text) for story in found]
        missing = [(article, None) for article in articles if article.id not in self.places]
        if not missing:
            return
        pool, started = WorkerPool(partial(load_extractor, settings), workers), time.monotonic()
        try:
            with self.file.open("ab") as rows:
                for number, result in enumerate(pool.read(missing), 1):
                    extraction = result.extraction if isinstance(result, Unread) else result
                    self.places[extraction.article] = rows.tell()
                    pickle.dump(extraction, rows, protocol=5)
                    if number % 500 == 0:
                        told(f"recorded {number:,} of {len(missing):,} in {time.monotonic() - started:,.0f} s")
        finally:
            pool.close()


@dataclass(slots=True)
class Replayer:
    """An extractor that knows already; `seconds` is the CPU time that knowing took, which is none of the sync's."""

    recording: Recording
    pipeline: str = "recorded"
    seconds: float = 0.0

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        """One extraction an article, in the order given."""
        with self.recording.file.open("rb") as rows:
            for article, _ in articles:
                started = time.process_time()
                rows.seek(self.recording.places[article.id])
                extraction: Extraction = pickle.load(rows)
                self.seconds += time.process_time() - started
                yield extraction


def recorded(
    data: Path, work: Path, settings: Settings, *, number: int, workers: int = 2
) -> tuple[list[Story], Recording]:
    """The first so many stories, all of them recorded."""
    found = stories(data, number)
    recording = Recording.open(work / f"recorded-{pipeline_version(settings).replace('/', '_')}.pickle")
    recording.add(found, settings, workers=workers, told=partial(print, flush=True))
    return found, recording
