"""The words that the stages know, read once from the files of data/."""
