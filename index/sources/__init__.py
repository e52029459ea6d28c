"""From files to articles: what lies under a path, and what reading it gives. Knows no archive and no model."""

from index.sources.document import Document
from index.sources.finding import Found, find
from index.sources.reading import SUFFIXES, read, read_bytes

__all__ = ["SUFFIXES", "Document", "Found", "find", "read", "read_bytes"]
