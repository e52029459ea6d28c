"""How fast a sync reads beside the bare model, what recording adds, and how much memory it takes."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from extraction_rows import Row, blocks
from sync_articles import Story, stories
from sync_processes import Measured, measured

WORKERS = 2
_BLOCKS = 2


def speed(data: Path, number: int) -> Iterator[Row]:
    """Blocks of articles, each read by the bare model in two processes and by a sync with two workers in turn.

    Both start anew with each block, and load the model; so the ratios are of the whole command.
    """
    found, of = stories(data, number), f"speed, {number:,} articles"
    loading = measured("load").cpu
    rows: dict[str, list[float]] = {"seconds": [], "cpu": [], "added": [], "rate": []}
    with tempfile.TemporaryDirectory() as folder:
        for place, block in enumerate(blocks(found, _BLOCKS)):
            bare, ours = _both(block, Path(folder) / str(place))
            rows["rate"].append(len(block) / ours.told["seconds"])
            rows["seconds"].append(bare.told["seconds"] / ours.told["seconds"])
            rows["cpu"].append(bare.cpu / ours.cpu)
            rows["added"].append(_beside(ours, loading))
    yield _median(of, "articles a second, two workers", rows["rate"])
    yield _median(of, "ratio to nlp.pipe(n_process=2), by the clock", rows["seconds"], reach="0.68", digits=2)
    yield _median(of, "ratio to it, by CPU of all processes", rows["cpu"], reach="0.68", digits=2)
    yield _median(of, "CPU beside the workers, % of extraction", rows["added"], reach="12")


def _both(block: Sequence[Story], folder: Path) -> tuple[Measured, Measured]:
    folder.mkdir()
    file = folder / "block.jsonl"
    file.write_text("".join(story.line for story in block), encoding="utf-8")
    bare = measured("bare", file=str(file), workers=WORKERS)
    return bare, measured("sync", home=str(folder), paths=[str(file)], workers=WORKERS)


def memory(data: Path, number: int) -> Iterator[Row]:
    """The memory of all processes of one sync, at its peak and how it grows on the way."""
    of = f"memory, {number:,} articles"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.jsonl"
        file.write_text("".join(story.line for story in stories(data, number)), encoding="utf-8")
        run = measured("sync", home=folder, paths=[str(file)], workers=WORKERS)
    fifth = max(len(run.memory) // 5, 1)
    second, last = run.memory[fifth : 2 * fifth], run.memory[-fifth:]
    yield Row(of=of, measure="megabytes at the peak, all processes", value=run.peak / 1e6, reach="2,500", digits=0)
    yield Row(of=of, measure="median in the second fifth of the time", value=_middle(second) / 1e6, digits=0)
    yield Row(of=of, measure="median in the last fifth", value=_middle(last) / 1e6, digits=0)
    yield Row(of=of, measure="articles a second", value=number / run.told["seconds"])
    yield Row(of=of, measure="CPU beside the workers, % of extraction", value=_beside(run, measured("load").cpu))


def _beside(run: Measured, loading: float) -> float:
    """What the parent took, reading, recording, joining and indexing, as percent of what the workers extracted in."""
    return 100 * run.told["own"] / (run.told["children"] - WORKERS * loading)


def _middle(values: Sequence[int]) -> float:
    return statistics.median(values) if values else 0.0


def _median(of: str, measure: str, values: Sequence[float], *, reach: str = "", digits: int = 1) -> Row:
    return Row(
        of=of,
        measure=measure,
        value=statistics.median(values),
        interval=(min(values), max(values)),
        reach=reach,
        digits=digits,
    )
