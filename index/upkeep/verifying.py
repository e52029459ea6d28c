"""A full check of archive and search index. Texts are looked at one by one; no finding holds a word of them."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index.errors import ArchiveDamaged, ArchiveError, IndexUnusable
from index.fulltext import FulltextIndex
from index.model import Article
from index.records import Records, View
from index.records.check_queries import Checked
from index.records.consistency import COPIES, COUNTS, JOINS, STATEMENTS
from index.settings import Settings
from index.sync.indexing import index_of, position_of
from index.upkeep.comparing import compared
from index.upkeep.findings import Finding, Tally, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a full check has found."""

    findings: tuple[Finding, ...]
    """Empty where all is well; where the file itself is damaged, its contents are not looked at."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    seconds: Mapping[str, float]
    """How long each part of the check took."""


def verify(archive: Path, settings: Settings, *, read_only: bool = False) -> Verdict:
    """Check an archive and its index; raises ArchiveError and its children where it cannot even be opened."""
    with Records(archive, "read" if read_only else "write") as records:
        return verify_open(records, settings)


def verify_open(records: Records, settings: Settings) -> Verdict:
    """The same for an archive that is open: its contents in one snapshot."""
    seconds: dict[str, float] = {}
    findings = list(verify_contents(records, seconds))
    damaged = any(one.name == "file" for one in findings)
    with suppress(*((ArchiveError,) if damaged else ())):  # one that is damaged may not even tell its index
        findings += _timed("index", _index_files(records, settings) if damaged else _index(records, settings), seconds)
        findings += _permissions(records, settings)
    rows: Mapping[str, int] = {}
    if not damaged:
        with records.view() as view:
            rows = view.checks.rows()
    return Verdict(findings=tuple(findings), rows=rows, seconds=seconds)


def verify_contents(records: Records, seconds: dict[str, float] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the archive by itself, whatever the search index is like."""
    seconds = {} if seconds is None else seconds
    try:
        with records.view() as view:
            damage = _timed("file", _file(view), seconds)
            return tuple(damage or _timed("contents", _contents(view), seconds))
    except ArchiveDamaged as error:
        return tuple(found("file", "restore", [str(error)]))


def _timed(part: str, findings: Iterator[Finding], seconds: dict[str, float]) -> list[Finding]:
    began = time.perf_counter()
    made = list(findings)
    seconds[part] = time.perf_counter() - began
    return made


def _file(view: View) -> Iterator[Finding]:
    yield from found("file", "restore", view.checks.integrity())


def _contents(view: View) -> Iterator[Finding]:
    yield from found("references", "restore", view.checks.references())
    yield from _articles(view)
    yield from found("originals", "restore", _changed_originals(view))
    statements = Tally("statements", "reread")
    for rule, row in view.checks.broken(STATEMENTS):
        statements.add(f"{row}: {rule}", article=row.split()[0])
    yield from statements.finding()
    yield from found("counts", "repair", (f"{row}: {rule}" for rule, row in view.checks.broken(COUNTS)))
    yield from found("copies", "sync", (f"{row}: {rule}" for rule, row in view.checks.broken(COPIES)))
    yield from compared(view)
    joins = list(view.checks.broken(JOINS))
    yield from found("unjoined", "sync", (row for rule, row in joins if rule == "not joined yet"))
    if view.removals.is_purge_unfinished():
        yield from found("purge", "sync", ["words of what was purged may be left"])
    yield from found("joins", "repair", (f"{row}: {rule}" for rule, row in joins if rule != "not joined yet"))


def _articles(view: View) -> Iterator[Finding]:
    texts, spans = Tally("texts", "restore"), Tally("spans", "reread")
    passages, pages = Tally("passages", "reread"), Tally("pages", "reread")
    for one in view.checks.articles():
        if not _is_intact(one):
            texts.add(f"{one.article} has another text than was recorded")
            continue
        for row, start, stop in _outside(one):
            spans.add(f"{one.article} {row}: {start} to {stop} of {len(one.text)}", article=one.article)
        for row, start, stop, surface in one.surfaces:
            if one.text[start:stop] != surface:
                spans.add(f"{one.article} {row}: other words than were recorded", article=one.article)
        for problem in _uncovered(one):
            passages.add(f"{one.article} {problem}", article=one.article)
        for row, written in one.pages:
            if not _are_pages(written, len(one.text)):
                pages.add(f"{one.article} {row}: its pages do not fit the text", article=one.article)
    yield from texts.finding()
    yield from spans.finding()
    yield from passages.finding()
    yield from pages.finding()


def _is_intact(one: Checked) -> bool:
    """Whether the text is the one that its checksum and its id were made of."""
    try:
        same = hashlib.sha256(one.text.encode()).digest() == one.sha256
    except (UnicodeEncodeError, AttributeError):  # SQLite keeps any bytes in a column of text
        return False
    return same and Article.of(one.text).id == one.article


def _outside(one: Checked) -> Iterator[tuple[str, int, int]]:
    for row, start, stop in (*one.spans, *one.contents):
        if start is None or stop is None or not 0 <= start <= stop <= len(one.text):
            yield row, start, stop


def _are_pages(written: str, length: int) -> bool:
    """Whether this is a list of places in the text, each after the one before or at it."""
    try:
        starts = json.loads(written)
        return starts == sorted(starts) and all(0 <= int(start) <= length for start in starts)
    except (ValueError, TypeError):
        return False


def _uncovered(one: Checked) -> Iterator[str]:
    """Passages that are not numbered through or overlap, and places that begin in none: no line could cite them."""
    if [number for number, _, _ in one.passages] != list(range(len(one.passages))):
        yield "passages are not numbered through"
    if any(later < stop for (_, _, stop), (_, later, _) in pairwise(one.passages)):
        yield "passages overlap"
    starts = sorted(start for _, start, _ in one.passages)
    stops = sorted(stop for _, _, stop in one.passages)
    for row, start, _ in (*one.spans, *one.contents):
        passage = bisect_right(starts, start) - 1 if start is not None else -1
        if start is not None and (passage < 0 or start >= stops[passage]):
            yield f"{row} begins in no passage"


def _changed_originals(view: View) -> Iterator[str]:
    for sha256, size, original in view.checks.originals():
        if original is None or len(original) != size or hashlib.sha256(original).digest() != sha256:
            yield f"original {sha256.hex()[:16]}"


def _index(records: Records, settings: Settings) -> Iterator[Finding]:
    """The files of the index, and whether it holds the articles of the archive, as far as it says to."""
    if problems := tuple(_index_files(records, settings)):
        yield from problems
        return
    try:
        yield from _indexed(records, index_of(records, settings))
    except IndexUnusable as error:
        yield from found("index", "repair", [str(error)])


def _index_files(records: Records, settings: Settings) -> Iterator[Finding]:
    try:
        problems = index_of(records, settings).verify()
    except IndexUnusable as error:
        problems = (str(error),)
    yield from found("index", "repair", problems)


def _indexed(records: Records, index: FulltextIndex) -> Iterator[Finding]:
    with index.searcher() as searcher, records.view() as view:
        if not view.index.passed(position_of(searcher.stamp)):
            yield from found("index", "repair", ["it belongs to another state of this archive"])
            return
        live, behind = frozenset(view.checks.live()), frozenset(view.index.changed_since(searcher.stamp.seq))
        indexed = searcher.articles()
    yield from found("index behind", "sync", sorted(behind))
    wrong = Tally("index contents", "repair")
    for article in sorted(live - indexed - behind):
        wrong.add(f"{article} is missing")
    for article in sorted(indexed - live - behind):
        wrong.add(f"{article} is there and should not")
    yield from wrong.finding()


def _permissions(records: Records, settings: Settings) -> Iterator[Finding]:
    """Whether others than the owner can read what is kept; who may see a file of somebody else is not ours to say."""
    open_to_others = []
    for what, path in (("archive", records.path), ("search index", index_of(records, settings).folder)):
        if path.exists() and _is_open(path.stat()) and not _is_shut_above(path):
            open_to_others.append(f"the {what} can be read by others")
    yield from found("permissions", "permissions", open_to_others)


def _is_open(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and bool(stat.S_IMODE(status.st_mode) & 0o077)


def _is_shut_above(path: Path) -> bool:
    return any(not stat.S_IMODE(folder.stat().st_mode) & 0o011 for folder in path.resolve().parents)
