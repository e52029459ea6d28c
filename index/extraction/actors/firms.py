"""What may be left away behind the name of a firm: "Nordby" for "Nordby Air"."""

from __future__ import annotations

FIRMS = frozenset(
    {
        *("air", "airlines", "airways", "corp", "corporation", "inc", "ltd", "group", "holding", "holdings", "company"),
        *("bank", "energy", "motors", "industries", "media", "technologies", "systems", "oil", "gas", "petroleum"),
        *("pharmaceuticals", "shipping", "logistics", "foundation", "party", "movement", "limited", "llc", "plc"),
    }
)
"""What may be left away behind the name of a firm."""


def is_short_for_firm(word: str, full: str) -> bool:
    """Whether a lone name is short for a firm's: "Nordby" for "Nordby Air"."""
    first, _, rest = full.partition(" ")
    return word == first and bool(rest) and set(rest.split()) <= FIRMS
