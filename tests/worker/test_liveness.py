"""A worker that takes no message any more although messages go out."""

import threading
from collections.abc import Mapping
from contextlib import nullcontext

import pytest
from celery.contrib.testing.worker import start_worker

from connector.testing.processes import wait_until
from connector.worker.app import create_celery
from connector.worker.liveness import SILENCE, Listening, watch
from connector.worker.tasks import publish


class Signs:
    """Signs of life as a database tells them."""

    def __init__(self) -> None:
        self.broker: float | None = 1.0
        self.workers = 1
        self.is_away = False

    def ages(self) -> Mapping[str, float]:
        if self.is_away:
            raise OSError("no database")
        return {} if self.broker is None else {"broker": self.broker}

    def count(self, role: str, *, within: float) -> int:
        assert (role, within) == ("worker", 600.0)
        return self.workers


@pytest.fixture
def signs() -> Signs:
    return Signs()


@pytest.fixture
def time_passed() -> list[float]:
    return [0.0]


@pytest.fixture
def listening(signs: Signs, time_passed: list[float]) -> Listening:
    return Listening(lambda: nullcontext(signs), clock=lambda: sum(time_passed))


def test_silence_while_messages_go_out_is_deafness(listening: Listening, time_passed: list[float]) -> None:
    time_passed.append(SILENCE - 1)
    assert not listening.is_deaf()
    listening.hear()
    time_passed.append(SILENCE - 1)
    assert not listening.is_deaf()
    time_passed.append(1)
    assert listening.is_deaf()


def test_workers_that_share_the_messages_wait_longer(listening: Listening, signs: Signs, time_passed: list[float]) -> None:
    signs.workers = 3
    time_passed.append(3 * SILENCE - 1)
    assert not listening.is_deaf()
    time_passed.append(1)
    assert listening.is_deaf()


@pytest.mark.parametrize("change", [{"broker": 90.0}, {"broker": None}, {"is_away": True}], ids=str)
def test_where_nothing_goes_out_the_silence_begins_anew(
    listening: Listening, signs: Signs, time_passed: list[float], change: dict[str, object]
) -> None:
    vars(signs).update(change)
    time_passed.append(10 * SILENCE)
    assert not listening.is_deaf()
    vars(signs).update(broker=1.0, is_away=False)
    time_passed.append(SILENCE - 1)
    assert not listening.is_deaf()
    time_passed.append(1)
    assert listening.is_deaf()


def test_every_message_is_heard_and_deafness_is_told_once(signs: Signs, time_passed: list[float]) -> None:
    listening, ended, done = Listening(lambda: nullcontext(signs), clock=lambda: sum(time_passed)), threading.Event(), []
    app = create_celery("memory://", work=done.append)
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=10):
        watch(listening, ended.set, every=0.01)
        time_passed.append(SILENCE - 1)
        publish(app, 7)
        wait_until(lambda: done, seconds=10, what="the task")
        time_passed.append(2)
        assert not ended.wait(0.2)
        time_passed.append(SILENCE)
        assert ended.wait(5)
