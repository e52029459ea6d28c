"""A few articles in an index, and queries on them, for the tests of `index.fulltext` alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import UnknownName
from index.fulltext import Aliases, FulltextIndex, IndexedArticle, Query, Searcher, Stamp, parse
from index.fulltext.engine import query
from index.fulltext.tree import Aliased, OneOf
from index.model import ArticleId

STAMP = Stamp(archive="an archive", seq=1, nonce="n1")

NAMES = {
    "dprk": ("DPRK", "North Korea", "Democratic People's Republic of Korea", "Pyongyang"),
    "us": ("US", "United States", "Washington"),
    "who": ("WHO", "World Health Organization"),
}


def aliases(name: str) -> tuple[str, ...]:
    """The names above; a name stands for the others beside it."""
    for forms in NAMES.values():
        if name.casefold() in (form.casefold() for form in forms):
            return forms
    return ()


def nobody(field: str, value: str) -> frozenset[ArticleId]:
    """An archive that knows no actor and no status."""
    raise UnknownName(field, value, ("Iran", "Iraq"))


def knows(answers: Mapping[str, set[str]]) -> Any:
    """An archive that answers as given, by `field:value`."""

    def resolve(field: str, value: str) -> frozenset[ArticleId]:
        return frozenset(answers[f"{field}:{value}"])

    return resolve


def read(text: str, *, resolve: Any = nobody, names: Aliases | None = None, any_words: bool = False) -> Query:
    """A query, without aliases unless given."""
    return parse(text, resolve=resolve, aliases=names, any_words=any_words)


def article(
    name: str, text: str = "", *, title: str = "", outlet: str | None = None, published: str | None = None
) -> IndexedArticle:
    """An article of which only what matters is given."""
    return IndexedArticle(article=name, title=title, text=text, outlet=outlet, published=published)


def texts(**named: str) -> list[IndexedArticle]:
    """Articles of which only id and text matter."""
    return [article(name, text) for name, text in named.items()]


@contextmanager
def searching(folder: Path, articles: list[IndexedArticle]) -> Iterator[Searcher]:
    """The articles in a new index, open for searching."""
    index = FulltextIndex(folder / "index")
    index.rebuild(articles, STAMP)
    with index.searcher() as searcher:
        yield searcher


def found(searcher: Searcher, text: str, **options: Any) -> set[str]:
    """The ids of the articles that match."""
    return set(searcher.matching(read(text, **options)))


def ranked(searcher: Searcher, text: str, *, sort: Any = "relevance", **options: Any) -> list[str]:
    """The ids of the articles that match, in order."""
    return [name for name, _ in searcher.rank(read(text, **options), limit=100, sort=sort).scored]


def shape(tree: Any) -> str:
    """A tree as one line that both Whooshes give alike."""
    if isinstance(tree, query.Not):
        return f"not({shape(tree.query)})"
    for kind, name in (
        (Aliased, "names"),
        (query.DisjunctionMax, "spellings"),
        (query.And, "and"),
        (query.Or, "or"),
    ):
        if isinstance(tree, kind):
            return f"{name}({', '.join(map(shape, tree.subqueries))})"
    if isinstance(tree, query.Every):
        return "all"
    if isinstance(tree, OneOf):
        return f"{tree.field}:{tree.value}"
    if isinstance(tree, query.TermRange):
        return f"{tree.start}..{tree.end}"
    where = "" if tree.fieldname == "words" else f"{tree.fieldname}:"
    if isinstance(tree, query.Phrase):
        return f'{where}"{" ".join(tree.words)}"'
    return f"{where}{tree.text}{'*' if isinstance(tree, query.Prefix) else ''}"
