"""The Celery app. Messages hold one integer; delays live in the database, never in the broker."""

import ssl
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from celery import Celery
from celery.signals import worker_shutting_down
from kombu.transport import TRANSPORT_ALIASES

from connector.worker.tasks import register_tasks

#: Longer than any task may run, so that Redis never hands a running task to a second worker.
_VISIBILITY_SECONDS = 120
#: Ours in place of kombu's. Under its own name, because kombu and Celery look at the name.
TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), "connector.worker.redis_transport:Transport"))


def create_celery(broker_url: str, *, work: Callable[[int], None], beat: Callable[[], None] = lambda: None) -> Celery:
    """Build the app for this broker and register the tasks over plain functions."""
    scheme = urlsplit(broker_url).scheme
    app = Celery("warm_handoff", broker=broker_url, set_as_current=False)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_publish_retry=False,
        task_default_queue="warm_handoff",
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=2,
        worker_prefetch_multiplier=0 if scheme == "memory" else 1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        broker_transport="connector.worker.transport:Transport" if scheme == "memory" else None,
        broker_transport_options=_transport_options(scheme),
        broker_use_ssl={"ssl_cert_reqs": ssl.CERT_REQUIRED} if scheme == "rediss" and "ssl_cert_reqs" not in broker_url else None,
    )
    if scheme in ("amqp", "amqps"):
        app.conf.task_default_queue_type = "quorum"
        app.conf.task_default_exchange_type = "topic"
        app.conf.worker_detect_quorum_queues = True
    register_tasks(app, work, beat)
    return app


def _transport_options(scheme: str) -> dict[str, Any]:
    if scheme == "memory":
        return {}
    if scheme in ("redis", "rediss"):
        return {
            "visibility_timeout": _VISIBILITY_SECONDS,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": 5,
            "socket_connect_timeout": 2,
        }
    return {"confirm_publish": True}


def when_stopping(do: Callable[[], None]) -> None:
    """Call ``do`` when the worker of this process is told to stop, before it lets the work at hand end. Called within the signal's handler."""

    def heard(**_: object) -> None:
        do()

    worker_shutting_down.connect(heard, weak=False)


def reach_broker(app: Celery) -> None:
    """Return once the broker has let us in. Raises OSError or whatever the broker's client raises."""
    with app.connection_for_write(connect_timeout=2) as connection:
        connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=3)
