"""Celery with a real in-memory broker: ids only, one shell over a plain function."""

import ssl
import threading
import time
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker

from connector.bootstrap import Application
from connector.registry import Registry
from connector.settings import Settings
from connector.testing.integration import MemoryIntegration
from connector.testing.memory import MemoryHelpdesk
from connector.testing.processes import wait_until
from connector.web.pulse import Pulse
from connector.worker.app import create_celery, reach_broker
from connector.worker.schedule import Chore, Sweeper
from connector.worker.tasks import BEAT, WORK, publish, publish_beat


def test_a_hint_reaches_the_plain_function() -> None:
    done: list[int] = []
    app = create_celery("memory://", work=done.append)
    app.control.purge()  # the broker in memory is one for the whole process, and other tests gave hints too
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=10):
        for row in (1, 2, 3):
            publish(app, row)
        wait_until(lambda: len(done) == 3, seconds=10, what="three tasks")
    assert sorted(done) == [1, 2, 3]


def test_in_one_process_a_message_is_taken_at_once_and_nobody_looks_a_hundred_times_a_second() -> None:
    taken: list[float] = []
    app = create_celery("memory://", work=lambda _row: taken.append(time.monotonic()))
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=10):
        waits = []
        for row in range(9):
            time.sleep(0.03)  # it waits by now
            sent = time.monotonic()
            publish(app, row)
            wait_until(lambda row=row: len(taken) > row, seconds=10, what="the task", every=0.001)
            waits.append(taken[-1] - sent)
        spent = time.process_time()
        time.sleep(0.5)
        spent = time.process_time() - spent
        asked = time.monotonic()
    assert sorted(waits)[4] < 0.05
    assert spent < 0.05
    assert time.monotonic() - asked < 1.5


def test_a_brokers_certificate_is_looked_at_unless_somebody_says_otherwise() -> None:
    def checks(url: str) -> object:
        return create_celery(url, work=print).connection().ssl["ssl_cert_reqs"]

    assert checks("rediss://broker.example/0") is ssl.CERT_REQUIRED
    assert checks("rediss://broker.example/0?ssl_cert_reqs=none") is ssl.CERT_NONE


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


def test_a_chore_with_more_to_do_comes_again_at_once_and_else_keeps_its_pace() -> None:
    ran: list[float] = []
    done = threading.Event()

    def work() -> bool:
        ran.append(time.monotonic())
        if len(ran) == 4:
            done.set()
        return len(ran) < 4

    sweeper = Sweeper((Chore("working", 3600.0, work, hurry=0.01),))
    thread = sweeper.start()
    assert done.wait(5)
    sweeper.stop()
    thread.join(5)
    assert len(ran) == 4


def test_a_beat_goes_from_the_sweeper_through_the_broker_to_a_worker(tmp_path: Path) -> None:
    application = Application(
        settings=Settings(data_dir=tmp_path), registry=Registry({"memory": MemoryIntegration(MemoryHelpdesk())})
    )
    sweeper = application.sweeper()
    with start_worker(application.celery, pool="solo", perform_ping_check=False, shutdown_timeout=10):
        thread = sweeper.start()
        wait_until(lambda: {"sweeper", "worker"} <= set(application.heartbeats.ages()), seconds=10, what="both signs of life")
        sweeper.stop()
        thread.join(10)
    assert application.heartbeats.ages()["worker"] < 10
    application.close()


def test_without_a_worker_the_sweeper_beats_alone(tmp_path: Path) -> None:
    application = Application(
        settings=Settings(data_dir=tmp_path), registry=Registry({"memory": MemoryIntegration(MemoryHelpdesk())})
    )
    application.heartbeats.beat("sweeper", application.owner)
    publish_beat(application.celery)
    assert set(application.heartbeats.ages()) == {"sweeper"}
    application.close()


def test_a_beat_holds_nothing_and_goes_stale() -> None:
    sent: list[tuple[str, dict[str, object]]] = []
    app = create_celery("memory://", work=lambda _row: None)
    app.send_task = lambda name, **keywords: sent.append((name, keywords))
    publish_beat(app)
    assert sent == [(BEAT, {"args": (), "expires": 60})]


def test_the_broker_answers_or_says_why() -> None:
    reach_broker(create_celery("memory://", work=lambda _row: None))
    with pytest.raises(Exception, match="refused"):
        reach_broker(create_celery("amqp://127.0.0.1:9//", work=lambda _row: None))
    with pytest.raises(Exception, match="refused"):
        reach_broker(create_celery("redis://127.0.0.1:9/0", work=lambda _row: None))


def test_the_web_role_beats_on_start_and_now_and_then() -> None:
    now, beats = [0.0], []
    pulse = Pulse(lambda: beats.append(now[0]), every=20, clock=lambda: now[0])
    for now[0] in (0.0, 1.0, 19.0, 20.0, 21.0, 45.0):
        pulse()
    assert beats == [0.0, 20.0, 45.0]


def test_a_failing_beat_fails_no_request() -> None:
    def fail() -> None:
        raise OSError("no database")

    Pulse(fail, every=20)()


def test_the_web_app_gives_signs_of_life(tmp_path: Path) -> None:
    application = Application(
        settings=Settings(data_dir=tmp_path), registry=Registry({"memory": MemoryIntegration(MemoryHelpdesk())})
    )
    _ = application.web
    wait_until(lambda: set(application.heartbeats.ages()) == {"web"}, seconds=5, what="a sign of life")
    application.close()
