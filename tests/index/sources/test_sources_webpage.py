"""Web pages: the article and nothing else of the page, what the page says of itself, and pages without an article."""

import socket
import textwrap
from email.message import EmailMessage

import pytest
from samples.sample_pages import (
    BODY,
    FOOTER,
    HEADLINE,
    NAVIGATION,
    PARAGRAPHS,
    TEMPLATES,
    TEXT,
    TITLE,
    linked_data,
    page,
)

from index.errors import SourceError
from index.model import DateBasis, Published
from index.sources import Document, read_bytes


def read_page(written: str | bytes, name: str = "page.html") -> Document:
    (document,) = read_bytes(written.encode() if isinstance(written, str) else written, name)
    assert isinstance(document, Document)
    return document


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def published(head: str, body: str = "") -> Published | None:
    return read_page(page(f"<article>{HEADLINE}{body}{BODY}</article>", head)).appearance.published


def refused(written: str) -> str:
    with pytest.raises(SourceError) as caught:
        list(read_bytes(written.encode(), "page.html"))
    return caught.value.reason


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_article_is_read_and_nothing_else_of_the_page(template: str) -> None:
    document = read_page(TEMPLATES[template])
    assert document.article.text == TEXT
    assert document.appearance.title == TITLE
    assert document.remarks == ()


def test_a_page_says_its_title_authors_outlet_and_address() -> None:
    head = (
        "<meta property='og:site_name' content='The Harbour Gazette'>"
        "<link rel='canonical' href='https://gazette.example/world/shots'>"
        + linked_data(headline=TITLE, author=[_person("Mary Stone"), _person("Tom Reed")], datePublished="2023-05-04")
    )
    written = page(f"<article>{HEADLINE}{BODY}</article>", head, title=f"{TITLE} | The Harbour Gazette")
    appearance = read_page(written).appearance
    assert (appearance.title, appearance.outlet) == (TITLE, "The Harbour Gazette")
    assert appearance.byline == "Mary Stone, Tom Reed"
    assert appearance.url == "https://gazette.example/world/shots"
    assert appearance.published == Published(value="2023-05-04", basis=DateBasis.METADATA)


def test_the_name_of_the_outlet_is_no_part_of_a_title() -> None:
    head = "<meta property='og:site_name' content='The Harbour Gazette'>"
    written = page(f"<div class='story'>{BODY}</div>", head, title=f"{TITLE} - Harbour Gazette")
    assert read_page(written).appearance.title == TITLE


def test_the_address_of_a_profile_is_no_author() -> None:
    written = page(f"<article>{HEADLINE}{BODY}</article>", "<meta name='author' content='https://pages.example/eva'>")
    assert read_page(written).appearance.byline is None


def test_a_page_that_a_browser_saved_knows_where_it_was() -> None:
    written = "<!-- saved from url=(0031)https://gazette.example/shots -->" + page(
        f"<article>{HEADLINE}{BODY}</article>"
    )
    assert read_page(written).appearance.url == "https://gazette.example/shots"


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (linked_data(datePublished="2023-05-04T23:30:00-05:00"), "2023-05-04"),
        (linked_data(datePublished="2023-05-04", dateModified="2023-06-01"), "2023-05-04"),
        (linked_data(datePublished="2020-01-01", headline="Another thing altogether happened once")
         + linked_data(datePublished="2023-05-04", headline=TITLE), "2023-05-04"),
        ("<meta property='article:published_time' content='2023-05-04T10:00:00Z'>", "2023-05-04"),
        ("<meta name='DC.date' content='2023-05'>", "2023-05"),
        ("<meta name='citation_date' content='2023'>", "2023"),
        ("<meta name='pubdate' content='Thu, 04 May 2023 10:00:00 GMT'>", "2023-05-04"),
        ("<link rel='canonical' href='https://gazette.example/2023/05/04/shots'>", "2023-05-04"),
        ("<meta property='article:modified_time' content='2023-06-01'>", None),
        ('<script type="application/ld+json">{"datePublished": "2023-05-04",</script>', None),
    ],
)  # fmt: skip
def test_the_date_is_what_the_page_gives_as_such_and_as_precise(head: str, value: str | None) -> None:
    found = published(head)
    assert found == (Published(value=value, basis=DateBasis.METADATA) if value else None)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("<p class='date'>4 May 2023</p>", "2023-05-04"),
        ("<span class='posted-on'>Posted on May 4, 2023</span>", "2023-05-04"),
        ("<p>Published: Thursday, May 4, 2023</p>", "2023-05-04"),
        ("<div id='timestamp'>04.05.2023 10:11</div>", "2023-05-04"),
        ("<p class='date'>Updated: 4 May 2023</p>", None),
        ("<p>Readout</p><p>Thursday, May 4, 2023</p>", "2023-05-04"),
        ("<p>May 4, 2023</p><p>A shot was fired.</p><p>May 6, 2023</p>", None),
        ("<p>The treaty was signed on 4 May 2023 by all who were there, a minister said.</p>", None),
    ],
)
def test_a_date_printed_beside_the_headline_is_called_printed(body: str, value: str | None) -> None:
    found = published("", body)
    assert found == (Published(value=value, basis=DateBasis.PRINTED) if value else None)


@pytest.mark.parametrize(
    ("head", "remark"),
    [
        ("<meta name='date' content='2999-01-01'>", "2999-01-01 lies in the future"),
        ("<meta name='date' content='0001-01-01T00:00:00Z'>", "0001-01-01 is too long ago"),
        ("<meta name='date' content='1970-01-01T00:00:00Z'>", "1970-01-01 is where computers' clocks begin"),
        ("<meta name='date' content='12/06/2023'>", "'12/06/2023' can be read in two ways"),
    ],
)
def test_a_date_that_cannot_be_is_not_used_and_told(head: str, remark: str) -> None:
    document = read_page(page(f"<article>{HEADLINE}{BODY}</article>", head))
    assert document.appearance.published is None
    assert document.remarks == (f"date of publication not used: {remark}",)


def test_what_a_page_says_of_itself_at_great_length_is_passed_over() -> None:
    assert published(linked_data(datePublished="2023-05-04", keywords="fish " * 1_000)) is not None
    assert published(linked_data(datePublished="2023-05-04", keywords="fish " * 100_000)) is None


def test_what_the_folder_says_wins_over_the_page() -> None:
    from io import BytesIO

    from index.sources.input import Input
    from index.sources.pages.webpage import read_webpage

    written = page(f"<article>{HEADLINE}{BODY}</article>", "<meta name='date' content='2023-05-04'>").encode()
    given = Input(stream=BytesIO(written), locator="a", name="a.html", given={"published": "2022", "title": "Shots"})
    (document,) = read_webpage(given)
    assert isinstance(document, Document)
    assert (document.appearance.title, document.appearance.published) == (
        "Shots",
        Published(value="2022", basis=DateBasis.METADATA),
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (page("<form><p>Please log in to continue reading this article.</p></form>"), "only a request to log in"),
        (page("<div><p>You need to enable JavaScript to run this app.</p></div>"), "only a request for JavaScript"),
        (page("<p>Checking your browser before you get to the page you asked for.</p>"), "only a check for robots"),
        (page("".join(f"<li><a href='{n}'>Something happened in town, number {n}</a></li>" for n in range(60))),
         "only links, menus or pictures"),
        ("<html><head><title>Old</title></head><frameset><frame src='a.htm'></frameset></html>", "only frames"),
        (page("<img src='a.jpg'>", title=""), "only links, menus or pictures"),
        ("<html><body></body></html>", "no text"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_an_error_that_says_what_it_is(written: str, reason: str) -> None:
    assert f"holds no article, {reason}" in refused(written)


def test_an_empty_page_is_an_error() -> None:
    assert refused("") == "the file is empty"
    assert refused("<!-- nothing -->") == "holds no text"


def test_one_sentence_is_an_article() -> None:
    written = page(
        "<article><h1>Skipper freed</h1><p>A court on Friday freed the skipper, his lawyer said.</p></article>"
    )
    assert read_page(written).article.text == "Skipper freed\n\nA court on Friday freed the skipper, his lawyer said."


def test_a_page_that_says_it_is_not_free_and_is_short_may_be_only_a_beginning() -> None:
    head = linked_data(headline=TITLE, isAccessibleForFree=False)
    assert read_page(page(f"<article>{HEADLINE}{BODY}</article>", head)).remarks == (
        "perhaps only the beginning: the page says that it is not free to read",
    )


def test_where_only_the_metadata_hold_the_text_it_is_taken_from_there() -> None:
    head = linked_data(headline=TITLE, articleBody=" ".join(PARAGRAPHS))
    written = f"<html><head><title>{TITLE}</title>{head}</head><body><div id='root'></div></body></html>"
    assert read_page(written).article.text == f"{TITLE}\n\n{' '.join(PARAGRAPHS)}"


def test_lists_headings_quotations_and_tables_are_paragraphs_of_their_own() -> None:
    body = (
        f"{BODY}<h2>What they want</h2><ul><li>An apology, Voss told reporters in Geneva.</li>"
        "<li>Money for the nets.</li></ul>"
        "<blockquote><p>We expect an apology.</p></blockquote>"
        "<table><tr><th>Year</th><th>Incidents</th></tr><tr><td>2021</td><td>4</td></tr></table>"
    )
    text = read_page(page(f"<article>{HEADLINE}{body}</article>")).article.text
    assert text.removeprefix(TEXT).strip().split("\n\n") == [
        "What they want",
        "An apology, Voss told reporters in Geneva.",
        "Money for the nets.",
        "We expect an apology.",
        "Year | Incidents",
        "2021 | 4",
    ]


def test_labels_of_the_page_and_dates_in_figures_are_no_paragraphs() -> None:
    body = f"<p>2023-05-04T10:00:00Z</p>{BODY.replace('</p>', '</p><p>ADVERTISEMENT</p>', 1)}<p>Read more</p>"
    assert read_page(page(f"<article>{HEADLINE}{body}</article>")).article.text == TEXT


def test_a_break_inside_a_sentence_does_not_part_it() -> None:
    body = "<p>The ministry said that the boats<br>had fired. Nobody was hurt.<br>The owner denied it.</p>"
    text = read_page(page(f"<article>{HEADLINE}{body}{BODY}</article>")).article.text
    assert "said that the boats had fired. Nobody was hurt.\n\nThe owner denied it." in text


def test_a_dispatch_in_fixed_lines_gets_its_paragraphs_back() -> None:
    lines = "\n\n".join(textwrap.fill(text, 60) for text in PARAGRAPHS)
    assert read_page(page(f"{HEADLINE}<pre>{lines}</pre>")).article.text == TEXT


def test_lists_that_end_an_article_are_not_lost() -> None:
    notes = (
        "<p>Notes</p><ul><li>The boats are the <em>Stein</em> and the <em>Grip</em>, of the second squadron.</li></ul>"
    )
    text = read_page(page(f"{HEADLINE}<div class='field'>{BODY}{notes}</div>")).article.text
    assert text.endswith("The boats are the Stein and the Grip, of the second squadron.")


def test_a_page_nested_too_deeply_for_a_parser_keeps_its_text_and_says_so() -> None:
    document = read_page(page(f"<article>{HEADLINE}{'<div>' * 5_000}{BODY}</article>"))
    assert all(text in document.article.text for text in PARAGRAPHS)
    assert "all of its text was kept" in document.remarks[0]


def test_a_page_of_very_many_parts_is_read_without_telling_the_article_apart() -> None:
    document = read_page(page(f"<article>{HEADLINE}{BODY}{'<i></i>' * 200_000}</article>"))
    assert all(text in document.article.text for text in PARAGRAPHS)
    assert "very many parts" in document.remarks[0]


@pytest.mark.parametrize(
    "declaration", ["<meta charset=windows-1252>", "<META CONTENT='text/html; charset=iso-8859-1'>"]
)
def test_a_page_is_decoded_as_it_declares(declaration: str) -> None:
    written = TEMPLATES["article"].replace("<meta charset='utf-8'>", declaration).replace("©", "")
    document = read_page(written.encode("cp1252"))
    assert (document.article.text, document.remarks) == (TEXT, ())


def test_a_page_that_was_saved_anew_as_utf8_is_read_as_that() -> None:
    document = read_page(TEMPLATES["article"].replace("charset='utf-8'", "charset='iso-8859-1'"))
    assert document.article.text == TEXT
    assert document.remarks == ("decoded as UTF-8, though it is declared as cp1252",)


def test_bytes_that_are_not_of_the_declared_encoding_are_told() -> None:
    raw = TEMPLATES["article"].encode() + b"<!-- \xff -->"
    assert read_page(raw).remarks == ("1 characters are not utf-8, as which it is declared: replaced by U+FFFD",)


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    document = read_page(bomb + TEMPLATES["XHTML"].replace("Norland said", "Norland &c; said"), "a.xhtml")
    assert len(document.article.text) < len(TEXT) + 20


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = "<base href='https://gazette.example/'><link rel='stylesheet' href='https://gazette.example/a.css'>"
    outside = '<!DOCTYPE html SYSTEM "https://gazette.example/a.dtd">'
    assert read_page(outside + page(f"<article>{HEADLINE}{BODY}</article>", head)).article.text == TEXT


def saved_page(charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Shots"
    message["Snapshot-Content-Location"] = "https://gazette.example/shots"
    written = page(f"<article>{HEADLINE}{BODY}</article>").replace("<meta charset='utf-8'>", "").replace("©", "")
    message.set_content(written, subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG" * 500, "image", "png")
    message.add_related(f"<p>{NAVIGATION}{FOOTER}</p>", subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "quoted-printable"), ("windows-1252", "base64")])
def test_a_page_saved_with_its_pictures_gives_its_article_and_address(charset: str, encoding: str) -> None:
    document = read_page(saved_page(charset, encoding), "shots.mhtml")
    assert (document.article.text, document.appearance.title) == (TEXT, TITLE)
    assert document.appearance.url == "https://gazette.example/shots"


def test_a_saved_page_without_a_page_is_an_error() -> None:
    with pytest.raises(SourceError, match="holds no web page"):
        list(read_bytes(b"Content-Type: image/png\r\n\r\nabc", "a.mht"))
