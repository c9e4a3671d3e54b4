"""A worker that hears nothing although messages go out ends itself, so that whoever keeps it running starts it anew.

After a broker was away, a worker may connect again and yet take no message from it; nothing fails then, and tickets wait. It has happened
with Celery and Redis in version after version (https://github.com/celery/celery/issues/8030, 10205); ``redis_transport.py`` mends one cause.
"""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Final, Protocol

import structlog
from celery.signals import task_received

from connector.store.heartbeats import BROKER

_log = structlog.get_logger()

#: A sweeper sends a sign of life through the broker every twenty seconds, and brokers deal out to workers in turn. A worker that
#: missed so many turns, while messages went out all the time, does not listen. Seconds, for each worker that shares them.
SILENCE: Final = 120.0
#: Messages go out while one went out this lately. Seconds.
_LATELY: Final = 60.0
#: A worker that gave no sign for so long shares no messages any more. Seconds.
_WORKERS_OF: Final = 600.0
_EVERY: Final = 10.0


class Signs(Protocol):
    """Signs of life in the database."""

    def ages(self) -> Mapping[str, float]:
        """Seconds since the newest sign of each role; that of ``broker`` is the newest message that went out."""

    def count(self, role: str, *, within: float) -> int:
        """How many of a role gave a sign in so many seconds."""


class Listening:
    """Judges whether this worker listens. ``open_signs`` is entered for each look alone, so that nothing is open when a process forks.

    ``clock`` may begin anywhere.
    """

    def __init__(
        self,
        open_signs: Callable[[], AbstractContextManager[Signs]],
        *,
        silence: float = SILENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_signs, self._silence, self._clock = open_signs, silence, clock
        self._since = clock()

    def hear(self) -> None:
        """A message came."""
        self._since = self._clock()

    def is_deaf(self) -> bool:
        """Whether nothing was heard for long, while messages went out all that time. Nobody knows it while the database is away."""
        if self._clock() - self._since < self._silence:
            return False
        try:
            with self._open_signs() as signs:
                goes_out = signs.ages().get(BROKER, _LATELY) < _LATELY
                workers = signs.count("worker", within=_WORKERS_OF)
        except Exception:  # noqa: BLE001 - whatever broke there, it tells nothing of the broker
            goes_out, workers = False, 1
        if not goes_out:
            self._since = self._clock()
            return False
        return self._clock() - self._since >= self._silence * max(1, workers)


def watch(listening: Listening, end: Callable[[], None], *, every: float = _EVERY) -> None:
    """Hear every message of this process's worker, and call ``end`` from a thread of its own, once, when it has become deaf."""

    def hear(**_: object) -> None:
        listening.hear()

    task_received.connect(hear, weak=False)
    never = threading.Event()

    def look() -> None:
        while not listening.is_deaf():
            never.wait(every)
        _log.error("no message comes though messages go out: ending, to be started again")
        end()

    threading.Thread(target=look, name="liveness", daemon=True).start()
