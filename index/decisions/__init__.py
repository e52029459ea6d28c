"""What the analyst decides: kept apart from what the text says, listed, and undone at any time."""

from index.decisions.log import AT_ONCE, Done, Later, decide, redo, undo
from index.decisions.metadata import Wanted, checked_fields

__all__ = ["AT_ONCE", "Done", "Later", "Wanted", "checked_fields", "decide", "redo", "undo"]
