"""Exports of Factiva: fields with codes (HD, BY, WC …) or articles as displayed, each closed by its document number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.sources.dates import date_line
from index.sources.metadata import LANGUAGES
from index.sources.press.bundles import Bundle, Part, without_by
from index.sources.press.wrapped_lines import unwrapped, width_of

_CLOSED = re.compile(r"(?:AN[ \t]+)?Document ([A-Z][A-Z0-9]{1,15}\d{8}[a-z0-9]{4,12})")
"""The number of a document: its source, the day it was loaded, and a serial number."""
_CODES = (
    *("HD", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "SE", "CLM", "CR"),
    *("CT", "RF", "ART", "CX", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE", "FDS", "RIC"),
)
_CODED = re.compile(rf"({'|'.join(_CODES)})(?:[ \t]+(.*))?")
_BODY = ("LP", "TD")
_BEHIND = frozenset(("CT", "RF", "ART", "CX", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE", "FDS", "RIC"))
"""Fields that may end the text: within it a line "IN BRIEF" is no field."""
_WORDS = re.compile(r"\d[\d,. ]{0,9} words")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: [A-Z]{2,4})?")
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b|all rights reserved|\(copyright\))", re.IGNORECASE)
_FOOTER = re.compile(r"(?:©|\(c\)) ?\d{4} Factiva.*|Page \d+ of \d+.*|Search Summary|Article \d+", re.IGNORECASE)
_LONGEST_RIGHTS = 160
_LONGEST_HEADER = 14
"""Lines between the number of words and the text."""


def factiva(text: str) -> Bundle | None:
    """The articles of a Factiva export; None where `text` is none.

    Each must end with a line that holds nothing but a document number, and nearly all must have fields with codes or
    the line that counts their words.
    """
    lines = text.splitlines()
    ends = [place for place, line in enumerate(lines) if line[:3] in {"Doc", "AN ", "AN\t"} and _closed(line)]
    if not ends:
        return None
    starts = [0, *(end + 1 for end in ends[:-1])]
    width = width_of(lines)
    whole = [_part(lines[start : end + 1], width) for start, end in zip(starts, ends, strict=True)]
    known = [part for part in whole if part is not None]
    if len(known) * 10 < len(whole) * 8:
        return None
    parts = [part or Part(text="", number=_closed(lines[end])) for part, end in zip(whole, ends, strict=True)]
    rest = [line for line in lines[ends[-1] + 1 :] if line.strip()]
    if (last := _part(lines[ends[-1] + 1 :], width)) is not None and last.text:
        parts.append(_without_number(last))
        rest = []
    return Bundle(archive="Factiva", parts=tuple(parts), outside=len(rest))


def _closed(line: str) -> str:
    """The document number of a line that closes an article, or nothing."""
    match = _CLOSED.fullmatch(line.strip())
    return match[1] if match else ""


def _without_number(part: Part) -> Part:
    remark = "the last article of the Factiva export has no document number: the file may be cut off"
    return Part(text=part.text, fields=part.fields, written=part.written, remarks=(remark,))


def _part(lines: Sequence[str], width: int) -> Part | None:
    """The article in these lines; None where they are none."""
    lines = [line for line in lines if not _FOOTER.fullmatch(line.strip())]
    number = _closed(lines[-1]) if lines else ""
    heads = sum(line.split(maxsplit=1)[:1] in (["HD"], ["PD"], ["SN"], ["LP"], ["TD"]) for line in lines)
    found = _coded(lines, width) if heads >= 3 else _displayed(lines[:-1] if number else lines, width)
    if found is None:
        return None
    text, fields = found
    return Part(text=text, fields=fields, number=number, written="\n".join(lines))


def _coded(lines: Sequence[str], width: int) -> tuple[str, dict[str, str]] | None:
    """Text and fields of an article whose fields have codes."""
    fields: dict[str, list[str]] = {}
    now = ""
    for line in lines:
        match = _CODED.fullmatch(line.strip()) if line[:1].isupper() else None
        if match and _begins_field(match, line, now, fields):
            now = match[1]
            fields.setdefault(now, []).append(match[2] or "")
        elif now:
            fields[now].append(line)
    if "HD" not in fields or not {"PD", "SN", "AN"} & fields.keys():
        return None
    value = {code: " ".join(" ".join(written).split()) for code, written in fields.items()}
    text = "\n\n".join(filter(None, (unwrapped(fields.get(code, []), width) for code in _BODY)))
    return text, _metadata(value)


def _begins_field(match: re.Match[str], line: str, now: str, fields: dict[str, list[str]]) -> bool:
    """Whether a line that begins with a code begins its field: within the text only what may end it does."""
    code = match[1]
    if code in fields:
        return False
    is_set_off = match[2] is None or line[len(code) : len(code) + 2] in {"  ", " \t"} or line[len(code)] == "\t"
    if now in _BODY:
        return is_set_off and (code in _BEHIND or code == "TD")
    return is_set_off or code in {"HD", "BY", "WC", "PD", "SN", "SC", "LA", "CY", "ET"}


def _metadata(value: dict[str, str]) -> dict[str, str]:
    section = ", ".join(filter(None, (value.get("SE"), value.get("ED"), value.get("PG") and f"page {value['PG']}")))
    fields = {
        "title": value.get("HD", ""),
        "byline": without_by(value.get("BY", "")),
        "outlet": value.get("SN", ""),
        "published": date_line(value.get("PD", "")) or value.get("PD", ""),
        "language": value.get("LA", ""),
        "note": section,
    }
    return {key: written for key, written in fields.items() if written}


def _displayed(lines: Sequence[str], width: int) -> tuple[str, dict[str, str]] | None:
    """Text and fields of an article as it is displayed: headline, words, date, source, language, rights, text."""
    place = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line.strip())), None)
    if place is None:
        return None
    behind = [at for at in range(place + 1, len(lines)) if lines[at].strip()][:_LONGEST_HEADER]
    dated = next((at for at in behind[:2] if date_line(lines[at].strip())), None)
    if dated is None:
        return None
    behind = [at for at in behind if at > dated and not _TIME.fullmatch(lines[at].strip())]
    body = _body_start(lines, behind)
    fields = _title(lines[:place])
    fields["published"] = date_line(lines[dated].strip()) or ""
    if behind and behind[0] < body:
        fields["outlet"] = lines[behind[0]].strip()
    language = next((lines[at].strip() for at in behind if at < body and _is_language(lines[at])), "")
    if language:
        fields["language"] = language
    return unwrapped(lines[body:], width), fields


def _body_start(lines: Sequence[str], behind: Sequence[int]) -> int:
    """The line where the text begins: behind the language and the lines about rights, else behind the source."""
    last = next((at for at in behind if _is_language(lines[at])), behind[0] if behind else len(lines) - 1)
    for at in behind:
        if at > last:
            if not (_RIGHTS.match(lines[at].strip()) and len(lines[at]) < _LONGEST_RIGHTS):
                break
            last = at
    return last + 1


def _is_language(line: str) -> bool:
    return line.strip().lower() in LANGUAGES


def _title(lines: Sequence[str]) -> dict[str, str]:
    """The headline above the number of words, its section above and its byline below where blank lines part them."""
    blocks = [block.split("\n") for block in "\n".join(line.strip() for line in lines).split("\n\n") if block.strip()]
    fields: dict[str, str] = {}
    above = [line for block in blocks for line in block if line.strip()]
    byline = next((line for line in above[1:] if re.match(r"by\s", line, re.IGNORECASE)), "")
    if byline:
        fields["byline"] = without_by(byline)
        above = above[: above.index(byline)]
    if len(above) > 1 and len(above[0].split()) <= 3 < len(above[1].split()):
        fields["note"] = above.pop(0)
    if above:
        fields["title"] = " ".join(above)
    return fields
