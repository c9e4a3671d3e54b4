"""The steps between which a crash can leave something behind: every commit and every call to the helpdesk, before and after.

What a process leaves behind when it is killed is what it committed and what it sent; so these four, counted, are all the moments there
are. ``CRASH_AT=<step>:<nth>`` makes a process end itself, as ``kill -9`` would, when it passes a step for the nth time. For tests alone.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from connector.errors import ConfigurationError

STEPS: Final = ("commit.before", "commit.after", "call.before", "call.after")

_watcher: Callable[[str], None] | None = None


def step(label: str) -> None:
    """Pass a step."""
    if _watcher is not None:
        _watcher(label)


@contextmanager
def watching(watcher: Callable[[str], None]) -> Iterator[None]:
    """Tell ``watcher`` of every step that is passed meanwhile. What it raises goes through whoever passed the step."""
    global _watcher  # noqa: PLW0603 - one process, one watcher
    before, _watcher = _watcher, watcher
    try:
        yield
    finally:
        _watcher = before


def parse_crash(text: str) -> tuple[str, int]:
    """Read ``<step>:<nth>``. Raises ConfigurationError for a step that does not exist, so that no such test passes by doing nothing."""
    label, _, nth = text.partition(":")
    if label not in STEPS or not nth.isascii() or not nth.isdigit() or int(nth) < 1:
        raise ConfigurationError(
            f"CRASH_AT must be one of {', '.join(STEPS)} and a number, as in commit.after:3. It is for tests: leave it out."
        )
    return label, int(nth)


def crash_at(text: str) -> None:
    """Let this process kill itself there; an empty text changes nothing. Raises ConfigurationError."""
    global _watcher  # noqa: PLW0603 - one process, one watcher
    if not text:
        return
    label, left = parse_crash(text)
    counting = threading.Lock()

    def count(passed: str) -> None:
        nonlocal left
        with counting:
            left -= passed == label
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    _watcher = count
