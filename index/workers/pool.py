"""Worker processes and what they have in hand; one that dies costs at most the article that killed it."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from index.errors import DossierError, WorkersFailed
from index.model import ArticleId, Extraction
from index.workers.reading import BATCH_TEXT, Order, Unread, batched, ended_by, killed
from index.workers.worker import Loaded, work

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor

logger = logging.getLogger(__name__)

DEATHS = 20
"""So many workers may die without one article read between; then something else is wrong than the articles."""
PATIENCE = 2.0
"""Seconds that a worker may take to notice that it is no longer wanted."""


class _Worker:
    """The parent's end of one worker."""

    def __init__(self, load: Callable[[], Extractor]) -> None:
        self.batches: deque[deque[Order]] = deque()
        """What it was sent and has not answered; it is at work on the first."""
        self.pipeline: str | None = None
        """Known when the model is loaded."""
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that threads of the parent hold
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, load), name="dossier worker", daemon=True)
        resource_tracker.ensure_running()  # starting it changes the signal mask
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child ignores it
        try:
            self._process.start()
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    @property
    def has_room(self) -> bool:
        """Whether it may be sent one more batch; none waits behind a text that takes long."""
        return len(self.batches) < 2 and self.text <= BATCH_TEXT

    @property
    def text(self) -> int:
        """Code points that it has in hand."""
        return sum(len(article.text) for batch in self.batches for article, _ in batch)

    def give(self, batch: Iterable[Order]) -> None:
        """Send a batch; if the worker has died, whoever waits for its answer will see."""
        self.batches.append(deque(batch))
        try:
            self.connection.send(list(self.batches[-1]))
        except OSError:
            logger.info("a worker has died before it was sent its next batch")

    def done(self) -> None:
        """The article at work is answered."""
        self.batches[0].popleft()
        if not self.batches[0]:
            self.batches.popleft()

    def end(self) -> int | None:
        """End the process at once and say how it ended."""
        self.connection.close()
        self._process.join(PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        code = self._process.exitcode
        self._process.close()
        return code


class WorkerPool:
    """Up to `number` workers; they are started as there is work for them, and end with `close` or this process.

    Text in hand is bounded, whatever is to be read: `articles` are taken only as fast as they are read.
    """

    def __init__(self, load: Callable[[], Extractor], number: int) -> None:
        self._load = load
        self._usual = self._number = number
        self._workers: list[_Worker] = []
        self._again: deque[list[Order]] = deque()
        """Batches of workers that died."""
        self._suspects: set[ArticleId] = set()
        """Articles that a worker had in hand when it died."""
        self._deaths = 0
        """Since an article was last read."""

    def read(self, orders: Iterable[Order]) -> Iterator[Extraction | Unread]:
        """One result an article, as they are done: a long text keeps back only itself.

        Where that fails, or the caller takes no more of it, the workers end with what they had in hand; the next call
        begins with new ones.
        """
        batches = batched(orders)
        try:
            while True:
                self._feed(batches)
                by_connection = {worker.connection: worker for worker in self._workers if worker.batches}
                if not by_connection:
                    return
                for connection in wait(list(by_connection)):
                    yield from self._answer(by_connection[connection])  # type: ignore[index]  # as they went
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End all workers, and forget what they had in hand."""
        for worker in self._workers:
            worker.connection.close()
        while self._workers:
            self._workers.pop().end()
        self._again.clear()
        self._suspects.clear()
        self._deaths, self._number = 0, self._usual

    def _feed(self, batches: Iterator[list[Order]]) -> None:
        """Give out work while somebody has room for it: one batch to work on and one to go on with."""
        while len(self._workers) < self._number or any(worker.has_room for worker in self._workers):
            batch = self._again.popleft() if self._again else next(batches, None)
            if batch is None:
                return
            self._emptiest().give(batch)

    def _emptiest(self) -> _Worker:
        """A worker with nothing to do, else a new one, else the one that has least."""
        least = min(self._workers, key=lambda worker: (not worker.has_room, worker.text), default=None)
        if least is not None and (not least.batches or len(self._workers) >= self._number):
            return least
        self._workers.append(_Worker(self._load))
        return self._workers[-1]

    def _answer(self, worker: _Worker) -> Iterator[Extraction | Unread]:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        if isinstance(answer, DossierError):
            raise answer
        if isinstance(answer, Loaded):
            worker.pipeline = answer.pipeline
            return
        worker.done()
        self._deaths = 0
        yield answer

    def _bury(self, worker: _Worker) -> Iterator[Unread]:
        """Let others do what a dead worker had in hand, each article of its last batch alone."""
        self._workers.remove(worker)
        code = worker.end()
        logger.warning("a worker process %s with %d articles in hand", ended_by(code), len(worker.batches[0]))
        self._deaths += 1
        if worker.pipeline is None:
            self._number -= 1  # there may be room for fewer models
        if not self._number or self._deaths > DEATHS:
            raise WorkersFailed(ended_by(code))
        at_work, *waiting = map(list, worker.batches)
        self._again.extend(waiting)
        if worker.pipeline is None:
            self._again.append(at_work)
        elif len(at_work) == 1 and at_work[0][0].id in self._suspects:
            yield killed(at_work[0][0].id, worker.pipeline, code)
        else:
            self._suspects.update(article.id for article, _ in at_work)
            self._again.extend([order] for order in at_work)
