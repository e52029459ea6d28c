"""Reading one article: from its text to mentions, statements, roles, dates and amounts."""
