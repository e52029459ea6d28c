"""Web pages for the fuzzer: good ones, and ones made to do harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from samples.sample_pages import BODY, HEADLINE, TEMPLATES, linked_data, page

_CODECS = ("utf-7", "rot13", "base64", "unicode_escape", "idna", "punycode", "raw_unicode_escape", "undefined", "mbcs")


def samples() -> Sequence[bytes]:
    """Pages of several templates, none of them large."""
    head = linked_data(headline="Shots", author=[{"@type": "Person", "name": "Mary Stone"}], datePublished="2023-05-04")
    pages = [written.encode() for written in TEMPLATES.values() if len(written) < 20_000]
    old = TEMPLATES["nested tables"].replace("charset='utf-8'", "charset=windows-1252").encode("cp1252", "replace")
    return [*pages, page(f"<article>{HEADLINE}{BODY}</article>", head).encode(), old]


def saved_samples() -> Sequence[bytes]:
    """Pages saved whole by a browser."""
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://gazette.example/shots"
    message.set_content(page(f"<article>{HEADLINE}{BODY}</article>"), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG" * 50, "image", "png")
    return [message.as_bytes()]


def hostile(size: int) -> Mapping[str, bytes]:
    """Pages that nest, repeat and grow without end."""
    article = f"<article>{HEADLINE}{BODY}</article>"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bodies = {
        "nested blocks": "<div>" * size + BODY,
        "nested letters never closed": "<b><i>" * size + BODY,
        "nested tables": "<table><tr><td>" * size + BODY,
        "nested lists": "<ul><li>" * size + BODY,
        "nested quotations with text": "<blockquote>He said." * size + BODY,
        "an attribute without end": f"<p title='{'a' * size * 50}'>{BODY}",
        "very many attributes": f"<p {' '.join(f'a{n}=1' for n in range(size))}>{BODY}",
        "scripts never closed": "<script>" * size + BODY,
        "comments never closed": "<!--" * size + BODY,
        "only brackets": "<" * size * 10,
        "links": f"{article}{'<a href=x>link</a>' * size}",
        "line breaks": f"<article>{'He said.<br>' * size}{'<br>' * size}</article>",
        "paragraphs": f"<article>{'<p>He said that it was so, and then more.</p>' * size}</article>",
        "one paragraph": f"<p>{'He said that it was so. ' * size}</p>",
        "headings": "".join(f"<h1>Heading {n}</h1>" for n in range(size)) + BODY,
        "dates": "<div class=date>Posted</div><time>x</time>" * size + article,
        "text with digits": f"<div class=date>{'1' * size}</div><p>Posted {'2' * size}</p>{article}",
        "lines of a fixed width": f"<pre>{'a line of some letters that is as wide as the others are' * 2}\n"
        * (size // 100),
        "embedded files": f"{'data:a/b;base64,' * size}{article}",
        "breaks that never end": f"{'<br ' * size}{article}",
        "spaces": f"<p>{' ' * size * 50}</p>{article}",
        "entities": f"<p>{'&amp;#0;&nbsp;&#xD800;&#x110000;' * size}</p>{article}",
        "images": f"{'<img src=a.jpg alt=b>' * size}{article}",
        "hidden": f"{'<div style=display:none>' * 100}{'a b c d e f g h. ' * size}{article}",
        "unknown elements": "".join(f"<x{n}>" for n in range(size)) + article,
        "rows": f"<table>{'<tr><td>a<td>b' * size}</table>{article}",
    }
    heads = {
        "linked data nested": f'<script type="application/ld+json">{"[" * size}{"]" * size}</script>',
        "linked data without end": f'<script type="application/ld+json">{{"a":"{"b" * size * 50}"}}</script>',
        "linked data broken": f'<script type="application/ld+json">{{{chr(34)}author{chr(34)}:{"{" * size}</script>',
        "very many authors": linked_data(author=[{"@type": "Person", "name": f"N {n}"} for n in range(size)]),
        "a title without end": f"<title>{'title - ' * size}</title>",
        "metadata": "".join(f"<meta name=author content='A. Writer {n}'>" for n in range(size)),
        "an address without end": f"<link rel=canonical href='https://x.example/{'a/' * size}'>",
    }
    made = {what: page(body).encode() for what, body in bodies.items()}
    made |= {what: page(article, head).encode() for what, head in heads.items()}
    made |= {f"declared as {name}": f"<meta charset={name}>{article}".encode() for name in _CODECS}
    made["entities that grow"] = f'<!DOCTYPE a [<!ENTITY e0 "a">{entities}]><p>&e11;</p>{article}'.encode()
    made["zeros"] = b"\0" * size * 10
    made["controls"] = bytes(range(32)) * size
    made["not closed at all"] = b"<p " * size
    return made
