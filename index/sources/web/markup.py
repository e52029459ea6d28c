"""From a fragment of HTML, as feeds carry it, to text: paragraphs kept apart, everything else left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "td", "th", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "head", "title"))
_MARKUP = re.compile(r"[<&]")
_BLANKS = re.compile(r"\s+")
_NO_TEXT = dict.fromkeys((0, *range(55296, 57344)), "�")
"""NUL and halves of pairs: SQLite keeps neither."""


def plain_text(html: str) -> str:
    """The text in it, paragraphs with an empty line between; plain text comes back as it is, without blanks around."""
    html = html.translate(_NO_TEXT)
    if not _MARKUP.search(html):
        return html.strip()
    from lxml import etree  # the standard library's parser takes time with the square of what is broken

    reader = _Paragraphs()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True, remove_comments=True)
    parser.feed(f"<body>{html}".encode())
    parser.close()
    return "\n\n".join(reader.paragraphs())


class _Paragraphs:
    """Collects text; no tag needs to be closed for it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unseen = ""

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        """A block begins a paragraph, a break a line."""
        if tag in _BLOCKS:
            self._pieces.append("\0")
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in _UNSEEN and not self._unseen:
            self._unseen = tag

    def end(self, tag: str) -> None:
        """A block ends its paragraph."""
        if tag in _BLOCKS:
            self._pieces.append("\0")
        elif tag == self._unseen:
            self._unseen = ""

    def data(self, text: str) -> None:
        """Text; line ends in the markup are blanks."""
        if not self._unseen:
            self._pieces.append(_BLANKS.sub(" ", text.translate(_NO_TEXT)))

    def close(self) -> None:
        """Nothing is built."""

    def paragraphs(self) -> list[str]:
        """Each on its lines, without blanks at their ends."""
        found = []
        for block in "".join(self._pieces).split("\0"):
            lines = [re.sub(r"[ \xa0]+", " ", line).strip() for line in block.split("\n")]
            if text := "\n".join(lines).strip():
                found.append(text)
        return found
