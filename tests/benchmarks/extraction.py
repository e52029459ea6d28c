"""The extraction on gold sets, beside peers and against the clock: `python tests/benchmarks/extraction.py --data DIR`.

DIR holds the gold sets and their scorers; nothing of it is copied here. Each figure stands with its 95 % interval
over texts (of speeds: the range over five blocks), the first prototype's figure and the one aimed at.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]  # as a script and as a module alike

from extraction_factuality import factuality  # noqa: E402
from extraction_peers import peers  # noqa: E402
from extraction_rows import HEADING, Row  # noqa: E402
from extraction_scores import clusters, domain, entities, polnear  # noqa: E402
from extraction_speed import growth, speed  # noqa: E402

from index.extraction.parsing.language import load_model  # noqa: E402
from index.extraction.pipeline import load_extractor  # noqa: E402
from index.settings import load_settings  # noqa: E402

PARTS = ("polnear", "peers", "domain", "clusters", "entities", "factuality", "speed", "growth")


def main() -> None:
    """Print the table, row by row as the figures come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--articles", type=int, default=400, metavar="N", help="articles that speed is measured on")
    parser.add_argument("--kilobytes", type=int, default=4, metavar="N", help="length that growth is measured from")
    args = parser.parse_args()
    sys.path.append(str(args.data / "scorers"))
    warnings.filterwarnings("ignore", category=UserWarning)
    settings = load_settings()
    print(f"data {args.data.resolve()} · {date.today()} · {platform.platform()}, {os.cpu_count()} cores")
    print(f"Python {platform.python_version()}, spaCy {version('spacy')}, {settings.model} {version(settings.model)}\n")
    print(HEADING)
    known = parts(args)
    for part in args.only:
        for row in known[part]():
            print(row, flush=True)


def parts(args: argparse.Namespace) -> Mapping[str, Callable[[], Iterator[Row]]]:
    """What can be measured, by name."""
    data: Path = args.data
    settings = load_settings()
    extractor, nlp = load_extractor(settings), load_model(settings.model)
    return {
        "polnear": lambda: polnear(data, extractor),
        "peers": lambda: peers(data),
        "domain": lambda: domain(data, extractor),
        "clusters": lambda: clusters(data, extractor),
        "entities": lambda: entities(data, extractor, nlp),
        "factuality": lambda: factuality(data, nlp),
        "speed": lambda: speed(data, extractor, nlp, articles=args.articles),
        "growth": lambda: growth(extractor, size=1000 * args.kilobytes),
    }


if __name__ == "__main__":
    main()
