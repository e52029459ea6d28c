"""From files to articles: what lies under a path, and what reading it gives. Knows no archive and no model."""

from index.sources.document import Document
from index.sources.finding import Found, find
from index.sources.formats import FORMATS, SUFFIXES, format_of
from index.sources.reading import read, read_bytes

__all__ = ["FORMATS", "SUFFIXES", "Document", "Found", "find", "format_of", "read", "read_bytes"]
