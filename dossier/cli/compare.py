"""`dossier compare`: two articles side by side, as text that can be read from top to bottom."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from itertools import groupby

from dossier import wording
from dossier.cli.context import FOUND, Context
from dossier.cli.page import Page
from dossier.cli.search import source_line
from dossier.comparison import Comparison, Pair, PairKind, Side, compare, to_json
from index.answers import ActorRef, Citation

LABEL = 8
EXPLAINED = "Passages are paired by the actors and words they share; no partner means silence, not difference."


def configure(parser: ArgumentParser) -> None:
    """Add the two articles."""
    parser.add_argument("left", metavar="A", help="id, unique beginning of an id, or part of a title")
    parser.add_argument("right", metavar="B", help="the article to put beside it")


def run(args: Namespace, context: Context) -> int:
    """Print the comparison."""
    with context.library() as library:
        comparison = compare(library, library.find_article(args.left), library.find_article(args.right))
    if context.json:
        context.answer(to_json(comparison))
    else:
        context.say(printed(comparison, context.page))
    return FOUND


def printed(comparison: Comparison, page: Page) -> str:
    """Both heads, the actors, and the passages pair by pair."""
    blocks = [_head("left", comparison.left.citation, page), _head("right", comparison.right.citation, page)]
    actors = (
        _actors("both name", comparison.shared_actors, page),
        _actors("only left", comparison.only_left_actors, page),
        _actors("only right", comparison.only_right_actors, page),
    )
    blocks.append("\n".join(line for line in actors if line))
    blocks.append(page.paragraph(EXPLAINED))
    for kind, pairs in groupby(comparison.pairs, key=lambda pair: pair.kind):
        if kind is PairKind.BOTH:
            blocks += [_pair(pair, page) for pair in pairs]
        else:
            blocks.append("\n".join([page.bold(kind.value), *(_sides(pair, page) for pair in pairs)]))
    return "\n\n".join(block for block in blocks if block)


def _head(label: str, citation: Citation, page: Page) -> str:
    title = page.paragraph(citation.title, indent=" " * LABEL, first=label.ljust(LABEL))
    return f"{title}\n{page.paragraph(source_line(citation), indent=' ' * LABEL)}"


def _actors(label: str, actors: tuple[ActorRef, ...], page: Page) -> str:
    names = ", ".join(actor.name for actor in actors)
    return page.paragraph(names, indent=" " * 12, first=label.ljust(12)) if names else ""


def _pair(pair: Pair, page: Page) -> str:
    """Two passages under the actors they share."""
    heading = f"{pair.kind.value}: {', '.join(actor.name for actor in pair.shared)}"
    bold = [page.bold(line) for line in page.paragraph(heading).split("\n")]
    return "\n".join([*bold, _sides(pair, page)])


def _sides(pair: Pair, page: Page) -> str:
    sides = (("left", pair.left), ("right", pair.right))
    return "\n".join(_side(label, side, page) for label, side in sides if side is not None)


def _side(label: str, side: Side, page: Page) -> str:
    rows = [page.paragraph(side.text, indent=" " * LABEL, first=label.ljust(LABEL))]
    for line in side.statements:
        told = f"{wording.stand(line)} · {wording.speakers(line.speakers)}"
        rows.append(page.paragraph(told, indent=" " * LABEL))
    return "\n".join(rows)
