"""Surface forms as they are compared: case, curly apostrophes and spacing do not count."""

from __future__ import annotations

from index.model import MentionKind

NAME_KINDS: tuple[MentionKind, ...] = (
    MentionKind.NAME,
    MentionKind.ACRONYM,
    MentionKind.METONYM,
    MentionKind.DEMONYM,
    MentionKind.EMBEDDED,
)
"""Kinds by which an actor can be asked for; "the group" and "he" are not names."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def storable(typed: str) -> str:
    """The text as SQLite can take it: bytes of a command line that are no UTF-8 are written out."""
    return typed.encode("utf-8", "backslashreplace").decode()


def fold(surface: str) -> str:
    """The form in which two surfaces are compared."""
    return " ".join(storable(surface).translate(_APOSTROPHES).casefold().split())
