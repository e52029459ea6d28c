"""Letters and mailboxes: subject, sender, day and text; what is attached; a bad letter is an error in its place."""

import io
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from samples.sample_pages import PARAGRAPHS, TEMPLATES, TEXT, TITLE, page
from samples.sample_pdfs import Page, column, pdf

from index.errors import SourceError
from index.model import DateBasis, Published
from index.sources import Document, find, read, read_bytes
from index.sources.input import Input
from index.sources.letters.mail import read_mbox

BODY = "The ministry denied it.\n\nThe owner said that nobody was called.\n"
TEXT_OF_BODY = "Shots at sea\n\nThe ministry denied it.\n\nThe owner said that nobody was called."


def letter(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"Subject": "Shots at sea", "From": "Mary Stone <mary@wire.example>", "Message_ID": "<1@wire.example>"}
    for name, value in {**given, **headers}.items():
        if value:
            message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def read_letter(message: EmailMessage | bytes) -> list[Document | SourceError]:
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return list(read_bytes(raw, "a.eml"))


def only(message: EmailMessage | bytes) -> Document:
    (document,) = read_letter(message)
    assert isinstance(document, Document)
    return document


def test_a_letter_has_its_subject_its_sender_and_the_day_on_which_it_was_sent_there() -> None:
    document = only(letter(Date="Thu, 03 Nov 2022 23:30:00 -0500"))
    appearance = document.appearance
    assert document.article.text == TEXT_OF_BODY
    assert (appearance.title, appearance.byline, appearance.locator) == ("Shots at sea", "Mary Stone", "a.eml")
    assert appearance.published == Published(value="2022-11-03", basis=DateBasis.METADATA)


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 99 Nov 2022", "Thu, 03 Nov 99999999999999999999"])
def test_a_letter_without_a_date_is_undated(date: str) -> None:
    assert only(letter(Date=date)).appearance.published is None


def test_a_date_in_the_future_is_not_used_and_told() -> None:
    document = only(letter(Date="Thu, 03 Nov 2999 10:00:00 +0000"))
    assert document.appearance.published is None
    assert document.remarks == ("date of publication not used: 2999-11-03 lies in the future",)


def test_headers_in_other_letters_are_read_and_broken_ones_stay_as_written() -> None:
    raw = letter(Subject="", From="").as_bytes()
    encoded = (
        b"Subject: =?iso-8859-1?Q?Caf=E9?= =?utf-8?B?IOKAnGNsb3NlZOKAnQ==?=\nFrom: =?utf-8?Q?Zo=C3=AB?= <z@x.example>\n"
    )
    appearance = only(encoded + raw).appearance
    assert (appearance.title, appearance.byline) == ("Café “closed”", "Zoë")
    assert only(b"Subject: =?nonsense?B?####?= x\n" + raw).appearance.title == "=?nonsense?B?####?= x"


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "base64"), ("iso-8859-1", "quoted-printable")])
def test_packed_text_is_unpacked(charset: str, encoding: str) -> None:
    message = letter()
    message.set_content("The café was closed, he said.\n", charset=charset, cte=encoding)
    assert only(message).article.text == "Shots at sea\n\nThe café was closed, he said."


def test_an_unknown_encoding_is_guessed() -> None:
    raw = letter().as_bytes().replace(b'charset="utf-8"', b'charset="x-nobody-knows"')
    assert only(raw).article.text == TEXT_OF_BODY


def test_the_plain_text_is_preferred_unless_it_only_points_to_the_page() -> None:
    both = letter(" ".join(PARAGRAPHS) + "\n")
    both.add_alternative(page("<p>The page says something else.</p>"), subtype="html")
    assert only(both).article.text == f"Shots at sea\n\n{' '.join(PARAGRAPHS)}"
    pointing = letter("View this mail in your browser: https://news.example/1\n")
    pointing.add_alternative("".join(f"<p>{text}</p>" for text in PARAGRAPHS), subtype="html")
    assert only(pointing).article.text == "\n\n".join(["Shots at sea", *PARAGRAPHS])


def test_a_newsletter_as_a_page_keeps_all_that_can_be_seen_but_lists_of_links() -> None:
    rows = "".join(f"<tr><td><h2>Story {n}</h2><p>{text}</p></td></tr>" for n, text in enumerate(PARAGRAPHS))
    hidden = "<div style='display: none'>A preview for the list of mails.</div>"
    links = "<p><a href='https://news.example/u'>Unsubscribe</a></p>"
    message = letter()
    message.set_content(f"<html><body>{hidden}<table>{rows}</table>{links}</body></html>", subtype="html")
    expected = [part for n, text in enumerate(PARAGRAPHS) for part in (f"Story {n}", text)]
    assert only(message).article.text == "\n\n".join(["Shots at sea", *expected])


def test_a_short_letter_as_a_page_is_a_letter_too() -> None:
    message = letter()
    message.set_content("<p>No comment.</p>", subtype="html")
    assert only(message).article.text == "Shots at sea\n\nNo comment."


def test_broken_lines_are_mended_and_quoted_ones_stay_quoted() -> None:
    body = (
        "The ministry of defence of Norland denied on Thursday that its boats had\n"
        "fired at anybody.\n\n"
        "> The owner of the trawlers said in the night to Thursday that his boats\n"
        "> had been fired at.\n"
        ">> What did he say?\n\n-- \nMary Stone\nThe Wire\n"
    )
    assert only(letter(body)).article.text.split("\n\n")[1:] == [
        "The ministry of defence of Norland denied on Thursday that its boats had fired at anybody.",
        "> The owner of the trawlers said in the night to Thursday that his boats had been fired at.",
        ">> What did he say?",
        "--",
        "Mary Stone",
        "The Wire",
    ]


def test_text_that_flows_is_put_together_as_its_sender_meant() -> None:
    message = letter("The ministry denied \nit, he said.\nThe end.\n")
    message.set_param("format", "flowed")
    assert only(message).article.text == "Shots at sea\n\nThe ministry denied it, he said.\n\nThe end."


def test_what_is_attached_in_a_format_that_is_read_is_an_article_of_its_own() -> None:
    message = letter(Date="Thu, 03 Nov 2022 10:00:00 +0000")
    printed = pdf([Page(texts=column(["The inquiry opens on Friday, said the clerk."]))])
    message.add_attachment(printed, "application", "pdf", filename="inquiry.pdf")
    message.add_attachment(TEMPLATES["article"].encode(), "text", "html", filename="page.html")
    message.add_attachment(b"PK\x03\x04", "application", "vnd.ms-excel", filename="figures.xls")
    own, inquiry, saved = read_letter(message)
    assert isinstance(own, Document)
    assert isinstance(inquiry, Document)
    assert isinstance(saved, Document)
    assert own.remarks == ("attachment not read: figures.xls",)
    assert (inquiry.appearance.locator, inquiry.appearance.pages) == ("a.eml#inquiry.pdf", (0,))
    assert inquiry.article.text == "The inquiry opens on Friday, said the clerk."
    assert inquiry.appearance.published is None
    assert inquiry.appearance.note == "attached to the letter “Shots at sea”"
    assert (saved.appearance.locator, saved.article.text) == ("a.eml#page.html", TEXT)


def test_a_bad_attachment_is_an_error_beside_the_letter() -> None:
    message = letter()
    message.add_attachment(b"%PDF-1.4 broken", "application", "pdf", filename="../../x/inquiry.pdf")
    own, error = read_letter(message)
    assert isinstance(own, Document)
    assert isinstance(error, SourceError)
    assert error.locator == "a.eml#.._.._x_inquiry.pdf"


def test_a_letter_forwarded_as_an_attachment_is_read_with_its_own_sender() -> None:
    message = letter("See below, he said.\n", Subject="Fwd: shots")
    message.add_attachment(letter(From="Tom Reed <tom@wire.example>"))
    _, inner = read_letter(message)
    assert isinstance(inner, Document)
    assert (inner.appearance.byline, inner.article.text) == ("Tom Reed", TEXT_OF_BODY)


def test_two_attachments_of_one_name_are_two() -> None:
    message = letter()
    for text in ("One text, he said.", "Another text, she said."):
        message.add_attachment(text, filename="a.txt")
    _, first, second = read_letter(message)
    assert [first.appearance.locator, second.appearance.locator] == ["a.eml#a.txt", "a.eml#2-a.txt"]  # type: ignore[union-attr]


def nested(depth: int) -> bytes:
    raw = letter().as_bytes()
    for number in range(depth):
        raw = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n%s\n--b%d--\n' % (number, number, raw, number)
    return b"Subject: nested\nFrom: a@b.example\n" + raw


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"Just a text without any header.\n\nMore of it.", "is no letter: it has no sender, subject or date"),
        (letter("\n").as_bytes(), "holds no text"),
        (nested(200), "has too many parts"),
        (nested(10_000), "has parts nested too deeply"),
        (
            b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted"
            b"\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP\n--b--\n",
            "is encrypted",
        ),
    ],
)
def test_a_letter_that_gives_nothing_is_an_error(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_letter(raw)
    assert caught.value.reason == reason


def mailbox(*letters: EmailMessage | bytes) -> bytes:
    written = (one if isinstance(one, bytes) else one.as_bytes() for one in letters)
    return b"".join(b"From mary@wire.example Thu Nov  3 10:00:00 2022\n%s\n\n" % raw for raw in written)


def read_mailbox(raw: bytes) -> list[Document | SourceError]:
    return list(read_bytes(raw, "a.mbox"))


def test_every_letter_of_a_mailbox_is_an_article_called_by_its_id_or_number() -> None:
    raw = mailbox(letter(), letter("Another.\n", Message_ID=""), letter("A third.\n"))
    documents = read_mailbox(raw)
    locators = [one.appearance.locator for one in documents if isinstance(one, Document)]
    assert locators == ["a.mbox#1@wire.example", "a.mbox#2", "a.mbox#3"]


def test_a_bad_letter_is_an_error_in_its_place() -> None:
    first, second, third = read_mailbox(mailbox(letter(), b"no headers at all", letter("Third.\n", Message_ID="<3@x>")))
    assert isinstance(first, Document)
    assert isinstance(second, SourceError)
    assert second.locator == "a.mbox#2"
    assert isinstance(third, Document)


def test_a_line_that_begins_with_from_inside_a_letter_parts_nothing() -> None:
    body = "He wrote:\n\n>From the beginning it was denied.\n\nFrom here on nothing is known.\n"
    (document,) = read_mailbox(mailbox(letter().as_bytes().split(b"\n\n", 1)[0] + b"\n\n" + body.encode()))
    assert isinstance(document, Document)
    text = document.article.text
    assert "From the beginning it was denied." in text
    assert "From here on nothing is known." in text


@pytest.mark.parametrize(("raw", "reason"), [(b"", "the file is empty"), (b"Subject: x\n\nText.", "is no mailbox")])
def test_what_is_no_mailbox_is_an_error(raw: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_mailbox(raw)


class Endless(io.RawIOBase):
    """A mailbox of very many letters that nobody could hold in memory; counts what was taken from it."""

    def __init__(self, one: bytes) -> None:
        self._one, self._at, self.taken = one, 0, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._one[self._at : self._at + len(buffer)]
        self._at = (self._at + len(piece)) % len(self._one)
        self.taken += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_mailbox_is_read_letter_by_letter() -> None:
    endless = Endless(mailbox(letter()))
    given = Input(stream=io.BufferedReader(endless), locator="a.mbox", name="a.mbox")  # type: ignore[arg-type]
    letters: Iterator[Document | SourceError] = read_mbox(given)
    for _ in range(100):
        assert isinstance(next(letters), Document)
    assert endless.taken < 200_000


def test_mail_files_are_found_and_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(letter().as_bytes())
    (tmp_path / "b.mbox").write_bytes(mailbox(letter("One.\n"), letter("Two.\n", Message_ID="<2@x>")))
    locators = [
        one.appearance.locator for found in find([tmp_path]) for one in read(found) if isinstance(one, Document)
    ]
    assert locators == [f"{tmp_path}/{name}" for name in ("a.eml", "b.mbox#1@wire.example", "b.mbox#2@x")]


def test_a_page_attached_keeps_its_own_title() -> None:
    message = letter()
    message.add_attachment(TEMPLATES["article"].encode(), "text", "html", filename="page.html")
    assert [one.appearance.title for one in read_letter(message) if isinstance(one, Document)] == [
        "Shots at sea",
        TITLE,
    ]
