"""The sync as a child process: started, listened to, stopped. Its words are checked, never trusted."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier.text import one_line
from dossier.tui.widgets.progress import SyncState
from dossier.wording import counted

EVENTS = ("plan", "note", "start", "fetch", "article", "failed", "done")
log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds that a child may take to finish its article after it was asked to stop."""
_FAILURES_KEPT = 200
MOST = 1e12
"""Above this a rate or a time says nothing."""


def advance(state: SyncState, line: str) -> SyncState | None:
    """The state after a line of progress; None where the line is no progress."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("event") not in EVENTS:
        return None
    failed = state.failed
    if told["event"] == "failed" and len(failed) < _FAILURES_KEPT:
        failed = (*failed, (_text(told.get("path")) or "?", _text(told.get("reason")) or "could not be read"))
    return replace(
        state,
        note=(_text(told.get("reason")) or "") if told["event"] == "note" else state.note,
        done=_number(told.get("done"), state.done),
        total=_number(told.get("total"), state.total),
        path=_text(told.get("path")) or state.path,
        rate=_measure(told.get("rate"), state.rate),
        seconds_left=_measure(told.get("seconds_left"), None),
        failed=failed,
    )


def ended(state: SyncState, code: int, said: str, complaints: Sequence[str], *, stopped: bool) -> SyncState:
    """The state after the child ended: from its report, its complaints, or just its exit code."""
    over = replace(state, running=False, stopping=False, path=None, rate=None, seconds_left=None)
    report = _report(said)
    if stopped:
        return replace(over, result="The sync was stopped; what was read so far is kept.")
    if report is not None and code in (0, 1):
        return replace(over, result=_summary(report))
    message, hint = _complaint(complaints)
    if code < 0:
        message = message or f"The sync was ended by signal {-code}."
        hint = hint or "What was read so far is kept; sync again to go on."
    return replace(over, trouble=True, result=message or f"The sync ended with exit code {code}.", hint=hint)


class SyncChild:
    """One run of `dossier sync`, or of another command that writes, in a process of its own."""

    def __init__(
        self, archive: Path, paths: Sequence[str], words: Sequence[str] = ("sync",), names: Sequence[str] = ()
    ) -> None:
        """`words` is the command with its options; `names` reach it on standard input, for there may be thousands."""
        guard = ["--"] if any(path.startswith("-") for path in paths) else []
        self._arguments = [
            *("-m", "dossier", "--archive", str(archive), "--json", *words, "--progress", "json"),
            *guard,
            *paths,
        ]
        self._doing = words[0]
        self._input = "".join(f"{name}\n" for name in names).encode()
        self._process: asyncio.subprocess.Process | None = None
        self._stopped = False

    async def run(self) -> AsyncIterator[SyncState]:
        """Start it and yield each new state; the last one is not running any more."""
        state = SyncState(running=True, doing=self._doing)
        yield state
        try:
            process = await self._start()
        except OSError as error:
            reason = f"The sync could not be started: {error.strerror or error}"
            yield replace(state, running=False, trouble=True, result=reason)
            return
        said = asyncio.create_task(_read_all(process.stdout))
        fed = asyncio.create_task(_feed(process.stdin, self._input))
        complaints: list[str] = []
        async for line in _lines(process.stderr):
            told = advance(state, line)
            if told is None:
                complaints = [*complaints, one_line(line)[:500]][-20:]
            else:
                state = replace(told, stopping=self._stopped)
                yield state
        code = await process.wait()
        await fed
        log.info("sync child ended with %s", code)
        yield ended(state, code, await said, complaints, stopped=self._stopped)

    async def stop(self) -> None:
        """Ask it to end; after PATIENCE make it."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        self._stopped = True
        for ask in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(ask)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE if ask is signal.SIGINT else 2.0)
                return

    async def _start(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            stdin=asyncio.subprocess.PIPE if self._input else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 5)
        return self._process


async def _lines(stream: asyncio.StreamReader | None) -> AsyncIterator[str]:
    """Lines as they come, however long they are."""
    rest = b""
    while stream is not None and (chunk := await stream.read(65536)):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            if line.strip():
                yield line.decode("utf-8", "replace")
        rest = rest[-1_000_000:]
    if rest.strip():
        yield rest.decode("utf-8", "replace")


async def _feed(stream: asyncio.StreamWriter | None, lines: bytes) -> None:
    """Write all lines; a child that ends before it has read them is heard on its other streams."""
    if stream is not None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            stream.write(lines)
            await stream.drain()
            stream.close()


async def _read_all(stream: asyncio.StreamReader | None) -> str:
    return (await stream.read()).decode("utf-8", "replace") if stream is not None else ""


def _report(said: str) -> dict[str, object] | None:
    try:
        report = json.loads(said)
    except ValueError:
        return None
    return report if isinstance(report, dict) else None


def _summary(report: dict[str, object]) -> str:
    if "decision" in report:
        return _decided(report)
    kinds = {**{kind: kind for kind in ("new", "changed", "moved", "removed")}, "reread": "read again"}
    parts = [f"{count:,} {told}" for kind, told in kinds.items() if (count := _number(report.get(kind), 0))]
    failed = report.get("failed")
    if isinstance(failed, list) and failed:
        parts.append(f"{counted(len(failed), 'file')} could not be read")
    skipped = report.get("skipped")
    if isinstance(skipped, list) and skipped and parts:
        parts.append(f"{len(skipped):,} skipped")
    return ", ".join(parts) or "Nothing had changed."


def _decided(report: dict[str, object]) -> str:
    """What a decision, made or taken back, has changed."""
    articles = report.get("articles")
    if not isinstance(articles, list):
        return "Nothing to change: all is so already."
    says = _text(report.get("says")) or "decision"
    parts = [f"{'Taken back' if report.get('undone') else 'Set'}: {says}"]
    if again := _number(report.get("reread"), 0):
        parts.append(f"{again:,} read again")
    if waiting := _number(report.get("waiting"), 0):
        parts.append(f"{waiting:,} to be read again at the next sync")
    return ", ".join(parts)


def _complaint(lines: Sequence[str]) -> tuple[str, str]:
    """The child's last complaint and its hint, from `dossier: message` and the line after it."""
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].startswith("dossier: "):
            return lines[at].removeprefix("dossier: "), " ".join(lines[at + 1 : at + 2]).strip()
    return (lines[-1], "") if lines else ("", "")


def _number(told: object, otherwise: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else otherwise


def _measure(told: object, otherwise: float | None) -> float | None:
    return (
        float(told) if isinstance(told, int | float) and not isinstance(told, bool) and 0 <= told < MOST else otherwise
    )


def _text(told: object) -> str | None:
    return one_line(told) if isinstance(told, str) and told else None
