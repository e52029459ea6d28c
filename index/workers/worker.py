"""One worker process: loads the model once, reads what it is sent, and ends with its parent."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING

from index.errors import DossierError
from index.workers.reading import Order, read_each

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The worker's first word: it can read, with this pipeline."""

    pipeline: str


def work(connection: Connection, load: Callable[[], Extractor]) -> None:
    """Read until the parent closes the connection or dies."""
    _be_quiet()
    orders: SimpleQueue[list[Order]] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, orders), daemon=True).start()
    try:
        extractor = load()
    except DossierError as error:
        connection.send(error)
        return
    try:
        connection.send(Loaded(pipeline=extractor.pipeline))
        while True:
            for result in read_each(extractor, orders.get()):
                connection.send(result)
    except OSError:  # the parent has gone while this was sent: nobody wants it
        return


def _be_quiet() -> None:
    """One thread of arithmetic a worker; the parent answers ctrl+c and has the terminal alone."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    logging.captureWarnings(True)
    sys.stdout = sys.stderr


def _receive(connection: Connection, orders: SimpleQueue[list[Order]]) -> None:
    """Take what comes at once, so that the parent never waits to send; when it has gone, this process goes too."""
    try:
        while True:
            orders.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)  # from within a long sentence, too
    except BaseException:
        os._exit(1)
