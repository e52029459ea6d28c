"""One measured process: a sync, or the bare model over the same articles. `python sync_child.py JOB`, JOB is JSON.

It prints one JSON object: what was done, and the CPU seconds of this process and of those it started.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from index.settings import Settings, load_settings  # noqa: E402

BATCH = 32
"""Texts that bare spaCy hands to a process at once; its own 1,000 would leave one of two processes idle."""


def main() -> None:
    """Do the job and tell what it took."""
    job: dict[str, Any] = json.loads(sys.argv[1])
    kind: Callable[..., dict[str, float]] = {"sync": _sync, "bare": _bare, "load": _load}[job.pop("what")]
    started = time.perf_counter()
    found = kind(**job)
    found["seconds"] = time.perf_counter() - started
    for process in multiprocessing.active_children():
        process.join()  # only then the system counts what it used
    for name, who in (("own", resource.RUSAGE_SELF), ("children", resource.RUSAGE_CHILDREN)):
        used = resource.getrusage(who)
        found[name] = used.ru_utime + used.ru_stime
    print(json.dumps(found))


def _sync(home: str, paths: list[str], workers: int, recording: str | None = None) -> dict[str, float]:
    """A sync into the archive in the folder `home`; with a recording nothing is extracted."""
    from index.sync import sync

    folder = Path(home)
    settings = Settings(
        archive=folder / "a.dossier",
        cache=folder / "cache",
        log=folder / "log",
        config=folder / "config",
        model=load_settings().model,
    )
    if recording is None:
        report = sync(settings.archive, paths, settings, workers=workers)
        return {"new": report.new, "failed": len(report.failed), "replay": 0.0}
    from sync_articles import Recording, Replayer

    began = time.process_time()
    played = Recording.open(Path(recording))
    replayer = Replayer(played, played.pipeline)
    opened, before = time.process_time() - began, time.process_time()
    report = sync(settings.archive, paths, settings, load=lambda: replayer, pipeline=played.pipeline)
    return {
        "new": report.new,
        "failed": len(report.failed),
        "replay": opened + replayer.seconds,
        "sync": time.process_time() - before - replayer.seconds,
    }


def _bare(file: str, workers: int) -> dict[str, float]:
    """The model over the texts of a data set, whole and without anything around it."""
    from index.extraction.parsing.language import load_model

    nlp = load_model(load_settings().model)
    nlp.max_length = 10_000_000
    with Path(file).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    tokens = sum(len(doc) for doc in nlp.pipe(texts, n_process=workers, batch_size=BATCH))
    return {"tokens": tokens}


def _load() -> dict[str, float]:
    """What a worker does before it reads."""
    from index.extraction.pipeline import load_extractor

    load_extractor(load_settings())
    return {}


if __name__ == "__main__":
    main()
