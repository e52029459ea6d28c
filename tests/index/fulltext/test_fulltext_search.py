from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_index import aliases, article, found, knows, ranked, read, searching, texts

from index.errors import QueryError
from index.fulltext import Searcher, lexicon

ARTICLES = [
    article(
        "kyiv",
        "Iranian drones struck Kyiv. Officials told us that shells ran out.",
        title="Drones over Kyiv",
        outlet="The Kyiv Post",
        published="2022-10-05",
    ),
    article(
        "pyongyang",
        "The DPRK denied that it shipped shells, and agreed to a cease-fire.",
        title="A denial",
        outlet="Reuters",
        published="2022-11",
    ),
    article(
        "washington",
        "The U.S. said North Korea hides its shipments. North Korean officials were silent.",
        title="US accuses Pyongyang",
        outlet="Reuters",
        published="2022-11-03",
    ),
    article("undated", "Erdoğan’s government called the ceasefire Türkiye's success.", title="Ankara"),
]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with searching(tmp_path_factory.mktemp("news"), ARTICLES) as searcher:
        yield searcher


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shells", {"kyiv", "pyongyang"}),
        ("shell", {"kyiv", "pyongyang"}),
        ('"shell"', set()),
        ("shipping", {"pyongyang"}),
        ("denial denied", {"pyongyang"}),
        ("drones officials", {"kyiv"}),
        ("accuses silent", {"washington"}),
        ('"accuses the"', set()),
        ('"North Korea"', {"washington"}),
        ('"Korea North"', set()),
        ('"north korean"', {"washington"}),
        ("erdogan", {"undated"}),
        ("Erdoğan's", {"undated"}),
        ("turkiye", {"undated"}),
        ("ceasefire", {"pyongyang", "undated"}),
        ("cease-fire", {"pyongyang", "undated"}),
        ('"cease-fire"', {"pyongyang"}),
        ("US", {"washington"}),
        ("U.S.", {"washington"}),
        ("us", {"kyiv", "washington"}),
        ("title:drones", {"kyiv"}),
        ("title:shells", set()),
        ("text:pyongyang", set()),
        ("shells OR silent", {"kyiv", "pyongyang", "washington"}),
        ("shells -drones", {"pyongyang"}),
        ("-shells", {"washington", "undated"}),
        ("-shells -erdogan", {"washington"}),
        ("shells OR -officials", {"kyiv", "pyongyang", "undated"}),
        ("officials (shells OR shipments)", {"kyiv", "washington"}),
        ("off*", {"kyiv", "washington"}),
        ("*ship*", {"pyongyang", "washington"}),
        ("sh*ls", {"kyiv", "pyongyang"}),
        ("title:py*", {"washington"}),
        ("cease-f*", {"pyongyang", "undated"}),
        ("zz*", set()),
        ("*", {"kyiv", "pyongyang", "washington", "undated"}),
        ("nothing", set()),
        ("outlet:reuters", {"pyongyang", "washington"}),
        ("outlet:REUTERS silent", {"washington"}),
        ("outlet:post", {"kyiv"}),
        ('outlet:"the kyiv post"', {"kyiv"}),
        ('outlet:"kyiv post"', {"kyiv"}),
        ('outlet:"post kyiv"', set()),
        ("outlet:pos", set()),
        ("date:2022", {"kyiv", "pyongyang", "washington"}),
        ("date:2022-10", {"kyiv"}),
        ("date:2022-11-03", {"pyongyang", "washington"}),
        ("date:2022-11-04", {"pyongyang"}),
        ("date:2022-10-06..", {"pyongyang", "washington"}),
        ("date:..2022-10-31", {"kyiv"}),
        ("date:2022-10-05..2022-11-01", {"kyiv", "pyongyang"}),
        ("-date:2022", {"undated"}),
        ("date:2022-10 OR silent", {"kyiv", "washington"}),
    ],
)
def test_a_query_finds_articles(news: Searcher, text: str, expected: set[str]) -> None:
    assert found(news, text) == expected
    ranking = news.rank(read(text), limit=10)
    assert ranking.total == len(expected)
    assert {name for name, _ in ranking.scored} == expected


def test_what_the_archive_answers_stands_inside_the_boolean_tree(news: Searcher) -> None:
    resolve = knows({"actor:Iran": {"washington", "not indexed"}, "status:denied": {"pyongyang"}})
    assert found(news, "actor:Iran OR shells", resolve=resolve) == {"washington", "kyiv", "pyongyang"}
    assert found(news, "shells -status:denied", resolve=resolve) == {"kyiv"}
    assert found(news, "actor:Iran", resolve=resolve) == {"washington"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DPRK", ["pyongyang", "washington"]),
        ("North Korea", ["washington", "pyongyang"]),
        ('"North Korea"', ["washington", "pyongyang"]),
        ("alias:off DPRK", ["pyongyang"]),
        ("DPRK officials", ["washington"]),
    ],
)
def test_other_names_are_found_below_the_one_that_was_typed(news: Searcher, text: str, expected: list[str]) -> None:
    assert ranked(news, text, names=aliases) == expected


def test_a_name_typed_once_stands_above_another_name_repeated(tmp_path: Path) -> None:
    filler = "weather " * 20
    articles = texts(
        typed=f"The DPRK fired. {filler}",
        other=f"North Korea fired. North Korea. North Korea. North Korea. {filler}",
        **{f"more{number}": f"The DPRK. {filler}{filler}" for number in range(9)},
    )
    with searching(tmp_path, articles) as searcher:
        order = ranked(searcher, "DPRK", names=aliases)
    assert order[0] == "typed"
    assert order[-1] == "other"


def test_any_words_ranks_articles_with_more_of_them_first(news: Searcher) -> None:
    assert ranked(news, "shells drones kyiv", any_words=True) == ["kyiv", "pyongyang"]


def test_the_printed_form_counts_more_than_an_inflection(tmp_path: Path) -> None:
    with searching(tmp_path, texts(one="a shell fell", two="the shells fell", three="rain fell")) as searcher:
        assert ranked(searcher, "shells") == ["two", "one"]
        assert ranked(searcher, "shell") == ["one", "two"]


def test_the_title_counts_more_than_the_text(tmp_path: Path) -> None:
    articles = [
        article("text", "Drones fell here", title="Weather report"),
        article("title", "Weather was fine", title="Drones fell"),
    ]
    with searching(tmp_path, articles) as searcher:
        assert ranked(searcher, "drones") == ["title", "text"]


def test_rare_words_and_short_texts_count_more(tmp_path: Path) -> None:
    common = {f"common{number}": "officials spoke" for number in range(9)}
    with searching(tmp_path, texts(rare="sarin spoke", long="sarin spoke" + " on" * 50, **common)) as searcher:
        assert ranked(searcher, "sarin OR officials")[0] == "rare"
        assert ranked(searcher, "sarin") == ["rare", "long"]


def test_scores_are_those_of_bm25(tmp_path: Path) -> None:
    with searching(tmp_path, texts(one="a b", two="c d")) as searcher:
        [(_, score)] = searcher.rank(read('"a"'), limit=1).scored
    assert score == pytest.approx(0.6931471806)  # ln(1 + 1.5/1.5) * 2.2 * 1 / (1 + 1.2)


def test_equal_scores_stand_newest_first_then_by_id(tmp_path: Path) -> None:
    articles = [
        article("b", "drones", published="2022-01-02"),
        article("c", "drones"),
        article("d", "drones", published="2022-03"),
        article("a", "drones", published="2022-01-02"),
    ]
    with searching(tmp_path, articles) as searcher:
        assert ranked(searcher, "drones") == ["d", "a", "b", "c"]
        assert (
            searcher.rank(read("drones"), limit=2, offset=1).scored == searcher.rank(read("drones"), limit=3).scored[1:]
        )
        assert searcher.rank(read("drones"), limit=0).total == 4


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["washington", "pyongyang", "kyiv", "undated"]),
        ("oldest", ["kyiv", "pyongyang", "washington", "undated"]),
    ],
)
def test_answers_can_stand_in_order_of_time(news: Searcher, sort: str, expected: list[str]) -> None:
    assert ranked(news, "*", sort=sort) == expected


def test_an_answer_can_be_restricted_to_some_articles(news: Searcher) -> None:
    ranking = news.rank(read("shells"), limit=5, restrict=frozenset({"kyiv", "washington", "elsewhere"}))
    assert ranking.total == 1
    assert [name for name, _ in ranking.scored] == ["kyiv"]
    assert news.matching(read("shells"), restrict=frozenset()) == frozenset()


def test_a_prefix_of_too_many_words_is_cut_to_the_frequent_ones_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "MOST_EXPANDED", 3)
    named = {f"a{number}": f"drone{number} drone0" for number in range(9)}
    with searching(tmp_path, texts(**named)) as searcher:
        ranking = searcher.rank(read("drone*"), limit=20)
        again = searcher.rank(read("drone*"), limit=20)
    assert ranking.total == 9
    assert ranking.remarks == ("drone* matches 9 words; the 3 most frequent were searched.",)
    assert again == ranking


def test_the_words_looked_at_for_a_pattern_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "MOST_SCANNED", 4)
    with searching(tmp_path, texts(one="drone1 drone2 drone3 drone4 drone5 drone6")) as searcher:
        [remark] = searcher.rank(read("*rone*"), limit=5).remarks
    assert remark == "*rone* matches more than 4 words; the 4 most frequent were searched."


def test_the_postings_read_for_a_pattern_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "MOST_POSTINGS", 5)
    with searching(tmp_path, texts(**{f"a{number}": f"drones drone{number}" for number in range(5)})) as searcher:
        ranking = searcher.rank(read("drone*"), limit=5)
    assert ranking.total == 5
    assert ranking.remarks == ("drone* matches 6 words; the 1 most frequent were searched.",)


@pytest.mark.parametrize("text", ["(" * 5000, "*" * 1999, "a" * 1999, " OR ".join(["ab*"] * 60), "(a " * 19 + ")" * 19])
def test_monstrous_queries_are_answered_or_refused(news: Searcher, text: str) -> None:
    with contextlib.suppress(QueryError):
        assert news.rank(read(text), limit=5).total >= 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dronse", "drones"), ("shels", "shells"), ("kiyv", "kyiv"), ("yKiv", "kyiv"), ("Erdogen", "erdogan")],
)
def test_a_misspelled_word_gets_a_suggestion(news: Searcher, typed: str, meant: str) -> None:
    assert meant in news.near(typed, 3)


def test_nothing_is_suggested_for_what_resembles_nothing(news: Searcher) -> None:
    assert news.near("xyzzyxyzzy", 3) == ()
    assert news.near("two words", 3) == ()
    assert news.near("", 3) == ()


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    with searching(tmp_path, []) as searcher:
        for text in ("drones", "-drones", "*", '"a b"', "dr*", "date:2022", "outlet:x"):
            assert found(searcher, text) == set()
        assert searcher.near("drones", 3) == ()


def test_odd_articles_are_indexed(tmp_path: Path) -> None:
    articles = [
        article("empty"),
        article("blob", "x" * 200_000),
        article("surrogate", "a \ud800 b", title="\udfff", outlet="\ud800"),
        article("control", "drone\x00strike \x1b[31m"),
    ]
    with searching(tmp_path, articles) as searcher:
        assert found(searcher, "*") == {"empty", "blob", "surrogate", "control"}
        assert found(searcher, "strike") == {"control"}
        assert found(searcher, '"a b"') == {"surrogate"}


def test_threads_take_turns(news: Searcher) -> None:
    wrong: list[object] = []

    def ask(text: str, expected: set[str]) -> None:
        for _ in range(30):
            if found(news, text) != expected:
                wrong.append(text)

    asked = [('"north korea"', {"washington"}), ("shells", {"kyiv", "pyongyang"}), ("off*", {"kyiv", "washington"})]
    threads = [threading.Thread(target=ask, args=pair) for pair in asked * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
