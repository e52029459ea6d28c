"""`dossier eval`: how well texts annotated by hand are read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from dossier.cli.context import FOUND, Context
from dossier.cli.extract import Given, records_of
from dossier.text import visible
from index.model import Article, DateBasis, Published


def configure(parser: ArgumentParser) -> None:
    """Add the gold file, and a file of predictions."""
    parser.add_argument("gold", metavar="GOLD", help="texts annotated by hand, .jsonl or .jsonl.gz")
    parser.add_argument(
        "--predicted", metavar="FILE", help="score what `dossier extract` wrote, instead of reading now"
    )


def run(args: Namespace, context: Context) -> int:
    """Read the texts, score them, print the report."""
    from index.evaluation import evaluate, read_gold

    gold = read_gold(Path(args.gold))
    predicted = read_gold(Path(args.predicted)) if args.predicted else _read_now(gold, context)
    result = evaluate(gold, predicted)
    if context.json:
        context.answer(result.as_json())
    else:
        context.say(visible(result.as_text()))
    return FOUND


def _read_now(gold: list[dict[str, Any]], context: Context) -> list[dict[str, Any]]:
    from index.extraction.pipeline import load_extractor  # loads the language model: seconds

    return list(records_of(load_extractor(context.settings), map(_given, gold)))


def _given(record: dict[str, Any]) -> Given:
    """The text of a gold record as if nothing else were known of it."""
    date = record.get("date")
    return Given(
        id=str(record["id"]),
        article=Article.of(record["text"], record.get("language")),
        published=Published(value=date, basis=DateBasis.METADATA) if date else None,
        source=record.get("source"),
    )
