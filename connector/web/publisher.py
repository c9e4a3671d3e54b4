"""Hints to the broker from a thread of their own, so that a slow or dead broker never holds up an acknowledgement."""

import queue
import threading
from collections.abc import Callable

import structlog

_log = structlog.get_logger()


class Publisher:
    """Hands row ids to ``publish``. A hint that cannot be given is dropped: the sweeper gives it again."""

    def __init__(self, publish: Callable[[int], None], *, longest: int = 1000) -> None:
        self._publish = publish
        self._queue: queue.Queue[int] = queue.Queue(longest)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def announce(self, row_id: int) -> None:
        """Queue a hint; never blocks and never raises."""
        with self._starting:  # started on first use, so that a server that forks has it in each child
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
                self._thread.start()
        try:
            self._queue.put_nowait(row_id)
        except queue.Full:
            _log.warning("hint dropped", row=row_id, why="queue full")

    def _run(self) -> None:
        while True:
            row_id = self._queue.get()
            try:
                self._publish(row_id)
            except Exception as exc:  # noqa: BLE001 - any broker trouble at all
                _log.warning("hint dropped", row=row_id, why=type(exc).__name__)
