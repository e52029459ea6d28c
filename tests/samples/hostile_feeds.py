"""Feeds to be fuzzed: good ones, ones made to do harm, and how one is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.errors import SourceError
from index.sources import Document, read_bytes
from index.sources.web.addresses import address_of
from index.sources.web.content import is_feed
from index.sources.web.errors import FetchError
from index.sources.web.feeds import feed_of
from index.sources.web.fetching import Answer, Marks

_STORY = "<p>Iran &amp; Russia denied it.</p><p>John Kirby said so.</p>"
_RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Daily Wire</title><link>https://wire.example/</link>
<item><title>Shells &#38; drones</title><link>/a#top</link><guid>a</guid><dc:creator>Jane Roe</dc:creator>
<pubDate>Tue, 08 Nov 2022 23:30:00 -0500</pubDate><description><![CDATA[{_STORY}]]></description></item>
<item><title>Answer</title><link>https://wire.example/b</link><content:encoded><![CDATA[{_STORY}]]></content:encoded>
</item></channel></rss>"""
_ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/">
<title>Evening Post</title><entry><id>urn:1</id><title type="html">Drones &lt;i&gt;over&lt;/i&gt; Ukraine</title>
<link rel="alternate" href="story"/><updated>2022-10-18T23:30:00+03:00</updated><author><name>Jane Roe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ukraine said so.</p></div></content>
</entry></feed>"""
_RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Old Wire</title></channel>
<item rdf:about="https://old.example/a"><title>Shells</title><link>https://old.example/a</link>
<description>Shells were sent.</description></item></rdf:RDF>"""


def samples() -> Sequence[bytes]:
    """One of each kind."""
    return [_RSS.encode(), _ATOM.encode(), _RDF.encode(), _RSS.replace("utf-8", "utf-16").encode("utf-16")]


def hostile(harm: int) -> Mapping[str, bytes]:
    """By what they do."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))

    def rss(items: str, declared: str = "") -> bytes:
        doctype = f"<!DOCTYPE rss [{declared}]>" if declared else ""
        return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel>{items}</channel></rss>'.encode()

    text = "<item><description>{}</description></item>"
    return {
        "entities that grow": rss(text.format("&l9;"), laughs),
        "one entity many times": rss(text.format("&a;" * (harm // 10)), f'<!ENTITY a "{"a" * (harm // 10)}">'),
        "an entity that is a file": rss(text.format("&a;"), '<!ENTITY a SYSTEM "file:///etc/passwd">'),
        "an entity from elsewhere": rss(text.format("&a;"), '<!ENTITY a SYSTEM "http://127.0.0.1:9/">'),
        "declarations without end": b"<rss><!DOCTYPE " + b"<!ENTITY " * harm,
        "a doctype without end": b"<?x " * harm + b"<!DOCTYPE rss [" + b"[" * harm,
        "tags nested deep": b"<rss>" + b"<a>" * harm,
        "entries nested deep": b"<rss><channel>" + b"<item><title>" * (harm // 2),
        "markup nested deep": rss(text.format("<![CDATA[" + "<p><div>" * harm + "]]>")),
        "markup that does not close": rss(text.format("<p>" * harm)),
        "script that does not close": rss(text.format("<![CDATA[<script>" + "x" * harm + "]]>")),
        "half tags": rss(text.format("<![CDATA[" + "<a " * harm + "]]>")),
        "attributes": b"<rss " + b" ".join(b'a%d="x"' % n for n in range(harm)) + b">",
        "ampersands": rss(text.format("&" * harm)),
        "references": rss(text.format("&#x1F600;" * harm)),
        "halves of pairs and NUL": rss(text.format("&#xD800;&#0;\0\x1b[31m" * (harm // 100))),
        "many entries": rss("".join(f"<item><link>/{n}</link><title>{n}</title></item>" for n in range(harm // 10))),
        "the same entry": rss("<item><link>/a</link></item>" * (harm // 10)),
        "a long title": rss(f"<item><link>/a</link><title>{'x' * harm}</title></item>"),
        "a long link": rss(f"<item><link>/{'x' * harm}</link></item>"),
        "a long date": rss(f"<item><link>/a</link><pubDate>{'9' * harm}</pubDate></item>"),
        "dates": rss("<item><link>/a</link><pubDate>Thu, 99 Nov 99999 99:99:99 +9999</pubDate></item>"),
        "blanks": rss(text.format(" \n" * harm)),
        "commas in a date": rss(f"<item><link>/a</link><pubDate>{', ' * harm}</pubDate></item>"),
        "an encoding that is none": _RSS.replace("utf-8", "x-none").encode(),
        "an encoding that packs": _RSS.replace("utf-8", "zlib_codec").encode(),
    }


def read(raw: bytes) -> Iterator[Document | SourceError]:
    """Every entry that brings its own text. Raises SourceError where it is no feed."""
    address = address_of("https://wire.example/feed.xml")
    if not is_feed(raw):
        raise FetchError(address.written, "is no feed", hint="Sync the page.")
    answer = Answer(given_by=address, body=raw, content_type="application/rss+xml", marks=Marks())
    entries = [entry for entry in feed_of(answer).entries if entry.text]
    if not entries:
        raise FetchError(address.written, "has no text of its own", hint="What it links to is fetched.")
    for entry in entries:
        yield from read_bytes(entry.text.encode(), "entry.txt")
