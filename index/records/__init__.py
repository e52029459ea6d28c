"""The archive file: the record of truth. The only package that speaks SQL; knows no index, model or screen."""

from index.records.store import Records, View, Writer

__all__ = ["Records", "View", "Writer"]
