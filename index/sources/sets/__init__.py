"""Data sets: a record an article, as JSON or as a table."""
