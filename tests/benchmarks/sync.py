"""Syncs against the clock, in memory and over archives of growing size: `python tests/benchmarks/sync.py --data DIR`.

DIR holds collections of articles; nothing of it is copied here. Ratios are to the yardstick of the same run, the range
beside a figure is that over blocks of articles. What `growth` replays is recorded first, in FILE if one is named.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import warnings
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]  # as a script and as a module alike

from extraction_rows import Row  # noqa: E402
from sync_articles import recorded  # noqa: E402
from sync_growth import ADDED, SIZES, growth  # noqa: E402
from sync_speed import memory, speed  # noqa: E402

from index.settings import load_settings  # noqa: E402

PARTS = ("speed", "memory", "growth")
HEADING = f"{'':24}{'measure':44}{'figure':>9}  {'range':<18}{'':>9}{'reach':>9}"


def main() -> None:
    """Print the table, row by row as the figures come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--articles", type=int, default=1_500, metavar="N", help="read for speed and for memory")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="of the archives for growth")
    parser.add_argument("--recording", type=Path, metavar="FILE", help="replay this, and add what is missing in it")
    args = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    settings = load_settings()
    print(f"data {args.data.resolve()} · {date.today()} · {platform.platform()}, {os.cpu_count()} cores")
    print(f"Python {platform.python_version()}, spaCy {version('spacy')}, {settings.model} {version(settings.model)}\n")
    print(HEADING)
    for part in args.only:
        for row in rows(part, args):
            print(row, flush=True)


def rows(part: str, args: argparse.Namespace) -> Iterator[Row]:
    """The figures of one part."""
    if part == "speed":
        yield from speed(args.data, args.articles)
    elif part == "memory":
        yield from memory(args.data, args.articles)
    else:
        with tempfile.TemporaryDirectory() as folder:
            file = args.recording or Path(folder) / "recorded.pickle"
            found, recording = recorded(args.data, file, load_settings(), number=max(args.sizes) + ADDED)
            yield from growth(found, recording, args.sizes)


if __name__ == "__main__":
    main()
