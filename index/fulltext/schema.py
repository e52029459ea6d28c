"""What the index holds of an article, and how Whoosh gets its words. Not its text: that is the archive's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.fulltext.analysis import Word, stem, words
from index.fulltext.engine import Token, Tokenizer, fields, pack_uint
from index.model import ArticleId

SCHEMA_VERSION = 1
"""Raised whenever the fields below, their analysis or the sidecar change; older indexes are then rebuilt."""

SEARCHED = ("title", "text")
"""The fields that words are looked for in; beside each stands `stem_of` it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedArticle:
    """An article as the index takes it in."""

    article: ArticleId
    title: str
    text: str
    outlet: str | None
    published: str | None
    """ISO 8601, as far as it is known: a year, a month, a day."""
    language: str | None = None


def stem_of(field: str) -> str:
    """The name of the field that holds the stems of `field`."""
    return f"{field}_stem"


class Forms(Tokenizer):
    """Every form of every word at its position."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **_: object) -> Iterator[Token]:
        """Yield one token again and again, changed, as Whoosh's own tokenizers do."""
        token = Token(positions, mode=mode)
        for position, word in enumerate(words(value)):
            token.pos = position
            for form in self.forms(word):
                token.text = form
                yield token

    def forms(self, word: Word) -> Iterator[str]:
        """What a word is indexed as."""
        yield from word.forms
        if word.joined:
            yield word.joined


class Stems(Forms):
    """The stem of every form of every word."""

    def forms(self, word: Word) -> Iterator[str]:
        """What a word is indexed as."""
        return map(stem, super().forms(word))


class Words(fields.TEXT):
    """A text field that counts its words itself; Whoosh would take a token for each and a tenth more time."""

    def index(self, value: str, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each form with how often it stands in the text, its weight, and its positions as Whoosh stores them."""
        for form, positions in _places(value).items():
            yield form.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class StemmedWords(fields.TEXT):
    """The stems of the same words, without their positions."""

    def index(self, value: str, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each stem with how often it stands in the text, its weight, and what Whoosh stores of it."""
        often: dict[str, int] = defaultdict(int)
        for form, positions in _places(value).items():
            often[stem(form)] += len(positions)
        for stemmed, number in often.items():
            yield stemmed.encode(), number, float(number), pack_uint(number)


@lru_cache(maxsize=4)
def _places(text: str) -> dict[str, list[int]]:
    """The positions of every form of every word; the latest are remembered: two fields ask for each."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(words(text)):
        places[word.form].append(position)
        if word.capitals:
            places[word.capitals].append(position)
        if word.joined:
            places[word.joined].append(position)
    return places


def schema() -> fields.Schema:
    """The fields of the index. Positions are kept for the printed forms only: phrases are exact."""
    columns = {
        "article": fields.ID(unique=True, sortable=True),
        "outlet": fields.ID(sortable=True),
        "published": fields.ID(sortable=True),
    }
    texts = {name: Words(analyzer=Forms(), phrase=True) for name in SEARCHED}
    stems = {stem_of(name): StemmedWords(analyzer=Stems(), phrase=False) for name in SEARCHED}
    return fields.Schema(**columns, **texts, **stems)


def row(article: IndexedArticle) -> dict[str, str]:
    """The article as the fields of the schema."""
    searched = {"title": article.title, "text": article.text}
    return {
        "article": article.article,
        "outlet": _storable(article.outlet),
        "published": _storable(article.published),
        **searched,
        **{stem_of(name): text for name, text in searched.items()},
    }


def _storable(value: str | None) -> str:
    """The value as UTF-8 can hold it: a lone surrogate becomes a question mark."""
    return (value or "").encode("utf-8", "replace").decode()
