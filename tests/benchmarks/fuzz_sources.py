"""Feed the readers with broken and hostile files, in a process with limits on time and memory, and count what happens.

    python tests/benchmarks/fuzz_sources.py [--format NAME] [--inputs N] [--seed N] [--keep FOLDER]

Each format gets its hostile files (tests/samples/fuzzing.py) at their full size and N mutations of its samples.
Anything but articles and SourceErrors is a failure: another exception, a process that died, more than SECONDS for one
file. A SourceError that only says that memory ran out is counted apart. Failing inputs are written to FOLDER.
"""

from __future__ import annotations

import argparse
import multiprocessing
import queue
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(1, str(Path(__file__).parents[1]))

from samples.fuzzing import KINDS, Kind, mutated

from index.errors import SourceError
from index.sources import Document

SECONDS = 90.0
"""For one file: more than the largest good one takes, and than the PDF reader allows itself."""
MEMORY = 3 * 1024**3
"""Address space of the reading process, libraries included."""
HARM = 100_000

Told = tuple[int, str, float, str]
"""Number of the input, what came of it, seconds, detail."""


@dataclass
class Tally:
    """What came of one format's inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slow: str = ""
    failures: list[str] = field(default_factory=list)


def inputs(kind: Kind) -> list[tuple[str, bytes]]:
    """The hostile files, by what they do."""
    return list(kind.hostile(HARM).items())


def input_at(kind: Kind, hostile: list[tuple[str, bytes]], number: int, seed: int) -> tuple[str, bytes]:
    """The hostile files first, then mutations."""
    if number < len(hostile):
        return hostile[number]
    return f"mutation {number}", mutated(kind, seed + number)


def outcome(raw: bytes, kind: Kind) -> tuple[str, str]:
    """What reading gives: documents, a SourceError, or a failure."""
    documents = errors = 0
    try:
        for one in kind.read(raw):
            documents += isinstance(one, Document)
            errors += isinstance(one, SourceError)
    except SourceError as error:
        return ("memory" if "MemoryError" in error.reason else "refused"), error.reason
    except Exception as error:  # what is looked for
        return "exception", f"{type(error).__name__}: {error}"[:300]
    return ("read" if documents else "refused"), f"{documents} read, {errors} errors"


def child(kind: Kind, first: int, last: int, seed: int, told: Queue[Told]) -> None:
    """Read the inputs from `first` to `last`; say before each that it begins, and after it what came of it."""
    hostile = inputs(kind)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in range(first, last):
        _, raw = input_at(kind, hostile, number, seed)
        told.put((number, "begins", 0.0, ""))
        start = time.perf_counter()
        what, detail = outcome(raw, kind)
        told.put((number, what, time.perf_counter() - start, detail))
    told.put((last, "ends", 0.0, ""))


def run(kind: Kind, mutations: int, seed: int, keep: Path | None) -> Tally:
    """All inputs of a format; a process that dies or hangs is replaced by one that goes on after the input."""
    tally = Tally()
    hostile = inputs(kind)
    context = multiprocessing.get_context("spawn")
    first, last = 0, len(hostile) + mutations
    while first < last:
        told: Queue[Told] = context.Queue()
        process = context.Process(target=_child, args=(kind.format, first, last, seed, told), daemon=True)
        process.start()
        first = _watched(kind, process, told, tally, hostile, first, seed, keep)
        process.kill()
        process.join()
    return tally


def _child(name: str, first: int, last: int, seed: int, told: Queue[Told]) -> None:
    """In the new process: the row of the table by its name, for rows cannot be sent."""
    child(next(kind for kind in KINDS if kind.format == name), first, last, seed, told)


def _watched(kind, process, told, tally, hostile, first, seed, keep):  # type: ignore[no-untyped-def]
    """Count what the process tells; the number of the input to go on with."""
    current = first
    while True:
        try:
            number, what, seconds, detail = told.get(timeout=SECONDS)
        except queue.Empty:
            what, number, seconds, detail = ("hung" if process.is_alive() else "died"), current, SECONDS, ""
        if what == "ends":
            return number
        current = number
        if what == "begins":
            continue
        name, raw = input_at(kind, hostile, number, seed)
        tally.outcomes[what] += 1
        if seconds > tally.slowest:
            tally.slowest, tally.slow = seconds, name
        if what in ("exception", "died", "hung"):
            tally.failures.append(f"{what}: {name}: {detail}")
            if keep:
                (keep / f"{number}-{kind.file or kind.format}").write_bytes(raw)
        if what in ("died", "hung"):
            return number + 1


def main() -> int:
    """Print one line a format; exit with 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--format", action="append", choices=[kind.format for kind in KINDS])
    parser.add_argument("--inputs", type=int, default=1_000, help="mutations a format (default 1,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    failed = False
    print(
        f"{'format':<18}{'inputs':>8}{'read':>8}{'refused':>9}{'memory':>8}{'raised':>8}{'died':>6}{'hung':>6}  slowest"
    )
    for kind in KINDS:
        if given.format and kind.format not in given.format:
            continue
        tally = run(kind, given.inputs, given.seed, given.keep)
        count = tally.outcomes
        columns = f"{count.total():>8,}{count['read']:>8,}{count['refused']:>9,}{count['memory']:>8,}"
        bad = f"{count['exception']:>8,}{count['died']:>6,}{count['hung']:>6,}"
        print(f"{kind.format:<18}{columns}{bad}  {tally.slowest:.1f} s ({tally.slow})", flush=True)
        for failure in tally.failures[:20]:
            print(f"    {failure}", flush=True)
        failed = failed or bool(tally.failures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
