"""What a server's answer is: a feed, or a file of some format, by what the server says and by how it begins."""

from __future__ import annotations

import re

from index.sources.formats import format_of
from index.sources.web.fetching import Answer

_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/ndjson": ".jsonl",
    "application/zip": ".zip",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
}
_BY_START = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".zip"), (b"{\\rtf", ".rtf"), (b"WARC/", ".warc"))
_SAYS_LITTLE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
"""Types that servers give to what they do not know; the name in the address then knows better."""
_BEFORE_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?([A-Za-z]+)[\s>/]")
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf"})
_LOOKED_AT = 16_384
_OFFERED = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|type|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def is_feed(body: bytes) -> bool:
    """Whether this is RSS or Atom: its first element says so, whatever the server calls it."""
    return _root(body) in _FEED_ROOTS


def suffix_of(answer: Answer) -> str:
    """How a file with this answer would end."""
    said = answer.content_type.partition(";")[0].strip()
    if said in _SAYS_LITTLE and (named := _suffix_in(answer.given_by.target)):
        return named
    for start, suffix in _BY_START:
        if answer.body.startswith(start) and _BY_TYPE.get(said) != ".docx":
            return suffix
    if said in _BY_TYPE and said != "text/plain":
        return _BY_TYPE[said]
    if _root(answer.body) == b"html":
        return ".html"
    if said.startswith("text/") or (not said and b"\0" not in answer.body[:_LOOKED_AT]):
        return ".txt"
    kind = re.sub(r"[^a-z0-9]+", "-", said.rpartition("/")[2])[:40]
    return f".{kind or 'unknown'}"


def feed_offered(body: bytes) -> str | None:
    """The address of the first feed that a web page names in its head; it may be relative."""
    for tag in _OFFERED.findall(body[: 4 * _LOOKED_AT].decode("latin-1")):
        found = {name.lower(): "".join(values) for name, *values in _ATTRIBUTE.findall(tag)}
        kind = found.get("type", "").lower()
        if "alternate" in found.get("rel", "").lower().split() and kind in (
            "application/rss+xml",
            "application/atom+xml",
        ):
            return found.get("href") or None
    return None


def _root(body: bytes) -> bytes:
    """The name of the first element in small letters; empty where there is none near the beginning."""
    start = body[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "ignore").encode()
    position = 0
    while before := _BEFORE_ROOT.match(start, position):
        position = before.end()
    found = _ROOT.match(start, position)
    return found[1].lower() if found else b""


def _suffix_in(target: str) -> str:
    """The suffix in the path of an address, where it is one of a format that Dossier reads."""
    name = target.partition("?")[0].rpartition("/")[2]
    found = format_of(name)
    return next((one for one in found.suffixes if name.lower().endswith(one)), "") if found else ""
