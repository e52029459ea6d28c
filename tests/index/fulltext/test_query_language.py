from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_index import aliases, knows, read, shape

from index.errors import AmbiguousName, QueryError
from index.fulltext import Query, parse

READ = [
    ("shells", "shells"),
    ("Shells!", "shells"),
    ("shells drones", "and(shells, drones)"),
    ("shells AND drones AND iran", "and(shells, drones, iran)"),
    ("shells OR drones OR iran", "or(shells, drones, iran)"),
    ("kyiv shells OR drones", "and(kyiv, or(shells, drones))"),
    ("kyiv AND shells OR drones", "and(kyiv, or(shells, drones))"),
    ("(kyiv shells) OR drones", "or(and(kyiv, shells), drones)"),
    ("or and not", "and(or, and, not)"),
    ("shells NOT drones", "and(shells, not(drones))"),
    ("shells -drones", "and(shells, not(drones))"),
    ("-drones", "not(drones)"),
    ("NOT (shells OR drones)", "not(or(shells, drones))"),
    ("shells OR NOT drones", "or(shells, not(drones))"),
    ("shells - drones", "and(shells, drones)"),
    ("(-shells)", "not(shells)"),
    ('"North Korea"', '"north korea"'),
    ("“North Korea” shells", 'and("north korea", shells)'),
    ('„North Korea" «shells»', 'and("north korea", "shells")'),
    ('-"North Korea" shells', 'and(not("north korea"), shells)'),
    ("cease-fire", 'spellings("cease fire", ceasefire)'),
    ('"cease-fire"', '"cease fire"'),
    ("9/11", '"9 11"'),
    ("U.S.", "US"),
    ("US officials", "and(US, officials)"),
    ("muni*", "muni*"),
    ("*shell*", "*shell*"),
    ("sh**ls", "sh*ls"),
    ("cease-fir*", "ceasefir*"),
    ("*", "all"),
    ("title:drones", "title:drones"),
    ("title:(drones shells) kyiv", "and(and(title:drones, title:shells), kyiv)"),
    ('TEXT:"drone strikes"', 'text:"drone strikes"'),
    ("title: drones", "title:drones"),
    ("-title:drones", "not(title:drones)"),
    ("outlet:reuters", 'outlet:"reuters"'),
    ('outlet:"The Kyiv Post"', 'outlet:"the kyiv post"'),
    ("date:2022-10", "2022-10-01..2022-10-31"),
    ("date:2022-10..2022-11-03", "2022-10-01..2022-11-03"),
    ('date:"2022"', "2022-01-01..2022-12-31"),
    ("date:(2022-10 OR 2022-12)", "or(2022-10-01..2022-10-31, 2022-12-01..2022-12-31)"),
    ("US: North Korea Ships Shells", "and(US, north, korea, ships, shells)"),
    ("at 10:30", "and(at, 10:30)"),
    ("http://example.org", '"http example org"'),
    ("((shells))", "shells"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_query_becomes_a_tree(text: str, expected: str) -> None:
    assert shape(read(text).tree) == expected


WRONG = [
    ("", 0, 0, "no word"),
    ("   ", 0, 3, "no word"),
    ("!?", 0, 2, "no word"),
    ('shells "North Ko', 7, 16, "no partner"),
    ("shells “North Ko", 7, 16, "no partner"),
    ('""', 0, 2, "no word between"),
    ("shells OR", 7, 9, "OR needs a word after"),
    ("shells AND", 7, 10, "AND needs a word after"),
    ("shells NOT", 7, 10, "NOT needs a word after"),
    ("OR shells", 0, 2, "OR needs a word before"),
    ("shells OR OR drones", 10, 12, "OR needs a word before"),
    ("shells NOT NOT drones", 7, 14, "twice"),
    ("(shells", 0, 7, "not closed"),
    ("shells)", 6, 7, "closes nothing"),
    ("shells ()", 7, 9, "nothing between"),
    ("(shells OR) drones", 8, 10, "OR needs a word after"),
    ("actor:", 0, 6, "actor: needs a value"),
    ("title: OR shells", 0, 7, "title: needs a value"),
    ("title:date:2022", 0, 6, "title: needs a value"),
    ("actr:Kirby", 0, 4, "No field is called 'actr'"),
    ('actr:"John Kirby"', 0, 4, "No field is called 'actr'"),
    ("date:soon", 5, 9, "'soon' is not a date"),
    ("date:2022..2021", 5, 15, "ends before it begins"),
    ("kyiv a*", 5, 7, "too many words"),
    ("*a*", 0, 3, "too many words"),
    ('"north kor*"', 10, 11, "between quotation marks"),
    ("outlet:reu*", 7, 11, "* does not work in outlet:"),
    ("actor:Atlantis", 6, 14, "no actor named 'Atlantis'"),
    ('"North Korea"~3', 13, 15, "~"),
    ("alias:maybe shells", 0, 11, "either on or off"),
    ("(" * 30 + "x" + ")" * 30, 20, 21, "deeper"),
    ("shells " * 200, 840, 1400, "more than 120 parts"),
    ("x" * 3000, 2000, 3000, "longer than 2,000"),
]


@pytest.mark.parametrize(("text", "start", "end", "message"), WRONG)
def test_a_wrong_query_is_told_what_and_where(text: str, start: int, end: int, message: str) -> None:
    with pytest.raises(QueryError) as raised:
        read(text)
    assert message in str(raised.value)
    assert (raised.value.start, raised.value.end) == (start, end)
    assert raised.value.query == text


def test_the_nearest_names_are_offered_for_an_unknown_actor() -> None:
    with pytest.raises(QueryError) as raised:
        read("actor:Iram")
    assert "Iran" in raised.value.hint


def test_an_ambiguous_actor_is_a_wrong_query_with_its_place() -> None:
    def resolve(field: str, value: str) -> frozenset[str]:
        raise AmbiguousName(field, value, ("John Kirby", "Jack Kirby"))

    with pytest.raises(QueryError) as raised:
        read("shells actor:Kirby", resolve=resolve)
    assert (raised.value.start, raised.value.end) == (13, 18)
    assert "John Kirby" in raised.value.hint


def test_actors_and_statuses_are_asked_of_the_archive() -> None:
    resolve = knows({"actor:John Kirby": {"a"}, "status:denied": {"b"}, "actor:Iran": {"c"}})
    tree = read('actor:"John Kirby" status:denied OR actor:Iran', resolve=resolve).tree
    assert shape(tree) == "and(actor:John Kirby, or(status:denied, actor:Iran))"
    assert tree.subqueries[0].articles == {"a"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shells drones", "or(shells, drones)"),
        ("shells drones date:2022", "and(2022-01-01..2022-12-31, or(shells, drones))"),
        ("shells drones -iran", "and(not(iran), or(shells, drones))"),
        ("shells AND drones iran", "or(and(shells, drones), iran)"),
        ("date:2022", "2022-01-01..2022-12-31"),
    ],
)
def test_with_any_words_one_will_do_and_restrictions_still_bind(text: str, expected: str) -> None:
    assert shape(read(text, any_words=True).tree) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DPRK", 'names(dprk, "north korea", "democratic people republic of korea", "pyongyang")'),
        ('"North Korea"', 'names("north korea", "dprk", "democratic people republic of korea", "pyongyang")'),
        (
            "North Korea shells",
            'and(names(and(north, korea), "dprk", "democratic people republic of korea", "pyongyang"), shells)',
        ),
        ("north AND korea", "and(north, korea)"),
        ("(DPRK’s)", 'names(dprk, "north korea", "democratic people republic of korea", "pyongyang")'),
        ("-US", 'not(names(US, "united states", "washington"))'),
        ("title:US", 'names(title:US, title:"united states", title:"washington")'),
        ("alias:off DPRK", "dprk"),
        ("DPRK alias:off", "dprk"),
        ("shells", "shells"),
    ],
)
def test_a_name_stands_for_the_other_names_of_its_actor(text: str, expected: str) -> None:
    assert shape(read(text, names=aliases).tree) == expected


def test_aliases_can_be_left_out_by_the_caller() -> None:
    tree = parse("DPRK", resolve=knows({}), aliases=aliases, use_aliases=False).tree
    assert shape(tree) == "dprk"


def test_too_many_names_are_cut_and_the_reader_is_told() -> None:
    query = read("x", names=lambda _: tuple(f"name{number}" for number in range(40)))
    assert len(query.tree.subqueries) == 33
    assert query.remarks == ("x has 40 other names; the first 32 were searched too.",)


SIGNS = st.sampled_from(
    [
        *"\"“”«»()-*:~ .,'",
        "AND",
        "OR",
        "NOT",
        " ",
        "actor:",
        "date:",
        "title:",
        "alias:off",
        "2022-10..",
        "U.S.",
        "kyiv",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=25).map("".join), st.lists(SIGNS).map(" ".join)))
@example("title:()")
@example('"a""b"')
@example("alias:off")
@example("\ud800")
@example("a" * 1999 + "*")
def test_every_string_is_read_or_refused_with_a_place_inside_it(text: str) -> None:
    for any_words in (False, True):
        answer = _answer(text, any_words)
        if isinstance(answer, QueryError):
            assert 0 <= answer.start <= answer.end <= len(text)
            assert str(answer)[-1] != "."  # a screen puts one before the hint
        else:
            assert shape(answer.tree)


def _answer(text: str, any_words: bool) -> Query | QueryError:
    try:
        return parse(text, resolve=lambda _field, _value: frozenset(), aliases=aliases, any_words=any_words)
    except QueryError as error:
        return error
