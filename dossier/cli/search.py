"""`dossier search`: articles that answer a query, with the passages that show why."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from dossier import wording
from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.page import Page
from dossier.profile import copy_row, ref_row
from dossier.text import one_line
from index.answers import Answer, ArticleHit, Citation, Copy, FacetValue, PassageHit
from index.model import Span, Status

PASSAGES_SHOWN = 3
"""Passages printed under one article; the rest are counted."""
FACETS_SHOWN = 12
"""Values printed of one facet, the most frequent first."""


def configure(parser: ArgumentParser) -> None:
    """Add the query and how the answer is ordered and cut."""
    parser.epilog = "`dossier help search` explains the query language."
    parser.add_argument("query", nargs="+", metavar="QUERY", help='words, "phrases", fields; all must be there')
    parser.add_argument("--any", action="store_true", help="any of the words is enough")
    parser.add_argument("--no-aliases", action="store_true", help="search only for the words as written")
    parser.add_argument("--no-fold", action="store_true", help="list near-copies like all other articles")
    parser.add_argument("--limit", type=positive, default=20, metavar="N", help="at most N articles (20)")
    parser.add_argument(
        "--sort", choices=("relevance", "newest", "oldest"), default="relevance", help="order of articles"
    )
    parser.add_argument("--facets", action="store_true", help="count actors, outlets, kinds of lines and dates")


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def run(args: Namespace, context: Context) -> int:
    """Search and print; 1 where nothing is found."""
    with context.library() as library:
        answer = library.search(
            " ".join(args.query),
            limit=args.limit,
            sort=args.sort,
            any_words=args.any,
            aliases=not args.no_aliases,
            facets=args.facets,
            fold=not args.no_fold,
        )
    for remark in answer.remarks:
        context.note(f"note: {one_line(remark)}")
    if context.json:
        context.answer(to_json(answer))
    elif answer.total:
        context.say(printed(answer, context.page))
    if answer.total:
        return FOUND
    _nothing_found(answer, context)
    return NOT_FOUND


def _nothing_found(answer: Answer, context: Context) -> None:
    context.note(f"dossier: nothing found for {one_line(answer.query)}")
    if answer.suggestions:
        context.note(f"  Did you mean: {'; '.join(one_line(query) for query in answer.suggestions)}")
    if len(answer.query.split()) > 1:
        context.note("  --any finds articles with some of the words.")


def printed(answer: Answer, page: Page) -> str:
    """The answer for people."""
    blocks = [summary(answer)]
    blocks += [_article(hit, page) for hit in answer.hits]
    if answer.rows > len(answer.hits):
        blocks.append(f"{answer.rows - len(answer.hits):,} more; --limit N shows more")
    blocks += [_facet(name, values, page) for name, values in answer.facets if values]
    return "\n\n".join(blocks)


def summary(answer: Answer) -> str:
    """`17 articles, 3 of them copies · 42 passages · 9 ms`."""
    counts = [wording.found(answer)]
    if answer.passage_total:
        counts.append(wording.counted(answer.passage_total, "passage"))
    return " · ".join([*counts, f"{answer.took_ms:.0f} ms"])


def source_line(citation: Citation) -> str:
    """Outlet, date and id of an article on one line."""
    parts = [citation.outlet or wording.OUTLET_UNKNOWN, wording.published(citation.published)]
    if citation.appearances > 1:
        parts.append(f"{citation.appearances} appearances")
    if citation.copy_of is not None:
        parts.append(f"near-copy of {citation.copy_of}")
    if citation.note:
        parts.append(citation.note)
    return " · ".join([*parts, citation.article])


def _article(hit: ArticleHit, page: Page) -> str:
    title = page.paragraph(hit.citation.title, marks=hit.title_highlights)
    lines = [page.bold(line) for line in title.split("\n")]
    lines.append(page.paragraph(source_line(hit.citation), indent="  "))
    below_title = [found for found in hit.passages if found.text != hit.citation.title]
    lines += [_passage(found, hit.citation, page) for found in below_title[:PASSAGES_SHOWN]]
    if len(below_title) > PASSAGES_SHOWN:
        lines.append(f"    and {wording.counted(len(below_title) - PASSAGES_SHOWN, 'more passage')}")
    if hit.copies:
        lines.append(f"  +{wording.counted(len(hit.copies), 'copy', 'copies')}")
        lines += [copy_line(copy, page) for copy in hit.copies]
    return "\n".join(lines)


def copy_line(copy: Copy, page: Page) -> str:
    """Outlet, date, how it differs, and id of a near-copy."""
    citation = copy.citation
    parts = [citation.outlet or wording.OUTLET_UNKNOWN, wording.published(citation.published)]
    return page.paragraph(" · ".join([*parts, wording.differs(copy), citation.article]), indent="      ", first="    ")


def _passage(hit: PassageHit, citation: Citation, page: Page) -> str:
    on_page = wording.on_page(citation, hit.passage.span.start)
    text = page.paragraph(hit.text, indent="    ", marks=hit.highlights)
    return f"{text}\n    {on_page}" if on_page else text


def _facet(name: str, values: tuple[FacetValue, ...], page: Page) -> str:
    counts = [f"{_label(name, value)} {value.count:,}" for value in values[:FACETS_SHOWN]]
    if len(values) > FACETS_SHOWN:
        counts.append(f"{len(values) - FACETS_SHOWN:,} more")
    return page.paragraph(f"{name}: {', '.join(counts)}", indent="  ", first="")


def _label(facet: str, value: FacetValue) -> str:
    if facet == "status" and value.value in list(Status):
        return wording.STATUS_LABELS[Status(value.value)]
    return value.label


def to_json(answer: Answer) -> dict[str, object]:
    """The answer in its stable form for programs."""
    return {
        "schema": 1,
        "query": answer.query,
        "took_ms": round(answer.took_ms, 3),
        "total": answer.total,
        "passage_total": answer.passage_total,
        "hits": [_hit_row(hit) for hit in answer.hits],
        "facets": {
            name: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for name, values in answer.facets
        },
        "suggestions": list(answer.suggestions),
        "remarks": list(answer.remarks),
        "copies_total": answer.copies,
    }


def _hit_row(hit: ArticleHit) -> dict[str, object]:
    citation = hit.citation
    return {
        "article": citation.article,
        "title": citation.title,
        "title_highlights": _pairs(hit.title_highlights),
        "outlet": citation.outlet,
        "published": citation.published.value if citation.published else None,
        "published_basis": citation.published.basis.value if citation.published else None,
        "score": round(hit.score, 6),
        "copies": [copy_row(copy) for copy in hit.copies],
        "passages": [
            {
                "id": found.passage.id,
                "start": found.passage.span.start,
                "end": found.passage.span.end,
                "page": wording.page_number(citation, found.passage.span.start),
                "text": found.text,
                "highlights": _pairs(found.highlights),
            }
            for found in hit.passages
        ],
        "actors": [ref_row(actor) for actor in hit.actors],
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
