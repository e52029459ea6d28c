"""Which actors of different articles are the same; pure functions over keys, no storage."""
