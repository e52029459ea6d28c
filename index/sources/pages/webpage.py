"""Web pages: the article on the page, with what the page says of itself. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.errors import SourceError
from index.sources.charset import decode_page
from index.sources.document import Document, document
from index.sources.input import Input
from index.sources.metadata import checked
from index.sources.pages.webpage_blocks import all_text, blocks, reads_as_prose
from index.sources.pages.webpage_metadata import fields_of
from index.sources.pages.webpage_text import article_text
from index.sources.prose import joined, tidy

_EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w=.-]+)*;base64,[A-Za-z0-9+/=%]{64,}")
"""Pictures and fonts inside a saved page: nine tenths of its size, and too long for a parser."""
_PARTED = re.compile(r"(?:<br\b[^>]{0,50}>\s*(?:&nbsp;\s*)*){2,}", re.IGNORECASE)
"""Two line breaks are how pages without paragraphs part them."""
_LONG_SCRIPT = 256 * 1024
"""Characters; what a page says of itself is shorter, and reading it takes two hundred times its size in memory."""
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})\s[^<>]{65536,}>")
"""Programs and pictures kept in attributes; libxml2 takes time with the square of the attributes of an element."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_WALLS = (
    (r"(?:log|sign) ?in (?:to|or)|please (?:log|sign) ?in|already a (?:subscriber|member)", "only a request to log in"),
    (r"subscribe (?:to|now|for)|create (?:a free|an) account|register (?:to|for free)", "only a request to subscribe"),
    (r"enable javascript|javascript is (?:disabled|required)|turn on javascript", "only a request for JavaScript"),
    (r"not a robot|captcha|checking your browser|access denied|verify (?:that )?you are", "only a check for robots"),
    (r"(?:we|site) uses? cookies|accept (?:all )?cookies", "only a notice about cookies"),
    (r"page (?:was |could )?not (?:be )?found|\berror 404\b", "only a notice that the page is not there"),
)
_WALL_WORDS = 80
"""A longer text is an article, whatever it speaks of."""
_SAVE_AGAIN = "Open the page in a browser, and save it when the article can be seen."
_LOST = "cannot be read whole by a parser: all of its text was kept, not only the article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page gives: the article's text, fields as in metadata.csv, remarks."""

    text: str
    fields: dict[str, str]
    remarks: tuple[str, ...] = ()


def read_webpage(given: Input) -> Iterator[Document | SourceError]:
    """The article of a web page; its headline is its title and stands first in the text, as in a text file."""
    raw = given.all()
    written, decoded = decode_page(raw, given.locator)
    page = page_of(written, given.locator)
    metadata = checked(given.given, defaults=page.fields, file_name=given.name)
    remarks = decoded + page.remarks + given.remarks
    yield document(page.text, metadata, locator=given.locator, original=raw, remarks=remarks)


def page_of(written: str, locator: str) -> Page:
    """The article on a page. Raises SourceError where the page holds none."""
    try:
        return _page(written, locator)
    except SourceError:
        raise
    # lxml, trafilatura and the libraries below it raise what they come upon (AssertionError, UnicodeError,
    # RecursionError, KeyError …) on pages made to break them: whatever it is, the page cannot be read.
    except Exception as error:
        reason = f"cannot be read as a web page: {type(error).__name__}: {error}"
        raise SourceError(locator, tidy(reason)[:300], hint=_SAVE_AGAIN) from error


def letter_text(written: str) -> list[str]:
    """The paragraphs of a letter written as a web page: all that can be seen, but for lines that are links only."""
    try:
        tree, whole = _tree(_cleaned(written))
        if tree is None:
            return []
        return [block.text for block in blocks(tree) if not block.is_menu] if whole else all_text(written)
    except Exception:  # as in page_of; the letter may have other parts
        return []


def _page(written: str, locator: str) -> Page:
    page = _cleaned(written)
    tree, whole = _tree(page)
    if tree is None:
        raise SourceError(locator, "holds no text", hint=_SAVE_AGAIN)
    fields, remarks = fields_of(tree, page)
    title = fields.get("title", "")
    paragraphs, told = article_text(tree) if whole else (all_text(page), (_LOST,))
    _check(paragraphs, title, tree, locator)
    return Page(
        text=joined(_headed(title, paragraphs)), fields=fields, remarks=remarks + told + _closed(page, paragraphs)
    )


def _cleaned(written: str) -> str:
    page = _LONG_TAG.sub(r"<\1>", _EMBEDDED.sub("data:,", written))
    return _PARTED.sub("</p><p>", _DECLARATION.sub("", page))


def _tree(page: str) -> tuple[Any, bool]:
    """The page as a tree, None where there is nothing in it, and whether all of the page is in it."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(page, parser=parser)
    except ParserError:  # nothing but blanks and comments
        return None, True
    for script in tree.iter("script"):
        if len(script.text or "") > _LONG_SCRIPT:
            script.text = ""
    return tree, not any(error.level_name == "FATAL" for error in parser.error_log)


def _headed(title: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs below the headline, where it does not stand among the first of them already."""
    if not title or any(_plain(title) == _plain(text) for text in paragraphs[:3]):
        return paragraphs
    return [title, *paragraphs]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _check(paragraphs: list[str], title: str, tree: Any, locator: str) -> None:
    """Raise SourceError where what is left of the page is no article."""
    body = [text for text in paragraphs if _plain(text) != _plain(title)]
    words = sum(len(text.split()) for text in body)
    if words > _WALL_WORDS:
        return
    said = " ".join([title, *body]) if body else tidy(tree.text_content())[:2_000]
    if tree.find(".//frame") is not None:
        reason = "only frames around other pages"
    elif wall := next((reason for sign, reason in _WALLS if re.search(sign, said, re.IGNORECASE)), None):
        reason = wall
    elif not any(map(reads_as_prose, body)):
        reason = "only links, menus or pictures" if said else "no text"
    else:
        return
    raise SourceError(locator, f"holds no article, {reason}", hint=_SAVE_AGAIN)


def _closed(page: str, paragraphs: list[str]) -> tuple[str, ...]:
    """A remark on a page that says of itself that not everybody may read it, with little text."""
    is_closed = re.search(r'"isAccessibleForFree"\s*:\s*"?false', page, re.IGNORECASE)
    if is_closed and sum(map(len, paragraphs)) < 1_500:
        return ("perhaps only the beginning: the page says that it is not free to read",)
    return ()
