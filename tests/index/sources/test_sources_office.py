"""Word documents, OpenDocument texts and RTF: paragraphs in their order, and neither deleted text nor bombs."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import SourceError, SourceUnread
from index.sources import Document, read_bytes

FIRST = "The defence ministry of Norland said on Thursday that its boats had fired warning shots."
SECOND = "The owner of the trawlers denied that his captains had been called."
RTF_HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}"


def read_office(raw: bytes, name: str) -> Document:
    (document,) = read_bytes(raw, name)
    assert isinstance(document, Document)
    return document


def refused(raw: bytes, name: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(read_bytes(raw, name))
    return caught.value


def word(build: Callable[[Any], None]) -> bytes:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paragraphs(*texts: str) -> Callable[[Any], None]:
    def build(made: Any) -> None:
        for text in texts:
            made.add_paragraph(text)

    return build


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_member(raw: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        members = {member: packed.read(member) for member in packed.namelist()}
    return zipped({**members, name: content})


def open_text(body: str, meta: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content + "</office:document-content>",
            "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def test_a_word_document_has_its_heading_as_title_and_its_paragraphs() -> None:
    def build(made: Any) -> None:
        made.add_heading("Norland boats fire warning shots", level=1)
        made.add_paragraph(FIRST).add_run(" They missed.").bold = True
        made.add_paragraph("Tonnes of fish", style="List Bullet")
        made.add_paragraph("One sentence.\nAnother\none.")
        table = made.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Year", "Shots", "2022", "4"), strict=True):
            cell.text = text
        made.core_properties.title, made.core_properties.author = "Word Document", "Mary Stone"

    document = read_office(word(build), "shots.docx")
    assert document.article.text.split("\n\n") == [
        "Norland boats fire warning shots",
        f"{FIRST} They missed.",
        "Tonnes of fish",
        "One sentence.",
        "Another one.",
        "Year | Shots",
        "2022 | 4",
    ]
    assert (document.appearance.title, document.appearance.byline) == ("Word Document", "Mary Stone")
    assert document.appearance.published is None


def test_without_a_title_of_its_own_a_document_is_called_by_its_heading() -> None:
    def build(made: Any) -> None:
        made.add_heading("Norland boats fire", level=1)
        made.add_paragraph(FIRST)
        made.core_properties.author = "python-docx"

    appearance = read_office(word(build), "a.docx").appearance
    assert (appearance.title, appearance.byline) == ("Norland boats fire", None)


def test_of_tracked_changes_the_text_as_it_would_be_accepted_is_read() -> None:
    def build(made: Any) -> None:
        changed = (
            f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>The ministry </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>confirmed</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>denied</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> it.</w:t></w:r></w:p>"
        )
        made.element.body.insert(0, parse_xml(changed))

    assert read_office(word(build), "a.docx").article.text == "The ministry denied it."


def test_text_boxes_are_read_once_and_footnotes_at_the_end() -> None:
    def build(made: Any) -> None:
        boxed = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        names = f"{nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
        drawn = (
            f"<w:p {names}><w:r><w:t>Beside it.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{boxed}"
            f"</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        made.element.body.insert(0, parse_xml(drawn))

    raw = word(build)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
        types = packed.read("[Content_Types].xml").decode()
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator'><w:p/></w:footnote>"
        "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    override = '<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
    raw = with_member(raw, "word/_rels/document.xml.rels", relations.replace("</Relationships>", relation))
    raw = with_member(
        with_member(raw, "[Content_Types].xml", types.replace("</Types>", override)), "word/footnotes.xml", notes
    )
    assert read_office(raw, "a.docx").article.text == "Beside it.\n\nIn a box.\n\nA note."


def test_an_open_document_is_read_without_what_was_deleted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>Deleted words.</text:p></text:changed-region>"
        f"</text:tracked-changes><text:h>Norland boats fire</text:h><text:p>{FIRST}<text:s/><text:span>They "
        f"missed.</text:span></text:p><text:list><text:list-item><text:p>{SECOND}</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell>"
        "<text:p>Shots</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = read_office(
        open_text(body, "<dc:title>Shots at sea</dc:title><dc:creator>Mary Stone</dc:creator>"), "a.odt"
    )
    expected = ["Norland boats fire", f"{FIRST} They missed.", SECOND, "Year | Shots"]
    assert document.article.text.split("\n\n") == expected
    assert (document.appearance.title, document.appearance.byline) == ("Shots at sea", "Mary Stone")


def test_rtf_is_read_with_its_letters_tables_and_properties() -> None:
    raw = (
        RTF_HEAD + r"{\info{\title Shots at sea}{\author Mary Stone}}"
        r"\pard Caf\'e9 owners said \ldblquote no\rdblquote .\par "
        + SECOND
        + r"\par\trowd Year\cell Shots\cell\row {\*\pict "
        + "89504e47" * 20
        + r"}{\deleted They lied.}}"
    ).encode()
    document = read_office(raw, "a.rtf")
    assert document.article.text.split("\n\n") == ["Café owners said “no”.", SECOND, "Year | Shots"]
    assert (document.appearance.title, document.appearance.byline) == ("Shots at sea", "Mary Stone")


@pytest.mark.parametrize(
    ("raw", "name", "reason"),
    [
        (b"", "a.docx", "the file is empty"),
        (b"", "a.rtf", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, "a.docx", "is locked with a password, or of an older format"),
        (b"no zip file", "a.docx", "is damaged, or not of the format that its name says"),
        (word(paragraphs(FIRST))[:-60], "a.docx", "is damaged, or not of the format that its name says"),
        (zipped({"a.txt": "x"}), "a.docx", "is damaged, or not of the format that its name says"),
        (zipped({"a.txt": "x"}), "a.odt", "it has no content.xml"),
        (word(paragraphs()), "a.docx", "holds no text"),
        (open_text("<text:p/>"), "a.odt", "holds no text"),
        (b"Dear reader", "a.rtf", "is not RTF"),
        (RTF_HEAD.encode() + b"}", "a.rtf", "holds no text"),
    ],
)
def test_what_gives_nothing_is_an_error_that_says_why(raw: bytes, name: str, reason: str) -> None:
    assert reason in refused(raw, name).reason


def test_broken_properties_lose_no_text() -> None:
    raw = with_member(open_text(f"<text:p>{FIRST}</text:p>"), "meta.xml", "<broken")
    assert read_office(raw, "a.odt").article.text == FIRST


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


def test_entities_in_documents_are_not_expanded() -> None:
    inside = f"{BOMB}<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Text&b;.</w:t></w:r></w:p></w:body></w:document>"
    raw = with_member(word(paragraphs(FIRST)), "word/document.xml", inside)
    try:
        texts = [one.article.text for one in read_bytes(raw, "a.docx") if isinstance(one, Document)]
    except SourceError:
        texts = []
    assert all("aaaaaaaaaa" not in text for text in texts)


@pytest.mark.parametrize("name", ["word/document.xml", "word/huge.xml"])
def test_a_document_that_would_be_too_large_unpacked_is_refused_before_it_is_unpacked(name: str) -> None:
    raw = with_member(word(paragraphs(FIRST)), name, b" " * (65 * 1024 * 1024))
    assert refused(raw, "a.docx").reason == "would be too large when unpacked"


@pytest.mark.parametrize("name", ["a.doc", "a.pages", "a.docm"])
def test_formats_that_can_be_had_in_another_say_so(name: str) -> None:
    error = refused(b"whatever", name)
    assert isinstance(error, SourceUnread)
    assert error.hint == "Open it in a word processor and save it as .docx or PDF."
