"""Fetching: what is asked and how, what is followed, and everything that a server may do to us."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest
from web_server import Site, serving

from index.sources.web import hosts
from index.sources.web.addresses import address_of
from index.sources.web.errors import FetchError
from index.sources.web.fetching import Answer, Fetcher, Marks
from index.sources.web.limits import Limits

QUICK = Limits(delay=0, connect=1, read=0.3, total=0.6, size=100_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def fetch(address: str, limits: Limits = QUICK, marks: Marks | None = None) -> Answer | None:
    return Fetcher(limits).fetch(address_of(address), allow_private=True, marks=marks or Marks())


def body(address: str) -> bytes:
    answer = fetch(address)
    assert answer is not None
    return answer.body


def refused(address: str, limits: Limits = QUICK) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(address, limits)
    assert caught.value.locator == address_of(address).written
    assert caught.value.hint
    return caught.value


def test_a_page_comes_with_its_type_and_marks(site: Site) -> None:
    address = site.put("/a", "Shells", "Text/HTML; charset=utf-8", etag='"1"')
    answer = fetch(address)
    assert answer is not None
    assert (answer.body, answer.content_type, answer.marks) == (
        b"Shells",
        "text/html; charset=utf-8",
        Marks(etag='"1"'),
    )


def test_the_server_is_told_who_asks_and_for_which_host(site: Site) -> None:
    fetch(site.put("/a", "Shells"))
    [headers] = site.headers
    assert headers["User-Agent"].startswith("Dossier")
    assert headers["Host"] == site.address.removeprefix("http://")


def test_what_has_not_changed_since_its_marks_is_not_sent_again(site: Site) -> None:
    address = site.put("/a", "Shells", etag='"1"')
    assert fetch(address, marks=Marks(etag='"1"')) is None
    assert fetch(address, marks=Marks(etag='"0"')) is not None


def test_marks_that_could_smuggle_a_line_are_not_kept(site: Site) -> None:
    answer = fetch(site.put("/a", "x", headers={"ETag": '"é"', "Last-Modified": "x" * 1000}))
    assert answer is not None
    assert answer.marks == Marks()


def test_packed_answers_are_unpacked_also_in_several_parts(site: Site) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    assert body(site.put("/a", packed, headers={"Content-Encoding": "gzip"})) == b"one two"


def test_redirects_are_followed_and_tell_where_they_led(site: Site) -> None:
    site.put("/b", "there")
    answer = fetch(site.put("/a", status=301, headers={"Location": "b"}))
    assert answer is not None
    assert (answer.body, answer.given_by.target) == (b"there", "/b")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/a", "only http and https"),
        ("http://169.254.169.254/latest/meta-data", "no page comes from"),
        ("http://[fe80::1]/", "no page comes from"),
        ("http://0.0.0.0/", "no page comes from"),
        ("http://user:secret@example.org/", "has a login in it"),
        ("http://127.0.0.1:25/", "port 25"),
        ("/a", "in a circle"),
        ("http://127.0.0.1:1\\@x/", "has a login in it"),
    ],
)
def test_a_redirect_leads_nowhere_that_an_address_may_not(site: Site, target: str, reason: str) -> None:
    error = refused(site.put("/a", status=302, headers={"Location": target}))
    assert reason in str(error)
    assert "secret" not in str(error)


def test_redirects_end_somewhere(site: Site) -> None:
    for number in range(9):
        site.put(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    assert "more than 5 times" in refused(site.address + "/0").reason
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "reason", "passing"),
    [
        (401, "login", False),
        (403, "refuses", False),
        (404, "no such page", False),
        (410, "taken down", False),
        (429, "fewer visits", True),
        (451, "legal", False),
        (418, "418", False),
        (500, "trouble on the server (500)", True),
        (503, "trouble on the server (503)", True),
        (204, "no page in the answer (204)", False),
        (304, "no page in the answer (304)", False),
    ],
)
def test_an_answer_that_is_no_page_says_why(site: Site, status: int, reason: str, passing: bool) -> None:
    error = refused(site.put("/a", status=status))
    assert reason in error.reason
    assert error.passing is passing


def test_the_server_s_own_word_on_when_to_come_again_is_passed_on(site: Site) -> None:
    assert "5 min" in refused(site.put("/a", status=503, headers={"Retry-After": "300"})).hint


def endless(line: bytes) -> Callable[[BinaryIO], None]:
    def write(wire: BinaryIO) -> None:
        while True:
            wire.write(line)

    return write


def dripping(start: bytes, gone: threading.Event) -> Callable[[BinaryIO], None]:
    """A byte now and then, always before patience ends."""

    def write(wire: BinaryIO) -> None:
        wire.write(start)
        while not gone.wait(0.05):
            wire.write(b"x")
            wire.flush()

    return write


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "start",
    [b"", OK, OK + b"\r\n", OK + b"Content-Length: 9999\r\n\r\n", b"HTTP/1.1 302 Found\r\n"],
    ids=["status", "headers", "body", "measured body", "redirect"],
)
def test_a_server_that_drips_is_left_when_time_is_up(site: Site, start: bytes) -> None:
    gone = threading.Event()
    address = site.put("/a", raw=dripping(start, gone))
    try:
        error = refused(address)
    finally:
        gone.set()
    assert error.reason.startswith("timed out")
    assert error.passing


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\n", "timed out"),
        (OK + b"X-Header: " + b"y" * 60_000 + b"\r\n", "cannot be understood"),
        (OK + b"\r\n" + b"x" * 60_000, "larger than"),
        (b"220 mail.example.org ESMTP\r\n", "cannot be understood"),
        (b"x" * 70_000, "cannot be understood"),
    ],
    ids=["continue", "headers", "body", "mail", "one line"],
)
def test_a_server_that_never_ends_is_left(site: Site, line: bytes, reason: str) -> None:
    assert reason in refused(site.put("/a", raw=endless(line))).reason


def test_a_declared_size_is_believed_before_anything_is_read(site: Site) -> None:
    assert "larger than" in refused(site.put("/a", b"x", headers={"Content-Length": "999999999"})).reason


def test_a_bomb_is_refused_while_it_is_unpacked(site: Site) -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packing.compress(bytes(1 << 20)) for _ in range(40)) + packing.flush()
    assert "larger than" in refused(site.put("/a", bomb, headers={"Content-Encoding": "gzip"})).reason


@pytest.mark.parametrize(
    "given",
    [
        OK + b"Content-Length: 100\r\n\r\nabc",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 999)[:-9],
    ],
    ids=["measured", "in chunks", "packed"],
)
def test_an_answer_that_breaks_off_is_not_taken_for_whole(site: Site, given: bytes) -> None:
    assert refused(site.put("/a", raw=lambda wire: wire.write(given) and None)).passing


def test_a_packing_that_nobody_asked_for_is_refused(site: Site) -> None:
    assert "not asked for (br)" in refused(site.put("/a", b"x", headers={"Content-Encoding": "br"})).reason


def test_a_closed_port_and_an_unknown_host_are_told_apart() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "refuses the connection" in refused(f"http://127.0.0.1:{unused.getsockname()[1]}/").reason
    assert "no such host" in refused("http://nowhere.invalid/").reason


def test_plain_http_behind_https_is_no_safe_connection(site: Site) -> None:
    assert "no safe connection" in refused(site.address.replace("http:", "https:") + "/a").reason


def test_proxies_are_not_used_and_a_failure_says_so(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert body(site.put("/a", "straight")) == b"straight"
    assert "uses none" in refused("http://127.0.0.1:1/").hint


def test_a_host_is_connected_to_at_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for another address the second time is never asked for a second time."""
    port = int(site.address.rpartition(":")[2])
    answers = iter([[("93.184.216.34", port)], [("127.0.0.1", port)]])
    monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", one) for one in next(answers)])
    tried: list[object] = []

    def connect(where: object, timeout: float) -> socket.socket:
        tried.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError):
        Fetcher(QUICK).fetch(address_of(f"http://rebinding.example:{port}/"), allow_private=False, marks=Marks())
    assert tried == [("93.184.216.34", port)]


def test_a_host_rests_between_two_questions(site: Site) -> None:
    rests: list[float] = []
    fetcher = Fetcher(Limits(delay=30), sleep=rests.append)
    for _ in range(2):
        fetcher.fetch(address_of(site.put("/a", "x")), allow_private=True, marks=Marks())
    [rest] = rests
    assert 25 < rest <= 30
