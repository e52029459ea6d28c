"""Sketches (MinHash) by which texts that may be near-copies are found among many; the texts themselves decide."""

from __future__ import annotations

import hashlib
import sys
from array import array
from functools import cache
from typing import Any

from index.copies.wording import Wording

BANDS, ROWS = 42, 3
"""A band is the hash of so many places of the sketch; two texts with 0.4 of their runs in common share one of 42 bands
of 3 with probability 0.94, with 0.5 0.997, with 0.05 0.005 (1 - (1 - s ** ROWS) ** BANDS)."""
ENOUGH = 0.18
"""Estimated share of common runs from which two texts are compared; a third of a text that was cut has about 0.3."""
_SEED = 1


@cache
def _rensa() -> Any:
    import rensa  # a compiled part that only a sync needs

    return rensa


def version() -> str:
    """Of the sketches; those of another version cannot be compared and are made anew."""
    return f"3.{_rensa().RMinHash.ALGORITHM_VERSION}.{BANDS}x{ROWS}"


def sketch(wording: Wording) -> bytes:
    """The sketch of a text, little-endian; empty where there is no word."""
    if not wording.words:
        return b""
    hashed = _rensa().RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    hashed.update([" ".join(run) for run in wording.runs])
    return _swapped(array("I", hashed.digest())).tobytes()


def bands(sketched: bytes) -> tuple[int, ...]:
    """The bands of a sketch as numbers that SQLite can hold, each once."""
    size = len(sketched) // BANDS
    return tuple(
        dict.fromkeys(
            int.from_bytes(
                hashlib.blake2b(bytes([number]) + sketched[number * size : (number + 1) * size], digest_size=6).digest()
            )
            for number in range(BANDS if size else 0)
        )
    )


def are_worth_comparing(left: bytes, right: bytes) -> bool:
    """Whether two sketches agree in enough places."""
    ours, theirs = array("I", left), array("I", right)
    agree = sum(map(int.__eq__, ours, theirs))
    return agree >= ENOUGH * BANDS * ROWS


def _swapped(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
