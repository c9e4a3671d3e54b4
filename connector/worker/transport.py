"""The broker of one process: kombu's queues in memory, with a bell, so that nobody looks into them a hundred times a second.

kombu's own memory transport sleeps between two looks (``kombu/transport/virtual/base.py``, ``drain_events``) and lets Celery's
loop look after signals only every two seconds (``celery/worker/loops.py``, ``synloop``). Here a message is taken at once, an
idle process sleeps, and one that is asked to end does so within a quarter of a second.
"""

import threading
import time
from queue import Empty
from typing import Any, Final

from kombu.transport import memory

#: How long Celery's loop may wait for a message before it looks whether the process is to end.
_LOOK_SECONDS: Final = 0.25

_bell = threading.Event()


class Channel(memory.Channel):
    """Rings when a message comes."""

    def _put(self, queue: str, message: Any, **more: Any) -> None:
        super()._put(queue, message, **more)  # type: ignore[no-untyped-call]  # kombu is typed in part
        _bell.set()


class Transport(memory.Transport):
    """Waits for the bell. ``create_celery`` names it for ``memory://``."""

    Channel = Channel

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:  # type: ignore[override]
        """Hand one message to its consumer. Raises TimeoutError when none came in time."""
        cycle = self.cycle
        if cycle is None:
            raise ConnectionError("the transport is closed")
        until = time.monotonic() + min(timeout or _LOOK_SECONDS, _LOOK_SECONDS)
        while True:
            _bell.clear()  # before the look: what comes after it rings again
            try:
                cycle.get(self._deliver, timeout=timeout)  # type: ignore[no-untyped-call]
            except Empty:
                left = until - time.monotonic()
                if left <= 0:
                    raise TimeoutError from None
                _bell.wait(left)
            else:
                return
