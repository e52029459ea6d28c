"""The visible text of a web page, block by block, in the order in which it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from index.sources.prose import tidy

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol option p pre section summary table tbody td th tr"
    " ul"
)
_UNSEEN_NAMES = (
    "script style noscript template svg math iframe object select button textarea title head nav footer aside form"
    " audio video canvas"
)
_BLOCKS, _UNSEEN = frozenset(_BLOCK_NAMES.split()), frozenset(_UNSEEN_NAMES.split())
_LINK_SHARE = 0.5
"""A block with more of its letters in links than this leads elsewhere and is not told."""
_FEW_WORDS, _FEWEST_WORDS = 8, 3
_COMMENTS = frozenset(("comment", "comments", "comment-list", "commentlist", "comments-area", "comment-respond"))
"""Classes and ids of what readers write below an article."""
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Block:
    """The text between two block elements of a page."""

    text: str
    linked: int
    """How many of its characters, blanks left out, stand in links."""
    element: Any
    """The element after which the text ends."""

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence and not like a menu."""
        return reads_as_prose(self.text) and self.linked < _LINK_SHARE * len(self.text)

    @property
    def is_menu(self) -> bool:
        """Whether it is nothing but links."""
        return self.linked >= 0.9 * len(squeezed(self.text))


def blocks(tree: Any) -> Iterator[Block]:
    """The visible text of the page, block by block, without menus, forms and footers."""
    parts: list[str] = []
    linked = 0
    skipping = in_link = 0
    before = tree
    for event, element, text in _walked(tree):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS and parts:
            if block := tidy("".join(parts)):
                yield Block(block, linked, before if event == "start" else element)
            parts, linked = [], 0
        step = 1 if event == "start" else -1
        skipping += step * (tag in _UNSEEN or _is_of_readers(element) or _is_hidden(element))
        in_link += step * (tag == "a")
        if tag == "br":
            parts.append(" ")
        if text and not skipping:
            parts.append(text)
            linked += len(squeezed(text)) * (in_link > 0)
        before = element
    if block := tidy("".join(parts)):
        yield Block(block, linked, tree)


def _is_of_readers(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return "comment" in names.casefold() and not _COMMENTS.isdisjoint(names.casefold().split())


def _is_hidden(element: Any) -> bool:
    return "display:none" in (element.get("style") or "").replace(" ", "").casefold()


def reads_as_prose(text: str) -> bool:
    """Whether it has the length of a sentence, or ends like one."""
    words = len(text.split())
    return words >= _FEW_WORDS or (words >= _FEWEST_WORDS and bool(_ENDS.search(text)))


def squeezed(text: str) -> str:
    """The text without any blanks: for comparing."""
    return "".join(text.split())


def _walked(tree: Any) -> Iterator[tuple[str, Any, str | None]]:
    """Start and end of every element with the text that follows; without recursion, for pages nest deeply."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(tree, events=("start", "end")):
        yield event, element, element.text if event == "start" else element.tail


def all_text(page: str) -> list[str]:
    """The sentences of a page that no tree can be made of: too deeply nested, or a part of it too large."""
    parser = _AllText()
    parser.feed(page)
    parser.close()
    found = (tidy(part) for part in "".join(parser.parts).split("\n\n"))
    return [text for text in found if reads_as_prose(text)]


class _AllText(HTMLParser):
    """Collects what can be seen, with blank lines at blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph at a block."""
        if tag in ("script", "style"):
            self._unseen = tag
        self.parts.append("\n\n" if tag in _BLOCKS else " " if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph at the end of a block."""
        if tag == self._unseen:
            self._unseen = None
        self.parts.append("\n\n" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        """Keep what can be seen."""
        if self._unseen is None:
            self.parts.append(data)
