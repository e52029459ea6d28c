"""One letter as articles: what it says itself, and what is attached to it in a format that Dossier reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr, parsedate_tz

from index.errors import SourceError, SourceUnread
from index.sources.document import Document, document
from index.sources.formats import reader_of
from index.sources.input import Input
from index.sources.letters.letter_parts import Parts, decoded_header, parsed, parts_of, payload_of
from index.sources.metadata import checked
from index.sources.printed_dates import plausible, printed_date
from index.sources.prose import joined, tidy

_HINT = "Save the letter again, or open it in a mail program and export it."
_DEEPEST = 4
"""How deep letters may be attached to letters."""
_LONGEST_NAME, _LONGEST_SENDER = 200, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was opened."""

    message: Message
    raw: bytes | None
    """None for one that is attached to another, which holds it."""
    locator: str

    @property
    def identifier(self) -> str:
        """Its Message-ID, without the brackets; empty where it has none."""
        return _name("".join(decoded_header(self.message, "Message-ID").split()).strip("<>"))

    @property
    def subject(self) -> str:
        """What it is about, as printed."""
        return tidy(decoded_header(self.message, "Subject"))


def opened(raw: bytes, locator: str) -> Letter:
    """The letter in `raw`. Raises SourceError where it is none, or its parts are nested beyond reading."""
    message = parsed(raw.lstrip(), locator)
    if not any(message.get(name) for name in ("From", "Subject", "Date", "Message-ID", "To", "Received")):
        raise SourceError(locator, "is no letter: it has no sender, subject or date", hint=_HINT)
    return Letter(message=message, raw=raw, locator=locator)


def articles_of(letter: Letter, given: Input, depth: int = 0) -> Iterator[Document | SourceError]:
    """The article of the letter, then what is attached to it.

    Raises SourceError where nothing in it can be read.
    """
    parts = _parts(letter)
    attached = list(_attached(letter, parts, depth, given.inside + 1))
    unread = [error for error in attached if isinstance(error, SourceUnread)]
    told = tuple(f"attachment not read: {error.locator.removeprefix(letter.locator + '#')}" for error in unread)
    if parts.paragraphs:
        yield _article(letter, parts, given, told)
    elif not any(isinstance(one, Document) for one in attached):
        reason = "is encrypted" if parts.encrypted else "holds no text"
        raise SourceError(letter.locator, "; ".join([reason, *told]), hint=_HINT)
    yield from (one for one in attached if not isinstance(one, SourceUnread))


def _parts(letter: Letter) -> Parts:
    try:
        return parts_of(letter.message, letter.locator)
    except SourceError:
        raise
    # The email package raises what it comes upon when it decodes broken parts (ValueError, LookupError, TypeError …).
    except Exception as error:
        raise SourceError(letter.locator, f"cannot be read as a letter: {error}"[:200], hint=_HINT) from error


def _article(letter: Letter, parts: Parts, given: Input, told: tuple[str, ...]) -> Document:
    """The letter's own text below its subject, which is its headline."""
    subject = letter.subject
    paragraphs = parts.paragraphs if not subject or parts.paragraphs[0] == subject else [subject, *parts.paragraphs]
    published, implausible = plausible(_sent(letter))
    fields = {"title": subject, "byline": _sender(letter), "published": published}
    metadata = checked(given.given, defaults=fields, file_name=given.name)
    remarks = tuple(parts.remarks) + implausible + told + given.remarks
    return document(joined(paragraphs), metadata, locator=letter.locator, original=letter.raw, remarks=remarks)


def _sender(letter: Letter) -> str:
    written = str(letter.message.get("From") or "")[:_LONGEST_SENDER]
    try:
        name, address = parseaddr(written)
    except (RecursionError, ValueError, IndexError):  # brackets in brackets; what is cut off or broken
        return ""
    return tidy(decoded_header(letter.message, "From", name)) or address


def _sent(letter: Letter) -> str | None:
    """The day on which it was sent, where it was sent."""
    written = tidy(decoded_header(letter.message, "Date"))
    try:
        parsed = parsedate_tz(written)
    except (ValueError, IndexError, TypeError, OverflowError):  # all of them are raised for broken dates
        parsed = None
    if parsed is None:
        return printed_date(written) if written else None
    return printed_date("{:04}-{:02}-{:02}".format(*parsed[:3]))


def _attached(letter: Letter, parts: Parts, depth: int, inside: int) -> Iterator[Document | SourceError]:
    """The articles in what is attached; SourceUnread for formats that Dossier does not read."""
    taken: set[str] = set()
    for number, (written, part) in enumerate(parts.attached, start=1):
        name = _name(written) or f"part-{number}"
        if name in taken:
            name = f"{number}-{name}"
        taken.add(name)
        locator = f"{letter.locator}#{name}"
        note = f"attached to the letter “{letter.subject}”" if letter.subject else "attached to a letter"
        try:
            if part.get_content_type() == "message/rfc822":
                yield from _letter_inside(part, locator, note, depth, inside)
                continue
            read = reader_of(name, locator)
            stream = io.BytesIO(payload_of(part))
            yield from read(Input(stream=stream, locator=locator, name=name, given={"note": note}, inside=inside))
        except SourceError as error:
            yield error


def _letter_inside(part: Message, locator: str, note: str, depth: int, inside: int) -> Iterator[Document | SourceError]:
    if depth >= _DEEPEST:
        raise SourceError(locator, "is attached too deeply to be read", hint="Save it by itself.")
    held = part.get_payload()
    message = held[0] if isinstance(held, list) and held else None
    if not isinstance(message, Message):
        raise SourceError(locator, "is no letter", hint=_HINT)
    letter = Letter(message=message, raw=None, locator=locator)
    given = Input(stream=io.BytesIO(), locator=locator, name="letter.eml", given={"note": note}, inside=inside)
    yield from articles_of(letter, given, depth + 1)


def _name(written: str) -> str:
    """A name fit for a locator: on one line, without folders, not endless."""
    return (
        tidy("".join(c if c.isprintable() else " " for c in written))
        .replace("/", "_")
        .replace("\\", "_")[-_LONGEST_NAME:]
    )
