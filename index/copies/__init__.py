"""Near-copies: which articles print the same text with a cut, an added paragraph, another title or a corrected word."""
