"""How long to wait, how much to take and how often to ask: for every address alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a visit; seconds and bytes."""

    connect: float = 10.0
    read: float = 20.0
    """Without a byte from the server."""
    total: float = 60.0
    """For one answer, from the first byte to the last."""
    size: int = 32 * 1024 * 1024
    """Of an answer, unpacked."""
    redirects: int = 5
    delay: float = 1.0
    """Between two questions to one host."""
    entries: int = 50
    """Of one feed that are fetched in one sync; the rest has its turn at the next."""
