"""What was named as a source: a path or a web address; and whether anything can be read there at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.answers import Failure, SourceRow
from index.errors import SourceError
from index.sources.web.addresses import address_of, is_address
from index.sources.web.web import Web
from index.sync.plan import failure_of, plan


def named(given: str, *, allow_private: bool = False) -> SourceRow:
    """The source that was typed so, as it would be added; whether an address is a feed shows when it is fetched."""
    if not is_address(given):
        return SourceRow(locator=_in_full(given), articles=0, failed=0, last_sync=None, given=given)
    try:
        locator = address_of(given).written
    except SourceError as error:
        locator = error.locator  # fetching it says why
    return SourceRow(
        locator=locator,
        articles=0,
        failed=0,
        last_sync=None,
        kind="page",
        given=given,
        allow_private=allow_private,
    )


def known_as(source: SourceRow, before: Mapping[str, SourceRow]) -> SourceRow:
    """The source as the archive has it, with what was said now; the source itself where it is new."""
    row = before.get(source.locator)
    if row is None:
        return source
    return dataclasses.replace(row, allow_private=row.allow_private or source.allow_private)


def none_readable(sources: Sequence[SourceRow], web: Web) -> tuple[Failure, ...]:
    """The failures, where no source can be read at all: a mistyped path or address makes no archive."""
    made = plan([source.locator for source in sources if source.kind == "path"], {})
    failed = [failure for _, failure in made.failures]
    if made.roots:
        return ()
    for source in sources:
        if source.kind != "path":
            try:
                web.try_out(address_of(source.locator), allow_private=source.allow_private)
            except SourceError as error:
                failed.append(dataclasses.replace(failure_of(error), locator=source.locator))
            else:
                return ()
    return tuple(failed)


def _in_full(path: str) -> str:
    """The resolved path; where it leads nowhere (a circle of links, nobody's home), reading it says why."""
    try:
        return str(Path(path).expanduser().resolve())
    except (RuntimeError, OSError):
        return str(Path(path).absolute())
