"""How a decision is told: when it is made, undone or done again, and in the history."""

from __future__ import annotations

from dossier.cli.context import Context
from dossier.text import one_line
from dossier.wording import counted, decided
from index.answers import Decision
from index.decisions import AT_ONCE, Done, Later
from index.sync import Listener


def later_of(tell: Listener, *, wait: bool) -> Later:
    """How texts with another date are read again: a few at once, or all at the next sync."""
    return Later(at_once=0 if wait else AT_ONCE, on_progress=tell)


def report(done: Done, context: Context, *, verb: str = "decision") -> None:
    """What has changed, and what is left to the next sync."""
    if context.quiet:
        return
    parts = [f"{verb} {done.decision.number}: {counted(len(done.articles), 'article')} changed"]
    if done.reread:
        parts.append(f"{done.reread:,} read again")
    context.say(", ".join(parts))
    if done.waiting:
        them = "have another date or language and are" if done.waiting > 1 else "has another date or language and is"
        context.note(f"{counted(done.waiting, 'article')} {them} read again at the next `dossier sync`")


def report_row(done: Done) -> dict[str, object]:
    """The same for programs."""
    return {
        "schema": 1,
        "decision": done.decision.number,
        "says": decided(done.decision),
        "undone": bool(done.decision.undone),
        "articles": list(done.articles),
        "reread": done.reread,
        "waiting": done.waiting,
    }


def line_of(decision: Decision) -> str:
    """A decision in the history: number, moment, what it says."""
    undone = f"  (undone {_moment(decision.undone)})" if decision.undone else ""
    return f"{decision.number:>4}  {_moment(decision.made)}  {one_line(decided(decision))}{undone}"


def row_of(decision: Decision) -> dict[str, object]:
    """The same for programs."""
    return {
        "number": decision.number,
        "made": decision.made,
        "kind": decision.kind,
        "detail": dict(decision.detail),
        "undone": decision.undone,
        "places": decision.places,
    }


def _moment(written: str) -> str:
    return written[:16].replace("T", " ")
