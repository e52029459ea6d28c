"""What a web page says of itself: title, author, outlet and address by trafilatura, the date only where one is meant.

A date is taken from fields that are made for it, from the address, or from where the page prints it beside the
headline; never from the article's own sentences, as searching the whole page for a date would do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from index.model import DateBasis
from index.sources.printed_dates import lone_date, plausible, printed_date, two_ways
from index.sources.prose import tidy

_META_DATES = (
    *("article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date"),
    *("dcterms.date", "dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date"),
    *("publication_date", "originalpublicationdate", "cxenseparse:recs:publishtime", "date"),
)
"""Names of <meta> that say when the page was published, the most reliable first; never when it was changed."""
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:[/-]|$)")
_DATE_PLACE = re.compile(r"publi|posted|dateline|byline|timestamp|(?:^|[\s_-])(?:date|time)(?:[\s_-]|$)", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|published|date)(?: on)?\b:?", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|chang|correct", re.IGNORECASE)
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Review", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)")
_ADDRESS = re.compile(r"https?://\S+$")
_SUFFIX = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+")
_LONGEST_TITLE = 400
_MOST_HEADINGS, _MOST_PLACES = 20, 5_000
"""What is looked at for the headline and the date: both stand near the beginning of a page."""


def fields_of(tree: Any, page: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The page's metadata under the names of metadata.csv, and remarks on what was not used."""
    from trafilatura.metadata import extract_metadata

    # Its search for a date is kept short, for its answer is not used: it takes any date on the page.
    told = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    saved = _SAVED_FROM.search(page[:4096])
    url = told.url if told.url and _ADDRESS.match(told.url) else saved[1] if saved else ""
    title = _title(tree, told.title or "", told.sitename or "")
    date, basis, remarks = _date(tree, url, title)
    fields = {"title": title, "byline": _byline(told.author), "outlet": told.sitename or "", "url": url}
    if date:
        fields |= {"published": date, "published_basis": basis}
    return {name: tidy(value) for name, value in fields.items() if value}, remarks


def _title(tree: Any, told: str, outlet: str) -> str:
    """The headline as printed, where the page has one that fits what it calls itself, else that without the outlet."""
    printed = [
        title for heading in islice(tree.iterfind(".//h1"), _MOST_HEADINGS) if (title := tidy(heading.text_content()))
    ]
    title = tidy(told)
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and outlet and _alike(parts[-1], outlet):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
    window = tree.findtext(".//title") or ""
    for heading in printed:
        fits = not title or max(_shared(heading, title), _shared(heading, window)) >= 0.5
        if fits and len(heading) <= _LONGEST_TITLE:
            return heading
    return title[:_LONGEST_TITLE]


def _alike(one: str, other: str) -> bool:
    first, second = (re.sub(r"\W|^the\b|\.\w{2,3}$", "", name.casefold()) for name in (one, other))
    return bool(first) and (first in second or second in first)


def _shared(heading: str, title: str) -> float:
    """The share of the heading's words that are in the title."""
    words = re.findall(r"\w+", heading.casefold())
    known = set(re.findall(r"\w+", title.casefold()))
    return sum(word in known for word in words) / len(words) if words else 0.0


def _byline(author: str | None) -> str:
    """Names, without the addresses of profiles that some pages have in their place."""
    names = (name.strip() for name in (author or "").split(";"))
    return ", ".join(name for name in names if name and not name.casefold().startswith(("http", "www.")))


def _date(tree: Any, url: str, title: str) -> tuple[str | None, DateBasis, tuple[str, ...]]:
    """The first date that is one, what it rests on, and remarks on those that could not be."""
    remarks: list[str] = []
    for written, basis in _dates(tree, url, title):
        value, told = plausible(printed_date(written))
        if value:
            return value, basis, ()
        if two_ways(written):
            told = (f"date of publication not used: {written!r} can be read in two ways",)
        remarks += told
    return None, DateBasis.METADATA, tuple(dict.fromkeys(remarks))


def _dates(tree: Any, url: str, title: str) -> Iterator[tuple[str, DateBasis]]:
    """What the page gives for its date, the most reliable first."""
    metadata = (_linked_data_dates(tree, title), _meta_dates(tree), _marked_dates(tree))
    for written in (value for source in metadata for value in source):
        yield tidy(written)[:80], DateBasis.METADATA
    if found := _IN_ADDRESS.search(url):
        yield "-".join(found.groups()), DateBasis.METADATA
    for written in _printed_dates(tree):
        yield written, DateBasis.PRINTED


def _linked_data_dates(tree: Any, title: str) -> Iterable[str]:
    """`datePublished` of the JSON-LD: of the object with the page's headline, else of articles, else of anything."""
    ranked: list[tuple[int, str]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            todo: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            todo = []  # what is no JSON says nothing
        while todo:
            here = todo.pop()
            todo += here if isinstance(here, list) else here.values() if isinstance(here, dict) else ()
            if isinstance(here, dict) and isinstance(written := here.get("datePublished"), str):
                headline = str(here.get("headline") or here.get("name") or "")
                meant = _shared(headline, title) >= 0.8
                ranked.append((0 if meant else 1 if _ARTICLE_TYPE.search(str(here.get("@type"))) else 2, written))
    return [written for _, written in sorted(ranked, key=lambda pair: pair[0])]


def _meta_dates(tree: Any) -> Iterable[str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()
        if content := element.get("content"):
            found.setdefault(name, content)
    return [found[name] for name in _META_DATES if name in found]


def _marked_dates(tree: Any) -> Iterable[str]:
    """Dates in elements that say of themselves that they hold it; other <time>s only where all agree on the day."""
    for element in tree.xpath('.//*[@itemprop="datePublished"] | .//time[@pubdate]'):
        yield element.get("content") or element.get("datetime") or element.text_content()
    times = [time.get("datetime") or "" for time in tree.iter("time") if not _is_of_a_change(time)]
    if len({written[:10] for written in times if written}) == 1:
        yield from filter(None, times)


def _printed_dates(tree: Any) -> Iterator[str]:
    """Short texts where pages print their date, or that begin with "Posted"; else the only date that stands alone."""
    for element in islice(tree.iter("time", "div", "span", "p", "li"), _MOST_PLACES):
        place = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (element.tag == "time" or _DATE_PLACE.search(place)) and not _is_of_a_change(element):
            yield from _short(element.text_content())
    for text in islice(tree.itertext(), _MOST_PLACES):
        if _POSTED.match(text.lstrip()):
            yield from _short(text)
    alone = [text for text in islice(tree.itertext(), _MOST_PLACES) if len(text) < 60 and lone_date(text)]
    if len({lone_date(text) for text in alone}) == 1:
        yield alone[0]


def _short(text: str) -> Iterator[str]:
    written = tidy(text)
    if 6 <= len(written) <= 100 and not _CHANGED.search(written):
        yield written


def _is_of_a_change(element: Any) -> bool:
    said = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    above = element.getparent()
    around = tidy(above.text or "")[-20:] if above is not None else ""
    return bool(_CHANGED.search(said) or _CHANGED.search(around))
