"""`dossier redo`: let a decision that was undone count again."""

from __future__ import annotations

from argparse import Namespace

from dossier.cli.context import Context
from dossier.cli.undo import configure, toggle

__all__ = ["configure", "run"]


def run(args: Namespace, context: Context) -> int:
    """Do it again and say what has changed."""
    return toggle(args, context, back=True)
