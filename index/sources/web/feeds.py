"""RSS and Atom by feedparser, which is given bytes and never an address: it would fetch."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from index.sources.web.addresses import Address, followed
from index.sources.web.errors import LATER, FetchError
from index.sources.web.fetching import Answer
from index.sources.web.markup import plain_text

LARGEST = 8 * 1024 * 1024
"""Bytes of a feed; the largest that publishers give are a quarter of that."""
MOST_TAGS = 150_000
"""Elements of a feed and of the markup in it: each takes a server a few bytes, and the parser some 30 microseconds."""
MOST_ATTRIBUTES = 500
"""Of one element; reading them takes time with their square."""
_LONG_TAG = re.compile(rb"<[^<>]{2000,}")
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][0-9a-f]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3])"
    rb"|x0*[1-9a-f][0-9a-f]{6,}|0*[1-9]\d{7,});",
    re.IGNORECASE,
)
"""References to halves of pairs and beyond all characters, at which feedparser stops."""
_PLACE = re.compile(r"^<unknown>:(\d+):\d+: ")
"""Where the parser says that it stopped."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed."""

    link: Address | None
    """None where it has none, or one that is no web address."""
    name: str
    """Its id in the feed, or what else tells it from the others."""
    given: Mapping[str, str]
    """Title, byline and date, as in metadata.csv."""
    text: str
    """Its own content without markup: the whole article, a summary, or nothing."""
    fingerprint: str
    """Changes when anything the feed says of it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says."""

    title: str
    entries: tuple[Entry, ...]
    """In the order of the feed, each link once."""
    broken: str | None = None
    """Why it could be read only in part."""


def feed_of(answer: Answer) -> Feed:
    """Read a feed as far as it can be. Raises FetchError where nothing can be read in it."""
    address = answer.given_by
    if len(answer.body) > LARGEST:
        reason = f"is larger than {LARGEST // 1024**2} MB, too much for a feed"
        raise FetchError(address.written, reason, hint="Perhaps the site has a smaller one.")
    if answer.body.count(b"<") > MOST_TAGS or any(
        tag[0].count(b"=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(answer.body)
    ):
        hint = "Perhaps the site has a smaller one."
        raise FetchError(address.written, "has too many elements or attributes for a feed", hint=hint)
    parsed = _parsed(answer)
    broken = parsed.get("bozo_exception") if parsed.get("bozo") else None
    damage = None
    if broken is not None and not _is_trifle(broken):
        damage = _PLACE.sub(r"line \1: ", _line(str(broken)))[:120]
    feed = Feed(
        title=_line(parsed["feed"].get("title")),
        entries=tuple(_entries(parsed["entries"], address)),
        broken=damage,
    )
    if damage and not feed.entries:
        raise FetchError(address.written, f"is a damaged feed: {damage}", hint=LATER, passing=True)
    return feed


def _parsed(answer: Answer) -> Any:
    import feedparser  # takes a tenth of a second to load

    headers = {"content-location": answer.given_by.written, "content-type": answer.content_type or "application/xml"}
    body = io.BytesIO(_HALVES.sub(b"&#xFFFD;", answer.body))
    try:
        return feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError) as error:
        reason = f"is a feed that cannot be read ({type(error).__name__})"  # its last resort is a parser of loose ends
        raise FetchError(answer.given_by.written, reason, hint=LATER, passing=True) from error


def _is_trifle(error: object) -> bool:
    """Whether nothing was lost: the server called it something else, or named another encoding."""
    return type(error).__name__ in ("NonXMLContentType", "CharacterEncodingOverride")


def _entries(written: list[dict[str, Any]], address: Address) -> Iterator[Entry]:
    seen: set[str] = set()
    for one in written:
        link = _link(one, address)
        text, given = _text(one), _given(one)
        said = "\0".join([text, *(f"{field}={value}" for field, value in sorted(given.items()))])
        fingerprint = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
        name = _line(one.get("id")) or given.get("title") or fingerprint
        key = link.written if link else name
        if (link is None and not text) or key in seen:
            continue
        seen.add(key)
        yield Entry(link=link, name=name, given=given, text=text, fingerprint=fingerprint)


def _link(entry: Mapping[str, Any], address: Address) -> Address | None:
    written = entry.get("link")
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        return followed(address, written)
    except FetchError:
        return None  # its own content may serve


def _given(entry: dict[str, Any]) -> dict[str, str]:
    fields = {
        "title": plain_text(str(entry.get("title") or "")),
        "byline": str(entry.get("author") or ""),
        "published": _date(entry),
    }
    return {field: line for field, value in fields.items() if (line := _line(value))}


def _text(entry: Mapping[str, Any]) -> str:
    """The longest of what the entry holds."""
    contents = entry.get("content") or []
    written = [str(one.get("value") or "") for one in contents if isinstance(one, Mapping)]
    return max(map(plain_text, [*written, str(entry.get("summary") or "")]), key=len)


def _date(entry: dict[str, Any]) -> str:
    """The day of publication where the outlet is, as it wrote it; else the day it had in Greenwich then."""
    for field in ("published", "updated"):
        if day := _day(str(dict.get(entry, field) or "")):  # the entry's own `get` takes one field for the other
            return day
        parsed = dict.get(entry, f"{field}_parsed")
        if parsed:
            try:
                return date(*parsed[:3]).isoformat()
            except (ValueError, TypeError):
                continue
    return ""


def _day(written: str) -> str:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written.strip()).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def _line(written: object) -> str:
    """On one line; what is no text became U+FFFD in the reading of the markup."""
    return _BLANKS.sub(" ", written).strip() if isinstance(written, str) else ""
