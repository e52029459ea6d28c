"""Web pages in the manner of news sites, for the tests of their reader: every template lays the same text out anew."""

import json

TITLE = "Norland boats fire warning shots at trawlers"
PARAGRAPHS = (
    "HALVORSK, May 4 — The defence ministry of Norland said on Thursday that its boats had fired warning shots.",
    "“They ignored three calls by radio,” said Colonel Ida Brekke, a spokeswoman for the ministry.",
    "The owner of the trawlers, Marlow Fisheries, denied that its captains had been called.",
    "Opposition leader Anna Dahl called the shots “a reckless show” and demanded an inquiry.",
    "Westmark’s embassy declined to comment.",
)
TEXT = "\n\n".join([TITLE, *PARAGRAPHS])
_MENU = "".join(f"<li><a href='/{place}'>{place}</a></li>" for place in ("Home", "World", "Politics", "Opinion"))
NAVIGATION = f"<nav class='main'><ul>{_MENU}</ul></nav>"
FOOTER = "<footer><p>© The Harbour Gazette. Nothing on this page may be copied without being asked for.</p></footer>"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
HEADLINE = f"<h1>{TITLE}</h1>"


def page(body: str, head: str = "", *, title: str = TITLE) -> str:
    """A page with this body between a menu and a footer."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><header>{NAVIGATION}</header>{body}{FOOTER}</body></html>"
    )


def linked_data(**fields: object) -> str:
    """A script with what the page says of itself as JSON-LD."""
    told = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{told}</script>'


_READER = "<li class='comment'><div class='text'><p>I was there in {} and nobody was called by radio.</p></div>"
_READERS = "".join(map(_READER.format, range(1960, 2000)))
_BOILERPLATE = "<script async src='https://cdn.example/v0.js'></script><noscript><style>body{}</style></noscript>"
TEMPLATES = {
    "article": page(f"<main><article>{HEADLINE}{BODY}</article></main>"),
    "newspaper": page(
        f"<main><article><header>{HEADLINE}<div class='byline'>By <a rel='author' href='/m'>Mary Stone</a></div>"
        "</header><figure><img src='a.jpg'><figcaption>A boat of the navy.</figcaption></figure>"
        f"<div class='article-body'>{BODY}<aside class='related'><h3>Read more</h3>"
        "<a href='/x'>The trawler war of 1976 and how it began</a></aside></div></article>"
        "<section class='newsletter'><h2>Morning brief</h2><p>Get the headlines of the day by mail, every day.</p>"
        "</section><ol><li><a href='1'>Budget: what we know so far about the plans</a></li></ol></main>"
    ),
    "AMP": page(
        f"<article class='amp-wp-article'><header>{HEADLINE}</header><amp-img src='a.jpg'></amp-img>"
        f"<div class='amp-wp-article-content'>{BODY}</div></article>",
        _BOILERPLATE,
    ),
    "blog with comments": page(
        f"<main><article class='post hentry'><h1 class='entry-title'>{TITLE}</h1><div class='entry-content'>{BODY}"
        f"</div></article><div id='comments'><ol class='comment-list'>{_READERS}</ol></div></main>"
    ),
    "nested tables": page(
        "<table><tr><td><font size=1><a href=i>Front page</a><br><a href=w>World</a></font></td><td><table><tr><td>"
        f"<font size=5><b>{TITLE}</b></font><br><br>{'<br><br>'.join(PARAGRAPHS)}<br><br></td></tr></table></td></tr>"
        "</table>"
    ),
    "blocks without paragraphs": page(
        f"<div class='content'><div class='headline'>{TITLE}</div><div class='text'>"
        + "".join(f"<div class='block'>{text}</div>" for text in PARAGRAPHS)
        + "</div></div>"
    ),
    "a megabyte of script": page(f"<script>{'var a = 1;' * 100_000}</script><article>{HEADLINE}{BODY}</article>"),
    "pictures inside": page(f"<article>{HEADLINE}<img src='data:image/png;base64,{'iVBOR' * 60_000}'>{BODY}</article>"),
    "paragraphs never closed": page(f"<article>{HEADLINE}<p>{'<p>'.join(PARAGRAPHS)}</span></i></article>"),
    "XHTML": '<?xml version="1.0" encoding="UTF-8"?>'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Shots</title></head>'
    f"<body><div>{HEADLINE}{BODY}</div></body></html>",
}
"""Each of them gives TEXT."""
