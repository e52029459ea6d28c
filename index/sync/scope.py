"""Which part of the sources one sync looks at: everything, or what is known to have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A part of the sources."""

    within: frozenset[str] | None = None
    """Resolved paths: only what lies at or under them is looked at, and no web address; None: all sources."""
    leave: frozenset[str] = frozenset()
    """Paths that are still being written: they are taken for unchanged until the next sync."""
    put_off: Callable[[], bool] = lambda: False
    """Asked before each question to a web server: whether what is left must wait for the next sync."""
    full: bool = False
    """Compare every file by its bytes, also where its size and time are as they were."""


EVERYTHING = Scope()
