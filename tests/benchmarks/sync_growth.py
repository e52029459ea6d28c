"""What grows with the archive: its size, the cost of recording, and the cost of one article more.

What was extracted is recorded once and replayed, so that 20,000 articles take minutes and not an hour.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction_rows import Row
from sync_articles import Recording, Story, write
from sync_processes import Measured, measured

SIZES = (1_000, 5_000, 20_000)
ADDED = 9
"""Articles that are added one by one to each archive; medians."""


def growth(found: Sequence[Story], recording: Recording, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Archives of growing size, each with what it takes to fill it and to add one article to it."""
    more = found[max(sizes) : max(sizes) + ADDED]
    with tempfile.TemporaryDirectory() as folder:
        empty = statistics.median(_one_by_one(Path(folder) / "empty", more, recording, into_empty=True))
        yield _row("0", "CPU ms, a sync of one article", 1000 * empty)
        for size in sizes:
            home = Path(folder) / str(size)
            news = write(found[:size], home / "news")
            run = _replayed(home, [news], recording)
            yield from _sizes(home, found[:size], run)
            added = _one_by_one(home, more, recording, into_empty=False)
            yield _row(f"{size:,}", "CPU ms, a sync of one article", 1000 * statistics.median(added))
            yield _times(f"{size:,}", [one / empty for one in added])
            yield _row(f"{size:,}", "CPU ms, a sync of all folders", 1000 * _replayed(home, [news], recording).cpu)


def _sizes(home: Path, found: Sequence[Story], run: Measured) -> Iterator[Row]:
    of, number = f"{len(found):,}", len(found)
    text = sum(len(story.text.encode()) for story in found)
    index = sum(file.stat().st_size for file in (home / "cache").rglob("*") if file.is_file())
    yield _row(of, "CPU ms an article beside extraction", 1000 * run.cpu / number, digits=2)
    yield _row(of, "megabytes at the peak, one process", run.peak / 1e6, digits=0)
    yield _row(of, "bytes of text an article", text / number, digits=0)
    yield _row(of, "bytes of archive an article", (home / "a.dossier").stat().st_size / number, digits=0)
    yield _row(of, "bytes of index an article", index / number, digits=0)


def _one_by_one(home: Path, more: Sequence[Story], recording: Recording, *, into_empty: bool) -> list[float]:
    """CPU seconds of a whole `dossier sync FILE`, the model left out, of several files one after the other."""
    spent = []
    for number, story in enumerate(more):
        place = home / f"new{number}" if into_empty else home
        file = write([story], home / "more" / str(number), name=f"more{number}") / "000" / f"more{number}00000.jsonl"
        spent.append(_replayed(place, [file], recording).cpu)
    return spent


def _times(size: str, ratios: Sequence[float]) -> Row:
    """The range matters: an article about somebody of a frequent name looks at all who bear it again."""
    return Row(
        of=f"{size} articles",
        measure="times that into an empty archive",
        value=statistics.median(ratios),
        interval=(min(ratios), max(ratios)),
        reach="1.2",
        digits=2,
    )


def _replayed(home: Path, paths: Sequence[Path], recording: Recording) -> Measured:
    return measured(
        "sync", home=str(home), paths=[str(path) for path in paths], workers=0, recording=str(recording.file)
    )


def _row(size: str, measure: str, value: float, *, reach: str = "", digits: int = 1) -> Row:
    return Row(of=f"{size} articles", measure=measure, value=value, reach=reach, digits=digits)
