"""Articles read by worker processes: every one gets its answer, whatever becomes of the workers."""

from __future__ import annotations

import fcntl
import multiprocessing
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from builders import FakeExtractor, extraction_of
from deadly_extraction import DeadlyExtractor, DeadlyOnce, without_memory, without_model

import index.workers.pool
import index.workers.readers
import index.workers.reading
from index.errors import ModelMissing, WorkersFailed
from index.model import Article, Extraction
from index.workers import Order, Readers, Unread, usual_workers
from index.workers.pool import WorkerPool
from index.workers.reading import BATCH_ARTICLES, BATCH_TEXT, batched

ROOT = Path(__file__).parents[3]


def orders(*texts: str) -> list[Order]:
    return [(Article.of(text), None) for text in texts]


def news(number: int) -> list[Order]:
    return orders(*(f"John Kirby said that shell {n} was shipped." for n in range(number)))


@pytest.fixture
def pool() -> Iterator[Callable[[Callable[[], FakeExtractor], int], WorkerPool]]:
    made: list[WorkerPool] = []

    def make(load: Callable[[], FakeExtractor], number: int = 2) -> WorkerPool:
        made.append(WorkerPool(load, number))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert multiprocessing.active_children() == []


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.workers.reading, "BATCH_ARTICLES", 3)


def test_workers_read_what_one_process_would_have_read(pool) -> None:
    given = news(40)
    read = list(pool(FakeExtractor).read(given))
    assert sorted(read, key=lambda one: one.article) == sorted(
        (extraction_of(article) for article, _ in given), key=lambda one: one.article
    )


def test_a_pool_reads_again_when_it_has_read_and_no_more_workers_start_than_there_is_work(pool) -> None:
    workers = pool(FakeExtractor, 4)
    assert len(list(workers.read(news(2)))) == 2
    assert len(multiprocessing.active_children()) == 1
    assert len(list(workers.read(news(9)))) == 9
    assert list(workers.read([])) == []


def test_an_article_that_kills_its_worker_is_named_and_all_others_are_read(pool) -> None:
    given = [*news(7), *orders("The killer."), *news(20)[7:]]
    results = list(pool(DeadlyExtractor).read(given))
    (unread,) = [one for one in results if isinstance(one, Unread)]
    assert unread.extraction.article == given[7][0].id
    assert unread.extraction.skipped == "reading out was ended by signal 9"
    assert unread.extraction.pipeline == "fake 1"
    assert "--workers 1" in unread.hint
    assert {one.article for one in results if isinstance(one, Extraction)} == {a.id for a, _ in given} - {
        given[7][0].id
    }
    assert len(results) == len(given)


def test_an_article_that_was_only_near_when_a_worker_died_is_read(pool, tmp_path: Path) -> None:
    results = list(pool(partial(DeadlyOnce, tmp_path / "mark"), 1).read(news(1)))
    assert [type(one) for one in results] == [Extraction]


def test_an_article_over_which_a_stage_fails_costs_no_other(pool) -> None:
    given = [*news(4), *orders("A failure."), *news(9)[4:]]
    results = list(pool(DeadlyExtractor, 1).read(given))
    (unread,) = [one for one in results if isinstance(one, Unread)]
    assert unread.extraction.skipped == "reading out failed: KeyError"
    assert "deadly_extraction.py" in unread.trace
    assert len(results) == len(given)


def test_a_missing_model_is_told_as_it_would_be_without_workers(pool) -> None:
    with pytest.raises(ModelMissing, match="no model") as caught:
        list(pool(without_model).read(news(1)))
    assert caught.value.hint == "install one"


def test_workers_that_die_before_they_can_read_are_no_endless_story(pool) -> None:
    with pytest.raises(WorkersFailed, match="was ended by signal 9") as caught:
        list(pool(without_memory, 3).read(news(30)))
    assert "--workers 1" in caught.value.hint


def test_articles_are_taken_only_as_fast_as_they_are_read(pool) -> None:
    taken = 0

    def counted() -> Iterator[Order]:
        nonlocal taken
        for order in news(200):
            taken += 1
            yield order

    next(pool(FakeExtractor, 2).read(counted()))
    assert taken <= 2 * (2 * 3) + 2 * 3 + 1  # two batches for each, what is refilled, and one that opens the next


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "locked"
    script = f"""
        import sys
        from functools import partial
        sys.path[:0] = {[str(ROOT / "tests"), str(ROOT)]!r}
        from deadly_extraction import locking
        from index.model import Article
        from index.workers.pool import WorkerPool
        pool = WorkerPool(partial(locking, {str(file)!r}), 1)
        results = pool.read([(Article.of("Rain."), None), (Article.of("Snow."), None)])
        next(results)  # kept: a pool that nobody holds ends its workers
        print("read", flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"read\n"
        with file.open() as held, pytest.raises(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        parent.kill()
        with file.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX)  # granted when the worker has gone


def test_a_pool_whose_results_nobody_took_to_the_end_reads_what_comes_next(pool) -> None:
    used = pool(FakeExtractor)
    results = used.read(news(30))
    next(results)
    results.close()
    asked = orders("Iran denied that it rained.", "Peru said that it snowed.")
    assert {one.article for one in used.read(asked)} == {article.id for article, _ in asked}


def test_a_pool_whose_workers_could_not_begin_fails_again_and_never_reads_nothing(pool) -> None:
    used = pool(without_memory)
    for _ in range(2):
        with pytest.raises(WorkersFailed):
            list(used.read(news(2)))


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        ([], []),
        ([10], [1]),
        ([10] * (BATCH_ARTICLES + 1), [BATCH_ARTICLES, 1]),
        ([BATCH_TEXT - 10, 10, 1], [2, 1]),
        ([10, 50 * BATCH_TEXT, 10, 10], [1, 1, 2]),
    ],
)
def test_batches_have_about_as_much_text_each_and_a_long_one_is_alone(
    lengths: list[int], batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.workers.reading, "BATCH_ARTICLES", BATCH_ARTICLES)
    assert [len(batch) for batch in batched(orders(*("x" * length for length in lengths)))] == batches


def test_few_articles_are_read_here_and_many_by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[FakeExtractor] = []

    def load() -> FakeExtractor:  # no worker could unpickle it
        loaded.append(FakeExtractor())
        return loaded[-1]

    few = Readers(load, 2)
    assert len(list(few.read(news(5)))) == len(list(few.read(news(5)))) == 5
    assert len(loaded) == 1
    monkeypatch.setattr(index.workers.readers, "FEW", 60)
    many = Readers(FakeExtractor, 2)
    try:
        assert len(list(many.read(news(5)))) == 5
        assert multiprocessing.active_children()
    finally:
        many.close()
    assert multiprocessing.active_children() == []


def test_without_workers_everything_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.workers.readers, "FEW", 60)
    fake = FakeExtractor()
    assert len(list(Readers(lambda: fake, 0).read(news(9)))) == len(fake.read) == 9


def test_nothing_to_read_loads_nothing() -> None:
    assert list(Readers(without_model, 2).read([])) == []


@pytest.mark.parametrize(
    ("cores", "gigabytes", "workers"), [(1, 64, 1), (2, 8, 2), (4, 2, 1), (8, 6, 4), (64, 256, 8), (2, 0, 1)]
)
def test_there_are_as_many_workers_as_cores_and_memory_allow(
    cores: int, gigabytes: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(cores), raising=False)
    monkeypatch.setattr("os.sysconf", {"SC_PAGE_SIZE": 1_000, "SC_PHYS_PAGES": gigabytes * 1_000_000}.__getitem__)
    assert usual_workers() == workers
