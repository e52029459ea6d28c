"""The article on a web page as paragraphs: told from the rest of the page by trafilatura, never lost for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.sources.pages.webpage_blocks import Block, blocks, squeezed
from index.sources.prose import sentences_kept, tidy, unwrapped

_FURNITURE = re.compile(
    r"(?:skip )?advertisements?|sponsored(?: content)?|share(?: this(?: article| story| page)?)?:?|print|e-?mail"
    r"|read (?:more|also)|related (?:articles|stories)|\d{4}-\d\d-\d\dT[\d:.+-]+Z?|[\d./-]{8,10}",
    re.IGNORECASE,
)
"""Paragraphs that are parts of the page: labels, and the date in figures, which is read as such."""
_COVERED, _LONGER = 0.5, 1.25
_SHORT = 250
"""Characters; a longer text is the article, whatever else is on the page."""
_LONG_CELL = 200
"""A cell of a table with more characters is part of the page's layout, and holds paragraphs."""
MOST_ELEMENTS = 50_000
"""More than on any page of news (10,000 are many): telling the article apart takes time with the square of them."""
_SPACE = re.compile(r"\s+")


def article_text(tree: Any) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs of the article on the page, and a remark where it could not be told from the rest."""
    _lay_out(tree)
    visible = list(blocks(tree))
    prose = [block.text for block in visible if block.is_prose]
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return prose, ("a page of very many parts: all of its text was kept, not only the article",)
    found, told = _found(tree, prose)
    menus = {block.text for block in visible if block.is_menu}
    kept = [text for text in found if text not in menus and not _FURNITURE.fullmatch(text)]
    kept = [text for text in kept if prose or not _is_made_of(text, menus)]
    return _with_plain_neighbours(kept, visible), told


def _found(tree: Any, prose: list[str]) -> tuple[list[str], tuple[str, ...]]:
    careful = _told_apart(tree, precise=True)
    if careful and prose and _covered(prose, careful) >= _COVERED:
        return careful, ()
    generous = _told_apart(tree, precise=False)
    best = generous if _length(generous) > _LONGER * _length(careful) else careful
    if _length(best) >= _SHORT or _length(prose) < 2 * _length(best):
        return best, ()
    return prose, ("the article could not be told from the rest of the page: all of its text was kept",)


def _is_made_of(text: str, menus: set[str]) -> bool:
    """Whether the paragraph is links glued together."""
    rest = squeezed(text)
    whole = len(rest)
    for menu in sorted(menus, key=len, reverse=True):
        rest = rest.replace(squeezed(menu), "")
    return len(rest) < 0.3 * whole


def _with_plain_neighbours(found: list[str], visible: list[Block]) -> list[str]:
    """The paragraphs with those put back that trafilatura passed over though they stand like them, unmarked.

    It drops some lists and last paragraphs. What has a class or a place of its own stays out: it may be anything.
    """
    where = {squeezed(text): number for number, text in enumerate(found)}
    containers = {_container(block.element) for block in visible if squeezed(block.text) in where}
    after, kept = -1, [[text] for text in found]
    everything = squeezed("".join(found))
    for block in visible:
        text = squeezed(block.text)
        if text in where:
            after = where[text]
            continue
        lost = after >= 0 and block.is_prose and text not in everything
        if lost and not _is_marked(block.element) and _container(block.element) in containers:
            kept[after].append(block.text)
    return [text for texts in kept for text in texts]


def _container(element: Any) -> Any:
    """What the paragraph stands in; for an item of a list what the list stands in."""
    above = element.getparent()
    return above.getparent() if element.tag == "li" and above is not None else above


def _is_marked(element: Any) -> bool:
    places = [element, element.getparent()] if element.tag == "li" else [element]
    return element.tag not in ("p", "li") or any(place.get("class") or place.get("id") for place in places)


def _lay_out(tree: Any) -> None:
    """Make paragraphs of the lines of a <pre>: letters and dispatches are put on pages so."""
    from lxml.etree import SubElement

    for written in tree.findall(".//pre"):
        text = written.text_content()
        if len(text) < _LONG_CELL or "\n" not in text.strip():
            continue
        tail = written.tail
        written.clear()
        written.tag, written.tail = "div", tail
        for paragraph in unwrapped(text):
            SubElement(written, "p").text = paragraph


def _told_apart(tree: Any, *, precise: bool) -> list[str]:
    """The article's paragraphs by trafilatura; empty where it finds none. Touches no network: it is given the page."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, favor_precision=precise, with_metadata=False)
    body = getattr(found, "body", None)
    return [text for text in _paragraphs(body) if text] if body is not None else []


def _paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree: headings, paragraphs, list items and rows of tables each for itself."""
    if lead := tidy(body.text or ""):
        yield lead
    for element in body:
        match element.tag:
            case "list" | "table" | "quote" | "div" | "body" if len(element):
                yield from _paragraphs(element)
            case "row":
                yield from _row(element)
            case "code":
                yield from unwrapped("".join(element.itertext()))
            case _:
                yield from sentences_kept(_broken(element))
        if element.tail and (rest := tidy(element.tail)):
            yield rest


def _row(element: Any) -> Iterator[str]:
    """A row of a table on one line; where a cell holds paragraphs it is the layout of the page."""
    cells = [tidy(" ".join(cell.itertext())) for cell in element]
    if max(map(len, cells), default=0) <= _LONG_CELL:
        if row := " | ".join(cell for cell in cells if cell):
            yield row
        return
    for cell in element:
        if any(inner.tag in ("p", "head", "list", "table", "quote") for inner in cell):
            yield from _paragraphs(cell)
        else:
            yield from sentences_kept(_broken(cell))


def _broken(element: Any) -> list[str]:
    """The lines of a paragraph."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for inner in element.iterdescendants():
        if inner.tag in ("lb", "p", "item"):
            parts.append("\n")
        parts += [_SPACE.sub(" ", inner.text or ""), _SPACE.sub(" ", inner.tail or "")]
    return "".join(parts).split("\n")


def _covered(prose: list[str], found: list[str]) -> float:
    """The share of the page's prose that is in the paragraphs found; 1 where there is none."""
    whole = _length(prose)
    kept = squeezed("".join(found))
    return sum(len(text) for text in prose if squeezed(text) in kept) / whole if whole else 1.0


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))
