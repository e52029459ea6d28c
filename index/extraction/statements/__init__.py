"""Who says what, how firmly, and what it answers."""
