"""The language model: loading it by name, and parsing an article paragraph by paragraph.

A headline or a teaser ("Must Read:") glues itself to the next sentence when a whole article is parsed at
once, so each paragraph is parsed alone; paragraphs and the white space between them are then joined to one
Doc with the article's offsets.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import tee
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from index.errors import ModelMissing
from index.extraction.parsing.present_tense import with_verbs
from index.model import Article, Span

LONGEST_PIECE = 4_000
"""Code points parsed at once; longer paragraphs are cut at a blank, so that time stays linear."""
BATCH = 32
"""Pieces parsed together; 256, the model's own number, takes a tenth more time and gigabytes for long paragraphs."""

_PLAIN = {ord("’"): "'", ord("ʼ"): "'", **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009"), " ")}
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"  # KYIV, Ukraine
    r"(?:,? [A-Z][a-z]{2,8}\.? \d\d?)?(?: ?\([\w /-]{2,30}\))? ?(?:--|[-—–―])[ \u00a0]+"  # Nov. 3 (AP) —
)
"""Place, day and agency before the first sentence of a dispatch; a parser takes the place for its subject."""
_PIECE = re.compile(r"\s+|\S(?:[^\n\r]*\S)?")


def load_model(name: str) -> Language:
    """The spaCy pipeline `name`: an installed package or a folder.

    Raises ModelMissing where it is not installed, or does not tag, parse and find names.
    """
    try:
        nlp = cast(Language, importlib.import_module(name).load())
    except ModuleNotFoundError:
        nlp = _load_from_folder(name)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise _missing(name, str(error)) from error
    absent = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if absent:
        raise _missing(name, f"it lacks {', '.join(sorted(absent))}")
    nlp.max_length = 50 * LONGEST_PIECE
    return nlp


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, list[Span]]]:
    """For each article one Doc with the offsets of its text, and its paragraphs.

    The Doc's characters are the article's, but for apostrophes and blanks in the form that models are trained on.
    """
    todo, feed = tee(_encodable(article.text) for article in articles)
    pieces = (_plain(piece) for text in feed for piece in _pieces(text) if not piece.isspace())
    parsed = nlp.pipe(pieces, batch_size=BATCH)
    for text in todo:
        docs = [nlp.make_doc(p) if p.isspace() else with_verbs(nlp, next(parsed)) for p in _pieces(text)]
        yield _joined(nlp, docs), _paragraphs(text)


def _encodable(text: str) -> str:
    """The text with halves of surrogate pairs replaced one for one: the model reads only what UTF-8 can write."""
    return _SURROGATE.sub("\ufffd", text)


def _plain(piece: str) -> str:
    """The piece with straight apostrophes and plain blanks, as long as before: models misread "don’t"."""
    return piece.translate(_PLAIN)


def _load_from_folder(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise _missing(name, "it is not installed") from error


def _missing(name: str, reason: str) -> ModelMissing:
    return ModelMissing(
        f"the language model {name!r} cannot be used: {reason}",
        hint="Install it, or name another English spaCy pipeline as `model` in settings.toml.",
    )


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data", "spans"])  # type: ignore[call-arg]  # missing from spaCy's stub
    return nlp.make_doc("") if joined is None else joined


def _paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _PIECE.finditer(text) if not match.group().isspace()]


def _pieces(text: str) -> Iterator[str]:
    """Datelines, paragraphs and the white space between them, none longer than LONGEST_PIECE."""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if dateline := _DATELINE.match(piece):
            yield dateline.group()
            piece = piece[dateline.end() :]
        while len(piece) > LONGEST_PIECE:
            cut = _cut(piece)
            yield piece[:cut]
            piece = piece[cut:]
        if piece:
            yield piece


def _cut(paragraph: str) -> int:
    """Where to cut a long paragraph: behind a sentence, else behind a blank, else anywhere."""
    window = paragraph[LONGEST_PIECE // 2 : LONGEST_PIECE]
    ends = [match.end() for match in re.finditer(r"[.!?][”\"']?\s+", window)]
    ends = ends or [match.end() for match in re.finditer(r"\s+", window)]
    return LONGEST_PIECE // 2 + ends[-1] if ends else LONGEST_PIECE
