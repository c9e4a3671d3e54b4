"""The sweeper: hands due rows to the broker, polls where asked to, and clears away what has expired. Any number may run."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chore:
    """Something done every so many seconds, or after ``hurry`` seconds where it says that more is to be done."""

    name: str
    every: float
    do: Callable[[], object]
    hurry: float | None = None


class Sweeper:
    """Runs chores, each at its own pace with a little jitter. A failing chore is logged and tried again at its next turn."""

    def __init__(self, chores: tuple[Chore, ...]) -> None:
        self._chores = chores
        self._stop = threading.Event()

    def run(self) -> None:
        """Run until stopped."""
        due = {chore.name: 0.0 for chore in self._chores}
        while not self._stop.is_set():
            for chore in self._chores:
                if time.monotonic() >= due[chore.name] and not self._stop.is_set():
                    goes_on = self._do(chore)
                    pace = chore.every if chore.hurry is None or not goes_on else min(chore.hurry, chore.every)
                    due[chore.name] = time.monotonic() + pace * random.uniform(0.9, 1.1)  # noqa: S311 - jitter
            self._stop.wait(max(0.01, min(due.values()) - time.monotonic()))

    def start(self) -> threading.Thread:
        """Run on a daemon thread."""
        thread = threading.Thread(target=self.run, name="sweeper", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Stop after the chore at hand."""
        self._stop.set()

    def _do(self, chore: Chore) -> object:
        try:
            return chore.do()
        except Exception as exc:  # noqa: BLE001 - the sweep must go on
            _log.warning("chore failed", chore=chore.name, why=type(exc).__name__)
            return None
