"""Whoever asks a clerk is answered or told in time, whatever hangs, fails, forks or ends."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from connector.errors import Unavailable
from connector.store.clerks import Clerks, call_each
from connector.testing.processes import wait_until


class Hanging:
    """Work that hangs while ``gate`` is closed, and writes down its groups."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.groups: list[list[int]] = []

    def __call__(self, asked: Sequence[int]) -> Sequence[int | Exception]:
        self.groups.append(list(asked))
        assert self.gate.wait(20)
        return [ValueError("odd") if number % 2 else number * 10 for number in asked]


@pytest.fixture
def work() -> Hanging:
    """Work with its gate closed."""
    return Hanging()


def test_what_comes_meanwhile_is_one_group_and_each_gets_its_own(work: Hanging) -> None:
    clerks = Clerks(work, largest=256, patience=10.0)
    with ThreadPoolExecutor(21) as pool:
        first = pool.submit(clerks.ask, 0)
        wait_until(lambda: work.groups, seconds=5, what="the first group")
        others = [pool.submit(clerks.ask, number) for number in range(1, 21)]
        wait_until(lambda: clerks._slips.qsize() == 20, seconds=5, what="the others to queue")
        work.gate.set()
        assert first.result() == 0
        for number, other in enumerate(others, start=1):
            if number % 2:
                with pytest.raises(ValueError, match="odd"):
                    other.result()
            else:
                assert other.result() == number * 10
    assert [len(group) for group in work.groups] == [1, 20]
    clerks.close()


def test_groups_have_a_largest_size(work: Hanging) -> None:
    work.gate.set()
    clerks = Clerks(work, largest=3, patience=10.0)
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(clerks.ask, range(0, 64, 2))) == list(range(0, 640, 20))
    assert max(map(len, work.groups)) <= 3
    clerks.close()


def test_nobody_waits_for_what_hangs_and_the_first_that_returns_opens_again(work: Hanging) -> None:
    clerks = Clerks(work, patience=0.5)
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        clerks.ask(2)
    assert 0.4 < time.monotonic() - begun < 2
    wait_until(lambda: clerks.is_stuck, seconds=1, what="the clerk to be given up", every=0.001)
    begun = time.monotonic()
    for number in range(200):
        with pytest.raises(Unavailable):
            clerks.ask(number)
    assert time.monotonic() - begun < 2, "while it hangs nobody waits at all"
    work.gate.set()
    wait_until(lambda: not clerks.is_stuck, seconds=5, what="the call to come back", every=0.001)
    assert clerks.ask(4) == 40
    assert work.groups == [[2], [4]]
    clerks.close()


def test_a_whole_wave_is_told_together_and_what_nobody_waits_for_is_left_undone(work: Hanging) -> None:
    clerks = Clerks(work, patience=0.3)

    def told_after(number: int) -> float:
        time.sleep(0.01 * number)  # they come one after the other, as bells do
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            clerks.ask(number)
        return time.monotonic() - begun

    begun = time.monotonic()
    with ThreadPoolExecutor(20) as pool:
        waits = list(pool.map(told_after, range(20)))
    assert max(waits) < 1.5
    assert time.monotonic() - begun < 3, "together, not one after the other"
    work.gate.set()
    wait_until(lambda: not clerks.is_stuck, seconds=5, what="the call to come back", every=0.001)
    assert clerks.ask(100) == 1000
    assert [number for group in work.groups for number in group] == [0, 100]
    clerks.close()


def test_a_failing_group_tells_all_and_the_next_works() -> None:
    failing = [True]

    def work(asked: Sequence[int]) -> Sequence[int]:
        if failing[0]:
            raise OSError("disk full: Dear Sam")
        return asked

    clerks = Clerks(work, patience=5.0)
    with pytest.raises(Unavailable, match=r"^OSError$"):
        clerks.ask(1)
    failing[0] = False
    assert clerks.ask(2) == 2
    clerks.close()


def test_too_few_answers_are_a_failure_not_a_wait() -> None:
    clerks: Clerks[int, int] = Clerks(lambda _asked: [], patience=5.0)
    begun = time.monotonic()
    with pytest.raises(Unavailable, match="ValueError"):
        clerks.ask(1)
    assert time.monotonic() - begun < 2
    clerks.close()


def test_closing_does_what_was_asked_and_then_refuses() -> None:
    done: list[str] = []
    clerks: Clerks[Callable[[], object], object] = Clerks(call_each, threads=2)
    for word in ("a", "b", "c"):
        clerks.tell(lambda word=word: done.append(word))  # type: ignore[misc]
    clerks.close()
    assert sorted(done) == ["a", "b", "c"]
    with pytest.raises(Unavailable):
        clerks.ask(lambda: None)


def test_what_a_call_raises_is_raised_where_it_was_asked() -> None:
    clerks: Clerks[Callable[[], object], object] = Clerks(call_each)

    def fail() -> None:
        raise LookupError("not there")

    with pytest.raises(LookupError, match="not there"):
        clerks.ask(fail)
    clerks.close()


def test_a_forked_process_has_clerks_of_its_own() -> None:
    script = (
        "import os\n"
        "from connector.store.clerks import Clerks\n"
        "clerks = Clerks(lambda asked: [(number, os.getpid()) for number in asked])\n"
        "assert clerks.ask(1) == (1, os.getpid())\n"
        "child = os.fork()\n"
        "answer = clerks.ask(2)\n"
        "assert answer == (2, os.getpid())\n"
        "if child:\n"
        "    _, status = os.waitpid(child, 0)\n"
        "    raise SystemExit(os.waitstatus_to_exitcode(status))\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
