"""Archives of files: zip archives, and what crawlers kept."""
