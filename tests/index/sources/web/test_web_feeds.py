"""What is read out of feeds, whole, broken and hostile; and what a server's answer is taken for."""

from __future__ import annotations

import pytest
from web_server import item, rss

from index.sources.web.addresses import address_of
from index.sources.web.content import feed_offered, is_feed, suffix_of
from index.sources.web.errors import FetchError
from index.sources.web.feeds import Entry, Feed, feed_of
from index.sources.web.fetching import Answer, Marks
from index.sources.web.markup import plain_text

PLACE = "https://wire.example/news/feed.xml"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Evening Post</title>
<entry><id>urn:1</id><title type="html">Shells &amp;amp; drones</title><link href="/story"/>
<updated>2022-11-08T23:30:00-05:00</updated><author><name>Jane Roe</name></author>
<content type="html">&lt;p&gt;Iran denied it.&lt;/p&gt;&lt;p&gt;Kirby said so.&lt;/p&gt;</content></entry></feed>"""


def answer(body: str | bytes, content_type: str = "application/rss+xml", place: str = PLACE) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    return Answer(given_by=address_of(place), body=raw, content_type=content_type, marks=Marks())


def feed(body: str | bytes) -> Feed:
    assert is_feed(body.encode() if isinstance(body, str) else body)
    return feed_of(answer(body))


def only(body: str | bytes) -> Entry:
    [entry] = feed(body).entries
    return entry


def test_an_entry_of_rss_has_a_link_and_what_is_said_of_it() -> None:
    entry = only(rss(item("/a#top", "Shells", text="Kirby", date="Tue, 08 Nov 2022 23:30:00 -0500", author="Jane Roe")))
    assert entry.link is not None
    assert entry.link.written == "https://wire.example/a"
    assert entry.given == {"title": "Shells", "byline": "Jane Roe", "published": "2022-11-08"}
    assert entry.text == "Kirby"


def test_an_entry_of_atom_has_its_content_as_text_and_the_day_where_it_was_published() -> None:
    read = feed(ATOM)
    [entry] = read.entries
    assert read.title == "Evening Post"
    assert entry.given == {"title": "Shells & drones", "byline": "Jane Roe", "published": "2022-11-08"}
    assert entry.text == "Iran denied it.\n\nKirby said so."
    assert entry.name == "urn:1"


def test_the_longest_of_summary_and_content_counts() -> None:
    content = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>All of it</p>]]>'
    entry = only(rss(f"<item><link>/a</link><description>All</description>{content}</content:encoded></item>"))
    assert entry.text == "All of it"


def test_a_link_that_stands_twice_is_one_entry() -> None:
    assert len(feed(rss(item("/a", "One"), item("/a#b", "Two"), item("/c", "Three"))).entries) == 2


def test_an_entry_without_a_link_goes_by_its_id_and_one_without_anything_is_none() -> None:
    read = feed(rss("<item><guid isPermaLink='false'>x1</guid><description>Text</description></item>", "<item/>"))
    assert [(entry.link, entry.name) for entry in read.entries] == [(None, "x1")]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://u:p@h/", "http://h:22/", "ftp://h/"]
)
def test_a_link_that_is_not_for_fetching_is_none(link: str) -> None:
    assert only(rss(item(link, text="Own words"))).link is None


def test_a_fingerprint_changes_with_what_the_feed_says_and_only_then() -> None:
    first, same, other = (
        only(rss(item("/a", "Shells", text=text))).fingerprint for text in ("Kirby", "Kirby", "Kirby, corrected")
    )
    assert first == same != other


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    read = feed(rss(item("/a", "One"), item("/b", "Two")).partition("</channel>")[0][:-3])
    assert [entry.given["title"] for entry in read.entries] == ["One", "Two"]
    assert (read.broken or "").startswith("line 1: ")


def test_a_feed_in_which_nothing_can_be_read_is_a_failure() -> None:
    with pytest.raises(FetchError, match="damaged feed"):
        feed(b"<rss><channel><item")


def test_a_feed_without_entries_is_no_failure() -> None:
    assert feed(rss()).entries == ()


def test_entities_do_not_grow_and_read_no_files() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    for declared, used in ((laughs, "&l9;"), ('<!ENTITY l9 SYSTEM "file:///etc/passwd">', "&l9;")):
        body = f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>' + rss(item("/a", used, text=used)).partition("?>")[2]
        [entry] = feed(body).entries
        assert len(entry.text) < 100
        assert "root:" not in f"{entry.text} {entry.given}"


def test_control_characters_and_broken_halves_do_not_stop_a_feed() -> None:
    entry = only(rss(item("/a", "Shells\x1b[31m\x00\x07 sent", text="Kirby\x00 said &#xD800;&#99999999999; so")))
    entry.text.encode()
    assert "\0" not in entry.text
    assert entry.given["title"].startswith("Shells")


def test_a_feed_larger_than_feeds_are_is_refused() -> None:
    with pytest.raises(FetchError, match="too much for a feed"):
        feed_of(answer(rss(item("/a")).encode() + b" " * (9 * 1024 * 1024)))


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (rss(), True),
        ("\ufeff" + ATOM, True),
        ("<!-- hi --><?x y?><!DOCTYPE rss [ <!ENTITY a 'b'> ]><rss>", True),
        ("<rdf:RDF xmlns:rdf='x'>", True),
        ("<html><body><rss></body></html>", False),
        ("The <rss> element", False),
        ("", False),
        ("<urlset></urlset>", False),
    ],
)
def test_the_first_element_tells_a_feed(body: str, is_one: bool) -> None:
    assert is_feed(body.encode()) is is_one
    assert is_feed(body.lstrip("\ufeff").encode("utf-16")) is is_one


@pytest.mark.parametrize(
    ("content_type", "place", "body", "suffix"),
    [
        ("text/html; charset=utf-8", "/a", b"x", ".html"),
        ("application/pdf", "/a", b"%PDF-1.4", ".pdf"),
        ("application/octet-stream", "/a", b"%PDF-1.4", ".pdf"),
        ("text/html", "/a.pdf", b"%PDF-1.4", ".pdf"),
        ("text/plain", "/a.md", b"# x", ".md"),
        ("text/plain", "/a.jsonl", b"{}", ".jsonl"),
        ("text/plain", "/a", b"Shells", ".txt"),
        ("text/plain", "/a", b"<!doctype html><html>", ".html"),
        ("", "/a", b"Shells", ".txt"),
        ("", "/a", b"<html>", ".html"),
        ("text/html", "/a.txt", b"<html>", ".html"),
        ("image/png", "/a", b"\x89PNG", ".png"),
        ("audio/mpeg", "/a.txt", b"ID3", ".mpeg"),
        ("../../etc", "/a", b"x\0", ".etc"),
        ("a/" + "b" * 999, "/a", b"x\0", "." + "b" * 40),
        ("", "/a", b"\0", ".unknown"),
    ],
)
def test_what_an_answer_is_taken_for(content_type: str, place: str, body: bytes, suffix: str) -> None:
    assert suffix_of(answer(body, content_type, f"https://wire.example{place}")) == suffix


def test_a_page_names_its_feed() -> None:
    page = b"<html><head><link rel=stylesheet href=a><LINK type='application/atom+xml' href='/feed' rel=\"alternate\">"
    assert feed_offered(page) == "/feed"
    assert feed_offered(b"<link rel='alternate' type='text/html' href='/de'>") is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Shells & drones ", "Shells & drones"),
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<script>alert(1)</script>Seen<style>p{}</style>", "Seen"),
        ("a<b>bo</b>ld\n  line", "abold line"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("&lt;b&gt; &amp; &#0;", "<b> & \ufffd"),
        ("<p>" * 5000 + "deep", "deep"),
    ],
)
def test_markup_becomes_paragraphs(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_an_entry_that_is_only_text_is_an_entry() -> None:
    entry = only(rss("<item><description>Kirby said so.</description></item>"))
    assert (entry.link, entry.text) == (None, "Kirby said so.")
    assert entry.name == entry.fingerprint
