"""Titles and authors that programs write into files: only those that somebody may have meant."""

from __future__ import annotations

import re

from index.sources.document import first_line
from index.sources.prose import tidy

_NO_TITLE = re.compile(
    r"untitled.*|microsoft (?:word|powerpoint|excel).*|powerpoint presentation"
    r"|(?:layout|slide|document|doc|page|print) ?\d*"
    r"|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|pptx?|xlsx?|tex|html?|pub|pmd|dvi|eps|ai)|\S*|[\d\W]*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r".*\b(?:user|admin|administrator|owner|scanner|microsoft|adobe|office|windows|unknown|anonymous|python-docx)\b.*",
    re.IGNORECASE,
)
_LONG_TITLE = 120


def fields_of(title: object, author: object, heading: str, text: str) -> dict[str, str]:
    """Fields as in metadata.csv: the file's own title, else the heading, else the beginning of the text."""
    own, writer = tidy(str(title or "")), tidy(str(author or ""))
    fields = {"title": own if not _NO_TITLE.fullmatch(own) else heading or _beginning(text)}
    if " " in writer and not _NO_AUTHOR.fullmatch(writer):
        fields["byline"] = writer
    return fields


def _beginning(text: str) -> str:
    """The first paragraph, as far as it fits on a line."""
    first = first_line(text)
    return first if len(first) <= _LONG_TITLE else f"{first[:_LONG_TITLE].rsplit(' ', 1)[0]} …"
