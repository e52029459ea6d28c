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
    """Words per CPU second: five blocks of articles, ours and the bare model in turn on each; medians and range.

    The bare model reads the articles whole, and once more paragraph by paragraph, as ours does: that is faster.
    Texts that it refuses to read whole are left out.
    """
    texts = [text for text in _texts(data / "open/articles", articles) if len(text) <= nlp.max_length]
    words, of = sum(len(text.split()) for text in texts), f"speed, {len(texts):,} articles"
    rates: dict[str, list[float]] = {"ours": [], "whole": [], "paragraphs": []}
    for block in blocks(texts, _BLOCKS):
        paragraphs = [line for text in block for line in text.splitlines() if line.strip()]
        in_block = sum(len(text.split()) for text in block)
        for name, docs in (
            ("ours", extractor.extract((Article.of(text), None) for text in block)),
            ("whole", nlp.pipe(block)),
            ("paragraphs", nlp.pipe(paragraphs)),
        ):
            rates[name].append(in_block / _seconds(lambda docs=docs: _exhaust(docs)))
    yield _median(of, f"words per CPU second ({words:,} words)", rates["ours"], first="4,400")
    for name, reach in (("whole", "0.80"), ("paragraphs", "")):
        ratios = [ours / bare for ours, bare in zip(rates["ours"], rates[name], strict=True)]
        yield _median(of, f"bare model, {name}", rates[name])
        yield _median(of, f"ratio to the bare model, {name}", ratios, reach=reach, digits=2)


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
