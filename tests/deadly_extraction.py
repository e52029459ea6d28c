"""Extractors for workers: they read like the fake one, but for articles that say what shall go wrong."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from fake_extraction import FakeExtractor

from index.errors import ModelMissing
from index.model import Article, Extraction, Published


class DeadlyExtractor(FakeExtractor):
    """Dies over a text with the word "killer", fails over one with "failure"."""

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        for article, published in articles:
            if "killer" in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "failure" in article.text:
                raise KeyError("what")
            yield from super().extract([(article, published)])


class DeadlyOnce(FakeExtractor):
    """Dies over the first article that any process reads; `mark` remembers."""

    def __init__(self, mark: Path) -> None:
        super().__init__()
        self.mark = mark

    def extract(self, articles: Iterable[tuple[Article, Published | None]]) -> Iterator[Extraction]:
        if not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(articles)


def without_model() -> FakeExtractor:
    """As `load_extractor` where the model is not installed."""
    raise ModelMissing("no model", hint="install one")


def without_memory() -> FakeExtractor:
    """As the system ends a process whose model finds no room."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still there")


def locking(file: str) -> FakeExtractor:
    """An extractor whose process holds a lock on the file as long as it lives."""
    fcntl.flock(os.open(file, os.O_CREAT | os.O_RDWR), fcntl.LOCK_EX)
    return FakeExtractor()
