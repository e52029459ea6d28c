"""The full-text index: a Whoosh cache beside the archive, its query language, ranking and highlights."""

from index.fulltext.cache import FulltextIndex
from index.fulltext.highlights import count_passages, highlight
from index.fulltext.query import Aliases, Query, Resolver, parse
from index.fulltext.schema import IndexedArticle
from index.fulltext.searcher import Ranking, Searcher, Sort
from index.fulltext.stamp import Stamp

__all__ = [
    "Aliases",
    "FulltextIndex",
    "IndexedArticle",
    "Query",
    "Ranking",
    "Resolver",
    "Searcher",
    "Sort",
    "Stamp",
    "count_passages",
    "highlight",
    "parse",
]
