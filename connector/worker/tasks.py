"""Tasks are shells over plain functions: ids only."""

from collections.abc import Callable
from typing import Final

from celery import Celery

WORK: Final = "warm_handoff.work"
BEAT: Final = "warm_handoff.beat"
#: A beat that nobody took tells nothing once the next one is under way.
_BEAT_EXPIRES: Final = 60


def register_tasks(app: Celery, work: Callable[[int], None], beat: Callable[[], None]) -> None:
    """Register the tasks on this app."""

    @app.task(name=WORK, shared=False)
    def work_on(row_id: int) -> None:
        work(row_id)

    @app.task(name=BEAT, shared=False)
    def give_a_sign_of_life() -> None:
        beat()


def publish(app: Celery, row_id: int) -> None:
    """Hint at a row. Raises whatever the broker raises; the caller drops it."""
    app.send_task(WORK, args=(row_id,))


def publish_beat(app: Celery) -> None:
    """Ask any worker for a sign of life; the message holds nothing. Raises whatever the broker raises."""
    app.send_task(BEAT, args=(), expires=_BEAT_EXPIRES)
