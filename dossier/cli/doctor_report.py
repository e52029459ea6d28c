"""The doctor's report as a file to send to somebody: no text, name, title, source or user is in it.

It holds versions, settings, findings, how many rows and bytes there are, times, and the last lines of the log, in which
articles are named by their ids only. Paths are told from the home folder on, or from the folder in question.
"""

from __future__ import annotations

import getpass
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.context import Context, ToolTrouble

if TYPE_CHECKING:
    from dossier.cli.doctor import Examined

LINES = 50
"""Lines of the log, from its end."""
_LOGGED = re.compile(r"\S+ \S+ [A-Z]+ (?P<name>\w+)[\w.]*(?=: )")
"""How a record of the log begins; lines of a traceback follow some."""
_OURS = ("dossier", "index")
_ELSEWHERE = re.compile(r"(?<![\w~.])/(?:[^\s/'\":;,()]+/?)+")


def bundle(context: Context, seen: Examined, versions: dict[str, str]) -> dict[str, object]:
    """All that a stranger needs to understand what is wrong."""
    verdict = seen.verdict
    return {
        "schema": 1,
        "versions": versions,
        "settings": {name: _folded(str(value), context) for name, value in asdict(context.settings).items()},
        "checks": [
            {
                "name": one.name,
                "ok": one.well,
                "detail": _folded(one.detail, context),
                "hint": _folded(one.hint, context),
            }
            for one in seen.checks
        ],
        "findings": [
            {
                "name": one.name,
                "count": one.count,
                "examples": [_folded(example, context) for example in one.examples],
                "remedy": one.remedy,
            }
            for one in (verdict.findings if verdict else ())
        ],
        "rows": dict(verdict.rows) if verdict else {},
        "seconds": {part: round(taken, 3) for part, taken in verdict.seconds.items()} if verdict else {},
        "bytes": {
            "archive": _size(context.archive),
            "log beside it": _size(context.archive.with_name(context.archive.name + "-wal")),
            "cache": sum(_size(path) for path in context.settings.cache.rglob("*")),
        },
        "log": [_folded(line, context) for line in _last_lines(context.settings.log / "dossier.log")],
    }


def write(path: Path, report: dict[str, object]) -> None:
    """Write it for its owner alone; raises ToolTrouble where that cannot be."""
    try:
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        with path.open("w", encoding="utf-8") as file:
            json.dump(report, file, indent=2, ensure_ascii=False)
            file.write("\n")
    except OSError as error:
        raise ToolTrouble(f"{path}: the report cannot be written ({error.strerror})") from error


def _folded(text: str, context: Context) -> str:
    """The text without home folder, user name and any path that does not begin in a known place."""
    places = {
        str(context.archive.absolute()): "ARCHIVE",
        str(context.archive.resolve()): "ARCHIVE",
        str(context.archive): "ARCHIVE",
        str(context.settings.cache): "CACHE",
        str(Path.home()): "~",
    }
    for place, name in sorted(places.items(), key=lambda one: -len(one[0])):
        text = text.replace(place, name) if len(place) > 1 else text
    text = _ELSEWHERE.sub("PATH", text)
    return re.sub(rf"\b{re.escape(_user())}\b", "USER", text)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return "no name"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _last_lines(log: Path) -> Iterator[str]:
    """The end of the log, without what libraries say, who may quote what they read; where it cannot be read, why."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:]
    except FileNotFoundError:
        return
    except OSError as error:
        yield f"the log cannot be read ({error.strerror})"
        return
    ours = False
    for line in lines:
        if found := _LOGGED.match(line):
            ours = found["name"] in _OURS
            yield line if ours else f"{found[0]}: (left out)"
        elif ours:
            yield line
