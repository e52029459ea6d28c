"""Which texts are web addresses, how they are written, and where nobody is sent."""

from __future__ import annotations

import ipaddress

import pytest

from index.sources.web.addresses import address_of, followed, is_address
from index.sources.web.errors import FetchError
from index.sources.web.hosts import reach, reachable


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("HTTP://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://[2606:2800::1]/a", "https://[2606:2800::1]/a"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://example.org/a%20b?q=%C3%A9", "https://example.org/a%20b?q=%C3%A9"),
    ],
)
def test_an_address_is_written_in_one_way(typed: str, written: str) -> None:
    assert address_of(typed).written == written
    assert address_of(written).written == written


@pytest.mark.parametrize(
    "typed",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://user:secret\\@example.org/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://exa mple.org/",
        "http://example.org/a\r\nX-Header: 1",
        "http://example.org/\x1b[31m",
        "http://[::1/",
        "http://℀.example/",
        "http://a/" + "x" * 5000,
    ],
)
def test_what_is_no_address_to_be_fetched_is_refused_without_its_password(typed: str) -> None:
    assert is_address(typed)
    with pytest.raises(FetchError) as caught:
        address_of(typed)
    assert "secret" not in f"{caught.value} {caught.value.hint} {caught.value.locator}"


@pytest.mark.parametrize(
    "typed", ["news/a.txt", "/news", "C:\\news", "http", "https:/x", "www.example.org", "./http://x"]
)
def test_a_path_is_no_address(typed: str) -> None:
    assert not is_address(typed)


def test_links_are_resolved_where_they_stand() -> None:
    there = followed(address_of("https://example.org/news/feed.xml"), " ../story#top ")
    assert there.written == "https://example.org/story"


@pytest.mark.parametrize(
    ("number", "how_far"),
    [
        ("93.184.216.34", "public"),
        ("2606:2800:220:1::1", "public"),
        ("127.0.0.1", "private"),
        ("127.9.9.9", "private"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("198.18.0.1", "private"),
        ("::1", "private"),
        ("fd00::1", "private"),
        ("::ffff:127.0.0.1", "private"),
        ("::ffff:93.184.216.34", "public"),
        ("64:ff9b::a00:1", "private"),
        ("2002:7f00:1::", "private"),
        ("::127.0.0.1", "private"),
        ("169.254.169.254", "never"),
        ("::ffff:169.254.169.254", "never"),
        ("64:ff9b::a9fe:a9fe", "never"),
        ("2002:a9fe:a9fe::", "never"),
        ("fe80::1", "never"),
        ("224.0.0.1", "never"),
        ("ff02::1", "never"),
        ("240.0.0.1", "never"),
        ("255.255.255.255", "never"),
        ("0.0.0.0", "never"),
        ("0.1.2.3", "never"),
        ("::", "never"),
    ],
)
def test_how_far_an_address_reaches(number: str, how_far: str) -> None:
    assert reach(ipaddress.ip_address(number)) == how_far


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_this_machine_is_refused_however_it_is_written_unless_allowed(host: str) -> None:
    address = address_of(f"http://{host}/")
    with pytest.raises(FetchError) as caught:
        reachable(address, allow_private=False)
    assert "--allow-private" in caught.value.hint
    assert reachable(address, allow_private=True)


def test_the_addresses_of_no_page_are_refused_even_where_private_ones_are_allowed() -> None:
    with pytest.raises(FetchError):
        reachable(address_of("http://169.254.169.254/"), allow_private=True)
