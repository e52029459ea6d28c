"""The log of decisions: making one, undoing it, doing it again; and what follows for texts, actors and index."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.answers import Change, Decision
from index.decisions.metadata import detail_of, given_by
from index.errors import DecisionUnknown, ModelMissing
from index.model import ArticleId
from index.records import Records, Writer
from index.settings import Settings
from index.sync.lock import locked
from index.sync.progress import Listener
from index.sync.syncing import read_again

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor

logger = logging.getLogger(__name__)

AT_ONCE = 40
"""Articles that are read again at once; more wait for the next sync, which tells how long it takes."""

METADATA = "metadata"
APPLY: Mapping[str, Callable[[Writer, int], tuple[ArticleId, ...]]] = {
    METADATA: lambda writer, number: writer.decisions.apply_given(number),
}
"""By kind: brings the archive in line with all decisions after this one was made, undone or done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """How texts are read again that have another date or language now."""

    at_once: int = AT_ONCE
    load: Callable[[], Extractor] | None = None
    on_progress: Listener = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a decision has changed."""

    decision: Decision
    articles: tuple[ArticleId, ...]
    """Articles that are described otherwise now."""
    reread: int
    """How many were read again, because their date or language is another one."""
    waiting: int
    """How many the next sync reads again."""


def decide(
    archive: Path,
    settings: Settings,
    changes: Collection[Change],
    *,
    remark: str | None = None,
    later: Later | None = None,
) -> Done:
    """Make those of the changes count that are needed, as one decision; `remark` says where they came from.

    Raises ArchiveLocked while another process writes, and ArchiveError.
    """
    changes = [change for change in changes if change.is_needed]
    with _opened(archive) as records:
        with records.writer() as writer:
            number = writer.decisions.add(METADATA, detail_of(changes, remark), _now())
            writer.decisions.give(number, given_by(changes))
            articles = APPLY[METADATA](writer, number)
        return _followed_up(records, settings, number, articles, later or Later())


def undo(archive: Path, settings: Settings, number: int | None = None, *, later: Later | None = None) -> Done:
    """Let this decision count no more; without a number, the latest that counts. Raises DecisionUnknown."""
    with _opened(archive) as records:
        with records.view() as view:
            found = view.decisions.latest() if number is None else view.decisions.decision(number)
        if found is None or found.undone:
            raise DecisionUnknown(number, "undone already" if found else "not in the history")
        return _toggled(records, settings, found, _now(), later or Later())


def redo(archive: Path, settings: Settings, number: int | None = None, *, later: Later | None = None) -> Done:
    """Let an undone decision count again; without a number, the one undone last. Raises DecisionUnknown."""
    with _opened(archive) as records:
        with records.view() as view:
            found = view.decisions.latest_undone() if number is None else view.decisions.decision(number)
        if found is None or not found.undone:
            raise DecisionUnknown(number, "not undone" if found else "not in the history")
        return _toggled(records, settings, found, None, later or Later())


@contextmanager
def _opened(archive: Path) -> Iterator[Records]:
    with locked(archive), Records(archive) as records:
        yield records


def _toggled(records: Records, settings: Settings, decision: Decision, undone: str | None, later: Later) -> Done:
    if decision.kind not in APPLY:
        raise DecisionUnknown(decision.number, f"of a kind that this version does not know ({decision.kind})")
    with records.writer() as writer:
        writer.decisions.mark_undone(decision.number, undone)
        articles = APPLY[decision.kind](writer, decision.number)
    return _followed_up(records, settings, decision.number, articles, later)


def _followed_up(
    records: Records, settings: Settings, number: int, articles: tuple[ArticleId, ...], later: Later
) -> Done:
    """Read again what must be, where it is little, and make everything searchable."""
    with records.view() as view:
        stale = view.files.stale_among(articles)
        decision = view.decisions.decision(number)
    assert decision is not None, "it was just written"
    at_once = stale if len(stale) <= later.at_once else ()
    try:
        reread = read_again(records, settings, at_once, load=later.load, on_progress=later.on_progress)
    except ModelMissing:  # the decision stands; the next sync says what to install
        logger.warning("%d articles wait to be read again: there is no language model", len(stale))
        reread = read_again(records, settings, ())
    return Done(decision=decision, articles=articles, reread=reread, waiting=len(stale) - reread)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
