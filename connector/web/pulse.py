"""The web role's sign of life: given with whatever traffic there is, but not with all of it."""

import threading
import time
from collections.abc import Callable

import structlog

_log = structlog.get_logger()


class Pulse:
    """Calls ``beat`` at most every so many seconds, through ``aside``, so that the request that carried it need not wait for it.

    A beat that fails never fails the request.
    """

    def __init__(
        self, beat: Callable[[], None], *, every: float, aside: Callable[[Callable[[], None]], None] = lambda give: give(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._beat = beat
        self._every = every
        self._aside = aside
        self._clock = clock
        self._next = clock()
        self._lock = threading.Lock()

    def __call__(self) -> None:
        """Give a sign of life if one is due."""
        with self._lock:
            now = self._clock()
            if now < self._next:
                return
            self._next = now + self._every
        self._aside(self._give)

    def _give(self) -> None:
        try:
            self._beat()
        except Exception as exc:  # noqa: BLE001 - the request matters more
            _log.warning("no sign of life given", role="web", why=type(exc).__name__)
