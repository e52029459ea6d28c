"""Bring archive and search index up to date with the sources: plan, read, extract, record, join, index."""

from index.records.connection import is_archive
from index.sources.web.addresses import is_address
from index.sources.web.web import WebOptions
from index.sync.indexing import rebuild_index
from index.sync.lock import holder as lock_holder
from index.sync.progress import Listener, Progress, SyncReport
from index.sync.syncing import Syncer, sync
from index.sync.watching import Tell, watch

__all__ = [
    "Listener",
    "Progress",
    "SyncReport",
    "Syncer",
    "Tell",
    "WebOptions",
    "is_address",
    "is_archive",
    "lock_holder",
    "rebuild_index",
    "sync",
    "watch",
]
