"""Web addresses as sources: pages and feeds, what is fetched again and what is not, and what becomes of failures."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import FakeExtractor
from test_sync_files import numbers
from web_server import Page, Site, item, rss, serving

from index.answers import SourceRow
from index.library import Library
from index.records import Records
from index.settings import Settings
from index.sources.web.limits import Limits
from index.sync import Progress, SyncReport, WebOptions, sync

KIRBY = "John Kirby said that North Korea ships shells."
IRAN = "Iran denied that it sold drones to Russia."
FEED = "application/rss+xml"
QUICK = WebOptions(allow_private=True, limits=Limits(delay=0, connect=1, read=1, total=2))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def spooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where fetched files lie for a while."""
    folder = tmp_path / "spooled"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def run(settings: Settings, *sources: str, web: WebOptions = QUICK, told: list[Progress] | None = None) -> SyncReport:
    listener = told.append if told is not None else lambda _: None
    return sync(settings.archive, sources, settings, load=FakeExtractor, web=web, on_progress=listener)


def texts(settings: Settings) -> dict[str, str]:
    """The texts in the archive by their title."""
    with Library.open(settings.archive, settings) as library:
        return {one.title: library.open_article(one.article).text for one in library.articles()}


def sources(settings: Settings) -> tuple[SourceRow, ...]:
    with Library.open(settings.archive, settings) as library:
        return library.sources()


def failures(settings: Settings) -> dict[str, str]:
    with Library.open(settings.archive, settings) as library:
        return {failure.locator: failure.reason for failure in library.failures()}


def test_a_page_becomes_an_article_that_can_be_searched(settings: Settings, site: Site) -> None:
    address = site.put("/2022-11-03-shells", KIRBY)
    report = run(settings, address + "#comments")
    assert numbers(report) == {"new": 1}
    with Library.open(settings.archive, settings) as library:
        [hit] = library.search("shells").hits
        citation = library.open_article(hit.citation.article).citation
    assert citation.published is not None
    assert citation.published.value == "2022-11-03"
    with Records(settings.archive, "read") as records, records.view() as view:
        assert view.files.originals(address) == (KIRBY.encode(),)


def test_how_a_source_was_added_is_remembered(settings: Settings, site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(IRAN)
    page, feed = site.put("/page", KIRBY), site.put("/feed", rss(), FEED)
    run(settings, f"{tmp_path}/./a.txt", f"{page}#part", feed)
    assert [(row.kind, row.given, row.allow_private) for row in sources(settings)] == [
        ("path", f"{tmp_path}/./a.txt", False),
        ("page", f"{page}#part", True),
        ("feed", feed, True),
    ]
    assert all(row.added and row.last_sync for row in sources(settings))


def test_a_private_address_is_refused_and_makes_no_archive(settings: Settings, site: Site) -> None:
    report = run(settings, site.put("/a", KIRBY), web=WebOptions())
    [failure] = report.failed
    assert "--allow-private" in failure.hint
    assert not settings.archive.exists()
    assert site.asked == []


def test_what_was_allowed_once_is_remembered_with_the_source(settings: Settings, site: Site) -> None:
    address = site.put("/a", KIRBY)
    run(settings, address)
    plain = dataclasses.replace(QUICK, allow_private=False)
    assert numbers(run(settings, web=plain)) == {"unchanged": 1}
    assert numbers(run(settings, address, web=plain)) == {"unchanged": 1}
    assert numbers(run(settings, site.put("/b", KIRBY), web=plain)) == {"failed": 1}


def test_an_unchanged_page_is_asked_for_by_its_marks_and_not_read_again(settings: Settings, site: Site) -> None:
    address = site.put("/a", KIRBY, etag='"1"')
    run(settings, address)
    assert numbers(run(settings)) == {"unchanged": 1}
    assert site.headers[-1]["If-None-Match"] == '"1"'
    site.put("/a", IRAN, etag='"2"')
    assert numbers(run(settings)) == {"changed": 1}
    assert list(texts(settings).values()) == [IRAN]


def test_a_page_that_is_gone_is_a_failure_and_its_article_stays(settings: Settings, site: Site) -> None:
    address = site.put("/a", KIRBY, etag='"1"')
    run(settings, address)
    for status in (404, 410, 500):
        site.put("/a", status=status)
        assert numbers(run(settings)) == {"failed": 1}
    assert failures(settings)[address] == "trouble on the server (500)"
    assert list(texts(settings).values()) == [KIRBY]
    site.put("/a", KIRBY, etag='"1"')
    assert numbers(run(settings)) == {"unchanged": 1}
    assert failures(settings) == {}


def test_a_mistyped_address_is_not_added(settings: Settings, site: Site) -> None:
    good = site.put("/a", KIRBY)
    report = run(settings, site.address + "/nothing", good)
    assert numbers(report) == {"new": 1, "failed": 1}
    assert [row.locator for row in sources(settings)] == [good]


def test_a_page_that_says_something_else_by_its_redirect_keeps_its_address(settings: Settings, site: Site) -> None:
    site.put("/new", KIRBY)
    address = site.put("/old", status=301, headers={"Location": "/new"})
    run(settings, address)
    with Library.open(settings.archive, settings) as library:
        assert library.find_article(address)
        [citation] = library.articles()
    assert citation.url == site.address + "/new"


def test_a_page_of_a_format_that_is_not_read_says_so(settings: Settings, site: Site) -> None:
    report = run(settings, site.put("/a", b"\x89PNG\0", "image/png"))
    assert [failure.locator for failure in report.skipped] == [site.address + "/a"]


def test_a_page_that_offers_a_feed_says_which(settings: Settings, site: Site) -> None:
    page = site.put("/a", f'<link rel="alternate" type="application/rss+xml" href="/feed">{KIRBY}')
    report = run(settings, page)
    assert f"{page}: this page offers a feed: {site.address}/feed" in report.remarks


def test_every_entry_of_a_feed_is_fetched_once_with_what_the_feed_says_of_it(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY)
    site.put("/b", IRAN)
    date = "Thu, 03 Nov 2022 23:30:00 -0500"
    feed = site.put("/feed", rss(item("/a#top", "Shells", date=date, author="Jane Roe"), item("/b", "Drones")), FEED)
    assert numbers(run(settings, feed)) == {"new": 2}
    assert texts(settings) == {"Shells": KIRBY, "Drones": IRAN}
    with Library.open(settings.archive, settings) as library:
        citation = library.open_article(library.find_article(site.address + "/a")).citation
    assert (citation.outlet, citation.url) == ("Daily Wire", site.address + "/a")
    assert citation.published is not None
    assert citation.published.value == "2022-11-03"
    site.take_asked()
    assert numbers(run(settings)) == {"unchanged": 2}
    assert site.take_asked() == ["/feed"]


def test_only_new_and_changed_entries_are_fetched(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY)
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED)
    run(settings, feed)
    site.take_asked()
    site.put("/b", IRAN)
    site.put("/feed", rss(item("/b", "Drones"), item("/a", "Shells")), FEED)
    assert numbers(run(settings)) == {"new": 1, "unchanged": 1}
    assert site.take_asked() == ["/feed", "/b"]
    site.put("/a", KIRBY + " He said it twice.")
    site.put("/feed", rss(item("/b", "Drones"), item("/a", "Shells", text="Corrected")), FEED)
    assert numbers(run(settings)) == {"changed": 1, "unchanged": 1}
    assert site.take_asked() == ["/feed", "/a"]


def test_an_entry_whose_page_is_as_it_was_is_not_looked_at_a_third_time(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY, etag='"1"')
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED)
    run(settings, feed)
    site.put("/feed", rss(item("/a", "Shells", text="See")), FEED)
    site.take_asked()
    assert numbers(run(settings)) == {"unchanged": 1}
    assert numbers(run(settings)) == {"unchanged": 1}
    assert site.take_asked() == ["/feed", "/a", "/feed"]


def test_what_has_left_the_feed_stays(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY)
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED)
    run(settings, feed)
    site.put("/feed", rss(), FEED)
    assert numbers(run(settings)) == {}
    assert texts(settings) == {"Shells": KIRBY}


def test_an_unchanged_feed_is_asked_for_by_its_marks(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY)
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED, etag='"f"')
    run(settings, feed)
    assert numbers(run(settings)) == {"unchanged": 1}
    assert site.take_asked() == ["/feed", "/a", "/feed"]
    assert site.headers[-1]["If-None-Match"] == '"f"'


def test_what_failed_in_an_unchanged_feed_is_told_again(settings: Settings, site: Site) -> None:
    feed = site.put("/feed", rss(item("/gone", "Shells")), FEED, etag='"f"')
    assert numbers(run(settings, feed)) == {"failed": 1}
    assert numbers(run(settings)) == {"failed": 1}


def test_a_web_page_keeps_its_own_title(settings: Settings, site: Site) -> None:
    paragraphs = f"<p>{KIRBY} {'He had seen them. ' * 20}</p>" * 2
    head = "<title>Shells for the war - The Wire</title>"
    html = f"<html><head>{head}</head><body><article><h1>Shells for the war</h1>{paragraphs}</article></body></html>"
    site.put("/a", html, "text/html")
    run(settings, site.put("/feed", rss(item("/a", "Shells, says Kirby")), FEED))
    assert list(texts(settings)) == ["Shells for the war"]


def test_a_feed_of_which_something_is_left_is_asked_for_whole(settings: Settings, site: Site) -> None:
    entries = [item(f"/{number}", f"Story {number}") for number in range(3)]
    for number in range(3):
        site.put(f"/{number}", f"{KIRBY} {number}")
    feed = site.put("/feed", rss(*entries), FEED, etag='"f"')
    two = dataclasses.replace(QUICK, limits=dataclasses.replace(QUICK.limits, entries=2))
    first = run(settings, feed, web=two)
    assert numbers(first) == {"new": 2}
    assert any("1 more wait for the next sync" in remark for remark in first.remarks)
    assert numbers(run(settings, web=two)) == {"new": 1, "unchanged": 2}
    assert numbers(run(settings, web=two)) == {"unchanged": 3}


def test_where_a_page_cannot_be_had_the_feed_s_own_text_is_read(settings: Settings, site: Site) -> None:
    feed = site.put("/feed", rss(item("/gone", "Shells", text=KIRBY, date="Thu, 03 Nov 2022 01:00:00 GMT")), FEED)
    report = run(settings, feed)
    assert numbers(report) == {"new": 1}
    assert texts(settings) == {"Shells": KIRBY}
    assert [remark for remark in report.remarks if "no such page (404)" in remark and "feed's own text" in remark]
    site.take_asked()
    assert numbers(run(settings)) == {"unchanged": 1}
    assert site.take_asked() == ["/feed"]


def test_a_page_that_may_be_had_later_is_asked_for_again(settings: Settings, site: Site) -> None:
    site.put("/a", status=503)
    feed = site.put("/feed", rss(item("/a", "Shells", text="Kirby said so.")), FEED, etag='"f"')
    run(settings, feed)
    assert texts(settings) == {"Shells": "Kirby said so."}
    site.put("/a", KIRBY)
    assert numbers(run(settings)) == {"changed": 1}
    assert texts(settings) == {"Shells": KIRBY}
    assert numbers(run(settings)) == {"unchanged": 1}


def test_a_page_with_less_text_than_the_feed_gives_way_to_it(settings: Settings, site: Site) -> None:
    site.put("/a", "Please log in.")
    report = run(settings, site.put("/feed", rss(item("/a", "Shells", text=KIRBY)), FEED))
    assert texts(settings) == {"Shells": KIRBY}
    assert any("gives less text" in remark for remark in report.remarks)


def test_an_entry_without_text_whose_page_is_missing_is_a_failure_until_it_is_there(
    settings: Settings, site: Site
) -> None:
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED)
    assert numbers(run(settings, feed)) == {"failed": 1}
    assert list(failures(settings)) == [site.address + "/a"]
    site.put("/a", KIRBY)
    assert numbers(run(settings)) == {"new": 1}
    assert failures(settings) == {}


def test_links_of_a_feed_lead_nowhere_that_an_address_may_not(settings: Settings, site: Site) -> None:
    links = ("http://169.254.169.254/latest/", "file:///etc/passwd", "http://user:secret@127.0.0.1/")
    report = run(settings, site.put("/feed", rss(*(item(link, link, text=f"{KIRBY} {link}") for link in links)), FEED))
    assert numbers(report) == {"new": 3}
    assert site.asked == ["/feed"]


def test_a_damaged_feed_is_read_as_far_as_it_goes(settings: Settings, site: Site) -> None:
    site.put("/a", KIRBY)
    feed = site.put("/feed", rss(item("/a", "Shells")).partition("</channel>")[0], FEED)
    report = run(settings, feed)
    assert numbers(report) == {"new": 1}
    assert any("damaged feed" in remark for remark in report.remarks)


def test_a_feed_that_answers_with_a_page_is_a_failure_and_no_article(settings: Settings, site: Site) -> None:
    feed = site.put("/feed", rss(), FEED)
    run(settings, feed)
    site.put("/feed", "Please log in.")
    [failure] = run(settings).failed
    assert failure.reason == "is no feed any more"
    assert texts(settings) == {}
    site.put("/feed", rss(), FEED)
    assert numbers(run(settings)) == {}
    assert failures(settings) == {}


def test_the_addresses_that_are_asked_for_are_told_beside_the_files_that_are_read(
    settings: Settings, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(IRAN)
    told: list[Progress] = []
    run(settings, site.put("/a", KIRBY), str(tmp_path / "a.txt"), told=told)
    assert [progress.path for progress in told if progress.event == "fetch"] == [site.address + "/a"]
    assert told[-1].event == "done"
    assert told[-1].done == told[-1].total == 2


def test_nothing_is_left_in_the_spool(settings: Settings, site: Site, spooled: Path) -> None:
    site.put("/a", KIRBY)
    site.put("/b", "x")
    run(settings, site.put("/feed", rss(item("/a", "A"), item("/b", "B", text=IRAN), item("/c", "C")), FEED))
    assert list(spooled.iterdir()) == []


def test_an_interrupted_sync_does_not_think_that_the_feed_was_read(settings: Settings, site: Site) -> None:
    feed = site.put("/feed", rss(item("/a", "Shells"), item("/b", "Drones")), FEED, etag='"f"')
    site.put("/a", KIRBY)

    def listen(progress: Progress) -> None:
        if progress.path and progress.path.endswith("/b"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(settings.archive, [feed], settings, load=FakeExtractor, web=QUICK, on_progress=listen)
    site.pages["/b"] = Page(body=IRAN.encode())
    run(settings)
    assert sorted(texts(settings)) == ["Drones", "Shells"]


def test_a_page_that_is_also_an_entry_is_one_article(settings: Settings, site: Site) -> None:
    page = site.put("/a", KIRBY)
    feed = site.put("/feed", rss(item("/a", "Shells")), FEED)
    run(settings, page, feed)
    site.take_asked()
    assert run(settings).articles == 1
    run(settings)
    assert site.take_asked() == ["/a", "/feed", "/a", "/feed"]


def test_a_link_to_what_is_not_read_is_fetched_once(settings: Settings, site: Site) -> None:
    site.put("/talk", b"ID3\0", "audio/mpeg")
    feed = site.put("/feed", rss(item("/talk", "A talk")), FEED)
    run(settings, feed)
    site.take_asked()
    run(settings)
    assert site.take_asked() == ["/feed"]


def test_what_failed_is_fetched_again_on_request(settings: Settings, site: Site) -> None:
    site.put("/talk", b"ID3\0", "audio/mpeg")
    feed = site.put("/feed", rss(item("/talk", "A talk")), FEED)
    run(settings, feed)
    site.put("/talk", KIRBY)
    report = sync(settings.archive, [], settings, load=FakeExtractor, web=QUICK, retry=True)
    assert numbers(report) == {"new": 1}


def test_how_much_is_fetched_of_a_feed_is_a_setting(settings: Settings, site: Site) -> None:
    for number in range(2):
        site.put(f"/{number}", f"{KIRBY} {number}")
    feed = site.put("/feed", rss(item("/0", "A"), item("/1", "B")), FEED)
    chosen = dataclasses.replace(settings, fetch_delay=0.0, feed_entries=1)
    assert numbers(run(chosen, feed, web=WebOptions(allow_private=True))) == {"new": 1}
