"""Web addresses as sources: careful fetching, feeds and pages. Knows no archive; asks only where it is told to."""
