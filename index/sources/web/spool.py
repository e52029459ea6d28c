"""Fetched answers as temporary files, so that they are read as any file is, with their address as locator."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from index.sources.finding import Found
from index.sources.web.content import suffix_of
from index.sources.web.feeds import Entry
from index.sources.web.fetching import Answer

_UNNAMED = re.compile(r"[^A-Za-z0-9-]+")
_NOTHING: Mapping[str, str] = {}


class Spool:
    """A folder that is there while a sync runs; it is made when the first answer comes."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def page(self, locator: str, answer: Answer, otherwise: Mapping[str, str] = _NOTHING) -> Found:
        """What a page gave; `otherwise` is said of it elsewhere, for what it does not say itself."""
        last = answer.given_by.target.partition("?")[0].rstrip("/").rpartition("/")[2]
        suffix = suffix_of(answer)
        name = _UNNAMED.sub("-", last[: -len(suffix)] if last.lower().endswith(suffix) else last)[-60:]
        said = {"url": answer.given_by.written, **otherwise}
        if suffix == ".html":
            said.pop("title", None)  # a web page has one, perhaps the first line of its text
        return self._kept(locator, name + suffix, answer.body, otherwise=said)

    def entry(self, locator: str, entry: Entry, otherwise: Mapping[str, str], remark: str) -> Found:
        """The own content of an entry of a feed, in place of the page it links to."""
        given = {**otherwise, **entry.given}
        if entry.link is not None:
            given["url"] = entry.link.written
        return self._kept(locator, "entry.txt", entry.text.encode(), given=given, remarks=(remark,))

    def discard(self, found: Found) -> None:
        """It was read."""
        if found.path is not None:
            found.path.unlink(missing_ok=True)

    def _kept(
        self,
        locator: str,
        name: str,
        body: bytes,
        *,
        given: Mapping[str, str] = _NOTHING,
        otherwise: Mapping[str, str] = _NOTHING,
        remarks: tuple[str, ...] = (),
    ) -> Found:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="dossier-"))
        self._number += 1
        path = self._folder / f"{self._number}_{name}"
        path.write_bytes(body)
        return Found(
            locator=locator,
            size=len(body),
            mtime_ns=0,
            path=path,
            given=given,
            otherwise=otherwise,
            remarks=remarks,
        )
