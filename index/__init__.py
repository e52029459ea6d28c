"""From a file to an answer: reading articles, remembering them, finding them. Knows no terminal."""
