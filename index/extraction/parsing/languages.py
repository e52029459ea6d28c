"""Which language a text is in: what is surely not English is not read.

The byte n-grams of py3langid judge a few pieces of the text by their words in small letters: names, tables
and headings say nothing about the language around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.model import Article

READ = "en"
_PIECES, _PIECE = 4, 600
_ENOUGH = 40
"""Bytes of words in small letters that a piece must have to be judged; a short heading has fewer."""
_SURE, _ALMOST_NONE = 0.9, 0.01
_ENGLISH_SHARE = 0.12
"""Running English has 0.2 to 0.5 of these words, other languages below 0.1 (German "in", Dutch "of")."""
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "for",
        "that",
        "with",
        "from",
        "by",
        "has",
        "have",
        "had",
        "were",
        "are",
        "is",
        "it",
        "its",
        "they",
        "this",
        "which",
        "said",
        "would",
        "he",
        "his",
        "in",
        "on",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


def unread_language(article: Article) -> str | None:
    """The language for which the article is not read; None where it is read.

    What its metadata say counts only where the text alone does not show it; what the analyst says always counts.
    """
    declared = re.split(r"[-_]", (article.language or "").strip().lower())[0]
    if article.language_given and declared:
        return None if declared == READ else declared
    language = detect(article.text) or (declared if len(declared) == 2 else READ)
    return None if language == READ else language


def detect(text: str) -> str | None:
    """The language of a text as ISO 639-1; None where that is not sure. Takes no longer for a long text."""
    judged = [_judged(piece) for piece in _pieces(text)]
    if READ in judged:
        return READ
    sure = Counter(language for language in judged if language is not None)
    return sure.most_common(1)[0][0] if 2 * sure.total() > len(judged) else None


def _pieces(text: str) -> Iterator[str]:
    """The whole text if it is short, else pieces spread over it."""
    if len(text) <= _PIECES * _PIECE:
        yield text
        return
    step = (len(text) - _PIECE) // (_PIECES - 1)
    for start in range(0, _PIECES * step, step):
        yield text[start : start + _PIECE]


def _judged(piece: str) -> str | None:
    words = _WORD.findall(piece)
    if not words:
        return None
    if sum(word.lower() in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return READ
    if 2 * sum(word.isupper() for word in words) > len(words):
        words = [word.lower() for word in words]
    running = " ".join(word for word in words if word[0] == word[0].lower())
    if len(running.encode("utf-8", "surrogatepass")) < _ENOUGH:
        return None
    ranked = _model().rank(running)
    likely: dict[str, float] = {language: float(share) for language, share in ranked[:3]}
    # Near relatives (Croatian, Bosnian, Serbian) share the certainty; letters without sense scatter it.
    english = next((float(share) for language, share in ranked if language == READ), 0.0)
    if sum(likely.values()) < _SURE or _ALMOST_NONE < english < _SURE:
        return None
    return str(ranked[0][0])


@cache
def _model() -> LanguageIdentifier:
    """The model, told to give probabilities, and only languages that have a two-letter code."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([label for label in model.labels if len(label) == 2])
    return model
