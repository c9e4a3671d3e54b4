"""Tasks are shells over plain functions: ids only."""

from collections.abc import Callable
from typing import Final

from celery import Celery

WORK: Final = "warm_handoff.work"


def register_tasks(app: Celery, work: Callable[[int], None]) -> None:
    """Register the tasks on this app."""

    @app.task(name=WORK, shared=False)
    def work_on(row_id: int) -> None:
        work(row_id)


def publish(app: Celery, row_id: int) -> None:
    """Hint at a row. Raises whatever the broker raises; the caller drops it."""
    app.send_task(WORK, args=(row_id,))
