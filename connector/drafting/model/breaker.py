"""Leaving an endpoint alone for a while after it has failed several times running."""

import threading
import time
from collections.abc import Callable
from typing import Final

_MOST_FAILURES: Final = 3
_REST_SECONDS: Final = 60.0


class Breaker:
    """One for each endpoint and process. After its rest one trial is let through; the others wait for what comes of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._closed_until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a call may be made now."""
        with self._lock:
            if self._failures < _MOST_FAILURES:
                return self._clock() >= self._closed_until
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + _REST_SECONDS
            return True

    def succeeded(self) -> None:
        """The endpoint answered."""
        with self._lock:
            self._failures, self._closed_until = 0, 0.0

    def failed(self, *, asks_for: float | None = None) -> None:
        """The endpoint did not answer. ``asks_for`` are the seconds for which it asks to be left alone."""
        with self._lock:
            self._failures += 1
            if asks_for or self._failures >= _MOST_FAILURES:
                self._closed_until = self._clock() + (asks_for or _REST_SECONDS)
