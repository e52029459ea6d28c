"""The formats of an archive: each file leads from the one before to its own. One that was released is never edited."""
