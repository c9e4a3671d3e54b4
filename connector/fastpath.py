"""Whether a new row may be hinted at right away: not while its account has enough with the broker, or waits for its budget."""

import threading
from collections.abc import Callable
from typing import Final

#: How long a look into the database holds, so that a burst of bells costs a few looks a second.
_LOOK_SECONDS: Final = 0.2


class FastPath:
    """``room`` tells how many more rows of an account may be with the broker now. The rest is handed out by the sweeper.

    A bell never waits for that look: the first after a while goes on trust, and those behind it wait for what ``aside`` finds out.
    """

    def __init__(
        self, room: Callable[[str], int], *, clock: Callable[[], float], aside: Callable[[Callable[[], None]], None]
    ) -> None:
        self._room = room
        self._clock = clock
        self._aside = aside
        self._known: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def __call__(self, account: str) -> bool:
        """Take one place, if there is one."""
        now = self._clock()
        with self._lock:
            looked_at, room = self._known.get(account, (float("-inf"), 0))
            is_fresh = now - looked_at < _LOOK_SECONDS
            self._known[account] = (looked_at, room - 1) if is_fresh else (now, 0)
        if is_fresh:
            return room > 0
        self._aside(lambda: self._look(account))
        return True

    def _look(self, account: str) -> None:
        room = self._room(account)
        with self._lock:
            self._known[account] = (self._clock(), room - 1)  # the one that went on trust
