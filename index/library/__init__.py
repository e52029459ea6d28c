"""The one object a front end holds: an open archive with its search index."""

from index.library.library import Library

__all__ = ["Library"]
