"""Reading articles out side by side: a pool of worker processes that each hold the language model."""

from index.workers.readers import Readers, usual_workers
from index.workers.reading import Order, Unread

__all__ = ["Order", "Readers", "Unread", "usual_workers"]
