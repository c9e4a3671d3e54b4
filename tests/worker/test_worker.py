"""Celery with a real in-memory broker: ids only, one shell over a plain function."""

import threading

from celery.contrib.testing.worker import start_worker

from connector.testing.processes import wait_until
from connector.worker.app import create_celery
from connector.worker.schedule import Chore, Sweeper
from connector.worker.tasks import WORK, publish


def test_a_hint_reaches_the_plain_function() -> None:
    done: list[int] = []
    app = create_celery("memory://", work=done.append)
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=10):
        for row in (1, 2, 3):
            publish(app, row)
        wait_until(lambda: len(done) == 3, seconds=10, what="three tasks")
    assert sorted(done) == [1, 2, 3]


def test_settings_that_protect_the_work() -> None:
    for url in ("memory://", "redis://127.0.0.1/0", "amqp://127.0.0.1//"):
        conf = create_celery(url, work=lambda _row: None).conf
        assert conf.task_acks_late
        assert conf.task_reject_on_worker_lost
        assert conf.task_ignore_result
        assert conf.accept_content == ["json"]
        assert not conf.task_publish_retry
    assert create_celery("amqp://127.0.0.1//", work=lambda _row: None).conf.task_default_queue_type == "quorum"
    assert WORK in create_celery("memory://", work=lambda _row: None).tasks


def test_a_failing_chore_does_not_stop_the_others() -> None:
    ran: list[str] = []
    enough = threading.Event()

    def fail() -> None:
        ran.append("failing")
        raise OSError("no broker")

    def work() -> None:
        ran.append("working")
        if ran.count("working") >= 3:
            enough.set()

    sweeper = Sweeper((Chore("failing", 0.01, fail), Chore("working", 0.01, work)))
    sweeper.start()
    assert enough.wait(5)
    sweeper.stop()
    assert ran.count("failing") >= 2
