"""Documents of one article: PDF and what word processors write."""
