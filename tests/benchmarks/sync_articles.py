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

from index.extraction.pipeline import load_extractor
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
    places: dict[ArticleId, int] = field(default_factory=dict)

    @classmethod
    def open(cls, file: Path) -> Recording:
        """A recording, of nothing where there is no file yet."""
        recording = cls(file=file)
        if recording._index.exists():
            rows = [line.split() for line in recording._index.read_text().splitlines()]
            recording.places.update((article, int(place)) for article, place in rows)
        return recording

    @property
    def _index(self) -> Path:
        return self.file.with_suffix(".places")

    @property
    def pipeline(self) -> str:
        """What read the articles."""
        with self.file.open("rb") as rows:
            first: Extraction = pickle.load(rows)
        return first.pipeline

    def add(self, found: Sequence[Story], settings: Settings, *, workers: int, told: Callable[[str], None]) -> None:
        """Read what is not recorded yet. Takes a minute for a thousand articles."""
        articles = [Article.of(story.text) for story in found]
        missing = [(article, None) for article in articles if article.id not in self.places]
        if not missing:
            return
        pool, started = WorkerPool(partial(load_extractor, settings), workers), time.monotonic()
        try:
            with self.file.open("ab") as rows, self._index.open("a") as index:
                for number, result in enumerate(pool.read(missing), 1):
                    extraction = result.extraction if isinstance(result, Unread) else result
                    place = self.places[extraction.article] = rows.tell()
                    pickle.dump(extraction, rows, protocol=5)
                    rows.flush()
                    index.write(f"{extraction.article} {place}\n")
                    if number % 500 == 0:
                        told(f"recorded {number:,} of {len(missing):,} in {time.monotonic() - started:,.0f} s")
        finally:
            pool.close()


@dataclass(slots=True)
class Replayer:
    """An extractor that knows already; `seconds` is the CPU time that knowing took, which is none of the sync's."""

    recording: Recording
    pipeline: str
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


def recorded(data: Path, file: Path, settings: Settings, *, number: int) -> tuple[list[Story], Recording]:
    """The first so many stories, all of them recorded in the file."""
    found = stories(data, number)
    recording = Recording.open(file)
    recording.add(found, settings, workers=2, told=partial(print, flush=True))
    return found, recording
