"""Near-copies: `python tests/benchmarks/copies.py --data DIR`.

`judged`: pairs of real articles that have at least 0.6 of their words in common, drawn by strata and judged by one
reader without seeing what the rule says (`copies_judged.csv` has their ids, judgement and weight; no text is copied
here). A "part" is less than 0.3 of a longer text, and counts neither way. `edits`: what is done to real articles on the
way to another outlet, found again among the bands and by the words. `boilerplate`: different short articles above the
same 150 words. `speed`: milliseconds an article as the archive grows.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from index.copies.likeness import likeness, may_be_copies  # noqa: E402
from index.copies.sketches import are_worth_comparing, bands, sketch  # noqa: E402
from index.copies.wording import Wording  # noqa: E402
from index.model import Appearance, Article, DateBasis, Published  # noqa: E402
from index.records import Records  # noqa: E402
from index.sync.copies import find_copies  # noqa: E402

FILES = {
    "kremlin": "open/articles/kremlin_1999_2020.jsonl.gz",
    "kcna": "research/articles/kcna_2012.jsonl.gz",
    "reuters": "research/articles/reuters21578_a.jsonl.gz",
    "zp": "open/articles/zelenskyy_putin_to_2022-04.jsonl.gz",
    "us": "open/articles/us_statements.jsonl.gz",
    "wikinews": "open/articles/wikinews_2019_2020.jsonl.gz",
}
PARTS = ("judged", "edits", "boilerplate", "speed")
EDITED = 300
"""Articles of each set that are edited."""
SIZES = (1_000, 10_000, 20_000)
ROUNDS = 2_000
"""Of the bootstrap."""
_FIGURE = re.compile(r"\b\d+\b")
BOILERPLATE = " ".join(
    f"Readers may reach desk {word} of this paper between eight and four on any day but Sunday, by letter or in person."
    for word in ("one", "two", "three", "four", "five", "six", "seven")
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its judgement."""

    left: str
    right: str
    is_copy: bool
    weight: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    args = parser.parse_args()
    data = {name: articles(args.data / path) for name, path in FILES.items()}
    parts: Mapping[str, Callable[[], Iterator[str]]] = {
        "judged": lambda: judged(data),
        "edits": lambda: edits(data),
        "boilerplate": lambda: boilerplate(data),
        "speed": lambda: speed(data),
    }
    for part in args.only:
        for row in parts[part]():
            print(f"{part:12}{row}", flush=True)


def articles(path: Path) -> dict[str, dict[str, str]]:
    """The records of a set by their ids."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def found(left: str, right: str) -> bool:
    """Whether a sync would find the two to be near-copies: by bands, by sketches, by their words."""
    ours, theirs = Wording(left), Wording(right)
    one, other = sketch(ours), sketch(theirs)
    shared = not set(bands(one)).isdisjoint(bands(other))
    return shared and are_worth_comparing(one, other) and may_be_copies(likeness(ours, theirs))


def judged(data: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[str]:
    """Precision and recall over the judged pairs, weighted to all pairs that have as much in common."""
    pairs: dict[str, list[tuple[Judged, bool]]] = defaultdict(list)
    with Path(__file__).with_name("copies_judged.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["judged"] != "part":
                pair = Judged(row["left"], row["right"], row["judged"] == "copy", float(row["weight"]))
                texts = data[row["set"]]
                answer = found(texts[pair.left]["text"], texts[pair.right]["text"])
                for name in (row["set"], "all"):
                    pairs[name].append((pair, answer))
    for name, sample in pairs.items():
        copies = sum(pair.is_copy for pair, _ in sample)
        yield (
            f"{name:10}{len(sample):4} pairs, {copies:3} copies   "
            f"precision {interval(sample, precision)}   recall {interval(sample, recall)}"
        )


def precision(sample: Sequence[tuple[Judged, bool]]) -> float | None:
    """Share of what was found that is a copy."""
    told = sum(pair.weight for pair, answer in sample if answer)
    return sum(pair.weight for pair, answer in sample if answer and pair.is_copy) / told if told else None


def recall(sample: Sequence[tuple[Judged, bool]]) -> float | None:
    """Share of the copies that was found."""
    there = sum(pair.weight for pair, _ in sample if pair.is_copy)
    return sum(pair.weight for pair, answer in sample if answer and pair.is_copy) / there if there else None


def interval(
    sample: Sequence[tuple[Judged, bool]], measure: Callable[[Sequence[tuple[Judged, bool]]], float | None]
) -> str:
    """The measure with its 95 % bootstrap interval."""
    drawn = random.Random(1)
    values = sorted(
        value
        for _ in range(ROUNDS)
        if (value := measure([sample[drawn.randrange(len(sample))] for _ in sample])) is not None
    )
    whole = measure(sample)
    if whole is None or not values:
        return "none"
    return f"{100 * whole:5.1f} ({100 * values[len(values) // 40]:.0f} to {100 * values[-len(values) // 40]:.0f})"


def edits(data: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[str]:
    """How many edited articles are found to be near-copies of what they were made from."""
    chosen = random.Random(2)
    for kind, edit in EDITS.items():
        hits = total = 0
        for texts in data.values():
            long = [one["text"] for one in texts.values() if len(one["text"].split()) >= 120]
            for text in chosen.sample(long, min(EDITED, len(long))):
                edited = edit(text, chosen.choice(long), chosen)
                if edited != text:
                    hits, total = hits + found(text, edited), total + 1
        low, high = wilson(hits, total)
        yield f"{kind:34}{hits:5} of {total:5}   {100 * hits / total:5.1f} ({low:.1f} to {high:.1f})"


def _halved(text: str, share: float) -> str:
    words = list(re.finditer(r"\S+", text))
    return text[: words[max(int(len(words) * share) - 1, 0)].end()]


def _added(text: str, other: str, share: float) -> str:
    return f"{text}\n\n{' '.join(other.split()[: int(len(text.split()) * share)])}"


def _led(text: str, other: str) -> str:
    """Another lead of thirty words in place of the first thirty."""
    return f"{' '.join(other.split()[:30])} {' '.join(text.split()[30:])}"


def _misspelt(text: str, chosen: random.Random, share: float) -> str:
    words = text.split(" ")
    for place in chosen.sample(range(len(words)), max(int(len(words) * share), 1)):
        word = words[place]
        words[place] = word[: len(word) // 2] + "x" + word[len(word) // 2 + 1 :]
    return " ".join(words)


def _corrected(text: str, chosen: random.Random, number: int) -> str:
    figures = list(_FIGURE.finditer(text))
    for one in sorted(chosen.sample(figures, min(number, len(figures))), key=re.Match.start, reverse=True):
        text = f"{text[: one.start()]}{int(one[0]) + 1}{text[one.end() :]}"
    return text


EDITS: Mapping[str, Callable[[str, str, random.Random], str]] = {
    "cut to two thirds": lambda text, other, chosen: _halved(text, 0.67),
    "cut to half": lambda text, other, chosen: _halved(text, 0.5),
    "cut to a third": lambda text, other, chosen: _halved(text, 0.34),
    "a fifth added": lambda text, other, chosen: _added(text, other, 0.2),
    "half as much again added": lambda text, other, chosen: _added(text, other, 0.5),
    "another title above": lambda text, other, chosen: f"{' '.join(other.split()[:9])}\n\n{text}",
    "another lead of 30 words": lambda text, other, chosen: _led(text, other),
    "1 word in 50 misspelt": lambda text, other, chosen: _misspelt(text, chosen, 0.02),
    "1 figure corrected": lambda text, other, chosen: _corrected(text, chosen, 1),
    "cut to half, 1 figure corrected": lambda text, other, chosen: _corrected(_halved(text, 0.5), chosen, 1),
}


def boilerplate(data: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[str]:
    """Different short articles above the same long text."""
    chosen = random.Random(3)
    for name, texts in data.items():
        short = [one["text"] for one in texts.values() if 25 <= len(one["text"].split()) <= 60]
        if len(short) < 50:
            continue
        pairs = [chosen.sample(short, 2) for _ in range(2_000)]
        wrong = sum(found(f"{a}\n\n{BOILERPLATE}", f"{b}\n\n{BOILERPLATE}") for a, b in pairs)
        low, high = wilson(wrong, len(pairs))
        share = f"{100 * wrong / len(pairs):.2f} ({low:.2f} to {high:.2f})"
        yield f"{name:10}{wrong:4} of {len(pairs)} taken for copies   {share}"


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, in percent."""
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return 100 * (middle - half), 100 * (middle + half)


def speed(data: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[str]:
    """Time and room an article in archives of growing size; texts alone are recorded."""
    texts = [one for name, records in data.items() for one in records.values() if name != "us"]
    random.Random(4).shuffle(texts)
    with tempfile.TemporaryDirectory() as folder, Records(Path(folder) / "a.dossier", "create") as records:
        for start in range(0, max(SIZES), 1_000):
            _record(records, texts[start : start + 1_000])
            began, busy = time.perf_counter(), time.process_time()
            find_copies(records)
            took, cpu = time.perf_counter() - began, time.process_time() - busy
            if start + 1_000 in SIZES:
                size = (Path(folder) / "a.dossier").stat().st_size
                yield (
                    f"the last 1,000 of {start + 1_000:6,} articles   {took:.2f} ms each, {cpu:.2f} ms of CPU"
                    f"   archive of texts and sketches {size / (start + 1_000):,.0f} bytes each"
                )


def _record(records: Records, batch: Sequence[Mapping[str, str]]) -> None:
    with records.writer() as writer:
        source = writer.files.add_source("/news", "2022-01-01T00:00:00+00:00")
        file = writer.files.begin_file(source, "/news/set")
        for one in batch:
            article = Article.of(one["text"], "en")
            date = (one.get("date") or "")[:10]
            writer.files.record(
                file,
                article,
                Appearance(
                    article=article.id,
                    locator=f"/news/set#{one['id']}",
                    title=one.get("title") or "",
                    published=Published(value=date, basis=DateBasis.METADATA) if date else None,
                ),
            )


if __name__ == "__main__":
    main()
