"""A progress bar on stderr, and waiting for the helpdesk that says so in it."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Bar:
    """One bar. ``counts`` shows how many of how many; without, it runs over a share of something whose length nobody knows.

    It ``stays`` on the screen when it is done, or is wiped away.
    """

    def __init__(self, what: str, *, counts: bool = True, stays: bool = True) -> None:
        columns = (MofNCompleteColumn(), TimeRemainingColumn()) if counts else (TimeElapsedColumn(),)
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), *columns, console=Console(stderr=True), transient=not stays
        )
        self._task = self._progress.add_task(what, total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, what: str, total: float) -> None:
        """Start a stretch of so much."""
        self._progress.update(self._task, description=what, total=total, completed=0)

    def advance(self) -> None:
        """One more is done."""
        self._progress.advance(self._task)

    def show(self, done: float, what: str) -> None:
        """Say how much is done, and of what."""
        self._progress.update(self._task, completed=done, description=what)

    def wait(self, seconds: float) -> None:
        """Wait, and say that the helpdesk asks for it."""
        before = self._progress.tasks[0].description
        self._progress.update(self._task, description=f"The helpdesk asks us to wait {seconds:.0f} s")
        time.sleep(seconds)
        self._progress.update(self._task, description=before)
