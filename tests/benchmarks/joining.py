"""The joins of actors across articles: `python tests/benchmarks/joining.py --data DIR`.

DIR holds the annotated sets and articles; nothing of it is copied here. Each figure stands with its 95 % interval over
articles and the figure of joining by the same name and a unique surname alone, as the first version did.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]  # as a script and as a module alike

from extraction_rows import Record, Row, records  # noqa: E402
from extraction_scores import locals_of, read  # noqa: E402
from joining_scores import Read, by_surname, linked, namesakes  # noqa: E402

from index.actors.joining import codes, join  # noqa: E402
from index.actors.values import ActorKey, Local  # noqa: E402
from index.extraction.pipeline import load_extractor  # noqa: E402
from index.model import ActorClass  # noqa: E402
from index.settings import load_settings  # noqa: E402

PARTS = ("wce", "meantime", "ecb", "surnames", "namesakes", "speed")
HEADING = f"{'set':24}{'measure':44}{'figure':>9}  {'95 %':<18}{'by name':>9}"
PERSON, ORGANISATION = (ActorClass.PERSON,), (ActorClass.ORGANISATION,)


def main() -> None:
    """Print the table, row by row as the figures come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="articles read of each source of news")
    args = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    print(f"data {args.data.resolve()} · {date.today()} · {platform.platform()}, Python {platform.python_version()}\n")
    print(HEADING)
    known = parts(args)
    for part in args.only:
        for row in known[part]():
            print(row, flush=True)


def parts(args: argparse.Namespace) -> Mapping[str, Callable[[], Iterator[Row]]]:
    """What can be measured, by name."""
    extractor = load_extractor(load_settings())

    def read_as(path: str) -> list[Read]:
        gold = records(args.data / path)
        return list(zip(gold, read(extractor, gold), strict=True))

    @cache
    def news() -> list[Local]:
        found: dict[object, Local] = {}
        for path in sorted((args.data / "open/articles").glob("*.jsonl.gz")):
            articles = sampled(path, args.articles)
            for record, extraction in zip(articles, read(extractor, articles), strict=True):
                found.update((local.id, local) for local in locals_of(extraction, record["text"]))
        return list(found.values())

    def of_news(measure: Callable[[list[Local]], Iterator[Row]]) -> Callable[[], Iterator[Row]]:
        return lambda: measure(news())

    return {
        "wce": lambda: wce(read_as("open/linking/wce_share.jsonl")),
        "meantime": lambda: linked("MEANTIME shared", read_as("open/coref/meantime_share.jsonl"), "cluster", "named"),
        "ecb": lambda: linked("ECB+ dev (control)", read_as("research/coref/ecb_dev.jsonl"), "cluster", "named"),
        "surnames": of_news(by_surname),
        "namesakes": of_news(namesakes),
        "speed": speed,
    }


def wce(gold: list[Read]) -> Iterator[Row]:
    """Current events whose names link to an article each: the same article, the same actor."""
    yield from linked("Current events", gold, "title", "persons", PERSON, exact=True)
    yield from linked("Current events", gold, "title", "organisations", ORGANISATION, exact=True)


def sampled(path: Path, number: int) -> list[Record]:
    """Every n-th article of a source, so that about `number` are read."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return articles[:: max(1, len(articles) // number)]


def speed(articles: int = 20_000) -> Iterator[Row]:
    """To join a whole archive at once, and to join again what one more article touches."""
    locals = list(made_up(articles))
    keys = len({local.key for local in locals})
    began = time.process_time()
    join(locals)
    yield _took(f"s to join {articles:,} articles, {keys:,} names", time.process_time() - began)
    for number in (articles // 2, articles):
        touched = {code for local in locals[:4] for code in codes(local.key)}
        family = [local for local in locals[: 4 * number] if not touched.isdisjoint(codes(local.key))]
        began = time.process_time()
        join(family)
        yield _took(f"s for an article more after {number:,}", time.process_time() - began)


def _took(measure: str, seconds: float) -> Row:
    return Row(of="made-up archive", measure=measure, value=seconds, digits=2)


def made_up(articles: int) -> Iterator[Local]:
    """Three new full names an article, of a thousand surnames; and one surname alone that recurs."""
    syllables = ("ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu")
    surnames = ["".join((a, b, c, "n")) for a in syllables for b in syllables for c in syllables]
    for n in range(articles):
        names = [f"{_word(3 * n + one)} {surnames[(7 * n + 13 * one) % 1000]}" for one in range(3)]
        for name in (*names, surnames[n % 1000]):
            yield Local(id=(n, name), article=f"{n:06}", key=ActorKey(ActorClass.PERSON, f"person:{name}"))


def _word(number: int) -> str:
    letters = []
    while number:
        number, place = divmod(number, 50)
        letters.append("bcdfghklmn"[place % 10] + "aeiou"[place // 10])
    return "".join(letters) or "ox"


if __name__ == "__main__":
    main()
