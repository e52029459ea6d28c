"""`dossier extract`: what is read out of a text, as one JSON object a line; no archive is touched."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from argparse import ArgumentParser, Namespace
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.context import FOUND, NOT_FOUND, Context, UsageError, complain
from dossier.text import json_safe, one_line
from index.errors import SourceError
from index.model import Article, DateBasis, Published

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor
    from index.sources import Found

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_AS_IT_IS = (".txt", ".md", ".jsonl", ".jsonl.gz")
"""Read here exactly as they are; all other formats by their readers."""
_TEXT_HINT = "`dossier help sources` says what can be read; `dossier sync` also reads other encodings."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One text to read, with what its record says of it."""

    id: str
    article: Article
    published: Published | None
    source: str | None


class Unreadable(Exception):
    """A line that holds no text to read."""


def configure(parser: ArgumentParser) -> None:
    """Add the input."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="text, .jsonl(.gz), or any other format; - or none: stdin"
    )
    parser.add_argument("--why", action="store_true", help="add to each row the rule and its reading confidence")
    parser.add_argument("--date", metavar="DATE", help="when it was published, such as 2022-11-03")


def run(args: Namespace, context: Context) -> int:
    """Extract and print; 1 where a line could not be read."""
    if args.date and not _DATE.fullmatch(args.date):
        raise UsageError(f"{args.date!r} is not a date", hint="Write it as 2022-11-03, 2022-11 or 2022.")
    failures: list[str] = []
    texts = _documents(args.file, args.date, failures)
    if texts is None:
        name, content = _content(args.file)
        one_text = not _is_jsonl(name, content)
        texts = iter([_plain(name, content, args.date)]) if one_text else _records(content, failures)
    from index.extraction.pipeline import load_extractor  # loads the language model: seconds

    for record in records_of(load_extractor(context.settings), texts, why=args.why):
        context.say(json_safe(record, ascii_only=(sys.stdout.encoding or "").lower() != "utf-8"))
    for failure in failures:
        complain(f"dossier: {one_line(failure)}")
    return NOT_FOUND if failures else FOUND


def records_of(extractor: Extractor, texts: Iterable[Given], *, why: bool = False) -> Iterator[dict[str, object]]:
    """The extraction record of each text, in order; texts are taken only as fast as they are read."""
    from index.extraction.interchange import to_record

    under_way: deque[Given] = deque()

    def articles() -> Iterator[tuple[Article, Published | None]]:
        for given in texts:
            under_way.append(given)
            yield given.article, given.published

    for extraction in extractor.extract(articles()):
        given = under_way.popleft()
        yield to_record(given.article, extraction, id=given.id, published=given.published, source=given.source, why=why)


def _documents(file: str, date: str | None, failures: list[str]) -> Iterator[Given] | None:
    """The articles of a web page, a PDF or another file that holds more than text; None for text and JSON lines."""
    from index.sources import find, format_of

    as_it_is = file.lower().endswith(_AS_IT_IS) and not _is_export(file)
    if file == "-" or format_of(file) is None or as_it_is:
        return None
    return (given for found in find([Path(file)]) for given in _read(found, date, failures))


def _is_export(file: str) -> bool:
    """Whether a text is an export of a press archive, which holds many articles."""
    from index.sources.press.bundles import bundled

    return file.lower().endswith(".txt") and bundled(_content(file)[1]) is not None


def _read(found: Found, date: str | None, failures: list[str]) -> Iterator[Given]:
    from index.sources import read

    for document in read(found):
        if isinstance(document, SourceError):
            failures.append(str(document))
            continue
        appearance = document.appearance
        part = appearance.locator.removeprefix(found.locator).removeprefix("#")
        yield Given(
            id=part or Path(found.locator).stem,
            article=document.article,
            published=Published(value=date, basis=DateBasis.GIVEN) if date else appearance.published,
            source=appearance.outlet,
        )


def _content(file: str) -> tuple[str, str]:
    """The name and the characters of the input."""
    try:
        if file == "-":
            return "-", sys.stdin.buffer.read().decode("utf-8-sig")
        path = Path(file)
        content = path.read_bytes()
        return path.name, (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(file, "is not UTF-8 text", hint=_TEXT_HINT) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(file, "is not a whole gzip file", hint=_TEXT_HINT) from error
    except OSError as error:
        raise SourceError(file, error.strerror or str(error), hint="Give a file that can be read, or - .") from error


def _is_jsonl(name: str, content: str) -> bool:
    return name.endswith((".jsonl", ".jsonl.gz")) or (name == "-" and content.lstrip().startswith("{"))


def _plain(name: str, content: str, date: str | None) -> Given:
    if not content.strip():
        raise SourceError(name, "is empty", hint=_TEXT_HINT)
    article = Article.of(content)
    published = Published(value=date, basis=DateBasis.GIVEN) if date else None
    return Given(id=article.id if name == "-" else Path(name).stem, article=article, published=published, source=None)


def _records(content: str, failures: list[str]) -> Iterator[Given]:
    """The texts of JSON lines; what cannot be read is added to `failures`."""
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                yield _record(line)
            except Unreadable as reason:
                failures.append(f"line {number}: {reason}")


def _record(line: str) -> Given:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"not JSON ({getattr(error, 'msg', 'too deep')})") from error
    if not isinstance(record, dict):
        raise Unreadable("not a JSON object")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("no text")
    article = Article.of(text, _words(record, "language"))
    date = _DATE.match(_words(record, "date") or "")
    return Given(
        id=str(record["id"]) if record.get("id") is not None else article.id,
        article=article,
        published=Published(value=date[0], basis=DateBasis.METADATA) if date else None,
        source=_words(record, "source"),
    )


def _words(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value else None
