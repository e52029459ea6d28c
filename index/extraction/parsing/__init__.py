"""From the text of an article to parsed sentences."""
