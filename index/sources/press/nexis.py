"""Exports of Nexis: the classic text ("1 of 250 DOCUMENTS") and that of Nexis Uni and Lexis ("End of Document")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.sources.dates import date_line
from index.sources.press.bundles import Bundle, Part, without_by
from index.sources.press.wrapped_lines import unwrapped, width_of

_OPENED = re.compile(
    r"(?:(\d{1,6}) of \d{1,6} DOCUMENTS?|Dokument (\d{1,6}) von \d{1,6}|Document (\d{1,6}) de \d{1,6})"
)
_ENDED = "end of document"
_FIELD = re.compile(r"([A-Z][A-Za-zÄÖÜäöü-]{2,24}):(?:[ \t]+(.*))?")
_SAME = {
    **{"länge": "length", "longueur": "length", "lengte": "length", "autor": "byline", "auteur": "byline"},
    **{"rubrik": "section", "rubrique": "section", "sprache": "language", "langue": "language"},
    **{"update": "load-date", "date-chargement": "load-date"},
}
_HEADER = frozenset(
    ("length", "byline", "section", "dateline", "headline", "highlight", "series", "column", "edition", "body", "show")
)
_ENDING = frozenset(("load-date", "language", "publication-type", "journal-code"))
"""Fields that stand behind the text of every article."""
_BEFORE_ENDING = frozenset(
    (
        *("graphic", "subject", "organization", "company", "person", "people", "city", "state", "country", "industry"),
        *("geographic", "ticker", "notes", "correction", "correction-date", "type", "url", "document-type", "issn"),
        *("acc-no", "distribution", "name", "product", "topic"),
    )
)
"""Fields that may stand between them and the text."""
_RIGHTS = re.compile(r"(?:copyright\b|\(c\)|©|all rights reserved|alle rechte vorbehalten|tous droits)", re.IGNORECASE)
_HEADINGS = frozenset(("Graphic", "Notes", "Correction"))
"""Lines that in exports of Nexis Uni stand above what is behind the text."""
_PAGE = re.compile(r"Page \d+ of \d+|Link to (?:Image|PDF)|\f+", re.IGNORECASE)


def nexis(text: str) -> Bundle | None:
    """The articles of a Nexis export of either kind; None where `text` is none."""
    lines = text.splitlines()
    return _classic(lines) or _uni(lines)


def _classic(lines: Sequence[str]) -> Bundle | None:
    starts = [at for at, line in enumerate(lines) if line[-1:] in "STt0123456789 " and _OPENED.fullmatch(line.strip())]
    if not starts:
        return None
    ends = [*starts[1:], len(lines)]
    width = width_of(lines[starts[0] :])
    parts = [_classic_part(lines[start + 1 : end], width) for start, end in zip(starts, ends, strict=True)]
    if sum(part is not None for part in parts) * 2 < len(parts):
        return None
    outside = sum(bool(line.strip()) for line in lines[: starts[0]])
    return Bundle(archive="Nexis", parts=tuple(part or Part(text="") for part in parts), outside=outside)


def _classic_part(lines: Sequence[str], width: int) -> Part | None:
    """The article behind a line "n of m DOCUMENTS"; None where nothing says how many words it has."""
    fields, header, body = _header(lines)
    if "length" not in fields:
        return None
    end = _body_end(lines, body, fields)
    metadata = _metadata(fields, [line.strip() for line in header])
    return Part(text=unwrapped(lines[body:end], width), fields=metadata, written="\n".join(lines))


def _header(lines: Sequence[str]) -> tuple[dict[str, str], list[str], int]:
    """The fields above the text, the lines above them (outlet, date, headline), and where the text begins."""
    fields: dict[str, str] = {}
    header: list[str] = []
    at, body = 0, 0
    while at < len(lines):
        name, value = _field(lines[at])
        if name in _HEADER:
            while at + 1 < len(lines) and lines[at + 1].strip() and not _field(lines[at + 1])[0] and name != "body":
                at += 1
                value += " " + lines[at].strip()
            fields[name] = value.strip()
            body = at + 1
            if name == "body":
                break
        elif lines[at].strip() and "length" in fields:
            break
        elif not fields or lines[at].strip():
            header.append(lines[at])
        at += 1
    return fields, header, body


def _field(line: str) -> tuple[str, str]:
    """The name of the field that a line begins, and what it says; an empty name where it begins none."""
    match = _FIELD.fullmatch(line.rstrip())
    if not match:
        return "", ""
    name = match[1].lower()
    name = _SAME.get(name, name)
    return (name, match[2] or "") if name in _HEADER | _ENDING | _BEFORE_ENDING else ("", "")


def _body_end(lines: Sequence[str], body: int, fields: dict[str, str]) -> int:
    """Where the text ends: above the fields behind it. What they say is added to `fields`."""
    end = next((at for at in range(body, len(lines)) if _ends_text(lines, at)), len(lines))
    for at in range(end, len(lines)):
        name, value = _field(lines[at])
        if name in _ENDING | _BEFORE_ENDING:
            fields.setdefault(name, value.strip())
    end = _without_rights(lines, body, end)
    for block in reversed(_blocks(lines, body, end)):
        if _field(lines[block])[0] not in _BEFORE_ENDING:
            break
        fields.setdefault(*_field(lines[block]))
        end = block
    return end


def _ends_text(lines: Sequence[str], at: int) -> bool:
    return (at == 0 or not lines[at - 1].strip()) and (
        _field(lines[at])[0] in _ENDING or lines[at].strip() == "Classification"
    )


def _without_rights(lines: Sequence[str], body: int, end: int) -> int:
    """Above the notice of rights, where the text ends with one."""
    for block in reversed(_blocks(lines, body, end)[1:]):
        if not _RIGHTS.match(lines[block].strip()) or end - block > 8:
            break
        end = block
    return end


def _blocks(lines: Sequence[str], start: int, end: int) -> list[int]:
    """The first lines of the blocks between blank lines."""
    return [at for at in range(start, end) if lines[at].strip() and (at == start or not lines[at - 1].strip())]


def _metadata(fields: dict[str, str], header: Sequence[str]) -> dict[str, str]:
    """The fields as in metadata.csv; outlet, date and headline by their places in the header."""
    dated = next((at for at, line in enumerate(header) if date_line(line)), None)
    above = [line for line in header[: dated or 0] if line and not _RIGHTS.match(line)]
    found = {
        "outlet": above[-1] if above else "",
        "published": (date_line(header[dated]) or "") if dated is not None else fields.get("load-date", ""),
        "title": fields.get("headline") or _headline(header, -1 if dated is None else dated),
        "byline": without_by(fields.get("byline", "")),
        "language": fields.get("language", ""),
        "note": fields.get("section", ""),
        "url": fields.get("url", ""),
    }
    if dated is None and found["published"]:
        found["published_basis"] = "assumed"
    return {key: value for key, value in found.items() if value}


def _headline(header: Sequence[str], dated: int) -> str:
    """The block behind that of the date, which may name an edition below the date."""
    at = dated + 1
    while at < len(header) and header[at]:
        at += 1
    while at < len(header) and (not header[at] or _RIGHTS.match(header[at])):
        at += 1
    title = []
    while at < len(header) and header[at]:
        title.append(header[at])
        at += 1
    return " ".join(title)


def _uni(lines: Sequence[str]) -> Bundle | None:
    ends = [at for at, line in enumerate(lines) if line.strip().lower() == _ENDED]
    if not ends:
        return None
    starts = [0, *(end + 1 for end in ends[:-1])]
    width = width_of(lines)
    parts = [_uni_part(lines[start:end], width) for start, end in zip(starts, ends, strict=True)]
    if sum(part is not None for part in parts) * 10 < len(parts) * 8:
        return None
    rest = [line for line in lines[ends[-1] + 1 :] if line.strip() and not _PAGE.fullmatch(line.strip())]
    if (last := _uni_part(lines[ends[-1] + 1 :], width)) is not None and last.text:
        remark = "the last article of the Nexis export has no end: the file may be cut off"
        parts.append(Part(text=last.text, fields=last.fields, written=last.written, remarks=(remark,)))
        rest = []
    outside = len(rest) + sum(part.above for part in parts if part is not None)
    return Bundle(archive="Nexis", parts=tuple(part or Part(text="") for part in parts), outside=outside)


def _uni_part(lines: Sequence[str], width: int) -> Part | None:
    """The article above a line "End of Document"; None where no line "Body" parts its header from its text."""
    lines = [line for line in lines if not _PAGE.fullmatch(line.strip())]
    body = next((at for at, line in enumerate(lines) if line.strip() == "Body"), None)
    if body is None:
        return None
    header = [line.strip() for line in lines[:body]]
    fields: dict[str, str] = {}
    for line in header:
        name, value = _field(line)
        if name:
            fields.setdefault(name, value.strip())
    end = _body_end(lines, body + 1, fields)
    end = max((at for at in _blocks(lines, body + 1, end) if lines[at].strip() in _HEADINGS), default=end)
    if not {"length", "load-date"} & fields.keys():
        return None
    text = unwrapped(lines[body + 1 : end], width)
    metadata, above = _uni_metadata(fields, header)
    return Part(text=text, fields=metadata, written="\n".join(lines), above=above)


def _uni_metadata(fields: dict[str, str], header: Sequence[str]) -> tuple[dict[str, str], int]:
    """As `_metadata`, where the headline stands above outlet and date; and how many lines of a cover stand above it."""
    ends = next((at for at, line in enumerate(header) if _field(line)[0] == "length"), len(header))
    dated = next((at for at in range(ends - 1, -1, -1) if date_line(header[at])), None)
    found = _metadata(fields, header)
    if dated is None:
        return found, 0
    above = [at for at in range(dated) if header[at]]
    title = above[:-1]
    block = next((at for at in range(len(title) - 1, 0, -1) if title[at - 1] + 1 < title[at]), 0)
    title = title[block:][-4:]  # a blank line parts the headline from a cover
    found["published"] = date_line(header[dated]) or ""
    found["outlet"] = header[above[-1]] if above else ""
    found["title"] = " ".join(header[at] for at in title)
    return {key: value for key, value in found.items() if value}, max(len(above) - 1 - len(title), 0)
