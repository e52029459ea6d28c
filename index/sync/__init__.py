"""Bring archive and search index up to date with the sources: plan, read, extract, record, join, index."""

from index.sync.indexing import rebuild_index
from index.sync.progress import Progress, SyncReport
from index.sync.run import sync

__all__ = ["Progress", "SyncReport", "rebuild_index", "sync"]
