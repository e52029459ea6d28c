"""Speed beside the bare pipeline on the same texts, and how the time grows with the length of a text."""

from __future__ import annotations

import gzip
import json
import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from extraction_hostile import UNITS, text_of
from extraction_rows import Row, blocks
from spacy.language import Language

from index.extraction.pipeline import Extractor
from index.model import Article

_BLOCKS = 5
_SHORTEST = 0.5
"""CPU seconds below which growth is noise."""


def speed(data: Path, extractor: Extractor, nlp: Language, *, articles: int) -> Iterator[Row]:
    """Words per CPU second: five blocks of articles, ours and the bare model in turn on each; medians and range."""
    texts = _texts(data / "open/articles", articles)
    words = sum(len(text.split()) for text in texts)
    ours, bare, ratios = [], [], []
    for block in blocks(texts, _BLOCKS):
        in_block = sum(len(text.split()) for text in block)
        spent = _seconds(lambda block=block: list(extractor.extract((Article.of(text), None) for text in block)))
        alone = _bare(nlp, block)
        ours.append(in_block / spent)
        bare.append(in_block / alone)
        ratios.append(alone / spent)
    of = f"speed, {len(texts):,} articles"
    yield _median(of, f"words per CPU second ({words:,} words)", ours, first="4,400")
    yield _median(of, "the same, bare model", bare)
    yield _median(of, "ratio to the bare model", ratios, reach="0.80", digits=2)


def _bare(nlp: Language, texts: Sequence[str]) -> float:
    """The bare model over whole articles, or paragraph by paragraph if that is faster."""
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    return min(_seconds(lambda: _exhaust(nlp.pipe(texts))), _seconds(lambda: _exhaust(nlp.pipe(paragraphs))))


def _exhaust(docs: Iterable[object]) -> None:
    for _ in docs:
        pass


def _texts(folder: Path, number: int) -> list[str]:
    """About so many articles, evenly from each collection."""
    files = sorted(folder.glob("*.jsonl.gz"))
    texts: list[str] = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found = [text for line in lines if (text := json.loads(line)["text"]).strip()]
        wanted = min(len(found), number // len(files))
        texts += [found[n * len(found) // wanted] for n in range(wanted)]
    return texts


def _median(
    of: str, measure: str, values: Sequence[float], *, first: str = "", reach: str = "", digits: int = 0
) -> Row:
    return Row(
        of=of,
        measure=measure,
        value=statistics.median(values),
        interval=(min(values), max(values)),
        first=first,
        reach=reach,
        digits=digits,
    )


def growth(extractor: Extractor, *, size: int) -> Iterator[Row]:
    """The exponent of the growth of time from a hostile text to eight times as much of it: 1 is linear, 2 quadratic."""
    for name, unit in UNITS.items():
        spent = [_seconds(lambda n=n, unit=unit: _read(extractor, text_of(unit, size * n))) for n in (1, 2, 4, 8)]
        exponent = math.log2(spent[3] / spent[1]) / 2 if spent[3] > _SHORTEST else None
        figures = " ".join(f"{one:.2f}" for one in spent)
        yield Row(of="growth", measure=f"{name[:26]}: {figures} s", value=exponent, reach="1", digits=2)


def _read(extractor: Extractor, text: str) -> None:
    _exhaust(extractor.extract([(Article.of(text), None)]))


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started
