"""Dates as printed, against a fixed Thursday, and never more precise than words and date of publication allow."""

from __future__ import annotations

import itertools
import re

import pytest
from what_was_read import Reader

TIMES = [
    # text before, expression, text after, value on Thursday 16 May 2024
    ("The port closed on ", "Thursday", ".", "2024-05-16"),
    ("The port closed on ", "Wednesday", ".", "2024-05-15"),
    ("The port closed on ", "Friday", ".", "2024-05-10"),
    ("The port closed on ", "Monday morning", ".", "2024-05-13"),
    ("The port closed on ", "Sunday night", ".", "2024-05-12"),
    ("It will close ", "next Tuesday", ".", "2024-05-21"),
    ("The port closed ", "yesterday", ".", "2024-05-15"),
    ("The port closes ", "today", ".", "2024-05-16"),
    ("The port will close ", "tomorrow", ".", "2024-05-17"),
    ("The port closed on ", "3 May 2022", ".", "2022-05-03"),
    ("The port closed on ", "May 3, 2022", ", at noon.", "2022-05-03"),
    ("The port closed on ", "3rd of May 2022", ".", "2022-05-03"),
    ("The port closed on ", "2022-05-03", ".", "2022-05-03"),
    ("The port closed on ", "Sept. 12, 2021", ".", "2021-09-12"),
    ("The port closed in ", "May 2022", ".", "2022-05"),
    ("The port closed on ", "12 March", " at noon.", "2024-03-12"),
    ("The port closed on ", "March 12", ".", "2024-03-12"),
    ("The port closed on ", "Jan. 5", ".", "2024-01-05"),
    ("The port closed on ", "Nov 3", ".", "2023-11-03"),
    ("The port closed in ", "March", " at noon.", "2024-03"),
    ("The port closed in ", "December", " at noon.", "2023-12"),
    ("The port will close in ", "June", " at noon.", "2024-06"),
    ("The port closed in ", "2019", ".", "2019"),
    ("The port was built in ", "the 1990s", ".", "199X"),
    ("The port closed ", "earlier this week", ".", "2024-W20"),
    ("The port closed ", "last week", ".", "2024-W19"),
    ("The port will close ", "next week", ".", "2024-W21"),
    ("The port closed ", "last month", ".", "2024-04"),
    ("The port closed ", "this month", ".", "2024-05"),
    ("The port will close ", "next month", ".", "2024-06"),
    ("The port closed ", "last year", ".", "2023"),
    ("The port closed ", "earlier this year", ".", "2024"),
    ("The port will close ", "next year", ".", "2025"),
    ("The port closed ", "three days ago", ".", "2024-05-13"),
    ("The port closed ", "two weeks ago", ".", "2024-W18"),
    ("The port closed ", "six months ago", ".", "2023-11"),
    ("The port closed ", "a year ago", ".", "2023"),
    ("The port closed ", "several weeks ago", ".", "PAST_REF"),
    ("The port closed in ", "recent weeks", ".", "PAST_REF"),
    ("The port closed in ", "the past few months", ".", "PAST_REF"),
    ("The port will close in ", "the coming days", ".", "FUTURE_REF"),
    ("The port was closed for ", "three years", ".", "P3Y"),
    ("The port was closed for ", "48 hours", ".", "PT48H"),
    ("It agreed to a ", "30-day", " truce.", "P30D"),
    ("It held a ", "two-hour", " meeting.", "PT2H"),
    ("The port was closed for ", "a few days", ".", "PXD"),
]


@pytest.mark.parametrize(("before", "words", "after", "value"), TIMES, ids=[row[1] for row in TIMES])
def test_a_date_is_found_with_its_value(reader: Reader, before: str, words: str, after: str, value: str) -> None:
    assert reader(before + words + after).times == [(words, value)]


def test_there_are_at_least_forty_expressions() -> None:
    assert len(TIMES) >= 40


@pytest.mark.parametrize(
    "text",
    [
        "They may leave the port.",
        "They march on the port.",
        "The port sold 2,019 cars.",
        "The bill is HR-2024 of the house.",
        "Nobody knows when.",
        "The second ship sank.",
    ],
)
def test_words_that_only_look_like_dates_are_none(reader: Reader, text: str) -> None:
    assert reader(text).times == []


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2022-01-03", "The port closed on Friday.", "2021-12-31"),
        ("2022-01-03", "The port closed last month.", "2021-12"),
        ("2022-01-03", "The port closed last week.", "2021-W52"),
        ("2021-01-02", "The port closed this week.", "2020-W53"),
        ("2022-01-03", "The port closed in November.", "2021-11"),
        ("2022-12-28", "The port will close in January.", "2023-01"),
        ("2022-12-28", "The port will close next month.", "2023-01"),
        ("2024-03-01", "The port closed yesterday.", "2024-02-29"),
    ],
)
def test_values_go_over_the_borders_of_months_and_years(reader: Reader, published: str, text: str, value: str) -> None:
    [(_, found)] = reader(text, published).times
    assert found == value


@pytest.mark.parametrize("published", [None, "2024-05", "2024"])
def test_a_day_is_never_guessed_where_the_day_of_publication_is_not_known(
    reader: Reader, published: str | None
) -> None:
    for text in ("The port closed on Thursday.", "The port closed yesterday.", "The port closed last week."):
        assert all(not re.match(r"\d{4}-(\d\d-\d\d|W)", value) for _, value in reader(text, published).times)
    assert reader("The port closed on 12 March at noon.", None).times == [("12 March", "XXXX-03-12")]


def test_a_full_date_needs_no_date_of_publication(reader: Reader) -> None:
    assert reader("The port closed on 3 May 2022.", None).times == [("3 May 2022", "2022-05-03")]
    assert reader("The port closed in recent weeks.", None).times == [("recent weeks", "PAST_REF")]


def test_a_day_that_does_not_exist_gets_no_day(reader: Reader) -> None:
    assert all(len(value) < 10 for _, value in reader("The port closed on 31 February 2023.").times)


def test_dates_come_in_the_order_of_the_text_and_do_not_overlap(reader: Reader) -> None:
    read = reader("In 2019 and on Monday, 3 May 2022, two weeks ago, and in March 2020, the port closed.")
    spans = [t.span for t in read.extraction.times]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert {"2019", "2022-05-03", "2020-03"} <= {t.value for t in read.extraction.times}


AMOUNTS = [
    ("Two ships sank.", "Two", "2", "ships"),
    ("Twenty-one ships left.", "Twenty-one", "21", "ships"),
    ("The raid killed 7 men.", "7", "7", "men"),
    ("At least 31 people died.", "At least 31", ">=31", "people"),
    ("More than 400 houses burned.", "More than 400", ">400", "houses"),
    ("About five ships sank.", "About five", "~5", "ships"),
    ("Some 3,000 soldiers marched.", "Some 3,000", "~3000", "soldiers"),
    ("Fewer than 100 houses burned.", "Fewer than 100", "<100", "houses"),
    ("Up to 12 boats sank.", "Up to 12", "<=12", "boats"),
    ("More than two dozen ships left.", "More than two dozen", ">24", "ships"),
    ("Norway bought three dozen tanks.", "three dozen", "36", "tanks"),
    ("It holds 12,500,000,000 tons.", "12,500,000,000", "12500000000", "tons"),
    ("Hundreds of houses burned.", "Hundreds", ">=200", "houses"),
    ("It cost $12 billion.", "$12 billion", "12000000000", "USD"),
    ("It cost US$3.5 million.", "US$3.5 million", "3500000", "USD"),
    ("It cost €20.", "€20", "20", "EUR"),
    ("It cost £1,000,000.", "£1,000,000", "1000000", "GBP"),
    ("It cost 40 million dollars.", "40 million dollars", "40000000", "USD"),
    ("Prices rose by 12%.", "12%", "12", "percent"),
    ("Prices rose by 7.5 percent.", "7.5 percent", "7.5", "percent"),
    ("Prices rose by 8 per cent.", "8 per cent", "8", "percent"),
    ("It cost millions of dollars.", "millions of dollars", ">=2000000", "USD"),
    ("Dozens of people died.", "Dozens", ">=24", "people"),
    ("Thousands of people marched.", "Thousands", ">=2000", "people"),
]


@pytest.mark.parametrize(("text", "words", "value", "unit"), AMOUNTS, ids=[row[1] for row in AMOUNTS])
def test_an_amount_is_found_with_value_and_unit(reader: Reader, text: str, words: str, value: str, unit: str) -> None:
    assert reader(text).amounts == [(words, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "The port closed on 3 May 2022.",
        "The port closed in 2019.",
        "The port was closed for three years.",
        "The Boeing-737 landed.",
        "The 3 May raid failed.",
    ],
)
def test_a_date_or_a_name_is_no_amount(reader: Reader, text: str) -> None:
    assert reader(text).amounts == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The port will reopen on Friday.", "2024-05-17"),
        ("The port closed on Friday.", "2024-05-10"),
        ("The port plans to reopen on Monday.", "2024-05-20"),
        ("The mayor left ahead of Sunday's vote.", "2024-05-19"),
        ("It reopened in June.", "2023-06"),
        ("The deal could be signed before June.", "2024-06"),
        ("The port closed on June 4.", "2023-06-04"),
        ("He may leave, according to the mayor on Tuesday.", "2024-05-14"),
        ("The port closed in August last year.", "2023-08"),
        ("Wednesday, January 23, 2019 was a cold day.", "2019-01-23"),
        ("The port shut in late August.", "2023-08"),
    ],
)
def test_a_day_or_month_without_a_year_follows_the_tense(reader: Reader, text: str, value: str) -> None:
    assert [found for _, found in reader(text).times] == [value]


def test_the_following_day_counts_from_the_day_named_before(reader: Reader) -> None:
    read = reader("The port closed on 3 May and reopened the following day.")
    assert read.times[-1] == ("the following day", "2024-05-04")


@pytest.mark.parametrize(
    ("published", "text", "values"),
    [
        ("2024-05", "The port closed last year.", ["2023"]),
        ("2024", "The port closed last year.", ["2023"]),
        ("2024-05", "The port closed last month.", ["2024-04"]),
        ("2024", "The port closed last month.", []),
        (None, "The port closed three days ago.", ["PAST_REF"]),
    ],
)
def test_a_value_is_as_precise_as_the_date_of_publication(
    reader: Reader, published: str | None, text: str, values: list[str]
) -> None:
    assert [found for _, found in reader(text, published).times] == values


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Over two dozen missiles hit Peru.", [("Over two dozen", ">24", "missiles")]),
        ("An estimated 60 tanks left.", [("An estimated 60", "~60", "tanks")]),
        ("Tens of thousands of men marched.", [("Tens of thousands", ">=20000", "men")]),
        ("At least 31 Bolivians were hurt.", [("At least 31", ">=31", "Bolivians")]),
        ("Half of the men left.", [("Half", "0.5", "men")]),
        ("More than a dozen soldiers fled.", [("More than a dozen", ">12", "soldiers")]),
        ("They paid R$1 million.", [("R$1 million", "1000000", "BRL")]),
        ("It cost $185,528.76 in all.", [("$185,528.76", "185528.76", "USD")]),
        ("The blast left 30 dead.", [("30", "30", "dead")]),
        ("They sent a record number of tanks.", [("a record number", None, "tanks")]),
        ("The Order of Seven Angles met.", []),
    ],
)
def test_amounts_in_words_and_parts(reader: Reader, text: str, amounts: list[tuple[str, str | None, str]]) -> None:
    read = reader(text)
    assert [(a.span.of(text), a.value, a.unit) for a in read.extraction.amounts] == amounts


def test_nothing_is_said_after_it_was_printed(reader: Reader) -> None:
    (statement,) = reader(
        "Maria Lopez announced on that occasion, January 20, that Lima would close the port."
    ).statements
    assert statement.said == "2024-01-20"
    (statement,) = reader("Maria Lopez said on 3 June 2031 that the port was closed.").statements
    assert statement.said is None
