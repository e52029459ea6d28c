"""The table of formats: which suffixes each has and which reader reads it. A reader is imported when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.errors import SourceUnread
from index.sources.counting import Count, by_size, lines, one, zipped
from index.sources.input import Reader


def _text() -> Reader:
    from index.sources.texts import read_text

    return read_text


def _markdown() -> Reader:
    from index.sources.texts import read_markdown

    return read_markdown


def _jsonl() -> Reader:
    from index.sources.sets.jsonl import read_jsonl

    return read_jsonl


def _webpage() -> Reader:
    from index.sources.pages.webpage import read_webpage

    return read_webpage


def _mhtml() -> Reader:
    from index.sources.pages.mhtml import read_mhtml

    return read_mhtml


def _pdf() -> Reader:
    from index.sources.documents.pdf import read_pdf

    return read_pdf


def _eml() -> Reader:
    from index.sources.letters.mail import read_eml

    return read_eml


def _mbox() -> Reader:
    from index.sources.letters.mail import read_mbox

    return read_mbox


def _docx() -> Reader:
    from index.sources.documents.docx import read_docx

    return read_docx


def _odt() -> Reader:
    from index.sources.documents.odt import read_odt

    return read_odt


def _rtf() -> Reader:
    from index.sources.documents.rtf import read_rtf

    return read_rtf


def _json() -> Reader:
    from index.sources.sets.json_files import read_json

    return read_json


def _table() -> Reader:
    from index.sources.sets.tables import read_table

    return read_table


def _zip() -> Reader:
    from index.sources.packs.zips import read_zip

    return read_zip


def _warc() -> Reader:
    from index.sources.packs.warcs import read_warc

    return read_warc


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file that Dossier reads."""

    name: str
    """As it is called on screens: "PDF", "web page"."""
    suffixes: tuple[str, ...]
    """In small letters, with their dot; the longest that fits decides."""
    load: Callable[[], Reader]
    count: Count = one
    """About how many articles a file of this format holds."""


FORMATS: tuple[Format, ...] = (
    Format(name="text", suffixes=(".txt",), load=_text),
    Format(name="Markdown", suffixes=(".md",), load=_markdown),
    Format(name="web page", suffixes=(".html", ".htm", ".xhtml"), load=_webpage),
    Format(name="saved web page", suffixes=(".mht", ".mhtml"), load=_mhtml),
    Format(name="PDF", suffixes=(".pdf",), load=_pdf),
    Format(name="Word document", suffixes=(".docx",), load=_docx),
    Format(name="OpenDocument text", suffixes=(".odt",), load=_odt),
    Format(name="RTF", suffixes=(".rtf",), load=_rtf),
    Format(name="letter", suffixes=(".eml",), load=_eml),
    Format(name="mailbox", suffixes=(".mbox",), load=_mbox, count=by_size(10_000)),
    Format(name="data set", suffixes=(".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"), load=_jsonl, count=lines),
    Format(name="JSON", suffixes=(".json", ".json.gz"), load=_json, count=by_size(3_000)),
    Format(name="table", suffixes=(".csv", ".csv.gz", ".tsv", ".tsv.gz"), load=_table, count=by_size(3_000)),
    Format(name="zip archive", suffixes=(".zip",), load=_zip, count=zipped),
    Format(name="web archive", suffixes=(".warc", ".warc.gz"), load=_warc, count=by_size(20_000)),
)
_SAVE = "Open it in a word processor and save it as .docx or PDF."
_UNPACK = "Unpack it and add the folder."
_INSTEAD = {
    **dict.fromkeys(("doc", "docm", "dot", "dotx", "wpd", "pages", "wps"), _SAVE),
    **dict.fromkeys(("tar", "tgz", "gz", "bz2", "tbz2", "xz", "txz", "zst", "7z", "rar"), _UNPACK),
    "pst": "Export it as mbox.",
}
"""What to do with formats that can be had in another one, by suffix."""
SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}


def format_of(name: str) -> Format | None:
    """The format of a file of this name; None where Dossier does not read it."""
    lowered = name.lower()
    fitting = [suffix for suffix in _BY_SUFFIX if lowered.endswith(suffix)]
    return _BY_SUFFIX[max(fitting, key=len)] if fitting else None


def reader_of(name: str, locator: str) -> Reader:
    """The reader for a file of this name. Raises SourceUnread where no format has its suffix."""
    if (found := format_of(name)) is None:
        hint = _INSTEAD.get(name.lower().rpartition(".")[2], f"Dossier reads {', '.join(SUFFIXES)}.")
        raise SourceUnread(locator, "not a format Dossier reads", hint=hint)
    return found.load()
